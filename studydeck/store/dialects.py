"""Everything in which one database differs from another: set-up, error messages, guards and copies.

SQLite is the usual one: one file, always whole. PostgreSQL serves several machines. Nothing outside this
module is peculiar to either.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL, Connection, Engine, event
from sqlalchemy.exc import DBAPIError

from studydeck.errors import StoreProblem
from studydeck.store.tables import LOGS

APPLICATION_ID = 0x53444B31  # "SDK1", in the header of every SQLite file of ours
WAIT_SECONDS = 10
WRITES = "studydeck_writes"
"""The execution option that tells a transaction that writes from one that only reads."""

FOREIGN = "belongs to another program; name another file in STUDYDECK_DATA"

_BUSY = "another studydeck is writing to it; wait until that one has finished, then try again"
_SENTENCES = {
    "SQLITE_BUSY": _BUSY,
    "SQLITE_READONLY": "may not be written; check the permissions of the file and its folder",
    "SQLITE_FULL": "the disk is full; make room and try again (all that was recorded is kept)",
    "SQLITE_IOERR": "the disk reports an error; check it, and copy the file to another one",
    "SQLITE_CANTOPEN": "cannot be opened; check the permissions of the file and its folder",
    "SQLITE_CORRUPT": "is damaged; move it away and put the newest backup in its place",
    "SQLITE_NOTADB": "is not a database; name another file in STUDYDECK_DATA",
}
"""What to say to the errors of SQLite that a user can do something about, by how their names begin."""

_DAMAGES = (_SENTENCES["SQLITE_CORRUPT"], _SENTENCES["SQLITE_NOTADB"])


class Damaged(StoreProblem):
    """A file that no longer is, or never was, a database that can be read."""


def shown(url: URL) -> str:
    """What messages call a database: its file, or its URL without the password."""
    if url.get_backend_name() == "sqlite" and url.database:
        return url.database
    return url.render_as_string(hide_password=True)


def where(engine: Engine) -> str:
    """What messages call this database."""
    return shown(engine.url)


def file_of(engine: Engine) -> Path | None:
    """The file of an SQLite database; None for a server."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turn the driver's errors that a user can do something about into StoreProblems about a place."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        sentence = sentence_for(error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        kind = Damaged if sentence in _DAMAGES else StoreProblem
        raise kind(f"{place}: {sentence}") from error


def sentence_for(error: BaseException | None) -> str | None:
    """What to say to a driver's error; None where it is no business of the user's."""
    if not isinstance(error, sqlite3.Error):
        return _server_sentence(error)
    name = getattr(error, "sqlite_errorname", "")
    return next((text for start, text in _SENTENCES.items() if name.startswith(start)), None)


def _server_sentence(error: BaseException | None) -> str | None:
    name = type(error).__name__
    if name == "LockNotAvailable":
        return _BUSY
    if name == "ReadOnlySqlTransaction":
        return "may not be written; check the rights of the user in the URL"
    if name != "OperationalError":
        return None
    reason = " ".join(str(error).split())
    return f"the server does not answer ({reason}); check the address, and that the server runs"


# Connections and transactions


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark not in (0, APPLICATION_ID):
            raise StoreProblem(f"{where(engine)}: {FOREIGN}")
        if mark == APPLICATION_ID:  # a file that is not ours yet is left exactly as it is
            connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """One writer at a time, as in SQLite; the lock goes with the transaction."""
        if connection.get_execution_options().get(WRITES):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


SET_UP = {"sqlite": _set_up_sqlite, "postgresql": _set_up_postgresql}
CONNECT_ARGS: dict[str, dict[str, Any]] = {
    "sqlite": {
        "isolation_level": None,
        "timeout": WAIT_SECONDS,
    },  # the drivers' own BEGIN would come too late
    "postgresql": {"options": f"-c lock_timeout={WAIT_SECONDS}s"},
}


# Guards: what makes a log append-only


def _sqlite_guards(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    there = f"SELECT 1 FROM {table} WHERE id = NEW.id OR (device = NEW.device AND seq = NEW.seq)"  # noqa: S608
    events = {  # INSERT OR REPLACE would remove a row without firing the others
        f"{table}_no_update": f"BEFORE UPDATE ON {table}",
        f"{table}_no_delete": f"BEFORE DELETE ON {table}",
        f"{table}_no_replace": f"BEFORE INSERT ON {table} WHEN EXISTS ({there})",
    }
    return {name: f"CREATE TRIGGER {name} {when} {refuse}" for name, when in events.items()}


def _postgresql_guards(table: str) -> dict[str, str]:
    refuse = "EXECUTE FUNCTION studydeck_append_only()"
    events = {
        f"{table}_no_update": f"BEFORE UPDATE ON {table} FOR EACH ROW",
        f"{table}_no_delete": f"BEFORE DELETE ON {table} FOR EACH ROW",
        f"{table}_no_truncate": f"BEFORE TRUNCATE ON {table} FOR EACH STATEMENT",
    }
    return {name: f"CREATE TRIGGER {name} {when} {refuse}" for name, when in events.items()}


_POSTGRESQL_REFUSAL = (
    "CREATE OR REPLACE FUNCTION studydeck_append_only() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RAISE EXCEPTION USING MESSAGE = TG_TABLE_NAME || ' is append-only'; END $$"
)
_GUARDS = {"sqlite": _sqlite_guards, "postgresql": _postgresql_guards}
_STANDING = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname, NULL FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def guard(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or remove rows of a log table."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_REFUSAL)
    for ddl in _GUARDS[connection.dialect.name](table).values():
        connection.exec_driver_sql(ddl)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that should stand and do not (or, in SQLite, that say something else), by name."""
    dialect = connection.dialect.name
    standing = {row[0]: row[1] for row in connection.exec_driver_sql(_STANDING[dialect])}
    wanted = {name: ddl for table in LOGS for name, ddl in _GUARDS[dialect](table.name).items()}
    return sorted(name for name, ddl in wanted.items() if standing.get(name, "") not in (ddl, None))


def claim(connection: Connection) -> None:
    """Mark a new SQLite file as studydeck's; a server needs no mark."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


# Copies and damage


def copy(engine: Engine, path: Path) -> None:
    """Copy a whole SQLite database, whatever else is going on; nothing half-written ever stands at the path.

    Devices are closed in the copy: whoever goes on from it is a new device, so that no sequence number is
    given twice. Raises StoreProblem, and OSError where the folder cannot be written.
    """
    if file_of(engine) is None:
        raise StoreProblem(f"{where(engine)}: only SQLite files are backed up; use pg_dump for this database")
    path.parent.mkdir(parents=True, exist_ok=True)
    place = f"{where(engine)}, copied to {path}"
    with TemporaryDirectory(prefix=".copy-", dir=path.parent) as folder, told(place):
        part = Path(folder, path.name)
        with engine.connect() as connection, closing(sqlite3.connect(part)) as target:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101 (only SQLite gets here)
            source.backup(target)
            target.execute("UPDATE device SET closed = 1")
            target.commit()
        os.replace(part, path)


def put_in_place(copied: Path, file: Path) -> None:
    """Make a database file hold what a copy holds, at once and whole.

    SQLite's own backup does it as one transaction, so that a studydeck that has the file open sees either. A
    damaged file takes no transaction and is replaced as a file. The copy may be gone afterwards.
    """
    try:
        _overwrite(copied, file)
    except Damaged:
        Path(f"{file}-journal").unlink(missing_ok=True)  # it would be applied to the new file
        os.replace(copied, file)


def _overwrite(copied: Path, file: Path) -> None:
    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status == sqlite3.SQLITE_BUSY:
            raise StoreProblem(f"{file}: {_BUSY}")

    with (
        told(str(file)),
        closing(sqlite3.connect(copied)) as source,
        closing(sqlite3.connect(file, timeout=WAIT_SECONDS)) as target,
    ):
        source.backup(target, progress=give_up)


def damage(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its pages and references; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    found = [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check") if row[0] != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return found + [f"row {row[1]} of {row[0]} points to a missing row of {row[2]}" for row in broken]
