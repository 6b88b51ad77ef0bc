"""An outcome as lines for people, as JSON, and as annotations on a pull request."""

import json
from collections.abc import Iterable

from studydeck.content.lint.targets import Outcome
from studydeck.content.problems import Problem, Severity


def as_text(outcome: Outcome) -> str:
    """A line a problem, `path:line:column: message [code]`; a warning says so before its message."""
    return "\n".join(map(_line, outcome.problems))


def _line(problem: Problem) -> str:
    if problem.severity is Severity.ERROR:
        return str(problem)
    place = f"{problem.path}:{problem.line}:{problem.column}"
    return f"{place}: warning: {problem.message} [{problem.code}]"


def as_json(outcome: Outcome) -> str:
    """One object, `{"problems": […], "files": n, "items": n}`; its fields are in docs/checks.md."""
    problems = [
        {
            "path": problem.path,
            "line": problem.line,
            "column": problem.column,
            "code": str(problem.code),
            "severity": str(problem.severity),
            "message": problem.message,
        }
        for problem in outcome.problems
    ]
    whole = {"problems": problems, "files": outcome.files, "items": outcome.items}
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_github(outcome: Outcome) -> str:
    """GitHub's workflow commands, a line a problem.

    Escaped as by https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
    """
    return "\n".join(map(_annotation, outcome.problems))


def _annotation(problem: Problem) -> str:
    place = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    return f"::{problem.severity} {place},title={_property(problem.code)}::{_data(problem.message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS = {"text": as_text, "json": as_json, "github": as_github}


def summary(outcome: Outcome) -> str:
    """`5 files, 40 items: 1 error, 2 warnings`, or `no problems`."""
    severities = [problem.severity for problem in outcome.problems]
    counts = [(severities.count(severity), str(severity)) for severity in Severity]
    found = ", ".join(counted(number, word) for number, word in counts if number) or "no problems"
    return f"{counted(outcome.files, 'file')}, {counted(outcome.items, 'item')}: {found}"


def counted(number: int, word: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def fails(problems: Iterable[Problem], strict: bool) -> bool:
    """Whether these problems fail a check: an error does, and in a strict one a warning too."""
    return any(strict or problem.severity is Severity.ERROR for problem in problems)
