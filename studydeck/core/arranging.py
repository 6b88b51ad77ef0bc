"""The order of cards: the most worthwhile first, siblings apart, objectives interleaved.

Siblings are the cards of one item and of one concept's items; at least GAP other cards come between two.
"""

import heapq
from collections import defaultdict, deque
from collections.abc import Iterable, Sequence

from studydeck.core.items import Card

GAP = 10
"""Cards between two siblings."""

NEARLY = 0.1
"""The share of its worth that the best card may have over one of another objective that goes first."""

Ranked = Sequence[tuple[Card, float]]
"""Cards with their worth, best first."""


def kin(card: Card) -> str:
    """What a card shares with its siblings: its concept, or its item (an id and a key are never alike)."""
    return card.concept or card.item


def objective(card: Card) -> str:
    """The objective a card is filed under."""
    return card.objectives[0] if card.objectives else ""


def arrange(ranked: Ranked, before: Sequence[Card | None]) -> tuple[list[Card], list[Card]]:
    """The cards in order, and those that find no place far enough from a sibling.

    `before` holds the cards that precede these, oldest first; None is one that has no siblings here. The best
    card goes first, unless it has the objective of the one before it and another's is nearly as good.
    """
    waiting = _Waiting(ranked)
    resting = deque(_kins(before))
    waiting.release(name for name in waiting.families if name not in resting)
    order: list[Card] = []
    last = before[-1] if before else None
    while (card := waiting.take(objective(last) if last else "")) is not None:
        order.append(card)
        resting.append(kin(card))
        if len(resting) > GAP and (rested := resting.popleft()) not in resting:
            waiting.release([rested])
        last = card
    return order, _squeeze(waiting.left(), order, _kins(before))


def _kins(before: Sequence[Card | None]) -> list[str]:
    """The kin of the last GAP cards; a card without siblings here has none."""
    return [kin(card) if card else "" for card in before[-GAP:]]


class _Waiting:
    """The cards not yet placed, in families; the best of a released family waits in its objective's lane."""

    def __init__(self, ranked: Ranked) -> None:
        self.ranked = ranked
        self.families: dict[str, deque[int]] = defaultdict(deque)
        self.lanes: dict[str, list[int]] = defaultdict(list)
        for place, (card, _) in enumerate(ranked):
            self.families[kin(card)].append(place)

    def release(self, names: Iterable[str]) -> None:
        """Let the best card of each family come; families without cards are passed over."""
        for place in [self.families[name][0] for name in names if self.families.get(name)]:
            heapq.heappush(self.lanes[objective(self.ranked[place][0])], place)

    def take(self, last: str) -> Card | None:
        """The next card after one of the objective `last`; None where no family may come."""
        heads = {name: lane[0] for name, lane in self.lanes.items() if lane}
        if not heads:
            return None
        place = self._choice(heads, last)
        card, _ = self.ranked[place]
        heapq.heappop(self.lanes[objective(card)])
        self.families[kin(card)].popleft()
        return card

    def _choice(self, heads: dict[str, int], last: str) -> int:
        best = min(heads.values())
        if heads.get(last) != best:
            return best
        other = min((place for name, place in heads.items() if name != last), default=best)
        worth, others = self.ranked[best][1], self.ranked[other][1]
        return other if worth - others <= NEARLY * abs(worth) else best

    def left(self) -> list[Card]:
        """The cards that could not be placed, best first."""
        return [self.ranked[place][0] for place in sorted(p for family in self.families.values() for p in family)]


def _squeeze(cards: Iterable[Card], order: list[Card], before: list[str]) -> list[Card]:
    """Put each card into the order as late as its siblings allow; the cards for which there is no such place.

    What the ranking puts last would otherwise find all of its siblings just before it.
    """
    left = list(cards)
    while (found := _fitting(left, order, before)) is not None:
        card, place = found
        order.insert(place, card)
        left.remove(card)
    return left


def _fitting(cards: Sequence[Card], order: Sequence[Card], before: list[str]) -> tuple[Card, int] | None:
    """The first card that fits into the order, and where; siblings fit alike, so one of each kin is tried."""
    kins = [*before, *map(kin, order)]
    for name, card in {kin(card): card for card in reversed(cards)}.items():
        place = _latest_place(name, kins, len(before))
        if place is not None:
            return card, place
    return None


def _latest_place(name: str, kins: list[str], first: int) -> int | None:
    """The last index, counted from `first` on, with no sibling among the GAP cards to either side."""
    for place in range(len(kins), first - 1, -1):
        if name not in kins[max(0, place - GAP) : place + GAP]:
            return place - first
    return None
