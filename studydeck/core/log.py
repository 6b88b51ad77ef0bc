"""What is recorded: ratings, reviews, events, and the state of a card that follows from them.

`store` writes these and reads them back; `scheduling` computes the states.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import IntEnum, StrEnum


def item_of(card: str) -> str:
    """The key of a card's item: `psm-1/velocity#reverse` is a card of `psm-1/velocity`."""
    return card.partition("#")[0]


class Rating(IntEnum):
    """How well a card was recalled, with Anki's and FSRS's numbers."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class EventKind(StrEnum):
    """What can happen to an item outside its reviews. `UNFLAG` and `RESUME` take back; nothing is ever erased."""

    SUSPEND = "suspend"
    RESUME = "resume"
    BURY = "bury"
    UNBURY = "unbury"
    FLAG = "flag"
    UNFLAG = "unflag"
    NOTE = "note"
    EXPEDITE = "expedite"
    RESET = "reset"
    DISPUTE = "dispute"


@dataclass(frozen=True, slots=True)
class Stamp:
    """When something was lived: the instant (aware, UTC), the local offset in minutes, and the study day."""

    at: datetime
    offset: int
    day: date


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer about to be recorded.

    `due` is the day chosen for it (spreading included) and `seed` the seed of the order in which options were shown.
    `response` is what the learner gave, as JSON: `{"chosen": [0, 2]}` (author's indexes), `{"said": true}` or `{}`
    for a card the learner rated. `correct` is None where the learner rated. `duration` is the latency in milliseconds.
    `figures` holds the numbers drawn for the item, as JSON, or nothing.
    """

    card: str
    rating: Rating
    due: date
    session: str
    seed: int
    fingerprint: str
    duration: int
    correct: bool | None = None
    confidence: str = ""
    response: str = "{}"
    figures: str = ""


@dataclass(frozen=True, slots=True)
class Review:
    """An answer as it stands in the log: `id` is a UUIDv7, `seq` counts a device's rows, over all logs, gapless."""

    id: str
    learner: str
    device: str
    seq: int
    stamp: Stamp
    answer: Answer


@dataclass(frozen=True, slots=True)
class Event:
    """A row of `item_event`; `text` is a note's words, a dispute's reason, or empty."""

    id: str
    learner: str
    device: str
    seq: int
    stamp: Stamp
    item: str
    kind: EventKind
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reset:
    """A boundary in the log: from here on, every card of an item (by its key) begins with a fresh memory."""

    item: str


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of a card: stability in days, difficulty 1-10, and the study day of the last review."""

    stability: float
    difficulty: float
    last_day: date


@dataclass(frozen=True, slots=True)
class CardState:
    """Where a card stands after its reviews: a cache of the log, equal to a replay of it.

    `reps` counts reviews, `lapses` the times it was forgotten after having been recalled; `first_day` is the study day
    on which it was introduced, `fingerprint` the asked fields as last seen.
    """

    card: str
    memory: Memory
    due: date
    reps: int
    lapses: int
    last_rating: Rating
    first_day: date
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Marks:
    """What the events say of items today, by item key."""

    suspended: frozenset[str] = frozenset()
    buried: frozenset[str] = frozenset()
    flagged: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Lived:
    """What today's log already holds, so that a restart grants nothing twice.

    `new` cards introduced, `reviews` of cards known before today (repeats of a failed card count in neither),
    `minutes` spent, `introduced` the keys of today's new cards, `recent` the last cards answered, oldest first.
    """

    new: int = 0
    reviews: int = 0
    minutes: float = 0.0
    introduced: tuple[str, ...] = ()
    recent: tuple[str, ...] = field(default=())
