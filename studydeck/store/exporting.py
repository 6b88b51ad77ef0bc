"""The learner's whole log as lines of JSON, from one moment's view of the database."""

import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from sqlalchemy import Connection, func, select

from studydeck.errors import UsageProblem
from studydeck.store.engine import Store
from studydeck.store.lines import Header, columns_of, header_line, line_of
from studydeck.store.tables import LOGS, device, learner, sequence

_AT_ONCE = 1000


def export(store: Store, stream: BinaryIO, at: datetime) -> int:
    """Write every row of the learner's logs, after a first line about them; how many rows there are.

    The order is that of the tables, in a table that of devices and their numbers, so that the same rows give
    the same lines. While it writes nobody can record anything, so `stream` must not make it wait.
    """
    with store.read() as connection:
        header = _header(connection, store, at)
        stream.write(f"{header_line(header)}\n".encode())
        stream.writelines(f"{line}\n".encode() for line in _lines(connection, store))
    return sum(header.rows.values())


def export_to(store: Store, file: Path, at: datetime) -> int:
    """Write the export to a new file, which is whole or not there at all; how many rows there are.

    Raises UsageProblem where the file exists already or its folder cannot be written.
    """
    if file.exists():
        raise UsageProblem(f"{file}: is there already, and is not overwritten; name a new file")
    try:
        with TemporaryDirectory(prefix=".export-", dir=file.parent) as folder:
            part = Path(folder, file.name)
            with part.open("wb") as stream:
                rows = export(store, stream, at)
            os.replace(part, file)
    except OSError as error:
        raise UsageProblem(f"{file}: {error.strerror}; name a file in a folder that can be written") from error
    return rows


def _header(connection: Connection, store: Store, at: datetime) -> Header:
    """A device without a row is left out: nothing would be missed without it."""
    me = connection.execute(select(*columns_of(learner)).where(learner.c.id == store.learner)).mappings().one()
    wrote = select(*columns_of(device)).join(sequence).where(device.c.learner == store.learner, sequence.c.last > 0)
    devices = connection.execute(wrote.order_by(device.c.id)).mappings().all()
    counts = {
        log.name: connection.scalar(select(func.count()).where(log.c.learner == store.learner)) or 0 for log in LOGS
    }
    return Header(at, dict(me), [dict(each) for each in devices], counts)


def _lines(connection: Connection, store: Store) -> Iterator[str]:
    for log in LOGS:
        rows = select(*columns_of(log)).where(log.c.learner == store.learner).order_by(log.c.device, log.c.seq)
        found = connection.execute(rows, execution_options={"yield_per": _AT_ONCE}).mappings()
        yield from (line_of(log, row) for row in found)
