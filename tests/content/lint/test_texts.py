import pytest
from drafts import cloze, flashcard, single, term, true_false
from hypothesis import given
from hypothesis import strategies as st

from studydeck.content.lint.texts import Role, Text, number, options_of, sentences, stemmed, texts, words


def test_the_texts_of_a_question_come_in_order_with_their_roles_and_fields():
    item = single("Who?", "+Anna", "Ben", why="So it is.", scenario="A team.", takeaway="Anna.")
    assert list(texts(item))[:-1] == [
        Text(Role.STEM, ("scenario",), "A team."),
        Text(Role.STEM, ("question",), "Who?"),
        Text(Role.RIGHT, ("options", 0), "Anna"),
        Text(Role.WHY, ("options", 0, "why"), "So it is."),
        Text(Role.WRONG, ("options", 1), "Ben"),
        Text(Role.WHY, ("options", 1, "why"), "So it is."),
        Text(Role.WHY, ("why",), item.why),
    ]
    assert list(texts(item))[-1] == Text(Role.TAKEAWAY, ("takeaway",), "Anna.")


@pytest.mark.parametrize(
    ("item", "expected"),
    [
        (flashcard("How?", "So", why="", takeaway=""), [("front", "How?"), ("back", "So")]),
        (term("Sprint", "An event", why="", takeaway=""), [("term", "Sprint"), ("definition", "An event")]),
        (cloze("at most ", "eight", " hours", why="", takeaway=""), [("text", "at most eight hours")]),
        (true_false("It holds.", why="", takeaway=""), [("statement", "It holds.")]),
    ],
)
def test_the_texts_of_other_kinds(item, expected):
    assert [(text.at[0], text.text) for text in texts(item)] == expected


def test_only_questions_with_options_have_options():
    assert [option.text for option in options_of(single("Who?", "+Anna", "Ben"))] == ["Anna", "Ben"]
    assert options_of(flashcard("How?", "So")) == ()


def test_words_keep_hyphens_apostrophes_and_the_marks_inside_numbers():
    assert words("A two-week Sprint isn't 1,000.5 hours: it's “short” …") == [
        "A",
        "two-week",
        "Sprint",
        "isn't",
        "1,000.5",
        "hours",
        "it's",
        "short",
    ]


def test_sentences_end_at_a_mark_and_a_space():
    assert sentences(" Version 1.2 is out. Who knows? Nobody! ") == ["Version 1.2 is out.", "Who knows?", "Nobody!"]


@pytest.mark.parametrize(
    "family",
    [
        ("planned", "Planning", "plans"),
        ("agree", "agreed", "agreement"),
        ("story", "Stories"),
        ("estimation", "estimates"),
    ],
)
def test_words_of_a_family_have_one_stem(family):
    assert len({stemmed(word) for word in family}) == 1


def test_short_words_keep_their_ending():
    assert stemmed("uses") == "uses"


@given(st.text(max_size=30))
def test_a_stem_minds_no_capitals_of_ascii_words(text):
    for word in words(text):
        if word.isascii():
            assert stemmed(word.upper()) == stemmed(word)


@pytest.mark.parametrize(
    ("text", "value"),
    [("15", 15), ("€1,200", 1200), ("-3.5 %", -3.5), ("−2", -2), ("20 working days", 20), ("85%", 85)],
)
def test_a_number_may_have_a_sign_and_a_unit(text, value):
    assert number(text) == value


@pytest.mark.parametrize("text", ["ten", "10 or fewer of them", "2 to 4", "", "about 3"])
def test_a_text_that_says_more_is_no_number(text):
    assert number(text) is None
