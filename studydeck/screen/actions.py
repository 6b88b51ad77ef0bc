"""Which keys work where, and what they do: the one table behind footers, help and prompts."""

from collections.abc import Iterable
from dataclasses import dataclass

from studydeck.core.grading import Confidence, Grade
from studydeck.core.items import Choice
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Command
from studydeck.screen.keys import Key
from studydeck.screen.offers import offers, takes_several
from studydeck.screen.words import RATINGS, interval

CONFIDENCES = {"s": Confidence.SURE, "h": Confidence.THINK_SO, "g": Confidence.GUESS}

HELP = "?"

COMMANDS = {
    "u": Command.UNDO,
    "-": Command.SUSPEND,
    "b": Command.BURY,
    "f": Command.FLAG,
    "q": Command.QUIT,
}


class Commanded(Exception):
    """A command instead of an answer: raised within a screen, returned by its `ask` and `feedback`."""

    def __init__(self, command: Command) -> None:
        super().__init__(command)
        self.command = command


@dataclass(frozen=True, slots=True)
class Action:
    """Keys that do one thing: how they are shown, what they do, and perhaps what follows (an interval)."""

    keys: tuple[str, ...]
    shown: str
    label: str
    note: str = ""

    @property
    def is_spelt_out(self) -> bool:
        """Whether all its keys are shown, and not a span of them such as `a-d`."""
        return self.shown == " or ".join(self.keys)


REVEAL = (Action((Key.GO,), Key.GO, "show the answer"),)
CONFIDENCE = tuple(Action((key,), key, confidence.value) for key, confidence in CONFIDENCES.items())
BACK = (Action((Key.GO,), Key.GO, "back to the card"),)


def ratings(asked: Asked) -> tuple[Action, ...]:
    """The four ratings with their next intervals; going on means Good."""
    return tuple(_rating(asked, rating, *((Key.GO,) if rating is Rating.GOOD else ())) for rating in Rating)


def _rating(asked: Asked, rating: Rating, *more: str) -> Action:
    keys = (str(int(rating)), *more)
    return Action(keys, " or ".join(keys), RATINGS[rating], interval(asked, rating))


def answers(asked: Asked) -> tuple[Action, ...]:
    """The keys that answer a question: a letter an option, and where several are right one to submit them."""
    options = offers(asked)
    if not isinstance(asked.item.body, Choice):
        return tuple(Action((offer.letter,), offer.letter, offer.text.lower()) for offer in options)
    keys = tuple(offer.letter for offer in options)
    shown = f"{keys[0]}-{keys[-1]}"
    if not takes_several(asked):
        return (Action(keys, shown, "choose"),)
    return (Action(keys, shown, "mark or unmark"), Action((Key.GO,), Key.GO, "submit"))


def changes(asked: Asked, grade: Grade) -> tuple[Action, ...]:
    """After the reveal: go on with the rating that follows, or give a right answer another one."""
    label = f"keep {RATINGS[grade.rating]}" if grade.correct else "go on"
    others = (Rating.HARD, Rating.GOOD, Rating.EASY) if grade.correct else ()
    return (
        Action((Key.GO,), Key.GO, label, interval(asked, grade.rating)),
        *(_rating(asked, rating) for rating in others if rating is not grade.rating),
    )


def commands(asked: Asked, taken: Iterable[Action]) -> dict[str, Command]:
    """The commands that work beside the given actions; an answer's letter goes before a command's.

    It still does while the learner says how sure they are: a doubled `f` for false is no flag.
    """
    offered = tuple(taken)
    keys = {key for action in (*offered, *(answers(asked) if offered == CONFIDENCE else ())) for key in action.keys}
    return {
        key: command
        for key, command in COMMANDS.items()
        if key not in keys and (asked.can_undo or command is not Command.UNDO)
    }


def command_label(asked: Asked, command: Command) -> str:
    """A command in a word; flagging a flagged item takes the flag away."""
    return "unflag" if command is Command.FLAG and asked.flagged else command.value
