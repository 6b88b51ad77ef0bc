"""Items in short form, for tests of rules about them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from studydeck.content.lint.registry import Path, Rule
from studydeck.core.blueprint import Blueprint, Domain, Objective, PassMark
from studydeck.core.items import (
    Body,
    Choice,
    Citation,
    Cloze,
    Deck,
    Flashcard,
    Gap,
    Item,
    Option,
    Place,
    Pool,
    Term,
    TrueFalse,
)
from studydeck.core.kinds import Kind

WHY = "This names the rule or the misconception in eight words."

EXAM = Blueprint(
    code="PSM I",
    body="Scrum.org",
    outline="November 2020 Scrum Guide",
    as_of="2026-09-02",
    questions=80,
    minutes=60,
    pass_mark=PassMark(85, True),
    domains=(Domain("all", "All of it", 100, False, (Objective("backlog", "Product Backlog management"),)),),
)
DECK = Deck(
    id="psm-1",
    title="Unofficial practice for Professional Scrum Master I",
    version="1.0.0",
    licence="CC-BY-SA-4.0",
    place=Place("deck.yaml", 1),
    notice="Independent of Scrum.org.",
    blueprint=EXAM,
)


def draft(kind: Kind, body: Body, **fields: Any) -> Item:
    """An item without a fault of its own; its fields can be changed."""
    item = Item(
        deck="psm-1",
        id="x",
        kind=kind,
        pool=Pool.STUDY,
        objectives=("psm-1/events",),
        body=body,
        place=Place("study/x.yaml", 3),
        fingerprint="0" * 16,
        concept="concept",
        why=WHY,
        takeaway="A rule to keep.",
        source=Citation("scrum-guide", "The Sprint"),
    )
    return replace(item, **fields)


def options(*texts: str, why: str = WHY) -> tuple[Option, ...]:
    """Options by their text; a right one begins with `+`."""
    return tuple(Option(text.removeprefix("+"), text.startswith("+"), why) for text in texts)


def single(question: str, *texts: str, why: str = WHY, **fields: Any) -> Item:
    return draft(Kind.SINGLE, Choice(question, options(*texts, why=why)), **fields)


def multiple(question: str, *texts: str, **fields: Any) -> Item:
    return draft(Kind.MULTIPLE, Choice(question, options(*texts)), **fields)


def true_false(statement: str, **fields: Any) -> Item:
    return draft(Kind.TRUE_FALSE, TrueFalse(statement, True), **fields)


def flashcard(front: str, back: str, **fields: Any) -> Item:
    return draft(Kind.FLASHCARD, Flashcard(front, back), **fields)


def term(name: str, definition: str, **fields: Any) -> Item:
    return draft(Kind.TERM, Term(name, definition), **fields)


def cloze(before: str, answer: str, after: str, **fields: Any) -> Item:
    return draft(Kind.CLOZE, Cloze((before, Gap("gap", answer), after)), **fields)


def found(rule: Rule, *items: Item, deck: Deck = DECK) -> list[str]:
    """The messages of a rule about these items."""
    return [finding.message for finding in rule.check(items, deck)]


def places(rule: Rule, *items: Item, deck: Deck = DECK) -> list[Path]:
    """The fields that a rule points at."""
    return [finding.at for finding in rule.check(items, deck)]


def quiet(rule: Rule, drafts: Sequence[Item]) -> bool:
    """Whether a rule has nothing to say of any of these."""
    return not any(found(rule, item) for item in drafts)
