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
    """A deck on disk: its deck.yaml, and its files of items by name, those of study/ first."""

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
    """The decks in the folders (or a folder that is a deck itself), each once, and what was passed over."""
    problems: list[Problem] = []
    paths: dict[str, Path] = {}
    for folder in folders:
        for path in _decks(folder, problems):
            paths.setdefault(os.path.realpath(path), path)
    return [DeckFolder(path, tuple(_files(path, problems))) for path in paths.values()], problems


def shown(path: Path) -> str:
    """A path as people see it: from the current folder if it is in there, and harmless to a terminal."""
    here = Path.cwd()
    short = path.relative_to(here) if path.is_relative_to(here) else path
    return FORBIDDEN.sub("\ufffd", " ".join(short.as_posix().split("\n")))


def _decks(folder: Path, problems: list[Problem]) -> Iterator[Path]:
    if _is_deck(folder, problems):
        yield folder
        return
    for path in _listed(folder, folder, problems):
        if _is_deck(path, problems):
            yield path


def _is_deck(folder: Path, problems: list[Problem]) -> bool:
    path = folder / DECK_FILE
    return os.path.isfile(path) and _inside(path, folder, problems)


def _files(deck: Path, problems: list[Problem]) -> Iterator[ItemsFile]:
    for pool in Pool:
        for path in _listed(deck / pool, deck, problems):
            if path.suffix.lower() in SUFFIXES and os.path.isfile(path):
                yield ItemsFile(path, pool)


def _listed(folder: Path, root: Path, problems: list[Problem]) -> list[Path]:
    """What is in a folder, by name, without what is hidden or lies outside the root."""
    if not os.path.isdir(folder):
        return []
    try:
        names = sorted(name for name in os.listdir(folder) if not name.startswith("."))
    except OSError as error:
        message = f"the folder cannot be read ({error.strerror}); check that you may read it"
        problems.append(Problem(shown(folder), 1, 1, Code.UNREADABLE, message))
        return []
    return [folder / name for name in names if _inside(folder / name, root, problems)]


def _inside(path: Path, root: Path, problems: list[Problem]) -> bool:
    if Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root)):
        return True
    message = "this link leads out of its folder and is not followed; put what it points to in its place"
    problems.append(Problem(shown(path), 1, 1, Code.LINK, message, Severity.WARNING))
    return False
