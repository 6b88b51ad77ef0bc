"""Keys from a Unix terminal, whose modes are changed once a session and put back at its end.

click.getchar is not used here: it enters raw mode anew for every key, which throws away what was typed since
the last one and lets keys be echoed onto the screen in between, and a resized window cannot wake it.
"""

import os
import signal
import sys
import termios
from collections.abc import Callable
from contextlib import ExitStack
from select import select
from types import FrameType
from typing import Any, NoReturn, Self, TextIO

from studydeck.screen.keys import Key, is_begun, named

assert sys.platform != "win32"  # noqa: S101 (tells the type checker what is there)

LOCAL_MODES = 3
CONTROL_CHARACTERS = 6

REST_OF_SEQUENCE = 0.05
"""Seconds to wait for the rest of a control sequence; over a slow line it may arrive in pieces."""

Handler = Callable[[int, FrameType | None], None]


class Tty:
    """Keys from a terminal: unechoed and at once, with ^C and the window's size as signals."""

    def __init__(self, stream: TextIO) -> None:
        self._input = stream.fileno()
        self._left = ExitStack()

    def __enter__(self) -> Self:
        with ExitStack() as stack:
            self._resized, resize = os.pipe()
            stack.callback(os.close, self._resized)
            stack.callback(os.close, resize)
            _during(stack, signal.SIGWINCH, lambda *_: _wake(resize))
            _during(stack, signal.SIGTERM, _terminated)
            before = termios.tcgetattr(self._input)
            # What was typed and not read is thrown away at the end, so that no paste reaches the shell.
            stack.callback(termios.tcsetattr, self._input, termios.TCSAFLUSH, before)
            termios.tcsetattr(self._input, termios.TCSADRAIN, _keywise(self._input))
            self._left = stack.pop_all()
        return self

    def __exit__(self, *problem: object) -> None:
        self._left.close()

    def read(self) -> str:
        """The next key; waits for it, or for the window to change."""
        ready, _, _ = select([self._input, self._resized], [], [])
        if self._resized in ready:
            os.read(self._resized, 4096)
            return Key.REDRAW
        raw = self._received()
        while is_begun(raw) and select([self._input], [], [], REST_OF_SEQUENCE)[0]:
            raw += self._received()
        return named(raw)

    def _received(self) -> str:
        try:
            return os.read(self._input, 4096).decode("utf-8", "replace")
        except OSError:  # the terminal is gone (EIO)
            return ""


def _keywise(terminal: int) -> list[Any]:
    """The terminal's modes without echo, without waiting for a line, and without ^Z."""
    modes = termios.tcgetattr(terminal)
    modes[LOCAL_MODES] &= ~(termios.ICANON | termios.ECHO)
    modes[CONTROL_CHARACTERS] = list(modes[CONTROL_CHARACTERS])
    modes[CONTROL_CHARACTERS][termios.VSUSP] = os.fpathconf(terminal, "PC_VDISABLE").to_bytes(1, "big")
    return modes


def _during(stack: ExitStack, number: signal.Signals, handler: Handler) -> None:
    stack.callback(signal.signal, number, signal.signal(number, handler))


def _wake(pipe: int) -> None:
    os.write(pipe, b".")


def _terminated(number: int, frame: FrameType | None) -> NoReturn:
    # As an exception, so that every context manager puts back what it changed.
    raise SystemExit(128 + number)
