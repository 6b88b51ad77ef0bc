import json
import platform
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from studydeck.core.log import Answer, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import health, learners, reviews
from studydeck.store.engine import Names, Store, open_store

Open = Callable[..., Store]


def test_the_same_machine_goes_on_as_the_same_device(open_file: Open) -> None:
    assert open_file().device == open_file().device


def test_the_device_file_names_the_machine_and_the_place(store: Store, file: Path) -> None:
    kept = json.loads((file.parent / "device").read_text())
    assert kept == {f"{platform.node()} {file}": store.device}
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT id, learner, machine, closed FROM device").all()
    assert rows == [(store.device, store.learner, platform.node(), 0)]


@pytest.mark.parametrize("left", [None, b"", b"{", b"\xff", b"[]", b"null"])
def test_a_lost_device_file_makes_a_new_device_of_the_same_learner(
    open_file: Open,
    store: Store,
    file: Path,
    left: bytes | None,
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
) -> None:
    reviews.append(store, answer(), stamp())
    device = file.parent / "device"
    device.unlink()
    if left is not None:
        device.write_bytes(left)
    again = open_file()
    assert (again.learner, again.device == store.device) == (store.learner, False)
    assert reviews.append(again, answer(), stamp()).seq == 1
    assert health.check(again) == []
    assert open_file().device == again.device


def test_a_folder_copied_to_another_machine_is_another_device_there(
    open_file: Open, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "node", lambda: "another")
    there = open_file()
    assert (there.learner, there.device == store.device) == (store.learner, False)
    monkeypatch.undo()
    assert open_file().device == store.device


def test_a_folder_copied_on_the_same_machine_is_another_device(
    open_file: Open, store: Store, file: Path, tmp_path: Path
) -> None:
    shutil.copytree(file.parent, tmp_path / "copy")
    assert open_file(tmp_path / "copy" / file.name).device != store.device


def test_a_device_that_the_database_does_not_know_is_no_device(open_file: Open, store: Store, file: Path) -> None:
    kept = file.parent / "device"
    kept.write_text(json.dumps({f"{platform.node()} {file}": "invented"}))
    assert open_file().device not in (store.device, "invented")


def test_two_databases_in_one_folder_keep_their_devices_apart(open_file: Open, file: Path) -> None:
    one, two = open_file(file), open_file(file.with_name("other.db"))
    assert one.device != two.device
    assert (open_file(file).device, open_file(file.with_name("other.db")).device) == (one.device, two.device)


def names(store: Store) -> list[str]:
    with store.read() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM learner UNION ALL SELECT name FROM device").all()
    return [name for (name,) in rows]


def test_names_are_written_at_opening_and_an_empty_one_leaves_what_stands(file: Path) -> None:
    for given, found in (
        (Names(), ["", ""]),
        (Names("Ada", "laptop"), ["Ada", "laptop"]),
        (Names("", "desk"), ["Ada", "desk"]),
        (Names(), ["Ada", "desk"]),
    ):
        store = open_store(file, now=datetime(2026, 3, 2, tzinfo=UTC), backups=None, names=given)
        assert names(store) == found
        store.close()


def test_a_first_opening_writes_the_names_too(file: Path) -> None:
    store = open_store(file, now=datetime(2026, 3, 2, tzinfo=UTC), backups=None, names=Names("Ada", "laptop"))
    assert names(store) == ["Ada", "laptop"]
    store.close()


def test_names_that_stand_already_cost_no_writing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def opened() -> None:
        open_store(file, now=datetime(2026, 3, 2, tzinfo=UTC), backups=None, names=Names("Ada")).close()

    opened()
    monkeypatch.setattr(learners, "writing", None)
    opened()


def test_another_device_has_a_name_of_its_own(open_file: Open, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime(2026, 3, 2, tzinfo=UTC)
    open_store(file, now=now, backups=None, names=Names("Ada", "laptop")).close()
    monkeypatch.setattr(platform, "node", lambda: "another")
    store = open_store(file, now=now, backups=None, names=Names("Ada", "tower"))
    assert sorted(names(store)) == ["Ada", "laptop", "tower"]
    store.close()


def test_a_device_file_that_cannot_be_read_is_a_sentence(open_file: Open, file: Path) -> None:
    (file.parent / "device").mkdir(parents=True)
    with pytest.raises(StoreProblem) as caught:
        open_file()
    assert str(caught.value).startswith(f"{file}: ")
    assert str(caught.value).endswith("; check the folder and its permissions")
