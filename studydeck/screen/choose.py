"""Which screen a session gets."""

import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, TextIO

from studydeck.screen.plain import Plain

if TYPE_CHECKING:
    from studydeck.screen.keys import Keys
    from studydeck.screen.review import Terminal


def choose(plain: bool, source: TextIO, target: TextIO, environ: Mapping[str, str]) -> "Terminal | Plain":
    """The full window where a terminal can show one, and plain lines elsewhere or where wished."""
    if plain or not (source.isatty() and target.isatty()) or environ.get("TERM") in ("dumb", "unknown"):
        return Plain(source, target)
    from rich.console import Console

    from studydeck.screen.review import Terminal

    return Terminal(Console(file=target, markup=False, emoji=False, highlight=False), _keys(source))


if sys.platform == "win32":  # pragma: no cover (runs there only)

    def _keys(_source: TextIO) -> "Keys":
        from click import getchar

        from studydeck.screen.keys import Getchar

        return Getchar(getchar)

else:

    def _keys(source: TextIO) -> "Keys":
        from studydeck.screen.tty import Tty

        return Tty(source)
