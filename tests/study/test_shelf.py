"""Finding items: by key, by words, by objective."""

from pathlib import Path

import pytest
from drafts import flashcard, single
from sandbox import SandboxApp

from studydeck.content.catalog import Catalog
from studydeck.core.items import Item
from studydeck.errors import UsageProblem
from studydeck.study.shelf import find, of_objective, shelve, with_words

ITEMS = (
    flashcard("How long is a Sprint at most?", "One month", id="sprint-length", objectives=("psm-1/events",)),
    flashcard("What is velocity?", "A pace", id="velocity", objectives=("psm-1/artifacts", "capm/2.2")),
    flashcard("What is a sprint elsewhere?", "A run", deck="capm", id="sprint", objectives=("capm/2.2",)),
    flashcard("Velocity?", "Speed", deck="capm", id="velocity", objectives=("capm/2.1", "capm/events")),
)
CATALOG = Catalog(decks={}, items={item.key: item for item in ITEMS}, problems=(), broken={}, files=())


def keys(items: tuple[Item, ...]) -> list[str]:
    return [item.key for item in items]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("psm-1/velocity", "psm-1/velocity"),
        ("psm-1/velocity#reverse", "psm-1/velocity"),
        ("psm-1/s", "psm-1/sprint-length"),
        ("sprint-length", "psm-1/sprint-length"),
        ("sprint-", "psm-1/sprint-length"),
        ("sprint", "capm/sprint"),
    ],
)
def test_an_item_is_found_by_its_key_its_id_or_a_unique_beginning(name: str, key: str) -> None:
    assert find(CATALOG, name).key == key


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("velocity", "'velocity' could be psm-1/velocity, capm/velocity; write one of them"),
        ("s", "'s' could be psm-1/sprint-length, capm/sprint; write one of them"),
        ("psm-1/velocty", "there is no item 'psm-1/velocty'; did you mean 'psm-1/velocity'?"),
        ("velocty", "there is no item 'velocty'; did you mean 'velocity'?"),
        ("xyz", "there is no item 'xyz'; 'studydeck item search WORDS' finds items by what they say"),
        ("", "there is no item ''; 'studydeck item search WORDS' finds items by what they say"),
        ("\x1b[2J", "there is no item '\ufffd[2J'; 'studydeck item search WORDS' finds items by what they say"),
    ],
)
def test_a_key_that_fits_none_or_several_is_a_sentence_with_a_remedy(name: str, said: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        find(CATALOG, name)
    assert str(caught.value) == said


def test_of_many_that_fit_a_few_are_named() -> None:
    items = (flashcard("Q?", "A", id=f"x-{number}") for number in range(7))
    catalog = Catalog(decks={}, items={item.key: item for item in items}, problems=(), broken={}, files=())
    with pytest.raises(UsageProblem, match="could be psm-1/x-0, psm-1/x-1, psm-1/x-2, psm-1/x-3 or 3 others; write"):
        find(catalog, "x")


@pytest.mark.parametrize(
    ("objective", "found"),
    [
        ("psm-1/events", ["psm-1/sprint-length"]),
        ("events", ["psm-1/sprint-length", "capm/velocity"]),
        ("art", ["psm-1/velocity"]),
        ("psm-1/a", ["psm-1/velocity"]),
        ("2.2", ["psm-1/velocity", "capm/sprint"]),
        ("capm/2.1", ["capm/velocity"]),
    ],
)
def test_an_objective_is_named_with_or_without_its_exam_or_by_its_beginning(objective: str, found: list[str]) -> None:
    assert keys(of_objective(ITEMS, objective)) == found


@pytest.mark.parametrize(
    ("objective", "said"),
    [
        ("2", "--objective '2' could be capm/2.1, capm/2.2; write one of them"),
        ("event-s", "--objective 'event-s' names no objective here; did you mean 'events'?"),
        (
            "xyz",
            "--objective 'xyz' names no objective here; there are "
            "capm/2.1, capm/2.2, capm/events, psm-1/artifacts or 1 others",
        ),
    ],
)
def test_an_objective_that_fits_none_or_several_is_a_sentence(objective: str, said: str) -> None:
    with pytest.raises(UsageProblem) as caught:
        of_objective(ITEMS, objective)
    assert str(caught.value) == said


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("sprint",), ["psm-1/sprint-length", "capm/sprint"]),
        (("SPRINT", "mon"), ["psm-1/sprint-length"]),
        (("a sprint", "elsewhere"), ["capm/sprint"]),
        (("sprint elsewhere at",), []),
    ],
)
def test_every_word_must_occur_somewhere_in_an_items_texts(words: tuple[str, ...], found: list[str]) -> None:
    assert keys(with_words(ITEMS, words)) == found


@pytest.mark.parametrize("word", ["scene", "asks", "straße", "STRASSE", "because", "keep it"])
def test_all_texts_of_an_item_are_looked_through(word: str) -> None:
    item = single("It asks?", "+Straße", "X", why="Because.", scenario="A scene.", takeaway="Keep it.")
    assert with_words([item], [word]) == (item,)


def test_exam_items_and_retired_ones_are_not_on_the_shelf(app: SandboxApp, tmp_path: Path) -> None:
    assert sorted(item.id for item in shelve(app).items) == ["card", "gaps", "many", "one", "truth", "word"]
    deck = tmp_path / "decks" / "mini"
    (deck / "study").mkdir(parents=True)
    here = app.folders[0] / "mini"
    (deck / "deck.yaml").write_text((here / "deck.yaml").read_text(encoding="utf-8"), encoding="utf-8")
    cards = (here / "study" / "cards.yaml").read_text(encoding="utf-8")
    retired = cards.replace("concept: card", "retired: doubtful")
    (deck / "study" / "cards.yaml").write_text(retired, encoding="utf-8")
    catalog = Catalog.load([tmp_path / "decks"])
    assert "mini/card" in catalog.items
    shelf = shelve(app)
    assert "card" not in [item.id for item in type(shelf)(catalog, {}, shelf.marks, shelf.day).items]
