"""Study days: the one notion of a day that scheduling, limits and statistics share.

The study day of an instant is the date of (local time - rollover): with a rollover of 04:00, an answer at 01:30 still
belongs to the evening before.
"""

from datetime import UTC, date, datetime, time, timedelta

ROLLOVER = time(4, 0)


def study_day(local: datetime, rollover: time = ROLLOVER) -> date:
    """The study day of an aware local instant; wall-clock arithmetic, so that a change to summer time moves nothing."""
    if local.tzinfo is None:
        raise ValueError("a study day needs an aware local time")
    wall = local.replace(tzinfo=None)
    return (wall - timedelta(hours=rollover.hour, minutes=rollover.minute)).date()


def noon(day: date) -> datetime:
    """Noon UTC of a study day: the instant under which FSRS sees everything answered on that day."""
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def elapsed(earlier: date, later: date) -> int:
    """Whole study days from one to the other; a clock set back counts as no time at all."""
    return max(0, (later - earlier).days)
