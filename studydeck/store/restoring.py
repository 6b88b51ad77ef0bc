"""Going back to a backup: it is checked as a copy first, and what stood there before is kept."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, func, select, update

from studydeck.errors import StoreProblem
from studydeck.store import health
from studydeck.store.dialects import Damaged, copy, file_of, put_in_place, where
from studydeck.store.engine import HEAD, connect, reading, version_of, writing
from studydeck.store.schema import migrate, refuse_foreign, refuse_newer
from studydeck.store.states import recompute, standing
from studydeck.store.tables import device, learner, review_log

_CHOOSE = "choose another: 'studydeck data restore --list' shows them"


@dataclass(frozen=True, slots=True)
class Contents:
    """What is in a database: reviews that were not taken back, and the study day of the last."""

    reviews: int
    last_day: date | None


@dataclass(frozen=True, slots=True)
class Prepared:
    """A backup that may be put in place.

    `file` is what it replaces; `present` what is in that, None where nothing is or nothing can be read.
    """

    file: Path
    checked: Path
    contents: Contents
    present: Contents | None

    def put(self, kept: Path) -> bool:
        """Keep what stands there as another file, and put the backup in its place; whether there was anything.

        All devices are closed in the restored database, and a studydeck that still runs records nothing more.
        """
        with _told(self.file):
            anything = self.file.exists() and self.file.stat().st_size > 0
            if anything:
                _keep(self.file, kept)
            put_in_place(self.checked, self.file)
        return anything


@contextmanager
def prepared(target: str | Path, backup: Path) -> Iterator[Prepared]:
    """A checked copy of a backup, migrated where that is due; nothing else is touched.

    Raises StoreProblem where the backup is not sound, or the target is no file of studydeck's.
    """
    file = _own_file(target)
    present = _present(file)
    with _told(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix=".restore-", dir=file.parent)
    with folder:
        checked = Path(folder.name, file.name)
        yield Prepared(file, checked, _checked_copy(backup, checked), present)


def contents_of(file: Path) -> Contents | None:
    """What is in a database file; None where it cannot be read."""
    with _engine(file) as engine:
        try:
            return _contents(engine) if version_of(engine) is not None else None
        except StoreProblem:
            return None


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreProblem(f"{file}: {error}; check the folder and its permissions") from error


@contextmanager
def _engine(file: Path) -> Iterator[Engine]:
    engine = connect(file)
    try:
        yield engine
    finally:
        engine.dispose()


def _own_file(target: str | Path) -> Path:
    engine = connect(target)
    file = file_of(engine)
    if file is None:
        raise StoreProblem(f"{where(engine)}: only SQLite files are restored; use pg_restore for this database")
    return file.resolve()


def _present(file: Path) -> Contents | None:
    if not file.exists():
        return None
    with _engine(file) as engine:
        try:
            if version_of(engine) is not None:
                return _contents(engine)
            with reading(engine) as connection:
                refuse_foreign(connection)
        except Damaged:
            return None
    return None


def _contents(engine: Engine) -> Contents:
    with reading(engine) as connection:
        counts = select(func.count(), func.max(review_log.c.study_day)).select_from(review_log).where(standing())
        return Contents(*connection.execute(counts).one())


def _checked_copy(backup: Path, checked: Path) -> Contents:
    try:
        with _engine(backup) as engine:
            version = _copy(engine, checked)
        with _engine(checked) as engine:
            if version != HEAD:
                migrate(engine)
            problems = _problems(engine)
            contents = _contents(engine)
    except Damaged as error:
        raise StoreProblem(f"{backup}: is damaged; {_CHOOSE}") from error
    if problems:
        raise StoreProblem(f"{backup}: is not sound ({problems[0]}); {_CHOOSE}")
    return contents


def _copy(engine: Engine, checked: Path) -> str:
    """The version of the backup's schema."""
    version = version_of(engine)
    if version is None:
        raise StoreProblem(f"{where(engine)}: is no backup of studydeck; {_CHOOSE}")
    refuse_newer(engine, version)
    copy(engine, checked)
    return version


def _problems(engine: Engine) -> list[str]:
    """What the health check says of it, with the cache computed anew as this version does it."""
    with writing(engine) as connection:
        for owner in connection.scalars(select(learner.c.id)).all():
            recompute(connection, owner)
        return health.problems(connection)


def _keep(file: Path, kept: Path) -> None:
    """Copy what stands there. Its devices are closed first, so that no row comes in after the copy."""
    if kept.exists():
        raise StoreProblem(f"{kept}: is there already, and is not overwritten; move it away")
    with _engine(file) as engine, suppress(Damaged):
        if version_of(engine) is not None:
            with writing(engine) as connection:
                connection.execute(update(device).values(closed=1))
            copy(engine, kept)
            return
    kept.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy2(file, kept)
