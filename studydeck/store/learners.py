"""Whose rows a run writes, and on which device.

The file `device` beside the database keeps this machine's device id, under the machine's name and the
database's place, so that a database copied elsewhere, with or without that file, is continued by a device of
its own.
"""

import json
import os
import platform
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, insert, select, update

from studydeck.store.dialects import file_of, where
from studydeck.store.engine import Names, reading, writing
from studydeck.store.ids import new_id
from studydeck.store.tables import device, learner, sequence
from studydeck.store.types import EPOCH

DEVICE_FILE = "device"


def enrol(engine: Engine, backups: Path | None, now: datetime, names: Names) -> tuple[str, str]:
    """The learner and the device of this run; both are created on first use, and named as `names` says."""
    file = _device_file(engine, backups)
    place = _place(engine)
    with reading(engine) as connection:
        known = _known(connection, file, place)
        if known is not None and not _misnamed(connection, known, names):
            return known
    with writing(engine) as connection:
        found = _known(connection, file, place) or _added(connection, file, place, now)
        for table, row, name in _misnamed(connection, found, names):
            connection.execute(update(table).where(table.c.id == row).values(name=name))
    return found


def _device_file(engine: Engine, backups: Path | None) -> Path | None:
    """Beside the database file; for a server, beside the backups; else the device lasts one run only."""
    beside = file_of(engine) or backups
    return beside.with_name(DEVICE_FILE) if beside else None


def _place(engine: Engine) -> str:
    file = file_of(engine)
    return f"{platform.node()} {file.resolve() if file else where(engine)}"


def _known(connection: Connection, file: Path | None, place: str) -> tuple[str, str] | None:
    known = str(_read(file).get(place, ""))
    owner = connection.scalar(select(device.c.learner).where(device.c.id == known, device.c.closed == 0))
    return (owner, known) if owner else None


def _added(connection: Connection, file: Path | None, place: str, now: datetime) -> tuple[str, str]:
    owner = connection.scalar(select(learner.c.id).order_by(learner.c.created, learner.c.id).limit(1))
    if owner is None:
        owner = new_id(now)
        connection.execute(insert(learner).values(id=owner, created=now))
    new = new_id(now)
    connection.execute(insert(device).values(id=new, learner=owner, machine=platform.node(), created=now, closed=0))
    connection.execute(insert(sequence).values(device=new, last=0, latest=EPOCH))
    if file is not None:
        _write(file, _read(file) | {place: new})
    return owner, new


def _misnamed(connection: Connection, ids: tuple[str, str], names: Names) -> list[tuple[Table, str, str]]:
    """The rows, each with its table and its id, whose name is not the one that is wanted."""
    wanted = zip((learner, device), ids, (names.learner, names.device), strict=True)
    return [
        (table, row, name)
        for table, row, name in wanted
        if name and connection.scalar(select(table.c.name).where(table.c.id == row)) != name
    ]


def _read(file: Path | None) -> dict[str, object]:
    """What the device file holds; an unreadable one counts as lost, which only costs a new device."""
    try:
        kept = json.loads(file.read_text(encoding="utf-8")) if file else {}
    except (FileNotFoundError, ValueError):
        kept = {}
    return kept if isinstance(kept, dict) else {}


def _write(file: Path, kept: dict[str, object]) -> None:
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    os.replace(part, file)
