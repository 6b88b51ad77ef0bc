"""A review as plain lines, for screen readers, pipes and tests: no colour, no boxes, no cursor moves."""

import re
from collections.abc import Sequence
from typing import Self, TextIO

from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Command, Summary
from studydeck.screen import actions, blocks
from studydeck.screen.actions import Action, Commanded
from studydeck.screen.blocks import Block
from studydeck.screen.clean import encodable
from studydeck.screen.help import helped
from studydeck.screen.keys import Key
from studydeck.screen.lines import heading, line_of
from studydeck.screen.offers import indexes, offers, responded, takes_several, wanted
from studydeck.screen.summary import summed_up
from studydeck.screen.words import miscount


class Plain:
    """Lines in, lines out: every prompt is answered by a line, and the end of input ends the session."""

    def __init__(self, source: TextIO, target: TextIO) -> None:
        self._source = source
        self._target = target
        self._title = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing to put back."""

    def ask(self, asked: Asked) -> Response | Command:
        """Say a card until it is answered, or until a command is given."""
        self._head(asked)
        self._say(blocks.front(asked, asked.notice))
        try:
            return self._question(asked) if asked.item.kind.is_question else self._card(asked)
        except Commanded as given:
            return given.command

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Rating | Command | None:
        """Say what was right and why; a rating changes a right answer, None goes on."""
        self._say((*blocks.notice(asked.notice), *blocks.outcome(asked, response, grade)))
        try:
            pressed = self._pressed(asked, "Next", actions.changes(asked, grade))
        except Commanded as given:
            return given.command
        return None if pressed == Key.GO else Rating(int(pressed))

    def end(self, summary: Summary) -> None:
        """Say what was done and what comes next."""
        self._write("\n")
        self._say(summed_up(summary))

    def _card(self, asked: Asked) -> Response:
        self._pressed(asked, "Answer", actions.REVEAL)
        self._say(blocks.answer(asked))
        pressed = self._pressed(asked, "Rating", actions.ratings(asked))
        return Response(rating=Rating.GOOD if pressed == Key.GO else Rating(int(pressed)))

    def _question(self, asked: Asked) -> Response:
        offered = actions.answers(asked)
        if takes_several(asked):
            chosen = self._several(asked, offered[:1])
        else:
            chosen = indexes(asked, self._pressed(asked, "Answer", offered))
        return responded(asked, chosen, self._confidence(asked) if asked.confidence else None)

    def _several(self, asked: Asked, offered: Sequence[Action]) -> frozenset[int]:
        """Letters on one line, with spaces, commas or neither; a wrong number is remarked upon once."""
        chosen = indexes(asked, self._letters(asked, offered))
        if len(chosen) == wanted(asked):
            return chosen
        self._write(f"{miscount(len(chosen), wanted(asked))} Please answer once more; that is then taken as it is.\n")
        return indexes(asked, self._letters(asked, offered))

    def _letters(self, asked: Asked, offered: Sequence[Action]) -> str:
        known = {offer.letter for offer in offers(asked)}
        while True:
            line = self._line(asked, "Answers", offered)
            letters = re.sub(r"[\s,]", "", line)
            if known.issuperset(letters):
                return letters
            self._mistaken(asked, offered)

    def _confidence(self, asked: Asked) -> Confidence:
        return actions.CONFIDENCES[self._pressed(asked, "How sure are you?", actions.CONFIDENCE)]

    def _pressed(self, asked: Asked, lead: str, offered: Sequence[Action]) -> str:
        """The key that a line stands for: the key itself, its word, or an empty line for Enter."""
        meant = {key: key for action in offered for key in action.keys}
        meant |= {action.label.lower(): action.keys[0] for action in offered if action.is_spelt_out}
        if Key.GO in meant:
            meant[""] = Key.GO
        while (line := self._line(asked, lead, offered)) not in meant:
            self._mistaken(asked, offered)
        return meant[line]

    def _line(self, asked: Asked, lead: str, offered: Sequence[Action]) -> str:
        """A line, lower case, that is neither a command nor a call for help."""
        commands = actions.commands(asked, offered)
        meant = commands | {actions.command_label(asked, command): command for command in commands.values()}
        while True:
            self._write(f"{lead} ({', '.join(map(_listed, offered))}, ? for help): ")
            line = self._read()
            if line in meant:
                raise Commanded(meant[line])
            if line not in (actions.HELP, "help"):
                return line
            self._say(helped(asked, offered, commands))

    def _mistaken(self, asked: Asked, offered: Sequence[Action]) -> None:
        keys = [*map(_shown, offered), *actions.commands(asked, offered), actions.HELP]
        self._write(f"That means nothing here. Please type one of: {', '.join(keys)}.\n")

    def _read(self) -> str:
        try:
            line = self._source.readline()
        except UnicodeDecodeError:
            return "\N{REPLACEMENT CHARACTER}"
        if not line:
            self._write("\n")
            raise Commanded(Command.QUIT)
        return line.strip().lower()

    def _head(self, asked: Asked) -> None:
        title, self._title = self._title, asked.progress.title
        self._write(f"\n{heading(asked, with_title=title != self._title)}\n")

    def _say(self, said: Sequence[Block]) -> None:
        for block in said:
            self._write(f"{line_of(block)}\n")

    def _write(self, text: str) -> None:
        self._target.write(encodable(text, self._target.encoding or "utf-8"))
        self._target.flush()


def _listed(action: Action) -> str:
    """An action in a prompt: `a-d`, `s sure`, `2 Hard: 2 days`, `Enter to go on: today again`."""
    told = f"{_shown(action)} to" if action.shown == Key.GO else action.shown
    words = f"{told} {action.label}" if action.is_spelt_out else told
    return f"{words}: {action.note}" if action.note else words


def _shown(action: Action) -> str:
    return "Enter" if action.shown == Key.GO else action.shown
