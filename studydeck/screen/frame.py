"""The full window around a card: header, body in its view, footer. Everything is rows of text."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

from studydeck.core.session import Asked, Command, Progress
from studydeck.screen.actions import HELP, Action, command_label
from studydeck.screen.blocks import Block, Tone
from studydeck.screen.render import apart, hanging, rows_of, single, styled
from studydeck.screen.viewport import View
from studydeck.screen.words import minutes_left

PAGE = 80
"""Columns used of a window; a wider one has the page in its middle, since long lines are hard to read."""

MARGIN = 2
LEAST_COLUMNS = 60
LEAST_ROWS = 15
ROOMY_ROWS = 24
"""Rows from which on a few blank ones are affordable."""


@dataclass(frozen=True, slots=True)
class Page:
    """One state of a card: what is said, what its keys do, and which commands work."""

    asked: Asked
    blocks: tuple[Block, ...]
    actions: tuple[Action, ...]
    commands: dict[str, Command]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of its actions."""
        return frozenset(key for action in self.actions for key in action.keys)


def column(columns: int) -> int:
    """The width of the text in a window."""
    return min(columns, PAGE) - 2 * MARGIN


def is_too_small(columns: int, rows: int) -> bool:
    """Whether a window cannot hold a page."""
    return columns < LEAST_COLUMNS or rows < LEAST_ROWS


def plea(console: Console, columns: int, rows: int) -> list[Text]:
    """What a window that is too small says."""
    sentence = f"This window is {columns} by {rows}. Please make it at least {LEAST_COLUMNS} by {LEAST_ROWS}."
    return hanging(console, Text(), styled(sentence), max(2, columns))[:rows]


def framed(console: Console, page: Page, view: View, columns: int, rows: int) -> tuple[list[Text], View]:
    """The page as rows for a window, and the view as it stands over its body."""
    width = column(columns)
    roomy = rows >= ROOMY_ROWS
    head = _header(page, width, roomy)
    height = rows - len(head) - len(_footer(page, view, width, roomy))
    body = _body(console, page, width, height)
    view = view.over(len(body), height)
    seen = body[view.top : view.top + view.height]
    fill = [Text()] * (view.height - len(seen))
    left = " " * ((columns - width) // 2)
    shown = [*head, *seen, *fill, *_footer(page, view, width, roomy)]
    return [Text.assemble(left, row) for row in shown], view


def _body(console: Console, page: Page, width: int, height: int) -> list[Text]:
    """The rows of what is said, airy where that fits."""
    airy = rows_of(console, page.blocks, width, airy=True)
    return airy if len(airy) <= height else rows_of(console, page.blocks, width)


def _header(page: Page, width: int, roomy: bool) -> list[Text]:
    progress = page.asked.progress
    title = single(progress.title, width, Tone.STRONG)
    marks = (progress.objective, "flagged" if page.asked.flagged else "")
    objective = single(" · ".join(filter(None, marks)), width, Tone.META)
    return [
        *([Text()] if roomy else []),
        apart(title, styled(f"{progress.nth} of {progress.total}"), width),
        apart(objective, styled(minutes_left(progress), Tone.META), width),
        _bar(progress, width),
        Text(),
    ]


def _bar(progress: Progress, width: int) -> Text:
    filled = width * (progress.nth - 1) // progress.total
    return Text.assemble(styled("━" * filled, Tone.ACCENT), styled("─" * (width - filled), Tone.META))


def _footer(page: Page, view: View, width: int, roomy: bool) -> list[Text]:
    return [
        _rule(view, width),
        *_grid(page.actions, width),
        *([Text()] if roomy else []),
        _commands(page),
        *([Text()] if roomy else []),
    ]


def _rule(view: View, width: int) -> Text:
    mark = " ↓ more below " if view.below else ""
    line = styled("─" * (width - len(mark) - 2), Tone.META)
    return Text.assemble(line, styled(mark, Tone.ACCENT), styled("──", Tone.META))


def _grid(actions: Sequence[Action], width: int) -> list[Text]:
    """The actions side by side in columns of one width, what follows from each beneath it."""
    heads = [Text.assemble(styled(one.shown, Tone.ACCENT), "  ", one.label) for one in actions]
    if not any(one.note for one in actions):
        return [Text("     ").join(heads)]
    leads = [len(one.shown) + 2 for one in actions]
    under = [styled(" " * lead + one.note, Tone.META) for lead, one in zip(leads, actions, strict=True)]
    cells = _cells([max(head.cell_len + 2, note.cell_len) for head, note in zip(heads, under, strict=True)], width)
    return [_in_cells(heads, cells), _in_cells(under, cells)]


def _cells(needed: Sequence[int], width: int) -> list[int]:
    """The widths of columns: a quarter each; where that is too little, what is needed and a share of the rest."""
    quarter = width // 4
    if max(needed) <= quarter:
        return [quarter] * len(needed)
    rest = max(0, width - sum(needed)) // len(needed)
    return [need + rest for need in needed]


def _in_cells(texts: Sequence[Text], cells: Sequence[int]) -> Text:
    for text, cell in zip(texts, cells, strict=True):
        text.truncate(cell, pad=True)
    return Text.assemble(*texts)


def _commands(page: Page) -> Text:
    every = {key: command_label(page.asked, command) for key, command in page.commands.items()}
    if every:
        every[HELP] = "help"
    cells = [Text.assemble(styled(key), " ", styled(label, Tone.META)) for key, label in every.items()]
    return Text("   ").join(cells)
