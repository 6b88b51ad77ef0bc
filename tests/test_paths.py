"""Places follow the platform's customs unless the environment names others."""

from pathlib import Path

from studydeck.paths import find


def test_a_named_file_keeps_backups_and_own_decks_beside_it() -> None:
    paths = find({"STUDYDECK_DATA": "place/learning.db"})
    assert paths.database == Path("place/learning.db")
    assert (paths.backups, paths.own_decks) == (Path("place/backups"), Path("place/decks"))


def test_a_url_is_kept_as_it_is() -> None:
    assert find({"STUDYDECK_DATA": "postgresql+psycopg://class"}).database == "postgresql+psycopg://class"


def test_without_a_name_the_database_lies_in_the_users_data_folder() -> None:
    database = find({}).database
    assert isinstance(database, Path)
    assert database.name == "studydeck.db"
    assert database.parent.name == "studydeck"


def test_the_settings_file_can_be_named() -> None:
    assert find({"STUDYDECK_CONFIG": "mine.toml"}).config == Path("mine.toml")
