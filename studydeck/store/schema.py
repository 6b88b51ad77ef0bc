"""Creating and migrating the schema. Imported only then, since Alembic is slow to import."""

from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, inspect

from studydeck.errors import StoreProblem
from studydeck.store.engine import FOREIGN, HEAD, claim, copy, file_of, where, writing


def bring_up(engine: Engine, version: str | None, now: datetime, backups: Path | None) -> None:
    """Create the schema, or migrate it after a backup, or refuse; `version` is what stands in the database."""
    if version is None:
        _create(engine)
        return
    if version > HEAD:
        raise StoreProblem(
            f"{where(engine)}: was written by a newer studydeck (schema {version}, this one knows {HEAD}); update studydeck"
        )
    _keep(engine, version, now, backups)
    migrate(engine)


def migrate(engine: Engine, to: str = "head") -> None:
    """Take every step up to a version in one transaction: all of them or none."""
    config = Config()
    config.set_main_option("script_location", "studydeck.store:migrations")
    with writing(engine) as connection:
        claim(connection)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _create(engine: Engine) -> None:
    if inspect(engine).get_table_names():
        raise StoreProblem(f"{where(engine)}: {FOREIGN}")
    migrate(engine)
    engine.dispose()  # connections made from now on are set up for a file of ours


def _keep(engine: Engine, version: str, now: datetime, backups: Path | None) -> None:
    file = file_of(engine)
    if file is not None:
        folder = backups or file.parent / "backups"
        copy(engine, folder / f"studydeck-schema-{version}-{now:%Y-%m-%dT%H%M%S}.db")
