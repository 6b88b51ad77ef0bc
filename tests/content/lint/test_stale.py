import re

import pytest
from drafts import draft, flashcard, found, options, places, quiet, single, true_false

from studydeck.content.lint import stale
from studydeck.content.lint.terms import BY_EXAM, outdated_for
from studydeck.core.items import Choice
from studydeck.core.kinds import Kind


def test_outdated_terms_are_found_in_stem_key_takeaway_statement_and_cards():
    word = "the Development Team"
    items = [
        single(f"What does {word} do?", "+One", "Two", "Three"),
        single("Who?", "+One", "Two", "Three", scenario=f"It is {word}."),
        single("Who?", f"+For {word}", "Two", "Three"),
        single("Who?", "+One", "Two", "Three", takeaway=f"So does {word}."),
        true_false(f"It is {word}."),
        flashcard("Who?", word),
    ]
    assert [places(stale.outdated_term, item) for item in items] == [
        [("question",)],
        [("scenario",)],
        [("options", 0)],
        [("takeaway",)],
        [("statement",)],
        [("back",)],
    ]
    assert found(stale.outdated_term, items[0]) == [
        "says the outdated 'Development Team' in a stem; write 'Developers'"
    ]


def test_a_wrong_option_may_be_outdated_where_its_why_says_so():
    told = single("Who?", "+One", "The Development Team", why="The Guide of 2020 no longer has this name for them.")
    assert quiet(stale.outdated_term, [told])
    assert found(stale.outdated_term, single("Who?", "+One", "The Development Team")) == [
        "says the outdated 'Development Team' in a wrong option; write 'Developers', or let its why call it outdated"
    ]


@pytest.mark.parametrize(
    "why",
    [
        "An old name.",
        "The older name.",
        "Its former name.",
        "Formerly so called.",
        "Previously so called.",
        "Outdated.",
        "It was renamed.",
        "The Guide of 2017 says so.",
        "It is no longer used.",
    ],
)
def test_there_are_many_ways_to_call_a_term_outdated(why):
    assert quiet(stale.outdated_term, [single("Who?", "+One", "The Development Team", why=why)])


def test_a_right_option_may_not_be_outdated_whatever_its_why_says():
    item = single("Who?", "+The Development Team", "Two", why="This is the outdated name of 2017.")
    assert places(stale.outdated_term, item) == [("options", 0)]


def test_a_why_may_speak_of_the_past():
    assert quiet(stale.outdated_term, [flashcard("Who?", "Developers", why="Once the Development Team.")])


def test_the_terms_of_every_exam_that_an_item_counts_towards_hold():
    card = flashcard("What is grooming?", "Refinement", deck="agile", objectives=("capm/3.4",))
    assert quiet(stale.outdated_term, [card])
    both = flashcard("What is grooming?", "Refinement", deck="agile", objectives=("capm/3.4", "psm-1/events"))
    assert found(stale.outdated_term, both) == ["says the outdated 'grooming' in a card; write 'refinement'"]


def test_a_term_that_two_exams_share_is_reported_once():
    card = flashcard("What is grooming?", "Refinement", objectives=("psm-1/events", "pspo-1/events"))
    assert len(found(stale.outdated_term, card)) == 1


@pytest.mark.parametrize(
    ("exam", "text", "hits"),
    [
        ("psm-1", "self-organising teams", ["self-organising"]),
        ("psm-1", "a servant leader", ["servant leader"]),
        ("psm-1", "three Scrum roles", ["Scrum roles"]),
        ("psm-1", "the role of the Scrum Master", ["role of the Scrum Master"]),
        ("psm-1", "3–9 Developers", ["3–9 Developers"]),
        ("psm-1", "a potentially shippable Increment after Sprint Zero", ["potentially shippable", "Sprint Zero"]),
        ("capm", "the ten knowledge areas of PMBOK 6", ["PMBOK 6", "knowledge areas"]),
        ("pmp", "Manage Quality", ["Manage Quality"]),
        ("prince2-foundation", "the seven themes", ["themes"]),
        ("prince2-foundation", "the executive decides", ["the executive"]),
        ("project-plus", "PK0-004", ["PK0-004"]),
    ],
)
def test_terms_are_outdated_in_their_exam(exam, text, hits):
    assert [match[0] for term in outdated_for(exam) if (match := term.pattern.search(text))] == hits


@pytest.mark.parametrize(
    ("exam", "text"),
    [
        ("psm-1", "a software development team, a role model, self-managing, burn-down charts, three to nine hours"),
        ("capm", "a servant leader of a self-organizing Development Team"),
        ("pmp", "Manage Quality Assurance, Lead the Team, to manage quality"),
        ("prince2-foundation", "the project executive, a practice, minimum requirements"),
        ("unknown", "Development Team, themes, PMBOK 6"),
    ],
)
def test_terms_with_a_plain_meaning_or_of_another_exam_stand(exam, text):
    assert not [term for term in outdated_for(exam) if term.pattern.search(text)]


def test_every_remedy_goes_on_from_a_semicolon():
    for terms in BY_EXAM.values():
        assert all(re.match(r"(write|drop|name|ask) ", term.remedy) for term in terms)


def test_options_are_judged_one_by_one():
    mixed = options("+One", "Themes of the Development Team") + options(
        "The Development Team", why="An old name of it."
    )
    assert places(stale.outdated_term, draft(Kind.SINGLE, Choice("Who?", mixed))) == [("options", 1)]
