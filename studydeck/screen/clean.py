"""Text from a deck, made safe to show. Everything a screen writes passes through here."""

from unicodedata import category

UNSEEN = frozenset({"Cc", "Cf", "Cs"})
"""Unicode's controls, format characters (bidirectional, zero-width, tags) and lone surrogates."""

PLAINER = str.maketrans("✓✗━─↓·…‘’“”–—×≥≤", "+x=-v-.''\"\"--x><")
"""What stands in, one cell for one cell, where an encoding lacks a sign."""


def clean(text: str) -> str:
    """The text without characters that act on a terminal or hide; newlines stay, a tab is four spaces."""
    spaced = text.replace("\t", "    ").replace("\r\n", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    return "".join(char for char in spaced if char == "\n" or _is_seen(char))


def one_line(text: str) -> str:
    """The cleaned text with every run of white space as one space, for places of a single line."""
    return " ".join(clean(text).split())


def encodable(text: str, encoding: str) -> str:
    """The text with what the encoding lacks replaced by a plainer sign or `?`, one character for one."""
    return "".join(char if _fits(char, encoding) else _plainer(char, encoding) for char in text)


def _is_seen(char: str) -> bool:
    # Variation selectors say "as an emoji" or "as text", and terminals disagree on the width that follows.
    return category(char) not in UNSEEN and not "\ufe00" <= char <= "\ufe0f"


def _fits(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _plainer(char: str, encoding: str) -> str:
    stand_in = char.translate(PLAINER)
    return stand_in if _fits(stand_in, encoding) else "?"
