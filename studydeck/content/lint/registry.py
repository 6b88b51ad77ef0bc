"""What a rule is: one small function, its code, its severity and one line of help.

A rule about an item takes `(item, deck)`, one about a bank `(items, deck)`, one about a deck's facts
`(deck)`; all yield findings. A finding's message is a predicate ("has no takeaway; …") that follows
"item 'x'", or a whole sentence where it concerns the deck.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from studydeck.content.problems import Severity
from studydeck.core.items import Deck, Item

Path = tuple[str | int, ...]
"""The way from an item or a deck file to a field, such as `("options", 1, "why")`; indexes count from 0."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has to say, at which field, and of which item (None: of the deck itself)."""

    message: str
    at: Path = ()
    item: Item | None = None


Check = Callable[[Sequence[Item], Deck], Iterable[Finding]]
ItemCheck = Callable[[Item, Deck], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule; one that `needs_all` compares items, and would be wrong about a deck that lacks a file."""

    code: str
    severity: Severity
    help: str
    check: Check
    needs_all: bool = False


def item_rule(code: str, severity: Severity, line: str) -> Callable[[ItemCheck], Rule]:
    """Make a rule of a function that judges one item; items out of use (`retired`) are not judged."""

    def made(judge: ItemCheck) -> Rule:
        def check(items: Sequence[Item], deck: Deck) -> Iterator[Finding]:
            for item in items:
                if not item.retired:
                    yield from (replace(found, item=item) for found in judge(item, deck))

        return Rule(code, severity, line, check)

    return made


def bank_rule(code: str, severity: Severity, line: str) -> Callable[[Check], Rule]:
    """Make a rule of a function that compares all the items of a deck."""
    return lambda check: Rule(code, severity, line, check, needs_all=True)


def deck_rule(code: str, severity: Severity, line: str) -> Callable[[Callable[[Deck], Iterable[Finding]]], Rule]:
    """Make a rule of a function that judges a deck's own facts."""
    return lambda judge: Rule(code, severity, line, lambda _, deck: judge(deck))
