"""Keys from a Unix terminal, and the terminal left as it was; here on terminals that nobody sits at."""

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

if sys.platform == "win32":
    pytest.skip("needs a Unix terminal", allow_module_level=True)

import pty
import termios

from terminal import Seat

from studydeck.screen.keys import Key
from studydeck.screen.tty import Tty


@dataclass
class Line:
    """Both ends of a terminal: what is typed at `hand` arrives at `seat`."""

    hand: int
    seat: Any

    def type(self, raw: str) -> None:
        os.write(self.hand, raw.encode())

    def modes(self) -> list[Any]:
        return termios.tcgetattr(self.seat)


@pytest.fixture
def line() -> Iterator[Line]:
    hand, seat = pty.openpty()
    with os.fdopen(seat, "r") as stream:
        yield Line(hand, stream)
    os.close(hand)


def test_keys_come_at_once_and_in_turn(line: Line) -> None:
    with Tty(line.seat) as keys:
        read = []
        for raw in ("a", "\r", "\x1b[B", "é", "\x04", "?"):
            line.type(raw)
            read.append(keys.read())
    assert read == ["a", "enter", "down", "é", "closed", "?"]


def test_what_was_typed_before_reading_is_kept_and_of_a_paste_the_first_key(line: Line) -> None:
    with Tty(line.seat) as keys:
        line.type("bcd")
        assert keys.read() == "b"


def test_a_sequence_in_pieces_is_one_key(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = iter([b"\x1b", b"[", b"6~"])
    with Tty(line.seat) as keys:
        line.type("x")
        with monkeypatch.context() as patched:
            patched.setattr(os, "read", lambda *_: next(pieces))
            assert keys.read() == Key.PAGE_DOWN


def test_the_escape_key_alone_is_no_key_of_ours(line: Line) -> None:
    with Tty(line.seat) as keys:
        line.type("\x1b")
        assert keys.read() == Key.UNKNOWN


def test_a_terminal_that_is_gone_closes(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> bytes:
        raise OSError(5, "Input/output error")

    with Tty(line.seat) as keys:
        line.type("x")
        with monkeypatch.context() as patched:
            patched.setattr(os, "read", gone)
            assert keys.read() == Key.CLOSED


def test_a_resized_window_wakes_the_reader(line: Line) -> None:
    with Tty(line.seat) as keys:
        os.kill(os.getpid(), signal.SIGWINCH)
        assert keys.read() == Key.REDRAW
        line.type("a")
        assert keys.read() == "a"


def test_modes_and_signals_are_put_back(line: Line) -> None:
    before = line.modes()
    handlers = [signal.getsignal(number) for number in (signal.SIGWINCH, signal.SIGTERM)]
    with Tty(line.seat):
        during = line.modes()
    assert not during[3] & (termios.ECHO | termios.ICANON)
    assert during[3] & termios.ISIG
    assert line.modes() == before
    assert [signal.getsignal(number) for number in (signal.SIGWINCH, signal.SIGTERM)] == handlers


def test_being_told_to_end_puts_everything_back_first(line: Line) -> None:
    before = line.modes()
    with pytest.raises(SystemExit) as ended, Tty(line.seat):
        os.kill(os.getpid(), signal.SIGTERM)
    assert ended.value.code == 143
    assert line.modes() == before


ASKS = """
import os, sys
from datetime import date
from studydeck.core.items import Card, Flashcard, Item, Place, Pool
from studydeck.core.kinds import Kind
from studydeck.core.session import Asked, Progress
from studydeck.screen.choose import choose
body = Flashcard("Who?", "Nobody" * 30)
item = Item("d", "i", Kind.FLASHCARD, Pool.STUDY, (), body, Place("f", 1), "")
card = Card("d/i", "d/i", "d", Kind.FLASHCARD, (), "", "")
asked = Asked(item, card, date(2026, 9, 14), (), {}, Progress("Title", "Events", 7, 24, 3.0))
with choose(False, sys.stdin, sys.stdout, os.environ) as screen:
    print(screen.ask(asked))
    raise RuntimeError("broken")
"""


@pytest.fixture
def seat() -> Iterator[Seat]:
    seat = Seat([sys.executable, "-c", ASKS], dict(os.environ))
    yield seat
    seat.close()


def test_a_real_terminal_shows_the_card_and_follows_its_size(seat: Seat) -> None:
    assert seat.until("? help")[1:4] == [
        f"  {'Title':69}7 of 24",
        f"  {'Events':66}3 min left",
        "  " + "━" * 19 + "─" * 57,
    ]
    assert seat.emulated.cursor.hidden
    seat.resize(60, 15)
    seat.process.send_signal(signal.SIGWINCH)
    seat.emulated.reset()
    assert seat.until("? help")[0] == f"  {'Title':49}7 of 24"
    seat.resize(50, 10)
    seat.process.send_signal(signal.SIGWINCH)
    seat.until("This window is 50 by 10")
    seat.resize(80, 24)
    seat.process.send_signal(signal.SIGWINCH)
    seat.until("? help")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, -signal.SIGINT), (signal.SIGTERM, 143)])
def test_a_real_terminal_is_left_as_it_was_after_a_signal(seat: Seat, number: signal.Signals, code: int) -> None:
    seat.until("? help")
    seat.process.send_signal(number)
    assert seat.ended() == code
    assert termios.tcgetattr(seat.theirs) == seat.before
    assert b"\x1b[?1049l\x1b[?25h" in seat.written


def test_a_real_terminal_is_left_as_it_was_after_a_crash(seat: Seat) -> None:
    seat.until("? help")
    os.write(seat.hand, b"q")
    assert seat.ended() == 1
    assert termios.tcgetattr(seat.theirs) == seat.before
    before, _, after = seat.written.partition(b"\x1b[?1049l\x1b[?25h")
    assert b"RuntimeError: broken" in after
    assert b"RuntimeError" not in before
