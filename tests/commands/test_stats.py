"""`studydeck stats`: every figure it shows, in text and as JSON, from a log written for the purpose."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sandbox import DECKS, Run, SandboxApp, StillClock

from studydeck.core.log import Answer, EventKind, Rating
from studydeck.core.scheduling import Scheduler
from studydeck.store import events, reviews

PAGE = (Path(__file__).parents[2] / "docs" / "stats.md").read_text(encoding="utf-8")

Give = Callable[..., None]


@pytest.fixture
def give(app: SandboxApp, clock: StillClock) -> Give:
    """Answer a card some days from the clock's day on, due so many days later, and some seconds into the evening."""

    def answer(card: str, day: int, rating: Rating = Rating.GOOD, due: int = 3, seconds: int = 0) -> None:
        stamp = app.stamp()
        at, lived = stamp.at + timedelta(days=day, seconds=seconds), stamp.day + timedelta(days=day)
        correct = None if card.partition("#")[0] in ("mini/card", "mini/word", "mini/gaps") else rating > 1
        given = Answer(card, rating, lived + timedelta(days=due), f"s{day}", 1, "f", 6000, correct=correct)
        reviews.append(app.store(), given, type(stamp)(at, 0, lived))

    return answer


@pytest.fixture
def busy(give: Give) -> None:
    """Two cards of words and a question, 24 days long; on the first of these, three first answers, one wrong."""
    for day in range(-24, -1):
        give("mini/card", day, Rating.AGAIN if day % 8 == 0 else Rating.GOOD)
        give("mini/word", day, due=30, seconds=20)
    give("mini/one", -24, Rating.AGAIN, due=20, seconds=60)
    give("mini/many", -2, due=2, seconds=60)
    give("mini/many", -2, due=2, seconds=90)


def as_json(studydeck: Run, *decks: str) -> Any:
    ran = studydeck("stats", *decks, "--json")
    assert (ran.code, ran.err) == (0, "")
    return json.loads(ran.out)


def test_a_newcomer_is_told_how_to_begin(studydeck: Run) -> None:
    ran = studydeck("stats")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out == "Monday 2 March 2026: mini\n\nNothing studied yet. To begin: studydeck review mini\n"


@pytest.mark.usefixtures("busy")
def test_the_whole_page(studydeck: Run) -> None:
    ran = studydeck("stats", "mini")
    assert (ran.code, ran.err) == (0, "")
    assert max(map(len, ran.out.splitlines())) <= 80
    assert ran.out.isascii()
    assert ran.out == (Path(__file__).parents[1] / "golden" / "stats-80.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("busy")
def test_retention_stands_beside_what_was_expected_of_the_same_reviews(studydeck: Run) -> None:
    week, month, quarter, whole = (each["retention"] for each in as_json(studydeck)["periods"])
    assert week == {"n": 10, "share": None, "low": None, "high": None, "expected": None}
    assert month == quarter == whole
    assert (month["n"], month["share"]) == (44, pytest.approx(42 / 44))
    assert month["low"] < month["share"] < month["high"]
    memories, expected, scheduler = {}, [], Scheduler()
    start = StillClock().at.date() - timedelta(days=24)
    for number in range(23):
        day = start + timedelta(days=number)
        for card in ("card", "word"):
            rating = Rating.AGAIN if card == "card" and number % 8 == 0 else Rating.GOOD
            before = memories.get(card)
            expected += [scheduler.recall(before, day)] if before else []
            memories[card] = scheduler.remember(before, rating, day)
    assert month["expected"] == pytest.approx(sum(expected) / 44)


@pytest.mark.usefixtures("busy")
def test_periods_count_days_answers_and_minutes(studydeck: Run) -> None:
    week, month, *_ = as_json(studydeck)["periods"]
    assert (week["days"], week["days_studied"], week["answers"]) == (7, 5, 12)
    assert week["minutes"] == pytest.approx((5 * (6 + 20) + 40 + 30) / 60)
    assert (month["days"], month["days_studied"], month["answers"]) == (30, 23, 49)


@pytest.mark.usefixtures("busy")
def test_first_answers_are_those_to_questions(studydeck: Run) -> None:
    assert as_json(studydeck)["first_answers"] == {"n": 2, "share": None, "low": None, "high": None}


def test_enough_first_answers_are_told_with_their_interval(studydeck: Run, give: Give) -> None:
    for number in range(20):
        give(f"gone/{number}", -number, Rating.GOOD if number < 15 else Rating.AGAIN)
    assert "First answers to questions: 75 % of 20 right (95 %: 53-89 %)." in studydeck("stats").out


@pytest.mark.usefixtures("busy")
def test_the_forecast_begins_with_what_is_due_and_overdue_today(studydeck: Run, app: SandboxApp) -> None:
    events.append(app.store(), "mini/word", EventKind.SUSPEND, app.stamp())
    first, second, *others = as_json(studydeck)["forecast"]
    assert (first["day"], first["cards"], first["overdue"]) == ("2026-03-02", 2, 1)
    assert first["minutes"] > 0
    assert (second["day"], second["cards"], second["overdue"]) == ("2026-03-03", 1, 0)
    assert [each["cards"] for each in others] == [0] * 12


@pytest.mark.usefixtures("busy")
def test_today_is_not_counted_against_a_streak(studydeck: Run, give: Give) -> None:
    assert as_json(studydeck)["streak"] == 0
    give("mini/card", -1)
    assert as_json(studydeck)["streak"] == 24
    give("mini/card", 0)
    assert as_json(studydeck)["streak"] == 25
    assert "25 days in a row." in studydeck("stats").out


def test_the_calendar_goes_from_a_monday_to_today(studydeck: Run, give: Give) -> None:
    for seconds in range(60):
        give("mini/card", -1, seconds=seconds)
    days = as_json(studydeck)["calendar"]
    assert (days[0], days[-2], days[-1]) == (
        {"day": "2025-12-15", "answers": 0},
        {"day": "2026-03-01", "answers": 60},
        {"day": "2026-03-02", "answers": 0},
    )
    lines = studydeck("stats").out.splitlines()
    assert "Sun  .  .  .  .  .  .  .  .  .  .  #" in lines
    assert "Mon  .  .  .  .  .  .  .  .  .  .  .  ." in lines
    assert "Studied on 1 of these 78 days; 1 day in a row." in lines


@pytest.mark.usefixtures("busy")
def test_objectives_are_told_with_what_is_known_of_them(studydeck: Run) -> None:
    facts, words = as_json(studydeck)["objectives"]
    assert (facts["objective"], facts["title"], facts["known"], facts["new"]) == ("mini/facts", "Facts", 2, 1)
    assert (words["objective"], words["known"], words["new"]) == ("mini/words", 2, 3)
    assert facts["recall_now"] < words["recall_now"]
    assert (facts["retention"]["n"], words["retention"]["n"]) == (0, 44)


@pytest.fixture
def other(app: SandboxApp) -> None:
    """A second deck without an exam, one of whose items serves the mini exam."""
    folder = app.paths.own_decks / "other"
    shutil.copytree(DECKS / "mini", folder)
    shutil.rmtree(folder / "exam")
    (folder / "study" / "questions.yaml").unlink()
    deck = (folder / "deck.yaml").read_text(encoding="utf-8").replace("deck: mini", "deck: other")
    (folder / "deck.yaml").write_text(deck[: deck.index("blueprint:")], encoding="utf-8")
    cards = (
        (folder / "study" / "cards.yaml")
        .read_text(encoding="utf-8")
        .replace("objective: words", "objective: mini/words")
    )
    (folder / "study" / "cards.yaml").write_text(cards, encoding="utf-8")
    app.folders.append(app.paths.own_decks)


@pytest.mark.usefixtures("other")
def test_a_named_deck_counts_what_is_studied_under_it(studydeck: Run, give: Give) -> None:
    for card in ("mini/card", "mini/removed", "other/card", "strange/card"):
        give(card, -1)
    answers = {decks: as_json(studydeck, *decks)["periods"][3]["answers"] for decks in ((), ("mini",), ("other",))}
    assert answers == {(): 4, ("mini",): 3, ("other",): 1}


@pytest.mark.usefixtures("other")
def test_a_deck_without_an_exam_is_told_by_the_objectives_that_it_serves(studydeck: Run, give: Give) -> None:
    give("other/card", -1)
    (words,) = as_json(studydeck, "other")["objectives"]
    assert (words["objective"], words["title"], words["known"], words["new"]) == ("mini/words", "Words", 1, 4)


def test_an_unknown_deck_is_a_usage_error(studydeck: Run) -> None:
    ran = studydeck("stats", "mimi")
    assert (ran.code, ran.out) == (2, "")
    assert "mini" in ran.err


def test_time_is_told_in_hours_where_it_is_long(studydeck: Run, give: Give) -> None:
    for number in range(25):
        give("mini/card", -1, seconds=number * 180)
    assert "1 h 13 min" in studydeck("stats").out


@pytest.mark.usefixtures("busy")
def test_the_page_describes_every_field_and_no_other(studydeck: Run) -> None:
    described = set(re.findall(r"^\| `([\w.\[\]]+)` \|", PAGE, flags=re.MULTILINE))
    found = as_json(studydeck)
    shown = set(found)
    for name in ("periods", "forecast", "calendar", "objectives"):
        shown |= {f"{name}[].{field}" for each in found[name] for field in each}
    assert shown == described
    assert list(found["first_answers"]) == ["n", "share", "low", "high"]
    assert list(found["periods"][0]["retention"]) == ["n", "share", "low", "high", "expected"]


def test_a_newcomers_json_has_the_same_shape(studydeck: Run) -> None:
    found = as_json(studydeck)
    assert (found["decks"], found["streak"], len(found["forecast"])) == (["mini"], 0, 14)
    assert [each["answers"] for each in found["periods"]] == [0, 0, 0, 0]
    assert [each["recall_now"] for each in found["objectives"]] == [None, None]
