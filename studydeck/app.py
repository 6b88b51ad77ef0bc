"""What a run of studydeck has at hand, made once: clock, places, settings, and on demand catalog and store."""

import random
import sys
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from studydeck.clock import Clock
from studydeck.core.days import study_day
from studydeck.core.log import Stamp
from studydeck.paths import Paths, find
from studydeck.settings import Settings, load

if TYPE_CHECKING:
    from studydeck.content.catalog import Catalog
    from studydeck.store.engine import Store


@dataclass(frozen=True)
class App:
    """One run. `rng` is the only source of chance; whatever it gives is logged."""

    clock: Clock = field(default_factory=Clock)
    paths: Paths = field(default_factory=find)
    rng: random.Random = field(default_factory=random.SystemRandom)

    @cached_property
    def settings(self) -> Settings:
        return load(self.paths.config)

    def now(self) -> datetime:
        """The instant, aware, in UTC."""
        return self.clock.now().astimezone(UTC)

    def today(self) -> date:
        """The study day that it is now."""
        return study_day(self.clock.now(), self.settings.rollover)

    def stamp(self, day: date | None = None) -> Stamp:
        """Now, for a log row; a session passes the study day it began on."""
        local = self.clock.now()
        offset = local.utcoffset()
        minutes = 0 if offset is None else int(offset.total_seconds() // 60)
        return Stamp(local.astimezone(UTC), minutes, day or self.today())

    def new_id(self) -> str:
        """A fresh id, for a sitting."""
        from studydeck.store.ids import new_id

        return new_id(self.now())

    def deck_folders(self) -> list[Path]:
        """The folders that hold decks: those that come with studydeck, then the learner's own."""
        from studydeck.content.sources import shipped_folder

        return [shipped_folder(), self.paths.own_decks]

    def catalog(self) -> "Catalog":
        """Every deck, read once a run."""
        return self._catalog

    def store(self) -> "Store":
        """The learner's database, opened once a run."""
        return self._store

    @cached_property
    def _catalog(self) -> "Catalog":
        from studydeck.content.catalog import Catalog

        return Catalog.load(self.deck_folders())

    @cached_property
    def _store(self) -> "Store":
        from studydeck.store.engine import Names, open_store

        names = Names(self.settings.name("learner"), self.settings.name("device"))
        return open_store(self.paths.database, now=self.clock.now(), backups=self.paths.backups, names=names)

    def close(self) -> None:
        """Let go of the database, if this run opened it."""
        store = self.__dict__.get("_store")
        if store is not None:
            store.close()

    @staticmethod
    def has_terminal() -> bool:
        """Whether somebody sits at a terminal, both to read and to type."""
        return sys.stdin.isatty() and sys.stdout.isatty()
