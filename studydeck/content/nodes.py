"""What the reader makes of YAML: three kinds of node, each with its place, and every scalar a text."""

from dataclasses import dataclass

NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a file; both numbers count from 1."""

    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text as it is written: `No`, `1:30` and `1.10` stay what they look like.

    `plain` tells an unquoted text from a quoted or a block one; `cut` says that a `#` comment ends it.
    """

    mark: Mark
    text: str
    plain: bool = False
    cut: bool = False

    @property
    def null(self) -> bool:
        """Whether the value is missing: nothing at all, or YAML's own words for nothing."""
        return self.plain and self.text in NULLS


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    mark: Mark
    nodes: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A field of a mapping: where its name stands, and its value."""

    mark: Mark
    node: "Node"


@dataclass(frozen=True, slots=True)
class Mapping:
    """Fields by name, in the author's order."""

    mark: Mark
    entries: dict[str, Entry]


Node = Scalar | Sequence | Mapping
