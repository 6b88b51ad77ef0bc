"""A review as plain lines on two streams: for screen readers, pipes and tests. No colour, no boxes, no cursor moves."""

from collections.abc import Iterable
from typing import Self, TextIO

from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Command, Summary
from studydeck.screen import actions, blocks
from studydeck.screen.actions import Action, Commanded
from studydeck.screen.blocks import BLANK, Block, Mark, Para, Row, Score
from studydeck.screen.clean import clean, encodable
from studydeck.screen.help import helped
from studydeck.screen.keys import Key
from studydeck.screen.offers import indexes, offers, responded, takes_several, wanted
from studydeck.screen.summary import summed_up
from studydeck.screen.words import RATINGS, miscount, verdict

MARKS = {Mark.RIGHT: "right", Mark.WRONG: "wrong", Mark.NONE: "", Mark.OFF: "", Mark.ON: ""}


class Plain:
    """Lines in, lines out: every prompt is answered by a line, and the end of input ends the session."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self._title = ""
        self._noticed = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        self._target.flush()

    def ask(self, asked: Asked) -> Response | Command:
        """Say a card until it is answered, or until a command is given."""
        self._noticed = asked.notice
        self._head(asked)
        self._say(blocks.front(asked, asked.notice))
        try:
            return self._question(asked) if asked.item.kind.is_question else self._card(asked)
        except Commanded as given:
            return given.command

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Rating | Command | None:
        """Say what was right and why; a rating changes a right answer, None goes on."""
        notice = asked.notice if asked.notice != self._noticed else ""
        self._say(blocks.feedback(asked, response, grade, notice))
        offered = actions.changes(asked, grade)
        try:
            pressed = self._prompt(asked, _listed(offered), offered)
        except Commanded as given:
            return given.command
        return None if pressed == Key.GO else Rating(int(pressed))

    def end(self, summary: Summary) -> None:
        """Say what was done and what comes next."""
        self._line("")
        self._say(summed_up(summary))
