"""Opening the learner's database, and the transactions through which everybody reads and writes it."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from studydeck.errors import StoreProblem
from studydeck.store.dialects import CONNECT_ARGS, SET_UP, WRITES, file_of, sentence_for, shown, told, where

HEAD = "0002"
"""The newest version of the schema; opening compares it, so that Alembic is imported only to migrate."""

VERSION_TABLE = "studydeck_version"


@dataclass(frozen=True, slots=True)
class Names:
    """What the learner and this device are called; an empty name leaves the one that stands in the database."""

    learner: str = ""
    device: str = ""


@dataclass(frozen=True, slots=True)
class Store:
    """An open database, and whose rows on which device this run writes (`learner` and `device` are UUIDs)."""

    engine: Engine
    learner: str
    device: str

    def read(self) -> AbstractContextManager[Connection]:
        """A transaction that only reads."""
        return reading(self.engine)

    def write(self) -> AbstractContextManager[Connection]:
        """A transaction that alone may write, from its start, and is durable once left."""
        return writing(self.engine)

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()


_NO_NAMES = Names()


def open_store(target: str | Path, *, now: datetime, backups: Path | None, names: Names = _NO_NAMES) -> Store:
    """Open a database file or URL, and create, migrate or back it up first where that is due.

    `now` is aware; the study day in its own offset decides on the daily backup. Without `backups` there is no
    daily one. `names` are written where they differ. Raises StoreProblem, whose text says what to do.
    """
    engine = connect(target)
    try:
        return _opened(engine, now, backups, names)
    except OSError as error:
        engine.dispose()
        raise StoreProblem(f"{where(engine)}: {error}; check the folder and its permissions") from error
    except BaseException:  # whatever it was, the file is let go of
        engine.dispose()
        raise


def _opened(engine: Engine, now: datetime, backups: Path | None, names: Names) -> Store:
    from studydeck.store.learners import enrol

    _prepare(file_of(engine))
    version = version_of(engine)
    if version != HEAD:
        from studydeck.store.schema import bring_up

        bring_up(engine, version, now, backups)
    elif backups is not None and file_of(engine) is not None:
        from studydeck.store.backups import back_up_daily

        back_up_daily(engine, backups, now)
    learner, device = enrol(engine, backups, now, names)
    return Store(engine, learner, device)


def connect(target: str | Path) -> Engine:
    """An engine for a file or a URL whose transactions mean the same everywhere; nothing is opened yet.

    Raises StoreProblem where the URL is none, or names a database that studydeck does not know.
    """
    url = _url(target)
    dialect = url.get_backend_name()
    if dialect not in SET_UP:
        raise StoreProblem(f"{shown(url)}: studydeck keeps its data in SQLite or PostgreSQL, not in {dialect}")
    try:
        engine = create_engine(url, connect_args=CONNECT_ARGS[dialect])
    except (ArgumentError, ImportError) as error:
        raise StoreProblem(f"{shown(url)}: {error}; install the driver or name another URL") from error
    SET_UP[dialect](engine)
    return engine


def _url(target: str | Path) -> URL:
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except (ArgumentError, ValueError) as error:
        raise StoreProblem(f"STUDYDECK_DATA: {error}; write a file, or postgresql://USER@HOST/NAME") from error
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):
        raise StoreProblem(f"{target}: a database in memory would keep nothing; name a file")
    return url


def _prepare(file: Path | None) -> None:
    if file is None:
        return
    if file.is_dir():
        raise StoreProblem(f"{file}: is a folder; name a file in it, such as {file / 'studydeck.db'}")
    file.parent.mkdir(parents=True, exist_ok=True)


def version_of(engine: Engine) -> str | None:
    """The schema's version, in one cheap query; None where the database has no such table."""
    with reading(engine) as connection:
        try:
            found = connection.exec_driver_sql(f"SELECT version_num FROM {VERSION_TABLE}")  # noqa: S608
        except DBAPIError as error:
            if sentence_for(error.orig) is not None:
                raise
            return None
        version: str | None = found.scalar()
        return version


def reading(engine: Engine) -> AbstractContextManager[Connection]:
    """See `Store.read`."""
    return _transaction(engine, writes=False)


def writing(engine: Engine) -> AbstractContextManager[Connection]:
    """See `Store.write`."""
    return _transaction(engine, writes=True)


@contextmanager
def _transaction(engine: Engine, *, writes: bool) -> Iterator[Connection]:
    with told(where(engine)), engine.connect() as connection:
        connection.execution_options(**{WRITES: writes})
        with connection.begin():
            yield connection
