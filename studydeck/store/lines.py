"""Log rows as lines of JSON: what `studydeck data export` writes and `data import` reads.

`docs/data.md` describes every field. Whatever cannot be read is a ValueError, whose text says what is wrong.
"""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NoReturn

from sqlalchemy import BigInteger, Column, Double, RowMapping, Table, Text

from studydeck.core.log import EventKind
from studydeck.store.engine import HEAD
from studydeck.store.tables import LOGS, device, learner
from studydeck.store.types import EPOCH, MILLISECOND, Day, Flag, Instant, milliseconds

FORMAT = 1
"""Grows when a line no longer says what it said."""

UNTOLD = frozenset({"learner", "closed"})
"""Columns without a field: all rows are the learner's of the first line, and elsewhere every device is closed."""

FIRST_LINE = ("studydeck", "format", "schema", "at", "learner", "devices", "rows")

_MARK = "export"
_LONGEST_SHOWN = 40
_TABLES = {log.name: log for log in LOGS}

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Header:
    """The first line: whose log it is, the devices that wrote it, and how many rows each table has."""

    at: datetime
    learner: Row
    devices: Sequence[Row]
    rows: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Form:
    """How the values of a column are written in JSON; `read` refuses others."""

    expected: str
    read: Callable[[Any], Any]
    write: Callable[[Any], Any] = lambda value: value


def columns_of(table: Table) -> tuple[Column[Any], ...]:
    """The columns of a table that have a field, in the order of the fields."""
    return tuple(column for column in table.columns if column.name not in UNTOLD)


def header_line(header: Header) -> str:
    """The first line, without its end."""
    values = (
        _MARK,
        FORMAT,
        HEAD,
        milliseconds(header.at),
        _fields(learner, header.learner),
        [_fields(device, each) for each in header.devices],
        dict(header.rows),
    )
    return _json(dict(zip(FIRST_LINE, values, strict=True)))


def line_of(table: Table, row: Mapping[str, Any] | RowMapping) -> str:
    """The line of a row, without its end."""
    return _json({"table": table.name} | _fields(table, row))


def header_of(line: bytes) -> Header:
    """What a first line says."""
    told = _object(line)
    if told.get("studydeck") != _MARK:
        raise ValueError("is not the first line of an export; name a file that 'studydeck data export' wrote")
    _refuse_newer(told)
    if told.keys() != set(FIRST_LINE):
        raise ValueError(f"must have the fields {', '.join(FIRST_LINE)}, and no others")
    devices = [_row(device, each) for each in _checked("devices", _LIST, told["devices"])]
    counts = _checked("rows", _COUNTS, told["rows"])
    return Header(_checked("at", _FORMS[Instant], told["at"]), _row(learner, told["learner"]), devices, counts)


def row_of(line: bytes) -> tuple[Table, Row]:
    """The table and the row of any other line; the row lacks the columns that are `UNTOLD`."""
    told = _object(line)
    name = told.pop("table", None)
    table = _TABLES.get(name) if isinstance(name, str) else None
    if table is None:
        raise ValueError(f"{_shown(name)} is not one of the tables {', '.join(_TABLES)}")
    row = _row(table, told)
    if table.name == "goal_log" and bool(row["certification"]) != (row["day"] is not None):
        raise ValueError("a goal has both a certification and a day; one that was cleared has neither")
    return table, row


def _refuse_newer(told: Mapping[str, Any]) -> None:
    form, schema = told.get("format"), told.get("schema")
    if type(form) is not int or not isinstance(schema, str):
        raise ValueError("does not say its format and its schema")
    if form > FORMAT or schema > HEAD:
        raise ValueError(
            f"is from a newer studydeck (format {form}, schema {schema}; this one reads format {FORMAT}, "
            f"schema {HEAD}); update studydeck"
        )


def _json(value: Mapping[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _fields(table: Table, row: Mapping[str, Any] | RowMapping) -> Row:
    forms = _forms(table).items()
    return {name: None if row[name] is None else form.write(row[name]) for name, (form, _) in forms}


def _object(line: bytes) -> Row:
    try:
        told = json.loads(line.decode("utf-8"), parse_constant=_no_number)
    except (ValueError, RecursionError):
        raise ValueError("is damaged: it is not a line of JSON") from None
    if not isinstance(told, dict):
        raise ValueError("is damaged: it is not an object with fields")
    return told


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number")


def _row(table: Table, told: object) -> Row:
    forms = _forms(table)
    if not isinstance(told, dict) or told.keys() != forms.keys():
        raise ValueError(f"a row of {table.name} has the fields {', '.join(forms)}, and no others")
    return {
        name: None if optional and told[name] is None else _checked(name, form, told[name])
        for name, (form, optional) in forms.items()
    }


def _checked(name: str, form: Form, value: object) -> Any:
    try:
        return form.read(value)
    except (ValueError, OverflowError, RecursionError):
        raise ValueError(f"'{name}' is {_shown(value)}; it must be {form.expected}") from None


def _shown(value: object) -> str:
    if isinstance(value, dict | list):
        return "an object" if isinstance(value, dict) else "a list"
    text = json.dumps(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


@lru_cache
def _forms(table: Table) -> dict[str, tuple[Form, bool]]:
    """How each column is written, and whether it may be nothing."""
    return {column.name: (_form(column), bool(column.nullable)) for column in columns_of(table)}


def _form(column: Column[Any]) -> Form:
    return _NARROWER.get(str(column), _NARROWER.get(column.name, _FORMS[type(column.type)]))


def _accepts(accepts: Callable[[Any], object]) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not accepts(value):
            raise ValueError
        return value

    return read


def _whole(least: int, most: int = 2**63 - 1) -> Callable[[Any], Any]:
    return _accepts(lambda value: type(value) is int and least <= value <= most)


def _text(value: Any) -> str:
    """Text that every database can keep: no NUL, and no half of a surrogate pair (which `encode` refuses)."""
    text: str = _accepts(lambda value: isinstance(value, str) and "\0" not in value)(value)
    text.encode()
    return text


def _json_text(value: Any) -> str:
    json.loads(_text(value))
    return str(value)


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _day(value: Any) -> date:
    day = date.fromisoformat(_text(value))
    if day.isoformat() != value:
        raise ValueError
    return day


def _instant(value: Any) -> datetime:
    return EPOCH + _whole(0)(value) * MILLISECOND  # type: ignore[no-any-return]


_FORMS: dict[type, Form] = {
    Text: Form("text", _text),
    BigInteger: Form("a whole number of 64 bits", _whole(-(2**63))),
    Double: Form("a number", _accepts(_is_number)),
    Flag: Form("true or false", _accepts(lambda value: isinstance(value, bool))),
    Day: Form('a day such as "2026-03-02"', _day, date.isoformat),
    Instant: Form("an instant, in milliseconds of UTC since 1970", _instant, milliseconds),
}
_KINDS = [kind.value for kind in EventKind]
_NARROWER = {
    "seq": Form("a whole number from 1", _whole(1)),
    "question": Form("a whole number from 1", _whole(1)),
    "duration": Form("a whole number from 0", _whole(0)),
    "rating": Form("a whole number from 1 to 4", _whole(1, 4)),
    "utc_offset": Form("minutes, less than a day", _whole(-1439, 1439)),
    "response": Form("text that is JSON", _json_text),
    "paper": Form("text that is JSON", _json_text),
    "figures": Form("empty, or text that is JSON", lambda value: value if value == "" else _json_text(value)),
    "item_event.kind": Form(f"one of {', '.join(_KINDS)}", _accepts(_KINDS.__contains__)),
}
"""Columns that do not take all values of their type, by name, or by table and name."""

_LIST = Form("a list", _accepts(lambda value: isinstance(value, list)))
_COUNTS = Form(
    f"a count for each of {', '.join(_TABLES)}",
    _accepts(
        lambda value: (
            isinstance(value, dict)
            and value.keys() == _TABLES.keys()
            and all(type(count) is int and count >= 0 for count in value.values())
        )
    ),
)
