import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.content.nodes import Entry, Mark, Scalar
from studydeck.content.parser.cloze import cloze
from studydeck.content.parser.fields import Fields, Report
from studydeck.core.items import Cloze, Gap

FORM = "write ((name|Answer)) or ((name|Answer|hint))"


def cut(text: str) -> tuple[Cloze, list[str]]:
    mark, report = Mark(7, 11), Report("x.yaml")
    body = cloze(Fields("item 'x'", mark, {"text": Entry(mark, Scalar(mark, text))}, report))
    return body, [str(problem) for problem in report.found()]


def parts(text: str) -> tuple[str | Gap, ...]:
    body, problems = cut(text)
    assert problems == []
    return body.parts


def problem(text: str) -> str:
    (found,) = cut(text)[1]
    return found.removeprefix("x.yaml:7:11: ").removesuffix(" [gap]")


def test_a_text_is_cut_at_its_gaps_in_reading_order():
    assert parts("The ((po|Product Owner|a role)) orders the ((backlog|Product Backlog)).") == (
        "The ",
        Gap("po", "Product Owner", "a role"),
        " orders the ",
        Gap("backlog", "Product Backlog"),
        ".",
    )


def test_a_text_may_begin_and_end_with_a_gap():
    assert parts("((a|A))((b|B))") == (Gap("a", "A"), Gap("b", "B"))


def test_an_answer_may_end_with_a_bracket():
    assert parts("((pv|PV (planned value)))!") == (Gap("pv", "PV (planned value)"), "!")


def test_a_gap_may_stand_in_brackets():
    assert parts("(the ((po|Product Owner)))") == ("(the ", Gap("po", "Product Owner"), ")")
    assert parts("(the ((pv|PV (planned))))") == ("(the ", Gap("pv", "PV (planned)"), ")")


def test_blanks_around_and_line_breaks_within_a_gap_are_folded():
    assert parts("((a | two\n  words | some\n hint ))") == (Gap("a", "two words", "some hint"),)


def test_single_brackets_and_stray_closing_ones_are_plain_text():
    assert parts("f(x) and )) and ((a|A))") == ("f(x) and )) and ", Gap("a", "A"))


def test_a_text_without_a_gap_is_a_problem():
    assert problem("No gap (at all).") == f"item 'x' has no gap in its text; {FORM}"


def test_a_gap_that_is_not_closed_is_a_problem_that_quotes_it():
    assert problem("A ((a|A)) and ((b|B) more") == f"the gap '((b|B) more' is not closed; {FORM}"


@pytest.mark.parametrize(
    "gap",
    [
        "((Answer))",
        "((Name|Answer))",
        "((a b|Answer))",
        "((|Answer))",
        "((a|))",
        "((a|Answer|))",
        "((a|b|c|d))",
        "((a|b ((c|d))",
        "(())",
        f"(({'a' * 65}|b))",
    ],
)
def test_a_malformed_gap_is_a_problem_that_says_how_to_write_one(gap):
    assert problem(f"x {gap} y").endswith(f"is not a gap; {FORM}, the name in lower case")


def test_every_malformed_gap_is_reported_in_one_go():
    assert len(cut("((A)) and ((B)) and ((c|C")[1]) == 3


def test_two_gaps_of_one_name_are_a_problem():
    message = "two gaps are named 'a'; give each its own name, for progress hangs on it"
    assert problem("((a|A)) ((a|B)) ((b|C))") == message


def test_an_empty_text_is_left_to_the_field_that_reports_it():
    assert cut(" ")[1] == ["x.yaml:7:11: 'text' is empty; write a text (in quotes, if it is the word null) [empty]"]


PLAIN = st.text("ab .()", min_size=1).filter(lambda text: "((" not in text and text[-1] != "(")
NAMES = st.from_regex("[a-z]{1,3}(-[a-z0-9]{1,3})?", fullmatch=True)
ANSWERS = st.from_regex("[a-zÄ]{1,3}( [0-9]{1,3})?( \\([a-z.]+\\))?", fullmatch=True)


@given(st.lists(st.tuples(PLAIN, NAMES, ANSWERS), min_size=1, unique_by=lambda part: part[1]))
def test_what_is_written_as_gaps_is_read_as_those_gaps(written):
    body, problems = cut("".join(f"{plain}(({name}|{answer}))" for plain, name, answer in written))
    assert problems == []
    assert [(gap.name, gap.answer) for gap in body.gaps] == [(name, answer) for _, name, answer in written]


@given(st.text("(|)a -", max_size=40))
def test_any_text_is_cut_or_reported(text):
    body, problems = cut(text)
    assert body.gaps or problems
