"""An item as it reads, whole and with its answers: in plain lines, for looking at it outside a session."""

import textwrap
from collections.abc import Iterator
from datetime import date

from studydeck.core.grading import Response
from studydeck.core.items import Choice, Cloze, Item, cards_of
from studydeck.core.session import Asked, Progress
from studydeck.screen import blocks
from studydeck.screen.blocks import Block, Row
from studydeck.screen.lines import line_of

INDENT = "   "


def reading(item: Item, citation: str, width: int) -> list[str]:
    """An item's question, answers, whys, takeaway and source, cleaned, in lines of at most `width` characters."""
    return [line for block in _blocks(_asked(item, citation)) for line in _wrapped(block, width)]


def _asked(item: Item, citation: str) -> Asked:
    """The item as a session would ask it, with the options in the author's order."""
    order = tuple(range(len(item.body.options))) if isinstance(item.body, Choice) else ()
    nowhere = Progress(title="", objective="", nth=0, total=0, minutes_left=0.0)
    return Asked(item, cards_of(item)[0], date.min, order, {}, nowhere, citation)


def _blocks(asked: Asked) -> Iterator[Block]:
    if isinstance(asked.item.body, Cloze):  # a session asks one gap at a time
        if asked.item.scenario:
            yield blocks.para(asked.item.scenario)
        parts = asked.item.body.parts
        yield blocks.para("".join(part if isinstance(part, str) else f"[{part.answer}]" for part in parts))
    else:
        yield from blocks.prompt(asked, revealed=True)
    yield from blocks.graded_rows(asked, Response())
    yield from blocks.notes(asked)


def _wrapped(block: Block, width: int) -> Iterator[str]:
    """The lines of a block; those of an option are set in below its letter."""
    inset = INDENT if isinstance(block, Row) else ""
    for number, line in enumerate(line_of(block).split("\n")):
        yield from textwrap.wrap(line, width, initial_indent=inset if number else "", subsequent_indent=inset)
