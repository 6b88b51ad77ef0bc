import shutil
from pathlib import Path

import pytest

from studydeck.content.catalog import Catalog
from studydeck.content.lint.run import RULES, lint

BAD = Path(__file__).parents[2] / "bad_decks"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A good deck, and the current folder."""
    shutil.copytree(BAD / "good", tmp_path / "psm-1")
    monkeypatch.chdir(tmp_path / "psm-1")
    return Path()


def add(name: str, folder: str = "study") -> None:
    shutil.copy(BAD / folder / f"{name}.yaml", folder)


def codes(deck: Path) -> list[tuple[str, str]]:
    return [(Path(problem.path).stem, problem.code) for problem in lint(Catalog.load([deck]))]


def without(file: str, text: str) -> None:
    path = Path(file)
    path.write_text(path.read_text(encoding="utf-8").replace(text, ""), encoding="utf-8")


def test_problems_of_parser_and_rules_come_together_by_path_and_line(deck):
    Path("study/a.yaml").write_text("pool: study\nitems:\n  - id: a\n    kind: flashcard\n", encoding="utf-8")
    without("study/events.yaml", "    takeaway: Only the Product Owner may cancel a Sprint.\n")
    without("study/events.yaml", "    concept: sprint-cancellation\n")
    assert codes(deck) == [
        ("a", "missing"),
        ("a", "missing"),
        ("a", "no-objective"),
        ("events", "no-concept"),
        ("events", "no-takeaway"),
    ]


def test_rules_that_compare_items_wait_until_every_file_is_sound(deck):
    without("study/events.yaml", "    concept: sprint-cancellation\n")
    assert codes(deck) == [("events", "no-sibling"), ("events", "no-concept")]
    add("no-key")
    assert ("events", "no-sibling") not in codes(deck)


def test_a_broken_deck_file_leaves_the_reports_of_its_reader(deck):
    without("deck.yaml", "format: 1\n")
    assert codes(deck) == [("deck", "missing")]


def test_a_broken_neighbour_does_not_silence_a_deck(tmp_path, monkeypatch):
    for name in ("psm-1", "other"):
        shutil.copytree(BAD / "good", tmp_path / name)
    monkeypatch.chdir(tmp_path)
    without("other/deck.yaml", "format: 1\n")
    without("psm-1/study/events.yaml", "    concept: sprint-cancellation\n")
    assert ("events", "no-sibling") in codes(Path())


def test_a_file_that_has_gone_since_keeps_the_line_of_its_item(deck):
    without("study/events.yaml", "    takeaway: Only the Product Owner may cancel a Sprint.\n")
    catalog = Catalog.load([deck])
    Path("study/events.yaml").unlink()
    assert [(problem.line, problem.column, problem.code) for problem in lint(catalog)] == [(6, 1, "no-takeaway")]


def test_every_rule_explains_itself_in_one_sentence():
    assert all(rule.help.endswith(".") and "\n" not in rule.help for rule in RULES)
