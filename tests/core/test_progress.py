"""How learning goes: shares with their intervals, the forecast, the streak and the objectives."""

from collections.abc import Iterable
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.items import Card
from studydeck.core.kinds import Kind
from studydeck.core.log import Answer, CardState, Marks, Memory, Rating, Reset
from studydeck.core.pace import Pace
from studydeck.core.progress import (
    Ahead,
    Exposure,
    Share,
    exposures,
    first_answers,
    forecast,
    retention,
    standings,
    streak,
    wilson,
)
from studydeck.core.scheduling import Scheduler, replay

DAY = date(2026, 3, 2)


def after(days: int) -> date:
    return DAY + timedelta(days=days)


def answered(card: str, day: int, rating: Rating = Rating.GOOD, correct: bool | None = None) -> tuple[Answer, date]:
    return Answer(card, rating, after(day + 3), "s", 0, "f", 9, correct=correct), after(day)


def exposure(recalled: bool = True, recall: float | None = 0.9, **changes: object) -> Exposure:
    usual: dict[str, object] = {"card": "a/1", "day": DAY, "correct": None, "first": False}
    return Exposure(recalled=recalled, recall=recall, **(usual | changes))  # type: ignore[arg-type]


def card(key: str, kind: Kind = Kind.FLASHCARD, objectives: tuple[str, ...] = ()) -> Card:
    return Card(key, key.partition("#")[0], key.partition("/")[0], kind, objectives, "", "f")


def state(key: str, due: int, last: int = 0, stability: float = 10.0) -> CardState:
    return CardState(key, Memory(stability, 5.0, after(last)), after(due), 1, 0, Rating.GOOD, after(last), "f")


# Shares


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_wilsons_as_published(hits: int, total: int, low: float, high: float) -> None:
    """R. G. Newcombe, Statistics in Medicine 17, 1998, 857-872, table I, method 3."""
    assert wilson(hits, total) == (pytest.approx(low, abs=5e-5), pytest.approx(high, abs=5e-5))


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_an_interval_holds_its_share_within_0_and_1_and_mirrors_the_failures(counted: tuple[int, int]) -> None:
    hits, total = counted
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total + 1e-12
    assert hits / total - 1e-12 <= high <= 1
    assert wilson(total - hits, total) == (pytest.approx(1 - high), pytest.approx(1 - low))


@given(st.integers(1, 400), st.integers(2, 50))
def test_more_of_the_same_narrows_the_interval(total: int, times: int) -> None:
    (low, high), (nearer, lower) = wilson(total // 2, total), wilson(total // 2 * times, total * times)
    assert lower - nearer < high - low


def test_a_share_of_fewer_than_twenty_is_not_told() -> None:
    assert (Share(19, 19).value, Share(19, 19).interval) == (None, None)
    assert (Share(15, 20).value, Share(15, 20).interval) == (0.75, wilson(15, 20))


# Exposures


def test_only_an_answer_on_a_later_day_was_expected_to_be_recalled() -> None:
    log = [answered("a/1", 0, Rating.AGAIN), answered("a/1", 0), answered("a/1", 4), answered("a/2", 4)]
    before = replay(log[:2])
    assert before is not None
    expected = Scheduler().recall(before.memory, after(4))
    assert [each.recall for each in exposures(log)] == [None, None, expected, None]
    assert [each.recalled for each in exposures(log)] == [False, True, True, True]


def test_a_clock_set_back_is_no_later_day() -> None:
    assert [each.recall for each in exposures([answered("a/1", 4), answered("a/1", 0)])] == [None, None]


def test_after_a_reset_nothing_is_expected_but_the_first_answer_was_given_before() -> None:
    found = list(exposures([answered("a/1", 0), Reset("a/1"), answered("a/1", 9)]))
    assert [each.recall for each in found] == [None, None]
    assert [each.first for each in found] == [True, False]


def test_retention_is_told_beside_what_was_expected_of_the_same_reviews() -> None:
    answers = [exposure(number < 18, 0.95 if number < 10 else 0.85) for number in range(20)]
    found = retention([*answers, exposure(False, None), exposure(True, None)])
    assert found.share == Share(18, 20)
    assert found.expected == pytest.approx(0.9)


def test_too_few_reviews_tell_nothing_on_either_side() -> None:
    found = retention([exposure()] * 19)
    assert (found.share.total, found.share.value, found.expected) == (19, None, None)


def test_first_answers_are_the_graded_ones_given_first() -> None:
    right, wrong = exposure(correct=True, first=True), exposure(correct=False, first=True)
    rated, later = exposure(correct=None, first=True), exposure(correct=True, first=False)
    assert first_answers([right, wrong, rated, later, right]) == Share(2, 3)


# Ahead


def coming(states: Iterable[CardState], marks: Marks = Marks(), days: int = 3) -> tuple[Ahead, ...]:  # noqa: B008
    cards = [card(key) for key in ("a/1", "a/2", "a/3", "a/4")]
    return forecast(cards, {each.card: each for each in states}, marks, Pace(), DAY, days)


def test_the_forecast_counts_what_is_due_each_day_and_its_minutes() -> None:
    found = coming([state("a/1", 0), state("a/2", 2), state("a/3", 2), state("a/4", 3), state("b/1", 0)])
    minutes = Pace().seconds(Kind.FLASHCARD) / 60
    assert found == (Ahead(DAY, 1, minutes), Ahead(after(1), 0, 0), Ahead(after(2), 2, 2 * minutes))


def test_what_is_overdue_counts_today_and_is_told() -> None:
    found = coming([state("a/1", -5), state("a/2", -1), state("a/3", 0)], days=2)
    assert [(each.cards, each.overdue) for each in found] == [(3, 2), (0, 0)]


def test_suspended_items_never_come_and_those_put_aside_come_tomorrow() -> None:
    marks = Marks(suspended=frozenset({"a/1"}), buried=frozenset({"a/2", "a/3"}))
    found = coming([state("a/1", 0), state("a/2", -3), state("a/3", 2)], marks)
    assert [(each.cards, each.overdue) for each in found] == [(0, 0), (1, 0), (1, 0)]


@given(st.lists(st.integers(-20, 20), max_size=4))
def test_every_known_card_is_foreseen_on_one_day(dues: list[int]) -> None:
    found = coming([state(f"a/{number}", due) for number, due in enumerate(dues, 1)], days=21)
    assert sum(each.cards for each in found) == len(dues)
    assert [each.day for each in found] == [after(number) for number in range(21)]


# Days


@pytest.mark.parametrize(
    ("days", "length"),
    [
        ((), 0),
        ((0,), 1),
        ((-1,), 1),
        ((-2,), 0),
        ((0, -1, -2), 3),
        ((-1, -2, -4), 2),
        ((0, -2), 1),
        ((1, 0), 1),
    ],
)
def test_a_streak_ends_today_or_where_today_is_still_open_yesterday(days: tuple[int, ...], length: int) -> None:
    assert streak({after(day) for day in days}, DAY) == length


# Objectives


def test_objectives_come_weakest_first_and_those_not_begun_last() -> None:
    cards = [
        card("a/1", objectives=("x/strong",)),
        card("a/2", objectives=("x/weak", "y/elsewhere")),
        card("a/3", objectives=("x/new",)),
        card("a/4", objectives=("x/weak", "x/strong")),
    ]
    states = {each.card: each for each in (state("a/1", 0, -1, 90.0), state("a/2", 0, -9, 3.0))}
    found = standings(["x/new", "x/strong", "x/weak", "x/empty"], cards, states, [], DAY)
    assert [(each.objective, each.known, each.new) for each in found] == [
        ("x/weak", 1, 1),
        ("x/strong", 1, 1),
        ("x/new", 0, 1),
    ]
    weak, strong, new = found
    assert weak.recall == pytest.approx(Scheduler().recall(Memory(3.0, 5.0, after(-9)), DAY))
    assert strong.recall == pytest.approx(Scheduler().recall(Memory(90.0, 5.0, after(-1)), DAY))
    assert new.recall is None


def test_an_objectives_retention_is_that_of_its_own_cards() -> None:
    cards = [card("a/1", objectives=("x/one",)), card("a/2", objectives=("x/two",))]
    answers = [exposure(number > 0) for number in range(20)] + [exposure(card="a/2")]
    found = standings(["x/one", "x/two"], cards, {}, answers, DAY)
    assert [each.share for each in found] == [Share(19, 20), Share(1, 1)]
