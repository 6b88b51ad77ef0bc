"""Settings as data: name, kind, default, help and check, read from one TOML file.

```toml
minutes = 15
retention = 0.9

[decks.psm-1]
retention = 0.93
```
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from pathlib import Path

from studydeck.core.days import ROLLOVER
from studydeck.core.queue import Limits
from studydeck.core.scheduling import MAX_RETENTION, MIN_RETENTION, RETENTION
from studydeck.errors import UsageProblem

Value = int | float | time


def _number(least: float, most: float) -> Callable[[object], float]:
    def check(raw: object) -> float:
        if isinstance(raw, bool) or not isinstance(raw, int | float) or not least <= raw <= most:
            raise ValueError(f"a number from {least:g} to {most:g}")
        return raw

    return check


def _count(most: int) -> Callable[[object], int]:
    def check(raw: object) -> int:
        if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= most:
            raise ValueError(f"a whole number from 0 to {most}")
        return raw

    return check


def _clock_time(raw: object) -> time:
    if isinstance(raw, time):
        return raw
    try:
        return time.fromisoformat(str(raw))
    except ValueError:
        raise ValueError('a time such as "04:00"') from None


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `check` returns the value or raises ValueError with what is expected."""

    name: str
    default: Value
    help: str
    check: Callable[[object], Value]
    per_deck: bool = True


SETTINGS = (
    Setting(
        "retention",
        RETENTION,
        "the share of cards you want to recall when they come up",
        _number(MIN_RETENTION, MAX_RETENTION),
    ),
    Setting("new", Limits().new, "new cards a day", _count(9999)),
    Setting("reviews", Limits().reviews, "reviews a day", _count(99999)),
    Setting("minutes", Limits().minutes, "minutes a day", _number(1, 1440)),
    Setting("rollover", ROLLOVER, "when a study day begins", _clock_time, per_deck=False),
)

_BY_NAME = {setting.name: setting for setting in SETTINGS}


@dataclass(frozen=True)
class Settings:
    """The values in force: overall, and by deck where a deck has its own."""

    overall: Mapping[str, Value]
    decks: Mapping[str, Mapping[str, Value]]

    def value(self, name: str, deck: str = "") -> Value:
        """A setting's value, the deck's own before the overall one before the default."""
        own = self.decks.get(deck, {})
        return own.get(name, self.overall.get(name, _BY_NAME[name].default))

    def retention(self, deck: str = "") -> float:
        return float(_as_number(self.value("retention", deck)))

    def limits(self, deck: str = "") -> Limits:
        """The day's limits. They count the whole day, whatever deck it was spent on."""
        return Limits(
            new=int(_as_number(self.value("new", deck))),
            reviews=int(_as_number(self.value("reviews", deck))),
            minutes=float(_as_number(self.value("minutes", deck))),
        )

    @property
    def rollover(self) -> time:
        value = self.value("rollover")
        assert isinstance(value, time)  # noqa: S101 (the setting's own check made it one)
        return value


def _as_number(value: Value) -> float:
    assert not isinstance(value, time)  # noqa: S101 (only `rollover` is a time)
    return value


def load(path: Path) -> Settings:
    """The settings in a TOML file; a missing file means the defaults. Every error names the file and the setting."""
    try:
        raw = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raw = {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageProblem(f"{path}: cannot be read as settings ({error}); mend or remove the file") from error
    decks = raw.pop("decks", {})
    if not isinstance(decks, dict):
        raise UsageProblem(f"{path}: 'decks' holds a table for each deck; write [decks.psm-1]")
    return Settings(_table(path, raw), {name: _deck_table(path, name, own) for name, own in decks.items()})


def _deck_table(path: Path, deck: str, raw: object) -> dict[str, Value]:
    if not isinstance(raw, dict):
        raise UsageProblem(f"{path}: 'decks.{deck}' is not a table; write [decks.{deck}]")
    return _table(path, raw, f"decks.{deck}.")


def _table(path: Path, raw: Mapping[str, object], prefix: str = "") -> dict[str, Value]:
    return {name: _checked(path, prefix, name, value) for name, value in raw.items()}


def _checked(path: Path, prefix: str, name: str, raw: object) -> Value:
    setting = _BY_NAME.get(name)
    if setting is None or (prefix and not setting.per_deck):
        raise UsageProblem(f"{path}: there is no setting '{prefix}{name}'{_nearest(name, prefix)}")
    try:
        return setting.check(raw)
    except ValueError as expected:
        raise UsageProblem(f"{path}: {prefix}{name} is {raw!r}; it must be {expected}") from None


def _nearest(name: str, prefix: str) -> str:
    names = [setting.name for setting in SETTINGS if setting.per_deck or not prefix]
    close = get_close_matches(name, names, n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(names)}"
