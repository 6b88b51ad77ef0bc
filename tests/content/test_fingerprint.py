import re
from dataclasses import replace

import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from studydeck.content.fingerprint import fingerprint
from studydeck.content.parser import Scope, parse_items
from studydeck.content.reader import read_bytes
from studydeck.core.items import Choice, Cloze, Flashcard, Gap, Item, Option, Pool, Term, TrueFalse
from studydeck.core.kinds import Kind

WORDS = st.text(st.sampled_from("abcé ß中:#'\"-?!{}[]&*|>%@`~,0123\n"), min_size=1, max_size=30).filter(str.strip)
OPTIONS = (Option("The Product Owner", True, "They decide."), Option("The Developers", False, "They do not."))
CHOICE = Choice("Who may cancel the Sprint?", OPTIONS)


def single(choice: Choice) -> str:
    return fingerprint(Kind.SINGLE, "", choice)


def test_a_fingerprint_is_sixteen_hex_digits_and_never_changes_between_versions():
    assert re.fullmatch("[0-9a-f]{16}", single(CHOICE))
    assert single(CHOICE) == "f732898871d351bd"


def test_runs_of_blanks_count_as_one():
    loose = Choice("Who may\n  cancel\tthe Sprint? ", OPTIONS)
    assert single(loose) == single(CHOICE)


def test_a_why_is_not_asked():
    assert single(Choice(CHOICE.question, tuple(replace(each, why="Else.") for each in OPTIONS))) == single(CHOICE)


def test_every_asked_field_of_a_choice_counts():
    first, second = OPTIONS
    changed = [
        CHOICE,
        Choice("Who may end the Sprint?", OPTIONS),
        Choice(CHOICE.question, (replace(first, text="The Scrum Master"), second)),
        Choice(CHOICE.question, (replace(first, right=False), replace(second, right=True))),
        Choice(CHOICE.question, (*OPTIONS, Option("Nobody", False, ""))),
    ]
    prints = {single(choice) for choice in changed}
    prints |= {fingerprint(Kind.SINGLE, "At noon.", CHOICE), fingerprint(Kind.MULTIPLE, "", CHOICE)}
    assert len(prints) == len(changed) + 2


def test_the_order_of_options_counts_because_the_log_names_them_by_place():
    assert single(Choice(CHOICE.question, OPTIONS[::-1])) != single(CHOICE)


def test_every_asked_field_of_the_other_kinds_counts():
    bodies = [
        (Kind.FLASHCARD, Flashcard("a", "b")),
        (Kind.FLASHCARD, Flashcard("b", "a")),
        (Kind.TERM, Term("a", "b")),
        (Kind.TERM, Term("a", "c")),
        (Kind.TRUE_FALSE, TrueFalse("a", True)),
        (Kind.TRUE_FALSE, TrueFalse("a", False)),
        (Kind.TRUE_FALSE, TrueFalse("b", False)),
        (Kind.CLOZE, Cloze(("a ", Gap("b", "c")))),
        (Kind.CLOZE, Cloze(("a ", Gap("x", "c")))),
        (Kind.CLOZE, Cloze(("a ", Gap("b", "x")))),
        (Kind.CLOZE, Cloze(("a ", Gap("b", "c", "x")))),
        (Kind.CLOZE, Cloze(("x ", Gap("b", "c")))),
    ]
    assert len({fingerprint(kind, "", body) for kind, body in bodies}) == len(bodies)


def parsed(data: object, **layout: object) -> Item:
    file = {"pool": "study", "items": [data]}
    text = yaml.safe_dump(file, **layout)
    assume(yaml.safe_load(text) == file)  # PyYAML breaks some texts when it wraps them narrowly
    tree, unsound = read_bytes(text.encode(), "x.yaml")
    assert tree is not None
    items, problems = parse_items(tree, "x.yaml", Scope("d", None), Pool.STUDY)
    assert unsound + problems == []
    return items[0]


LAYOUTS = st.fixed_dictionaries(
    {
        "default_style": st.sampled_from(["'", '"', "|", ">", None]),
        "default_flow_style": st.booleans(),
        "sort_keys": st.booleans(),
        "allow_unicode": st.booleans(),
        "width": st.integers(20, 200),
        "indent": st.integers(2, 6),
    }
)
QUESTIONS = st.fixed_dictionaries(
    {
        "id": st.just("x"),
        "kind": st.just("single"),
        "question": WORDS,
        "options": st.tuples(
            st.fixed_dictionaries({"right": WORDS.map(lambda text: f"r{text}"), "why": WORDS}),
            st.fixed_dictionaries({"wrong": WORDS.map(lambda text: f"w{text}")}),
        ).map(list),
    }
)


@given(QUESTIONS, LAYOUTS, LAYOUTS)
def test_reformatting_yaml_keeps_the_fingerprint(question, one, other):
    assert parsed(question, **one).fingerprint == parsed(question, **other).fingerprint


@given(QUESTIONS, WORDS)
def test_fields_that_are_not_asked_keep_the_fingerprint(question, words):
    taught = {**question, "why": words, "takeaway": words, "tags": [words], "level": "apply", "concept": "c"}
    assert parsed(taught).fingerprint == parsed(question).fingerprint


@given(QUESTIONS, st.sampled_from(["question", "scenario"]), WORDS)
def test_another_asked_field_is_another_fingerprint(question, field, words):
    changed = {**question, field: words}
    same = words.split() == question.get(field, "").split()
    assert (parsed(changed).fingerprint == parsed(question).fingerprint) is same


@given(QUESTIONS, st.sampled_from([(0, "right"), (1, "wrong")]), WORDS)
def test_another_option_text_is_another_fingerprint(question, which, words):
    index, name = which
    options = [dict(option) for option in question["options"]]
    options[index][name] = f"x{words}"
    assert parsed({**question, "options": options}).fingerprint != parsed(question).fingerprint
