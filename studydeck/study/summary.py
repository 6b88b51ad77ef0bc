"""How a sitting went, and what comes next."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta

from studydeck.core.log import Rating
from studydeck.core.queue import Held, Reason
from studydeck.core.session import Summary, Tally
from studydeck.study.desk import Desk
from studydeck.study.sitting import Sitting, Step


def summarise(sitting: Sitting, minutes: float) -> Summary:
    """The end of a sitting that took so many minutes; only the first answer to a card counts for accuracy."""
    answered = [step for step in sitting.steps if step.grade is not None]
    first = list({step.entry.card.key: step for step in reversed(answered)}.values())
    questions = [step for step in first if step.entry.card.kind.is_question]
    cards = [step for step in first if not step.entry.card.kind.is_question]
    tomorrow, tomorrow_minutes = _tomorrow(sitting.desk)
    return Summary(
        title=sitting.desk.title,
        answers=len(answered),
        minutes=minutes,
        right=sum(map(_right, questions)),
        questions=len(questions),
        recalled=sum(map(_right, cards)),
        cards=len(cards),
        tallies=tuple(_tallies(sitting.desk, first)),
        tomorrow=tomorrow,
        tomorrow_minutes=tomorrow_minutes,
        notes=tuple(_notes(sitting)),
        next_command=_next_command(sitting),
    )


def _right(step: Step) -> bool:
    """Right as graded, or rated Hard or better by the learner."""
    graded = step.grade
    return graded is not None and (graded.rating is not Rating.AGAIN if graded.correct is None else graded.correct)


def _tallies(desk: Desk, steps: Iterable[Step]) -> Iterator[Tally]:
    """Right and total by objective, in the order of the exam's blueprint."""
    right: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for step in steps:
        objective = (step.entry.card.objectives or ("",))[0]
        total[objective] += 1
        right[objective] += _right(step)
    order = {objective: place for place, objective in enumerate(desk.objectives)}
    for objective in sorted(total, key=lambda name: (order.get(name, len(order)), name)):
        yield Tally(desk.objective(objective) or "other", right[objective], total[objective])


def _tomorrow(desk: Desk) -> tuple[int, float]:
    """Cards due tomorrow, with what is left over, and their expected minutes."""
    day = desk.day + timedelta(days=1)
    due = [
        card
        for card in desk.cards
        if card.key in desk.states and desk.states[card.key].due <= day and card.item not in desk.marks.suspended
    ]
    return len(due), sum(desk.pace.seconds(card.kind) for card in due) / 60


def _notes(sitting: Sitting) -> Iterator[str]:
    """What was left out today, a sentence a reason."""
    left = len(sitting.session.remaining)
    if left:
        yield f"{left} {'card is' if left == 1 else 'cards are'} left in this sitting."
    yield from _held(sitting.desk)


NOT_WORTH_SAYING = frozenset({Held.SUSPENDED, Held.BURIED, Held.NEW, Held.NEW_SIBLING, Held.LIMIT})
"""Waiting of these kinds is what the learner wished, or what every day brings."""


def _held(desk: Desk) -> Iterator[str]:
    said = (sentence for sentence in desk.queue.held.values() if sentence not in NOT_WORTH_SAYING)
    for sentence, count in Counter(said).items():
        yield f"{count} {'card waits' if count == 1 else 'cards wait'}: {sentence}"


def _next_command(sitting: Sitting) -> str:
    """What is best done next: go on, or what would bring more, or rest."""
    review = _review(sitting.desk)
    return review if sitting.session.remaining else _more(sitting.desk) or "studydeck"


def _review(desk: Desk) -> str:
    return " ".join(("studydeck review", *desk.decks))


def _more(desk: Desk) -> str:
    """The command that brings more today: what a limit of this sitting cut off, else what is due and found no room,
    else new cards; nothing where none is left."""
    asked = Counter(entry.reason for entry in desk.queue.entries)
    if Held.LIMIT in desk.queue.held.values():
        return _review(desk)
    if desk.queue.due > asked[Reason.DUE]:
        return f"{_review(desk)} --minutes 10"
    return f"{_review(desk)} --new 5" if desk.queue.new > asked[Reason.NEW] else ""


def nothing_to_do(desk: Desk) -> list[str]:
    """The lines that say why there is no sitting now, and what would bring one."""
    tomorrow, minutes = _tomorrow(desk)
    coming = f"Tomorrow: {tomorrow} due, about {max(1, round(minutes))} minutes." if tomorrow else ""
    more = f"For more today: {_more(desk)}" if _more(desk) else ""
    lines = [f"{desk.title}: nothing more to study now.", *_held(desk), coming, more]
    return [line for line in lines if line]
