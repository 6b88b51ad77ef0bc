from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from studydeck.core.goal import Goal
from studydeck.core.log import Stamp
from studydeck.store import goals, health, learners
from studydeck.store.engine import Store, open_store
from studydeck.store.tables import goal_log

At = Callable[..., Stamp]

GOAL = Goal("psm-1", date(2026, 4, 13), 30.5)
OTHER = Goal("capm", date(2026, 6, 1))


def rows(store: Store) -> int:
    with store.read() as connection:
        return connection.scalar(select(func.count()).select_from(goal_log)) or 0


def test_at_first_there_is_no_goal(store: Store) -> None:
    assert goals.current(store) is None


@pytest.mark.parametrize("goal", [GOAL, OTHER])
def test_a_goal_comes_back_as_it_was_set(store: Store, stamp: At, goal: Goal) -> None:
    goals.record(store, goal, stamp())
    assert goals.current(store) == goal


def test_the_newest_row_counts_and_the_others_stay_in_the_log(store: Store, stamp: At) -> None:
    goals.record(store, GOAL, stamp())
    goals.record(store, OTHER, stamp())
    assert goals.current(store) == OTHER
    goals.clear(store, stamp(5))
    assert goals.current(store) is None
    goals.record(store, GOAL, stamp(9))
    assert goals.current(store) == GOAL
    assert rows(store) == 4
    assert health.check(store) == []


def test_a_clock_set_back_does_not_bring_an_older_goal_back(store: Store, stamp: At) -> None:
    goals.record(store, GOAL, stamp())
    goals.record(store, OTHER, stamp(days=-3))
    assert goals.current(store) == OTHER


def test_a_goal_set_on_one_device_holds_on_the_other(
    store: Store, stamp: At, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goals.record(store, GOAL, stamp())
    monkeypatch.setattr(learners.platform, "node", lambda: "another")
    there = open_store(file, now=datetime(2026, 3, 2, 18, tzinfo=UTC), backups=None)
    assert there.device != store.device
    assert goals.current(there) == GOAL
    goals.record(there, OTHER, stamp(60))
    assert goals.current(store) == OTHER
    there.close()


def test_goals_count_in_the_sequence_of_their_device(store: Store, stamp: At) -> None:
    goals.record(store, GOAL, stamp())
    goals.clear(store, stamp())
    with store.read() as connection:
        assert connection.scalars(select(goal_log.c.seq).order_by(goal_log.c.seq)).all() == [1, 2]
