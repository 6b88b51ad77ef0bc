"""Texts with gaps: `((name|Answer|hint))`, the hint optional."""

import re
from collections.abc import Iterator

from studydeck.content.parser.fields import ID, MAX_ID, Fields
from studydeck.content.problems import Code, quoted
from studydeck.core.items import Cloze, Gap

# A gap ends at the last two of a run of brackets, so that an answer may itself end with one.
GAP = re.compile(r"\(\((.*?)\)\)(?!\))", re.DOTALL)
FORM = "write ((name|Answer)) or ((name|Answer|hint))"


def cloze(item: Fields) -> Cloze:
    """The body of a cloze item; what is wrong with a gap is reported at its text."""
    text = item.text("text")
    parts = tuple(_parts(item, text))
    body = Cloze(parts)
    if text and not body.gaps and "((" not in text:
        _error(item, f"{item.owner} has no gap in its text; {FORM}")
    _check_unique(item, [gap.name for gap in body.gaps])
    return body


def _parts(item: Fields, text: str) -> Iterator[str | Gap]:
    pieces = GAP.split(text)  # plain text at even places, the inside of a gap at odd ones
    for index, piece in enumerate(pieces):
        if index % 2:
            yield from _gap(item, piece)
        elif "((" in piece:
            _error(item, f"a gap is not closed: {quoted(piece[piece.index('((') :])}; {FORM}")
        elif piece:
            yield piece


def _gap(item: Fields, inside: str) -> Iterator[Gap]:
    name, *rest = (" ".join(part.split()) for part in inside.split("|"))
    if (
        "((" in inside
        or len(rest) not in (1, 2)
        or not all(rest)
        or not ID.fullmatch(name)
        or len(name) > MAX_ID
    ):
        _error(item, f"{quoted(f'(({inside}))')} is no gap; {FORM}, the name in lower case")
        return
    yield Gap(name, *rest)


def _check_unique(item: Fields, names: list[str]) -> None:
    for name in sorted({name for name in names if names.count(name) > 1}):
        _error(
            item, f"two gaps are named '{name}'; give each a name of its own, for its progress hangs on it"
        )


def _error(item: Fields, message: str) -> None:
    item.report.error(item.entries["text"].node.mark, Code.GAP, message)
