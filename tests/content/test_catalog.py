from pathlib import Path
from textwrap import dedent

import pytest

from studydeck.content.catalog import Catalog
from studydeck.content.problems import Code, Severity
from studydeck.content.sources import shipped_folder
from studydeck.core.kinds import Kind
from studydeck.errors import DeckProblem, UsageProblem

FACTS = "format: 1\ntitle: T\nversion: 1.0.0\nlicence: CC0\n"
EXAM = """\
blueprint:
  {code: X, body: B, outline: O, as_of: 2026-09-02, questions: 9, minutes: 9, pass: {official: false, target: 70},
   domains: [{id: d, title: D, weight: 100, official: true,
             objectives: [{id: one, title: One}, {id: two, title: Two}]}]}
"""


@pytest.fixture(autouse=True)
def _here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


def write(path: str, text: str) -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    Path(path).write_text(dedent(text), encoding="utf-8")


def deck(name: str, folder: str = "decks", exam: str = "") -> None:
    write(f"{folder}/{name}/deck.yaml", f"deck: {name}\n{FACTS}{exam}")


def card(name: str, **fields: str) -> str:
    extra = "".join(f", {key}: {value}" for key, value in fields.items())
    return f"  - {{id: {name}, kind: flashcard, front: F, back: B{extra}}}\n"


def items(path: str, *cards: str, pool: str = "study") -> None:
    write(f"decks/{path}", f"pool: {pool}\nitems:\n{''.join(cards)}")


def load(*folders: str) -> Catalog:
    return Catalog.load([Path(folder) for folder in folders or ["decks"]])


def shown(catalog: Catalog) -> list[str]:
    return [str(problem) for problem in catalog.problems]


def test_no_folder_makes_an_empty_catalog():
    catalog = load("none")
    assert (catalog.decks, catalog.items, catalog.problems, catalog.cards()) == ({}, {}, (), ())


def test_decks_and_items_come_in_the_order_of_folders_and_files():
    deck("b")
    deck("a")
    items("b/study/2.yaml", card("z"))
    items("b/study/1.yaml", card("y"), card("x"))
    items("a/exam/1.yaml", card("w"), pool="exam")
    catalog = load()
    assert list(catalog.decks) == ["a", "b"]
    assert list(catalog.items) == ["a/w", "b/y", "b/x", "b/z"]
    assert catalog.item("b/x").place.path == "decks/b/study/1.yaml"
    assert catalog.files == (
        "decks/a/deck.yaml",
        "decks/b/deck.yaml",
        "decks/a/exam/1.yaml",
        "decks/b/study/1.yaml",
        "decks/b/study/2.yaml",
    )


def test_cards_are_those_of_study_items_in_use_with_their_place_in_the_deck():
    deck("a")
    term = "  - {id: t, kind: term, term: T, definition: D}\n"
    items("a/study/1.yaml", card("x"), card("old", retired="gone"), term)
    items("a/exam/1.yaml", card("w"), pool="exam")
    cards = load().cards()
    assert [(each.key, each.position, each.kind) for each in cards] == [
        ("a/x", 0, Kind.FLASHCARD),
        ("a/t", 2, Kind.TERM),
        ("a/t#reverse", 2, Kind.TERM),
    ]


def test_items_that_name_an_exams_objectives_come_along_with_its_deck():
    deck("a")
    deck("b", exam=EXAM)
    items("a/study/1.yaml", card("along", objective="[b/one, c/x]"), card("not"), card("gone", objective="b/zzz"))
    items("b/study/1.yaml", card("own", objective="two"))
    catalog = load()
    assert [each.key for each in catalog.cards("b")] == ["b/own", "a/along"]
    assert [each.key for each in catalog.cards("a")] == ["a/along", "a/not", "a/gone"]
    assert {each.severity for each in catalog.problems} == {Severity.WARNING}


def test_decks_may_name_objectives_of_decks_that_are_read_later():
    deck("a")
    deck("z", exam=EXAM)
    items("a/study/1.yaml", card("x", objective="z/one"))
    assert shown(load()) == []


def test_a_broken_file_is_left_out_and_its_neighbours_stay():
    deck("a")
    items("a/study/1.yaml", card("x"), "  - {id: y}\n")
    items("a/study/2.yaml", card("z"))
    catalog = load()
    assert list(catalog.items) == ["a/z"]
    assert shown(catalog) == ["decks/a/study/1.yaml:4:5: item 'y' has no 'kind'; add it [missing]"]


def test_an_id_of_a_broken_file_is_taken_all_the_same():
    deck("a")
    items("a/study/1.yaml", card("x"), "  - {id: y}\n")
    items("a/study/2.yaml", card("x"))
    assert [(each.path, each.code) for each in load().problems] == [
        ("decks/a/study/1.yaml", Code.MISSING),
        ("decks/a/study/2.yaml", Code.DUPLICATE_ID),
    ]


def test_unsound_yaml_and_wrong_fields_are_reported_together_and_one_cause_once():
    deck("a")
    write("decks/a/study/1.yaml", "pool: *x\nitems:\n  - {id: y, id: z, kind: flashcard, front: F}\n")
    catalog = load()
    assert catalog.items == {}
    assert [(each.line, each.column, each.code) for each in catalog.problems] == [
        (1, 7, Code.ANCHOR),
        (3, 5, Code.MISSING),
        (3, 13, Code.DUPLICATE_KEY),
    ]


def test_a_file_that_is_no_yaml_is_left_out():
    deck("a")
    write("decks/a/study/1.yaml", "pool: [")
    assert [each.code for each in load().problems] == [Code.YAML]


def test_the_items_of_a_broken_deck_are_checked_as_far_as_that_goes_and_left_out():
    write("decks/a/deck.yaml", "deck: a\n")
    items("a/study/1.yaml", card("x", objective="one"), "  - {id: y}\n")
    items("a/study/2.yaml", card("z"))
    catalog = load()
    assert (catalog.decks, catalog.items) == ({}, {})
    assert [(each.path, each.code) for each in catalog.problems][-1] == ("decks/a/study/1.yaml", Code.MISSING)
    assert [each.code for each in catalog.problems].count(Code.MISSING) == 5


def test_a_deck_in_two_places_is_an_error_that_names_both_and_the_first_holds():
    deck("a", "decks")
    deck("a", "own", exam=EXAM)
    items("a/study/1.yaml", card("x"))
    write("own/a/study/1.yaml", "never read")
    catalog = load("decks", "own")
    assert catalog.decks["a"].place.path == "decks/a/deck.yaml"
    assert list(catalog.items) == ["a/x"]
    assert shown(catalog) == [
        "own/a/deck.yaml:1:1: deck 'a' is also in decks/a/deck.yaml, which is used; rename or remove one of them "
        "[duplicate-deck]"
    ]


def test_an_item_that_is_not_there_is_a_usage_problem_with_the_nearest():
    deck("a")
    items("a/study/1.yaml", card("sprint"))
    with pytest.raises(UsageProblem, match=r"there is no item 'a/sprnt'; did you mean 'a/sprint'\?"):
        load().item("a/sprnt")
    with pytest.raises(UsageProblem, match="there is no item 'zzz'; see 'studydeck deck list' for the decks"):
        load().item("zzz")


def test_a_name_may_be_shortened_to_any_unique_beginning():
    for name in ("psm-1", "psm-2", "capm", "capm-plus"):
        deck(name)
    catalog = load()
    assert catalog.resolve("psm-2") == "psm-2"
    assert catalog.resolve("CAPM") == "capm"
    assert catalog.resolve("capm-") == "capm-plus"
    with pytest.raises(UsageProblem, match="'psm' could be psm-1 or psm-2; write one of them"):
        catalog.resolve("psm")


def test_a_name_of_no_deck_comes_with_the_nearest_or_with_all():
    deck("psm-1")
    with pytest.raises(UsageProblem, match=r"there is no deck 'pms-1'; did you mean 'psm-1'\?"):
        load().resolve("pms-1")
    with pytest.raises(UsageProblem, match="there is no deck 'zzz'; known decks: psm-1"):
        load().resolve("zzz")
    with pytest.raises(UsageProblem, match="there is no deck 'zzz'; known decks: none"):
        load("none").resolve("zzz")


def test_a_broken_deck_is_known_by_its_folder_and_says_what_is_wrong():
    write("decks/psm-1/deck.yaml", "deck: psm-1\nformat: 9\n")
    with pytest.raises(DeckProblem, match=r"deck 'psm-1' cannot be used: decks/psm-1/deck.yaml:1:1: deck.yaml has no"):
        load().resolve("psm")


def test_the_shipped_decks_have_no_problem():
    catalog = Catalog.load([shipped_folder()])
    assert catalog.problems == ()
    assert len(catalog.decks["psm-1"].blueprint.objectives) == 13
    assert len([item for item in catalog.items.values() if item.deck == "psm-1"]) >= 40
