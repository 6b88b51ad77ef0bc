"""Everything that `studydeck stats` tells, read from the log and computed for some decks."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from studydeck.app import App
from studydeck.core.log import item_of
from studydeck.core.progress import (
    Ahead,
    Exposure,
    Retention,
    Share,
    Standing,
    exposures,
    first_answers,
    forecast,
    retention,
    standings,
    streak,
)
from studydeck.store import history
from studydeck.study.desk import Desk, Wish, lay

SPANS = (7, 30, 90, None)
"""The periods that are told, in days up to today; None is all."""

FORECAST_DAYS = 14
CALENDAR_WEEKS = 12

_Times = Collection[tuple[str, date, float]]


@dataclass(frozen=True, slots=True)
class Span:
    """A period: days with an answer, answers, minutes spent, and retention."""

    days: int | None
    lived: int
    answers: int
    minutes: float
    retention: Retention


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is told; `calendar` holds the answers of each day from a Monday to `day`, `titles` those of objectives."""

    day: date
    decks: tuple[str, ...]
    spans: tuple[Span, ...]
    first: Share
    forecast: tuple[Ahead, ...]
    calendar: Mapping[date, int]
    streak: int
    standings: tuple[Standing, ...]
    titles: Mapping[str, str]

    @property
    def answers(self) -> int:
        """How many there are in all."""
        return self.spans[-1].answers


def gather(app: App, decks: Sequence[str], only: bool) -> Statistics:
    """The statistics of some decks; unless `only` these are wanted, answers to cards of other decks count too."""
    desk = lay(app, decks, Wish(seed=0))
    keys = {card.key for card in desk.cards}

    def counts(card: str) -> bool:
        return not only or card in keys or item_of(card).partition("/")[0] in desk.decks

    answers = [answer for answer in exposures(history.rows(app.store())) if counts(answer.card)]
    times = [time for time in history.times(app.store()) if counts(time[0])]
    per_day = Counter(answer.day for answer in answers)
    return Statistics(
        day=desk.day,
        decks=desk.decks,
        spans=tuple(_span(days, desk.day, answers, times) for days in SPANS),
        first=first_answers(answers),
        forecast=forecast(desk.cards, desk.states, desk.marks, desk.pace, desk.day, FORECAST_DAYS),
        calendar={day: per_day[day] for day in _days_of_calendar(desk.day)},
        streak=streak(per_day.keys(), desk.day),
        standings=standings(_objectives(desk), desk.cards, desk.states, answers, desk.day),
        titles=desk.objectives,
    )


def _span(days: int | None, today: date, answers: Iterable[Exposure], times: _Times) -> Span:
    since = date.min if days is None else today - timedelta(days=days - 1)
    recent = [answer for answer in answers if answer.day >= since]
    return Span(
        days=days,
        lived=len({answer.day for answer in recent}),
        answers=len(recent),
        minutes=sum(seconds for _, day, seconds in times if day >= since) / 60,
        retention=retention(recent),
    )


def _days_of_calendar(today: date) -> list[date]:
    first = today - timedelta(days=today.weekday() + 7 * (CALENDAR_WEEKS - 1))
    return [first + timedelta(days=after) for after in range((today - first).days + 1)]


def _objectives(desk: Desk) -> list[str]:
    """The objectives of the decks' own exams; where they have none, those that their cards name."""
    own = [name for name in desk.objectives if name.partition("/")[0] in desk.decks]
    return own or list(dict.fromkeys(name for card in desk.cards for name in card.objectives))
