import pytest
from drafts import cloze, flashcard, found, places, quiet, single, term

from studydeck.content.lint import teaching


def test_a_front_without_a_question_is_found():
    assert places(teaching.front_shape, flashcard("Sprint length", "One month")) == [("front",)]
    assert quiet(teaching.front_shape, [flashcard("How long? (At most.)", "One month"), term("Sprint", "An event")])


def test_an_answer_of_31_words_is_long_and_one_of_30_is_not():
    assert quiet(teaching.long_back, [flashcard("How?", "word " * 30), term("Sprint", "word " * 30)])
    assert found(teaching.long_back, flashcard("How?", "word " * 31)) == [
        "has an answer of 31 words, too long to judge at a glance; keep one fact in at most 30 words, or split the card"
    ]
    assert places(teaching.long_back, term("Sprint", "word " * 31)) == [("definition",)]


def test_other_kinds_have_no_back():
    others = [cloze("a " * 40, "b", " c"), single("word " * 40, "+One", "Two", "Three")]
    assert quiet(teaching.long_back, others)
    assert quiet(teaching.long_list, others)


def test_five_things_in_one_answer_are_too_many():
    values = "Commitment, Focus, Openness, Respect, and Courage"
    assert found(teaching.long_list, flashcard("Which values?", values)) == [
        "lists 5 things in one answer; split it, or make it a 'cloze' with a gap each"
    ]
    assert places(teaching.long_list, term("Values", values)) == [("definition",)]
    assert quiet(teaching.long_list, [flashcard("Which?", "One, two, three and four")])


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("the Sprint; Sprint Planning; the Daily Scrum", 3),
        ("one, two, three, four and five", 5),
        ("- one\n- two\n- three\n- four\n- five", 5),
        ("1. one\n2) two", 2),
        ("First a thing, second a thing that goes on for rather many words, third", 0),
        ("One thing. Two, three and four things.", 3),
        ("One thing", 1),
    ],
)
def test_what_a_text_lists(text, count):
    assert teaching.listed(text) == count
