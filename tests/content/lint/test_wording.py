import pytest
from drafts import flashcard, found, multiple, places, quiet, single, true_false

from studydeck.content.lint import wording
from studydeck.core.items import Level

FOUR = ("+One", "Two", "Three", "Four")


def asking(question, **fields):
    return single(question, *FOUR, **fields)


@pytest.mark.parametrize(
    "question",
    [
        "The authority to cancel a Sprint lies with",
        "Who? And why?",
        "Who may cancel? Say whom.",
        "The ____ orders the ____ backlog.",
        "Who fills the ____ here?",
    ],
)
def test_a_stem_that_is_not_one_question_or_one_gap_is_found(question):
    assert found(wording.stem_shape, asking(question)) == [
        "has a stem that is neither one question nor a text with one gap '____'; ask one"
    ]


def test_one_question_or_one_gap_makes_a_stem():
    fine = [asking("A Sprint ends. Who decides?"), asking("The ____ orders it."), flashcard("Topic", "x")]
    assert quiet(wording.stem_shape, fine)


def test_a_stem_of_26_words_is_long_and_one_of_25_is_not():
    assert quiet(wording.long_stem, [asking("word " * 24 + "who?")])
    assert found(wording.long_stem, asking("word " * 25 + "who?")) == [
        "has a stem of 26 words, more than 25; shorten it, or move the situation into 'scenario:'"
    ]


def test_a_statement_is_a_stem_too():
    assert places(wording.long_stem, true_false("word " * 26)) == [("statement",)]


def test_a_situation_allows_60_words_with_its_question():
    assert quiet(wording.long_stem, [asking("Who decides?", scenario="word " * 58)])
    assert quiet(wording.long_stem, [asking("word " * 60, level=Level.APPLY)])
    assert found(wording.long_stem, asking("Who decides?", scenario="word " * 59)) == [
        "has a stem of 61 words, more than 60; shorten it"
    ]


@pytest.mark.parametrize(
    ("question", "word"),
    [
        ("Which of these is not an event?", "NOT"),
        ("A team meets. What does it never decide?", "NEVER"),
        ("All of these are events except which?", "EXCEPT"),
        ("Which of these is the least useful?", "LEAST"),
    ],
)
def test_a_negative_word_in_small_letters_is_found(question, word):
    assert found(wording.negative_stem, asking(question)) == [
        f"asks in the negative; write '{word}' in capitals, or ask for what holds"
    ]


@pytest.mark.parametrize(
    "question",
    [
        "Which of these is NOT an event?",
        "What should the team do when the Product Owner is not there?",
        "An item is not Done. Where does it go?",
        "Who must agree at least once?",
        "If a Sprint does not end, who decides?",
        "What does the Guide say about a team that does not deliver?",
    ],
)
def test_a_negative_word_in_capitals_or_in_the_situation_stands(question):
    assert quiet(wording.negative_stem, [asking(question)])


def test_the_screen_says_how_many_to_choose():
    item = multiple("Which two hold (Choose 2.)?", "+One", "+Two", "Three", "Four")
    assert found(wording.says_how_many, item) == ["says '(Choose 2.)', which the screen adds by itself; delete it"]
    assert quiet(wording.says_how_many, [asking("Who (of the team) may choose two?")])


@pytest.mark.parametrize(
    ("text", "before"),
    [("two  spaces", "two"), ("a space , here", "space"), ("an end .", "end"), ("why ?", "why")],
)
def test_a_space_too_many_is_found(text, before):
    assert found(wording.spacing, flashcard("How?", text)) == [
        f"has a space too many after '{before}' in a card; delete it"
    ]


@pytest.mark.parametrize("text", ["one, two. three ... and so on", "a .5 share", "Task  Days\nA     3", ""])
def test_plain_texts_decimals_and_tables_have_no_space_too_many(text):
    assert quiet(wording.spacing, [flashcard("How?", text)])


def test_a_doubled_word_is_found():
    item = flashcard("How?", "It is the The way")
    assert found(wording.doubled_word, item) == ["says 'the The' in a card; delete one of the two"]
    assert places(wording.doubled_word, item) == [("back",)]


def test_words_that_may_stand_twice_do():
    assert quiet(wording.doubled_word, [flashcard("How?", "He said that that had had an end, an ending, 10 10")])
