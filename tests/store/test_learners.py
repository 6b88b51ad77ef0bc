import json
import platform
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from studydeck.core.log import Answer, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import health, reviews
from studydeck.store.engine import Store

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


def test_a_device_file_that_cannot_be_read_is_a_sentence(open_file: Open, file: Path) -> None:
    (file.parent / "device").mkdir(parents=True)
    with pytest.raises(StoreProblem) as caught:
        open_file()
    assert str(caught.value).startswith(f"{file}: ")
    assert str(caught.value).endswith("; check the folder and its permissions")
