import re
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from studydeck.core.goal import Goal
from studydeck.core.log import Answer, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import dialects, engine, events, goals, health, reviews, schema
from studydeck.store.engine import HEAD, VERSION_TABLE, Store, connect
from studydeck.store.tables import LOGS, metadata

Open = Callable[..., Store]

GOAL = Goal("psm-1", date(2026, 4, 13), 30.5)


def folder_of_migrations() -> Path:
    return Path(schema.__file__).parent / "migrations"


def schema_of(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
        return {name: re.sub(r"\s+", "", sql) for name, sql in found if name != VERSION_TABLE and sql}


def test_the_migrations_build_the_tables_that_the_code_knows(store: Store, file: Path, tmp_path: Path) -> None:
    plain = create_engine(f"sqlite:///{tmp_path / 'plain.db'}")
    metadata.create_all(plain)
    plain.dispose()
    assert schema_of(file) == schema_of(tmp_path / "plain.db")
    with store.read() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []


def test_every_table_is_strict(store: Store, file: Path) -> None:
    assert {name for name, sql in schema_of(file).items() if sql.rstrip().endswith("STRICT")} == set(metadata.tables)


def test_the_newest_migration_is_the_version_that_opening_expects() -> None:
    config = Config()
    config.set_main_option("script_location", schema.MIGRATIONS)
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


LATER = f"{int(HEAD) + 1:04}"

STEP = f'''"""A later step."""
from alembic import op
from studydeck.store.dialects import guard

revision = "{LATER}"
down_revision = "{HEAD}"


def upgrade() -> None:
    op.execute("ALTER TABLE item_event ADD COLUMN mood TEXT")
    {{more}}
'''


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes this studydeck one with a further migration."""

    def take(more: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(folder_of_migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / f"{LATER}_later.py").write_text(STEP.format(more=more))
        monkeypatch.setattr(schema, "MIGRATIONS", str(folder))
        monkeypatch.setattr(schema, "HEAD", LATER)
        monkeypatch.setattr(engine, "HEAD", LATER)

    return take


def columns(store: Store) -> list[str]:
    with store.read() as connection:
        return [row[1] for row in connection.exec_driver_sql("PRAGMA table_info(item_event)")]


def test_an_older_database_is_migrated_after_a_backup(
    open_file: Open,
    file: Path,
    tmp_path: Path,
    later: Callable[[str], None],
    answer: Callable[..., Answer],
    stamp: Callable[..., Stamp],
) -> None:
    before = open_file()
    reviews.append(before, answer(), stamp())
    later("pass")
    store = open_file(backups=tmp_path / "copies")
    assert columns(store)[-1] == "mood"
    assert reviews.states(store)["psm-1/events"].reps == 1
    kept = tmp_path / "copies" / f"studydeck-schema-{HEAD}-2026-03-02T180000.db"
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT version_num FROM studydeck_version").fetchall() == [(HEAD,)]
        assert copy.execute("SELECT count(*) FROM review_log").fetchall() == [(1,)]


def test_without_a_folder_for_backups_the_copy_stands_beside_the_file(
    open_file: Open, file: Path, later: Callable[[str], None]
) -> None:
    open_file()
    later("pass")
    open_file()
    kept = [path.name for path in (file.parent / "backups").iterdir()]
    assert kept == [f"studydeck-schema-{HEAD}-2026-03-02T180000.db"]


@pytest.mark.parametrize(
    ("more", "reason"),
    [
        ('op.execute("CREATE TABLE broken (")', "incomplete input"),
        ('op.execute("DROP TRIGGER exam_event_no_delete")', "leaves the logs without exam_event_no_delete"),
    ],
)
def test_a_migration_that_fails_leaves_the_database_as_it_was(
    open_file: Open, file: Path, later: Callable[[str], None], more: str, reason: str
) -> None:
    store = open_file()
    before = schema_of(file), columns(store)
    later(more)
    with pytest.raises(Exception, match=reason):
        open_file()
    assert (schema_of(file), columns(store)) == before
    with store.read() as connection:
        version = connection.exec_driver_sql("SELECT version_num FROM studydeck_version").scalar()
    assert version == HEAD


def test_a_database_of_the_first_version_keeps_its_rows_and_gains_goals_and_names(
    open_file: Open, file: Path, monkeypatch: pytest.MonkeyPatch, stamp: Callable[..., Stamp]
) -> None:
    first = [log for log in LOGS if log.name != "goal_log"]
    monkeypatch.setattr(dialects, "LOGS", first)
    monkeypatch.setattr(schema.command, "upgrade", lambda config, _, up=schema.command.upgrade: up(config, "0001"))
    file.parent.mkdir()
    old = connect(file)
    schema.migrate(old)
    old.dispose()
    monkeypatch.undo()
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(
            "INSERT INTO learner VALUES ('l', 1);"
            "INSERT INTO device VALUES ('d', 'l', 'm', 1, 0);"
            "INSERT INTO sequence VALUES ('d', 1, 1);"
            "INSERT INTO item_event VALUES ('e', 'l', 'd', 1, 1, 1, 0, '2026-03-01', 'a/1', 'flag', '');"
        )
    store = open_file()
    assert (store.learner, events.marks(store, stamp().day).flagged) == ("l", frozenset({"a/1"}))
    goals.record(store, GOAL, stamp())
    assert goals.current(store) == GOAL
    with store.read() as connection:
        names = connection.exec_driver_sql("SELECT name FROM learner UNION ALL SELECT name FROM device").all()
    assert names == [("",)] * 3
    assert health.check(store) == []


def test_a_file_that_another_process_has_just_made_is_taken_as_it_is(store: Store, file: Path) -> None:
    late = connect(file)
    schema.migrate(late)
    late.dispose()
    assert reviews.states(store) == {}


def test_a_file_that_turns_out_foreign_at_the_last_moment_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "notes.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE notes (id)")
    late = connect(file)
    with pytest.raises(StoreProblem, match="belongs to another program"):
        schema.migrate(late)
    late.dispose()
