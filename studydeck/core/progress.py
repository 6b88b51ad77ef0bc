"""How learning goes: what was recalled beside what FSRS expected, what comes, and on which days one was there.

A figure that rests on too little is not given at all: a share of fewer than ENOUGH answers has no value.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import NormalDist, fmean

from studydeck.core.days import elapsed
from studydeck.core.items import Card
from studydeck.core.log import CardState, Marks, Rating
from studydeck.core.pace import Pace
from studydeck.core.scheduling import Row, Scheduler, retrace

ENOUGH = 20
"""Answers from which on a share of them is told."""

CONFIDENCE = 0.95

_Z = NormalDist().inv_cdf((1 + CONFIDENCE) / 2)
_DEFAULT = Scheduler()


@dataclass(frozen=True, slots=True)
class Exposure:
    """One answer as statistics see it.

    `recall` is what FSRS expected just before it, 0 to 1; None at a card's first answer and on the study day of the
    one before. `first` is true for the first answer ever, whatever was reset since.
    """

    card: str
    day: date
    recalled: bool
    correct: bool | None
    first: bool
    recall: float | None


def exposures(rows: Iterable[Row]) -> Iterator[Exposure]:
    """The answers of a log, oldest first, each with what was expected of it."""
    seen: set[str] = set()
    for before, answer, day in retrace(rows):
        first = answer.card not in seen
        seen.add(answer.card)
        recalled = answer.rating is not Rating.AGAIN
        yield Exposure(answer.card, day, recalled, answer.correct, first, _expected(before, day))


def _expected(before: CardState | None, day: date) -> float | None:
    if before is None or not elapsed(before.memory.last_day, day):
        return None
    return _DEFAULT.recall(before.memory, day)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many answers; what follows from them is None where they are fewer than ENOUGH."""

    hits: int = 0
    total: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1."""
        return self.hits / self.total if self.total >= ENOUGH else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """The 95 % confidence interval of the share."""
        return wilson(self.hits, self.total) if self.total >= ENOUGH else None


def wilson(hits: int, total: int) -> tuple[float, float]:
    """The 95 % score interval of a share of one or more, from 0 to 1.

    Source: E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal of the
    American Statistical Association 22 (158), 1927, 209-212; recommended for small numbers by Brown, Cai and DasGupta,
    "Interval estimation for a binomial proportion", Statistical Science 16 (2), 2001, 101-133.
    """
    share, weight = hits / total, _Z**2 / total
    middle = (share + weight / 2) / (1 + weight)
    half = _Z / (1 + weight) * math.sqrt(share * (1 - share) / total + weight / (4 * total))
    return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Retention:
    """Of reviews on a later day than their card's last one: those recalled, and the mean recall expected of them."""

    share: Share
    expected: float | None


def retention(answers: Iterable[Exposure]) -> Retention:
    """True retention, beside FSRS's expectation for exactly those reviews."""
    reviews = [(answer.recalled, answer.recall) for answer in answers if answer.recall is not None]
    share = Share(sum(recalled for recalled, _ in reviews), len(reviews))
    return Retention(share, None if share.value is None else fmean(recall for _, recall in reviews))


def first_answers(answers: Iterable[Exposure]) -> Share:
    """Right ones among the first answers ever to questions, which is what an exam of unknown questions asks for."""
    graded = [answer.correct for answer in answers if answer.first and answer.correct is not None]
    return Share(sum(graded), len(graded))


@dataclass(frozen=True, slots=True)
class Ahead:
    """A day of the forecast; `overdue` of its cards were due before today, so only today has any."""

    day: date
    cards: int
    minutes: float
    overdue: int = 0


def forecast(
    cards: Iterable[Card], states: Mapping[str, CardState], marks: Marks, pace: Pace, today: date, days: int
) -> tuple[Ahead, ...]:
    """Cards due and their expected minutes on each day from today on, if each is reviewed when it is due.

    What is overdue counts today, suspended items never, and items put aside today tomorrow. New cards, and the further
    reviews that today's lead to, are not foreseen.
    """
    due: dict[date, list[float]] = defaultdict(list)
    overdue = 0
    for card in cards:
        state = states.get(card.key)
        if state is None or card.item in marks.suspended:
            continue
        day = max(state.due, today + timedelta(days=card.item in marks.buried))
        due[day].append(pace.seconds(card.kind))
        overdue += state.due < today == day
    ahead = [today + timedelta(days=after) for after in range(days)]
    return tuple(Ahead(day, len(due[day]), sum(due[day]) / 60, overdue if day == today else 0) for day in ahead)


def streak(days: Collection[date], today: date) -> int:
    """Study days in a row with an answer, up to today, or to yesterday where today has none yet."""
    day = today if today in days else today - timedelta(days=1)
    length = 0
    while day - timedelta(days=length) in days:
        length += 1
    return length


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one objective stands: cards known and new, mean recall of the known ones today, and how reviews went."""

    objective: str
    known: int
    new: int
    recall: float | None
    share: Share


def standings(
    objectives: Iterable[str],
    cards: Iterable[Card],
    states: Mapping[str, CardState],
    answers: Iterable[Exposure],
    today: date,
) -> tuple[Standing, ...]:
    """The objectives, weakest first by the mean recall expected now; those with nothing known yet come last.

    A card counts under each of its objectives; one that names none of those given, under none.
    """
    reviews: dict[str, list[Exposure]] = defaultdict(list)
    for answer in answers:
        reviews[answer.card].append(answer)
    filed: dict[str, list[Card]] = {objective: [] for objective in objectives}
    for card in cards:
        for objective in set(card.objectives).intersection(filed):
            filed[objective].append(card)
    found = [_standing(objective, own, states, reviews, today) for objective, own in filed.items() if own]
    return tuple(sorted(found, key=lambda each: (each.recall is None, each.recall or 0.0)))


def _standing(
    objective: str,
    cards: list[Card],
    states: Mapping[str, CardState],
    reviews: Mapping[str, list[Exposure]],
    today: date,
) -> Standing:
    known = [states[card.key] for card in cards if card.key in states]
    recall = fmean(_DEFAULT.recall(state.memory, today) for state in known) if known else None
    share = retention(answer for card in cards for answer in reviews.get(card.key, ())).share
    return Standing(objective, len(known), len(cards) - len(known), recall, share)
