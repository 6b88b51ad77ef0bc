"""A deck's own facts: what issuers ask of a title, and sums that must come out."""

from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, deck_rule
from studydeck.content.problems import Severity
from studydeck.core.items import Deck

TITLE = "Unofficial practice for "
ROUNDING = 0.5  # published weights are rounded, so that their sum may miss 100 by a little


@deck_rule("title", Severity.ERROR, f"The title of an exam's deck begins with '{TITLE.strip()}'.")
def title(deck: Deck) -> Iterator[Finding]:
    if deck.blueprint and not deck.title.startswith(TITLE):
        yield Finding(f"the title of an exam's deck must begin with '{TITLE.strip()}'; put that in front", ("title",))


@deck_rule("notice", Severity.ERROR, "An exam's deck says that the exam's body has no part in it.")
def notice(deck: Deck) -> Iterator[Finding]:
    if deck.blueprint and deck.blueprint.body not in deck.notice:
        body = deck.blueprint.body
        yield Finding(
            f"the deck needs a notice that names {body}; say that {body} neither made nor endorses it",
            ("notice",),
        )


@deck_rule("weights", Severity.ERROR, "The weights of a blueprint's domains sum to 100.")
def weights(deck: Deck) -> Iterator[Finding]:
    if deck.blueprint:
        total = sum(domain.weight for domain in deck.blueprint.domains)
        if abs(total - 100) > ROUNDING:
            yield Finding(f"the weights of the domains sum to {total:g}; make it 100", ("blueprint", "domains"))


@deck_rule("kinds", Severity.ERROR, "The shares of a blueprint's kinds sum to 100.")
def kinds(deck: Deck) -> Iterator[Finding]:
    if deck.blueprint and deck.blueprint.kinds:
        total = sum(deck.blueprint.kinds.values())
        if total != 100:
            yield Finding(f"the shares of the kinds sum to {total}; make it 100", ("blueprint", "kinds"))
