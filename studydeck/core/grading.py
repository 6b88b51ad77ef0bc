"""From an answer to a grade: is it right, and which rating follows.

Flashcards, terms and clozes are rated by the learner; questions grade themselves.
"""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b
from json import dumps

from studydeck.core.items import Choice, Item, TrueFalse
from studydeck.core.log import Rating


class Confidence(StrEnum):
    """How sure the learner said they were, before the reveal."""

    SURE = "sure"
    THINK_SO = "think so"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Response:
    """What the learner gave: option indexes in the author's order, true or false, or a rating of their own."""

    chosen: frozenset[int] = frozenset()
    said: bool | None = None
    rating: Rating | None = None
    confidence: Confidence | None = None

    def as_json(self) -> str:
        """The form in which the log keeps it; the rating and the confidence have columns of their own."""
        if self.said is not None:
            return dumps({"said": self.said})
        return dumps({"chosen": sorted(self.chosen)}) if self.chosen else "{}"


@dataclass(frozen=True, slots=True)
class Grade:
    """Whether the answer was right (None where the learner rated) and the rating that follows from it."""

    correct: bool | None
    rating: Rating


def grade(item: Item, response: Response) -> Grade:
    """Grade a response; multiple answers are all or nothing."""
    if isinstance(item.body, Choice):
        return _graded(response.chosen == item.body.key, _CHOICE.get(response.confidence, Rating.GOOD))
    if isinstance(item.body, TrueFalse):
        return _graded(response.said == item.body.answer, _TRUE_FALSE.get(response.confidence, Rating.HARD))
    if response.rating is None:
        raise ValueError(f"{item.key} is rated by the learner, and the response holds no rating")
    return Grade(None, response.rating)


# What a right answer earns by confidence, where it is not the usual: a right guess among several options is no
# knowledge, and true or false is half a guess unless the learner is sure.
_CHOICE: Mapping[Confidence | None, Rating] = {Confidence.THINK_SO: Rating.HARD, Confidence.GUESS: Rating.AGAIN}
_TRUE_FALSE: Mapping[Confidence | None, Rating] = {Confidence.SURE: Rating.GOOD}


def _graded(correct: bool, earned: Rating) -> Grade:
    return Grade(correct, earned if correct else Rating.AGAIN)


def asks_confidence(item: Item) -> bool:
    """A guesser is right on half of the true/false items, so these always ask how sure one is."""
    return isinstance(item.body, TrueFalse)


def show_seed(session_seed: int, card: str, nth: int) -> int:
    """The seed of one showing of a card: the same session seed shows the same orders again (63 bits)."""
    digest = blake2b(f"{session_seed}:{card}:{nth}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def option_order(item: Item, seed: int) -> tuple[int, ...]:
    """The author's indexes of the options, in the order in which they are shown."""
    if not isinstance(item.body, Choice):
        return ()
    order = list(range(len(item.body.options)))
    if not item.fixed_order:
        random.Random(seed).shuffle(order)  # noqa: S311 (orders options, and guards nothing)
    return tuple(order)


def letters(order: Sequence[int]) -> dict[str, int]:
    """Letter to author's index: `a` is the first option shown."""
    return {"abcdefghijklmnopqrstuvwxyz"[shown]: index for shown, index in enumerate(order)}
