from collections.abc import Callable
from datetime import date, timedelta

import pytest

from studydeck.core.log import EventKind, Marks, Stamp
from studydeck.store import events
from studydeck.store.engine import Store

DAY = date(2026, 3, 2)
ITEM = "psm-1/events"
At = Callable[..., Stamp]


def test_an_event_comes_back_as_it_was_recorded(store: Store, stamp: At) -> None:
    event = events.append(store, ITEM, EventKind.NOTE, stamp(0.0005), "see page 4")
    assert (event.learner, event.device, event.seq) == (store.learner, store.device, 1)
    assert (event.item, event.kind, event.text) == (ITEM, EventKind.NOTE, "see page 4")
    assert event.stamp == stamp()


@pytest.mark.parametrize(
    ("kinds", "marks"),
    [
        ((), Marks()),
        (("suspend",), Marks(suspended=frozenset({ITEM}))),
        (("suspend", "resume"), Marks()),
        (("suspend", "resume", "suspend"), Marks(suspended=frozenset({ITEM}))),
        (("bury",), Marks(buried=frozenset({ITEM}))),
        (("bury", "unbury"), Marks()),
        (("flag", "suspend"), Marks(suspended=frozenset({ITEM}), flagged=frozenset({ITEM}))),
        (("flag", "unflag"), Marks()),
        (("note", "expedite", "reset", "dispute"), Marks()),
    ],
)
def test_the_latest_event_wins(store: Store, stamp: At, kinds: tuple[str, ...], marks: Marks) -> None:
    for kind in kinds:
        events.append(store, ITEM, EventKind(kind), stamp())
    assert events.marks(store, DAY) == marks


def test_a_burial_holds_for_its_own_study_day_and_the_others_for_good(store: Store, stamp: At) -> None:
    for kind in (EventKind.BURY, EventKind.SUSPEND, EventKind.FLAG):
        events.append(store, ITEM, kind, stamp())
    tomorrow = events.marks(store, DAY + timedelta(days=1))
    assert tomorrow == Marks(suspended=frozenset({ITEM}), flagged=frozenset({ITEM}))
    assert events.marks(store, DAY - timedelta(days=1)).buried == frozenset()


def test_a_clock_set_back_does_not_bring_an_older_event_back(store: Store, stamp: At) -> None:
    events.append(store, ITEM, EventKind.SUSPEND, stamp())
    events.append(store, ITEM, EventKind.RESUME, stamp(days=-3))
    assert events.marks(store, DAY) == Marks()
