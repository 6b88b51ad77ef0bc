"""From blocks to plain lines, one a paragraph: words where the full window has signs and columns."""

from studydeck.core.session import Asked
from studydeck.screen.blocks import Block, Mark, Para, Row, Run, Score, Tone, Verdict
from studydeck.screen.clean import clean, one_line
from studydeck.screen.words import minutes_left, percent

MARKS = {Mark.RIGHT: "right", Mark.WRONG: "wrong"}


def heading(asked: Asked, with_title: bool) -> str:
    """Where the session stands; the deck's title only where it is news."""
    progress = asked.progress
    sentences = (
        one_line(progress.title) if with_title else "",
        f"Card {progress.nth} of {progress.total}, {minutes_left(progress)}",
        one_line(progress.objective),
        "Flagged" if asked.flagged else "",
    )
    return " ".join(f"{sentence}." for sentence in sentences if sentence)


def line_of(block: Block) -> str:
    """A block as a line, or as two where an option has a why."""
    match block:
        case Para(runs, label):
            said = "".join(map(_said, runs))
            return f"{label}: {said}" if label else said
        case Verdict(_, text):
            return text
        case Row():
            return _row(block)
        case Score(name, right, total):
            return f"{one_line(name)}: {right} of {total}, {percent(right, total)}"


def _said(run: Run) -> str:
    return "[blank]" if run.tone is Tone.GAP else clean(run.text)


def _row(row: Row) -> str:
    words = [word for word in (row.letter, MARKS.get(row.mark, ""), row.remark) if word]
    why = f"\n{clean(row.why)}" if row.why else ""
    return f"{', '.join(words)}: {clean(row.text)}{why}"
