"""What happens to items outside their reviews, and what it makes of them today."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import RowMapping, insert, select

from studydeck.core.log import Event, EventKind, Marks, Stamp
from studydeck.store.engine import Store
from studydeck.store.logs import head_of_row, replay_order, stamp_of
from studydeck.store.states import begin_anew
from studydeck.store.tables import item_event

_TURNS = {
    EventKind.SUSPEND: ("suspended", True),
    EventKind.RESUME: ("suspended", False),
    EventKind.BURY: ("buried", True),
    EventKind.UNBURY: ("buried", False),
    EventKind.FLAG: ("flagged", True),
    EventKind.UNFLAG: ("flagged", False),
}
"""Which mark an event sets or takes back; the other kinds leave no mark."""


def append(store: Store, item: str, kind: EventKind, stamp: Stamp, text: str = "") -> Event:
    """Record an event of an item, by its key, and what a reset makes of its cards, in one durable transaction."""
    with store.write() as connection:
        row = head_of_row(connection, store, stamp) | {"item": item, "kind": kind.value, "text": text}
        connection.execute(insert(item_event), row)
        if kind is EventKind.RESET:
            begin_anew(connection, store.learner, item)
    return event_of(row)


def event_of(row: Mapping[str, Any] | RowMapping) -> Event:
    """The event that a row of `item_event` holds."""
    head = (row["id"], row["learner"], row["device"], row["seq"], stamp_of(row))
    return Event(*head, row["item"], EventKind(row["kind"]), row["text"])


def marks(store: Store, day: date) -> Marks:
    """What the events make of items on a study day: the latest wins; a burial holds for its own day only."""
    log = item_event.c
    relevant = (log.learner == store.learner, log.kind.in_([kind.value for kind in _TURNS]))
    turns = select(log.item, log.kind, log.study_day).where(*relevant).order_by(*replay_order(item_event))
    marked: dict[str, dict[str, bool]] = {"suspended": {}, "buried": {}, "flagged": {}}
    with store.read() as connection:
        for item, kind, lived_on in connection.execute(turns):
            mark, holds = _TURNS[EventKind(kind)]
            marked[mark][item] = holds and (mark != "buried" or lived_on == day)
    return Marks(**{mark: frozenset(item for item, holds in items.items() if holds) for mark, items in marked.items()})
