"""What all logs share: the columns every row begins with, and the order in which rows are replayed."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, case, exists, literal, update

from studydeck.core.log import Stamp
from studydeck.errors import StoreProblem
from studydeck.store.dialects import where
from studydeck.store.engine import Store
from studydeck.store.ids import new_id
from studydeck.store.tables import device, sequence
from studydeck.store.types import Instant, whole_milliseconds


def head_of_row(connection: Connection, store: Store, stamp: Stamp) -> dict[str, Any]:
    """The first columns of a new log row; takes the device's next sequence number, in this transaction.

    Raises StoreProblem where a restored backup or an import has closed the device, or given it to another
    learner, since the store was opened.
    """
    open_here = exists().where(device.c.id == store.device, device.c.learner == store.learner, device.c.closed == 0)
    taken = connection.execute(
        update(sequence)
        .where(sequence.c.device == store.device, open_here)
        .values(
            last=sequence.c.last + 1,
            latest=case((sequence.c.latest > stamp.at, sequence.c.latest), else_=literal(stamp.at, Instant)),
        )
        .returning(sequence.c.last, sequence.c.latest)
    ).one_or_none()
    if taken is None:
        raise StoreProblem(
            f"{where(store.engine)}: was exchanged while this studydeck ran, and takes no more from it; start it again"
        )
    return {
        "id": new_id(stamp.at),
        "learner": store.learner,
        "device": store.device,
        "seq": taken.last,
        "at": whole_milliseconds(stamp.at),
        "latest": taken.latest,
        "utc_offset": stamp.offset,
        "study_day": stamp.day,
    }


def stamp_of(row: Mapping[str, Any] | RowMapping) -> Stamp:
    """When a row was lived."""
    return Stamp(row["at"], row["utc_offset"], row["study_day"])


def replay_order(table: Table) -> tuple[ColumnElement[Any], ...]:
    """By the latest instant that the device had seen: a clock set back never reorders one device's rows."""
    return table.c.latest, table.c.device, table.c.seq


def place_of(row: Mapping[str, Any] | RowMapping) -> tuple[Any, ...]:
    """Where `replay_order` puts a row, to merge those of several tables."""
    return row["latest"], row["device"], row["seq"]
