from drafts import DECK, WHY, cloze, draft, flashcard, found, multiple, places, quiet, single, true_false

from studydeck.content.lint import structure
from studydeck.core.items import Choice, Citation, Option
from studydeck.core.kinds import Kind

FOUR = ("+One", "Two", "Three", "Four")


def test_each_option_without_a_why_is_named():
    choice = Choice("Who?", (Option("One", True, ""), Option("Two", False, WHY), Option("Three", False, "")))
    item = draft(Kind.SINGLE, choice)
    assert found(structure.no_why, item) == [
        "has no why for 'One'; name the rule that makes it right",
        "has no why for 'Three'; name the misconception that leads to it",
    ]
    assert places(structure.no_why, item) == [("options", 0), ("options", 2)]


def test_cards_need_no_why_and_no_takeaway():
    card = flashcard("How long?", "One month", why="", takeaway="")
    assert quiet(structure.no_why, [card])
    assert quiet(structure.no_takeaway, [card])


def test_a_why_of_seven_words_is_short_and_one_of_eight_is_not():
    assert places(structure.short_why, single("Who?", *FOUR, why="one two three four five six seven")) == [
        ("options", index, "why") for index in range(4)
    ]
    assert quiet(structure.short_why, [single("Who?", *FOUR, why="one two three four five six seven eight")])


def test_the_why_of_a_statement_may_be_short_no_more_than_an_option_s():
    item = true_false("It holds.", why="It simply does.")
    assert places(structure.short_why, item) == [("why",)]


def test_a_card_s_why_may_be_short():
    assert quiet(structure.short_why, [flashcard("How long?", "One month", why="By the Guide.")])


def test_every_question_needs_a_takeaway():
    items = [single("Who?", *FOUR, takeaway=""), true_false("It holds.", takeaway="")]
    assert len(found(structure.no_takeaway, *items)) == 2


def test_every_kind_of_item_needs_a_source():
    for item in (flashcard("How?", "So", source=None), cloze("a ", "b", " c", source=None)):
        assert found(structure.no_source, item) == [
            "has no source; add 'source: {ref: …, at: …}' with the section that states the claim"
        ]


def test_a_source_needs_its_section():
    item = single("Who?", *FOUR, source=Citation("scrum-guide"))
    assert found(structure.no_source, item) == [
        "has a source without a section; add 'at:' with the section that states the claim"
    ]
    assert places(structure.no_source, item) == [("source",)]


def test_a_single_with_two_options_is_an_error_and_not_a_warning_too():
    item = single("Who?", "+One", "Two")
    assert len(found(structure.two_options, item)) == 1
    assert quiet(structure.option_count, [item])
    assert quiet(structure.two_options, [single("Who?", "+One", "Two", "Three")])


def test_a_single_should_have_four_options():
    assert quiet(structure.option_count, [single("Who?", *FOUR)])
    for count in (3, 5):
        item = single("Who?", *(*FOUR, "Five")[:count])
        assert found(structure.option_count, item) == [
            f"has {count} options; write four, each of which somebody would pick"
        ]


def test_a_multiple_should_have_four_to_six_options():
    texts = ("+One", "+Two", "Three", "Four", "Five", "Six", "Seven")
    counts = [count for count in range(3, 8) if found(structure.option_count, multiple("Which?", *texts[:count]))]
    assert counts == [3, 7]


def test_items_out_of_use_are_not_judged():
    assert quiet(structure.no_source, [flashcard("How?", "So", source=None, retired="superseded")])


def test_a_finding_names_its_item():
    item = flashcard("How?", "So", source=None)
    assert [finding.item for finding in structure.no_source.check([item], DECK)] == [item]


def test_an_item_without_options_has_none_that_are_all_right():
    assert quiet(structure.all_right, [flashcard("How?", "So"), multiple("Which?", "+One", "+Two", "Three")])
    assert places(structure.all_right, multiple("Which?", "+One", "+Two")) == [("options",)]
