"""A clock that stands still, and a run of studydeck in a folder of its own."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from studydeck.app import App
from studydeck.clock import Clock
from studydeck.paths import Paths

DECKS = Path(__file__).parent / "decks"


@dataclass
class StillClock(Clock):
    """Stands where it was put; every look at the ticks takes `pace` seconds."""

    at: datetime = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
    pace: float = 5.0
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.at

    def ticks(self) -> float:
        self.seconds += self.pace
        return self.seconds

    def pass_days(self, days: float) -> None:
        self.at += timedelta(days=days)


@dataclass(frozen=True)
class SandboxApp(App):
    """A run that sees only the decks of the tests, and keeps its data in a folder of the test."""

    folders: list[Path] = field(default_factory=lambda: [DECKS])

    def deck_folders(self) -> list[Path]:
        return self.folders


def sandbox(folder: Path, clock: Clock | None = None, folders: list[Path] | None = None) -> SandboxApp:
    paths = Paths(
        database=folder / "studydeck.db",
        backups=folder / "backups",
        config=folder / "config.toml",
        cache=folder / "cache",
        own_decks=folder / "decks",
        logs=folder / "logs",
    )
    return SandboxApp(clock or StillClock(), paths, random.Random(7), folders or [DECKS])


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit status, and what it wrote to the two streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Ran]
