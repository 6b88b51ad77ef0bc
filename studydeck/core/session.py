"""One sitting: which card comes next, and what a screen needs in order to ask it.

A session is a value: every step gives a new one, so undo is the value before.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from studydeck.core.items import Card, Item
from studydeck.core.log import Rating
from studydeck.core.queue import Entry, Reason
from studydeck.core.spreading import Outcome

RETURN_AFTER = 5
"""Answers between a failed card and its return, while other cards are left: long enough to have left the mind's eye."""


@dataclass(frozen=True, slots=True)
class Returning:
    """A failed card, and the number of answers from which on it may come back."""

    entry: Entry
    ready: int


@dataclass(frozen=True, slots=True)
class Session:
    """The cards still to come; `answers` counts every answer given, `finished` the cards that need none any more."""

    waiting: tuple[Entry, ...] = ()
    returning: tuple[Returning, ...] = ()
    answers: int = 0
    finished: int = 0

    @property
    def total(self) -> int:
        """Cards in this sitting, finished or not."""
        return self.finished + len(self.waiting) + len(self.returning)

    @property
    def remaining(self) -> tuple[Entry, ...]:
        """Every entry still to come."""
        return self.waiting + tuple(again.entry for again in self.returning)

    @property
    def seconds(self) -> float:
        """Expected seconds for what remains."""
        return sum(entry.seconds for entry in self.remaining)

    def current(self) -> Entry | None:
        """The card to ask now: a failed one that has rested, else the next in the queue, else a failed one."""
        if self.returning and (self.returning[0].ready <= self.answers or not self.waiting):
            return self.returning[0].entry
        return self.waiting[0] if self.waiting else None

    def answer(self, rating: Rating) -> "Session":
        """The session after the current card was answered; a failed card goes to the end of those that return."""
        entry = self.current()
        if entry is None:
            raise ValueError("the session is over")
        rest = self._without(entry)
        if rating is not Rating.AGAIN:
            return replace(rest, answers=self.answers + 1, finished=self.finished + 1)
        back = Returning(replace(entry, reason=Reason.RETURNING), self.answers + 1 + RETURN_AFTER)
        return replace(rest, answers=self.answers + 1, returning=(*rest.returning, back))

    def drop(self, item: str) -> "Session":
        """The session without any card of an item (suspended or buried)."""
        return replace(
            self,
            waiting=tuple(entry for entry in self.waiting if entry.card.item != item),
            returning=tuple(again for again in self.returning if again.entry.card.item != item),
        )

    def _without(self, gone: Entry) -> "Session":
        return replace(
            self,
            waiting=tuple(entry for entry in self.waiting if entry is not gone),
            returning=tuple(again for again in self.returning if again.entry is not gone),
        )


class Command(StrEnum):
    """What a learner can ask for instead of answering."""

    UNDO = "undo"
    SUSPEND = "suspend"
    BURY = "bury"
    FLAG = "flag"
    QUIT = "quit"


@dataclass(frozen=True, slots=True)
class Progress:
    """The header: whose deck, which objective, the how-manieth card of how many, and expected minutes left."""

    title: str
    objective: str
    nth: int
    total: int
    minutes_left: float


@dataclass(frozen=True, slots=True)
class Asked:
    """Everything a screen needs to ask one card.

    `order` holds the author's option indexes as shown; `outcomes` what each rating would lead to, counted from `day`;
    `citation` is the source in words; `explain` is `--explain`'s sentence, or nothing; `notice` something to say once
    (an undo, an edited item); `confidence` whether to ask how sure the learner is.
    """

    item: Item
    card: Card
    day: date
    order: tuple[int, ...]
    outcomes: Mapping[Rating, Outcome]
    progress: Progress
    citation: str = ""
    explain: str = ""
    notice: str = ""
    flagged: bool = False
    can_undo: bool = False
    confidence: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """Answers of one objective in this sitting; the first answer to a card counts."""

    objective: str
    right: int
    total: int


@dataclass(frozen=True, slots=True)
class Summary:
    """The end of a sitting: what was done, what comes tomorrow, and the next best command.

    `right` of `questions` were graded right, `recalled` of `cards` were rated Hard or better (first answers only).
    `notes` are sentences about what was left out today and why.
    """

    title: str
    answers: int
    minutes: float
    right: int
    questions: int
    recalled: int
    cards: int
    tallies: tuple[Tally, ...] = ()
    tomorrow: int = 0
    tomorrow_minutes: float = 0.0
    notes: tuple[str, ...] = field(default=())
    next_command: str = ""
