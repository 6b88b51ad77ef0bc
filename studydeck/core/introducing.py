"""The order in which new cards are introduced."""

from collections import Counter
from collections.abc import Iterable

from studydeck.core.arranging import kin, objective
from studydeck.core.items import Card


def in_turn(new: Iterable[Card], known: Iterable[Card], introduced: Iterable[Card]) -> tuple[list[Card], list[Card]]:
    """The new cards in order, and those that wait because a sibling is, or will be, introduced before them.

    Objectives take turns, in the order of their cards; since `known` cards count as turns taken, the round
    goes on from day to day. Two new siblings never come on one study day: `introduced` were new today.
    """
    turns = Counter(map(objective, known))
    seen = set(map(kin, introduced))
    ordered: list[tuple[int, Card]] = []
    siblings: list[Card] = []
    for card in sorted(new, key=lambda card: card.position):
        if kin(card) in seen:
            siblings.append(card)
            continue
        seen.add(kin(card))
        ordered.append((turns[objective(card)], card))
        turns[objective(card)] += 1
    return [card for _, card in sorted(ordered, key=lambda turn: turn[0])], siblings
