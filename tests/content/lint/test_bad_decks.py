"""One bad file a code; its first line is the exact report. One good deck, about which there is nothing to say."""

import shutil
from pathlib import Path

import pytest

from studydeck.content.lint.run import RULES
from studydeck.content.lint.targets import check
from studydeck.content.problems import Code

BAD = Path(__file__).parents[2] / "bad_decks"
GOOD = BAD / "good"
FILES = sorted(path for folder in ("deck", "study", "exam") for path in (BAD / folder).glob("*.yaml"))

# Permissions, links, sizes and second decks are no matter of one small file; the tests of the reader have them.
NOT_ONE_FILE = {Code.UNREADABLE, Code.LINK, Code.TOO_BIG, Code.DUPLICATE_DECK}


def place(bad: Path, folder: Path) -> None:
    """Make a deck of a bad file: in the pool that its folder names, or in the place of deck.yaml."""
    shutil.copy(GOOD / "deck.yaml", folder)
    target = folder / ("deck.yaml" if bad.parent.name == "deck" else f"{bad.parent.name}/{bad.name}")
    target.parent.mkdir(exist_ok=True)
    shutil.copy(bad, target)


@pytest.mark.parametrize("bad", FILES, ids=lambda path: path.stem)
def test_a_bad_file_gives_exactly_the_report_of_its_first_line(
    bad: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "psm-1"
    folder.mkdir()
    place(bad, folder)
    monkeypatch.chdir(folder)
    first = bad.read_bytes().splitlines()[0].decode()
    reported = [f"# {problem}" for problem in check([Path()], []).problems]
    assert reported == [first]
    assert first.endswith(f"[{bad.stem}]")


def test_every_code_has_a_bad_file() -> None:
    codes = {str(code) for code in set(Code) - NOT_ONE_FILE} | {rule.code for rule in RULES}
    assert {path.stem for path in FILES} == codes


def test_the_good_deck_has_no_problems() -> None:
    outcome = check([GOOD], [])
    assert outcome.problems == ()
    assert (outcome.files, outcome.items) == (3, 6)


def test_no_code_means_two_things() -> None:
    codes = [*Code, *(rule.code for rule in RULES)]
    assert len(codes) == len(set(codes))
