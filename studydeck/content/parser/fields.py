"""Typed access to a mapping's fields; what is wrong with a value is reported, and a stand-in returned.

A stand-in ("" or 0 or nothing) never reaches a learner: a file with an error yields no items.
"""

import re
from collections.abc import Iterable
from collections.abc import Mapping as Named
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TypeVar

from studydeck.content.nodes import Entry, Mapping, Mark, Node, Scalar, Sequence
from studydeck.content.problems import Code, Problem, Severity, did_you_mean, quoted

ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MAX_ID = 64
OBJECTIVE = re.compile(r"[A-Za-z0-9]+([.-][A-Za-z0-9]+)*")
WHOLE = re.compile(r"[0-9]{1,6}")
NUMBER = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
A_WHOLE = "a whole number such as 60"
CURE = "quote it, or use '|-'"

Word = TypeVar("Word", bound=StrEnum)


@dataclass(slots=True)
class Report:
    """The problems of one file, as they are found."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def error(self, mark: Mark, code: Code, message: str) -> None:
        """Note what keeps the file out of the catalog."""
        self.problems.append(Problem(self.path, mark.line, mark.column, code, message))

    def warning(self, mark: Mark, code: Code, message: str) -> None:
        """Note what the author should know, though the file is usable."""
        self.problems.append(Problem(self.path, mark.line, mark.column, code, message, Severity.WARNING))

    def found(self) -> list[Problem]:
        """The problems by place, each once: a mistake in `defaults` shows in every item."""
        return sorted(set(self.problems))


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of a mapping; `owner` names it in messages (`item 'sprint-cancel'`)."""

    owner: str
    mark: Mark
    entries: Named[str, Entry]
    report: Report

    def require(self, *names: str) -> None:
        """Report the fields that are absent."""
        for name in names:
            if name not in self.entries:
                self.report.error(self.mark, Code.MISSING, f"{self.owner} has no '{name}'; add it")

    def only(self, known: Iterable[str]) -> bool:
        """Report the fields that are not known, with the nearest one that is; whether all are known."""
        names = frozenset(known)
        strange = [name for name in self.entries if name not in names]
        for name in strange:
            message = f"{quoted(name)} is no field of {self.owner}{did_you_mean(name, names) or '; remove it'}"
            self.report.error(self.entries[name].mark, Code.UNKNOWN_FIELD, message)
        return not strange

    def later(self, names: Iterable[str]) -> None:
        """Report the fields that the format promises and this version does not read."""
        for name in sorted(self.entries.keys() & set(names)):
            self.report.error(self.entries[name].mark, Code.UNSUPPORTED, unsupported(f"field '{name}'"))

    def lacks(self, name: str) -> bool:
        """Whether a field is absent, or a list with nothing in it."""
        node = self.entries[name].node if name in self.entries else None
        return node is None or (isinstance(node, Sequence) and not node.nodes)

    def text(self, name: str) -> str:
        """A text for people, without the blanks around it; empty where the field is absent or unusable."""
        scalar = self.scalar(name)
        if scalar is None:
            return ""
        if scalar.cut:
            message = f"'{name}' is cut short at {quoted(scalar.text)} by a '#' comment; {CURE}"
            self.report.error(scalar.mark, Code.COMMENT, message)
        return scalar.text.strip()

    def word(self, name: str) -> str:
        """A text for the machine, which a comment may follow."""
        scalar = self.scalar(name)
        return scalar.text.strip() if scalar else ""

    def scalar(self, name: str) -> Scalar | None:
        """The scalar that a field holds, if it is there and not empty."""
        return filled(name, self.entries[name].node, self.report) if name in self.entries else None

    def ident(self, name: str) -> str:
        """An id: lower-case words and digits joined by hyphens."""
        scalar = self.scalar(name)
        return identifier(name, scalar, self.report) if scalar else ""

    def one_of(self, name: str, words: type[Word]) -> Word | None:
        """A word of a closed list."""
        scalar = self.scalar(name)
        if scalar is None:
            return None
        known = [word.value for word in words]
        if scalar.text in known:
            return words(scalar.text)
        hint = did_you_mean(scalar.text, known) or f"; write {_or(known)}"
        self.report.error(scalar.mark, Code.VALUE, f"'{name}' cannot be {quoted(scalar.text)}{hint}")
        return None

    def truth(self, name: str) -> bool:
        """`true` or `false`."""
        return self.matching(name, re.compile("true|false"), "true or false") == "true"

    def whole(self, name: str) -> int:
        """A whole number from 0 to 999,999."""
        return int(self.matching(name, WHOLE, A_WHOLE) or 0)

    def wholes(self, name: str) -> tuple[int, ...]:
        """A list of whole numbers."""
        texts = (matched(name, scalar, WHOLE, A_WHOLE, self.report) for scalar in self.scalars(name))
        return tuple(int(text or 0) for text in texts)

    def number(self, name: str) -> float:
        """A number that is not negative."""
        return float(self.matching(name, NUMBER, "a number such as 85 or 12.5") or 0)

    def day(self, name: str) -> str:
        """A date, kept in its ISO form."""
        text = self.matching(name, DATE, "a date such as 2026-09-02")
        try:
            return date.fromisoformat(text).isoformat() if text else ""
        except ValueError:
            self.report.error(self.entries[name].node.mark, Code.VALUE, f"'{name}' is no day of the calendar: {text}")
            return ""

    def matching(self, name: str, pattern: re.Pattern[str], example: str) -> str:
        """A text of a fixed form, of which the example gives an idea."""
        scalar = self.scalar(name)
        return matched(name, scalar, pattern, example, self.report) if scalar else ""

    def nodes(self, name: str) -> tuple[Node, ...]:
        """The members of a list, which must have some."""
        if name not in self.entries:
            return ()
        node = self.entries[name].node
        if isinstance(node, Sequence) and node.nodes:
            return node.nodes
        self.report.error(node.mark, Code.SHAPE, f"'{name}' should be a list; write each of its parts after a '- '")
        return ()

    def scalars(self, name: str) -> tuple[Scalar, ...]:
        """One word or a list of words, perhaps an empty one; none of them empty."""
        if name not in self.entries:
            return ()
        node = self.entries[name].node
        members = node.nodes if isinstance(node, Sequence) else (node,)
        scalars = (filled(name, member, self.report) for member in members)
        return tuple(scalar for scalar in scalars if scalar)

    def idents(self, name: str) -> tuple[str, ...]:
        """One id or a list of ids."""
        return tuple(identifier(name, scalar, self.report) for scalar in self.scalars(name))

    def inner(self, name: str) -> "Fields | None":
        """The fields of a mapping inside this one, if it is there."""
        return fields_of(f"'{name}'", self.entries[name].node, self.report) if name in self.entries else None

    def rows(self, name: str, owner: str) -> list["Fields"]:
        """The fields of each mapping in a list."""
        found = (fields_of(owner, node, self.report) for node in self.nodes(name))
        return [row for row in found if row is not None]

    def named(self, name: str) -> dict[str, "Fields"]:
        """A mapping from ids to mappings."""
        outer = self.inner(name)
        found: dict[str, Fields] = {}
        for key, entry in outer.entries.items() if outer else ():
            identifier(name, Scalar(entry.mark, key), self.report)
            if row := fields_of(f"'{name}' of {quoted(key)}", entry.node, self.report):
                found[key] = row
        return found


def fields_of(owner: str, node: Node, report: Report) -> Fields | None:
    """The fields of a node, which must be a mapping."""
    if isinstance(node, Mapping):
        return Fields(owner, node.mark, node.entries, report)
    report.error(node.mark, Code.SHAPE, f"{owner} should be made of fields; write each as 'name: value'")
    return None


def filled(name: str, node: Node, report: Report) -> Scalar | None:
    """The node as a scalar with something in it."""
    if not isinstance(node, Scalar):
        kind = "a mapping, perhaps because of a ': ' in it" if isinstance(node, Mapping) else "a list"
        report.error(node.mark, Code.SHAPE, f"'{name}' should be a text and came out as {kind}; {CURE}")
        return None
    if node.null and node.cut:
        report.error(node.mark, Code.COMMENT, f"'{name}' is empty, for a '#' comment follows it; {CURE}")
        return None
    if node.null or not node.text.strip():
        report.error(node.mark, Code.EMPTY, f"'{name}' is empty; write a text (in quotes, if it is the word null)")
        return None
    return node


def identifier(name: str, scalar: Scalar, report: Report) -> str:
    """The text of a scalar, which must be an id."""
    if not is_id(scalar.text):
        form = f"lower-case words and digits joined by hyphens, at most {MAX_ID} characters"
        report.error(scalar.mark, Code.ID, f"'{name}' is {quoted(scalar.text)}, which is no id; write {form}")
    return scalar.text


def matched(name: str, scalar: Scalar, pattern: re.Pattern[str], example: str, report: Report) -> str:
    """The text of a scalar, which must have a fixed form; empty where it has not."""
    if pattern.fullmatch(scalar.text):
        return scalar.text
    report.error(scalar.mark, Code.VALUE, f"'{name}' cannot be {quoted(scalar.text)}; write {example}")
    return ""


def is_id(text: str) -> bool:
    """Whether a text can be an id."""
    return ID.fullmatch(text) is not None and len(text) <= MAX_ID


def unsupported(what: str) -> str:
    """The message on something that a later version brings."""
    return f"{what} is not supported yet; leave it out until a later version of studydeck reads it"


def _or(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} or {words[-1]}" if len(words) > 1 else words[0]
