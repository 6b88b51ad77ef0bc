"""A hash of what an item asks, to notice an edit; an item's identity is its key, never this."""

from collections.abc import Iterator
from dataclasses import astuple
from hashlib import blake2b
from json import dumps

from studydeck.core.items import Body, Choice
from studydeck.core.kinds import Kind


def fingerprint(kind: Kind, scenario: str, body: Body) -> str:
    """16 hex digits over the kind, the scenario and the body without its whys; runs of blanks count as one.

    The order of options counts, although learners see them shuffled: the log names the chosen options by
    their place in it, so that an answer can only be read beside the options as they stood.
    """
    asked = dumps([kind.value, _plain(scenario), _asked(body)], ensure_ascii=False)
    return blake2b(asked.encode(), digest_size=8).hexdigest()


def _asked(body: Body) -> list[object]:
    if isinstance(body, Choice):
        return [_plain(body.question), *([_plain(option.text), option.right] for option in body.options)]
    return [_plain(value) for value in _leaves(astuple(body))]


def _leaves(value: object) -> Iterator[object]:
    if isinstance(value, tuple):
        for member in value:
            yield from _leaves(member)
    else:
        yield value


def _plain(value: object) -> object:
    return " ".join(value.split()) if isinstance(value, str) else value
