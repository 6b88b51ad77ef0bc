import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from studydeck.core.log import Answer, EventKind, Stamp
from studydeck.store import events, goals, health, reviews
from studydeck.store.engine import Store
from studydeck.store.tables import LOGS

NAMES = [table.name for table in LOGS]


@pytest.fixture
def raw(
    store: Store, file: Path, answer: Callable[..., Answer], stamp: Callable[..., Stamp]
) -> Iterator[sqlite3.Connection]:
    """The file as any other program sees it, with one row in every log."""
    review = reviews.append(store, answer(), stamp())
    reviews.void(store, review.id, stamp(), "undo")
    events.append(store, "psm-1/events", EventKind.FLAG, stamp())
    goals.clear(store, stamp())
    with closing(sqlite3.connect(file, isolation_level=None)) as connection:
        head = f"'{store.learner}', '{store.device}'"
        for seq, (table, rest) in enumerate(
            [
                ("exam_attempt", "'psm-1', 7, '{}'"),
                ("exam_answer", "'exam_attempt', 1, 'psm-1/events', '00ff', 4000, '{}'"),
                ("exam_event", "'exam_attempt', 'submit', NULL, ''"),
            ],
            start=5,
        ):
            connection.execute(f"INSERT INTO {table} VALUES ('{table}', {head}, {seq}, 1, 1, 0, '2026-03-02', {rest})")
        yield connection


def refusal(raw: sqlite3.Connection, sql: str) -> str:
    with pytest.raises(sqlite3.IntegrityError) as caught:
        raw.execute(sql)
    return str(caught.value)


def rows(raw: sqlite3.Connection, table: str) -> list[object]:
    return raw.execute(f"SELECT * FROM {table}").fetchall()


@pytest.mark.parametrize("table", NAMES)
@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE {0} SET study_day = '1999-01-01'",
        "DELETE FROM {0}",
        "INSERT OR REPLACE INTO {0} SELECT * FROM {0}",
        "INSERT INTO {0} SELECT * FROM {0} WHERE true ON CONFLICT DO UPDATE SET seq = 9",
    ],
)
def test_a_log_row_is_neither_changed_nor_removed(raw: sqlite3.Connection, table: str, sql: str) -> None:
    before = rows(raw, table)
    assert len(before) == 1
    assert refusal(raw, sql.format(table)) == f"{table} is append-only"
    assert rows(raw, table) == before


@pytest.mark.parametrize("name", [f"{table}_no_{what}" for table in NAMES for what in ("update", "delete", "replace")])
def test_a_guard_that_was_taken_down_is_noticed(store: Store, raw: sqlite3.Connection, name: str) -> None:
    raw.execute(f"DROP TRIGGER {name}")
    assert health.check(store)[0] == (
        f"The guard {name} does not stand, so that its log could be changed; go back to the newest backup."
    )


def test_a_guard_that_says_something_else_is_noticed(store: Store, raw: sqlite3.Connection) -> None:
    raw.execute("DROP TRIGGER item_event_no_delete")
    raw.execute("CREATE TRIGGER item_event_no_delete BEFORE DELETE ON item_event BEGIN SELECT 1; END")
    assert "The guard item_event_no_delete does not stand" in health.check(store)[0]


@pytest.mark.parametrize(
    ("table", "column", "value", "reason"),
    [
        ("review_log", "rating", "5", "CHECK constraint failed"),
        ("review_log", "rating", "'good'", "cannot store TEXT value in INTEGER column"),
        ("review_log", "correct", "2", "CHECK constraint failed"),
        ("review_log", "at", "'2026-03-02T18:00'", "cannot store TEXT value in INTEGER column"),
        ("card_state", "stability", "'long'", "cannot store TEXT value in REAL column"),
        ("card_state", "learner", "NULL", "NOT NULL constraint failed"),
    ],
)
def test_a_wrong_value_is_refused(
    store: Store,
    raw: sqlite3.Connection,
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
    table: str,
    column: str,
    value: str,
    reason: str,
) -> None:
    reviews.append(store, answer(), stamp())
    names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
    fresh = {"id": "'new'", "seq": "99", "card": "'other'"} | {column: value}
    values = ", ".join(fresh.get(name, name) for name in names)
    message = refusal(raw, f"INSERT INTO {table} SELECT {values} FROM {table} LIMIT 1")
    assert message.startswith(reason)


def test_a_void_of_no_review_is_refused(store: Store, raw: sqlite3.Connection) -> None:
    raw.execute("PRAGMA foreign_keys = ON")
    sql = (
        "INSERT INTO review_void SELECT 'new', learner, device, 99, at, latest, utc_offset, study_day, "
        "'none', '' FROM review_void"
    )
    assert refusal(raw, sql) == "FOREIGN KEY constraint failed"
