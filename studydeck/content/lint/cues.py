"""By what a question could be guessed: an option that differs from the others in shape."""

import re
from collections.abc import Iterator
from itertools import combinations

from studydeck.content.lint.registry import Finding, item_rule
from studydeck.content.lint.texts import number, options_of, sentences, stemmed, words
from studydeck.content.problems import Severity, quoted
from studydeck.core.items import Choice, Deck, Item
from studydeck.core.kinds import Kind

MODAL = re.compile(r"\b(may|can)\b", re.IGNORECASE)
NEGATIONS = frozenset({"not", "never", "no"})
ANTONYMS = """
    accept/reject add/remove always/never before/after can/cannot increase/decrease increases/decreases
    internal/external more/fewer more/less higher/lower longer/shorter earlier/later maximum/minimum
    positive/negative opportunity/threat possible/impossible likely/unlikely with/without over/under
"""
OPPOSITES = frozenset(frozenset(pair.split("/")) for pair in ANTONYMS.split())
NAME_WORDS = 3  # options of at most so many words are names out of a closed set: their length is given
SPREAD = 0.2  # how far from the mean an option's length may lie, as a share of it
SLACK = 5  # the same in characters, for short options
COMPARED = 8  # options compared in pairs: nobody writes more, and all pairs of thousands would take minutes
ECHO_LETTERS = 5  # shorter words than this seldom give anything away


@item_rule("option-length", Severity.WARNING, "Options lie within 20 % or five characters of their mean length.")
def option_length(item: Item, _: Deck) -> Iterator[Finding]:
    options = [option.text for option in options_of(item)]
    if all(len(words(text)) <= NAME_WORDS or number(text) is not None for text in options):
        return
    mean = sum(map(len, options)) / len(options)
    index = max(range(len(options)), key=lambda each: abs(len(options[each]) - mean))
    if abs(len(options[index]) - mean) > max(SPREAD * mean, SLACK):
        yield Finding(
            f"has an option of {len(options[index])} characters where the mean is {mean:.0f}; "
            "rewrite it to the grain of the others, without padding",
            ("options", index),
        )


@item_rule("lone-opposite", Severity.WARNING, "The right option has no lone opposite among the wrong ones.")
def lone_opposite(item: Item, _: Deck) -> Iterator[Finding]:
    options = options_of(item)[:COMPARED] if item.kind is Kind.SINGLE else ()
    pairs = [pair for pair in combinations(options, 2) if are_opposite(pair[0].text, pair[1].text)]
    # Two pairs are a two-by-two, which points at nobody.
    if len(pairs) == 1 and (pairs[0][0].right or pairs[0][1].right):
        wrong = next(option for option in pairs[0] if not option.right)
        yield Finding(
            f"sets the right option against its opposite {quoted(wrong.text)}, and both stand out; "
            "replace the wrong one, or make a full two-by-two",
            ("options", options.index(wrong)),
        )


def are_opposite(one: str, other: str) -> bool:
    """Whether two texts differ in a negation alone, or in one word and its antonym."""
    first, second = ([word.lower() for word in words(text)] for text in (one, other))
    if len(first) == len(second):
        differing = [frozenset(pair) for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
        return len(differing) == 1 and differing[0] in OPPOSITES
    shorter, longer = sorted((first, second), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at, word in enumerate(longer) if word in NEGATIONS)


@item_rule("key-echo", Severity.WARNING, "The right option is not alone in repeating a word of the stem.")
def key_echo(item: Item, deck: Deck) -> Iterator[Finding]:
    if not isinstance(item.body, Choice):
        return
    stem = f"{item.scenario} {item.body.question}"
    wrong = {word for option in item.body.options if not option.right for word in _content(option.text)}
    hints = _content(stem) - wrong - _official(stem, deck)
    for index in sorted(item.body.key):
        echoes = [word for word in words(item.body.options[index].text) if stemmed(word) in hints]
        if echoes:
            yield Finding(
                f"repeats '{echoes[0]}' from the stem in a right option and in no wrong one; "
                "use it in a wrong option too, or in none",
                ("options", index),
            )


def _content(text: str) -> set[str]:
    return {stemmed(word) for word in words(text) if len(word) >= ECHO_LETTERS}


def _official(stem: str, deck: Deck) -> set[str]:
    """Terms may repeat: words with a capital inside a sentence, and those of the exam's objectives."""
    capital = {stemmed(word) for part in sentences(stem) for word in words(part)[1:] if word[0].isupper()}
    if deck.blueprint is None:
        return capital
    return capital.union(*(_content(objective.title) for objective in deck.blueprint.objectives))


@item_rule("lone-modal", Severity.WARNING, "Where the right option says may or can, so does a wrong one.")
def lone_modal(item: Item, _: Deck) -> Iterator[Finding]:
    options = options_of(item) if item.kind is Kind.SINGLE else ()
    hedged = [index for index, option in enumerate(options) if MODAL.search(option.text)]
    if len(hedged) == 1 and options[hedged[0]].right:
        yield Finding(
            "says may or can in the right option alone; say so in a wrong option too, or in none",
            ("options", hedged[0]),
        )
