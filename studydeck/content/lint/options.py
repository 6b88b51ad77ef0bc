"""How options are worded: each stands by itself, wherever the shuffle puts it."""

import re
from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, item_rule
from studydeck.content.lint.texts import Role, number, options_of, texts
from studydeck.content.problems import Severity, quoted
from studydeck.core.items import Deck, Item

CATCH_ALL = re.compile(
    r"\b(all|none|any|both|neither|either) (of )?(the |these )?((options|answers) )?(above|below)\b"
    r"|^(all|none|both|neither) of (the|these|those|them)( (answers|options|others|other options))?\W*$",
    re.IGNORECASE,
)
LETTERS = re.compile(r"\b(?i:both|neither|either) [A-F] (?:and|nor|or) [A-F]\b")
POSITION = re.compile(
    r"\b(?i:options?|answers?|choices?) [A-F]\b"
    r"|\b(?i:options?) [1-6]\b"
    r"|\b(?i:the (?:first|second|third|fourth|fifth|sixth|last) (?:option|answer))\b"
    r"|\b(?i:(?:options?|answers?) (?:above|below))\b"
)
LABEL = re.compile(r"\b[B-F]\b")
REASON = re.compile(r"\b(because|due to|owing to)\b", re.IGNORECASE)


@item_rule("catch-all", Severity.ERROR, "No 'all of the above', 'none of the above' or 'both A and B'.")
def catch_all(item: Item, _: Deck) -> Iterator[Finding]:
    # A stem may itself speak of an A and a B, as of activities; "both A and B" then means these.
    labelled = LABEL.search(_stem(item)) is not None
    for index, option in enumerate(options_of(item)):
        if CATCH_ALL.search(option.text) or (not labelled and LETTERS.search(option.text)):
            yield Finding(
                f"has the option {quoted(option.text)}, which leans on others; write one that stands alone",
                ("options", index),
            )


@item_rule("position", Severity.ERROR, "No text names an option by letter or position: options are shuffled.")
def position(item: Item, _: Deck) -> Iterator[Finding]:
    stem = _stem(item).lower()
    for text in texts(item):
        found = POSITION.search(text.text) if text.role not in (Role.STEM, Role.CARD) else None
        # Where the stem tells of an "option B", that is the one meant.
        if found and found[0].lower() not in stem:
            yield Finding(
                f"says {quoted(found[0])} in a {text.role}, but options are shuffled; say what it says",
                text.at,
            )


def _stem(item: Item) -> str:
    return " ".join(text.text for text in texts(item) if text.role is Role.STEM)


@item_rule("justification", Severity.WARNING, "The reason stands in the why, not in the option.")
def justification(item: Item, _: Deck) -> Iterator[Finding]:
    options = options_of(item)
    found = {index: match[0] for index, option in enumerate(options) if (match := REASON.search(option.text))}
    # Where every option gives a reason, reasons are what the question asks for.
    for index, word in found.items() if len(found) < len(options) else ():
        yield Finding(f"has an option that says '{word}'; move the reason into its why", ("options", index))


@item_rule("number-order", Severity.WARNING, "Options that are numbers are sorted and stay so.")
def number_order(item: Item, _: Deck) -> Iterator[Finding]:
    numbers = [number(option.text) for option in options_of(item)]
    values = [value for value in numbers if value is not None]
    if not values or len(values) < len(numbers):
        return
    if values != sorted(values):
        yield Finding("has numbers as options that are not in order; sort them", ("options",))
    elif not item.fixed_order:
        yield Finding("has numbers as options; add 'fixed_order: true' so that they stay sorted", ("options",))
