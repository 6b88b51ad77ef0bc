import pytest
from drafts import cloze, flashcard, found, places, quiet, single

from studydeck.content.lint import options

OTHERS = ("+Alpha", "Beta", "Gamma")


@pytest.mark.parametrize(
    "text",
    [
        "All of the above",
        "None of the above.",
        "none of these",
        "All of these answers",
        "Both of the above",
        "Both A and B",
        "Neither B nor C",
        "Any of the options above",
        "None of the others",
    ],
)
def test_options_that_lean_on_others_are_found(text):
    item = single("Which?", *OTHERS, text)
    assert found(options.catch_all, item) == [
        f"has the option '{text}', which leans on others; write one that stands alone"
    ]
    assert places(options.catch_all, item) == [("options", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "All of the Developers",
        "Both the Product Owner and the Scrum Master",
        "None of its members leads the others",
        "All work above the line",
        "Any stakeholder",
    ],
)
def test_options_that_merely_say_all_both_or_none_stand(text):
    assert quiet(options.catch_all, [single("Which?", *OTHERS, text)])


def test_both_a_and_b_stands_where_the_stem_tells_of_them():
    item = single("Activities A and B take two days. What is late?", *OTHERS, "Both A and B")
    assert quiet(options.catch_all, [item])


@pytest.mark.parametrize(
    ("why", "named"),
    [
        ("Unlike option B, this one fits the Guide.", "option B"),
        ("Options C and D mix up two events here.", "Options C"),
        ("The first answer names the wrong event here.", "The first answer"),
        ("As option 2 says, the goal is obsolete then.", "option 2"),
        ("The options above describe another event of Scrum.", "options above"),
        ("This is the reverse of answer A in every word.", "answer A"),
    ],
)
def test_letters_and_positions_are_found_in_a_why(why, named):
    item = single("Which?", *OTHERS, "Delta", why=why)
    assert found(options.position, item)[0] == (f"says '{named}' in a why, but options are shuffled; say what it says")
    assert places(options.position, item)[0] == ("options", 0, "why")


@pytest.mark.parametrize(
    "why",
    [
        "An option a team has is to renegotiate the scope.",
        "Developers answer 3 questions only in the old Guide.",
        "The other options describe what other people decide.",
        "Its first choice is to keep the Sprint Goal intact.",
        "Plan B is no part of what the Guide says.",
    ],
)
def test_plain_words_like_option_answer_and_choice_are_no_position(why):
    assert quiet(options.position, [single("Which?", *OTHERS, "Delta", why=why)])


def test_option_b_of_the_situation_may_be_named():
    item = single(
        "Option A costs 10 k, option B 12 k. Which pays?",
        *OTHERS,
        "Delta",
        why="Only option B pays back within the year it costs.",
    )
    assert quiet(options.position, [item])


def test_cards_have_no_options_to_name():
    assert quiet(options.position, [flashcard("What is option B?", "The first answer"), cloze("option ", "B", "")])


def test_a_lone_reason_in_an_option_is_found():
    item = single("Who?", "+Anna, because she leads", "Ben", "Cleo", "Due to the rules, Dan")
    assert found(options.justification, item) == [
        "has an option that says 'because'; move the reason into its why",
        "has an option that says 'Due to'; move the reason into its why",
    ]
    assert places(options.justification, item) == [("options", 0), ("options", 3)]


def test_reasons_are_fine_where_every_option_gives_one():
    item = single("Why?", "+Because it helps", "Because it is old", "Because they said so")
    assert quiet(options.justification, [item])


def test_numbers_should_be_sorted_and_stay_sorted():
    unsorted = single("How many?", "7", "+10", "9", "12", fixed_order=True)
    shuffled = single("How many?", "7", "9", "+10", "12")
    assert found(options.number_order, unsorted) == ["has numbers as options that are not in order; sort them"]
    assert found(options.number_order, shuffled) == [
        "has numbers as options; add 'fixed_order: true' so that they stay sorted"
    ]
    assert quiet(options.number_order, [single("How many?", "7", "9", "+10", "12", fixed_order=True)])


def test_options_with_more_than_numbers_have_no_order():
    assert quiet(options.number_order, [single("How many?", "12", "+10", "As many as needed")])
    assert quiet(options.number_order, [flashcard("How many?", "10")])
