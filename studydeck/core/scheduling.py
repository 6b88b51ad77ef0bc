"""What an answer does to a card: FSRS-6 on study days. The only module that knows py-fsrs.

FSRS sees every answer at noon UTC of its study day, because py-fsrs counts elapsed time in whole 24-hour
blocks and would take an evening and the next morning for one day. Steps and fuzz are off: repeating a failed
card belongs to the session, and choosing the due day to `spreading`.
"""

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

import fsrs

from studydeck.core.days import elapsed, noon
from studydeck.core.log import Answer, CardState, Memory, Rating, Reset, item_of

RETENTION = 0.9
MIN_RETENTION = 0.70
MAX_RETENTION = 0.97

LONGEST_INTERVAL = 36_500
"""Days; py-fsrs's own limit."""

LEECH_THRESHOLD = 8

_ENGINE = fsrs.Scheduler(
    learning_steps=(), relearning_steps=(), maximum_interval=LONGEST_INTERVAL, enable_fuzzing=False
)
_DECAY: float = -_ENGINE.parameters[20]
_FACTOR: float = 0.9 ** (1 / _DECAY) - 1


@dataclass(frozen=True, slots=True)
class Scheduler:
    """FSRS-6 with its default weights; `retention` is the share of cards to be recalled on their due day.

    Memories do not depend on it, only intervals do. Raises ValueError outside MIN_RETENTION to MAX_RETENTION.
    """

    retention: float = RETENTION

    def __post_init__(self) -> None:
        if not MIN_RETENTION <= self.retention <= MAX_RETENTION:
            raise ValueError(
                f"a retention of {self.retention} cannot be scheduled for; "
                f"use {MIN_RETENTION:.2f} to {MAX_RETENTION:.2f}"
            )

    def remember(self, memory: Memory | None, rating: Rating, day: date) -> Memory:
        """The memory after an answer on a study day.

        A day before the last one, from a clock set back, counts as that last day.
        """
        day = max(day, memory.last_day) if memory else day
        card, _ = _ENGINE.review_card(_fsrs_card(memory, day), fsrs.Rating(rating), noon(day))
        # py-fsrs types both as optional, for cards never reviewed
        assert card.stability is not None and card.difficulty is not None  # noqa: S101, PT018
        return Memory(card.stability, card.difficulty, day)

    def interval(self, memory: Memory) -> int:
        """Days until recall falls to the retention, 1 to LONGEST_INTERVAL: `recall` solved for time."""
        days = memory.stability / _FACTOR * (math.pow(self.retention, 1 / _DECAY) - 1)
        return min(max(round(days), 1), LONGEST_INTERVAL)

    def recall(self, memory: Memory, day: date) -> float:
        """The probability of recall on a day, 0 to 1: R = (1 + factor * t / S) ** decay.

        Source: the forgetting curve of FSRS-6, "The Algorithm" in the wiki of
        open-spaced-repetition/awesome-fsrs.
        """
        return math.pow(1 + _FACTOR * elapsed(memory.last_day, day) / memory.stability, _DECAY)


def _fsrs_card(memory: Memory | None, day: date) -> fsrs.Card:
    """The memory as py-fsrs's card; without an id and a due day, py-fsrs would sleep and read the clock."""
    if memory is None:
        return fsrs.Card(card_id=0, due=noon(day))
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=noon(day),
        last_review=noon(memory.last_day),
    )


_DEFAULT = Scheduler()

Row = tuple[Answer, date] | Reset
"""A row of the log that acts on memories: an answer and its study day, or a reset."""

_States = dict[str, dict[str, CardState]]
"""By item and card, so that a reset finds the cards of its item at once."""


def advance(state: CardState | None, answer: Answer, day: date, scheduler: Scheduler = _DEFAULT) -> CardState:
    """The state after an answer: the one step that a new answer and a replay of the log both take.

    The memory is computed again; the due day is the answer's, as chosen when it was given.
    """
    return CardState(
        card=answer.card,
        memory=scheduler.remember(state.memory if state else None, answer.rating, day),
        due=answer.due,
        reps=state.reps + 1 if state else 1,
        lapses=state.lapses + _is_lapse(state, answer.rating) if state else 0,
        last_rating=answer.rating,
        first_day=state.first_day if state else day,
        fingerprint=answer.fingerprint,
    )


def _is_lapse(state: CardState, rating: Rating) -> bool:
    """A card lapses when it is forgotten after it was recalled; failing again and again is one lapse."""
    return rating is Rating.AGAIN and state.last_rating is not Rating.AGAIN


def replay(rows: Iterable[Row]) -> CardState | None:
    """The state of one card after its rows, oldest first; None where no answer stands since the last reset."""
    return next(iter(replay_all(rows).values()), None)


def replay_all(rows: Iterable[Row]) -> dict[str, CardState]:
    """The state of every card, by its key, after the rows of any cards, oldest first."""
    states: _States = {}
    for row in rows:
        _take(states, row)
    return {card: state for cards in states.values() for card, state in cards.items()}


def retrace(rows: Iterable[Row]) -> Iterator[tuple[CardState | None, Answer, date]]:
    """Each answer with its study day, and before them the state in which it found its card."""
    states: _States = {}
    for row in rows:
        before = _take(states, row)
        if not isinstance(row, Reset):
            yield (before, *row)


def _take(states: _States, row: Row) -> CardState | None:
    """Let one row act on the states; what an answer found."""
    if isinstance(row, Reset):
        states.pop(row.item, None)
        return None
    answer, day = row
    cards = states.setdefault(item_of(answer.card), {})
    before = cards.get(answer.card)
    cards[answer.card] = advance(before, answer, day)
    return before


def is_leech(lapses: int, threshold: int = LEECH_THRESHOLD) -> bool:
    """Whether this lapse marks the card: at the threshold, then every half of it more, rounded up (Anki)."""
    return lapses >= threshold and (lapses - threshold) % ((threshold + 1) // 2) == 0
