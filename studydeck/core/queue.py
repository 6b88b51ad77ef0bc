"""Today's cards, in order, and why each of them is there.

First what was failed today, then what is due by what a minute gains, then new cards, objectives
taking turns. Limits only cut the order of due cards short, so that raising one takes none of them away.
"""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from studydeck.core.arranging import GAP, arrange
from studydeck.core.days import elapsed
from studydeck.core.gain import HORIZON, recall_won
from studydeck.core.introducing import in_turn
from studydeck.core.items import Card
from studydeck.core.log import CardState, Lived, Marks, Rating
from studydeck.core.pace import Pace as Pace
from studydeck.core.scheduling import Scheduler


class Reason(StrEnum):
    """Why a card is in the queue. A returning card was failed today and comes back until recalled once."""

    DUE = "due"
    NEW = "new"
    RETURNING = "returning"


class Held(StrEnum):
    """Why a due or new card does not come now."""

    SUSPENDED = "Suspended until resumed."
    BURIED = "Put aside until tomorrow."
    REVIEWS = "Today's limit of reviews is reached."
    NEW = "Today's limit of new cards is reached."
    MINUTES = "Today's minutes are taken."
    LIMIT = "This sitting's limit is reached."
    BACKLOG = "New cards wait while more is due than a day holds."
    NEW_SIBLING = "New cards on one thing come on different days."
    APART = "Too near to another card on the same thing; there is room in a later session."


@dataclass(frozen=True, slots=True)
class Entry:
    """A card in the queue: expected seconds, recall now (None unless it is due), its gain, days overdue.

    `gain` is recall won on day + HORIZON by a review today, per expected minute; 0 unless it is due.
    """

    card: Card
    reason: Reason
    seconds: float
    recall: float | None = None
    gain: float = 0.0
    overdue: int = 0


@dataclass(frozen=True, slots=True)
class Limits:
    """What a study day brings at most; failed cards that return are outside every limit."""

    new: int = 10
    reviews: int = 100
    minutes: float = 20.0


@dataclass(frozen=True, slots=True)
class Queue:
    """Today's cards in order, and all that waits.

    `due`, `overdue` and `new` count what is neither suspended nor buried, within the limits or not. `held`
    says by card key why a card that could come today does not.
    """

    entries: tuple[Entry, ...]
    due: int
    overdue: int
    new: int
    held: Mapping[str, str]

    @property
    def minutes(self) -> float:
        """Expected minutes for the entries."""
        return sum(entry.seconds for entry in self.entries) / 60


@dataclass(frozen=True, slots=True)
class _Day:
    """What every step below needs to know of the day."""

    cards: Mapping[str, Card]
    states: Mapping[str, CardState]
    day: date
    lived: Lived
    limits: Limits
    pace: Pace
    scheduler: Scheduler

    @property
    def seconds_left(self) -> float:
        return (self.limits.minutes - self.lived.minutes) * 60

    def reason(self, card: Card) -> Reason | None:
        """Why a card could come today; None where it could not."""
        state = self.states.get(card.key)
        if state is None:
            return Reason.NEW
        if state.last_rating is Rating.AGAIN and state.memory.last_day >= self.day:
            return Reason.RETURNING
        return Reason.DUE if state.due <= self.day else None


_DEFAULT = Scheduler()


def build(
    cards: Sequence[Card],
    states: Mapping[str, CardState],
    marks: Marks,
    lived: Lived,
    day: date,
    limits: Limits,
    pace: Pace,
    seed: int,
    scheduler: Scheduler = _DEFAULT,
) -> Queue:
    """The queue of a study day: returning, due and new cards, within what today's log leaves of the limits.

    `cards` are in the order of their decks; `states` may hold other cards too. A card comes while minutes are
    left, so the last one may run over. The same arguments give the same queue.
    """
    today = _Day({card.key: card for card in cards}, states, day, lived, limits, pace, scheduler)
    able, aside = _able(marks, today)
    rng = random.Random(seed)  # noqa: S311 (orders cards, and guards nothing)
    returning = _returning(able[Reason.RETURNING], today, rng)
    ranked = _ranked(able[Reason.DUE], today, rng)
    before = [*map(today.cards.get, lived.recent), *_cards(returning)]
    due, due_held = _due(ranked, before, today)
    if _is_backlog(ranked, today):
        new: list[Entry] = []
        new_held = _hold(able[Reason.NEW], Held.BACKLOG)
    else:
        new, new_held = _new(able[Reason.NEW], [*before, *_cards(due)], today.seconds_left - _seconds(due), today)
    return Queue(
        entries=(*returning, *due, *new),
        due=len(ranked),
        overdue=sum(entry.overdue > 0 for entry in ranked),
        new=len(able[Reason.NEW]),
        held={**aside, **due_held, **new_held},
    )


def _able(marks: Marks, today: _Day) -> tuple[dict[Reason, list[Card]], dict[str, str]]:
    """The cards that could come today, by reason, and those of suspended and buried items."""
    able: dict[Reason, list[Card]] = {reason: [] for reason in Reason}
    aside: dict[str, str] = {}
    for card in today.cards.values():
        reason = today.reason(card)
        if reason is None:
            continue
        if card.item in marks.suspended:
            aside[card.key] = Held.SUSPENDED
        elif card.item in marks.buried:
            aside[card.key] = Held.BURIED
        else:
            able[reason].append(card)
    return able, aside


def _returning(cards: Iterable[Card], today: _Day, rng: random.Random) -> list[Entry]:
    """The failed cards, those answered longest ago first."""
    entries = [Entry(card, Reason.RETURNING, today.pace.seconds(card.kind)) for card in cards]
    rng.shuffle(entries)
    answered = {key: place for place, key in enumerate(today.lived.recent)}
    return sorted(entries, key=lambda entry: answered.get(entry.card.key, -1))


def _ranked(cards: Iterable[Card], today: _Day, rng: random.Random) -> list[Entry]:
    """The due cards by what a minute gains; equal gains in the order of the seed."""
    entries = [_due_entry(card, today.states[card.key], today) for card in cards]
    rng.shuffle(entries)
    return sorted(entries, key=lambda entry: -entry.gain)


def _due_entry(card: Card, state: CardState, today: _Day) -> Entry:
    """A due card; if it is failed it comes back, so its expected time holds a second answer in proportion."""
    recall = today.scheduler.recall(state.memory, today.day)
    seconds = today.pace.seconds(card.kind) * (2 - recall)
    gain = recall_won(state.memory, today.day, today.scheduler) / (seconds / 60)
    return Entry(card, Reason.DUE, seconds, recall, gain, elapsed(state.due, today.day))


def _due(ranked: Sequence[Entry], before: Sequence[Card | None], today: _Day) -> tuple[list[Entry], dict[str, str]]:
    by_key = {entry.card.key: entry for entry in ranked}
    order, apart = arrange([(entry.card, entry.gain) for entry in ranked], before)
    left = max(0, today.limits.reviews - today.lived.reviews)
    taken, held = _cut([by_key[card.key] for card in order], left, today.seconds_left, Held.REVIEWS)
    return taken, held | _hold(apart, Held.APART)


def _is_backlog(ranked: Sequence[Entry], today: _Day) -> bool:
    """Whether the day began with more due than it holds; a restart after half of it changes nothing."""
    reviews = today.lived.reviews + len(ranked)
    return bool(ranked) and (reviews > today.limits.reviews or _seconds(ranked) > today.seconds_left)


def _new(
    cards: Sequence[Card], before: Sequence[Card | None], seconds: float, today: _Day
) -> tuple[list[Entry], dict[str, str]]:
    """The new cards that begin within the seconds, and why the others wait."""
    known = [card for card in today.cards.values() if card.key in today.states]
    introduced = [today.cards[key] for key in today.lived.introduced if key in today.cards]
    ranked, siblings = in_turn(cards, known, introduced)
    left = max(0, today.limits.new - today.lived.new)
    # no more than GAP cards can be too near to what came before, so these are enough to choose from
    order, apart = arrange([(card, 0.0) for card in ranked[: left + GAP]], before)
    entries = [Entry(card, Reason.NEW, today.pace.new_seconds(card.kind)) for card in order]
    taken, held = _cut(entries, left, seconds, Held.NEW)
    held |= _hold(siblings, Held.NEW_SIBLING) | _hold(apart, Held.APART) | _hold(ranked[left + GAP :], Held.NEW)
    return taken, held


def _cut(entries: Sequence[Entry], count: int, seconds: float, reached: Held) -> tuple[list[Entry], dict[str, str]]:
    """The first entries, at most so many and each begun within the seconds, and why the others wait."""
    taken: list[Entry] = []
    for entry in entries[:count]:
        if seconds <= 0:
            break
        seconds -= entry.seconds
        taken.append(entry)
    late = _hold(_cards(entries[len(taken) : count]), Held.MINUTES)
    return taken, late | _hold(_cards(entries[count:]), reached)


def _hold(cards: Iterable[Card], why_not: Held) -> dict[str, str]:
    return {card.key: why_not for card in cards}


def _cards(entries: Iterable[Entry]) -> list[Card]:
    return [entry.card for entry in entries]


def _seconds(entries: Iterable[Entry]) -> float:
    return sum(entry.seconds for entry in entries)


def why(entry: Entry) -> str:
    """Why a card is here, in words: the sentence of `--explain`."""
    minutes = entry.seconds / 60
    if entry.reason is Reason.RETURNING:
        return "Failed today; it comes back until it is recalled once."
    if entry.recall is None:
        return f"New, and its objective's turn; it takes about {minutes:.1f} minutes."
    points = round(100 * entry.gain * minutes)
    return (
        f"{_since(entry.overdue)} Recall is {100 * entry.recall:.0f} % now; a review today gains {points} "
        f"{'point' if points == 1 else 'points'} of recall in {HORIZON} days, in about {minutes:.1f} minutes."
    )


def _since(overdue: int) -> str:
    if overdue > 1:
        return f"Due {overdue} days ago."
    return "Due yesterday." if overdue else "Due today."
