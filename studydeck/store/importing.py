"""Uniting another machine's log with this one: all of its rows in one transaction, or none.

Rows are known by their id, and by the number that their device gave them. A row that is here already must be the
same to the last field.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import groupby, islice
from typing import BinaryIO

from sqlalchemy import Connection, Table, delete, exists, func, insert, literal, or_, select, tuple_, union_all, update

from studydeck.errors import StoreProblem
from studydeck.store.engine import Store
from studydeck.store.health import log_problems
from studydeck.store.lines import Header, Row, header_of, row_of
from studydeck.store.states import recompute
from studydeck.store.tables import LOGS, device, learner, sequence
from studydeck.store.types import EPOCH

UNCHANGED = "nothing was imported"

_AT_ONCE = 500

_POINTERS = {
    log.name: (column.name, key.column.table)
    for log in LOGS
    for column in log.columns
    for key in column.foreign_keys
    if key.column.table in LOGS
}
"""The column of a log that points to a row of another log, and that log."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: rows that were new and rows that were here already, by table, and cards computed anew.

    `learner` is whose rows they are now; `joined` tells that an empty database went over to that learner.
    """

    learner: str
    joined: bool
    added: Mapping[str, int]
    there: Mapping[str, int]
    cards: int


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    table: Table
    row: Row


def import_log(store: Store, stream: BinaryIO, place: str, *, as_me: bool = False) -> Imported:
    """Add the rows of an export that are not here yet, and compute the states of the cards anew.

    `place` is what messages call the export. A log of another learner is taken as this one's where `as_me` says
    so, or where one of its devices is this learner's already; a database without any row goes over to the log's
    learner. Raises StoreProblem, with the line, for whatever does not fit; then nothing is changed.
    """
    with _at(place, 1):
        header = header_of(stream.readline())
    with store.write() as connection:
        with _at(place, 1):
            owner = _owner(connection, store, header, as_me)
            _enrol(connection, owner, header)
        added, read = _take_in(connection, owner, header, stream, place)
        _finish(connection, header, read, place)
        cards = recompute(connection, owner) if added else 0
    return Imported(owner, owner != store.learner, added, read - added, cards)


@contextmanager
def _at(place: str, number: int) -> Iterator[None]:
    try:
        yield
    except ValueError as error:
        raise StoreProblem(f"{place}:{number}: {error} ({UNCHANGED})") from None


# Whose rows they are


def _owner(connection: Connection, store: Store, header: Header, as_me: bool) -> str:
    theirs = str(header.learner["id"])
    mine = (device.c.learner == store.learner, device.c.id.in_([each["id"] for each in header.devices]))
    if as_me or theirs == store.learner or connection.scalar(select(exists().where(*mine))):
        return store.learner
    if connection.scalar(select(or_(*(exists().where(log.c.learner == store.learner) for log in LOGS)))):
        raise ValueError(
            f"is the log of another learner, {theirs}; if that is you on another machine, say so with --as-me"
        )
    _go_over(connection, store.learner, header.learner)
    return theirs


def _go_over(connection: Connection, empty: str, other: Row) -> None:
    """Put another learner in the place of one without any row."""
    if not connection.scalar(select(exists().where(learner.c.id == other["id"]))):
        connection.execute(insert(learner), other)
    connection.execute(update(device).where(device.c.learner == empty).values(learner=other["id"]))
    connection.execute(delete(learner).where(learner.c.id == empty))


def _enrol(connection: Connection, owner: str, header: Header) -> None:
    """Make the devices known; here they are closed, so that nobody goes on counting in their place."""
    for told in header.devices:
        row = told | {"learner": owner}
        found = connection.execute(select(device).where(device.c.id == row["id"])).mappings().one_or_none()
        if found is None:
            connection.execute(insert(device), row | {"closed": 1})
            connection.execute(insert(sequence).values(device=row["id"], last=0, latest=EPOCH))
        elif wrong := [name for name in ("machine", "created", "learner") if found[name] != row[name]]:
            raise ValueError(f"contradicts what is here: device {row['id']} has another '{wrong[0]}'; {_CHANGED}")


_CHANGED = "one of the two logs was changed by hand; go back to a backup of it, and export again"


# The rows


def _take_in(
    connection: Connection, owner: str, header: Header, stream: BinaryIO, place: str
) -> tuple[Counter[str], Counter[str]]:
    """How many rows of each table were added, and how many were read."""
    added: Counter[str] = Counter()
    read: Counter[str] = Counter()
    for table, lines in groupby(_lines(owner, header, stream, place), key=lambda line: line.table):
        while batch := list(islice(lines, _AT_ONCE)):
            fresh = _fresh(connection, owner, table, batch, place)
            if fresh:
                connection.execute(insert(table), fresh)
            added[table.name] += len(fresh)
            read[table.name] += len(batch)
    return +added, +read


def _lines(owner: str, header: Header, stream: BinaryIO, place: str) -> Iterator[_Line]:
    devices = {each["id"] for each in header.devices}
    before = 0
    for number, text in enumerate(stream, 2):
        with _at(place, number):
            table, row = row_of(text)
            rank = LOGS.index(table)
            if rank < before:
                raise ValueError(f"a row of {table.name} comes after {LOGS[before].name}; keep the export's order")
            if row["device"] not in devices:
                raise ValueError(f"device {row['device']} is not one of the first line; export again")
        before = rank
        yield _Line(number, table, row | {"learner": owner})


def _fresh(connection: Connection, owner: str, table: Table, batch: list[_Line], place: str) -> list[Row]:
    """The rows that are not here yet."""
    here = _here(connection, table, batch)
    numbered = _numbered(connection, batch)
    targets = _targets(connection, owner, table, batch)
    fresh = []
    for line in batch:
        row = line.row
        is_new = row["id"] not in here
        with _at(place, line.number):
            _refuse_contradiction(here.setdefault(row["id"], row), row)
            holder = numbered.setdefault((row["device"], row["seq"]), (table.name, row["id"]))
            if holder != (table.name, row["id"]):
                raise ValueError(
                    f"contradicts what is here: row {row['seq']} of device {row['device']} is {holder[1]} of "
                    f"{holder[0]}; {_CHANGED}"
                )
            _refuse_dangling(table, row, targets)
        if is_new:
            fresh.append(row)
    return fresh


def _here(connection: Connection, table: Table, batch: list[_Line]) -> dict[str, Row]:
    same = select(table).where(table.c.id.in_([line.row["id"] for line in batch]))
    return {row["id"]: dict(row) for row in connection.execute(same).mappings()}


def _numbered(connection: Connection, batch: list[_Line]) -> dict[tuple[str, int], tuple[str, str]]:
    """The table and the id of the rows, in whatever log, that stand at the numbers of a batch."""
    numbers = [(line.row["device"], line.row["seq"]) for line in batch]
    same = (
        select(literal(log.name).label("log"), log.c.id, log.c.device, log.c.seq).where(
            tuple_(log.c.device, log.c.seq).in_(numbers)
        )
        for log in LOGS
    )
    return {(row.device, row.seq): (row.log, row.id) for row in connection.execute(union_all(*same))}


def _targets(connection: Connection, owner: str, table: Table, batch: list[_Line]) -> frozenset[str]:
    """The ids that the batch points to and that are the owner's rows."""
    if table.name not in _POINTERS:
        return frozenset()
    name, log = _POINTERS[table.name]
    ids = {line.row[name] for line in batch}
    return frozenset(connection.scalars(select(log.c.id).where(log.c.id.in_(ids), log.c.learner == owner)))


def _refuse_contradiction(found: Row, row: Row) -> None:
    if wrong := [name for name in row if found[name] != row[name]]:
        raise ValueError(f"contradicts what is here: row {row['id']} has another '{wrong[0]}'; {_CHANGED}")


def _refuse_dangling(table: Table, row: Row, targets: frozenset[str]) -> None:
    if table.name not in _POINTERS:
        return
    name, log = _POINTERS[table.name]
    if row[name] not in targets:
        raise ValueError(f"'{name}' is {row[name]}, which is no row of {log.name}; export again")


# What must hold afterwards


def _finish(connection: Connection, header: Header, read: Mapping[str, int], place: str) -> None:
    """Let each device count from its last row, and refuse a whole that does not hold together."""
    for log, told in header.rows.items():
        if read.get(log, 0) != told:
            raise StoreProblem(
                f"{place}: has {read.get(log, 0)} rows of {log} where its first line tells of {told}; "
                f"export again ({UNCHANGED})"
            )
    _count_on(connection, [each["id"] for each in header.devices])
    for problem in log_problems(connection):
        raise StoreProblem(f"{place}: does not fit what is here. {problem}; export again ({UNCHANGED})")


def _count_on(connection: Connection, devices: list[str]) -> None:
    every = union_all(*(select(log.c.device, log.c.seq, log.c.latest) for log in LOGS)).subquery()
    reached = select(every.c.device, func.max(every.c.seq).label("last"), func.max(every.c.latest).label("latest"))
    mine = reached.where(every.c.device.in_(devices)).group_by(every.c.device)
    for row in connection.execute(mine).all():
        values = {"last": row.last, "latest": row.latest}
        connection.execute(update(sequence).where(sequence.c.device == row.device).values(values))
