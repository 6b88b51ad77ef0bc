"""Numbers and outcomes in words."""

from dataclasses import replace
from typing import Any

import pytest

from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.log import Rating
from studydeck.core.session import Progress
from studydeck.screen.words import count, interval, minutes_left, miscount, percent, span, verdict


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "today again"),
        (1, "1 day"),
        (2, "2 days"),
        (13, "13 days"),
        (14, "2 weeks"),
        (35, "5 weeks"),
        (59, "8 weeks"),
        (60, "2 months"),
        (364, "12 months"),
        (365, "1 year"),
        (548, "1.5 years"),
        (3650, "10 years"),
    ],
)
def test_an_interval_is_said_as_people_say_it(days: int, words: str) -> None:
    assert span(days) == words


def test_a_failed_card_comes_again_today_and_the_others_on_their_due_days(samples: Any) -> None:
    said = [interval(samples.flashcard, rating) for rating in Rating]
    assert said == ["today again", "2 days", "12 days", "5 weeks"]


def test_a_due_day_that_spreading_moved_is_the_one_that_is_said(samples: Any) -> None:
    asked = samples.flashcard
    moved = {**asked.outcomes, Rating.GOOD: replace(asked.outcomes[Rating.GOOD], due=asked.day)}
    assert interval(replace(asked, outcomes=moved), Rating.GOOD) == "today again"


@pytest.mark.parametrize(("minutes", "words"), [(0.4, "under 1 min left"), (1.0, "1 min left"), (8.1, "9 min left")])
def test_minutes_left_are_rounded_up(minutes: float, words: str) -> None:
    assert minutes_left(Progress("", "", 1, 2, minutes)) == words


@pytest.mark.parametrize(
    ("grade", "confidence", "words"),
    [
        (Grade(False, Rating.AGAIN), Confidence.SURE, "Wrong."),
        (Grade(True, Rating.GOOD), None, "Right."),
        (Grade(True, Rating.GOOD), Confidence.SURE, "Right."),
        (Grade(True, Rating.HARD), Confidence.THINK_SO, "Right, but not sure: it counts as Hard."),
        (Grade(True, Rating.AGAIN), Confidence.GUESS, "Right, but a guess: it counts as Again."),
        (Grade(True, Rating.HARD), Confidence.GUESS, "Right, but a guess: it counts as Hard."),
    ],
)
def test_the_verdict_says_right_or_wrong_first_and_what_doubt_does(
    grade: Grade, confidence: Confidence | None, words: str
) -> None:
    assert verdict(grade, Response(confidence=confidence)) == words


@pytest.mark.parametrize(("chosen", "words"), [(0, "none are"), (1, "1 is"), (3, "3 are")])
def test_a_wrong_number_of_options_is_remarked_upon(chosen: int, words: str) -> None:
    assert miscount(chosen, 2) == f"This question asks for 2 options; {words} chosen."


def test_one_of_a_thing_is_singular() -> None:
    assert (count(1, "card"), count(0, "card"), count(1.5, "year")) == ("1 card", "0 cards", "1.5 years")


def test_a_share_is_said_in_whole_per_cent() -> None:
    assert (percent(2, 3), percent(10, 10), percent(0, 0)) == ("67 %", "100 %", "0 %")
