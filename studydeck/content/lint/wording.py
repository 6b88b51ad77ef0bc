"""How stems are worded, and slips of the keyboard in any text."""

import re
from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, item_rule
from studydeck.content.lint.texts import Role, sentences, texts, words
from studydeck.content.problems import Severity, quoted
from studydeck.core.items import Choice, Deck, Item, Level
from studydeck.core.kinds import Kind

STEM_WORDS, SITUATION_WORDS = 25, 60
GAP = re.compile(r"_{3,}")
HOW_MANY = re.compile(r"\((choose|select|pick)\b[^)]*\)", re.IGNORECASE)
# What is asked comes first; a "not" behind one of these words belongs to the situation.
ASIDE = re.compile(r",|\b(when|if|that|because|while|although|since|whose|after|before|until|where)\b")
ASKING = re.compile(r"^(which|what|who|whom|whose|how|when|where|all|each)\b", re.IGNORECASE)
NEGATIVE = re.compile(r"\b(not|except|never)\b|(?<!at )\bleast\b")
SPACING = re.compile(r"(?<=\S)(?: {2,}(?=\S)| [.,;:!?](?=\s|$))")
DOUBLED = re.compile(r"\b(?!(?:that|had)\b)([^\W\d_]+) \1\b", re.IGNORECASE)


def _question(item: Item) -> str:
    return item.body.question if isinstance(item.body, Choice) else ""


@item_rule("stem-shape", Severity.WARNING, "A stem is one question, or a text with one gap.")
def stem_shape(item: Item, _: Deck) -> Iterator[Finding]:
    question = _question(item)
    if not question:
        return
    asks, gaps = question.count("?"), len(GAP.findall(question))
    if asks + gaps != 1 or (asks and not question.rstrip().endswith("?")):
        yield Finding("has a stem that is neither one question nor a text with one gap '____'; ask one", ("question",))


@item_rule("long-stem", Severity.WARNING, "A stem has at most 25 words, one with a situation at most 60.")
def long_stem(item: Item, _: Deck) -> Iterator[Finding]:
    count = sum(len(words(text.text)) for text in texts(item) if text.role is Role.STEM)
    situation = bool(item.scenario) or item.level is Level.APPLY
    limit = SITUATION_WORDS if situation else STEM_WORDS
    if count > limit:
        field = "statement" if item.kind is Kind.TRUE_FALSE else "question"
        cure = "shorten it" if situation else "shorten it, or move the situation into 'scenario:'"
        yield Finding(f"has a stem of {count} words, more than {limit}; {cure}", (field,))


@item_rule("negative-stem", Severity.WARNING, "The negative word of a stem is in capitals.")
def negative_stem(item: Item, _: Deck) -> Iterator[Finding]:
    last = sentences(_question(item))[-1]
    asked = ASIDE.split(last, maxsplit=1)[0]
    found = NEGATIVE.search(asked)
    if found and ASKING.match(asked):
        yield Finding(
            f"asks in the negative; write '{found[0].upper()}' in capitals, or ask for what holds",
            ("question",),
        )


@item_rule("says-how-many", Severity.WARNING, "The screen says how many options to choose, the stem does not.")
def says_how_many(item: Item, _: Deck) -> Iterator[Finding]:
    if found := HOW_MANY.search(_question(item)):
        yield Finding(f"says {quoted(found[0])}, which the screen adds by itself; delete it", ("question",))


@item_rule("spacing", Severity.WARNING, "No double space, and no space before a comma or a full stop.")
def spacing(item: Item, _: Deck) -> Iterator[Finding]:
    for text in texts(item):
        # A text of several lines may be a table, whose columns are aligned.
        found = None if "\n" in text.text else SPACING.search(text.text)
        if found:
            before = quoted(text.text[: found.start()].split()[-1])
            yield Finding(f"has a space too many after {before} in a {text.role}; delete it", text.at)


@item_rule("doubled-word", Severity.WARNING, "No word stands twice in a row.")
def doubled_word(item: Item, _: Deck) -> Iterator[Finding]:
    for text in texts(item):
        if found := DOUBLED.search(text.text):
            yield Finding(f"says '{found[0]}' in a {text.role}; delete one of the two", text.at)
