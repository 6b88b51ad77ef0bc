"""From an interval to a due day: Anki's fuzz window, and the quietest day in it."""

from dataclasses import dataclass
from datetime import date

from studydeck.core.log import Memory, Rating


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a rating would lead to: the memory after it, FSRS's interval in days, and the due day after spreading."""

    rating: Rating
    memory: Memory
    interval: int
    due: date
