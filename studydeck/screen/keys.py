"""Keys: from what a terminal sends to names, on every platform."""

import re
from collections.abc import Callable
from enum import StrEnum
from typing import Protocol, Self


class Key(StrEnum):
    """Keys that are not characters. `GO` is Enter or the space bar; `REDRAW` is ^L or a resized window."""

    GO = "enter"
    UP = "up"
    DOWN = "down"
    PAGE_UP = "page up"
    PAGE_DOWN = "page down"
    HOME = "home"
    END = "end"
    REDRAW = "redraw"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class Keys(Protocol):
    """A source of key names: a lower-case character or a `Key`; ^C raises KeyboardInterrupt."""

    def __enter__(self) -> Self: ...
    def __exit__(self, *problem: object) -> None: ...
    def read(self) -> str: ...


SEQUENCES = {
    **dict.fromkeys(("\x1b[A", "\x1bOA", "\xe0H", "\x00H"), Key.UP),
    **dict.fromkeys(("\x1b[B", "\x1bOB", "\xe0P", "\x00P"), Key.DOWN),
    **dict.fromkeys(("\x1b[5~", "\xe0I", "\x00I"), Key.PAGE_UP),
    **dict.fromkeys(("\x1b[6~", "\xe0Q", "\x00Q"), Key.PAGE_DOWN),
    **dict.fromkeys(("\x1b[H", "\x1bOH", "\x1b[1~", "\xe0G", "\x00G"), Key.HOME),
    **dict.fromkeys(("\x1b[F", "\x1bOF", "\x1b[4~", "\xe0O", "\x00O"), Key.END),
}
"""What terminals (xterm, with its application mode) and Windows' console send for the keys that scroll."""

SINGLE = {
    **dict.fromkeys("\r\n ", Key.GO),
    "\x0c": Key.REDRAW,
    "\x04": Key.CLOSED,
}

SEQUENCE = re.compile(r"\x1b(\[[0-?]*[ -/]*[@-~]|O[ -~])|[\xe0\x00][A-Z]")
"""A control sequence (ECMA-48, 5.4), a key in application mode, or a special key of Windows' console."""


def named(raw: str) -> str:
    """The first key in what was read; the rest (a paste) is dropped. Nothing read: input has ended."""
    if not raw:
        return Key.CLOSED
    if raw[0] == "\x03":
        raise KeyboardInterrupt
    if sequence := SEQUENCE.match(raw):
        return SEQUENCES.get(sequence[0], Key.UNKNOWN)
    if raw[0] in SINGLE:
        return SINGLE[raw[0]]
    return raw[0].lower() if raw[0].isprintable() else Key.UNKNOWN


def is_begun(raw: str) -> bool:
    """Whether this is the beginning of a control sequence whose end has not arrived yet."""
    return raw.startswith("\x1b") and len(raw) < 32 and not SEQUENCE.match(raw)


class Getchar:
    """Keys read one at a time by click: for Windows, whose consoles have other modes and signals."""

    def __init__(self, getchar: Callable[[], str]) -> None:
        self._getchar = getchar

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *problem: object) -> None:
        """Nothing to put back: click changes modes only while it waits."""

    def read(self) -> str:
        """The next key."""
        try:
            return named(self._getchar())
        except EOFError:
            return Key.CLOSED
