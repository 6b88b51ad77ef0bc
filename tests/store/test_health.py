import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studydeck.core.log import Answer, EventKind, Stamp
from studydeck.store import events, health, reviews
from studydeck.store.engine import Store

GO_BACK = "; go back to the newest backup."


@pytest.fixture
def lived(store: Store, answer: Callable[..., Answer], stamp: Callable[..., Stamp]) -> Store:
    """Rows 1 to 5 in three logs, the fourth after the clock was set back."""
    reviews.append(store, answer("a/1"), stamp())
    second = reviews.append(store, answer("a/2"), stamp(10))
    reviews.void(store, second.id, stamp(20), "undo")
    events.append(store, "a/1", EventKind.FLAG, stamp(-5000))
    reviews.append(store, answer("a/3"), stamp(30))
    return store


@pytest.fixture
def raw(lived: Store, file: Path) -> Iterator[sqlite3.Connection]:
    """The file in the hands of somebody who took the guards down, and put them up again later."""
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        yield connection


def tamper(raw: sqlite3.Connection, table: str, sql: str) -> None:
    guards = raw.execute(
        "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    for name, _ in guards:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(sql)
    for _, guard in guards:
        raw.execute(guard)


def wrong_count(store: Store, last: int, place: str) -> str:
    return f"Device {store.device}: its rows do not count from 1 to {last}, first {place}{GO_BACK}"


def test_a_database_that_was_only_used_is_well(lived: Store) -> None:
    assert health.check(lived) == []


def test_a_row_that_is_missing_is_named(lived: Store, raw: sqlite3.Connection) -> None:
    tamper(raw, "item_event", "DELETE FROM item_event")
    assert health.check(lived) == [wrong_count(lived, 5, "at number 4")]


def test_a_row_more_than_were_numbered_is_noticed(lived: Store, raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE sequence SET last = 4")
    assert health.check(lived) == [wrong_count(lived, 4, "after number 4")]


def test_a_number_given_in_two_logs_is_noticed(lived: Store, raw: sqlite3.Connection) -> None:
    tamper(raw, "item_event", "UPDATE item_event SET seq = 3")
    assert health.check(lived)[0] == (wrong_count(lived, 5, "at number 4"))


def test_a_moved_instant_is_noticed(lived: Store, raw: sqlite3.Connection) -> None:
    tamper(raw, "review_log", "UPDATE review_log SET at = at + 7 WHERE seq = 5")
    assert health.check(lived) == [
        f"Device {lived.device}: 'latest' of row number 5 is not what its rows say{GO_BACK}",
    ]


def test_a_state_that_the_log_does_not_give_is_named(lived: Store, raw: sqlite3.Connection) -> None:
    raw.execute("UPDATE card_state SET reps = 9 WHERE card = 'a/1'")
    assert health.check(lived) == ["The state of a/1 differs from what the log says; run 'studydeck data rebuild'."]
    raw.execute("DELETE FROM card_state WHERE card = 'a/3'")
    assert health.check(lived) == [
        "The state of a/1 and 1 more differs from what the log says; run 'studydeck data rebuild'."
    ]


def test_a_void_that_points_nowhere_is_noticed(lived: Store, raw: sqlite3.Connection) -> None:
    tamper(raw, "review_void", "UPDATE review_void SET review = 'gone'")
    problems = health.check(lived)
    assert problems[0] == (f"The file is damaged (row 1 of review_void points to a missing row of review_log){GO_BACK}")


def test_a_damaged_index_is_noticed(lived: Store, raw: sqlite3.Connection, file: Path) -> None:
    root, size = raw.execute(
        "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'review_log_by_card'"
    ).fetchone()
    raw.close()
    lived.close()
    pages = bytearray(file.read_bytes())
    place = pages.index(b"a/3", (root - 1) * size, root * size)
    pages[place : place + 3] = b"z/9"
    file.write_bytes(pages)
    assert health.check(lived)[0].startswith("The file is damaged (row ")
