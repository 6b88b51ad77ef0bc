"""Today's cards, in order, and why each of them is there."""

from dataclasses import dataclass
from enum import StrEnum

from studydeck.core.items import Card


class Reason(StrEnum):
    """Why a card is in the queue. A returning card was failed today and comes back until recalled once."""

    DUE = "due"
    NEW = "new"
    RETURNING = "returning"


@dataclass(frozen=True, slots=True)
class Entry:
    """A card in the queue: expected seconds, recall now (None for a new card), the gain that ordered it, days overdue.

    `gain` is recall won on day + 30 by a review today, per expected minute; 0 for cards that are not due.
    """

    card: Card
    reason: Reason
    seconds: float
    recall: float | None = None
    gain: float = 0.0
    overdue: int = 0
