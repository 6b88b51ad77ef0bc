"""From blocks to rows of styled text of a given width, by rich."""

from collections.abc import Iterable, Sequence

from rich.console import Console
from rich.text import Text

from studydeck.screen.blocks import Block, Mark, Para, Row, Run, Score, Tone, Verdict
from studydeck.screen.clean import clean, encodable, one_line
from studydeck.screen.words import percent

STYLES = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.META: "dim",
    Tone.ACCENT: "cyan",
    Tone.GAP: "cyan",
    Tone.RIGHT: "green",
    Tone.WRONG: "red",
}

MARKS = {
    Mark.NONE: Run("  "),
    Mark.OFF: Run("[ ] "),
    Mark.ON: Run("[x] ", Tone.ACCENT),
    Mark.RIGHT: Run("✓ ", Tone.RIGHT),
    Mark.WRONG: Run("✗ ", Tone.WRONG),
}

FIGURES = 20
"""Columns of a score's figures, and the space before them."""


def styled(text: str, tone: Tone = Tone.PLAIN) -> Text:
    """The one door from text to rich: cleaned, never markup."""
    return Text(clean(text), STYLES[tone])


def single(text: str, width: int, tone: Tone = Tone.PLAIN) -> Text:
    """A text on one row, cut with an ellipsis where it is wider than `width` cells."""
    row = styled(one_line(text), tone)
    row.truncate(max(0, width), overflow="ellipsis")
    return row


def apart(left: Text, right: Text, width: int) -> Text:
    """Two texts on one row of `width` cells, at its two ends; the left one gives way."""
    left.truncate(max(0, width - right.cell_len - 2), overflow="ellipsis")
    return Text.assemble(left, " " * max(1, width - left.cell_len - right.cell_len), right)


def joined(runs: Iterable[Run]) -> Text:
    """Runs as one text."""
    return Text.assemble(*(styled(run.text, run.tone) for run in runs))


def rows_of(console: Console, blocks: Sequence[Block], width: int, airy: bool = False) -> list[Text]:
    """The rows of some blocks, none wider than `width` cells, with blank rows between them.

    Lists have none inside, except that `airy` sets options apart once they have whys.
    """
    margin = max((len(block.label) for block in blocks if isinstance(block, Para)), default=0) + 2
    names = max((len(block.name) for block in blocks if isinstance(block, Score)), default=0)
    rows: list[Text] = []
    for index, block in enumerate(blocks):
        if index and not _belong(blocks[index - 1], block, airy):
            rows.append(Text())
        match block:
            case Para():
                rows += _para(console, block, width, margin)
            case Row():
                rows += _row(console, block, width)
            case Verdict(right, text):
                mark = MARKS[Mark.RIGHT if right else Mark.WRONG]
                rows += hanging(console, joined((mark,)), styled(text, mark.tone), width)
            case Score():
                rows.append(_score(block, min(width, names + FIGURES)))
    return rows


def _belong(one: Block, other: Block, airy: bool) -> bool:
    """Whether two blocks stand together, without a blank row: options, figures, labelled paragraphs."""
    if isinstance(one, Para) and isinstance(other, Para):
        return bool(one.label and other.label)
    if isinstance(one, Row) and isinstance(other, Row):
        return not (airy and one.why)
    return isinstance(one, Score) and isinstance(other, Score)


def _score(score: Score, width: int) -> Text:
    figures = f"{score.right:3} of {score.total:<4}{percent(score.right, score.total):>6}"
    return apart(single(score.name, width), styled(figures), width)


def _para(console: Console, para: Para, width: int, margin: int) -> list[Text]:
    lead = styled(para.label.ljust(margin), Tone.META) if para.label else Text()
    return hanging(console, lead, joined(para.runs), width)


def _row(console: Console, row: Row, width: int) -> list[Text]:
    lead = Text.assemble("  ", joined((MARKS[row.mark],)), styled(f"{row.letter}  ", Tone.ACCENT))
    remark = styled(f"  ({row.remark})", Tone.META) if row.remark else Text()
    rows = hanging(console, lead, Text.assemble(styled(row.text), remark), width)
    why = hanging(console, Text(" " * lead.cell_len), styled(row.why, Tone.META), width) if row.why else []
    return rows + why


def hanging(console: Console, lead: Text, body: Text, width: int) -> list[Text]:
    """A text wrapped beside its lead, which stands on the first row only."""
    wrapped = body.wrap(console, max(2, width - lead.cell_len)) or [Text()]
    blank = Text(" " * lead.cell_len)
    return [Text.assemble(blank if index else lead, row) for index, row in enumerate(wrapped)]


def for_encoding(row: Text, encoding: str) -> Text:
    """The row in what the terminal's encoding can show, its styles kept."""
    plain = encodable(row.plain, encoding)
    if plain != row.plain:
        row.plain = plain
    return row
