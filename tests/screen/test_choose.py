"""Which screen a session gets."""

import io
import subprocess
import sys

import pytest

from studydeck.screen.choose import choose
from studydeck.screen.plain import Plain
from studydeck.screen.review import Terminal


class Stream(io.StringIO):
    """A stream that is a terminal or is none."""

    def __init__(self, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal

    def fileno(self) -> int:
        return 0


@pytest.mark.parametrize(
    ("plain", "source", "target", "term", "screen"),
    [
        (False, True, True, "xterm", Terminal),
        (True, True, True, "xterm", Plain),
        (False, False, True, "xterm", Plain),
        (False, True, False, "xterm", Plain),
        (False, True, True, "dumb", Plain),
    ],
)
def test_the_full_window_needs_a_terminal_that_can_show_it(
    plain: bool, source: bool, target: bool, term: str, screen: type
) -> None:
    assert type(choose(plain, Stream(source), Stream(target), {"TERM": term})) is screen


def test_plain_lines_load_no_rich() -> None:
    look = "import sys, studydeck.screen.choose; print('rich' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout == "False\n"
