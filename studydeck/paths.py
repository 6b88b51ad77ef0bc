"""Where data, settings, cache and decks live."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

DATABASE = "studydeck.db"


@dataclass(frozen=True, slots=True)
class Paths:
    """`database` is a file, or an SQLAlchemy URL as text; `own_decks` the learner's own folder of decks."""

    database: Path | str
    backups: Path
    config: Path
    cache: Path
    own_decks: Path
    logs: Path


def find(environ: Mapping[str, str] = os.environ) -> Paths:
    """The platform's usual folders, unless `STUDYDECK_DATA` or `STUDYDECK_CONFIG` name others.

    `STUDYDECK_DATA` is a database file or any SQLAlchemy URL; backups and the learner's decks stay beside a file.
    """
    from platformdirs import PlatformDirs

    usual = PlatformDirs("studydeck", appauthor=False)
    named = environ.get("STUDYDECK_DATA", "")
    database = named if "://" in named else Path(named or usual.user_data_path / DATABASE).expanduser()
    home = database.parent if isinstance(database, Path) else usual.user_data_path
    return Paths(
        database=database,
        backups=home / "backups",
        config=Path(environ.get("STUDYDECK_CONFIG") or usual.user_config_path / "config.toml").expanduser(),
        cache=usual.user_cache_path,
        own_decks=home / "decks",
        logs=usual.user_log_path,
    )
