"""Opening the learner's database, and everything in which one database differs from another.

SQLite is the usual one: one file, always whole. PostgreSQL serves several machines. Nothing outside this module is
peculiar to either.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from studydeck.errors import StoreProblem
from studydeck.store.tables import LOGS

HEAD = "0001"
VERSION_TABLE = "studydeck_version"
APPLICATION_ID = 0x53444B31  # "SDK1", in the header of every SQLite file of ours
WAIT_SECONDS = 10
_WRITES = "studydeck_writes"

_SENTENCES = {
    "SQLITE_BUSY": "another studydeck is writing to it; wait until that one has finished, then try again",
    "SQLITE_READONLY": "may not be written; check the permissions of the file and its folder",
    "SQLITE_FULL": "the disk is full; make room and try again (all that was recorded is kept)",
    "SQLITE_IOERR": "the disk reports an error; check it, and copy the file to another one",
    "SQLITE_CANTOPEN": "cannot be opened; check the permissions of the file and its folder",
    "SQLITE_CORRUPT": "is damaged; move it away and put the newest backup in its place",
    "SQLITE_NOTADB": "is not a database; name another file in STUDYDECK_DATA",
}


@dataclass(frozen=True, slots=True)
class Store:
    """An open database, and whose rows on which device this run writes (`learner` and `device` are UUIDs)."""

    engine: Engine
    learner: str
    device: str

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads, and sees one state of the database."""
        return reading(self.engine)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that holds the only right to write from its start, and is durable once left."""
        return writing(self.engine)

    def close(self) -> None:
        self.engine.dispose()


def open_store(target: str | Path, *, now: datetime, backups: Path | None) -> Store:
    """Open a database file or URL, and create, migrate or back it up first where that is due.

    `now` is aware; the study day of its own offset decides on the daily backup. Without `backups` none is made, save
    before a migration. Raises StoreProblem, whose text says what to do.
    """
    engine = connect(target)
    try:
        return _opened(engine, now, backups)
    except OSError as error:
        engine.dispose()
        raise StoreProblem(f"{where(engine)}: {error}; check the folder and its permissions") from error
    except StoreProblem:
        engine.dispose()
        raise


def _opened(engine: Engine, now: datetime, backups: Path | None) -> Store:
    from studydeck.store.learners import enrol

    _prepare(file_of(engine))
    version = _version(engine)
    if version != HEAD:
        from studydeck.store.schema import bring_up

        bring_up(engine, version, now, backups)
    if backups is not None and file_of(engine) is not None:
        from studydeck.store.backups import back_up_daily

        back_up_daily(engine, backups, now)
    learner, device = enrol(engine, backups, now)
    return Store(engine, learner, device)


def connect(target: str | Path) -> Engine:
    """An engine for a file or a URL, set up so that transactions mean the same everywhere; nothing is opened yet."""
    url = _url(target)
    dialect = url.get_backend_name()
    if dialect not in _SET_UP:
        raise StoreProblem(f"{_shown(url)}: studydeck keeps its data in SQLite or PostgreSQL, not in {dialect}")
    try:
        engine = create_engine(url, connect_args=_CONNECT_ARGS[dialect])
    except (ArgumentError, ImportError) as error:
        raise StoreProblem(f"{_shown(url)}: {error}; install the driver or name another URL") from error
    _SET_UP[dialect](engine)
    return engine


def _url(target: str | Path) -> URL:
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise StoreProblem(f"STUDYDECK_DATA: {error}; write sqlite:///FILE or postgresql://USER@HOST/NAME") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreProblem(f"{target}: a database in memory would keep nothing; name a file")
    return url


def _shown(url: URL) -> str:
    on_disk = url.get_backend_name() == "sqlite" and url.database
    return url.database or "" if on_disk else url.render_as_string(hide_password=True)


def where(engine: Engine) -> str:
    """What messages call the database: its file, or its URL without the password."""
    return _shown(engine.url)


def file_of(engine: Engine) -> Path | None:
    """The file of an SQLite database; nothing for a server."""
    return Path(engine.url.database or "") if engine.dialect.name == "sqlite" else None


def _prepare(file: Path | None) -> None:
    if file is None:
        return
    if file.is_dir():
        raise StoreProblem(f"{file}: is a folder; name a file in it, such as {file / 'studydeck.db'}")
    file.parent.mkdir(parents=True, exist_ok=True)


def _version(engine: Engine) -> str | None:
    """The schema's version in one cheap query; None where there is no version yet."""
    with reading(engine) as connection:
        try:
            found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608 (a constant)
        except DBAPIError as error:
            if _sentence(error.orig) is not None:
                raise
            return None
        return found.scalar()


# Transactions and what goes wrong in them


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """See `Store.read`."""
    return _transaction(engine, writes=False)


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """See `Store.write`."""
    return _transaction(engine, writes=True)


@contextmanager
def _transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    with _told(where(engine)), engine.connect() as connection:
        connection.execution_options(**{_WRITES: writes})
        with connection.begin():
            yield connection


@contextmanager
def _told(place: str) -> Iterator[None]:
    """Turn the driver's errors that a user can do something about into sentences."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        sentence = _sentence(error.orig if isinstance(error, DBAPIError) else error)
        if sentence is None:
            raise
        raise StoreProblem(f"{place}: {sentence}") from error


def _sentence(error: BaseException | None) -> str | None:
    if not isinstance(error, sqlite3.Error):
        return _server_sentence(error)
    name = getattr(error, "sqlite_errorname", "")
    return next((text for start, text in _SENTENCES.items() if name.startswith(start)), None)


def _server_sentence(error: BaseException | None) -> str | None:
    if type(error).__name__ == "LockNotAvailable":
        return _SENTENCES["SQLITE_BUSY"]
    if type(error).__name__ != "OperationalError":
        return None
    return f"the server does not answer ({str(error).strip().splitlines()[0]}); check the address and the server"


def _set_up_sqlite(engine: Engine) -> None:
    @event.listens_for(engine, "connect")
    def configure(connection: sqlite3.Connection, _record: object) -> None:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        if mark not in (0, APPLICATION_ID):
            raise StoreProblem(f"{where(engine)}: {FOREIGN}")
        if mark == APPLICATION_ID:  # a foreign file is left exactly as it is
            connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _set_up_postgresql(engine: Engine) -> None:
    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        """One writer at a time, as in SQLite; the lock goes with the transaction."""
        if connection.get_execution_options().get(_WRITES):
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({APPLICATION_ID})")


FOREIGN = "belongs to another program; name another file in STUDYDECK_DATA"
_SET_UP = {"sqlite": _set_up_sqlite, "postgresql": _set_up_postgresql}
_CONNECT_ARGS: dict[str, dict[str, Any]] = {
    "sqlite": {"isolation_level": None, "timeout": WAIT_SECONDS},
    "postgresql": {"options": f"-c lock_timeout={WAIT_SECONDS}s"},
}


# Guards: what makes a log append-only


def _sqlite_guards(table: str) -> dict[str, str]:
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END"
    there = f"SELECT 1 FROM {table} WHERE id = NEW.id OR (device = NEW.device AND seq = NEW.seq)"  # noqa: S608
    events = {  # INSERT OR REPLACE would remove a row without a word
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
    "postgresql": "SELECT tgname, '' FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')",
}


def claim(connection: Connection) -> None:
    """Mark a new SQLite file as studydeck's; a server needs no mark."""
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")


def guard(connection: Connection, table: str) -> None:
    """Let the database itself refuse to change or remove rows of a log table."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(_POSTGRESQL_REFUSAL)
    for ddl in _GUARDS[connection.dialect.name](table).values():
        connection.exec_driver_sql(ddl)


def missing_guards(connection: Connection) -> list[str]:
    """The guards that should stand and do not (or, in SQLite, that say something else), by name."""
    dialect = connection.dialect.name
    standing = {name: sql for name, sql in connection.exec_driver_sql(_STANDING[dialect])}
    wanted = {name: ddl for table in LOGS for name, ddl in _GUARDS[dialect](table.name).items()}
    return sorted(name for name, ddl in wanted.items() if standing.get(name) not in (ddl, ""))


# Copies and damage


def copy(engine: Engine, path: Path) -> None:
    """Copy a whole SQLite database, whatever else is going on, to a path where nothing half-written ever stands.

    Devices are closed in the copy: whoever goes on from it does so as a new device, and no sequence number comes twice.
    """
    if file_of(engine) is None:
        raise StoreProblem(f"{where(engine)}: studydeck backs up SQLite files only; use pg_dump for this database")
    path.parent.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".copy-", dir=path.parent) as folder, _told(str(path)):
        part = Path(folder, path.name)
        with engine.connect() as connection, closing(sqlite3.connect(part)) as target:
            source = connection.connection.driver_connection
            assert isinstance(source, sqlite3.Connection)  # noqa: S101 (only SQLite gets here)
            source.backup(target)
            target.execute("UPDATE device SET closed = 1")
            target.commit()
        os.replace(part, path)


def damage(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its pages and references; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        return []
    found = [text for (text,) in connection.exec_driver_sql("PRAGMA integrity_check") if text != "ok"]
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    return found + [f"{table}: row {row} points to a missing row of {parent}" for table, row, parent, _ in broken]
