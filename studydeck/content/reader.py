"""YAML to nodes: untrusted text in, bounded trees with places out.

libyaml's events are composed here rather than by PyYAML, whose C composer crashes on deep nesting and whose
constructor turns `No`, `1:30` and `1.10` into other things. Every bound is checked on the events, before
there is a tree.
"""

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import cast

import yaml

from studydeck.content.nodes import Entry, Mapping, Mark, Node, Scalar, Sequence
from studydeck.content.problems import FORBIDDEN, Code, Problem, quoted

MAX_BYTES = 8 * 1024 * 1024
MAX_TEXT = 20_000
MAX_DEPTH = 32
MAX_NODES = 100_000
MAX_CONTROLS = 20

COMMENT = re.compile(r"[ \t]+#")
START = Mark(1, 1)

QUOTE = "quote a text that holds ': ' or ' #' or begins with a special character, or use '|-'"
CURES = {
    "could not find expected ':'": "look for a missing ':' or quote here and on the line above",
    "tab character": "indent with spaces, not with tabs",
    "cannot start any token": "indent with spaces, not tabs; quote a text that begins with a special character",
    "unexpected end of stream": "look for a quote that is opened and not closed",
    "did not find expected key": "look for wrong indentation or an unclosed quote here and above",
    "did not find expected '-' indicator": "give the items of a list the same indentation",
}
"""What helps, by a part of libyaml's own words; elsewhere it is most often a text that wants quotes."""


class _Refusal(Exception):
    """Reading stops here: the file is no tree, or too much of one."""

    def __init__(self, mark: Mark, code: Code, message: str) -> None:
        super().__init__(message)
        self.mark, self.code, self.message = mark, code, message

    def problem(self, path: str) -> Problem:
        return Problem(path, self.mark.line, self.mark.column, self.code, self.message)


def read(path: Path, shown: str) -> tuple[Node | None, list[Problem]]:
    """The tree of a YAML file, or None, and what is wrong with it under the path as shown."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        message = f"the file cannot be read ({reason}); check that it is there and that you may read it"
        return None, [Problem(shown, 1, 1, Code.UNREADABLE, message)]
    return read_bytes(data, shown)


def read_bytes(data: bytes, shown: str) -> tuple[Node | None, list[Problem]]:
    """The same for a file's content."""
    problems: list[Problem] = []
    try:
        text = _decoded(data)
        problems += _controls(text, shown)
        # Each is reported already; the replacement lets the rest of the file be checked at the same places.
        composer = _Composer(FORBIDDEN.sub("\ufffd", text), shown, problems)
        return composer.document(), sorted(problems)
    except _Refusal as refusal:
        return None, sorted([*problems, refusal.problem(shown)])


def _decoded(data: bytes) -> str:
    if len(data) > MAX_BYTES:
        raise _Refusal(START, Code.TOO_BIG, f"the file is larger than {MAX_BYTES >> 20} MiB; split it")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = error.object[: error.start]
        mark = Mark(before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        raise _Refusal(mark, Code.ENCODING, "the file is not UTF-8 here; save it as UTF-8") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _controls(text: str, path: str) -> Iterator[Problem]:
    for found in islice(FORBIDDEN.finditer(text), MAX_CONTROLS):
        start = found.start()
        line, column = text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start)
        yield Problem(path, line, column, Code.CONTROL, f"{_named(found[0])} does not belong in a deck; delete it")


def _named(character: str) -> str:
    return f"the invisible character U+{ord(character):04X}"


class _Composer:
    """Makes one tree of a text's events; `field` is the last field's name, for messages on broken syntax."""

    def __init__(self, text: str, path: str, problems: list[Problem]) -> None:
        self.text = text
        self.path = path
        self.problems = problems
        self.events: Iterator[yaml.Event] = yaml.parse(text, Loader=yaml.CSafeLoader)
        self.field = ""
        self.nodes = 0

    def document(self) -> Node:
        """The one document of the file."""
        self._next()
        if isinstance(self._next(), yaml.StreamEndEvent):
            raise _Refusal(START, Code.EMPTY_FILE, "the file is empty; write its fields, or remove it")
        tree = self._node(self._next(), 1)
        self._next()
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            message = "a second document starts here; a file holds one, so remove the '---' or make two files"
            raise _Refusal(_mark(event), Code.DOCUMENTS, message)
        return tree

    def _next(self) -> yaml.Event:
        try:
            return next(self.events)
        except yaml.MarkedYAMLError as error:
            raise _Refusal(*self._syntax(error)) from error

    def _syntax(self, error: yaml.MarkedYAMLError) -> tuple[Mark, Code, str]:
        where = f"after {quoted(self.field)}" if self.field else "here"
        problem = error.problem or ""
        cure = next((cure for sign, cure in CURES.items() if sign in problem), QUOTE)
        message = f"the YAML cannot be read {where} ({problem}); {cure}"
        return _placed(cast("yaml.Mark", error.problem_mark)), Code.YAML, message

    def _node(self, event: yaml.Event, depth: int) -> Node:
        self._bounded(event, depth)
        self._undecorated(event)
        if isinstance(event, yaml.MappingStartEvent):
            return Mapping(_mark(event), self._entries(depth))
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(_mark(event), tuple(self._members(depth)))
        if isinstance(event, yaml.AliasEvent):
            return Scalar(_mark(event), f"*{event.anchor}")
        return self._scalar(cast("yaml.ScalarEvent", event))

    def _bounded(self, event: yaml.Event, depth: int) -> None:
        self.nodes += 1
        if depth > MAX_DEPTH:
            raise _Refusal(_mark(event), Code.TOO_DEEP, f"this is nested more than {MAX_DEPTH} deep; flatten it")
        if self.nodes > MAX_NODES:
            raise _Refusal(_mark(event), Code.TOO_BIG, f"the file holds more than {MAX_NODES:,} values; split it")

    def _undecorated(self, event: yaml.Event) -> None:
        if getattr(event, "anchor", None) is not None:
            message = "decks have no anchors or aliases; write the value out, or quote a text with '&' or '*'"
            self._note(_mark(event), Code.ANCHOR, message)
        if getattr(event, "tag", None) is not None:
            message = "decks have no YAML tags; remove it, or quote a text that begins with '!'"
            self._note(_mark(event), Code.TAG, message)

    def _members(self, depth: int) -> Iterator[Node]:
        while not isinstance(event := self._next(), yaml.SequenceEndEvent):
            yield self._node(event, depth + 1)

    def _entries(self, depth: int) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                raise _Refusal(key.mark, Code.SHAPE, "a field's name is missing here; write a word before the ':'")
            self.field = key.text
            entry = Entry(key.mark, self._node(self._next(), depth + 1))
            if key.text in entries:
                self._duplicate(key, entries[key.text].mark)
            entries.setdefault(key.text, entry)
        return entries

    def _duplicate(self, key: Scalar, first: Mark) -> None:
        message = f"{quoted(key.text)} stands here a second time (first in line {first.line}); keep one of them"
        self._note(key.mark, Code.DUPLICATE_KEY, message)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text = event.value
        if len(text) > MAX_TEXT:
            raise _Refusal(_mark(event), Code.TOO_BIG, f"this text is longer than {MAX_TEXT:,} characters; shorten it")
        if found := FORBIDDEN.search(text):
            self._note(_mark(event), Code.CONTROL, f"this text holds {_named(found[0])} as an escape; delete it")
        plain = not event.style
        return Scalar(_mark(event), text, plain, plain and self._comment_follows(event))

    def _comment_follows(self, event: yaml.ScalarEvent) -> bool:
        return COMMENT.match(self.text, cast("yaml.Mark", event.end_mark).index) is not None

    def _note(self, mark: Mark, code: Code, message: str) -> None:
        self.problems.append(Problem(self.path, mark.line, mark.column, code, message))


def _mark(event: yaml.Event) -> Mark:
    return _placed(cast("yaml.Mark", event.start_mark))


def _placed(mark: yaml.Mark) -> Mark:
    return Mark(mark.line + 1, mark.column + 1)
