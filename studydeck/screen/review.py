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
from studydeck.screen.viewport import SCROLLING, View
from studydeck.screen.words import miscount

TOP = View()

MORE_KEYS = "Space does what enter does; arrows, j, k, page up and page down scroll."


class Terminal:
    """The full window: the alternate screen, repainted for every state, and the terminal left as it was."""

    def __init__(self, console: Console, keys: Keys) -> None:
        self._console = console
        self._keys = keys
        self._window = ExitStack()
        self._view = TOP

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
        try:
            return self._question(asked) if asked.item.kind.is_question else self._card(asked)
        except Commanded as given:
            return given.command

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Rating | Command | None:
        """Show what was right and why; a rating changes a right answer, None goes on."""
        try:
            pressed = self._press(asked, blocks.feedback(asked, response, grade), actions.changes(asked, grade))
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
        notice, remarked, view = asked.notice, False, TOP
        while True:
            pressed = self._press(asked, blocks.front(asked, notice, chosen), actions.answers(asked), view)
            if pressed != Key.GO:
                chosen, notice, view = chosen ^ indexes(asked, pressed), "", self._view
            elif remarked or len(chosen) == wanted(asked):
                return chosen
            else:
                notice = f"{miscount(len(chosen), wanted(asked))} Enter submits it as it is."
                remarked, view = True, TOP

    def _confidence(self, asked: Asked, chosen: frozenset[int]) -> Confidence:
        pressed = self._press(asked, blocks.doubt(asked, chosen), actions.CONFIDENCE)
        return actions.CONFIDENCES[pressed]

    def _press(self, asked: Asked, shown: tuple[Block, ...], offered: tuple[Action, ...], view: View = TOP) -> str:
        """The key of one of the actions, once pressed; scrolling and help happen meanwhile."""
        page = Page(asked, shown, offered, actions.commands(asked, offered))
        self._view = view
        while (pressed := self._unscrolled(page)) not in page.keys:
            if pressed == Key.CLOSED:
                raise Commanded(Command.QUIT)
            if pressed in page.commands:
                raise Commanded(page.commands[pressed])
            if pressed == actions.HELP:
                self._help(page)
        return pressed

    def _help(self, page: Page) -> None:
        """What the keys of a page do, until a key that does not scroll."""
        view, self._view = self._view, TOP
        shown = helped(page.asked, page.actions, page.commands, MORE_KEYS)
        self._unscrolled(Page(page.asked, shown, actions.BACK, {}))
        self._view = view

    def _unscrolled(self, page: Page) -> str:
        """The next key that does not scroll. Going on turns pages first, until the end has been seen."""
        while True:
            pressed = self._read(page)
            turns = pressed == Key.GO and not self._view.ended
            if pressed in page.keys and not turns:
                return pressed
            if not turns and pressed not in SCROLLING:
                return pressed
            self._view = self._view.scrolled(Key.PAGE_DOWN if turns else pressed)

    def _read(self, page: Page) -> str:
        """The next key on a painted page; while the window is too small only the end of input counts."""
        while is_too_small(*self._console.size):
            self._paint(plea(self._console, *self._console.size))
            if self._keys.read() == Key.CLOSED:
                return Key.CLOSED
        painted, self._view = framed(self._console, page, self._view, *self._console.size)
        self._paint(painted)
        return self._keys.read()

    def _paint(self, rows: Sequence[Text]) -> None:
        whole = Screen(Group(*(for_encoding(row, self._console.encoding) for row in rows)))
        self._console.print(Control.home(), whole, end="")
