"""A goal: an exam on a day, and the pace at which new cards must come to be known by then."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, timedelta

CONSOLIDATION = 7
"""Days before the exam without new cards.

A card first seen on the day before them comes back within them whatever it was rated, unless it was easy: rated Good,
after 2 days; Hard, after 1 and 5 more; Again, after 1 and 2 more (FSRS-6's default weights at a retention of 0.9).
One that is introduced later may never have been recalled after a night when the exam asks for it.
"""


@dataclass(frozen=True, slots=True)
class Goal:
    """A certification, by its deck, the day of the exam, and perhaps the minutes a day that it is worth."""

    certification: str
    day: date
    minutes: float | None = None

    def stands(self, today: date) -> bool:
        """Whether the exam is still to come, today included."""
        return today <= self.day


@dataclass(frozen=True, slots=True)
class NewPace:
    """What new cards ask for until the exam.

    `left` cards were never seen; `days` study days bring new ones, before the consolidation week or, where
    `late`, within it; `daily` is how many each of them must bring, None where there is no such day.
    """

    left: int
    days: int
    late: bool
    daily: int | None


def new_pace(left: int, introduced: int, today: date, exam: date, days_off: Set[int] = frozenset()) -> NewPace:
    """The pace for `left` unseen cards after `introduced` ones came today; `days_off` are weekdays, Monday being 0.

    daily = ⌈cards / study days from today until the consolidation week⌉. Today's cards count with today, so
    that the pace stays the same all day; and who keeps it never sees it rise. In the consolidation week itself
    the days until the exam are all there are.
    """
    days = study_days(today, exam - timedelta(days=CONSOLIDATION), days_off)
    late = days == 0
    days = days or study_days(today, exam, days_off)
    cards = left if today.weekday() in days_off else left + introduced
    return NewPace(left, days, late, -(-cards // days) if days else None)


def study_days(first: date, end: date, days_off: Set[int] = frozenset()) -> int:
    """The days from the first to the end, the end not included, that are not off."""
    weeks, rest = divmod(max(0, (end - first).days), 7)
    ahead = ((first.weekday() + day) % 7 for day in range(rest))
    return weeks * (7 - len(days_off)) + sum(weekday not in days_off for weekday in ahead)
