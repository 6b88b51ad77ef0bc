"""Cards of every kind, a window without a terminal, and golden screens."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path
from typing import Any, Self

import pyte
import pytest
from rich.console import Console

from studydeck.core.items import (
    Body,
    Choice,
    Cloze,
    Flashcard,
    Gap,
    Item,
    Option,
    Place,
    Pool,
    Term,
    TrueFalse,
    cards_of,
)
from studydeck.core.kinds import Kind
from studydeck.core.log import Memory, Rating
from studydeck.core.session import Asked, Progress, Summary, Tally
from studydeck.core.spreading import Outcome
from studydeck.screen.keys import named
from studydeck.screen.review import Terminal

GOLDEN = Path(__file__).parents[1] / "golden"
DAY = date(2026, 9, 14)

KINDS = {Flashcard: Kind.FLASHCARD, Term: Kind.TERM, Cloze: Kind.CLOZE, TrueFalse: Kind.TRUE_FALSE}


def make_asked(body: Body, part: int = 0, item: dict[str, Any] | None = None, **more: Any) -> Asked:
    """A card of an item with this body; `item` and `more` set fields of the item and of what is asked."""
    kind = KINDS.get(type(body)) or (Kind.SINGLE if len(body.key) == 1 else Kind.MULTIPLE)
    made = Item("psm-1", "sample", kind, Pool.STUDY, ("psm-1/events",), body, Place("events.yaml", 3), "0" * 16)
    made = replace(made, **(item or {}))
    outcomes = {
        rating: Outcome(rating, Memory(1.0, 5.0, DAY), days, DAY + timedelta(days=days))
        for rating, days in zip(Rating, (1, 2, 12, 35), strict=True)
    }
    fields: dict[str, Any] = {
        "order": tuple(range(len(body.options))) if isinstance(body, Choice) else (),
        "progress": Progress("Professional Scrum Master I", "Events", 7, 24, 8.4),
        "citation": "The Scrum Guide (November 2020), The Sprint",
        "can_undo": True,
    }
    return Asked(made, cards_of(made)[part], DAY, outcomes=outcomes, **(fields | more))


class Samples:
    """A card of every kind, as a deck might hold it."""

    flashcard = make_asked(
        Flashcard("How soon after one Sprint ends does the next one start?", "Immediately"),
        item={"takeaway": "Sprints follow one another without a gap; planning and all other work happen inside them."},
    )
    term = make_asked(Term("Sprint", "The event of one month or less within which all other Scrum events take place"))
    reverse = make_asked(term.item.body, part=1)
    cloze = make_asked(
        Cloze(
            (
                "For a one-month Sprint, the longest allowed is ",
                Gap("planning", "eight", "number"),
                " hours for Sprint Planning and ",
                Gap("review", "four", "number"),
                " hours for the Sprint Review.",
            )
        ),
        part=1,
        explain="Due for 3 days; recall 84 %.",
    )
    single = make_asked(
        Choice(
            "Who may cancel a Sprint, and which ground for it does the Scrum Guide name?",
            (
                Option("The Product Owner, if the Sprint Goal becomes obsolete", True, "The Guide names both."),
                Option(
                    "The Developers, if the Sprint Goal is out of reach",
                    False,
                    "They adapt their plan instead.",
                ),
                Option(
                    "The Developers, if the Sprint Goal becomes obsolete",
                    False,
                    "The ground is right, they are not.",
                ),
                Option(
                    "The Product Owner, if the Sprint Goal is out of reach",
                    False,
                    "The person is right, the ground is not: a goal that is hard to reach is still a goal.",
                ),
            ),
        ),
        order=(1, 0, 2, 3),
        item={"takeaway": "An obsolete Sprint Goal is the one ground for cancelling a Sprint."},
    )
    multiple = make_asked(
        Choice(
            "Which two responses fit the Scrum Guide?",
            (
                Option("Renegotiate the scope with the Product Owner", True, "Scope may be renegotiated."),
                Option("Lengthen the Sprint until the item is done", False, "A Sprint has a fixed length."),
                Option("Adapt the plan at the Daily Scrum", True, "The Daily Scrum is there for that."),
                Option("Leave the Definition of Done aside", False, "Quality does not decrease."),
            ),
        ),
        item={"scenario": "Five days of a ten-day Sprint are over, and an item is far larger than believed."},
        flagged=True,
    )
    true_false = make_asked(
        TrueFalse("The Daily Scrum must be attended by the Scrum Master.", False),
        item={"why": "It is an event of the Developers; the Scrum Master sees to it that it takes place."},
        confidence=True,
    )
    summary = Summary(
        title="Professional Scrum Master I",
        answers=27,
        minutes=18.2,
        right=9,
        questions=12,
        recalled=10,
        cards=12,
        tallies=(
            Tally("Events", 8, 10),
            Tally("Scrum theory, values and the empirical process", 5, 7),
            Tally("Artifacts", 6, 7),
        ),
        tomorrow=31,
        tomorrow_minutes=14.2,
        notes=("12 cards wait: no new cards while more is due than fits into a day.",),
        next_command="studydeck review psm-1 --new 5",
    )
    make = staticmethod(make_asked)


@pytest.fixture
def samples() -> Samples:
    return Samples()


@dataclass
class Typed:
    """Keys typed in turn; before each one, what the window shows is kept as a frame."""

    raw: list[str]
    look: Callable[[], str]
    frames: list[str] = field(default_factory=list)
    is_open: bool = False

    def __enter__(self) -> Self:
        self.is_open = True
        return self

    def __exit__(self, *problem: object) -> None:
        self.is_open = False

    def read(self) -> str:
        self.frames.append(self.look())
        assert self.raw, f"more keys were read than typed, at:\n{self.frames[-1]}"
        return named(self.raw.pop(0))


@dataclass
class Window:
    """A Terminal that writes into an emulated one, and reads scripted keys."""

    columns: int = 80
    rows: int = 24
    encoding: str = "utf-8"
    environ: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.sent = Sent(self.encoding)
        self.emulated = pyte.Screen(self.columns, self.rows)
        self.emulated.set_mode(pyte.modes.LNM)
        self.stream = pyte.Stream(self.emulated)
        self.console = Console(
            file=self.sent,
            width=self.columns,
            height=self.rows,
            force_terminal=True,
            color_system="truecolor",
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ=self.environ,
        )
        self.keys = Typed([], self.look)
        self.terminal = Terminal(self.console, self.keys)
        self.fed = 0

    def look(self) -> str:
        """The rows shown now, without the blanks at their ends."""
        self.stream.feed(self.sent.getvalue()[self.fed :])
        self.fed = len(self.sent.getvalue())
        return "".join(f"{row.rstrip()}\n" for row in self.emulated.display)

    def resize(self, columns: int, rows: int) -> None:
        self.console.size = (columns, rows)
        self.emulated.resize(rows, columns)

    def type(self, *raw: str) -> None:
        self.keys.raw += raw

    def ask(self, asked: Asked, *raw: str) -> Any:
        self.type(*raw)
        return self.terminal.ask(asked)

    @property
    def frames(self) -> list[str]:
        return self.keys.frames


class Sent(StringIO):
    """What was written, by a stream that claims an encoding."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._claimed = encoding

    @property
    def encoding(self) -> str:
        return self._claimed


@pytest.fixture
def window() -> Callable[..., Window]:
    return Window


@pytest.fixture
def golden() -> Callable[[str, str], None]:
    """Compares a screen with its golden file; with GOLDEN=write in the environment, writes that file anew."""

    def compare(name: str, shown: str) -> None:
        path = GOLDEN / f"{name}.txt"
        if os.environ.get("GOLDEN") == "write":
            path.write_text(shown, encoding="utf-8", newline="\n")
        assert shown == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def printed() -> Callable[[Iterable[Any]], list[str]]:
    """The plain text of some rich rows."""
    return lambda rows: [row.plain.rstrip() for row in rows]
