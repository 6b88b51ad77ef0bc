"""Terms that the issuers have given up: nobody should learn them as answers."""

import re
from collections.abc import Iterator

from studydeck.content.lint.registry import Finding, item_rule
from studydeck.content.lint.terms import Outdated, outdated_for
from studydeck.content.lint.texts import Role, Text, options_of, texts
from studydeck.content.problems import Severity, quoted
from studydeck.core.items import Deck, Item

CALLED_OUTDATED = re.compile(
    r"\b(outdated|out of date|old(er)?|former(ly)?|earlier|previous(ly)?|replaced|renamed|dropped|removed|"
    r"superseded|obsolete|retired|gone|no longer|used to|(until|before|of|in) (19|20)\d\d)\b",
    re.IGNORECASE,
)


@item_rule("outdated-term", Severity.ERROR, "No outdated term, save in a wrong option whose why calls it outdated.")
def outdated_term(item: Item, _: Deck) -> Iterator[Finding]:
    terms = dict.fromkeys(term for exam in _exams(item) for term in outdated_for(exam))
    for text in _judged(item):
        for term in terms:
            if found := term.pattern.search(text.text):
                yield Finding(_message(found[0], text, term), text.at)


def _exams(item: Item) -> list[str]:
    """The item's own deck and every exam that its objectives count towards, each once."""
    return list(dict.fromkeys([item.deck, *(objective.partition("/")[0] for objective in item.objectives)]))


def _judged(item: Item) -> Iterator[Text]:
    excused = {
        ("options", index)
        for index, option in enumerate(options_of(item))
        if not option.right and CALLED_OUTDATED.search(option.why)
    }
    return (text for text in texts(item) if text.role is not Role.WHY and text.at not in excused)


def _message(word: str, text: Text, term: Outdated) -> str:
    cure = f"{term.remedy}, or let its why call it outdated" if text.role is Role.WRONG else term.remedy
    return f"says the outdated {quoted(word)} in a {text.role}; {cure}"
