"""What makes a card quick to judge: a question in front, one short fact behind."""

import re
from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, Path, item_rule
from studydeck.content.lint.texts import sentences, words
from studydeck.content.problems import Severity
from studydeck.core.items import Deck, Flashcard, Item, Term

BACK_WORDS = 30
LIST_LENGTH = 4
BULLET = re.compile(r"^\s*(?:[-*•]|\d+[.)])\s", re.MULTILINE)
SEPARATOR = re.compile(r"[,;](?: and| or)? ")
JOINED = re.compile(r" (?:and|or) ")
MEMBER_WORDS = 5


@item_rule("front-shape", Severity.WARNING, "The front of a flashcard is a question, not a topic.")
def front_shape(item: Item, _: Deck) -> Iterator[Finding]:
    if isinstance(item.body, Flashcard) and "?" not in item.body.front:
        yield Finding("has a front that is no question; ask for the one fact on its back", ("front",))


@item_rule("long-back", Severity.WARNING, f"The answer of a card has at most {BACK_WORDS} words.")
def long_back(item: Item, _: Deck) -> Iterator[Finding]:
    for field, text in _answers(item):
        count = len(words(text))
        if count > BACK_WORDS:
            yield Finding(
                f"has an answer of {count} words, too long to judge at a glance; keep one fact in at most "
                f"{BACK_WORDS} words, or split the card",
                field,
            )


@item_rule("long-list", Severity.WARNING, f"A card lists at most {LIST_LENGTH} things.")
def long_list(item: Item, _: Deck) -> Iterator[Finding]:
    for field, text in _answers(item):
        count = listed(text)
        if count > LIST_LENGTH:
            yield Finding(f"lists {count} things in one answer; split it, or make it a 'cloze' with a gap each", field)


def _answers(item: Item) -> Iterator[tuple[Path, str]]:
    if isinstance(item.body, Flashcard):
        yield ("back",), item.body.back
    if isinstance(item.body, Term):
        yield ("definition",), item.body.definition


def listed(text: str) -> int:
    """How many things a text lists: its bullets, or the members of its longest enumeration."""
    return max(len(BULLET.findall(text)), *(_enumerated(sentence) for sentence in sentences(text)))


def _enumerated(sentence: str) -> int:
    """The members of `a, b, c and d`: those after the first are short, or it is a sentence with clauses."""
    *members, last = SEPARATOR.split(sentence)
    members += JOINED.split(last)
    return len(members) if all(len(words(member)) <= MEMBER_WORDS for member in members[1:]) else 0
