"""`studydeck review` in plain lines: from the first word to the end, with every mistake on the way."""

import io
import shutil

import pytest
from sandbox import DECKS, Run, SandboxApp


def test_a_whole_session_from_pipes_ends_with_its_summary(studydeck: Run) -> None:
    ran = studydeck("review", "mini", "--objective", "words", "--limit", "1", "--seed", "1", typed="\n3\n")
    assert (ran.code, ran.err) == (0, "")
    assert "MINI" in ran.out
    assert "studydeck" in ran.out.splitlines()[-1]


def test_end_of_input_ends_the_session_cleanly(studydeck: Run) -> None:
    ran = studydeck("review", "mini", typed="")
    assert ran.code == 0
    assert "6 cards are left in this sitting." in ran.out


def test_a_deck_may_be_named_by_its_beginning(studydeck: Run) -> None:
    assert "MINI" in studydeck("review", "mi").out


def test_an_unknown_deck_is_a_usage_error_with_the_nearest_name(studydeck: Run) -> None:
    ran = studydeck("review", "mimi")
    assert (ran.code, ran.out) == (2, "")
    assert "mini" in ran.err


def test_without_a_deck_and_a_terminal_a_sentence_names_the_exams(studydeck: Run) -> None:
    ran = studydeck("review")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "say what to study: 'studydeck review mini' for MINI (The Mini Board)\n"


def test_without_a_deck_what_has_been_studied_is_studied(studydeck: Run) -> None:
    studydeck("review", "mini", "--limit", "1", typed="\n3\n" * 3)
    assert "MINI" in studydeck("review").out


def test_a_newcomer_at_a_terminal_picks_an_exam(
    studydeck: Run, app: SandboxApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(app), "has_terminal", staticmethod(lambda: True))
    ran = studydeck("review", typed="7\n1\n")
    assert ran.code == 0
    assert "  1  MINI (The Mini Board)" in ran.out
    assert "6 cards are left in this sitting." in ran.out


def test_no_deck_anywhere_is_said_with_the_places(tmp_path: object, studydeck: Run, app: SandboxApp) -> None:
    app.folders[:] = [app.paths.cache]
    ran = studydeck("review")
    assert ran.code == 3
    assert ran.err.startswith(f"there is no deck in {app.paths.cache}")


def test_when_all_is_done_it_says_what_comes_tomorrow(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("new = 1\n", encoding="utf-8")
    studydeck("review", "mini", "--objective", "words", typed="\n2\n" * 3)
    ran = studydeck("review", "mini")
    assert ran.code == 0
    assert ran.out.splitlines()[0] == "MINI: nothing more to study now."
    assert "7 cards wait: Today's limit of new cards is reached." not in ran.out
    assert "For more today: studydeck review mini --new 5" in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--objective", "fact-s"), "--objective fact-s names no objective here; did you mean facts?"),
        (("--objective", "xyz"), "--objective xyz names no objective here; there are facts, words"),
        (("--new", "-1"), "Invalid value for '--new'"),
        (("--minutes", "0"), "Invalid value for '--minutes'"),
        (("--seed", "x"), "Invalid value for '--seed'"),
    ],
)
def test_a_wrong_option_is_a_usage_error(studydeck: Run, arguments: tuple[str, ...], said: str) -> None:
    ran = studydeck("review", "mini", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_an_objective_may_be_named_by_its_beginning(studydeck: Run) -> None:
    assert "Facts" in studydeck("review", "mini", "--objective", "fa").out


def test_explain_is_shown_with_the_card(studydeck: Run) -> None:
    assert "New, and its objective's turn" in studydeck("review", "mini", "--explain").out


def test_a_wrong_setting_is_told_before_anything_is_asked(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("retention = 99\n", encoding="utf-8")
    ran = studydeck("review", "mini")
    assert (ran.code, ran.out) == (2, "")
    assert "retention is 99" in ran.err


def test_a_broken_file_is_left_out_with_one_warning(studydeck: Run, app: SandboxApp) -> None:
    shutil.copytree(DECKS, app.paths.own_decks)
    app.folders[:] = [app.paths.own_decks]
    broken = app.paths.own_decks / "mini" / "study" / "cards.yaml"
    broken.write_text("pool: study\nitems:\n  - id: x\n    kind: flashcard\n", encoding="utf-8")
    ran = studydeck("review", "mini", typed="")
    assert ran.code == 0
    assert len(ran.err.splitlines()) == 1
    assert "cards.yaml" in ran.err
    assert "studydeck deck lint" in ran.err
    assert "3 cards are left in this sitting." in ran.out


def test_several_decks_are_studied_together(studydeck: Run, app: SandboxApp) -> None:
    other = app.paths.own_decks / "other"
    shutil.copytree(DECKS / "mini", other)
    for file in other.glob("study/*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("concept: ", "concept: other-"), encoding="utf-8")
    facts = other / "deck.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace("deck: mini", "deck: other"), encoding="utf-8")
    app.folders.append(app.paths.own_decks)
    ran = studydeck("review", "mini", "other")
    assert "2 decks" in ran.out
    assert "10 cards are left in this sitting." in ran.out


def test_standard_input_that_is_no_terminal_means_plain_lines(studydeck: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    ran = studydeck("review", "mini", typed="q\n")
    assert "\x1b" not in ran.out
    assert isinstance(__import__("sys").stdin, io.StringIO)


def test_an_objective_that_fits_several_is_asked_for_whole(studydeck: Run, app: SandboxApp) -> None:
    shutil.copytree(DECKS, app.paths.own_decks)
    app.folders[:] = [app.paths.own_decks]
    for file in app.paths.own_decks.rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        text = text.replace("id: words", "id: fables").replace("objective: words", "objective: fables")
        file.write_text(text, encoding="utf-8")
    ran = studydeck("review", "mini", "--objective", "fa")
    assert (ran.code, ran.err) == (2, "--objective fa fits several: fables, facts; write one of them\n")
