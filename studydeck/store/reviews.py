"""Answers in the log: appending them, taking them back, what a day's already hold, and how long they took."""

from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Table, and_, exists, insert, or_, select

from studydeck.core import scheduling
from studydeck.core.log import Answer, CardState, Lived, Review, Stamp, item_of
from studydeck.errors import StoreProblem
from studydeck.store.dialects import where
from studydeck.store.engine import Store
from studydeck.store.logs import head_of_row, replay_order, stamp_of
from studydeck.store.states import IS_RESET, answer_of, read_state, read_states, replayed_state, standing, write_state
from studydeck.store.tables import card_state, item_event, review_log, review_void

CORRECTED = "corrected"
"""The reason recorded where a review was taken back because another took its place."""

LONGEST = 180.0
"""Seconds after which a learner counts as gone, not thinking."""

RECENT = 10
"""Answers that the queue needs to see in order to keep siblings apart."""

PACED = (review_log.c.card, review_log.c.session, review_log.c.at, review_log.c.duration)


def append(store: Store, answer: Answer, stamp: Stamp) -> Review:
    """Record an answer and the state that follows from it, in one durable transaction."""
    with store.write() as connection:
        return _append(connection, store, answer, stamp)


def revise(store: Store, review_id: str, answer: Answer, stamp: Stamp) -> Review:
    """Take a review back and record another in its place, in one durable transaction.

    Raises StoreProblem where no such review stands.
    """
    with store.write() as connection:
        _void(connection, store, review_id, stamp, CORRECTED)
        return _append(connection, store, answer, stamp)


def void(store: Store, review_id: str, stamp: Stamp, reason: str) -> None:
    """Take a review back: the card's state becomes what its other reviews make of it.

    Raises StoreProblem where no such review stands.
    """
    with store.write() as connection:
        _void(connection, store, review_id, stamp, reason)


def last(store: Store) -> Review | None:
    """This device's newest review that was not taken back."""
    mine = (review_log.c.learner == store.learner, review_log.c.device == store.device)
    newest = select(review_log).where(*mine, standing()).order_by(review_log.c.seq.desc()).limit(1)
    with store.read() as connection:
        row = connection.execute(newest).mappings().one_or_none()
    return None if row is None else review_of(row)


def states(store: Store) -> dict[str, CardState]:
    """Where every card stands that was ever answered, by card key."""
    with store.read() as connection:
        return read_states(connection, store.learner)


def lived(store: Store, day: date) -> Lived:
    """What the log holds of a study day. A card counts once, a review taken back never; repeats take time.

    So do answers to a card that was reset since, which count as nothing else.
    """
    state = and_(card_state.c.learner == review_log.c.learner, card_state.c.card == review_log.c.card)
    today = (review_log.c.learner == store.learner, review_log.c.study_day == day, standing())
    rows_of_day = select(*PACED, card_state.c.first_day).outerjoin(card_state, state).where(*today)
    with store.read() as connection:
        rows = connection.execute(rows_of_day.order_by(*replay_order(review_log))).all()
    first_days = {row.card: row.first_day for row in rows if row.first_day is not None}
    introduced = tuple(card for card, first_day in first_days.items() if first_day == day)
    return Lived(
        new=len(introduced),
        reviews=len(first_days) - len(introduced),
        minutes=sum(seconds for _, seconds in paced(rows)) / 60,
        introduced=introduced,
        recent=tuple(row.card for row in rows[-RECENT:]),
    )


def pace_samples(store: Store, most: int = 2000) -> list[tuple[str, float]]:
    """Card key and seconds of the newest answers, oldest first.

    Seconds, 180 at most, are the gap to the previous answer of the session, or a session's first latency.
    """
    order = replay_order(review_log)
    mine = (review_log.c.learner == store.learner, standing())
    newest = (review_log.c.study_day.desc(), review_log.c.id.desc())
    with store.read() as connection:
        rows = connection.execute(select(*PACED, *order).where(*mine).order_by(*newest).limit(most)).all()
    in_order = sorted(rows, key=lambda row: (row.latest, row.device, row.seq))
    return [(row.card, seconds) for row, seconds in paced(in_order)]


def _append(connection: Connection, store: Store, answer: Answer, stamp: Stamp) -> Review:
    row = head_of_row(connection, store, stamp) | asdict(answer) | {"rating": int(answer.rating)}
    connection.execute(insert(review_log), row)
    write_state(connection, store.learner, answer.card, _state_after(connection, row, answer))
    return review_of(row)


def _state_after(connection: Connection, row: dict[str, Any], answer: Answer) -> CardState | None:
    if _comes_last(connection, row):
        before = read_state(connection, row["learner"], answer.card)
        return scheduling.advance(before, answer, row["study_day"])
    return replayed_state(connection, row["learner"], answer.card)


def _comes_last(connection: Connection, row: dict[str, Any]) -> bool:
    """Whether a replay puts no other device's row about this card, its clock being ahead, after this row."""
    review = (*_later(review_log, row), review_log.c.card == row["card"])
    reset = (*_later(item_event, row), item_event.c.item == item_of(row["card"]), IS_RESET)
    return not connection.scalar(select(or_(exists().where(*review), exists().where(*reset))))


def _later(log: Table, row: dict[str, Any]) -> tuple[ColumnElement[bool], ...]:
    """The learner's rows of other devices that a replay puts after a row."""
    columns = log.c
    later = or_(columns.latest > row["latest"], (columns.latest == row["latest"]) & (columns.device > row["device"]))
    return columns.learner == row["learner"], columns.device != row["device"], later


def _void(connection: Connection, store: Store, review_id: str, stamp: Stamp, reason: str) -> None:
    mine = (review_log.c.id == review_id, review_log.c.learner == store.learner)
    card = connection.scalar(select(review_log.c.card).where(*mine, standing()))
    if card is None:
        place = where(store.engine)
        raise StoreProblem(f"{place}: review {review_id} is not there or was taken back already; nothing was changed")
    row = head_of_row(connection, store, stamp) | {"review": review_id, "reason": reason}
    connection.execute(insert(review_void), row)
    write_state(connection, store.learner, card, replayed_state(connection, store.learner, card))


def review_of(row: RowMapping | dict[str, Any]) -> Review:
    return Review(row["id"], row["learner"], row["device"], row["seq"], stamp_of(row), answer_of(row))


def paced(rows: Iterable[Any]) -> Iterator[tuple[Any, float]]:
    """Each row with its seconds; the rows of a session come in the order in which they were answered."""
    before: dict[str, Any] = {}
    for row in rows:
        gap = (row.at - before[row.session]).total_seconds() if row.session in before else row.duration / 1000
        before[row.session] = row.at
        yield row, min(max(gap, 0.0), LONGEST)
