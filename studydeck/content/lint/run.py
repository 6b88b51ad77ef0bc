"""All rules on all decks of a catalog."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path, PurePath

from studydeck.content.catalog import Catalog
from studydeck.content.lint import bank, cues, facts, options, stale, structure, teaching, wording
from studydeck.content.lint.places import item_node, mark_of
from studydeck.content.lint.registry import Finding, Rule
from studydeck.content.nodes import Mark, Node
from studydeck.content.problems import Problem, has_error
from studydeck.content.reader import read
from studydeck.core.items import Deck

THEMES = (facts, structure, options, cues, wording, teaching, stale, bank)
RULES = tuple(rule for theme in THEMES for rule in vars(theme).values() if isinstance(rule, Rule))

Trees = Callable[[str], Node | None]


def lint(catalog: Catalog) -> list[Problem]:
    """Everything that is wrong with the decks, by place: what reading them found, and what the rules find."""
    trees = cache(_tree)
    found = [problem for deck in catalog.decks.values() for problem in _judged(deck, catalog, trees)]
    return sorted([*catalog.problems, *found])


def _tree(path: str) -> Node | None:
    tree, _ = read(Path(path), path)
    return tree


def _judged(deck: Deck, catalog: Catalog, trees: Trees) -> Iterator[Problem]:
    items = [item for item in catalog.items.values() if item.deck == deck.id]
    complete = not has_error(problem for problem in catalog.problems if _inside(problem.path, deck))
    for rule in RULES:
        if complete or not rule.needs_all:
            for finding in rule.check(items, deck):
                yield _problem(rule, finding, deck, trees)


def _inside(path: str, deck: Deck) -> bool:
    return PurePath(path).is_relative_to(PurePath(deck.place.path).parent)


def _problem(rule: Rule, finding: Finding, deck: Deck, trees: Trees) -> Problem:
    item = finding.item
    place, owner = (item.place, f"item '{item.id}' ") if item else (deck.place, "")
    tree = trees(place.path)
    mark = Mark(place.line, 1)
    if tree is not None:
        mark = mark_of(item_node(tree, place.line) if item else tree, finding.at)
    return Problem(place.path, mark.line, mark.column, rule.code, owner + finding.message, rule.severity)
