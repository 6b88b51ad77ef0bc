"""Rows as aligned text."""

from collections.abc import Sequence

from studydeck.screen.clean import one_line

WIDTH = 80
"""Columns that every command keeps to."""


def aligned(rows: Sequence[Sequence[str]], align: str) -> list[str]:
    """Rows as lines, two spaces between the columns; `align` holds `<` or `>` for each of them."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    places = list(zip(align, widths, strict=True))
    return [
        "  ".join(f"{cell:{side}{width}}" for cell, (side, width) in zip(row, places, strict=True)).rstrip()
        for row in rows
    ]


def cut(text: str, width: int) -> str:
    """A text of a deck or a note on one line, cleaned, and cut with an ellipsis where it is longer than `width`."""
    line = one_line(text)
    return line if len(line) <= width else f"{line[: max(0, width - 1)].rstrip()}…"
