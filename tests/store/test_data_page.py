import re
from io import BytesIO
from pathlib import Path

import pytest

from studydeck.core.log import EventKind
from studydeck.store.engine import VERSION_TABLE, Store
from studydeck.store.importing import import_log
from studydeck.store.lines import FIRST_LINE, FORMAT, columns_of
from studydeck.store.tables import LOGS, metadata

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")
COMMON, *SECTIONS = PAGE[PAGE.index("## Tables") :].split("\n### ")
SHARED = [column.name for column in LOGS[0].columns][:8]


def section(table: str) -> str:
    return next(text for text in SECTIONS if f"`{table}`" in text.splitlines()[0])


def described(text: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", text, flags=re.MULTILINE)


def test_the_columns_that_all_logs_share_are_described_once() -> None:
    assert described(COMMON) == SHARED
    assert all([column.name for column in log.columns][:8] == SHARED for log in LOGS)


@pytest.mark.parametrize("log", [log.name for log in LOGS])
def test_every_column_of_a_log_is_described_and_no_other(log: str) -> None:
    assert described(section(log)) == [column.name for column in metadata.tables[log].columns][8:]
    assert f"`{log}` (append-only)" in section(log)


def test_every_column_of_the_cache_is_described_and_no_other() -> None:
    assert described(section("card_state")) == [column.name for column in metadata.tables["card_state"].columns]


@pytest.mark.parametrize("table", ["learner", "device", "sequence"])
def test_every_column_of_the_rest_is_described_and_no_other(table: str) -> None:
    rows = re.findall(r"^\| `(\w+)` \| `(\w+)` \|", section(table), flags=re.MULTILINE)
    columns = [column.name for column in metadata.tables[table].columns]
    assert [column for owner, column in rows if owner == table] == columns


def test_no_table_is_left_out() -> None:
    described_tables = {*(log.name for log in LOGS), "card_state", "learner", "device", "sequence"}
    assert described_tables == set(metadata.tables)
    assert VERSION_TABLE in PAGE


def test_every_kind_of_event_is_named() -> None:
    assert all(f"`{kind.value}`" in section("item_event") for kind in EventKind)


EXPORT = PAGE[PAGE.index("## The export") : PAGE.index("## Tables")]


def test_every_field_of_the_first_line_of_an_export_is_described_and_no_other() -> None:
    fields = described(EXPORT[: EXPORT.index("Every other line")])
    assert fields == list(FIRST_LINE)
    assert f"| `format` | {FORMAT};" in EXPORT


def test_every_field_of_every_row_of_an_export_is_named_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (`.*`) \|$", EXPORT[EXPORT.index("Every other line") :], flags=re.MULTILINE)
    named = {table: re.findall(r"`(\w+)`", fields) for table, fields in rows}
    tables = [metadata.tables[name] for name in ("learner", "device")]
    assert named == {table.name: [column.name for column in columns_of(table)] for table in (*tables, *LOGS)}
    assert list(named)[2:] == [log.name for log in LOGS]


def test_the_export_on_the_page_can_be_imported(store: Store) -> None:
    lines = EXPORT[EXPORT.index("{") : EXPORT.rindex("}") + 1].encode()
    assert import_log(store, BytesIO(lines), "data.md").added == {"item_event": 1}
