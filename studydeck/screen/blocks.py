"""A card as blocks of text: what is said and in which order, before anything knows of widths or colours."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from studydeck.core.grading import Grade, Response
from studydeck.core.items import Choice, Cloze, Flashcard, Gap, Term, TrueFalse
from studydeck.core.session import Asked
from studydeck.screen.offers import Offer, offers, taken, takes_several, wanted
from studydeck.screen.words import verdict

BLANK = "[____]"


class Tone(StrEnum):
    """How a run of text is meant; each screen decides how that looks."""

    PLAIN = "plain"
    STRONG = "strong"
    META = "meta"
    ACCENT = "accent"
    GAP = "gap"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one tone."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Para:
    """A paragraph, perhaps with a label in the margin."""

    runs: tuple[Run, ...]
    label: str = ""


class Mark(StrEnum):
    """What stands before an option."""

    NONE = "none"
    OFF = "off"
    ON = "on"
    RIGHT = "right"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Row:
    """An option as shown: its letter, its mark, a remark in words, and after the answer its why."""

    letter: str
    text: str
    mark: Mark = Mark.NONE
    remark: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Right or wrong, and the sentence that says so."""

    right: bool
    text: str


@dataclass(frozen=True, slots=True)
class Score:
    """A line of a table: how many of how many."""

    name: str
    right: int
    total: int


Block = Para | Row | Verdict | Score


def para(text: str, tone: Tone = Tone.PLAIN, label: str = "") -> Para:
    """A paragraph in one tone."""
    return Para((Run(text, tone),), label)


def prompt(asked: Asked, revealed: bool = False) -> tuple[Block, ...]:
    """What is asked, after its scenario; `revealed` puts the answer of a card in its place."""
    scenario = (para(asked.item.scenario),) if asked.item.scenario else ()
    return (*scenario, *_asked(asked, revealed))


def _asked(asked: Asked, revealed: bool) -> tuple[Block, ...]:
    match asked.item.body:
        case Flashcard(front, back):
            answer = (para(back, Tone.STRONG, "Answer"),) if revealed else ()
            return (para(front, Tone.STRONG), *answer)
        case Term(term, definition):
            sides = [para(term, Tone.STRONG, "Term"), para(definition, Tone.STRONG, "Meaning")]
            known, sought = reversed(sides) if asked.card.part == "reverse" else sides
            return (known, sought if revealed else para(BLANK, Tone.GAP, sought.label))
        case Cloze(parts):
            return (Para(tuple(run for part in parts for run in _cloze_runs(part, asked.card.part, revealed))),)
        case Choice(question):
            how_many = (Run(f" (Choose {wanted(asked)}.)", Tone.META),) if takes_several(asked) else ()
            return (Para((Run(question, Tone.STRONG), *how_many)),)
        case TrueFalse(statement):
            return (para("True or false?", Tone.META), para(statement, Tone.STRONG))


def _cloze_runs(part: str | Gap, asked: str, revealed: bool) -> tuple[Run, ...]:
    if isinstance(part, str):
        return (Run(part),)
    if part.name != asked:
        return (Run(part.answer),)
    if revealed:
        return (Run(f"[{part.answer}]", Tone.ACCENT),)
    return (Run(BLANK, Tone.GAP), *((Run(f" ({part.hint})", Tone.META),) if part.hint else ()))


def open_rows(asked: Asked, chosen: Collection[int] = (), remark: str = "") -> tuple[Row, ...]:
    """The options before the answer, with a remark on those chosen, and boxes where several are right."""
    boxes = (Mark.OFF, Mark.ON) if takes_several(asked) else (Mark.NONE, Mark.NONE)
    return tuple(
        Row(offer.letter, offer.text, boxes[offer.index in chosen], remark if offer.index in chosen else "")
        for offer in offers(asked)
    )


def graded_rows(asked: Asked, response: Response) -> tuple[Row, ...]:
    """Every option after the answer: right or wrongly chosen, what the learner did with it, and its why."""
    chosen = taken(response)
    return tuple(_graded_row(offer, offer.index in chosen) for offer in offers(asked))


def _graded_row(offer: Offer, chosen: bool) -> Row:
    mark = Mark.RIGHT if offer.right else Mark.WRONG if chosen else Mark.NONE
    return Row(offer.letter, offer.text, mark, "your answer" if chosen else "", offer.why)


def notes(asked: Asked) -> tuple[Block, ...]:
    """What follows every answer: why, takeaway and source, where the item has them."""
    labelled = {"Why": asked.item.why, "Takeaway": asked.item.takeaway, "Source": asked.citation}
    tones = {"Source": Tone.META}
    return tuple(para(text, tones.get(name, Tone.PLAIN), name) for name, text in labelled.items() if text)


def front(asked: Asked, said: str = "", chosen: Collection[int] = ()) -> tuple[Block, ...]:
    """A card before its answer: something to say once, what is asked, the options, and why it is here."""
    return (*notice(said), *prompt(asked), *open_rows(asked, chosen), *_explained(asked))


def back(asked: Asked) -> tuple[Block, ...]:
    """A card with its answer, which the learner rates."""
    return (*prompt(asked, revealed=True), *notes(asked))


def doubt(asked: Asked, chosen: Collection[int]) -> tuple[Block, ...]:
    """A question with the answer given, before the learner says how sure that was."""
    rows = open_rows(asked, chosen, "your answer")
    return (*prompt(asked), *rows, para("How sure are you?", Tone.ACCENT))


def feedback(asked: Asked, response: Response, grade: Grade) -> tuple[Block, ...]:
    """A question after its answer, whole: the verdict, the question, every option with its why, the notes."""
    judged, *rest = outcome(asked, response, grade)
    return (*notice(asked.notice), judged, *prompt(asked), *rest)


def outcome(asked: Asked, response: Response, grade: Grade) -> tuple[Block, ...]:
    """What a question's answer leads to: the verdict, every option with its why, and the notes."""
    judged = Verdict(bool(grade.correct), verdict(grade, response))
    return (judged, *graded_rows(asked, response), *notes(asked))


def answer(asked: Asked) -> tuple[Block, ...]:
    """The answer of a card that the learner rates, by itself, and the notes."""
    return (_sought(asked), *notes(asked))


def _sought(asked: Asked) -> Block:
    body = asked.item.body
    if not isinstance(body, Cloze):
        return _asked(asked, revealed=True)[-1]
    answers = (gap.answer for gap in body.gaps if gap.name == asked.card.part)
    return para(", ".join(answers), Tone.STRONG, "Answer")


def notice(text: str) -> tuple[Block, ...]:
    """Something to say once."""
    return (para(text, Tone.ACCENT),) if text else ()


def _explained(asked: Asked) -> tuple[Block, ...]:
    return (para(asked.explain, Tone.META, "Why now"),) if asked.explain else ()
