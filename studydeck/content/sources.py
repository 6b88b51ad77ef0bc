"""Where decks are on disk: every folder with a deck.yaml, and the files of items in its study/ and exam/."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from studydeck.content.problems import FORBIDDEN, Code, Problem, Severity
from studydeck.core.items import Pool

DECK_FILE = "deck.yaml"
SUFFIXES = (".yaml", ".yml")


@dataclass(frozen=True, slots=True)
class ItemsFile:
    """A file of items, and the pool whose folder it is in."""

    path: Path
    pool: Pool


@dataclass(frozen=True, slots=True)
class DeckFolder:
    """A deck on disk: its deck.yaml, and its files of items in the order of their names, study before exam."""

    path: Path
    files: tuple[ItemsFile, ...]

    @property
    def deck_file(self) -> Path:
        return self.path / DECK_FILE


def shipped_folder() -> Path:
    """The decks that come with studydeck: inside the installed package, beside it in a source checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "decks"
    return installed if installed.is_dir() else package.parent / "decks"


def find(folders: Iterable[Path]) -> tuple[list[DeckFolder], list[Problem]]:
    """The decks in the folders (or a folder that is itself a deck), and a warning for each link that leads elsewhere."""
    problems: list[Problem] = []
    found = [deck for folder in folders for deck in _decks(folder, problems)]
    return found, problems


def shown(path: Path) -> str:
    """A path as people see it: from the current folder where it is beneath it, and harmless to a terminal."""
    here = Path.cwd()
    short = path.relative_to(here) if path.is_relative_to(here) else path
    return FORBIDDEN.sub("\ufffd", " ".join(short.as_posix().splitlines()))


def _decks(folder: Path, problems: list[Problem]) -> Iterator[DeckFolder]:
    candidates = [folder] if _is_deck(folder) else _listed(folder, folder, problems)
    for path in candidates:
        if _is_deck(path):
            yield DeckFolder(path, tuple(_files(path, problems)))


def _is_deck(path: Path) -> bool:
    return (path / DECK_FILE).is_file()


def _files(deck: Path, problems: list[Problem]) -> Iterator[ItemsFile]:
    for pool in Pool:
        for path in _listed(deck / pool, deck, problems):
            if path.suffix in SUFFIXES and path.is_file():
                yield ItemsFile(path, pool)


def _listed(folder: Path, root: Path, problems: list[Problem]) -> Iterator[Path]:
    """What is in a folder, by name, without what is hidden or lies outside the root."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.startswith("."):
            continue
        if path.resolve().is_relative_to(root.resolve()):
            yield path
        else:
            message = "this link leads out of its folder and is not followed; put the file itself here"
            problems.append(Problem(shown(path), 1, 1, Code.LINK, message, Severity.WARNING))
