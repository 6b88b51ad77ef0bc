import pytest

from studydeck.core.kinds import Kind
from studydeck.core.pace import ENOUGH, Pace


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_takes_some_time_before_any_answer(kind: Kind) -> None:
    assert 10 <= Pace().seconds(kind) <= 75


def test_a_beginner_takes_12_seconds_for_a_flashcard_and_18_for_a_new_one() -> None:
    assert (Pace().seconds(Kind.FLASHCARD), Pace().new_seconds(Kind.FLASHCARD)) == (12.0, 18.0)


def test_enough_answers_of_a_kind_replace_the_guess_by_their_median() -> None:
    pace = Pace.from_samples([(Kind.SINGLE, float(seconds)) for seconds in range(1, ENOUGH + 1)])
    assert (pace.seconds(Kind.SINGLE), pace.new_seconds(Kind.SINGLE)) == (10.5, 15.75)
    assert pace.seconds(Kind.MULTIPLE) == 55.0


def test_too_few_answers_of_a_kind_change_nothing() -> None:
    samples = [(Kind.SINGLE, 5.0)] * (ENOUGH - 1) + [(Kind.CLOZE, 5.0)] * (ENOUGH - 1)
    assert Pace.from_samples(samples) == Pace()


def test_answers_without_any_time_count_as_a_second() -> None:
    assert Pace.from_samples([(Kind.TERM, 0.0)] * ENOUGH).seconds(Kind.TERM) == 1.0
