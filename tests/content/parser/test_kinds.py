from studydeck.content.parser.kinds import FORMS
from studydeck.core.items import Choice, Cloze, Flashcard, Gap, Option, Term, TrueFalse
from studydeck.core.kinds import Kind

QUESTION = "kind: single\nquestion: Who?\noptions:\n"


def test_a_flashcard_has_a_front_and_a_back(item):
    body = item("kind: flashcard\nfront: Which day?\nback: '  No '").body
    assert body == Flashcard("Which day?", "No")


def test_a_term_has_a_definition(item):
    assert item("kind: term\nterm: Sprint\ndefinition: A fixed event").body == Term("Sprint", "A fixed event")


def test_a_cloze_has_gaps(item):
    assert item("kind: cloze\ntext: The ((po|Product Owner)).").body == Cloze(("The ", Gap("po", "Product Owner"), "."))


def test_a_true_false_item_has_a_statement_an_answer_and_a_why(item):
    found = item("kind: true-false\nstatement: It holds.\nanswer: false # really\nwhy: It does not.")
    assert (found.kind, found.body, found.why) == (Kind.TRUE_FALSE, TrueFalse("It holds.", False), "It does not.")
    assert item("kind: true-false\nstatement: It holds.\nanswer: 'true'\nwhy: Yes.").body == TrueFalse(
        "It holds.", True
    )


def test_a_single_choice_has_one_right_option_and_whys(item):
    found = item(QUESTION + "  - wrong: 1.10\n    why: A number.\n  - right: No\n")
    assert found.body == Choice("Who?", (Option("1.10", False, "A number."), Option("No", True, "")))
    assert found.body.key == {1}


def test_a_multiple_choice_has_several(item):
    found = item("kind: multiple\nquestion: Who?\noptions:\n- right: A\n- wrong: B\n- right: C")
    assert (found.kind, found.body.key) == (Kind.MULTIPLE, {0, 2})


def test_the_fields_that_make_a_kind_are_all_required(wrong):
    for kind, form in FORMS.items():
        assert [line.partition("; ")[0] for line in wrong(f"kind: {kind}")] == sorted(
            f"4:5: item 'x' has no '{name}'" for name in form.required
        )


def test_a_question_without_a_right_option_is_a_problem(wrong):
    assert wrong(QUESTION + "- wrong: A\n- wrong: B") == [
        "4:5: item 'x' has no right option; mark one with 'right:' [no-key]"
    ]


def test_a_single_choice_with_two_right_options_is_a_problem(wrong):
    assert wrong(QUESTION + "- right: A\n- right: B\n- wrong: C") == [
        "4:5: item 'x' has 2 right options; keep one, or make it 'kind: multiple' [many-keys]"
    ]


def test_a_multiple_choice_with_one_right_option_is_a_problem(wrong):
    assert wrong("kind: multiple\nquestion: Who?\noptions:\n- right: A\n- wrong: B") == [
        "4:5: item 'x' has one right option; mark another, or make it 'kind: single' [few-keys]"
    ]


def test_a_question_with_one_option_is_a_problem(wrong):
    assert wrong(QUESTION + "- right: A") == ["4:5: item 'x' has one option; write at least two [few-options]"]


def test_two_options_of_the_same_words_are_a_problem(wrong):
    assert wrong(QUESTION + "- right: The  Team\n- wrong: The Team\n- wrong: B") == [
        "9:7: the option 'The Team' stands in line 8 already; reword one of them [same-option]"
    ]


def test_an_option_is_right_or_wrong_and_not_both_or_neither(wrong):
    message = "an option has either a 'right:' or a 'wrong:' text; write one of them [shape]"
    assert wrong(QUESTION + "- right: A\n  wrong: B\n- why: C\n- wrong: D") == [f"8:7: {message}", f"10:7: {message}"]


def test_a_mistyped_option_is_one_problem_with_the_nearest_word(wrong):
    assert wrong(QUESTION + "- rigth: A\n- wrong: B") == [
        "8:7: 'rigth' is no field of an option; did you mean 'right'? [unknown-field]"
    ]


def test_an_option_that_is_a_mere_text_is_a_problem(wrong):
    assert wrong(QUESTION + "- A\n- right: B") == [
        "8:7: an option should be made of fields; write each as 'name: value' [shape]"
    ]


def test_options_that_are_no_list_are_a_problem(wrong):
    message = "'options' should be a list; write each of its parts after a '- ' [shape]"
    assert wrong("kind: single\nquestion: Who?\noptions: A") == [f"7:14: {message}"]
    assert wrong("kind: single\nquestion: Who?\noptions: []") == [f"7:14: {message}"]


def test_an_empty_option_is_reported_once_though_there_are_two(wrong):
    message = "is empty; write a text (in quotes, if it is the word null) [empty]"
    assert wrong(QUESTION + "- right: ''\n- wrong: ~\n- wrong: B") == [
        f"8:14: 'right' {message}",
        f"9:14: 'wrong' {message}",
    ]


def test_an_answer_is_true_or_false_and_nothing_else(wrong):
    for word in ("yes", "True", "1"):
        assert wrong(f"kind: true-false\nstatement: S.\nanswer: {word}\nwhy: W.") == [
            f"7:13: 'answer' cannot be '{word}'; write true or false [value]"
        ]
