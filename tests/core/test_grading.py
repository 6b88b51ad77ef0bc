import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.grading import (
    Confidence,
    Grade,
    Response,
    asks_confidence,
    grade,
    letters,
    option_order,
    show_seed,
)
from studydeck.core.items import Body, Choice, Flashcard, Item, Option, Place, Pool, TrueFalse
from studydeck.core.kinds import Kind
from studydeck.core.log import Rating


def item(kind: Kind, body: Body, *, fixed_order: bool = False) -> Item:
    place = Place("decks/d/study/a.yaml", 1)
    return Item("d", "a", kind, Pool.STUDY, ("d/o",), body, place, "f", fixed_order=fixed_order)


OPTIONS = tuple(Option(text, text in "ac", "because") for text in "abcde")
MULTIPLE = item(Kind.MULTIPLE, Choice("Which two?", OPTIONS))
STATEMENT = item(Kind.TRUE_FALSE, TrueFalse("So it is.", False))
FLASHCARD = item(Kind.FLASHCARD, Flashcard("front", "back"))


@pytest.mark.parametrize("chosen", [set(), {0}, {0, 1}, {0, 1, 2}, {1, 3}])
def test_a_choice_that_is_not_wholly_right_is_failed(chosen: set[int]) -> None:
    assert grade(MULTIPLE, Response(chosen=frozenset(chosen))) == Grade(False, Rating.AGAIN)


@pytest.mark.parametrize(
    ("confidence", "rating"),
    [
        (None, Rating.GOOD),
        (Confidence.SURE, Rating.GOOD),
        (Confidence.THINK_SO, Rating.HARD),
        (Confidence.GUESS, Rating.AGAIN),
    ],
)
def test_a_right_choice_is_rated_by_how_sure_it_was(confidence: Confidence | None, rating: Rating) -> None:
    assert grade(MULTIPLE, Response(frozenset({0, 2}), confidence=confidence)) == Grade(True, rating)


@pytest.mark.parametrize(
    ("confidence", "rating"),
    [(Confidence.SURE, Rating.GOOD), (Confidence.THINK_SO, Rating.HARD), (Confidence.GUESS, Rating.HARD)],
)
def test_a_right_true_or_false_is_good_only_when_sure(confidence: Confidence, rating: Rating) -> None:
    assert grade(STATEMENT, Response(said=False, confidence=confidence)) == Grade(True, rating)


@pytest.mark.parametrize("confidence", Confidence)
def test_a_wrong_answer_is_failed_however_sure(confidence: Confidence) -> None:
    assert grade(STATEMENT, Response(said=True, confidence=confidence)) == Grade(False, Rating.AGAIN)
    assert grade(MULTIPLE, Response(frozenset({1}), confidence=confidence)) == Grade(False, Rating.AGAIN)


@pytest.mark.parametrize("rating", Rating)
def test_the_learner_rates_a_flashcard(rating: Rating) -> None:
    assert grade(FLASHCARD, Response(rating=rating)) == Grade(None, rating)


def test_a_flashcard_without_a_rating_is_an_error() -> None:
    with pytest.raises(ValueError, match="d/a is rated by the learner"):
        grade(FLASHCARD, Response())


def test_only_true_or_false_always_asks_how_sure() -> None:
    assert [asks_confidence(each) for each in (STATEMENT, MULTIPLE, FLASHCARD)] == [True, False, False]


@pytest.mark.parametrize(
    ("response", "json"),
    [
        (Response(chosen=frozenset({2, 0})), '{"chosen": [0, 2]}'),
        (Response(said=False, confidence=Confidence.SURE), '{"said": false}'),
        (Response(rating=Rating.GOOD), "{}"),
    ],
)
def test_a_response_as_the_log_keeps_it(response: Response, json: str) -> None:
    assert response.as_json() == json


def test_the_seed_of_a_showing_is_the_same_everywhere() -> None:
    assert show_seed(7, "d/a", 0) == 1133803932640137538
    assert len({show_seed(7, "d/a", 0), show_seed(8, "d/a", 0), show_seed(7, "d/b", 0), show_seed(7, "d/a", 1)}) == 4


@given(st.integers(0, 2**63 - 1), st.text(max_size=20), st.integers(0, 999))
def test_a_seed_fits_a_signed_64_bit_column(seed: int, card: str, nth: int) -> None:
    assert 0 <= show_seed(seed, card, nth) < 2**63


@given(st.integers(0, 2**63 - 1))
def test_every_option_is_shown_once_in_an_order_that_the_seed_repeats(seed: int) -> None:
    order = option_order(MULTIPLE, seed)
    assert sorted(order) == [0, 1, 2, 3, 4]
    assert option_order(MULTIPLE, seed) == order


def test_seeds_shuffle_options() -> None:
    assert len({option_order(MULTIPLE, seed) for seed in range(50)}) > 20


def test_a_fixed_order_is_kept() -> None:
    fixed = item(Kind.SINGLE, Choice("Which?", OPTIONS), fixed_order=True)
    assert {option_order(fixed, seed) for seed in range(20)} == {(0, 1, 2, 3, 4)}


def test_a_card_without_options_has_no_order() -> None:
    assert option_order(FLASHCARD, 1) == ()


def test_letters_follow_the_order_shown() -> None:
    assert letters((2, 0, 1)) == {"a": 2, "b": 0, "c": 1}
