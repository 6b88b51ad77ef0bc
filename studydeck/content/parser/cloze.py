"""Texts with gaps: `((name|Answer|hint))`, the hint optional."""

from collections.abc import Iterator

from studydeck.content.parser.fields import Fields, is_id
from studydeck.content.problems import Code, quoted
from studydeck.core.items import Cloze, Gap

FORM = "write ((name|Answer)) or ((name|Answer|hint))"


def cloze(item: Fields) -> Cloze:
    """The body of a cloze item; what is wrong with a gap is reported at its text."""
    text = item.text("text")
    body = Cloze(tuple(_parts(item, text)))
    if text and "((" not in text:
        _error(item, f"{item.owner} has no gap in its text; {FORM}")
    _check_unique(item, body.gaps)
    return body


def _parts(item: Fields, text: str) -> Iterator[str | Gap]:
    """Plain texts and gaps in reading order; no pattern, for it would take quadratic time on bad input."""
    start = 0
    while (opening := text.find("((", start)) >= 0:
        if opening > start:
            yield text[start:opening]
        start = _end(text, opening)
        if start < 0:
            _error(item, f"the gap {quoted(text[opening:])} is not closed; {FORM}")
            return
        yield from _gap(item, text[opening:start])
    if start < len(text):
        yield text[start:]


def _end(text: str, opening: int) -> int:
    """Where a gap ends, or -1: brackets that its answer opens are closed within it, as in `((pv|PV (value)))`."""
    end = text.find("))", opening) + 2
    if end < 2:
        return -1
    inside = text[opening + 2 : end - 2]
    unclosed = inside.count("(") - inside.count(")")
    while unclosed > 0 and text.startswith(")", end):
        end, unclosed = end + 1, unclosed - 1
    return end


def _gap(item: Fields, gap: str) -> Iterator[Gap]:
    name, *rest = (" ".join(part.split()) for part in gap[2:-2].split("|"))
    if is_id(name) and len(rest) in (1, 2) and all(rest) and "((" not in gap[2:]:
        yield Gap(name, *rest)
    else:
        _error(item, f"{quoted(gap)} is not a gap; {FORM}, the name in lower case")


def _check_unique(item: Fields, gaps: tuple[Gap, ...]) -> None:
    seen: set[str] = set()
    for gap in gaps:
        if gap.name in seen:
            _error(item, f"two gaps are named '{gap.name}'; give each its own name, for progress hangs on it")
        seen.add(gap.name)


def _error(item: Fields, message: str) -> None:
    item.report.error(item.entries["text"].node.mark, Code.GAP, message)
