"""The published schemas, as an editor uses them: a help, which never refuses what studydeck reads."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from studydeck.content.parser import Scope, parse_deck, parse_items
from studydeck.content.problems import has_error
from studydeck.content.reader import read_bytes
from studydeck.core.items import Pool

ROOT = Path(__file__).parents[2]
SHIPPED = sorted(path for path in (ROOT / "decks").rglob("*.yaml") if path.parent.name != "reviews")


class EditorLoader(yaml.SafeLoader):
    """Scalars as an editor takes them: numbers, booleans and null, but no dates."""


EditorLoader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema(name: str) -> Any:
    return json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text(encoding="utf-8"))


VALIDATORS = {name: Draft202012Validator(schema(name)) for name in ("deck", "items")}


def refusals(name: str, text: str) -> list[str]:
    data = yaml.load(text, Loader=EditorLoader)
    return [f"{error.json_path}: {error.message}" for error in VALIDATORS[name].iter_errors(data)]


def reads(name: str, text: str) -> bool:
    tree, unsound = read_bytes(text.encode(), "x.yaml")
    if tree is None or unsound:
        return False
    parsed = parse_deck(tree, "x") if name == "deck" else parse_items(tree, "x", Scope("d", None), Pool.STUDY)
    return not has_error(parsed[1])


@pytest.mark.parametrize("name", ["deck", "items"])
def test_a_schema_is_a_schema(name):
    Draft202012Validator.check_schema(schema(name))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_shipped_file_fits_its_schema(path):
    name = "deck" if path.name == "deck.yaml" else "items"
    assert refusals(name, path.read_text(encoding="utf-8")) == []


IDS = st.from_regex("[a-z0-9]{1,5}(-[a-z0-9]{1,5}){0,2}", fullmatch=True)
TEXTS = st.text(st.sampled_from("abé 中:#'\"-?|0.\n"), min_size=1, max_size=20).filter(str.strip)
WHYS = st.fixed_dictionaries({}, optional={"why": TEXTS})
COMMON = st.fixed_dictionaries(
    {"id": IDS},
    optional={
        "scenario": TEXTS,
        "takeaway": TEXTS,
        "concept": IDS,
        "objective": st.one_of(IDS.map("capm/{}".format), st.lists(st.just("capm/1.10"))),
        "source": st.fixed_dictionaries({"ref": IDS}, optional={"at": TEXTS}),
        "level": st.sampled_from(["remember", "understand", "apply"]),
        "tags": st.one_of(TEXTS, st.lists(TEXTS, max_size=2)),
        "fixed_order": st.booleans(),
        "enemies": st.one_of(IDS, st.lists(IDS, max_size=2)),
        "retired": TEXTS,
        "replaces": IDS,
        "errata": st.fixed_dictionaries({"date": st.just("2026-09-02"), "was": TEXTS, "why": TEXTS}),
    },
)


@st.composite
def options(draw: st.DrawFn, right: int) -> list[dict[str, str]]:
    words = [f"{number}{draw(TEXTS)}" for number in range(right + draw(st.integers(1, 3)))]
    made = [{"right" if number < right else "wrong": text, **draw(WHYS)} for number, text in enumerate(words)]
    return draw(st.permutations(made))


def of_kind(kind: str, **fields: Any) -> Any:
    return st.fixed_dictionaries({"kind": st.just(kind), **fields})


BODIES = st.one_of(
    of_kind("flashcard", front=TEXTS, back=TEXTS),
    of_kind("term", term=TEXTS, definition=TEXTS),
    of_kind("cloze", text=st.builds("{} (({}|Answer))".format, TEXTS, IDS)),
    of_kind("single", question=TEXTS, options=options(1)),
    of_kind("multiple", question=TEXTS, options=st.integers(2, 3).flatmap(options)),
    of_kind("true-false", statement=TEXTS, answer=st.booleans(), why=TEXTS),
)


@given(st.lists(st.builds(lambda common, body: {**common, **body}, COMMON, BODIES), min_size=1, max_size=3))
def test_valid_items_fit_both_the_parser_and_the_schema(items):
    numbered = [{**item, "id": f"{item['id']}-{index}"} for index, item in enumerate(items)]
    text = yaml.safe_dump({"pool": "study", "items": numbered}, allow_unicode=True)
    assert reads("items", text)
    assert refusals("items", text) == []


WORDS = st.sampled_from(
    ["No", "on", "1.10", "1:30", "2026-09-02", "0x1f", "007", "1e3", ".inf", "true", "'true'", "~", "''", "x-1", "12"]
)
LISTS = st.one_of(WORDS, st.lists(WORDS, max_size=2).map(lambda words: f"[{', '.join(words)}]"))
ITEM = {
    "id": WORDS,
    "front": WORDS,
    "back": WORDS,
    "statement": WORDS,
    "answer": WORDS,
    "why": WORDS,
    "concept": WORDS,
    "objective": LISTS.map(lambda words: words.replace("x-1", "capm/x-1")),
    "tags": LISTS,
    "enemies": LISTS,
    "fixed_order": WORDS,
    "replaces": WORDS,
    "retired": WORDS,
    "source": st.builds("{{ref: {}, at: {}}}".format, WORDS, WORDS),
    "errata": st.builds("{{date: {}, was: {}, why: {}}}".format, st.just("2026-09-02"), WORDS, WORDS),
}
KINDS = {"flashcard": ("id", "front", "back"), "true-false": ("id", "statement", "answer", "why")}
EXTRAS = ("concept", "objective", "tags", "enemies", "fixed_order", "replaces", "retired", "source", "errata")


@st.composite
def item_files(draw: st.DrawFn) -> str:
    kind = draw(st.sampled_from(sorted(KINDS)))
    names = [*KINDS[kind], *draw(st.lists(st.sampled_from(EXTRAS), unique=True, max_size=3))]
    lines = [f"{name}: {draw(ITEM[name])}" for name in names]
    return f"pool: study\nitems:\n  - kind: {kind}\n" + "".join(f"    {line}\n" for line in lines)


@given(item_files())
def test_the_schema_never_refuses_items_that_the_parser_reads(text):
    if reads("items", text):
        assert refusals("items", text) == []


DECK = """\
deck: {id}
format: {format}
title: {title}
version: 1.0.0
licence: {title}
sources: {{{id}: {{title: {title}, edition: {edition}}}}}
blueprint:
  {{code: {title}, body: {title}, outline: {edition}, as_of: 2026-09-02, questions: {whole}, minutes: {whole},
   pass: {{{pass}: {number}}}, unscored: {whole}, sections: [{whole}], kinds: {{single: {whole}}},
   domains: [{{id: {name}, title: {title}, weight: {number}, official: {truth},
     objectives: [{{id: {name}, title: {title}}}]}}]}}
"""
NUMBERS = st.sampled_from(["0", "7", "007", "080", "'60'", "72.5", "100", "1:30", "0x1f"])
DECKS = st.fixed_dictionaries(
    {
        "id": WORDS,
        "format": st.sampled_from(["1", "'1'"]),
        "title": WORDS,
        "edition": WORDS,
        "whole": NUMBERS,
        "number": NUMBERS,
        "pass": st.sampled_from(["official: true, percent", "official: 'false', target"]),
        "truth": st.sampled_from(["true", "'false'"]),
        "name": WORDS,
    }
)


@given(DECKS)
def test_the_schema_never_refuses_a_deck_that_the_parser_reads(facts):
    text = DECK.format(**facts)
    if reads("deck", text):
        assert refusals("deck", text) == []


def test_the_decks_that_are_tried_are_not_all_unreadable():
    facts = {"id": "on", "format": "1", "title": "No", "edition": "1.10", "whole": "007", "number": "72.5"}
    exam = {"pass": "official: true, percent", "truth": "true", "name": "1.10"}
    assert reads("deck", DECK.format(**facts, **exam))


@pytest.mark.parametrize(
    ("item", "refusal"),
    [
        ("{id: x, kind: flashcard, front: F}", "'back' is a required property"),
        ("{id: x, kind: single, question: Q, options: [{wrong: A}, {wrong: B}]}", "does not contain items matching"),
        ("{id: x, kind: single, question: Q, options: [{right: A}, {right: B}]}", "Too many items match"),
        ("{id: x, kind: multiple, question: Q, options: [{right: A}, {wrong: B}]}", "Too few items match"),
        ("{id: X, kind: term, term: T, definition: D}", "'X' does not match"),
        ("{id: x, kind: terms}", "'terms' is not one of"),
        ("{id: x, takaway: T}", "'takaway' was unexpected"),
    ],
)
def test_the_schema_shows_common_mistakes_in_an_editor(item, refusal):
    (found,) = refusals("items", f"pool: study\nitems: [{item}]\n")
    assert refusal in found
