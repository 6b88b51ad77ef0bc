"""How a screen puts numbers and outcomes into words, the same in the full window and in plain lines."""

from datetime import date
from math import ceil

from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Progress

RATINGS = {Rating.AGAIN: "Again", Rating.HARD: "Hard", Rating.GOOD: "Good", Rating.EASY: "Easy"}

DAYS_IN_WEEKS = 14
DAYS_IN_MONTHS = 60
DAYS_IN_YEARS = 365
MONTH = 365.25 / 12


def count(number: float, noun: str) -> str:
    """A number and its noun: `1 day`, `2 days`, `1.5 years`."""
    return f"{number:g} {noun}" if number == 1 else f"{number:g} {noun}s"


def span(days: int) -> str:
    """Days as people say them: days for two weeks, weeks for two months, months for a year, then years."""
    if days < 1:
        return "today again"
    if days < DAYS_IN_WEEKS:
        return count(days, "day")
    if days < DAYS_IN_MONTHS:
        return count(round(days / 7), "week")
    if days < DAYS_IN_YEARS:
        return count(round(days / MONTH), "month")
    return count(round(days / 365.25, 1), "year")


def interval(asked: Asked, rating: Rating) -> str:
    """When the card comes next after a rating; a failed one returns in this sitting, whatever its due day."""
    return "today again" if rating is Rating.AGAIN else span(_days(asked.day, asked.outcomes[rating].due))


def _days(day: date, due: date) -> int:
    return (due - day).days


def minutes_left(progress: Progress) -> str:
    """The expected rest of the sitting, rounded up."""
    if progress.minutes_left < 1:
        return "under 1 min left"
    return f"{ceil(progress.minutes_left)} min left"


def verdict(grade: Grade, response: Response) -> str:
    """Right or wrong, and what the learner's own doubt makes of a right answer."""
    if not grade.correct:
        return "Wrong."
    doubt = {Confidence.GUESS: "a guess", Confidence.THINK_SO: "not sure"}.get(response.confidence or Confidence.SURE)
    return f"Right, but {doubt}: it counts as {RATINGS[grade.rating]}." if doubt else "Right."


def percent(part: int, whole: int) -> str:
    """A share in whole per cent; of nothing, none."""
    return f"{100 * part / max(1, whole):.0f} %"


def miscount(chosen: int, wanted: int) -> str:
    """What to say once when the number of chosen options is not the number asked for."""
    marked = "1 is" if chosen == 1 else f"{chosen or 'none'} are"
    return f"This question asks for {count(wanted, 'option')}; {marked} chosen."
