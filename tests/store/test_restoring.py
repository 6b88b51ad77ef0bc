"""Going back to a backup: checked before anything is touched, and nothing is lost by it."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from histories import NOW, Act, live

from studydeck.errors import StoreProblem
from studydeck.store import dialects, engine, health, restoring, reviews, schema
from studydeck.store.backups import REPLACED, Backup, backup_now, listed, path_for
from studydeck.store.engine import Store
from studydeck.store.restoring import Contents, contents_of, prepared

Open = Callable[..., Store]

ONE_DAY = Contents(2, date(2026, 3, 2))


@pytest.fixture
def backup(store: Store, tmp_path: Path) -> Path:
    """A copy with two reviews and one taken back; after it came a third."""
    live([store], [Act(0, "answer", pick=1), Act(0, "answer", pick=2), Act(0, "answer"), Act(0, "void", pick=2)])
    path = backup_now(store, tmp_path / "backups" / "studydeck-2026-03-02.db")
    live([store], [Act(0, "answer", hours=24, pick=3)])
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "kept.db"


def restore(target: str | Path, backup: Path, kept: Path) -> bool:
    with prepared(target, backup) as ready:
        return ready.put(kept)


def refusal(target: str | Path, backup: Path) -> str:
    with pytest.raises(StoreProblem) as caught, prepared(target, backup):
        raise AssertionError
    return str(caught.value)


def rows(file: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(file)) as connection:
        return connection.execute("SELECT id, seq FROM review_log ORDER BY seq").fetchall()


def test_what_is_offered_is_told_and_until_it_is_put_nothing_is_touched(store: Store, file: Path, backup: Path) -> None:
    before = file.read_bytes(), backup.read_bytes()
    with prepared(file, backup) as ready:
        assert (ready.contents, ready.present) == (ONE_DAY, Contents(3, date(2026, 3, 3)))
    assert (file.read_bytes(), backup.read_bytes()) == before
    assert sorted(path.name for path in file.parent.iterdir()) == ["device", "studydeck.db", "studydeck.db-journal"]


def test_a_restored_database_is_the_backup_and_goes_on_as_a_new_device(
    store: Store, file: Path, backup: Path, kept: Path, open_file: Open
) -> None:
    assert restore(file, backup, kept)
    here = open_file()
    assert (here.learner, here.device == store.device) == (store.learner, False)
    assert rows(file) == rows(backup)
    live([here], [Act(0, "answer")])
    assert reviews.last(here).seq == 1  # type: ignore[union-attr]
    assert health.check(here) == []


def test_what_stood_there_is_kept_and_can_be_gone_back_to(
    store: Store, file: Path, backup: Path, kept: Path, open_file: Open
) -> None:
    before, states = rows(file), reviews.states(store)
    restore(file, backup, kept)
    assert rows(kept) == before
    restore(file, kept, kept.with_name("again.db"))
    here = open_file()
    assert (rows(file), reviews.states(here)) == (before, states)
    assert health.check(here) == []


def test_a_studydeck_that_still_runs_sees_the_restored_rows_and_records_nothing_more(
    store: Store, file: Path, backup: Path, kept: Path
) -> None:
    restore(file, backup, kept)
    assert len(reviews.states(store)) == 2
    with pytest.raises(StoreProblem, match=r"studydeck.db: was exchanged while this studydeck ran"):
        live([store], [Act(0, "answer")])
    assert rows(file) == rows(backup)
    assert len(rows(kept)) == 4


def test_while_another_studydeck_writes_nothing_is_replaced(
    store: Store, file: Path, backup: Path, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "WAIT_SECONDS", 0)
    monkeypatch.setitem(dialects.CONNECT_ARGS["sqlite"], "timeout", 0)
    with prepared(file, backup) as ready, store.write() as connection:
        with pytest.raises(StoreProblem, match="another studydeck is writing to it"):
            ready.put(kept)
        with pytest.raises(StoreProblem, match="another studydeck is writing to it"):
            dialects.put_in_place(ready.checked, file)
        connection.exec_driver_sql("DELETE FROM card_state WHERE false")
    assert len(rows(file)) == 4


def test_where_nothing_is_the_backup_is_put(file: Path, backup: Path, kept: Path, tmp_path: Path) -> None:
    with prepared(tmp_path / "new" / "a.db", backup) as ready:
        assert ready.present is None
        assert not ready.put(kept)
    assert rows(tmp_path / "new" / "a.db") == rows(backup)
    assert not kept.exists()


def test_an_empty_file_is_as_good_as_none(backup: Path, kept: Path, tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    assert not restore(tmp_path / "a.db", backup, kept)
    assert rows(tmp_path / "a.db") == rows(backup)


def test_a_database_without_tables_is_kept_as_it_is(backup: Path, kept: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection:
        connection.executescript("CREATE TABLE a (b); DROP TABLE a")
    before = (tmp_path / "a.db").read_bytes()
    assert restore(tmp_path / "a.db", backup, kept)
    assert kept.read_bytes() == before
    assert rows(tmp_path / "a.db") == rows(backup)


@pytest.mark.parametrize("damage", ["text", "cut", "middle"])
def test_a_damaged_database_is_kept_as_it_is_and_replaced(
    store: Store, file: Path, backup: Path, kept: Path, open_file: Open, damage: str
) -> None:
    store.close()
    whole = file.read_bytes()
    half = len(whole) // 2
    broken = {"text": b"x" * 5000, "cut": whole[:half], "middle": whole[:4096] + b"\xff" * half + whole[4096 + half :]}
    file.write_bytes(broken[damage])
    Path(f"{file}-journal").write_bytes(b"left over")  # it must not be applied to the new file
    with prepared(file, backup) as ready:
        assert ready.present is None
        assert ready.put(kept)
    assert kept.read_bytes() == broken[damage]
    assert rows(file) == rows(backup)
    assert health.check(open_file()) == []


def test_a_file_of_another_program_is_not_replaced(backup: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "notes.db")) as connection:
        connection.execute("CREATE TABLE notes (text)")
    assert refusal(tmp_path / "notes.db", backup) == (
        f"{tmp_path / 'notes.db'}: belongs to another program; name another file in STUDYDECK_DATA"
    )


def test_a_server_is_not_restored_here(file: Path, backup: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(restoring, "file_of", lambda engine: None)
    assert refusal(file, backup) == f"{file}: only SQLite files are restored; use pg_restore for this database"


CHOOSE = "choose another: 'studydeck data restore --list' shows them"


@pytest.mark.parametrize("content", [b"x" * 5000, b""])
def test_a_file_that_is_no_backup_is_refused(file: Path, store: Store, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(content)
    what = "is damaged" if content else "is no backup of studydeck"
    assert refusal(file, path) == f"{path}: {what}; {CHOOSE}"


def test_a_backup_whose_log_does_not_hold_together_is_refused(file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE sequence SET last = 9")
        connection.commit()
    said = refusal(file, backup)
    assert said.startswith(f"{backup}: is not sound (Device ")
    assert said.endswith(f"; {CHOOSE}")
    assert len(rows(file)) == 4


def test_a_backup_whose_cache_is_old_is_mended_on_the_way(
    file: Path, backup: Path, kept: Path, open_file: Open
) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("DELETE FROM card_state")
        connection.commit()
    restore(file, backup, kept)
    assert len(reviews.states(open_file())) == 2


def test_a_backup_of_a_newer_schema_is_refused(file: Path, backup: Path) -> None:
    with closing(sqlite3.connect(backup)) as connection:
        connection.execute("UPDATE studydeck_version SET version_num = '9999'")
        connection.commit()
    assert refusal(file, backup).startswith(f"{backup}: is from a newer studydeck (schema 9999, not ")


def test_a_backup_of_the_first_schema_is_migrated(
    tmp_path: Path, kept: Path, monkeypatch: pytest.MonkeyPatch, open_file: Open
) -> None:
    old = tmp_path / "old.db"
    upgrade = schema.command.upgrade
    with monkeypatch.context() as patch:
        patch.setattr(dialects, "LOGS", [log for log in dialects.LOGS if log.name != "goal_log"])
        patch.setattr(schema.command, "upgrade", lambda config, _: upgrade(config, "0001"))
        first = engine.connect(old)
        schema.migrate(first)
        first.dispose()
    assert not restore(tmp_path / "new.db", old, kept)
    here = open_file(tmp_path / "new.db")
    live([here], [Act(0, "goal")])
    assert health.check(here) == []


def test_what_was_kept_before_is_not_overwritten(file: Path, backup: Path, kept: Path) -> None:
    kept.write_text("mine")
    with prepared(file, backup) as ready, pytest.raises(StoreProblem, match="is there already, and is not overwritten"):
        ready.put(kept)
    assert (kept.read_text(), len(rows(file))) == ("mine", 4)


def test_a_folder_that_cannot_be_written_is_a_sentence(file: Path, backup: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert refusal(tmp_path / "file" / "a.db", backup).endswith("; check the folder and its permissions")
    with prepared(file, backup) as ready, pytest.raises(StoreProblem, match="; check the folder and its permissions"):
        ready.put(tmp_path / "file" / "kept.db")
    assert len(rows(file)) == 4


def test_a_link_to_the_database_stays_a_link(
    store: Store, file: Path, backup: Path, kept: Path, tmp_path: Path
) -> None:
    link = tmp_path / "link.db"
    link.symlink_to(file)
    store.close()
    file.write_bytes(b"x" * 5000)
    restore(link, backup, kept)
    assert link.is_symlink()
    assert rows(file) == rows(backup)


def test_the_copies_in_a_folder_are_listed_newest_first_and_others_are_nobodys_business(tmp_path: Path) -> None:
    names = [
        "studydeck-2026-03-02.db",
        "studydeck-2026-03-02T180509Z.db",
        "studydeck-schema-0001-2026-03-01T180000.db",
        "studydeck-replaced-2026-03-03T070000Z.db",
    ]
    for name in (*names, "studydeck-x.db", "notes.db", "studydeck-2026-03-02.db-journal"):
        (tmp_path / name).touch()
    assert listed(tmp_path) == [
        Backup(tmp_path / names[3], "2026-03-03T070000", True),
        Backup(tmp_path / names[1], "2026-03-02T180509", False),
        Backup(tmp_path / names[0], "2026-03-02", False),
        Backup(tmp_path / names[2], "2026-03-01T180000", False),
    ]
    assert path_for(tmp_path, NOW).name == "studydeck-2026-03-02T180000Z.db"
    assert path_for(tmp_path, NOW, REPLACED).name == "studydeck-replaced-2026-03-02T180000Z.db"


def test_a_copy_that_cannot_be_read_has_no_contents(backup: Path, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"x" * 5000)
    (tmp_path / "b.db").touch()
    assert contents_of(backup) == ONE_DAY
    assert contents_of(tmp_path / "a.db") is contents_of(tmp_path / "b.db") is None
