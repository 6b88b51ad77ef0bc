"""Settings as data: name, default, help, check and how it is typed, read from one TOML file.

```toml
minutes = 15
retention = 0.9
days_off = ["sat", "sun"]

[decks.psm-1]
retention = 0.93
```
"""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from difflib import get_close_matches
from itertools import chain
from pathlib import Path

from studydeck.core.days import ROLLOVER
from studydeck.core.queue import Limits
from studydeck.core.scheduling import MAX_RETENTION, MIN_RETENTION, RETENTION
from studydeck.errors import UsageProblem

Value = bool | int | float | str | time | tuple[str, ...]

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

LONGEST_NAME = 40
"""Characters of a name for the learner or the device."""


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


def _switch(raw: object) -> bool:
    if not isinstance(raw, bool):
        raise ValueError("true or false")
    return raw


def _name(raw: object) -> str:
    if not isinstance(raw, str) or not raw.isprintable() or len(raw) > LONGEST_NAME:
        raise ValueError(f"a name in one line, of at most {LONGEST_NAME} characters")
    return raw


def _weekdays(raw: object) -> tuple[str, ...]:
    """Short names in the order of the week; days are named by three letters or more."""
    given = [str(name).strip().lower() for name in raw] if isinstance(raw, list) else [""]
    named = {name: [day for day in WEEKDAYS if len(name) >= 3 and day.startswith(name)] for name in given}
    off = set(chain.from_iterable(named.values()))
    if not all(named.values()) or len(off) == len(WEEKDAYS):
        raise ValueError('weekdays such as ["sat", "sun"], six at most')
    return tuple(day[:3] for day in WEEKDAYS if day in off)


def _typed_number(text: str) -> object:
    for number in (int, float):
        try:
            return number(text)
        except ValueError:
            continue
    return text


def _typed_switch(text: str) -> object:
    return {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}.get(text.lower(), text)


def _typed_list(text: str) -> object:
    return text.replace(",", " ").split()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting: `check` returns the value or raises ValueError with what is expected.

    `typed` turns what was typed on a command line into what the file would hold, for `check`.
    """

    name: str
    default: Value
    help: str
    check: Callable[[object], Value]
    typed: Callable[[str], object]
    per_deck: bool = True


SETTINGS = (
    Setting(
        "retention",
        RETENTION,
        "the share of cards to recall when they come up",
        _number(MIN_RETENTION, MAX_RETENTION),
        _typed_number,
    ),
    Setting("new", Limits().new, "new cards a day", _count(9999), _typed_number),
    Setting("reviews", Limits().reviews, "reviews a day", _count(99999), _typed_number),
    Setting("minutes", Limits().minutes, "minutes a day", _number(1, 1440), _typed_number),
    Setting("rollover", ROLLOVER, "when a study day begins", _clock_time, str, per_deck=False),
    Setting("days_off", (), "weekdays kept free of reviews", _weekdays, _typed_list, per_deck=False),
    Setting("confidence", False, "ask how sure you are on each question", _switch, _typed_switch, per_deck=False),
    Setting("learner", "", "your name", _name, str, per_deck=False),
    Setting("device", "", "this machine's name", _name, str, per_deck=False),
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

    @property
    def days_off(self) -> frozenset[int]:
        """Weekdays kept free of reviews, as `date.weekday` counts them, Monday being 0."""
        value = self.value("days_off")
        assert isinstance(value, tuple)  # noqa: S101 (the setting's own check made it one)
        return frozenset(number for number, day in enumerate(WEEKDAYS) if day[:3] in value)

    @property
    def confidence(self) -> bool:
        """Whether every question asks how sure the learner is."""
        return self.value("confidence") is True

    def name(self, whose: str) -> str:
        """The name given to the `learner` or the `device`; nothing where none was."""
        return str(self.value(whose))


def _as_number(value: Value) -> float:
    assert isinstance(value, int | float)  # noqa: S101 (the setting's own check made it one)
    return value


def raw_of(value: Value) -> bool | int | float | str | list[str]:
    """A value as the file holds it, and as JSON gives it."""
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return list(value) if isinstance(value, tuple) else value


def shown(value: Value) -> str:
    """A value as it is typed on a command line."""
    raw = raw_of(value)
    if isinstance(raw, list):
        return ",".join(raw)
    return str(raw).lower() if isinstance(raw, bool) else str(raw)


def load(path: Path) -> Settings:
    """The settings in a TOML file; a missing file means the defaults. Every error names the file and the setting."""
    return parse(read(path), path)


def read(path: Path) -> str:
    """The text of a settings file, its line ends as they stand; nothing where there is none."""
    try:
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise _unreadable(path, error) from error


def parse(text: str, path: Path) -> Settings:
    """The settings in the text of a file. Every error names the file and the setting."""
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _unreadable(path, error) from error
    decks = raw.pop("decks", {})
    if not isinstance(decks, dict):
        raise UsageProblem(f"{path}: 'decks' holds a table for each deck; write [decks.psm-1]")
    return Settings(_table(path, raw), {name: _deck_table(path, name, own) for name, own in decks.items()})


def _unreadable(path: Path, error: Exception) -> UsageProblem:
    return UsageProblem(f"{path}: cannot be read as settings ({error}); mend or remove the file")


def _deck_table(path: Path, deck: str, raw: object) -> dict[str, Value]:
    if not isinstance(raw, dict):
        raise UsageProblem(f"{path}: 'decks.{deck}' is not a table; write [decks.{deck}]")
    return _table(path, raw, f"decks.{deck}.")


def _table(path: Path, raw: Mapping[str, object], prefix: str = "") -> dict[str, Value]:
    return {name: _checked(path, prefix, name, value) for name, value in raw.items()}


def _checked(path: Path, prefix: str, name: str, raw: object) -> Value:
    try:
        return check(find(name, prefix), raw, prefix)
    except UsageProblem as problem:
        raise UsageProblem(f"{path}: {problem}") from None


def find(name: str, prefix: str = "") -> Setting:
    """The setting of a name; with a prefix, such as `decks.psm-1.`, one that a deck may have."""
    setting = _BY_NAME.get(name)
    if setting is None or (prefix and not setting.per_deck):
        raise UsageProblem(f"there is no setting '{prefix}{name}'{_nearest(name, prefix)}")
    return setting


def check(setting: Setting, raw: object, prefix: str = "") -> Value:
    """The value that a raw one stands for; a UsageProblem says what is expected."""
    try:
        return setting.check(raw)
    except ValueError as expected:
        raise UsageProblem(f"{prefix}{setting.name} is {raw!r}; it must be {expected}") from None


def _nearest(name: str, prefix: str) -> str:
    names = [setting.name for setting in SETTINGS if setting.per_deck or not prefix]
    close = get_close_matches(name, names, n=1)
    return f"; did you mean '{close[0]}'?" if close else f"; there are {', '.join(names)}"
