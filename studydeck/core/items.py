"""What an author writes (an item) and what the scheduler plans (a card).

Everything here is plain, frozen data: no file, clock or terminal. Texts are kept as the author wrote them;
whoever shows them cleans them first.
"""

from dataclasses import dataclass, field
from enum import StrEnum

from studydeck.core.blueprint import Blueprint
from studydeck.core.kinds import Kind


class Pool(StrEnum):
    """Study items come up in review; exam items are kept for papers."""

    STUDY = "study"
    EXAM = "exam"


class Level(StrEnum):
    """How deep an item goes (the three lowest levels of Bloom's taxonomy)."""

    REMEMBER = "remember"
    UNDERSTAND = "understand"
    APPLY = "apply"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands in a deck: a path as shown to people, and a line counted from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


@dataclass(frozen=True, slots=True)
class Citation:
    """The document (a key of the deck's `sources`) and the section that states the claim."""

    ref: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Erratum:
    """A changed key, admitted: the day it changed (ISO), what it was, and why."""

    date: str
    was: str
    why: str


@dataclass(frozen=True, slots=True)
class Option:
    """One option of a question, in the author's order."""

    text: str
    right: bool
    why: str


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a cloze text: its name (part of the card's key), the answer, and perhaps a hint."""

    name: str
    answer: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Flashcard:
    """A prompt and its answer."""

    front: str
    back: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term and its definition, asked in both directions."""

    term: str
    definition: str


@dataclass(frozen=True, slots=True)
class Cloze:
    """A text cut at its gaps: `parts` alternate plain text and gaps, in reading order."""

    parts: tuple[str | Gap, ...]

    @property
    def gaps(self) -> tuple[Gap, ...]:
        return tuple(part for part in self.parts if isinstance(part, Gap))


@dataclass(frozen=True, slots=True)
class Choice:
    """A question with options; `single` has one right option, `multiple` two or more."""

    question: str
    options: tuple[Option, ...]

    @property
    def key(self) -> frozenset[int]:
        """The indexes, in the author's order, of the right options."""
        return frozenset(index for index, option in enumerate(self.options) if option.right)


@dataclass(frozen=True, slots=True)
class TrueFalse:
    """A statement that holds or does not."""

    statement: str
    answer: bool


Body = Flashcard | Term | Cloze | Choice | TrueFalse


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a deck.

    `objectives` are qualified by their exam (`psm-1/events`), the first being the one it is filed under.
    `fingerprint` is a hash of the asked fields only (16 hex digits); it notices edits and is never an identity.
    """

    deck: str
    id: str
    kind: Kind
    pool: Pool
    objectives: tuple[str, ...]
    body: Body
    place: Place
    fingerprint: str
    concept: str = ""
    scenario: str = ""
    why: str = ""
    takeaway: str = ""
    source: Citation | None = None
    level: Level | None = None
    tags: tuple[str, ...] = ()
    fixed_order: bool = False
    enemies: tuple[str, ...] = ()
    retired: str = ""
    replaces: str = ""
    errata: tuple[Erratum, ...] = ()

    @property
    def key(self) -> str:
        """`deck/id`, the identity that progress hangs on."""
        return f"{self.deck}/{self.id}"


@dataclass(frozen=True, slots=True)
class Card:
    """A light row for the queue: one schedulable prompt of an item, without its text.

    `position` is the item's place in its deck (files by name, items as written), for the order of new cards.
    """

    key: str
    item: str
    deck: str
    kind: Kind
    objectives: tuple[str, ...]
    concept: str
    fingerprint: str
    position: int = 0

    @property
    def part(self) -> str:
        """What follows `#` in the key: `reverse`, a gap's name, or nothing."""
        return self.key.partition("#")[2]


def parts_of(item: Item) -> tuple[str, ...]:
    """The parts an item is asked in, one card each; the empty part is the item's plain key."""
    if isinstance(item.body, Term):
        return ("", "reverse")
    if isinstance(item.body, Cloze):
        return tuple(gap.name for gap in item.body.gaps)
    return ("",)


def cards_of(item: Item, position: int = 0) -> tuple[Card, ...]:
    """The cards of an item, in the order in which they are introduced."""
    return tuple(
        Card(
            key=f"{item.key}#{part}" if part else item.key,
            item=item.key,
            deck=item.deck,
            kind=item.kind,
            objectives=item.objectives,
            concept=item.concept,
            fingerprint=item.fingerprint,
            position=position,
        )
        for part in parts_of(item)
    )


@dataclass(frozen=True, slots=True)
class Document:
    """A source that a deck cites."""

    title: str
    edition: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Deck:
    """A deck's own facts; `blueprint` is there only in a certification's deck."""

    id: str
    title: str
    version: str
    licence: str
    place: Place
    notice: str = ""
    sources: dict[str, Document] = field(default_factory=dict)
    blueprint: Blueprint | None = None


def citation(item: Item, deck: Deck) -> str:
    """An item's source in words: `The Scrum Guide (November 2020), Daily Scrum`; nothing where it has none."""
    if item.source is None or item.source.ref not in deck.sources:
        return ""
    document = deck.sources[item.source.ref]
    edition = f" ({document.edition})" if document.edition else ""
    return f"{document.title}{edition}" + (f", {item.source.at}" if item.source.at else "")
