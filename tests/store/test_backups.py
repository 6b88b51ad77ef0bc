import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.log import Answer, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import health, reviews
from studydeck.store.backups import backup_now, daily_path, kept
from studydeck.store.engine import Store

Open = Callable[..., Store]
FIRST = date(2025, 1, 1)


def days(*offsets: int) -> list[date]:
    return [FIRST + timedelta(days=offset) for offset in offsets]


def test_after_a_year_the_week_is_whole_and_the_past_thinned_out() -> None:
    assert sorted(kept(days(*range(365)))) == [
        *(date(2025, month, 1) - timedelta(days=1) for month in range(2, 13)),
        date(2025, 12, 14),
        date(2025, 12, 21),
        *(date(2025, 12, day) for day in range(25, 32)),
    ]


@pytest.mark.parametrize("count", range(8))
def test_the_newest_seven_stay_however_old(count: int) -> None:
    assert kept(days(*range(count))) == set(days(*range(count)))


@given(st.lists(st.integers(0, 1000), unique=True, max_size=60).map(sorted))
def test_thinning_out_daily_loses_nothing_that_doing_it_once_would_keep(offsets: list[int]) -> None:
    daily: set[date] = set()
    for day in days(*offsets):
        daily = kept(daily | {day})
    assert daily == kept(days(*offsets))
    assert len(daily) <= 7 + 4 + 12
    assert set(days(*offsets[-7:])) <= daily


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def at(day: int, hour: int = 18) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=timezone(timedelta(hours=1)))


def test_the_first_opening_of_a_study_day_copies_the_database(open_file: Open, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    open_file()
    for moment in (at(2), at(2, 23), at(3, 3), at(3, 4), at(4)):
        open_file(now=moment, backups=folder)
    assert names(folder) == [f"studydeck-2026-03-0{day}.db" for day in (2, 3, 4)]


def test_a_new_database_is_not_copied_before_it_holds_anything(open_file: Open, tmp_path: Path) -> None:
    open_file(now=at(2), backups=tmp_path / "copies")
    assert not (tmp_path / "copies").exists()


def test_old_copies_go_and_other_files_stay(open_file: Open, tmp_path: Path) -> None:
    folder = tmp_path / "copies"
    folder.mkdir()
    old = [daily_path(folder, date(2026, 1, day)) for day in range(1, 21)]
    others = [folder / name for name in ("studydeck-schema-0001.db", "studydeck-2026-01-01T100000Z.db", "a.txt")]
    for path in (*old, *others):
        path.touch()
    open_file()
    open_file(now=at(2), backups=folder)
    stay = {f"2026-01-{day}" for day in (11, 15, 16, 17, 18, 19, 20)} | {"2026-03-02"}
    assert names(folder) == sorted({f"studydeck-{day}.db" for day in stay} | {path.name for path in others})


@pytest.fixture
def answered(store: Store, answer: Callable[..., Answer], stamp: Callable[..., Stamp]) -> Store:
    for card in ("a/1", "a/2"):
        reviews.append(store, answer(card), stamp())
    return store


def test_a_backup_is_a_whole_database(answered: Store, open_file: Open, tmp_path: Path) -> None:
    path = backup_now(answered, tmp_path / "new folder" / "copy.db")
    assert names(path.parent) == ["copy.db"]
    copy = open_file(path)
    assert health.check(copy) == []
    assert reviews.states(copy) == reviews.states(answered)
    assert (copy.learner, reviews.lived(copy, date(2026, 3, 2)).new) == (answered.learner, 2)


def test_a_backup_can_be_made_while_somebody_writes(answered: Store, open_file: Open, tmp_path: Path) -> None:
    with open_file().write() as connection:
        connection.exec_driver_sql("DELETE FROM card_state")
        path = backup_now(answered, tmp_path / "copy.db")
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT count(*) FROM card_state").fetchone() == (2,)


def test_who_goes_on_from_a_backup_gives_no_sequence_number_twice(
    answered: Store,
    file: Path,
    open_file: Open,
    tmp_path: Path,
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
) -> None:
    path = backup_now(answered, tmp_path / "copy.db")
    lost = reviews.append(answered, answer(), stamp())
    answered.close()
    file.write_bytes(path.read_bytes())
    restored = open_file()
    again = reviews.append(restored, answer(), stamp())
    assert restored.learner == answered.learner
    assert (lost.seq, again.seq) == (3, 1)
    assert lost.device != again.device
    assert health.check(restored) == []


def test_an_existing_file_is_not_overwritten(answered: Store, file: Path) -> None:
    before = file.read_bytes()
    with pytest.raises(StoreProblem) as caught:
        backup_now(answered, file)
    assert str(caught.value) == f"{file}: is there already, and is not overwritten; name a new file"
    assert file.read_bytes() == before


def test_a_folder_that_cannot_be_made_is_a_sentence(answered: Store, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(StoreProblem, match=r"; name a file in a folder that can be written$"):
        backup_now(answered, tmp_path / "file" / "copy.db")
