import shutil
from pathlib import Path

import pytest

from studydeck.content.lint.targets import check
from studydeck.errors import DeckProblem, Exit

BAD = Path(__file__).parents[2] / "bad_decks"


@pytest.fixture(autouse=True)
def decks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two decks beneath the current folder; the second names an objective of the first, and has one fault."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(BAD / "good", "decks/psm-1")
    Path("decks/basics/study").mkdir(parents=True)
    text = "deck: basics\nformat: 1\ntitle: Basics\nversion: 1.0.0\nlicence: MIT\n"
    Path("decks/basics/deck.yaml").write_text(text, encoding="utf-8")
    text = "pool: study\nitems:\n  - {id: a, kind: flashcard, front: Why?, back: So, objective: psm-1/events}\n"
    Path("decks/basics/study/a.yaml").write_text(text, encoding="utf-8")


def checked(*targets: str, known: str = "decks") -> tuple[list[str], int, int]:
    outcome = check([Path(target) for target in targets], [Path(known)])
    return [f"{problem.path} {problem.code}" for problem in outcome.problems], outcome.files, outcome.items


FAULT = "decks/basics/study/a.yaml no-source"


def test_a_folder_of_decks_is_all_of_them():
    assert checked("decks") == ([FAULT], 5, 7)


def test_without_a_target_all_known_decks_are_checked():
    assert checked() == ([FAULT], 5, 7)


def test_no_known_deck_at_all_is_no_problem():
    assert checked(known="nowhere") == ([], 0, 0)


def test_a_deck_is_read_with_its_neighbours_and_reported_alone():
    assert checked("decks/basics", known="nowhere") == ([FAULT], 2, 1)
    assert checked("decks/psm-1") == ([], 3, 6)


def test_one_file_or_one_pool_of_a_deck_may_be_checked():
    assert checked("decks/psm-1/study/events.yaml") == ([], 1, 4)
    assert checked("decks/psm-1/exam") == ([], 1, 2)
    assert checked("decks/psm-1/deck.yaml") == ([], 1, 0)


def test_several_targets_are_checked_together():
    assert checked("decks/psm-1/exam", "decks/basics") == ([FAULT], 3, 3)


def test_the_current_folder_may_be_the_deck(monkeypatch):
    monkeypatch.chdir("decks/basics")
    assert checked(".") == (["study/a.yaml no-source"], 2, 1)


def test_a_copy_of_a_known_deck_is_checked_in_its_own_right():
    shutil.copytree("decks/psm-1", "mine/psm-1")
    assert checked("mine") == ([], 3, 6)


def test_a_deck_is_checked_before_a_copy_beside_it():
    shutil.copytree("decks/psm-1", "decks/a-copy")
    assert checked("decks/psm-1") == ([], 3, 6)
    assert checked("decks/psm-1", "decks/a-copy")[0] == ["decks/a-copy/deck.yaml duplicate-deck"]


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("decks/nowhere", "'decks/nowhere' does not exist; check the path, or see 'studydeck deck list'"),
        (
            "empty",
            "'empty' holds no deck; name a folder with a deck.yaml, a folder of such folders, or a .yaml file in a "
            "deck's study/ or exam/",
        ),
    ],
)
def test_a_target_that_cannot_be_read_is_named(target, message):
    Path("empty").mkdir()
    with pytest.raises(DeckProblem) as caught:
        checked("decks/psm-1", target)
    assert (str(caught.value), caught.value.code) == (message, Exit.DECK)
