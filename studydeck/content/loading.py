"""From folders to decks and items: every file read and parsed, every problem kept, broken files left out."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from studydeck.content.nodes import Node
from studydeck.content.parser import Scope, parse_deck, parse_items
from studydeck.content.problems import Code, Problem
from studydeck.content.reader import read
from studydeck.content.sources import DeckFolder, ItemsFile, find, shown
from studydeck.core.items import Deck, Item

Parsed = TypeVar("Parsed")


@dataclass(slots=True)
class Loaded:
    """What has been read so far; `broken` has the first problem of each unusable deck.yaml, by its folder."""

    decks: dict[str, Deck] = field(default_factory=dict)
    items: list[Item] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    broken: dict[str, Problem] = field(default_factory=dict)
    files: list[str] = field(default_factory=list)


def load(folders: Iterable[Path]) -> Loaded:
    """Read all decks first, since items may name another deck's objectives; then the items."""
    loaded = Loaded()
    found, loaded.problems = find(folders)
    owners = [(folder, _read_deck(folder, loaded)) for folder in found]
    exams = _exams(loaded.decks)
    for folder, deck in owners:
        if deck is None or loaded.decks[deck.id] is deck:
            scope = Scope(deck.id if deck else _name(folder), deck, exams)
            for file in folder.files:
                items = _read_items(file, scope, loaded)
                loaded.items += items if deck else []
    return loaded


def _exams(decks: dict[str, Deck]) -> dict[str, frozenset[str]]:
    blueprints = {deck.id: deck.blueprint for deck in decks.values() if deck.blueprint}
    return {name: frozenset(objective.id for objective in exam.objectives) for name, exam in blueprints.items()}


def _name(folder: DeckFolder) -> str:
    return folder.path.resolve().name


def _read_deck(folder: DeckFolder, loaded: Loaded) -> Deck | None:
    before = len(loaded.problems)
    deck = _read(folder.deck_file, parse_deck, loaded)
    if deck is None:
        loaded.broken[_name(folder)] = min(loaded.problems[before:])
    elif loaded.decks.setdefault(deck.id, deck) is not deck:
        loaded.problems.append(_twice(deck, loaded.decks[deck.id]))
    return deck


def _twice(deck: Deck, first: Deck) -> Problem:
    message = f"deck '{deck.id}' is also in {first.place.path}, which is used; rename or remove one of them"
    return Problem(deck.place.path, deck.place.line, 1, Code.DUPLICATE_DECK, message)


def _read_items(file: ItemsFile, scope: Scope, loaded: Loaded) -> list[Item]:
    return _read(file.path, lambda tree, path: parse_items(tree, path, scope, file.pool), loaded) or []


def _read(path: Path, parse: Callable[[Node, str], tuple[Parsed, list[Problem]]], loaded: Loaded) -> Parsed | None:
    """What a file holds, or nothing; even where its YAML is unsound, what can be parsed of it is checked."""
    name = shown(path)
    loaded.files.append(name)
    tree, unsound = read(path, name)
    loaded.problems += unsound
    if tree is None:
        return None
    parsed, problems = parse(tree, name)
    places = {(problem.line, problem.column) for problem in unsound}
    loaded.problems += [problem for problem in problems if (problem.line, problem.column) not in places]
    return None if unsound else parsed
