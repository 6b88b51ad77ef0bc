"""Trees to core objects, or every problem of a file at once."""

from studydeck.content.parser.deck import parse_deck
from studydeck.content.parser.items import Scope, parse_items

__all__ = ["Scope", "parse_deck", "parse_items"]
