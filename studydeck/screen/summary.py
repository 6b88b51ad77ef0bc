"""The end of a sitting in blocks: what was done, how well, and what comes next."""

from collections.abc import Iterable

from studydeck.core.session import Summary
from studydeck.screen.blocks import Block, Score, Tone, para
from studydeck.screen.words import count


def summed_up(summary: Summary) -> tuple[Block, ...]:
    """Everything the end of a sitting says, the figures by objective in aligned columns."""
    return (
        para(summary.title, Tone.STRONG),
        para(_done(summary)),
        *_scores(summary),
        *(Score(tally.objective, tally.right, tally.total) for tally in summary.tallies),
        *_ahead(summary),
    )


def _done(summary: Summary) -> str:
    if not summary.answers:
        return "Nothing answered this time."
    again = summary.answers - summary.questions - summary.cards
    repeats = f", {again} of them to repeat a failed card," if again else ""
    return f"{count(summary.answers, 'answer')}{repeats} in {_minutes(summary.minutes)}."


def _scores(summary: Summary) -> Iterable[Block]:
    if summary.questions:
        yield para(f"{summary.right} of {summary.questions} right", label="Questions")
    if summary.cards:
        yield para(f"{summary.recalled} of {summary.cards} recalled", label="Cards")


def _ahead(summary: Summary) -> Iterable[Block]:
    for note in summary.notes:
        yield para(note, label="Today")
    due = count(summary.tomorrow, "card")
    yield para(
        f"{due}, {_about(summary.tomorrow_minutes)}" if summary.tomorrow else "nothing",
        label="Tomorrow",
    )
    if summary.next_command:
        yield para(summary.next_command, Tone.ACCENT, "Next")


def _about(minutes: float) -> str:
    return _minutes(minutes) if minutes < 1 else f"about {_minutes(minutes)}"


def _minutes(minutes: float) -> str:
    return "less than a minute" if minutes < 1 else count(round(minutes), "minute")
