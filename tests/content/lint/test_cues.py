from dataclasses import replace

import pytest
from drafts import DECK, flashcard, found, multiple, places, quiet, single
from hypothesis import given
from hypothesis import strategies as st

from studydeck.content.lint import cues

EVEN = ("+abcd efgh ijkl mnop", "bbcd efgh ijkl mnop", "cbcd efgh ijkl mnop")


def test_an_option_far_from_the_mean_length_is_found():
    item = single("Which?", *EVEN, "abcd efgh ijkl mnop" + " qrst" * 4)
    assert found(cues.option_length, item) == [
        "has an option of 39 characters where the mean is 24; rewrite it to the grain of the others, without padding"
    ]
    assert places(cues.option_length, item) == [("options", 3)]


def test_five_characters_from_the_mean_are_allowed_and_six_are_not():
    base = "ab cd ef gh ij"
    five = single("Which?", f"+{base}", base, base + "xxxxx", base[:-5])
    six = single("Which?", f"+{base}", base, base + "xxxxxx", base[:-6])
    assert quiet(cues.option_length, [five])
    assert places(cues.option_length, six) == [("options", 2)]


def test_a_fifth_of_the_mean_is_allowed_in_long_options():
    long = "word " * 10  # 50 characters
    within = single("Which?", "+" + long, long, "word " * 12, "word " * 8)
    assert quiet(cues.option_length, [within])
    assert found(cues.option_length, single("Which?", "+" + long, long, "word " * 13, "word " * 7)) != []


def test_names_and_numbers_have_the_length_they_have():
    names = single("Which event?", "+Sprint", "Sprint Retrospective", "Product Backlog refinement", "Daily Scrum")
    numbers = single("How much?", "+5", "1,000,000", "10", "20 working days")
    assert quiet(cues.option_length, [names, numbers, flashcard("How?", "So")])


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Before the Sprint Review", "After the Sprint Review"),
        ("It is binding", "It is not binding"),
        ("The team never decides it", "The team decides it"),
        ("It always helps", "It never helps"),
    ],
)
def test_a_right_option_with_its_lone_opposite_is_found(one, other):
    item = single("Which?", "Something else", f"+{one}", "Another thing altogether", other)
    assert found(cues.lone_opposite, item) == [
        f"sets the right option against its opposite '{other}', and both stand out; "
        "replace the wrong one, or make a full two-by-two"
    ]
    assert places(cues.lone_opposite, item) == [("options", 3)]


def test_a_two_by_two_points_at_nobody():
    item = single("Which?", "+Before it, by all", "After it, by all", "Before it, by one", "After it, by one")
    assert quiet(cues.lone_opposite, [item])


def test_options_past_the_eighth_are_not_compared():
    fill = [f"Something else, number {index}" for index in range(7)]
    last = "It is not so"
    assert found(cues.lone_opposite, single("Which?", "+It is so", *fill[:6], last)) != []
    assert quiet(cues.lone_opposite, [single("Which?", "+It is so", *fill, last)])


def test_two_wrong_options_may_be_opposites():
    assert quiet(cues.lone_opposite, [single("Which?", "+Something", "It is done before", "It is done after")])


def test_options_that_differ_in_two_words_or_in_a_plain_one_are_no_opposites():
    assert not cues.are_opposite("Before the first event", "After the last event")
    assert not cues.are_opposite("The Scrum Master", "The Scrum Team")
    assert not cues.are_opposite("It is very binding", "It is binding")
    assert not cues.are_opposite("It helps", "It helps")


@given(st.lists(st.sampled_from(["it", "is", "not", "before", "after", "done"])).map(" ".join), st.text(max_size=30))
def test_being_opposite_is_symmetrical(one, other):
    assert cues.are_opposite(one, other) == cues.are_opposite(other, one)


def test_multiple_answer_items_may_hold_opposites():
    assert quiet(cues.lone_opposite, [multiple("Which?", "+It is done before", "It is done after", "+Something")])


def test_a_word_of_the_stem_in_the_right_option_alone_is_found_once():
    item = single("What does planning change?", "Speed", "+The plans of planners", "Cost", "Names")
    assert found(cues.key_echo, item) == [
        "repeats 'plans' from the stem in a right option and in no wrong one; use it in a wrong option too, or in none"
    ]
    assert places(cues.key_echo, item) == [("options", 1)]


def test_a_word_that_a_wrong_option_repeats_too_is_no_echo():
    item = single("What does planning change?", "+The plans of all", "The planned work", "Cost", "Names")
    assert quiet(cues.key_echo, [item])


def test_the_words_of_the_situation_count_as_the_stem_s():
    item = single("Who decides?", "+The auditor", "The owner", scenario="An auditor and a buyer disagree.")
    assert places(cues.key_echo, item) == [("options", 0)]


def test_short_words_are_no_echo():
    assert quiet(cues.key_echo, [single("What does a team need?", "+A team", "A boss", "A room", "A plan")])


def test_official_terms_may_repeat():
    capital = single("Who may cancel the Sprint when asked?", "+Whoever ends a Sprint", "Nobody", "Anybody", "Two")
    objective = single("What does good management of it need?", "+A backlog management habit", "Time", "Money")
    assert quiet(cues.key_echo, [capital, objective])
    assert found(cues.key_echo, objective, deck=replace(DECK, blueprint=None)) != []


def test_items_without_options_echo_nothing():
    assert quiet(cues.key_echo, [flashcard("What does planning bring?", "Planning")])


def test_a_lone_may_in_the_right_option_is_found():
    item = single("What holds?", "It must end", "+It may end", "It has to end", "It will end")
    assert places(cues.lone_modal, item) == [("options", 1)]


def test_may_in_a_wrong_option_gives_nothing_away():
    assert quiet(cues.lone_modal, [single("What holds?", "+It may end", "It can go on", "It must end")])
    assert quiet(cues.lone_modal, [single("What holds?", "+It ends", "It may go on", "It must end")])
    assert quiet(cues.lone_modal, [multiple("What holds?", "+It may end", "+It ends", "It must end")])
