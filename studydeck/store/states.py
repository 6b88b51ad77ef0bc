"""The cache `card_state`: reading it, writing it, and computing it anew from the log."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, delete, exists, insert, select

from studydeck.core import scheduling
from studydeck.core.log import Answer, CardState, Memory, Rating
from studydeck.store.engine import Store
from studydeck.store.logs import replay_order
from studydeck.store.tables import card_state, review_log, review_void

ANSWER_COLUMNS = tuple(field.name for field in fields(Answer))
_ANSWER = tuple(review_log.c[name] for name in ANSWER_COLUMNS)
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
    """The state of one card, computed from its standing reviews."""
    rows = connection.execute(_log(learner).where(review_log.c.card == card)).mappings()
    return scheduling.replay((answer_of(row), row["study_day"]) for row in rows)


def replayed_states(connection: Connection, learner: str) -> dict[str, CardState]:
    """The state of every card, computed from all standing reviews."""
    states: dict[str, CardState] = {}
    for row in connection.execute(_log(learner)).mappings():
        answer = answer_of(row)
        states[answer.card] = scheduling.advance(states.get(answer.card), answer, row["study_day"])
    return states


def rebuild(store: Store) -> int:
    """Throw the learner's `card_state` away and replay the log; how many cards there are then."""
    with store.write() as connection:
        states = replayed_states(connection, store.learner)
        connection.execute(delete(card_state).where(card_state.c.learner == store.learner))
        if states:
            connection.execute(insert(card_state), [_columns(store.learner, each) for each in states.values()])
    return len(states)


def answer_of(row: Mapping[str, Any] | RowMapping) -> Answer:
    """The answer that a row of `review_log` holds."""
    values = {name: row[name] for name in ANSWER_COLUMNS}
    return Answer(**values | {"rating": Rating(values["rating"])})


def _log(learner: str) -> Select[Any]:
    mine = select(*_ANSWER, review_log.c.study_day).where(review_log.c.learner == learner, standing())
    return mine.order_by(*replay_order(review_log))


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
