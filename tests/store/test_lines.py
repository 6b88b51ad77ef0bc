"""Single lines: what they say, and what is refused."""

import json
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from studydeck.store.engine import HEAD
from studydeck.store.lines import Header, header_line, header_of, line_of, row_of
from studydeck.store.tables import LOGS, goal_log, item_event, review_log

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
HEAD_OF_ROW = {
    "id": "r",
    "device": "d",
    "seq": 7,
    "at": NOW,
    "latest": NOW + timedelta(milliseconds=1),
    "utc_offset": -300,
    "study_day": date(2026, 3, 2),
}
REVIEW = HEAD_OF_ROW | {
    "card": "a/1",
    "rating": 3,
    "due": date(2026, 3, 5),
    "session": "s",
    "seed": -(2**63),
    "fingerprint": "00ff",
    "duration": 0,
    "correct": None,
    "confidence": "",
    "response": '{"said": true}',
    "figures": "",
}
EVENT = HEAD_OF_ROW | {"item": "a/1", "kind": "note", "text": "Größe\u2028\n\t"}
GOAL = HEAD_OF_ROW | {"certification": "psm-1", "day": date(2026, 4, 1), "minutes": 12.5}
HEADER = Header(
    NOW,
    {"id": "l", "created": NOW, "name": "Ada"},
    [{"id": "d", "machine": "m", "created": NOW, "name": ""}],
    dict.fromkeys((log.name for log in LOGS), 1),
)


def changed(line: str, **fields: Any) -> bytes:
    return json.dumps(json.loads(line) | fields).encode()


def refusal(read: Callable[[bytes], object], line: bytes) -> str:
    with pytest.raises(ValueError, match=r".") as caught:
        read(line)
    return str(caught.value)


@pytest.mark.parametrize(("table", "row"), [(review_log, REVIEW), (item_event, EVENT), (goal_log, GOAL)])
def test_a_row_comes_back_from_its_line(table: Any, row: dict[str, Any]) -> None:
    line = line_of(table, row)
    assert "\n" not in line
    assert row_of(line.encode()) == (table, row)
    assert row_of(f"{line}\r\n".encode()) == (table, row)


def test_a_line_says_what_the_tables_keep() -> None:
    assert json.loads(line_of(review_log, REVIEW | {"correct": True})) == {
        "table": "review_log",
        "id": "r",
        "device": "d",
        "seq": 7,
        "at": 1772474400000,
        "latest": 1772474400001,
        "utc_offset": -300,
        "study_day": "2026-03-02",
        "card": "a/1",
        "rating": 3,
        "due": "2026-03-05",
        "session": "s",
        "seed": -9223372036854775808,
        "fingerprint": "00ff",
        "duration": 0,
        "correct": True,
        "confidence": "",
        "response": '{"said": true}',
        "figures": "",
    }


def test_the_first_line_comes_back() -> None:
    assert header_of(header_line(HEADER).encode()) == HEADER
    assert json.loads(header_line(HEADER)) == {
        "studydeck": "export",
        "format": 1,
        "schema": HEAD,
        "at": 1772474400000,
        "learner": {"id": "l", "created": 1772474400000, "name": "Ada"},
        "devices": [{"id": "d", "machine": "m", "created": 1772474400000, "name": ""}],
        "rows": {log.name: 1 for log in LOGS},
    }


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"\n",
        b"{",
        b"\xff",
        b"{}{}",
        b'{"seq": NaN}',
        b"[" * 100_000,
        b'{"seq": ' + b"9" * 5000 + b"}",
        b"\xef\xbb\xbf{}",
    ],
)
def test_a_line_that_is_no_json_is_damaged(line: bytes) -> None:
    for read in (row_of, header_of):
        assert refusal(read, line) == "is damaged: it is not a line of JSON"


@pytest.mark.parametrize("line", [b"[]", b"null", b"7"])
def test_a_line_that_is_no_object_is_damaged(line: bytes) -> None:
    assert refusal(row_of, line) == "is damaged: it is not an object with fields"


@pytest.mark.parametrize("name", ["card_state", "learner", "users", None, 7, ["review_log"]])
def test_an_unknown_table_is_refused(name: object) -> None:
    assert "is not one of the tables review_log, review_void, " in refusal(
        row_of, changed(line_of(review_log, REVIEW), table=name)
    )


def test_a_field_too_many_or_too_few_is_refused() -> None:
    line = line_of(item_event, EVENT)
    told = "a row of item_event has the fields id, device, seq, at, latest, utc_offset, study_day, item, kind, text, "
    assert refusal(row_of, changed(line, mood="")) == f"{told}and no others"
    few = {name: value for name, value in json.loads(line).items() if name != "text"}
    assert refusal(row_of, json.dumps(few).encode()) == f"{told}and no others"


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("id", 7, "7; it must be text"),
        ("id", None, "null; it must be text"),
        ("card", "\ud800", '"\\ud800"; it must be text'),
        ("card", "a\0", '"a\\u0000"; it must be text'),
        ("seq", 0, "0; it must be a whole number from 1"),
        ("seq", True, "true; it must be a whole number from 1"),
        ("seq", 1.0, "1.0; it must be a whole number from 1"),
        ("seed", 2**63, "9223372036854775808; it must be a whole number of 64 bits"),
        ("rating", 5, "5; it must be a whole number from 1 to 4"),
        ("utc_offset", 1440, "1440; it must be minutes, less than a day"),
        ("duration", -1, "-1; it must be a whole number from 0"),
        ("at", -1, "-1; it must be an instant, in milliseconds of UTC since 1970"),
        ("at", 2**62, "4611686018427387904; it must be an instant, in milliseconds of UTC since 1970"),
        ("latest", "now", '"now"; it must be an instant, in milliseconds of UTC since 1970'),
        ("study_day", "20260302", '"20260302"; it must be a day such as "2026-03-02"'),
        ("study_day", "2026-02-30", '"2026-02-30"; it must be a day such as "2026-03-02"'),
        ("due", {}, 'an object; it must be a day such as "2026-03-02"'),
        ("correct", 1, "1; it must be true or false"),
        ("response", "{", '"{"; it must be text that is JSON'),
        ("response", "[" * 100_000, f'"{"[" * 39}…; it must be text that is JSON'),
        ("response", [], "a list; it must be text that is JSON"),
        ("figures", "no", '"no"; it must be empty, or text that is JSON'),
        ("figures", 0, "0; it must be empty, or text that is JSON"),
    ],
)
def test_a_value_that_cannot_be_is_refused(field: str, value: object, expected: str) -> None:
    assert refusal(row_of, changed(line_of(review_log, REVIEW), **{field: value})) == f"'{field}' is {expected}"


def test_an_unknown_kind_of_event_is_refused() -> None:
    assert refusal(row_of, changed(line_of(item_event, EVENT), kind="eat")).startswith(
        "'kind' is \"eat\"; it must be one of suspend, resume, "
    )


@pytest.mark.parametrize("value", ["1", True, 10**400])
def test_minutes_are_a_number(value: object) -> None:
    assert "it must be a number" in refusal(row_of, changed(line_of(goal_log, GOAL), minutes=value))


@pytest.mark.parametrize("fields", [{"day": None}, {"certification": ""}])
def test_half_a_goal_is_refused(fields: dict[str, object]) -> None:
    assert refusal(row_of, changed(line_of(goal_log, GOAL), **fields)) == (
        "a goal has both a certification and a day; one that was cleared has neither"
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"studydeck": "log"}, "is not the first line of an export; name a file that 'studydeck data export' wrote"),
        (
            {"format": 2, "more": 1},
            f"is from a newer studydeck (format 2, schema {HEAD}; this one reads format 1, schema {HEAD}); "
            "update studydeck",
        ),
        (
            {"schema": "9000"},
            f"is from a newer studydeck (format 1, schema 9000; this one reads format 1, schema {HEAD}); "
            "update studydeck",
        ),
        ({"format": True}, "does not say its format and its schema"),
        ({"schema": 2}, "does not say its format and its schema"),
        ({"more": 1}, "must have the fields studydeck, format, schema, at, learner, devices, rows, and no others"),
        ({"at": "now"}, "'at' is \"now\"; it must be an instant, in milliseconds of UTC since 1970"),
        ({"learner": {"id": "l"}}, "a row of learner has the fields id, created, name, and no others"),
        ({"learner": "l"}, "a row of learner has the fields id, created, name, and no others"),
        ({"devices": {}}, "'devices' is an object; it must be a list"),
        ({"devices": [{}]}, "a row of device has the fields id, machine, created, name, and no others"),
        ({"rows": {"review_log": 1}}, f"'rows' is an object; it must be a count for each of {', '.join(HEADER.rows)}"),
        (
            {"rows": dict.fromkeys(HEADER.rows, -1)},
            f"'rows' is an object; it must be a count for each of {', '.join(HEADER.rows)}",
        ),
    ],
)
def test_a_first_line_that_cannot_be_is_refused(fields: dict[str, object], said: str) -> None:
    assert refusal(header_of, changed(header_line(HEADER), **fields)) == said
