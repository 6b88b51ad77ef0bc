"""What the parser's tests share: text in, and objects or problems as people see them out."""

from collections.abc import Callable
from textwrap import dedent

import pytest

from studydeck.content.parser import Scope, parse_items
from studydeck.content.reader import read_bytes
from studydeck.core.blueprint import Blueprint, Domain, Objective, PassMark
from studydeck.core.items import Deck, Document, Item, Place, Pool

OBJECTIVES = ("events", "artifacts", "1.10")


def deck(blueprint: bool = True) -> Deck:
    domains = (Domain("all", "All", 100, True, tuple(Objective(name, name) for name in OBJECTIVES)),)
    exam = Blueprint("PSM I", "Scrum.org", "2020", "2026-09-02", 80, 60, PassMark(85, True), domains)
    return Deck(
        id="psm-1",
        title="A deck",
        version="1.0.0",
        licence="CC0",
        place=Place("deck.yaml", 1),
        sources={"scrum-guide": Document("The Scrum Guide")},
        blueprint=exam if blueprint else None,
    )


def scope(blueprint: bool = True) -> Scope:
    """A deck with an exam (or none), beside another whose exam has objective 2.2."""
    exams = {"capm": frozenset({"2.2"})}
    if blueprint:
        exams["psm-1"] = frozenset(OBJECTIVES)
    return Scope("psm-1", deck(blueprint), exams)


@pytest.fixture(name="scope")
def scope_fixture() -> Callable[..., Scope]:
    return scope


@pytest.fixture
def parse() -> Callable[..., tuple[list[Item], list[str]]]:
    """Items of a whole file, and problems as `line:column: message [code]`."""

    def parsed(text: str, within: Scope | None = None, pool: Pool = Pool.STUDY) -> tuple[list[Item], list[str]]:
        tree, unsound = read_bytes(dedent(text).encode(), "x.yaml")
        assert unsound == []
        assert tree is not None
        items, problems = parse_items(tree, "x.yaml", within or scope(), pool)
        return items, [str(problem).removeprefix("x.yaml:") for problem in problems]

    return parsed


@pytest.fixture
def item(parse: Callable[..., tuple[list[Item], list[str]]]) -> Callable[[str], Item]:
    """The one item that some fields make; `id` and `objective` are added."""

    def parsed(fields: str) -> Item:
        (found,), problems = parse(_file(fields))
        assert problems == []
        return found

    return parsed


@pytest.fixture
def wrong(parse: Callable[..., tuple[list[Item], list[str]]]) -> Callable[[str], list[str]]:
    """The problems of an item that some fields make; its first field is in line 5, column 5."""

    def parsed(fields: str) -> list[str]:
        items, problems = parse(_file(fields))
        assert items == []
        return problems

    return parsed


def _file(fields: str) -> str:
    lines = [f"    {line}" for line in dedent(fields).strip().splitlines()]
    return "\n".join(["pool: study", "defaults: {objective: events}", "items:", "  - id: x", *lines])
