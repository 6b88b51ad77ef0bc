"""Copies of the database: one a day by itself, thinned out as they age, and one whenever asked for."""

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from studydeck.core.days import study_day
from studydeck.errors import StoreProblem
from studydeck.store.dialects import copy
from studydeck.store.engine import Store

DAYS, WEEKS, MONTHS = 7, 4, 12

REPLACED = "replaced-"
"""In the name of a copy of what a restored backup was put in place of."""

_NAME = re.compile(r"studydeck-(?P<why>replaced-|schema-\w+-|)(?P<made>\d{4}-\d\d-\d\d(T\d{6})?)Z?\.db")


def back_up_daily(engine: Engine, folder: Path, now: datetime) -> None:
    """On the first opening of a study day, copy the database and drop the copies that are no longer kept."""
    path = daily_path(folder, study_day(now))
    if path.exists():
        return
    copy(engine, path)
    found = dict(_found(folder))
    for day in found.keys() - kept(found):
        found[day].unlink(missing_ok=True)


def backup_now(store: Store, path: Path) -> Path:
    """Copy the whole database to a new file; an existing one is a StoreProblem."""
    if path.exists():
        raise StoreProblem(f"{path}: is there already, and is not overwritten; name a new file")
    try:
        copy(store.engine, path)
    except OSError as error:
        raise StoreProblem(f"{path}: {error}; name a file in a folder that can be written") from error
    return path


def kept(days: Collection[date]) -> set[date]:
    """Of the days backed up, those that stay: the newest 7, and the newest of each of 4 weeks, 12 months."""
    return _newest(days, DAYS, date.toordinal) | _newest(days, WEEKS, _week) | _newest(days, MONTHS, _month)


def _newest(days: Iterable[date], most: int, span: Callable[[date], object]) -> set[date]:
    newest_of = {span(day): day for day in sorted(days)}
    return set(sorted(newest_of.values())[-most:])


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def daily_path(folder: Path, day: date) -> Path:
    """Where the copy of a study day stands."""
    return folder / f"studydeck-{day.isoformat()}.db"


@dataclass(frozen=True, slots=True)
class Backup:
    """A copy in the folder of backups.

    `made` is the day or the second as its name tells, such as `2026-03-02` or `2026-03-02T180509`; `replaced` tells
    that it is what a restored backup was put in place of.
    """

    path: Path
    made: str
    replaced: bool


def listed(folder: Path) -> list[Backup]:
    """The copies in a folder, the newest first."""
    named = ((path, _NAME.fullmatch(path.name)) for path in folder.glob("studydeck-*.db"))
    found = [Backup(path, name["made"], name["why"] == REPLACED) for path, name in named if name]
    return sorted(found, key=lambda backup: (backup.made, backup.path.name), reverse=True)


def path_for(folder: Path, now: datetime, why: str = "") -> Path:
    """Where a copy that is made now stands; `why` is part of its name."""
    return folder / f"studydeck-{why}{now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.db"


def _found(folder: Path) -> Iterable[tuple[date, Path]]:
    """The daily copies; other files in the folder are nobody's business here."""
    for path in folder.glob("studydeck-*.db"):
        try:
            yield date.fromisoformat(path.stem.removeprefix("studydeck-")), path
        except ValueError:
            continue
