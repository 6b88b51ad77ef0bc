"""Letters, indexes and responses."""

from typing import Any

from studydeck.core.grading import Confidence, Response
from studydeck.screen.offers import indexes, offers, responded, taken, takes_several, wanted


def test_the_first_letter_is_the_first_option_shown_with_the_authors_index(samples: Any) -> None:
    assert [(offer.letter, offer.index, offer.right) for offer in offers(samples.single)] == [
        ("a", 1, False),
        ("b", 0, True),
        ("c", 2, False),
        ("d", 3, False),
    ]
    assert indexes(samples.single, "ba") == {0, 1}


def test_true_and_false_are_offered_as_t_and_f(samples: Any) -> None:
    assert [(offer.letter, offer.text, offer.right) for offer in offers(samples.true_false)] == [
        ("t", "True", False),
        ("f", "False", True),
    ]


def test_a_card_the_learner_rates_offers_nothing(samples: Any) -> None:
    assert offers(samples.flashcard) == ()


def test_a_question_with_two_right_options_takes_several(samples: Any) -> None:
    assert (wanted(samples.multiple), takes_several(samples.multiple)) == (2, True)
    assert (wanted(samples.single), takes_several(samples.single)) == (1, False)
    assert (wanted(samples.true_false), takes_several(samples.true_false)) == (1, False)


def test_a_choice_becomes_a_response_and_back(samples: Any) -> None:
    chosen = responded(samples.multiple, frozenset({0, 2}), None)
    assert chosen == Response(chosen=frozenset({0, 2}))
    assert taken(chosen) == {0, 2}


def test_true_or_false_becomes_what_was_said_and_back(samples: Any) -> None:
    for letter, said in (("t", True), ("f", False)):
        response = responded(samples.true_false, indexes(samples.true_false, letter), Confidence.SURE)
        assert response == Response(said=said, confidence=Confidence.SURE)
        assert taken(response) == indexes(samples.true_false, letter)
