import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.content.lint.report import as_github, as_json, as_text, fails, summary
from studydeck.content.lint.targets import Outcome
from studydeck.content.problems import Code, Problem, Severity

ERROR = Problem("decks/a.yaml", 12, 5, Code.NO_KEY, "item 'a' has no right option; mark one")
WARNING = Problem("decks/b,c.yaml", 3, 1, "short-why", "a why of 50 %", Severity.WARNING)
BOTH = Outcome((ERROR, WARNING), 2, 40)
NONE = Outcome((), 1, 1)


def test_text_is_a_line_a_problem_and_a_warning_says_so():
    assert as_text(BOTH).splitlines() == [
        "decks/a.yaml:12:5: item 'a' has no right option; mark one [no-key]",
        "decks/b,c.yaml:3:1: warning: a why of 50 % [short-why]",
    ]
    assert as_text(NONE) == ""


def test_json_holds_every_problem_and_the_counts():
    assert json.loads(as_json(BOTH)) == {
        "problems": [
            {
                "path": "decks/a.yaml",
                "line": 12,
                "column": 5,
                "code": "no-key",
                "severity": "error",
                "message": "item 'a' has no right option; mark one",
            },
            {
                "path": "decks/b,c.yaml",
                "line": 3,
                "column": 1,
                "code": "short-why",
                "severity": "warning",
                "message": "a why of 50 %",
            },
        ],
        "files": 2,
        "items": 40,
    }
    assert json.loads(as_json(NONE)) == {"problems": [], "files": 1, "items": 1}


def test_github_s_commands_escape_what_would_end_them():
    assert as_github(BOTH).splitlines() == [
        "::error file=decks/a.yaml,line=12,col=5,title=no-key::item 'a' has no right option; mark one",
        "::warning file=decks/b%2Cc.yaml,line=3,col=1,title=short-why::a why of 50 %25",
    ]


@given(st.text(), st.text())
def test_no_text_breaks_out_of_its_github_command(path, message):
    line = as_github(Outcome((Problem(path, 1, 1, Code.YAML, message),), 1, 1))
    head, _, data = line.removeprefix("::error ").partition("::")
    assert not set("\r\n") & set(line)
    assert unescaped(head) == f"file={path},line=1,col=1,title=yaml"
    assert head.count(",") == 3
    assert unescaped(data) == message


def unescaped(text: str) -> str:
    for code, character in (("%2C", ","), ("%3A", ":"), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


@pytest.mark.parametrize(
    ("outcome", "line"),
    [
        (NONE, "1 file, 1 item: no problems"),
        (BOTH, "2 files, 40 items: 1 error, 1 warning"),
        (Outcome((WARNING, WARNING), 2, 0), "2 files, 0 items: 2 warnings"),
    ],
)
def test_the_summary_counts(outcome, line):
    assert summary(outcome) == line


@pytest.mark.parametrize(
    ("problems", "strict", "failed"),
    [
        ([], True, False),
        ([WARNING], False, False),
        ([WARNING], True, True),
        ([WARNING, ERROR], False, True),
    ],
)
def test_errors_fail_and_warnings_only_a_strict_check(problems, strict, failed):
    assert fails(problems, strict) is failed
