"""docs/checks.md is held to the code: every code is there, and every example does what the page says."""

import json
import re
import shutil
from pathlib import Path
from textwrap import indent

import pytest

from studydeck.content.lint.report import as_json
from studydeck.content.lint.run import RULES
from studydeck.content.lint.targets import Outcome, check
from studydeck.content.problems import Code, Problem, Severity

ROOT = Path(__file__).parents[3]
BAD = ROOT / "tests" / "bad_decks"
PAGE = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
SECTIONS = dict(re.findall(r"^### `([a-z-]+)` (\(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))

# No YAML shows these: bytes, sizes, links, emptiness; and a sibling stands in another file.
NO_EXAMPLE = {
    Code.UNREADABLE,
    Code.LINK,
    Code.ENCODING,
    Code.CONTROL,
    Code.TOO_BIG,
    Code.TOO_DEEP,
    Code.EMPTY_FILE,
    Code.DUPLICATE_DECK,
}


def examples(code: str) -> list[str]:
    return re.findall(r"^```yaml\n(.*?)^```", SECTIONS[code], re.MULTILINE | re.DOTALL)


def replaced(text: str, bad: str, good: str) -> str:
    """A file with one passage in place of another, at the indentation that it has there."""
    margins = sorted({re.match(" *", line)[0] for line in text.splitlines()}, key=len)
    margin = next(margin for margin in margins if f"\n{indent(bad, margin)}" in text)
    return text.replace(f"\n{indent(bad, margin)}", f"\n{indent(good, margin)}", 1)


def test_the_page_has_every_code_once_and_no_other():
    headings = re.findall(r"^### `(.*)` \(", PAGE, re.MULTILINE)
    assert sorted(headings) == sorted([*Code, *(rule.code for rule in RULES)])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_the_page_says_of_a_rule_what_its_own_help_says(rule):
    severity, _, text = SECTIONS[rule.code].partition("\n\n")
    assert severity == f"({rule.severity})"
    assert " ".join(text.split()).startswith(rule.help)


@pytest.mark.parametrize("code", sorted({*SECTIONS} - NO_EXAMPLE))
def test_the_bad_example_is_the_one_fault_and_the_good_one_mends_it(code, tmp_path, monkeypatch):
    source = next(BAD.glob(f"*/{code}.yaml"))
    bad, good = examples(code)
    text = source.read_text(encoding="utf-8")
    deck = tmp_path / "deck"  # neighbours would be decks of the same id
    deck.mkdir()
    monkeypatch.chdir(deck)
    shutil.copy(BAD / "good" / "deck.yaml", "deck.yaml")
    target = Path("deck.yaml") if source.parent.name == "deck" else Path(source.parent.name, source.name)
    target.parent.mkdir(exist_ok=True)
    if code == "no-sibling":
        Path("study").mkdir()
        study = text.replace("pool: exam", "pool: study").partition("items:\n")[0] + "items:\n" + indent(good, "  ")
        Path("study/sibling.yaml").write_text(study, encoding="utf-8")
        assert bad in text
    else:
        text = replaced(text, bad, good)
    target.write_text(text, encoding="utf-8")
    assert [str(problem) for problem in check([Path()], []).problems] == []


def test_the_json_example_is_what_the_command_writes():
    example = re.search(r"<!-- json-example -->\n```json\n(.*?)```", PAGE, re.DOTALL)[1]
    message = "item 'sprint-cancel' has no right option; mark one with 'right:'"
    problem = Problem("decks/psm-1/study/events.yaml", 12, 5, Code.NO_KEY, message, Severity.ERROR)
    assert as_json(Outcome((problem,), 6, 40)) + "\n" == example
    assert json.loads(example)["problems"][0]["severity"] == "error"
