"""The export as a file, and what is in it. The laws about its rows are in test_transfer_laws."""

import json
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from histories import NOW, Act, live

from studydeck.errors import UsageProblem
from studydeck.store import exporting
from studydeck.store.engine import Store
from studydeck.store.exporting import export, export_to
from studydeck.store.tables import LOGS


def test_every_log_is_exported_in_the_order_of_tables_devices_and_numbers(
    store: Store, file: Path, open_file: Callable[..., Store], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "_AT_ONCE", 2)
    file.with_name("device").unlink()
    other = open_file()
    live([store, other], [Act(1, "exam"), Act(0, "exam"), Act(0, "goal"), Act(1, "answer"), Act(1, "event")])
    live([other], [Act(0, "void"), Act(0, "answer")])
    stream = BytesIO()
    assert export(store, stream, NOW) == 11
    first, *rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    counts = [1 if log.name in ("review_void", "item_event", "goal_log") else 2 for log in LOGS]
    assert list(first["rows"].items()) == list(zip([log.name for log in LOGS], counts, strict=True))
    assert [each["id"] for each in first["devices"]] == sorted([store.device, other.device])
    ranks = {log.name: rank for rank, log in enumerate(LOGS)}
    order = [(ranks[row["table"]], row["device"], row["seq"]) for row in rows]
    assert order == sorted(set(order))


def test_a_device_that_wrote_nothing_is_left_out(store: Store) -> None:
    stream = BytesIO()
    assert export(store, stream, NOW) == 0
    (line,) = stream.getvalue().splitlines()
    assert json.loads(line)["devices"] == []


def test_an_export_is_a_whole_new_file(store: Store, tmp_path: Path) -> None:
    live([store], [Act(0, "answer")])
    stream = BytesIO()
    export(store, stream, NOW)
    (tmp_path / "out").mkdir()
    assert export_to(store, tmp_path / "out" / "log.jsonl", NOW) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["log.jsonl"]
    assert (tmp_path / "out" / "log.jsonl").read_bytes() == stream.getvalue()


def test_a_file_that_is_there_is_not_overwritten(store: Store, tmp_path: Path) -> None:
    (tmp_path / "log.jsonl").write_text("mine")
    with pytest.raises(UsageProblem) as caught:
        export_to(store, tmp_path / "log.jsonl", NOW)
    assert str(caught.value) == f"{tmp_path / 'log.jsonl'}: is there already, and is not overwritten; name a new file"
    assert (tmp_path / "log.jsonl").read_text() == "mine"


def test_a_folder_that_is_not_there_is_a_sentence(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageProblem) as caught:
        export_to(store, tmp_path / "none" / "log.jsonl", NOW)
    assert str(caught.value) == (
        f"{tmp_path / 'none' / 'log.jsonl'}: No such file or directory; name a file in a folder that can be written"
    )


def test_an_export_that_fails_half_way_leaves_no_file(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exporting, "line_of", full)
    live([store], [Act(0, "answer")])
    (tmp_path / "out").mkdir()
    with pytest.raises(UsageProblem, match="No space left on device; "):
        export_to(store, tmp_path / "out" / "log.jsonl", NOW)
    assert list((tmp_path / "out").iterdir()) == []
