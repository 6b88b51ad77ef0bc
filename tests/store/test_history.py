"""Reading the log back: answers and resets in order, seconds, and all that happened to one item."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import insert

from studydeck.core.log import Answer, EventKind, Lived, Rating, Reset, Stamp
from studydeck.store import events, history, reviews
from studydeck.store.engine import Store
from studydeck.store.history import Past
from studydeck.store.logs import head_of_row
from studydeck.store.states import rebuild
from studydeck.store.tables import review_void

DAY = date(2026, 3, 2)
Make = Callable[..., Answer]
At = Callable[..., Stamp]


def other_device(store: Store, open_file: Callable[..., Store]) -> Store:
    (Path(store.engine.url.database or "").parent / "device").unlink()
    return open_file()


def test_a_reset_makes_every_card_of_its_item_new_at_once(store: Store, answer: Make, stamp: At) -> None:
    for card in ("a/1", "a/1#reverse", "a/10", "A/1#reverse", "b/a/1"):
        reviews.append(store, answer(card), stamp())
    events.append(store, "a/1", EventKind.RESET, stamp(60))
    assert sorted(reviews.states(store)) == ["A/1#reverse", "a/10", "b/a/1"]
    assert rebuild(store) == 3
    assert sorted(reviews.states(store)) == ["A/1#reverse", "a/10", "b/a/1"]


def test_after_a_reset_a_card_is_introduced_again(store: Store, answer: Make, stamp: At) -> None:
    reviews.append(store, answer("a/1", rating=Rating.AGAIN), stamp())
    events.append(store, "a/1", EventKind.RESET, stamp(60))
    reviews.append(store, answer("a/1"), stamp(days=4))
    state = reviews.states(store)["a/1"]
    assert (state.reps, state.lapses, state.first_day) == (1, 0, DAY + timedelta(days=4))


def test_taking_back_an_answer_from_before_a_reset_changes_nothing(store: Store, answer: Make, stamp: At) -> None:
    before = reviews.append(store, answer("a/1"), stamp())
    events.append(store, "a/1", EventKind.RESET, stamp(60))
    reviews.append(store, answer("a/1"), stamp(120))
    states = reviews.states(store)
    reviews.void(store, before.id, stamp(180), "undo")
    assert reviews.states(store) == states


def test_a_reset_by_a_device_whose_clock_is_behind_leaves_later_answers_standing(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    behind = other_device(store, open_file)
    reviews.append(store, answer("a/1"), stamp())
    reviews.append(store, answer("a/1"), stamp(days=5))
    events.append(behind, "a/1", EventKind.RESET, stamp(days=2))
    assert reviews.states(store)["a/1"].first_day == DAY + timedelta(days=5)


def test_an_answer_by_a_device_whose_clock_is_behind_a_reset_leaves_nothing(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    behind = other_device(store, open_file)
    events.append(store, "a/1", EventKind.RESET, stamp(days=5))
    reviews.append(behind, answer("a/1"), stamp())
    assert reviews.states(store) == {}


def test_a_flag_with_a_later_clock_is_no_reset(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    behind = other_device(store, open_file)
    events.append(store, "a/1", EventKind.FLAG, stamp(days=5))
    reviews.append(behind, answer("a/1"), stamp())
    assert list(reviews.states(store)) == ["a/1"]


def test_answers_to_a_card_that_was_reset_took_their_time_and_count_as_nothing_else(
    store: Store, answer: Make, stamp: At
) -> None:
    reviews.append(store, answer("a/1"), stamp())
    reviews.append(store, answer("a/2"), stamp(30))
    events.append(store, "a/1", EventKind.RESET, stamp(60))
    minutes = pytest.approx(34 / 60)
    assert reviews.lived(store, DAY) == Lived(1, 0, minutes, ("a/2",), ("a/1", "a/2"))


def test_rows_are_the_standing_answers_and_the_resets_in_the_order_of_a_replay(
    store: Store, answer: Make, stamp: At
) -> None:
    first, gone, last = answer("a/1"), answer("b/1"), answer("a/1", rating=Rating.EASY)
    reviews.append(store, first, stamp())
    undone = reviews.append(store, gone, stamp(10))
    reviews.void(store, undone.id, stamp(20), "undo")
    events.append(store, "a/1", EventKind.FLAG, stamp(30))
    events.append(store, "a/1", EventKind.RESET, stamp(40))
    reviews.append(store, last, stamp(-999, days=1))
    assert list(history.rows(store)) == [(first, DAY), Reset("a/1"), (last, DAY + timedelta(days=1))]


def test_times_are_the_gaps_between_a_sessions_answers(store: Store, answer: Make, stamp: At) -> None:
    reviews.append(store, answer("a/1", session="x"), stamp())
    reviews.append(store, answer("a/2", session="x"), stamp(25))
    reviews.append(store, answer("a/1", session="y", duration=2500), stamp(days=1))
    tomorrow = DAY + timedelta(days=1)
    assert list(history.times(store)) == [("a/1", DAY, 4.0), ("a/2", DAY, 25.0), ("a/1", tomorrow, 2.5)]


def test_an_items_past_holds_reviews_taken_back_ones_and_events_in_order(store: Store, answer: Make, stamp: At) -> None:
    kept = reviews.append(store, answer("a/1"), stamp())
    undone = reviews.append(store, answer("a/1#reverse"), stamp(10))
    reviews.append(store, answer("a/10"), stamp(15))
    reviews.void(store, undone.id, stamp(20), "undo")
    note = events.append(store, "a/1", EventKind.NOTE, stamp(30), "see page 4")
    events.append(store, "a/10", EventKind.FLAG, stamp(40))
    assert history.of_item(store, "a/1") == [Past(kept), Past(undone, "undo"), Past(note)]
    assert history.of_item(replace(store, learner="somebody else"), "a/1") == []


def test_a_review_taken_back_on_two_devices_is_told_once(
    store: Store, open_file: Callable[..., Store], answer: Make, stamp: At
) -> None:
    undone = reviews.append(store, answer("a/1"), stamp())
    reviews.void(store, undone.id, stamp(10), "undo")
    other = other_device(store, open_file)
    with other.write() as connection:
        row = head_of_row(connection, other, stamp(20)) | {"review": undone.id, "reason": "undo"}
        connection.execute(insert(review_void), row)
    assert history.of_item(store, "a/1") == [Past(undone, "undo")]
