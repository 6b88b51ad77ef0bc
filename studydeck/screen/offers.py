"""What a question offers, by the letters shown, and the response that follows from a choice."""

from collections.abc import Iterable
from dataclasses import dataclass

from studydeck.core.grading import Confidence, Response, letters
from studydeck.core.items import Choice, TrueFalse
from studydeck.core.session import Asked

TRUE, FALSE = 0, 1
"""The indexes of the two offers of a true/false item."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer on offer: the letter that gives it, and its index (an option's in the author's order)."""

    letter: str
    index: int
    text: str
    right: bool
    why: str = ""


def offers(asked: Asked) -> tuple[Offer, ...]:
    """The answers a question offers, in the order shown; none for a card that the learner rates."""
    body = asked.item.body
    if isinstance(body, Choice):
        shown = ((letter, index, body.options[index]) for letter, index in letters(asked.order).items())
        return tuple(Offer(letter, index, one.text, one.right, one.why) for letter, index, one in shown)
    if isinstance(body, TrueFalse):
        return (Offer("t", TRUE, "True", body.answer), Offer("f", FALSE, "False", not body.answer))
    return ()


def wanted(asked: Asked) -> int:
    """How many options a question asks for; true or false counts as one."""
    return sum(offer.right for offer in offers(asked))


def takes_several(asked: Asked) -> bool:
    """Whether several options are marked before they are submitted."""
    return wanted(asked) > 1


def indexes(asked: Asked, given: Iterable[str]) -> frozenset[int]:
    """The indexes behind some letters."""
    by_letter = {offer.letter: offer.index for offer in offers(asked)}
    return frozenset(by_letter[letter] for letter in given)


def responded(asked: Asked, chosen: frozenset[int], confidence: Confidence | None) -> Response:
    """The response that takes some offers."""
    if isinstance(asked.item.body, TrueFalse):
        return Response(said=TRUE in chosen, confidence=confidence)
    return Response(chosen=chosen, confidence=confidence)


def taken(response: Response) -> frozenset[int]:
    """The indexes of the offers that a response took."""
    if response.said is None:
        return response.chosen
    return frozenset({TRUE if response.said else FALSE})
