"""From an interval to a due day: Anki's fuzz window, and the quietest day in it."""

import math
import random
from collections.abc import Mapping, Set
from dataclasses import dataclass
from datetime import date, timedelta

from studydeck.core.log import Memory, Rating
from studydeck.core.scheduling import Scheduler

FUZZ_FROM = 2.5
"""Days; a shorter interval is kept as it is."""

FUZZ_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, math.inf, 0.05))
"""From, to (days), and the share of the days between by which the window widens to either side."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating would lead to: the memory, FSRS's interval in days, and the due day after spreading."""

    rating: Rating
    memory: Memory
    interval: int
    due: date


def fuzz_window(interval: float) -> tuple[int, int] | None:
    """The least and the greatest days that an interval may become; None where it is too short to be moved.

    Source: Anki, rslib/src/scheduler/states/fuzz.rs: one day and a share of the interval to either side,
    halves rounded up.
    """
    if interval < FUZZ_FROM:
        return None
    reach = 1.0 + sum(share * max(min(interval, end) - start, 0.0) for start, end, share in FUZZ_RANGES)
    return math.floor(interval - reach + 0.5), math.floor(interval + reach + 0.5)


def outcomes(
    memory: Memory | None,
    card: str,
    reps: int,
    day: date,
    scheduler: Scheduler,
    load: Mapping[date, float],
    days_off: Set[int] = frozenset(),
) -> dict[Rating, Outcome]:
    """What each rating would lead to, from Again to Easy, whose due days never decrease.

    `load` holds the expected minutes of each day. Weekdays in `days_off` (Monday being 0) are chosen only where the
    window has no other; the interval itself never changes. The same arguments give the same outcomes in every process,
    so what is shown on the buttons is what is recorded.
    """
    rng = random.Random(f"{card}:{reps}")  # noqa: S311 (spreads, and guards nothing)
    found: dict[Rating, Outcome] = {}
    due = day + timedelta(days=1)
    for rating in Rating:
        after = scheduler.remember(memory, rating, day)
        interval = scheduler.interval(after)
        due = _quietest(_at_work(_candidates(interval, day, due), days_off), load, rng)
        found[rating] = Outcome(rating, after, interval, due)
    return found


def _candidates(interval: int, day: date, earliest: date) -> list[date]:
    """The days of the window that are not before the earliest; that one alone where all of them are."""
    least, greatest = fuzz_window(interval) or (interval, interval)
    days = [day + timedelta(days=ahead) for ahead in range(least, greatest + 1)]
    return [candidate for candidate in days if candidate >= earliest] or [earliest]


def _at_work(days: list[date], days_off: Set[int]) -> list[date]:
    """The days that are not off; all of them where there is no such day."""
    return [day for day in days if day.weekday() not in days_off] or days


def _quietest(days: list[date], load: Mapping[date, float], rng: random.Random) -> date:
    rng.shuffle(days)
    return min(days, key=lambda day: load.get(day, 0.0))
