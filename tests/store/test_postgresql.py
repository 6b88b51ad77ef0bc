"""The same promises on a real PostgreSQL: STUDYDECK_TEST_POSTGRES is a URL whose database is emptied."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import create_engine, select
from sqlalchemy.exc import DBAPIError

from studydeck.core.log import Answer, EventKind, Marks, Rating, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import backups, events, goals, health, reviews
from studydeck.store.engine import Store, open_store
from studydeck.store.states import rebuild
from studydeck.store.tables import LOGS, review_log

URL = os.environ.get("STUDYDECK_TEST_POSTGRES", "")
NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)

pytestmark = pytest.mark.skipif(not URL, reason="STUDYDECK_TEST_POSTGRES names no database")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Callable[[str], Store]]:
    """Opens the emptied database as one machine or another, each with a folder of its own."""
    plain = create_engine(URL)
    with plain.begin() as connection:
        connection.exec_driver_sql("DROP SCHEMA public CASCADE")
        connection.exec_driver_sql("CREATE SCHEMA public")
    opened: list[Store] = []

    def machine(name: str) -> Store:
        (tmp_path / name).mkdir(exist_ok=True)
        opened.append(open_store(URL, now=NOW, backups=tmp_path / name / "backups"))
        return opened[-1]

    yield machine
    for store in opened:
        store.close()
    plain.dispose()


def add(store: Store, answer: Callable[..., Answer], stamp: Callable[..., Stamp], number: int) -> str:
    return reviews.append(store, answer(f"a/{number % 3}", Rating(number % 4 + 1)), stamp(number)).id


def test_machines_share_a_learner_and_keep_their_devices(server: Callable[[str], Store]) -> None:
    one, two, again = server("one"), server("two"), server("one")
    assert one.learner == two.learner == again.learner
    assert one.device == again.device != two.device


def test_what_is_recorded_comes_back(
    server: Callable[[str], Store], answer: Callable[..., Answer], stamp: Callable[..., Stamp]
) -> None:
    store = server("one")
    review = reviews.append(store, answer(correct=True, seed=2**63 - 1), stamp())
    assert reviews.last(store) == review
    reviews.revise(store, review.id, answer(rating=Rating.AGAIN), stamp(5))
    events.append(store, "psm-1/events", EventKind.FLAG, stamp())
    states = reviews.states(store)
    assert states["psm-1/events"].last_rating is Rating.AGAIN
    assert rebuild(store) == 1
    assert reviews.states(store) == states
    assert events.marks(store, date(2026, 3, 2)) == Marks(flagged=frozenset({"psm-1/events"}))
    assert reviews.lived(store, date(2026, 3, 2)).introduced == ("psm-1/events",)
    assert len(reviews.pace_samples(store)) == 1
    assert health.check(store) == []


def test_two_machines_at_once_lose_nothing(
    server: Callable[[str], Store], answer: Callable[..., Answer], stamp: Callable[..., Stamp]
) -> None:
    machines = server("one"), server("two")
    with ThreadPoolExecutor(2) as pool:
        both = [pool.submit(lambda s: [add(s, answer, stamp, n) for n in range(50)], each) for each in machines]
        ids = {row for each in both for row in each.result()}
    with machines[0].read() as connection:
        assert set(connection.scalars(select(review_log.c.id))) == ids
    assert len(ids) == 100
    assert health.check(machines[0]) == []


@pytest.mark.parametrize("log", [log.name for log in LOGS])
@pytest.mark.parametrize("sql", ["UPDATE {0} SET seq = 9", "DELETE FROM {0}", "TRUNCATE {0} CASCADE"])
def test_a_log_row_is_neither_changed_nor_removed(
    server: Callable[[str], Store],
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
    log: str,
    sql: str,
) -> None:
    store = server("one")
    review = add(store, answer, stamp, 1)
    reviews.void(store, review, stamp(), "undo")
    events.append(store, "a/1", EventKind.FLAG, stamp())
    goals.clear(store, stamp())
    if log.startswith("exam") and not sql.startswith("TRUNCATE"):
        pytest.skip("nothing writes exams yet, and row triggers need a row")
    with pytest.raises(DBAPIError, match="is append-only"), store.write() as connection:
        connection.exec_driver_sql(sql.format(log))


def test_a_guard_that_was_switched_off_is_noticed(server: Callable[[str], Store]) -> None:
    store = server("one")
    with store.write() as connection:
        connection.exec_driver_sql("ALTER TABLE review_log DISABLE TRIGGER review_log_no_delete")
    assert health.check(store) == [
        "The guard review_log_no_delete does not stand, so that its log could be changed; go back to the newest backup."
    ]


def test_a_database_with_other_tables_is_refused(server: Callable[[str], Store]) -> None:
    plain = create_engine(URL)
    with plain.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE notes (id int)")
    plain.dispose()
    with pytest.raises(StoreProblem, match="belongs to another program"):
        server("one")


def test_backups_are_left_to_the_server(server: Callable[[str], Store], tmp_path: Path) -> None:
    with pytest.raises(StoreProblem, match="use pg_dump for this database"):
        backups.backup_now(server("one"), tmp_path / "copy.db")
