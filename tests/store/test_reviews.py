from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from studydeck.core import scheduling
from studydeck.core.log import Answer, Lived, Rating, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import reviews
from studydeck.store.engine import Store
from studydeck.store.states import rebuild

DAY = date(2026, 3, 2)
CARD = "psm-1/events"
Make = Callable[..., Answer]
At = Callable[..., Stamp]


def test_a_review_comes_back_as_it_was_recorded(store: Store, answer: Make, stamp: At) -> None:
    given = answer(
        rating=Rating.HARD,
        seed=2**63 - 1,
        correct=True,
        confidence="think so",
        response='{"chosen": [0, 2]}',
        figures='{"bac": 100}',
    )
    review = reviews.append(store, given, stamp(0.0005))
    assert (review.learner, review.device, review.seq) == (store.learner, store.device, 1)
    assert (review.answer, review.stamp) == (given, stamp())
    assert reviews.last(store) == review


@pytest.mark.parametrize("correct", [True, False, None])
def test_whether_an_answer_was_right_is_kept(store: Store, answer: Make, stamp: At, correct: bool | None) -> None:
    assert reviews.append(store, answer(correct=correct), stamp()).answer.correct is correct
    assert reviews.last(store).answer.correct is correct  # type: ignore[union-attr]


def test_before_the_first_answer_there_is_nothing(store: Store) -> None:
    assert reviews.last(store) is None
    assert reviews.states(store) == {}
    assert reviews.lived(store, DAY) == Lived()
    assert reviews.pace_samples(store) == []


def test_the_state_of_a_card_is_what_scheduling_makes_of_its_answers(store: Store, answer: Make, stamp: At) -> None:
    first = answer(rating=Rating.GOOD)
    second = answer(rating=Rating.AGAIN, due=date(2026, 3, 6), fingerprint="11ee")
    reviews.append(store, first, stamp())
    reviews.append(store, second, stamp(days=3))
    state = scheduling.replay([(first, DAY), (second, DAY + timedelta(days=3))])
    assert reviews.states(store) == {CARD: state}
    assert (state.reps, state.lapses, state.due) == (2, 1, date(2026, 3, 6))  # type: ignore[union-attr]


def test_taking_the_only_review_back_makes_the_card_new_again(store: Store, answer: Make, stamp: At) -> None:
    review = reviews.append(store, answer(), stamp())
    reviews.void(store, review.id, stamp(5), "undo")
    assert reviews.states(store) == {}
    assert reviews.last(store) is None
    assert reviews.lived(store, DAY) == Lived()


def test_undo_after_undo_restores_every_state_before(store: Store, answer: Make, stamp: At) -> None:
    seen = [reviews.states(store)]
    for number, rating in enumerate((Rating.GOOD, Rating.AGAIN, Rating.GOOD, Rating.EASY)):
        reviews.append(store, answer(rating=rating, card=f"a/{number % 2}"), stamp(number * 10, number))
        seen.append(reviews.states(store))
    for number, before in enumerate(reversed(seen[:-1])):
        newest = reviews.last(store)
        reviews.void(store, newest.id, stamp(number, 9), "undo")  # type: ignore[union-attr]
        assert reviews.states(store) == before


def test_a_revised_review_counts_as_if_it_had_been_the_only_one(store: Store, answer: Make, stamp: At) -> None:
    wrong = reviews.append(store, answer(rating=Rating.AGAIN), stamp())
    right = reviews.revise(store, wrong.id, answer(rating=Rating.EASY), stamp(5))
    assert (wrong.seq, right.seq) == (1, 3)
    assert reviews.last(store) == right
    assert reviews.states(store) == {CARD: scheduling.replay([(answer(rating=Rating.EASY), DAY)])}


def test_what_was_taken_back_cannot_be_taken_back_again(store: Store, answer: Make, stamp: At) -> None:
    review = reviews.append(store, answer(), stamp())
    reviews.void(store, review.id, stamp(), "undo")
    with pytest.raises(StoreProblem) as caught:
        reviews.revise(store, review.id, answer(), stamp())
    assert str(caught.value).endswith(
        f"studydeck.db: review {review.id} is not there or was taken back already; nothing was changed"
    )
    assert reviews.states(store) == {}
    assert reviews.append(store, answer(), stamp()).seq == 3


def test_a_review_of_another_learner_cannot_be_taken_back(store: Store, answer: Make, stamp: At) -> None:
    review = reviews.append(store, answer(), stamp())
    with pytest.raises(StoreProblem, match="is not there"):
        reviews.void(replace(store, learner="somebody else"), review.id, stamp(), "undo")


def test_the_last_review_is_this_devices_own(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    mine = reviews.append(store, answer(), stamp())
    other = other_device(store, open_file)
    assert reviews.last(other) is None
    reviews.append(other, answer(), stamp(60))
    assert reviews.last(store) == mine


def other_device(store: Store, open_file: Callable[..., Store]) -> Store:
    (store_folder(store) / "device").unlink()
    return open_file()


def store_folder(store: Store) -> Path:
    return Path(store.engine.url.database or "").parent


def test_a_device_whose_clock_is_behind_is_put_where_a_replay_puts_it(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    behind = other_device(store, open_file)
    later, earlier = answer(rating=Rating.AGAIN), answer(due=date(2026, 3, 9))
    reviews.append(store, later, stamp(days=5))
    reviews.append(behind, earlier, stamp())
    expected = scheduling.replay([(earlier, DAY), (later, DAY + timedelta(days=5))])
    assert reviews.states(store) == {CARD: expected}
    assert rebuild(store) == 1
    assert reviews.states(store) == {CARD: expected}


def test_a_clock_set_back_does_not_reorder_a_devices_reviews(store: Store, answer: Make, stamp: At) -> None:
    rows = [(answer(rating=Rating.AGAIN), 5), (answer(rating=Rating.EASY), 0), (answer(), 6)]
    for given, days in rows:
        reviews.append(store, given, stamp(days=days))
    expected = scheduling.replay((given, DAY + timedelta(days=days)) for given, days in rows)
    assert reviews.states(store) == {CARD: expected}
    rebuild(store)
    assert reviews.states(store) == {CARD: expected}


def test_today_counts_new_cards_and_known_ones_and_neither_twice(store: Store, answer: Make, stamp: At) -> None:
    for card in ("a/1", "a/2"):
        reviews.append(store, answer(card), stamp(days=-1))
    for card in ("b/2", "a/1", "b/1", "b/2", "a/1"):
        reviews.append(store, answer(card, rating=Rating.AGAIN), stamp())
    today = reviews.lived(store, DAY)
    assert (today.new, today.reviews) == (2, 1)
    assert today.introduced == ("b/2", "b/1")
    assert today.recent == ("b/2", "a/1", "b/1", "b/2", "a/1")
    yesterday = reviews.lived(store, DAY - timedelta(days=1))
    assert (yesterday.new, yesterday.reviews, yesterday.introduced) == (2, 0, ("a/1", "a/2"))


def test_a_card_introduced_and_taken_back_may_be_introduced_again(store: Store, answer: Make, stamp: At) -> None:
    reviews.append(store, answer("a/1"), stamp())
    undone = reviews.append(store, answer("a/2"), stamp(10))
    reviews.void(store, undone.id, stamp(12), "undo")
    assert reviews.lived(store, DAY).introduced == ("a/1",)


def test_only_the_last_ten_answers_are_recent(store: Store, answer: Make, stamp: At) -> None:
    for number in range(12):
        reviews.append(store, answer(f"a/{number}"), stamp(number))
    assert reviews.lived(store, DAY).recent == tuple(f"a/{number}" for number in range(2, 12))


def test_time_is_the_gap_to_the_answer_before_and_at_first_the_latency(store: Store, answer: Make, stamp: At) -> None:
    for seconds, session in ((0, "s1"), (30, "s1"), (31, "s2"), (530, "s1"), (520, "s1"), (521, "s3")):
        duration = 999_000 if session == "s3" else 4000
        reviews.append(store, answer(f"a/{seconds}", session=session, duration=duration), stamp(seconds))
    expected = [
        ("a/0", 4.0),
        ("a/30", 30.0),
        ("a/31", 4.0),
        ("a/530", 180.0),
        ("a/520", 0.0),
        ("a/521", 180.0),
    ]
    assert reviews.pace_samples(store) == expected
    assert reviews.lived(store, DAY).minutes == pytest.approx(398 / 60)


def test_pace_is_taken_from_the_newest_answers(store: Store, answer: Make, stamp: At) -> None:
    for number in range(5):
        reviews.append(store, answer(f"a/{number}"), stamp(number * 10))
    assert reviews.pace_samples(store, most=2) == [("a/3", 4.0), ("a/4", 10.0)]


def test_sequence_numbers_have_no_gaps(store: Store, answer: Make, stamp: At) -> None:
    numbers = [reviews.append(store, answer(), stamp()).seq for _ in range(5)]
    assert [later - earlier for earlier, later in pairwise(numbers)] == [1, 1, 1, 1]
