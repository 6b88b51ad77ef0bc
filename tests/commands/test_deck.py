"""`studydeck deck`: what is here, where it is, and what is wrong with it."""

import json
import shutil
from pathlib import Path

import pytest
from sandbox import DECKS, Run, SandboxApp

BAD = Path(__file__).parents[1] / "bad_decks"


@pytest.fixture
def good(tmp_path: Path, app: SandboxApp, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good deck, the only one, in `decks/` beneath the current folder."""
    shutil.copytree(BAD / "good", tmp_path / "decks/psm-1")
    app.folders[:] = [tmp_path / "decks"]
    monkeypatch.chdir(tmp_path)
    return tmp_path / "decks/psm-1"


def add(good: Path, name: str) -> None:
    shutil.copy(BAD / "study" / f"{name}.yaml", good / "study")


def test_list_shows_each_deck_in_a_line(studydeck: Run, good: Path) -> None:
    ran = studydeck("deck", "list")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "DECK   TITLE                                                VERSION  ITEMS  CARDS",
        "psm-1  Unofficial practice for Professional Scrum Master I  1.0.0    6      5",
    ]


def test_list_says_where_to_look_when_a_file_is_left_out(studydeck: Run, good: Path) -> None:
    add(good, "no-key")
    ran = studydeck("deck", "list")
    assert (ran.code, ran.err) == (0, "Some files have errors and are left out: see 'studydeck deck lint'.\n")


def test_path_shows_the_folder_of_a_deck_or_all_folders(studydeck: Run, app: SandboxApp) -> None:
    app.folders[:] = [DECKS, app.paths.own_decks]
    assert studydeck("deck", "path").out.splitlines() == [str(DECKS), str(app.paths.own_decks)]
    assert studydeck("deck", "path", "mi").out == f"{DECKS / 'mini'}\n"


def test_path_of_an_unknown_deck_is_a_usage_error(studydeck: Run) -> None:
    ran = studydeck("deck", "path", "mimi")
    assert (ran.code, ran.out) == (2, "")
    assert "mini" in ran.err


def test_lint_of_good_decks_is_quiet_on_stdout(studydeck: Run, good: Path) -> None:
    ran = studydeck("deck", "lint")
    assert (ran.code, ran.out, ran.err) == (0, "", "3 files, 6 items: no problems\n")


@pytest.mark.parametrize("target", ["decks", "decks/psm-1", "decks/psm-1/study/no-key.yaml", "psm", "psm-1"])
def test_lint_reports_errors_and_fails(studydeck: Run, good: Path, target: str) -> None:
    add(good, "no-key")
    ran = studydeck("deck", "lint", target)
    message = "item 'sprint-cancel' has no right option; mark one with 'right:'"
    place = "decks/psm-1/study/no-key.yaml"
    assert ran.code == 1
    assert f"{place}:7:5: {message} [no-key]\n" in ran.out
    assert ran.err.endswith("1 error\n") or "errors" in ran.err


def test_warnings_fail_only_a_strict_check(studydeck: Run, good: Path) -> None:
    path = good / "study/events.yaml"
    text = path.read_text(encoding="utf-8").replace("front: How long is a Sprint at most?", "front: Length of a Sprint")
    path.write_text(text, encoding="utf-8")
    line = (
        "decks/psm-1/study/events.yaml:25:5: warning: item 'sprint-length' has a front that is no question; "
        "ask for the one fact on its back [front-shape]\n"
    )
    for arguments, code in (((), 0), (("--strict",), 1)):
        ran = studydeck("deck", "lint", *arguments)
        assert (ran.code, ran.out, ran.err) == (code, line, "3 files, 6 items: 1 warning\n")


def test_lint_speaks_json_and_github(studydeck: Run, good: Path) -> None:
    shutil.rmtree(good / "exam")
    (good / "study/events.yaml").unlink()
    add(good, "gap")
    report = json.loads(studydeck("deck", "lint", "--format", "json").out)
    assert [problem["code"] for problem in report["problems"]] == ["gap"]
    assert (report["files"], report["items"]) == (2, 0)
    ran = studydeck("deck", "lint", "--format", "github")
    assert ran.code == 1
    assert ran.out.startswith("::error file=decks/psm-1/study/gap.yaml,line=9,col=11,title=gap::")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("nowhere",), 2, "there is no deck 'nowhere'"),
        (("./nowhere/deck",), 3, "'nowhere/deck' does not exist"),
        (("nowhere.yaml",), 3, "'nowhere.yaml' does not exist"),
        (("psm-1", "--format", "xml"), 2, "'xml' is not one of"),
    ],
)
def test_lint_of_what_is_not_there_says_so(
    studydeck: Run, good: Path, arguments: tuple[str, ...], code: int, words: str
) -> None:
    ran = studydeck("deck", "lint", *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err


def test_a_deck_that_cannot_be_read_is_checked_by_its_path(studydeck: Run, good: Path) -> None:
    shutil.copy(BAD / "study/yaml.yaml", good / "deck.yaml")
    assert studydeck("deck", "lint", "psm-1").code == 3
    ran = studydeck("deck", "lint", "decks/psm-1")
    assert (ran.code, "[yaml]" in ran.out) == (1, True)
