from typing import Any

import pytest

from studydeck.core.blueprint import Blueprint, Domain, Objective, PassMark
from studydeck.core.items import (
    Body,
    Card,
    Choice,
    Citation,
    Cloze,
    Deck,
    Document,
    Flashcard,
    Gap,
    Item,
    Option,
    Place,
    Pool,
    Term,
    TrueFalse,
    cards_of,
    citation,
    parts_of,
)
from studydeck.core.kinds import Kind

PLACE = Place("decks/psm-1/study/events.yaml", 12)
CLOZE = Cloze(("The ", Gap("po", "Product Owner"), " orders the ", Gap("pb", "Product Backlog", "list"), "."))


def item(kind: Kind, body: Body, **others: Any) -> Item:
    return Item("psm-1", "sprint", kind, Pool.STUDY, ("psm-1/events",), body, PLACE, "0123456789abcdef", **others)


def deck(**others: Any) -> Deck:
    return Deck("psm-1", "Practice", "1.0.0", "CC-BY-SA-4.0", PLACE, **others)


def test_a_place_is_shown_as_path_and_line() -> None:
    assert str(PLACE) == "decks/psm-1/study/events.yaml:12"


def test_an_item_s_key_holds_its_deck() -> None:
    assert item(Kind.FLASHCARD, Flashcard("a", "b")).key == "psm-1/sprint"


def test_the_key_of_a_question_is_the_set_of_right_options() -> None:
    options = (Option("a", True, "yes"), Option("b", False, "no"), Option("c", True, "yes"))
    assert Choice("Which?", options).key == {0, 2}


def test_a_cloze_has_its_gaps_in_reading_order() -> None:
    assert [gap.name for gap in CLOZE.gaps] == ["po", "pb"]


@pytest.mark.parametrize(
    ("kind", "body", "parts"),
    [
        (Kind.FLASHCARD, Flashcard("a", "b"), ("",)),
        (Kind.TERM, Term("a", "b"), ("", "reverse")),
        (Kind.CLOZE, CLOZE, ("po", "pb")),
        (Kind.SINGLE, Choice("Which?", ()), ("",)),
        (Kind.TRUE_FALSE, TrueFalse("So it is.", True), ("",)),
    ],
)
def test_the_parts_of_each_kind(kind: Kind, body: Body, parts: tuple[str, ...]) -> None:
    assert parts_of(item(kind, body)) == parts


def test_a_term_has_a_card_each_way_at_one_position() -> None:
    forward, reverse = cards_of(item(Kind.TERM, Term("a", "b"), concept="sprint"), position=7)
    assert forward == Card(
        "psm-1/sprint", "psm-1/sprint", "psm-1", Kind.TERM, ("psm-1/events",), "sprint", "0123456789abcdef", 7
    )
    assert (reverse.key, reverse.item, reverse.position) == ("psm-1/sprint#reverse", "psm-1/sprint", 7)
    assert (forward.part, reverse.part) == ("", "reverse")


def test_a_cloze_has_a_card_for_each_gap() -> None:
    assert [card.key for card in cards_of(item(Kind.CLOZE, CLOZE))] == ["psm-1/sprint#po", "psm-1/sprint#pb"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        (Citation("guide", "Daily Scrum"), "The Scrum Guide (November 2020), Daily Scrum"),
        (Citation("guide"), "The Scrum Guide (November 2020)"),
        (Citation("plain", "Events"), "Another guide, Events"),
        (Citation("missing"), ""),
        (None, ""),
    ],
)
def test_a_citation_in_words(source: Citation | None, words: str) -> None:
    sources = {"guide": Document("The Scrum Guide", "November 2020"), "plain": Document("Another guide")}
    assert citation(item(Kind.FLASHCARD, Flashcard("a", "b"), source=source), deck(sources=sources)) == words


def test_a_blueprint_s_objectives_are_those_of_its_domains_in_order() -> None:
    events, roles = Objective("events", "Events"), Objective("roles", "Accountabilities")
    domains = (Domain("a", "A", 70.0, False, (events,)), Domain("b", "B", 30.0, False, (roles,)))
    blueprint = Blueprint("PSM I", "Scrum.org", "2020", "2026-09-02", 80, 60, PassMark(85.0, True), domains)
    assert blueprint.objectives == (events, roles)


def test_the_learner_rates_cards_and_studydeck_grades_questions() -> None:
    rated = {kind for kind in Kind if not kind.is_question}
    assert rated == {Kind.FLASHCARD, Kind.TERM, Kind.CLOZE}
