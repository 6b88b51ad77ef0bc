"""What an item must have: whys, takeaway, source, and the right number of options."""

from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, item_rule
from studydeck.content.lint.texts import Role, options_of, texts, words
from studydeck.content.problems import Severity, quoted
from studydeck.core.items import Deck, Item
from studydeck.core.kinds import Kind

WHY_WORDS = 8


@item_rule("no-why", Severity.ERROR, "Every option has a why.")
def no_why(item: Item, _: Deck) -> Iterator[Finding]:
    for index, option in enumerate(options_of(item)):
        if not option.why:
            named = "the rule that makes it right" if option.right else "the misconception that leads to it"
            yield Finding(f"has no why for {quoted(option.text)}; name {named}", ("options", index))


@item_rule("short-why", Severity.WARNING, f"A question's why has at least {WHY_WORDS} words.")
def short_why(item: Item, _: Deck) -> Iterator[Finding]:
    if not item.kind.is_question:
        return
    for text in texts(item):
        count = len(words(text.text))
        if text.role is Role.WHY and count < WHY_WORDS:
            yield Finding(
                f"has a why of {count} words, {quoted(text.text)}; name the misconception or the rule "
                f"in at least {WHY_WORDS} words",
                text.at,
            )


@item_rule("no-takeaway", Severity.ERROR, "Every question has a takeaway.")
def no_takeaway(item: Item, _: Deck) -> Iterator[Finding]:
    if item.kind.is_question and not item.takeaway:
        yield Finding("has no takeaway; add 'takeaway:' with the rule to keep, in one line")


@item_rule("no-source", Severity.ERROR, "Every item names the document and section that state its claim.")
def no_source(item: Item, _: Deck) -> Iterator[Finding]:
    if item.source is None:
        yield Finding("has no source; add 'source: {ref: …, at: …}' with the section that states the claim")
    elif not item.source.at:
        yield Finding("has a source without a section; add 'at:' with the section that states the claim", ("source",))


@item_rule("two-options", Severity.ERROR, "A question with one right option has at least three options.")
def two_options(item: Item, _: Deck) -> Iterator[Finding]:
    if item.kind is Kind.SINGLE and len(options_of(item)) < 3:
        yield Finding("has only two options; write four, or make it a 'true-false' item", ("options",))


@item_rule("option-count", Severity.WARNING, "'single' has four options, 'multiple' four to six.")
def option_count(item: Item, _: Deck) -> Iterator[Finding]:
    count = len(options_of(item))
    if item.kind is Kind.SINGLE and count >= 3 and count != 4:
        yield Finding(f"has {count} options; write four, each of which somebody would pick", ("options",))
    if item.kind is Kind.MULTIPLE and not 4 <= count <= 6:
        yield Finding(f"has {count} options; a 'multiple' item has four to six", ("options",))


@item_rule("all-right", Severity.ERROR, "A question with several right options has a wrong one too.")
def all_right(item: Item, _: Deck) -> Iterator[Finding]:
    options = options_of(item)
    if options and all(option.right for option in options):
        yield Finding("has no wrong option; add one that somebody would pick", ("options",))
