"""A review in the full window, driven by single keys."""

from collections.abc import Sequence
from contextlib import ExitStack
from typing import Self

from rich.console import Console, Group
from rich.control import Control
from rich.screen import Screen
from rich.text import Text

from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Command, Summary
from studydeck.screen import actions, blocks
from studydeck.screen.actions import Action, Commanded
from studydeck.screen.blocks import Block
from studydeck.screen.frame import Page, column, framed, is_too_small, plea
from studydeck.screen.help import helped
from studydeck.screen.keys import Key, Keys
from studydeck.screen.offers import indexes, responded, takes_several, wanted
from studydeck.screen.render import for_encoding, rows_of
from studydeck.screen.summary import summed_up
from studydeck.screen.viewport import View
from studydeck.screen.words import miscount


class Terminal:
    """The full window: the alternate screen, repainted for every state, and the terminal left as it was."""

    def __init__(self, console: Console, keys: Keys) -> None:
        self._console = console
        self._keys = keys
        self._window = ExitStack()
        self._noticed = ""

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            stack.enter_context(self._keys)
            stack.enter_context(self._console.screen())
            self._window = stack.pop_all()
        return self

    def __exit__(self, *problem: object) -> None:
        self._window.close()

    def ask(self, asked: Asked) -> Response | Command:
        """Show a card until it is answered, or until a command is given."""
        self._noticed = asked.notice
        try:
            return self._question(asked) if asked.item.kind.is_question else self._card(asked)
        except Commanded as given:
            return given.command

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Rating | Command | None:
        """Show what was right and why; a rating changes a right answer, None goes on."""
        notice = asked.notice if asked.notice != self._noticed else ""
        try:
            pressed = self._press(
                asked, blocks.feedback(asked, response, grade, notice), actions.changes(asked, grade)
            )
        except Commanded as given:
            return given.command
        return None if pressed == Key.GO else Rating(int(pressed))

    def end(self, summary: Summary) -> None:
        """Leave the full window, and print what was done where it stays."""
        self._window.close()
        self._console.print()
        for row in rows_of(self._console, summed_up(summary), column(self._console.width)):
            self._console.print(for_encoding(Text.assemble("  ", row), self._console.encoding))
        self._console.print()

    def _card(self, asked: Asked) -> Response:
        self._press(asked, blocks.front(asked, asked.notice), actions.REVEAL)
        pressed = self._press(asked, blocks.back(asked), actions.ratings(asked))
        return Response(rating=Rating.GOOD if pressed == Key.GO else Rating(int(pressed)))

    def _question(self, asked: Asked) -> Response:
        chosen = self._several(asked) if takes_several(asked) else self._one(asked)
        return responded(asked, chosen, self._confidence(asked, chosen) if asked.confidence else None)

    def _one(self, asked: Asked) -> frozenset[int]:
        return indexes(asked, self._press(asked, blocks.front(asked, asked.notice), actions.answers(asked)))

    def _several(self, asked: Asked) -> frozenset[int]:
        """Letters mark and unmark; a number of options other than the one asked for is remarked upon once."""
        chosen: frozenset[int] = frozenset()
        notice, remarked = asked.notice, False
        while True:
            pressed = self._press(asked, blocks.front(asked, notice, chosen), actions.answers(asked))
            if pressed != Key.GO:
                chosen, notice = chosen ^ indexes(asked, pressed), ""
            elif remarked or len(chosen) == wanted(asked):
                return chosen
            else:
                notice, remarked = f"{miscount(len(chosen), wanted(asked))} Enter submits it as it is.", True

    def _confidence(self, asked: Asked, chosen: frozenset[int]) -> Confidence:
        pressed = self._press(asked, blocks.doubt(asked, chosen), actions.CONFIDENCE)
        return actions.CONFIDENCES[pressed]

    def _press(self, asked: Asked, shown: Sequence[Block], offered: tuple[Action, ...]) -> str:
        """The key that one of the actions offers, once pressed; scrolling and help happen meanwhile."""
        page = Page(asked, tuple(shown), offered, actions.commands(asked, offered))
        pressed, view = self._shown(page, View())
        while pressed not in page.keys or (pressed == Key.GO and not view.ended):
            if pressed == Key.CLOSED:
                raise Commanded(Command.QUIT)
            if pressed in page.commands:
                raise Commanded(page.commands[pressed])
            if pressed == actions.HELP:
                self._help(page)
            pressed, view = self._shown(page, view.scrolled(Key.PAGE_DOWN if pressed == Key.GO else pressed))
        return pressed

    def _help(self, page: Page) -> None:
        """What the keys of a page do, until any key that does not scroll."""
        over = Page(page.asked, helped(page.asked, page.actions, page.commands), actions.BACK, {})
        pressed, view = self._shown(over, View())
        while pressed in View.KEYS or pressed == Key.REDRAW or (pressed == Key.GO and not view.ended):
            pressed, view = self._shown(over, view.scrolled(Key.PAGE_DOWN if pressed == Key.GO else pressed))

    def _shown(self, page: Page, view: View) -> tuple[str, View]:
        """Paint a page and wait for a key; a window that is too small takes no key but the ends of input."""
        while True:
            columns, rows = self._console.size
            if not is_too_small(columns, rows):
                painted, view = framed(self._console, page, view, columns, rows)
                self._paint(painted)
                return self._keys.read(), view
            self._paint(plea(self._console, columns, rows))
            if self._keys.read() == Key.CLOSED:
                return Key.CLOSED, view

    def _paint(self, rows: Sequence[Text]) -> None:
        whole = Screen(Group(*(for_encoding(row, self._console.encoding) for row in rows)))
        self._console.print(Control.home(), whole, end="")
