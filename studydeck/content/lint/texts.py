"""Reading an item's texts: which it has and where, their words, and the stems of these."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from studydeck.content.lint.registry import Path
from studydeck.core.items import Choice, Cloze, Flashcard, Gap, Item, Option, Term, TrueFalse

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
NUMBER = re.compile(r"[^\w\s−-]?(?P<number>[-−]?\d[\d,]*(?:\.\d+)?)(?: ?%|(?: [^\W\d]+){0,2})")
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
DOUBLE_END = re.compile(r"(.)\1$")
SUFFIXES = (
    "ations",
    "ation",
    "ating",
    "ates",
    "ated",
    "ate",
    "ments",
    "ment",
    "ings",
    "ing",
    "ed",
    "ies",
    "es",
    "s",
    "ly",
    "e",
    "y",
)


class Role(StrEnum):
    """What a text is for, by the word that a message uses."""

    STEM = "stem"
    RIGHT = "right option"
    WRONG = "wrong option"
    CARD = "card"
    WHY = "why"
    TAKEAWAY = "takeaway"


@dataclass(frozen=True, slots=True)
class Text:
    """One text of an item, its role and the field it stands in."""

    role: Role
    at: Path
    text: str


def texts(item: Item) -> Iterator[Text]:
    """Every text of an item that is not empty, in the order in which the format lists them."""
    return (text for text in _all_texts(item) if text.text)


def _all_texts(item: Item) -> Iterator[Text]:
    yield Text(Role.STEM, ("scenario",), item.scenario)
    yield from _body_texts(item)
    yield Text(Role.WHY, ("why",), item.why)
    yield Text(Role.TAKEAWAY, ("takeaway",), item.takeaway)


def _body_texts(item: Item) -> Iterator[Text]:
    match body := item.body:
        case Flashcard(front, back):
            yield from (Text(Role.CARD, ("front",), front), Text(Role.CARD, ("back",), back))
        case Term(term, definition):
            yield from (Text(Role.CARD, ("term",), term), Text(Role.CARD, ("definition",), definition))
        case Cloze():
            yield Text(Role.CARD, ("text",), filled(body))
        case TrueFalse(statement, _):
            yield Text(Role.STEM, ("statement",), statement)
        case _:
            yield Text(Role.STEM, ("question",), body.question)
            yield from _option_texts(body)


def _option_texts(choice: Choice) -> Iterator[Text]:
    for index, option in enumerate(choice.options):
        yield Text(Role.RIGHT if option.right else Role.WRONG, ("options", index), option.text)
        yield Text(Role.WHY, ("options", index, "why"), option.why)


def options_of(item: Item) -> tuple[Option, ...]:
    """An item's options; none where its kind has none."""
    return item.body.options if isinstance(item.body, Choice) else ()


def filled(cloze: Cloze) -> str:
    """A cloze text with its answers in place."""
    return "".join(part.answer if isinstance(part, Gap) else part for part in cloze.parts)


def words(text: str) -> list[str]:
    """The words and numbers of a text, as written; `don't`, `two-week` and `1,000` are one word each."""
    return WORD.findall(text)


def sentences(text: str) -> list[str]:
    """The sentences of a text, cut after a full stop, question mark or exclamation mark and a space."""
    return SENTENCE_END.split(text.strip())


def stemmed(word: str) -> str:
    """A word in small letters without its ending, so that `planned` and `plans` are the same.

    Deliberately crude: it only has to tell whether two words look alike to somebody who guesses.
    """
    small = word.lower()
    for suffix in SUFFIXES:
        if small.endswith(suffix) and len(small) - len(suffix) >= 4:
            return DOUBLE_END.sub(r"\1", small.removesuffix(suffix))
    return small


def number(text: str) -> float | None:
    """The number that a text is (`15`, `€1,200`, `-3.5 %`, `20 working days`); None where it says more."""
    found = NUMBER.fullmatch(text.strip())
    return float(found["number"].replace(",", "").replace("−", "-")) if found else None
