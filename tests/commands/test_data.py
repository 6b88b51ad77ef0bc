import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from click.testing import CliRunner, Result

from studydeck.commands.data import group
from studydeck.core.log import Answer, Rating, Stamp
from studydeck.errors import Exit, StoreProblem
from studydeck.store import reviews
from studydeck.store.engine import Store, open_store

NOW = datetime(2026, 3, 2, 18, 5, 9, tzinfo=UTC)


class OnlyData:
    """As much of a run as `data` asks for."""

    def __init__(self, folder: Path) -> None:
        self.paths = SimpleNamespace(database=folder / "studydeck.db", backups=folder / "backups")
        self.opened: list[Store] = []

    def now(self) -> datetime:
        return NOW

    def store(self) -> Store:
        self.opened.append(open_store(self.paths.database, now=NOW, backups=self.paths.backups))
        return self.opened[-1]

    def answer(self, *cards: str) -> None:
        store = self.store()
        for card in cards:
            answer = Answer(card, Rating.GOOD, date(2026, 3, 5), "s1", 7, "00ff", 4000)
            reviews.append(store, answer, Stamp(NOW, 60, date(2026, 3, 2)))


@pytest.fixture
def data(tmp_path: Path) -> Any:
    app = OnlyData(tmp_path)
    yield app
    for store in app.opened:
        store.close()


def run(app: OnlyData, *arguments: str) -> Result:
    return CliRunner().invoke(group, arguments, obj=app)


def test_path_prints_the_file_and_opens_nothing(data: OnlyData, tmp_path: Path) -> None:
    result = run(data, "path")
    assert (result.exit_code, result.output) == (Exit.DONE, f"{tmp_path / 'studydeck.db'}\n")
    assert list(tmp_path.iterdir()) == []


def test_path_shows_a_sqlite_url_as_its_file(data: OnlyData) -> None:
    data.paths.database = "sqlite:////srv/studydeck.db"
    assert run(data, "path").output == "/srv/studydeck.db\n"


def test_check_says_that_all_is_well(data: OnlyData, tmp_path: Path) -> None:
    data.answer("a/1")
    result = run(data, "check")
    assert (result.exit_code, result.output) == (Exit.DONE, f"{tmp_path / 'studydeck.db'}: all is well.\n")


def test_check_names_what_is_wrong_and_rebuild_mends_the_cache(data: OnlyData, tmp_path: Path) -> None:
    data.answer("a/1", "a/2")
    with closing(sqlite3.connect(tmp_path / "studydeck.db")) as connection:
        connection.execute("UPDATE card_state SET reps = 7 WHERE card = 'a/1'")
        connection.commit()
    result = run(data, "check")
    assert result.exit_code == Exit.PROBLEMS
    assert result.output == (
        f"{tmp_path / 'studydeck.db'}: The state of a/1 differs from what the log says; run 'studydeck data rebuild'.\n"
    )
    assert run(data, "rebuild").output == "Rebuilt 2 cards from the log.\n"
    assert run(data, "check").exit_code == Exit.DONE


def test_rebuild_speaks_of_one_card_as_one(data: OnlyData) -> None:
    data.answer("a/1")
    assert run(data, "rebuild").output == "Rebuilt 1 card from the log.\n"


def test_backup_copies_to_a_new_file_in_the_folder_of_backups(data: OnlyData, tmp_path: Path) -> None:
    data.answer("a/1")
    path = tmp_path / "backups" / "studydeck-2026-03-02T180509Z.db"
    result = run(data, "backup")
    assert (result.exit_code, result.output) == (Exit.DONE, f"{path}\n")
    assert path.exists()


def test_backup_copies_where_it_is_told_and_never_over_a_file(data: OnlyData, tmp_path: Path) -> None:
    path = tmp_path / "stick" / "mine.db"
    assert run(data, "backup", str(path)).output == f"{path}\n"
    again = run(data, "backup", str(path))
    assert isinstance(again.exception, StoreProblem)
    assert str(again.exception) == f"{path}: is there already, and is not overwritten; name a new file"
