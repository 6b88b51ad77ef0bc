"""A store in a folder of the test, and short ways to say what was answered when."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from studydeck.core.log import Answer, Rating, Stamp
from studydeck.store.engine import Store, open_store

NOW = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
DAY = date(2026, 3, 2)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "data" / "studydeck.db"


@pytest.fixture
def open_file(file: Path) -> Iterator[Callable[..., Store]]:
    """Opens the test's database, or another target; closes all at the end."""
    opened: list[Store] = []

    def open_it(target: str | Path = file, now: datetime = NOW, backups: Path | None = None) -> Store:
        opened.append(open_store(target, now=now, backups=backups))
        return opened[-1]

    yield open_it
    for each in opened:
        each.close()


@pytest.fixture
def store(open_file: Callable[..., Store]) -> Store:
    return open_file()


@pytest.fixture
def answer() -> Callable[..., Answer]:
    """An answer to a card, recalled and due in three days unless said otherwise."""

    def make(card: str = "psm-1/events", rating: Rating = Rating.GOOD, **changes: object) -> Answer:
        usual: dict[str, object] = {
            "due": date(2026, 3, 5),
            "session": "s1",
            "seed": 7,
            "fingerprint": "00ff",
            "duration": 4000,
        }
        return Answer(card=card, rating=rating, **(usual | changes))  # type: ignore[arg-type]

    return make


@pytest.fixture
def stamp() -> Callable[..., Stamp]:
    """The moment some seconds and days after the first; its study day goes with the days."""

    def make(seconds: float = 0, days: int = 0) -> Stamp:
        return Stamp(NOW + timedelta(days=days, seconds=seconds), 60, DAY + timedelta(days=days))

    return make
