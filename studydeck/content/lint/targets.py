"""What to check: a file, a deck or a folder of decks, read together with the decks that it may refer to."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from studydeck.content.catalog import Catalog
from studydeck.content.lint.run import lint
from studydeck.content.problems import Problem
from studydeck.content.sources import DECK_FILE, shown
from studydeck.errors import DeckProblem


@dataclass(frozen=True, slots=True)
class Outcome:
    """The problems by place, and how many files and items were checked."""

    problems: tuple[Problem, ...]
    files: int
    items: int


def check(targets: Sequence[Path], known: Sequence[Path]) -> Outcome:
    """Check the targets, or without any all decks in the `known` folders, which targets may refer to.

    A deck is always read whole, with its neighbours, whatever part of it is the target. Raises DeckProblem
    where a target does not exist or holds no deck.
    """
    paths = [_absolute(path) for path in targets or known]
    # The targets first: of two copies of a deck, the one that is asked for holds.
    catalog = Catalog.load([*map(_deck, paths), *map(_neighbours, paths), *map(_absolute, known)])
    for target in targets:
        _check_read(_absolute(target), catalog)
    return Outcome(
        problems=tuple(problem for problem in lint(catalog) if _inside(problem.path, paths)),
        files=sum(_inside(file, paths) for file in catalog.files),
        items=sum(_inside(item.place.path, paths) for item in catalog.items.values()),
    )


def _absolute(path: Path) -> Path:
    # Not `resolve`: problems are to show the path that was given, links and all.
    return Path(os.path.abspath(path))


def _deck(path: Path) -> Path:
    """The deck that a path belongs to, as its study/ or a file in there; a folder of decks as it is."""
    return next((folder for folder in (path, *path.parents[:2]) if (folder / DECK_FILE).is_file()), path)


def _neighbours(path: Path) -> Path:
    """The folder of decks in which the deck of a path stands."""
    deck = _deck(path)
    return deck.parent if (deck / DECK_FILE).is_file() else deck


def _inside(file: str, paths: Sequence[Path]) -> bool:
    return any(_absolute(Path(file)).is_relative_to(path) for path in paths)


def _check_read(path: Path, catalog: Catalog) -> None:
    if not path.exists():
        raise DeckProblem(f"'{shown(path)}' does not exist; check the path, or see 'studydeck deck list'")
    if not any(_inside(file, [path]) for file in catalog.files):
        raise DeckProblem(
            f"'{shown(path)}' holds no deck; name a folder with a {DECK_FILE}, a folder of such folders, or "
            "a .yaml file in a deck's study/ or exam/"
        )
