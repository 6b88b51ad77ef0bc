"""The cache `card_state`: reading it, writing it, and computing it anew from the log."""

import heapq
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, exists, func, insert, or_, select

from studydeck.core import scheduling
from studydeck.core.log import Answer, CardState, EventKind, Memory, Rating, Reset, item_of
from studydeck.core.scheduling import Row
from studydeck.store.engine import Store
from studydeck.store.logs import place_of, replay_order
from studydeck.store.tables import card_state, item_event, review_log, review_void

ANSWER_COLUMNS = tuple(field.name for field in fields(Answer))
_ANSWER = tuple(review_log.c[name] for name in ANSWER_COLUMNS)
IS_RESET = item_event.c.kind == EventKind.RESET.value
_STATE = tuple(column for column in card_state.c if column.name != "learner")


def standing() -> ColumnElement[bool]:
    """Reviews that were not taken back."""
    return ~exists(select(review_void.c.id).where(review_void.c.review == review_log.c.id))


def read_states(connection: Connection, learner: str) -> dict[str, CardState]:
    """The cached state of every card the learner has answered, by card key."""
    rows = connection.execute(select(*_STATE).where(card_state.c.learner == learner))
    return {row[0]: _state(*row) for row in rows}


def read_state(connection: Connection, learner: str, card: str) -> CardState | None:
    """The cached state of one card, or None before its first answer."""
    mine = (card_state.c.learner == learner, card_state.c.card == card)
    row = connection.execute(select(*_STATE).where(*mine)).one_or_none()
    return None if row is None else _state(*row)


def write_state(connection: Connection, learner: str, card: str, state: CardState | None) -> None:
    """Put a card's state in place of what stood there; None leaves nothing."""
    connection.execute(delete(card_state).where(card_state.c.learner == learner, card_state.c.card == card))
    if state is not None:
        connection.execute(insert(card_state), _columns(learner, state))


def replayed_state(connection: Connection, learner: str, card: str) -> CardState | None:
    """The state of one card, computed from its standing reviews and the resets of its item."""
    return scheduling.replay(log_rows(connection, learner, card))


def replayed_states(connection: Connection, learner: str) -> dict[str, CardState]:
    """The state of every card, computed from all standing reviews and resets."""
    return scheduling.replay_all(log_rows(connection, learner))


def begin_anew(connection: Connection, learner: str, item: str) -> None:
    """Let a reset that was just recorded act on the cards of its item.

    What another device answered later stands, since a replay puts it after the reset.
    """
    known = select(card_state.c.card).where(card_state.c.learner == learner, is_card_of(card_state.c.card, item))
    for card in connection.scalars(known).all():
        write_state(connection, learner, card, replayed_state(connection, learner, card))


def log_rows(connection: Connection, learner: str, card: str = "") -> Iterator[Row]:
    """The learner's standing answers and resets in the order of a replay: all of them, or those of one card."""
    answers, resets = _answers(learner), _resets(learner)
    if card:
        answers = answers.where(review_log.c.card == card)
        resets = resets.where(item_event.c.item == item_of(card))
    rows: Iterable[tuple[Row, RowMapping]] = heapq.merge(
        (((answer_of(row), row["study_day"]), row) for row in connection.execute(answers).mappings()),
        ((Reset(row["item"]), row) for row in connection.execute(resets).mappings()),
        key=lambda pair: place_of(pair[1]),
    )
    return (row for row, _ in rows)


def is_card_of(card: ColumnElement[str], item: str) -> ColumnElement[bool]:
    """Whether a column's card is one of an item's, by their keys (`LIKE` would not mind capitals)."""
    return or_(card == item, func.substr(card, 1, len(item) + 1) == f"{item}#")


def rebuild(store: Store) -> int:
    """Throw the learner's `card_state` away and replay the log; how many cards there are then."""
    with store.write() as connection:
        return recompute(connection, store.learner)


def recompute(connection: Connection, learner: str) -> int:
    """What `rebuild` does, as part of a transaction."""
    states = replayed_states(connection, learner)
    connection.execute(delete(card_state).where(card_state.c.learner == learner))
    if states:
        connection.execute(insert(card_state), [_columns(learner, each) for each in states.values()])
    return len(states)


def answer_of(row: Mapping[str, Any] | RowMapping) -> Answer:
    """The answer that a row of `review_log` holds."""
    values = {name: row[name] for name in ANSWER_COLUMNS}
    return Answer(**values | {"rating": Rating(values["rating"])})


def _answers(learner: str) -> Select[Any]:
    columns = (*_ANSWER, review_log.c.study_day, *replay_order(review_log))
    mine = select(*columns).where(review_log.c.learner == learner, standing())
    return mine.order_by(*replay_order(review_log))


def _resets(learner: str) -> Select[Any]:
    mine = select(item_event.c.item, *replay_order(item_event)).where(item_event.c.learner == learner, IS_RESET)
    return mine.order_by(*replay_order(item_event))


def _columns(learner: str, state: CardState) -> dict[str, Any]:
    return {
        "learner": learner,
        "card": state.card,
        "stability": state.memory.stability,
        "difficulty": state.memory.difficulty,
        "last_day": state.memory.last_day,
        "due": state.due,
        "reps": state.reps,
        "lapses": state.lapses,
        "last_rating": int(state.last_rating),
        "first_day": state.first_day,
        "fingerprint": state.fingerprint,
    }


def _state(
    card: str,
    stability: float,
    difficulty: float,
    last_day: date,
    due: date,
    reps: int,
    lapses: int,
    last_rating: int,
    first_day: date,
    fingerprint: str,
) -> CardState:
    memory = Memory(stability, difficulty, last_day)
    return CardState(card, memory, due, reps, lapses, Rating(last_rating), first_day, fingerprint)
