"""What is wrong with a deck, and where: one sentence with a place, a remedy and a code."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# C0 and C1 controls but tab and newline, line and paragraph separators, the characters that override or
# isolate a direction, and what YAML itself does not print.
FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
LONGEST = 60


class Severity(StrEnum):
    """An error keeps a file out of the catalog; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """The codes of everything that the reader and the parser report; `docs/checks.md` explains each."""

    UNREADABLE = "unreadable"
    LINK = "link"
    ENCODING = "encoding"
    CONTROL = "control"
    TOO_BIG = "too-big"
    TOO_DEEP = "too-deep"
    YAML = "yaml"
    EMPTY_FILE = "empty-file"
    DOCUMENTS = "documents"
    ANCHOR = "anchor"
    TAG = "tag"
    DUPLICATE_KEY = "duplicate-key"
    COMMENT = "comment"
    SHAPE = "shape"
    EMPTY = "empty"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown-field"
    UNSUPPORTED = "unsupported"
    VALUE = "value"
    ID = "id"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_DECK = "duplicate-deck"
    POOL = "pool"
    GAP = "gap"
    FEW_OPTIONS = "few-options"
    SAME_OPTION = "same-option"
    NO_KEY = "no-key"
    FEW_KEYS = "few-keys"
    MANY_KEYS = "many-keys"
    UNKNOWN_SOURCE = "unknown-source"
    UNKNOWN_OBJECTIVE = "unknown-objective"
    NO_OBJECTIVE = "no-objective"


@dataclass(frozen=True, order=True, slots=True)
class Problem:
    """A finding in a file; `line` and `column` count from 1, and problems sort by their place."""

    path: str
    line: int
    column: int
    code: str
    message: str
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message} [{self.code}]"


def has_error(problems: Iterable[Problem]) -> bool:
    """Whether a file with these problems must be left out."""
    return any(problem.severity is Severity.ERROR for problem in problems)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the known word nearest to a mistyped one, or nothing where none is near."""
    from difflib import get_close_matches  # only mistakes pay for it

    near = get_close_matches(word[:LONGEST], sorted(known), n=1)
    return f"; did you mean {quoted(near[0])}?" if near else ""


def quoted(text: str) -> str:
    """A deck's own words inside a message: on one line, cut short, and harmless to a terminal."""
    words = FORBIDDEN.sub("\ufffd", " ".join(text.split()))
    return f"'{words}'" if len(words) <= LONGEST else f"'{words[: LONGEST - 1]}…'"
