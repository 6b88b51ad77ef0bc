import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, text

from studydeck.core.log import Answer, Stamp
from studydeck.errors import Exit, StoreProblem
from studydeck.store import dialects, reviews
from studydeck.store.engine import HEAD, Store

Open = Callable[..., Store]


def pragma(store: Store, name: str) -> object:
    with store.read() as connection:
        return connection.execute(text(f"PRAGMA {name}")).scalar()


def test_the_first_opening_creates_the_folder_and_the_schema(open_file: Open, file: Path) -> None:
    store = open_file()
    with store.read() as connection:
        assert connection.execute(text("SELECT version_num FROM studydeck_version")).scalars().all() == [HEAD]
    assert file.exists()
    assert len(store.learner) == len(store.device) == 36


def test_an_empty_file_becomes_a_database(open_file: Open, file: Path) -> None:
    file.parent.mkdir()
    file.touch()
    assert reviews.states(open_file()) == {}


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("journal_mode", "truncate"),
        ("synchronous", 2),
        ("foreign_keys", 1),
        ("busy_timeout", 10_000),
        ("application_id", 0x53444B31),
    ],
)
def test_the_file_is_kept_whole(store: Store, name: str, value: object) -> None:
    assert pragma(store, name) == value


def test_a_sqlite_url_is_the_same_file(open_file: Open, file: Path) -> None:
    assert open_file(f"sqlite:///{file}").learner == open_file(file).learner == open_file(str(file)).learner


def test_a_path_full_of_signs_is_just_a_path(open_file: Open, tmp_path: Path) -> None:
    file = tmp_path / "50 % déjà?#&" / "a b;c.db"
    assert open_file(file).learner == open_file(file).learner
    assert file.exists()


def refused(open_file: Open, target: str | Path) -> str:
    with pytest.raises(StoreProblem) as caught:
        open_file(target)
    assert caught.value.code is Exit.DATABASE
    return str(caught.value)


def test_a_folder_is_refused(open_file: Open, tmp_path: Path) -> None:
    wanted = f"{tmp_path}: is a folder; name a file in it, such as {tmp_path / 'studydeck.db'}"
    assert refused(open_file, tmp_path) == wanted


def test_a_text_file_is_refused_and_left_alone(open_file: Open, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("Buy milk.\n" * 100)
    assert refused(open_file, file) == f"{file}: is not a database; name another file in STUDYDECK_DATA"
    assert file.read_text() == "Buy milk.\n" * 100


@pytest.mark.parametrize("sql", ["CREATE TABLE notes (id)", "PRAGMA application_id = 252006674"])
def test_another_programs_database_is_refused_and_left_alone(open_file: Open, tmp_path: Path, sql: str) -> None:
    file = tmp_path / "notes.db"
    connection = sqlite3.connect(file)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute(sql)
    connection.close()
    before = file.read_bytes()
    wanted = f"{file}: belongs to another program; name another file in STUDYDECK_DATA"
    assert refused(open_file, file) == wanted
    assert file.read_bytes() == before


def test_a_newer_database_is_refused(open_file: Open, store: Store, file: Path) -> None:
    with store.write() as connection:
        connection.execute(text("UPDATE studydeck_version SET version_num = '9999'"))
    wanted = f"{file}: is from a newer studydeck (schema 9999, not {HEAD}); update studydeck"
    assert refused(open_file, file) == wanted


def test_a_folder_that_cannot_be_made_is_a_sentence(open_file: Open, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    target = tmp_path / "file" / "studydeck.db"
    message = refused(open_file, target)
    assert message.startswith(f"{target}: ")
    assert message.endswith("; check the folder and its permissions")


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///:memory:"])
def test_a_database_in_memory_is_refused(open_file: Open, url: str) -> None:
    assert refused(open_file, url) == f"{url}: a database in memory would keep nothing; name a file"


def test_another_kind_of_database_is_refused_without_showing_the_password(open_file: Open) -> None:
    wanted = "mysql://me:***@host/db: studydeck keeps its data in SQLite or PostgreSQL, not in mysql"
    assert refused(open_file, "mysql://me:secret@host/db") == wanted


def test_a_broken_url_is_refused(open_file: Open) -> None:
    assert refused(open_file, "postgresql://host:port/db").startswith("STUDYDECK_DATA: ")


def test_a_missing_driver_is_a_sentence(open_file: Open) -> None:
    message = refused(open_file, "postgresql+nosuchdriver://host/db")
    assert message.startswith("postgresql+nosuchdriver://host/db: ")
    assert message.endswith("; install the driver or name another URL")


def test_opening_and_appending_import_neither_alembic_nor_the_orm(store: Store, file: Path) -> None:
    script = """
import json, sys
from datetime import UTC, date, datetime
from pathlib import Path
from studydeck.core.log import Answer, Rating, Stamp
from studydeck.store import reviews
from studydeck.store.engine import open_store
now = datetime(2026, 3, 2, 19, tzinfo=UTC)
store = open_store(Path(sys.argv[1]), now=now, backups=None)
answer = Answer("a/b", Rating.GOOD, date(2026, 3, 5), "s", 1, "00ff", 10)
reviews.append(store, answer, Stamp(now, 60, date(2026, 3, 2)))
print(json.dumps([name for name in ("alembic", "sqlalchemy.orm", "rich", "yaml") if name in sys.modules]))
"""
    store.close()
    ran = run(script, str(file))
    assert json.loads(ran) == []
    assert list(reviews.states(store)) == ["a/b"]


def run(script: str, *arguments: str) -> str:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout


# What goes wrong while writing


def append(store: Store, answer: Callable[..., Answer], stamp: Callable[..., Stamp], **changes: object) -> str:
    return reviews.append(store, answer(**changes), stamp()).id


def test_a_locked_file_is_a_sentence_and_loses_nothing(
    open_file: Open,
    file: Path,
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(dialects.CONNECT_ARGS, "sqlite", {"isolation_level": None, "timeout": 0})
    store = open_file()
    append(store, answer, stamp)
    with open_file().write(), pytest.raises(StoreProblem) as caught:
        append(store, answer, stamp)
    assert str(caught.value) == (
        f"{file}: another studydeck is writing to it; wait until that one has finished, then try again"
    )
    append(store, answer, stamp)
    assert reviews.states(store)["psm-1/events"].reps == 2


def test_a_read_only_file_can_be_read_and_says_why_it_cannot_be_written(
    open_file: Open, file: Path, answer: Callable[..., Answer], stamp: Callable[..., Stamp]
) -> None:
    store = open_file()
    append(store, answer, stamp)
    with store.read() as connection:
        connection.execute(text("PRAGMA query_only = ON"))
    with pytest.raises(StoreProblem) as caught:
        append(store, answer, stamp)
    assert str(caught.value) == (f"{file}: may not be written; check the permissions of the file and its folder")
    assert reviews.states(store)["psm-1/events"].reps == 1


def test_a_full_disk_is_a_sentence_and_loses_nothing(
    store: Store, file: Path, answer: Callable[..., Answer], stamp: Callable[..., Stamp]
) -> None:
    append(store, answer, stamp)
    with store.read() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar()
        connection.execute(text(f"PRAGMA max_page_count = {pages}"))
    with pytest.raises(StoreProblem) as caught:
        append(store, answer, stamp, figures="x" * 100_000)
    assert str(caught.value) == (f"{file}: the disk is full; make room and try again (all that was recorded is kept)")
    assert reviews.last(store).seq == 1  # type: ignore[union-attr]


def test_a_damaged_file_is_a_sentence(open_file: Open, store: Store, file: Path) -> None:
    store.close()
    whole = file.read_bytes()
    file.write_bytes(whole[:100] + b"\xff" * (len(whole) - 100))
    wanted = f"{file}: is damaged; move it away and put the newest backup in its place"
    assert refused(open_file, file) == wanted


def test_a_failure_in_a_transaction_leaves_nothing_of_it(store: Store) -> None:
    def fail() -> None:
        with store.write() as connection:
            connection.execute(text("DELETE FROM sequence"))
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    with store.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM sequence")).scalar() == 1


def test_a_mistake_of_ours_is_not_dressed_up(store: Store) -> None:
    with pytest.raises(Exception, match="no such table"), store.read() as connection:
        connection.execute(text("SELECT * FROM nowhere"))


def test_a_server_that_does_not_answer_is_a_sentence() -> None:
    class OperationalError(Exception):
        pass

    class LockNotAvailable(Exception):
        pass

    class ReadOnlySqlTransaction(Exception):
        pass

    assert dialects.sentence_for(OperationalError("connection\n refused")) == (
        "the server does not answer (connection refused); check the address, and that the server runs"
    )
    assert dialects.sentence_for(LockNotAvailable()) == (
        "another studydeck is writing to it; wait until that one has finished, then try again"
    )
    assert dialects.sentence_for(ReadOnlySqlTransaction()) == (
        "may not be written; check the rights of the user in the URL"
    )
    assert dialects.sentence_for(ValueError()) is None


def test_transactions_begin_as_they_should(store: Store) -> None:
    began: list[str] = []

    @event.listens_for(store.engine, "before_cursor_execute")
    def note(_connection: object, _cursor: object, sql: str, *_rest: object) -> None:
        began.append(sql)

    with store.read():
        pass
    with store.write():
        pass
    assert began == ["BEGIN", "BEGIN IMMEDIATE"]
