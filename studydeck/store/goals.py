"""The goal in the log: the newest row counts, and a row without a certification clears it."""

from datetime import date

from sqlalchemy import insert, select

from studydeck.core.goal import Goal
from studydeck.core.log import Stamp
from studydeck.store.engine import Store
from studydeck.store.logs import head_of_row, replay_order
from studydeck.store.tables import goal_log


def record(store: Store, goal: Goal, stamp: Stamp) -> None:
    """Put a goal in place of the one before, in one durable transaction."""
    _append(store, stamp, goal.certification, goal.day, goal.minutes)


def clear(store: Store, stamp: Stamp) -> None:
    """Let there be no goal; what it was stays in the log."""
    _append(store, stamp, "", None, None)


def current(store: Store) -> Goal | None:
    """The goal that was set last, on whatever device, even where its day has passed; None where there is none."""
    rows = select(goal_log.c.certification, goal_log.c.day, goal_log.c.minutes)
    newest = (column.desc() for column in replay_order(goal_log))
    with store.read() as connection:
        row = connection.execute(
            rows.where(goal_log.c.learner == store.learner).order_by(*newest).limit(1)
        ).one_or_none()
    return Goal(*row) if row and row.certification else None


def _append(store: Store, stamp: Stamp, certification: str, day: date | None, minutes: float | None) -> None:
    with store.write() as connection:
        row = head_of_row(connection, store, stamp)
        connection.execute(insert(goal_log), row | {"certification": certification, "day": day, "minutes": minutes})
