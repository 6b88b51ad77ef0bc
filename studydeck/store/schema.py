"""Creating and migrating the schema. Imported only then, since Alembic is slow to import."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, inspect

from studydeck.errors import StoreProblem
from studydeck.store.dialects import FOREIGN, claim, copy, file_of, where
from studydeck.store.engine import HEAD, VERSION_TABLE, writing

MIGRATIONS = "studydeck.store:migrations"


def bring_up(engine: Engine, version: str | None, now: datetime, backups: Path | None) -> None:
    """Create the schema, or migrate it after a backup, or refuse; `version` is the one that stands there."""
    if version is None:
        migrate(engine)
        engine.dispose()  # connections made from now on are set up for a file of ours
        return
    refuse_newer(engine, version)
    _keep(engine, version, now, backups)
    migrate(engine)


def refuse_newer(engine: Engine, version: str) -> None:
    """Raise StoreProblem for a schema that this studydeck does not know yet."""
    if version > HEAD:
        raise StoreProblem(
            f"{where(engine)}: is from a newer studydeck (schema {version}, not {HEAD}); update studydeck"
        )


def migrate(engine: Engine) -> None:
    """Take every step up to the newest version in one transaction: all of them or none."""
    config = Config()
    config.set_main_option("script_location", MIGRATIONS)
    with writing(engine) as connection:
        refuse_foreign(connection)
        claim(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def refuse_foreign(connection: Connection) -> None:
    """Raise StoreProblem for a database with tables that are not studydeck's."""
    tables = inspect(connection).get_table_names()
    if tables and VERSION_TABLE not in tables:
        raise StoreProblem(f"{where(connection.engine)}: {FOREIGN}")


def _keep(engine: Engine, version: str, now: datetime, backups: Path | None) -> None:
    file = file_of(engine)
    if file is not None:
        folder = backups or file.parent / "backups"
        copy(engine, folder / f"studydeck-schema-{version}-{now:%Y-%m-%dT%H%M%S}.db")
