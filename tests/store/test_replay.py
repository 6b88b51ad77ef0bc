"""The law of the cache: whatever was appended, revised, taken back and reset, on two devices with any clocks."""

import heapq
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from studydeck.core import scheduling
from studydeck.core.log import Answer, CardState, EventKind, Rating, Stamp, item_of
from studydeck.store import events, health, reviews
from studydeck.store.engine import Store, connect, open_store
from studydeck.store.states import rebuild
from studydeck.store.tables import item_event, review_log, review_void

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class Step(NamedTuple):
    """Something done on the first or the second device, its clock moved by some hours before."""

    second: bool
    hours: int
    act: str
    card: str
    rating: Rating
    pick: int


STEPS = st.lists(
    st.builds(
        Step,
        st.booleans(),
        st.integers(-60, 60),
        st.sampled_from(["append", "append", "append", "revise", "void", "reset", "flag"]),
        st.sampled_from(["a/1", "a/1#reverse", "a/2"]),
        st.sampled_from(Rating),
        st.integers(0, 99),
    ),
    max_size=16,
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Store, Store]:
    """A database with two devices, to be copied."""
    file = tmp_path_factory.mktemp("template") / "studydeck.db"
    first = open_store(file, now=NOW, backups=None)
    file.with_name("device").unlink()
    second = open_store(file, now=NOW, backups=None)
    first.close()
    second.close()
    return file, first, second


numbers = count()


@pytest.fixture
def devices(template: tuple[Path, Store, Store], tmp_path: Path) -> Iterator[Any]:
    file, first, second = template
    engines = []

    def fresh() -> tuple[Store, Store]:
        copy = tmp_path / f"{next(numbers)}.db"
        shutil.copy(file, copy)
        engines.append(connect(copy))
        return replace(first, engine=engines[-1]), replace(second, engine=engines[-1])

    yield fresh
    for engine in engines:
        engine.dispose()


def do(stores: tuple[Store, Store], steps: list[Step]) -> None:
    clocks = [NOW, NOW]
    standing: list[str] = []
    for step in steps:
        clocks[step.second] += timedelta(hours=step.hours)
        at = clocks[step.second]
        stamp = Stamp(at, 0, at.date())
        answer = Answer(step.card, step.rating, at.date() + timedelta(days=step.pick), "s", 1, "00ff", 10)
        store = stores[step.second]
        if step.act in ("reset", "flag"):
            events.append(store, item_of(step.card), EventKind(step.act), stamp)
            continue
        if step.act == "append" or not standing:
            standing.append(reviews.append(store, answer, stamp).id)
            continue
        gone = standing.pop(step.pick % len(standing))
        if step.act == "void":
            reviews.void(store, gone, stamp, "undo")
        else:
            standing.append(reviews.revise(store, gone, answer, stamp).id)


def replayed_by_hand(store: Store) -> dict[str, CardState]:
    """The rule in other words: each device's rows in sequence, at its running maximum; then merged."""
    with store.read() as connection:
        voids = connection.execute(select(review_void)).mappings().all()
        rows = connection.execute(select(review_log)).mappings().all()
        happened = connection.execute(select(item_event)).mappings().all()
    gone = {void["review"] for void in voids}
    streams = []
    every = (*rows, *voids, *happened)
    for device in sorted({row["device"] for row in every}):
        stream, reached = [], datetime(1970, 1, 1, tzinfo=UTC)
        for row in sorted((row for row in every if row["device"] == device), key=lambda row: row["seq"]):
            reached = max(reached, row["at"])
            if row.get("kind") == "reset" or ("card" in row and row["id"] not in gone):
                stream.append((reached, device, row["seq"], row))
        streams.append(stream)
    states: dict[str, CardState] = {}
    for _, _, _, row in heapq.merge(*streams):
        if "item" in row:
            states = {card: state for card, state in states.items() if item_of(card) != row["item"]}
            continue
        answer = Answer(row["card"], Rating(row["rating"]), row["due"], "s", 1, "00ff", 10)
        states[row["card"]] = scheduling.advance(states.get(row["card"]), answer, row["study_day"])
    return states


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_a_replay_gives_the_very_states_that_answering_gave(devices: Any, steps: list[Step]) -> None:
    first, second = devices()
    do((first, second), steps)
    states = reviews.states(first)
    assert states == reviews.states(second) == replayed_by_hand(first)
    assert health.check(first) == []
    with first.write() as connection:
        connection.exec_driver_sql("UPDATE card_state SET reps = 99, due = '1999-01-01'")
    assert rebuild(second) == len(states)
    assert reviews.states(first) == states


def test_a_rebuild_of_nothing_is_nothing(devices: Any) -> None:
    first, _ = devices()
    assert rebuild(first) == 0
    assert reviews.states(first) == {}


def test_a_rebuild_drops_what_no_review_stands_behind(devices: Any) -> None:
    first, _ = devices()
    answer = Answer("a/1", Rating.GOOD, date(2026, 3, 5), "s", 1, "00ff", 10)
    reviews.append(first, answer, Stamp(NOW, 0, NOW.date()))
    with first.write() as connection:
        connection.exec_driver_sql(
            "INSERT INTO card_state SELECT learner, 'a/ghost', stability, difficulty, last_day, due, reps, "
            "lapses, last_rating, first_day, fingerprint FROM card_state"
        )
    assert rebuild(first) == 1
    assert list(reviews.states(first)) == ["a/1"]
