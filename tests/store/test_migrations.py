import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine

from studydeck.core.log import Answer, Stamp
from studydeck.errors import StoreProblem
from studydeck.store import engine, reviews, schema
from studydeck.store.engine import HEAD, VERSION_TABLE, Store, connect
from studydeck.store.tables import metadata

Open = Callable[..., Store]


def folder_of_migrations() -> Path:
    return Path(schema.__file__).parent / "migrations"


def schema_of(file: Path) -> dict[str, str]:
    with closing(sqlite3.connect(file)) as connection:
        found = connection.execute("SELECT name, sql FROM sqlite_master WHERE type IN ('table', 'index')")
        return {name: sql for name, sql in found if name != VERSION_TABLE and sql}


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


STEP = '''"""A later step."""
from alembic import op
from studydeck.store.dialects import guard

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("ALTER TABLE item_event ADD COLUMN mood TEXT")
    {more}
'''


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], None]:
    """Makes this studydeck one with a second migration."""

    def take(more: str) -> None:
        folder = tmp_path / "migrations"
        shutil.copytree(folder_of_migrations(), folder, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "versions" / "0002_later.py").write_text(STEP.format(more=more))
        monkeypatch.setattr(schema, "MIGRATIONS", str(folder))
        monkeypatch.setattr(schema, "HEAD", "0002")
        monkeypatch.setattr(engine, "HEAD", "0002")

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
    kept = tmp_path / "copies" / "studydeck-schema-0001-2026-03-02T180000.db"
    with closing(sqlite3.connect(kept)) as copy:
        assert copy.execute("SELECT version_num FROM studydeck_version").fetchall() == [("0001",)]
        assert copy.execute("SELECT count(*) FROM review_log").fetchall() == [(1,)]


def test_without_a_folder_for_backups_the_copy_stands_beside_the_file(
    open_file: Open, file: Path, later: Callable[[str], None]
) -> None:
    open_file()
    later("pass")
    open_file()
    assert [path.name for path in (file.parent / "backups").iterdir()] == ["studydeck-schema-0001-2026-03-02T180000.db"]


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
    assert version == "0001"


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
