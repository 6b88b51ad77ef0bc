"""`studydeck item`: finding items, looking at them, and what can be done to them."""

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sandbox import Run, SandboxApp, StillClock

from studydeck.core.log import Answer, EventKind, Marks, Rating, Review, Stamp
from studydeck.store import events, health, reviews

PAGE = (Path(__file__).parents[2] / "docs" / "items.md").read_text(encoding="utf-8")
BOTH, ONLY_SHOW = (part for part in PAGE.split("## JSON")[1].split("Only `show` has these:"))

Give = Callable[..., Review]


@pytest.fixture
def give(app: SandboxApp, clock: StillClock) -> Give:
    """Answer a card some days from the clock's day on, due so many days later."""

    def answer(card: str, day: int = 0, rating: Rating = Rating.GOOD, due: int = 3, **more: Any) -> Review:
        lived = clock.at.date() + timedelta(days=day)
        given = Answer(card, rating, lived + timedelta(days=due), "s", 1, "f", 6000, **more)
        return reviews.append(app.store(), given, Stamp(clock.at + timedelta(days=day), 60, lived))

    return answer


def keys(studydeck: Run, *arguments: str) -> list[str]:
    ran = studydeck("item", *arguments, "--json")
    assert ran.code == 0
    return [each["key"] for each in json.loads(ran.out)]


def marks(app: SandboxApp) -> Marks:
    return events.marks(app.store(), app.today())


# Lists


def test_list_shows_each_item_for_review_in_a_line(studydeck: Run, give: Give) -> None:
    give("mini/card", -5)
    give("mini/word", 0, due=20)
    give("mini/one", -3)
    studydeck("item", "flag", "one")
    studydeck("item", "suspend", "one", "many")
    ran = studydeck("item", "list")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "KEY         NEXT     ITEM",
        "mini/card   due 2 d  Which day follows Monday?",
        "mini/word   3 weeks  Gauge",
        "mini/gaps   new      The sun rises in the east.",
        "mini/one    due      (flagged, suspended) Which number is even?",
        "mini/many   new      (suspended) Which of these are colours?",
        "mini/truth  new      A week has seven days.",
    ]


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (("--deck", "mi", "--kind", "cloze"), ["gaps"]),
        (("--objective", "facts"), ["one", "many", "truth"]),
        (("--objective", "mini/w", "--kind", "term"), ["word"]),
        (("--flagged",), ["word", "truth"]),
        (("--suspended",), ["one", "truth"]),
        (("--flagged", "--suspended"), ["truth"]),
        (("--due",), ["card"]),
        (("--new",), ["word", "gaps", "truth"]),
        (("--leech",), ["many"]),
        (("--leech", "--new"), []),
    ],
)
def test_the_filters_of_a_list_all_hold(
    studydeck: Run, give: Give, arguments: tuple[str, ...], found: list[str]
) -> None:
    for card in ("mini/card", "mini/word", "mini/one"):
        give(card, -3)
    give("mini/word", 0)
    for number in range(16):
        give("mini/many", -20 + number, Rating.AGAIN if number % 2 else Rating.GOOD, due=99)
    studydeck("item", "flag", "word", "truth")
    studydeck("item", "suspend", "one", "truth")
    assert keys(studydeck, "list", *arguments) == [f"mini/{each}" for each in found]


def test_seven_lapses_make_no_leech_and_what_is_put_aside_is_not_due(
    studydeck: Run, give: Give, app: SandboxApp
) -> None:
    for number in range(14):
        give("mini/many", -20 + number, Rating.AGAIN if number % 2 else Rating.GOOD)
    assert keys(studydeck, "list", "--leech") == []
    assert keys(studydeck, "list", "--due") == ["mini/many"]
    events.append(app.store(), "mini/many", EventKind.BURY, app.stamp())
    assert keys(studydeck, "list", "--due") == []


def test_no_item_that_fits_is_said_beside_the_data(studydeck: Run) -> None:
    ran = studydeck("item", "list", "--flagged")
    assert (ran.code, ran.out, ran.err) == (0, "", "No item fits.\n")
    assert studydeck("item", "list", "--flagged", "--json").out == "[]\n"


def test_search_finds_items_by_all_words(studydeck: Run) -> None:
    assert keys(studydeck, "search", "WHICH", "even") == ["mini/one"]
    assert keys(studydeck, "search", "colours are seen") == ["mini/many"]
    ran = studydeck("item", "search", "gauge")
    assert ran.out.splitlines() == ["KEY        NEXT  ITEM", "mini/word  new   Gauge"]
    assert keys(studydeck, "search", "paper") == []


def test_a_long_text_is_cut_to_eighty_columns(studydeck: Run, app: SandboxApp, tmp_path: Path) -> None:
    deck = tmp_path / "decks" / "long"
    (deck / "study").mkdir(parents=True)
    (deck / "deck.yaml").write_text(
        "deck: long\nformat: 1\ntitle: Long\nversion: 1.0.0\nlicence: CC0-1.0\n", encoding="utf-8"
    )
    (deck / "study" / "a.yaml").write_text(
        f"pool: study\nitems:\n  - id: one\n    kind: flashcard\n    front: {'word ' * 40}\n    back: B\n",
        encoding="utf-8",
    )
    app.folders[:] = [tmp_path / "decks"]
    line = studydeck("item", "list").out.splitlines()[1]
    assert (len(line), line[-1]) == (80, "…")


# One item


def test_show_tells_all_that_is_known_of_an_item(studydeck: Run, give: Give, app: SandboxApp) -> None:
    give("mini/one", -4, Rating.AGAIN, due=1, correct=False, confidence="sure")
    undone = give("mini/one", -3, Rating.EASY, due=9, correct=True)
    reviews.void(app.store(), undone.id, app.stamp(), "undo")
    give("mini/one", -3, correct=True)
    studydeck("item", "flag", "one")
    studydeck("item", "note", "one", "see", "page 4")
    ran = studydeck("item", "show", "one")
    assert (ran.code, ran.err) == (0, "")
    place = app.catalog().items["mini/one"].place
    assert place.line == 4
    assert ran.out.splitlines() == [
        "mini/one",
        f"{place}",
        "single, mini/facts, flagged",
        "",
        "Which number is even?",
        "a, right: Four",
        "   Four is twice two, so it leaves nothing over when halved.",
        "b: Five",
        "   Five leaves one over when it is halved, so it is odd.",
        "c: Seven",
        "   Seven leaves one over when it is halved, so it is odd.",
        "d: Nine",
        "   Nine leaves one over when it is halved, so it is odd.",
        "Takeaway: An even number is twice another whole number.",
        "Source: The Mini Guide (May 2026), Facts",
        "",
        "CARD  NEXT  RECALL  STABILITY  DIFFICULTY  REVIEWS  LAPSES",
        "-     due     87 %      1.9 d         6.4        2       0",
        "",
        "Note of 2026-03-02 18:00: see page 4",
        "",
        "WHEN              WHAT   CARD  HOW",
        "2026-02-26 19:00  Again  -     wrong, sure, 6 s, next 2026-02-27",
        "2026-02-27 19:00  Easy   -     right, taken back (undo)",
        "2026-02-27 19:00  Good   -     right, 6 s, next 2026-03-02",
        "2026-03-02 18:00  flag",
        "2026-03-02 18:00  note",
    ]


def test_show_has_a_line_for_each_card(studydeck: Run, give: Give) -> None:
    give("mini/word#reverse", -1)
    lines = studydeck("item", "show", "mini/word").out.splitlines()
    head = lines.index("CARD     NEXT    RECALL  STABILITY  DIFFICULTY  REVIEWS  LAPSES")
    assert lines[head + 1 : head + 3] == [
        "-        new",
        "reverse  2 days    95 %      2.3 d         2.1        1       0",
    ]
    assert lines[-1] == "2026-03-01 19:00  Good  reverse  6 s, next 2026-03-04"


def test_an_item_never_touched_has_no_history(studydeck: Run) -> None:
    lines = studydeck("item", "show", "card").out.splitlines()
    assert lines[2:] == [
        "flashcard, mini/words",
        "",
        "Which day follows Monday?",
        "Answer: Tuesday",
        "Source: The Mini Guide (May 2026), Words",
        "",
        "CARD  NEXT  RECALL  STABILITY  DIFFICULTY  REVIEWS  LAPSES",
        "-     new",
    ]


def test_an_exam_item_is_shown_by_its_key_alone(studydeck: Run) -> None:
    assert "single, kept for exams, mini/facts" in studydeck("item", "show", "mini/kept-for-papers").out
    assert "mini/kept-for-papers" not in keys(studydeck, "list")


def test_a_retired_item_says_why(studydeck: Run, app: SandboxApp, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(app.folders[0], tmp_path / "decks")
    cards = tmp_path / "decks" / "mini" / "study" / "cards.yaml"
    text = cards.read_text(encoding="utf-8").replace("concept: card", "retired: Monday is disputed")
    cards.write_text(text, encoding="utf-8")
    app.folders[:] = [tmp_path / "decks"]
    assert "flashcard, retired: Monday is disputed, mini/words" in studydeck("item", "show", "card").out


def test_nothing_that_acts_on_a_terminal_is_shown(studydeck: Run, give: Give) -> None:
    give("mini/card", confidence="\x1b[31m")
    studydeck("item", "note", "card", "\x1b]0;title\x07 and \u202e more\n\nlines")
    ran = studydeck("item", "show", "card")
    assert "Note of 2026-03-02 18:00: ]0;title and more lines" in ran.out.splitlines()
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", ran.out)
    assert studydeck("item", "show", "card", "--json").out.isascii()


def test_events_words_are_shown_with_the_history(studydeck: Run, app: SandboxApp) -> None:
    events.append(app.store(), "mini/card", EventKind.DISPUTE, app.stamp(), "Monday?")
    assert studydeck("item", "show", "card").out.splitlines()[-1] == "2026-03-02 18:00  dispute        Monday?"


@pytest.mark.parametrize("command", ["show", "suspend", "resume", "flag", "unflag", "reset"])
def test_an_unknown_key_is_a_usage_error_with_the_nearest(studydeck: Run, app: SandboxApp, command: str) -> None:
    ran = studydeck("item", command, "mini/crad")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "there is no item 'mini/crad'; did you mean 'mini/card'?\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("list", "--kind", "essay"), "'essay' is not one of"),
        (("list", "--deck", "mimi"), "there is no deck 'mimi'; did you mean 'mini'?"),
        (("list", "--objective", "fact-s"), "did you mean 'facts'?"),
        (("search",), "Missing argument"),
        (("suspend",), "Missing argument"),
        (("note", "card"), "Missing argument"),
        (("note", "card", "  "), "a note needs words; write them after the key"),
        (("note", "crad", "x"), "there is no item 'crad'; did you mean 'card'?"),
        (("flag", "o", "mini/"), "'mini/' could be mini/card, mini/word, mini/gaps, mini/one or"),
    ],
)
def test_a_mistake_is_a_usage_error_and_changes_nothing(
    studydeck: Run, app: SandboxApp, arguments: tuple[str, ...], said: str
) -> None:
    ran = studydeck("item", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert marks(app) == Marks()


# What can be done


def test_suspend_and_resume_say_how_each_item_stands_and_record_no_more_than_needed(
    studydeck: Run, app: SandboxApp
) -> None:
    assert studydeck("item", "suspend", "card", "one", "mini/card").out == "mini/card: suspended\nmini/one: suspended\n"
    assert marks(app).suspended == {"mini/card", "mini/one"}
    assert studydeck("item", "suspend", "card").out == "mini/card: suspended already\n"
    assert studydeck("item", "resume", "card", "word").out == "mini/card: not suspended\nmini/word: not suspended\n"
    assert marks(app).suspended == {"mini/one"}
    history = json.loads(studydeck("item", "show", "card", "--json").out)["history"]
    assert [each["what"] for each in history] == ["suspend", "resume"]


def test_flag_and_unflag(studydeck: Run, app: SandboxApp) -> None:
    assert studydeck("item", "flag", "card").out == "mini/card: flagged\n"
    assert marks(app).flagged == {"mini/card"}
    assert studydeck("item", "unflag", "card").out == "mini/card: not flagged\n"
    assert marks(app).flagged == set()


def test_a_note_is_kept_as_it_was_written(studydeck: Run) -> None:
    assert studydeck("item", "note", "card", "see", "page", "4").out == "mini/card: noted\n"
    (note,) = json.loads(studydeck("item", "show", "card", "--json").out)["notes"]
    assert note == {"at": "2026-03-02T18:00:00+00:00", "text": "see page 4"}


def test_a_reset_item_is_new_in_review_at_once_and_its_log_stays(studydeck: Run, give: Give, app: SandboxApp) -> None:
    for card in ("mini/word", "mini/word#reverse", "mini/card"):
        give(card, -1)
    assert studydeck("item", "reset", "word", "--yes").out == "mini/word: new again\n"
    assert list(reviews.states(app.store())) == ["mini/card"]
    assert "mini/word" in keys(studydeck, "list", "--new")
    history = json.loads(studydeck("item", "show", "word", "--json").out)["history"]
    assert [each["what"] for each in history] == ["review", "review", "reset"]
    assert health.check(app.store()) == []
    assert "The sun" not in studydeck("review", "mini", "--objective", "words", "--limit", "1", typed="\n3\n").out


def test_an_item_that_is_new_needs_no_reset(studydeck: Run, app: SandboxApp) -> None:
    assert studydeck("item", "reset", "card").out == "mini/card: new already\n"
    assert json.loads(studydeck("item", "show", "card", "--json").out)["history"] == []


def test_a_reset_asks_where_somebody_sits_at_a_terminal(
    studydeck: Run, give: Give, app: SandboxApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    give("mini/card", -1)
    monkeypatch.setattr(type(app), "has_terminal", staticmethod(lambda: True))
    ran = studydeck("item", "reset", "card", typed="n\n")
    assert (ran.code, ran.out) == (0, "mini/card: forget what 1 review taught? [y/N]: Nothing was changed.\n")
    assert list(reviews.states(app.store())) == ["mini/card"]
    give("mini/card")
    ran = studydeck("item", "reset", "card", typed="y\n")
    assert "mini/card: forget what 2 reviews taught? [y/N]" in ran.out
    assert reviews.states(app.store()) == {}


def test_a_reset_without_a_terminal_needs_a_yes(studydeck: Run, give: Give, app: SandboxApp) -> None:
    give("mini/card", -1)
    ran = studydeck("item", "reset", "card")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "mini/card is reset only once you have agreed; add --yes\n"
    assert list(reviews.states(app.store())) == ["mini/card"]


# The promised shape


def described(text: str) -> set[str]:
    return set(re.findall(r"^\| `([\w.\[\]]+)` \|", text, flags=re.MULTILINE))


def fields(found: dict[str, Any]) -> set[str]:
    """Every field, those of lists and objects within it qualified as in the docs."""
    names = set()
    for name, value in found.items():
        if isinstance(value, dict):
            names |= {f"{name}.{inner}" for inner in value}
        else:
            rows = value if isinstance(value, list) else []
            names |= {name, *(f"{name}[].{inner}" for row in rows if isinstance(row, dict) for inner in row)}
    return names


def test_the_page_describes_every_field_and_no_other(studydeck: Run, give: Give) -> None:
    give("mini/word", -1)
    studydeck("item", "note", "word", "x")
    (listed,) = json.loads(studydeck("item", "list", "--kind", "term", "--json").out)
    shown = json.loads(studydeck("item", "show", "word", "--json").out)
    assert fields(listed) == described(BOTH)
    assert fields(shown) == described(BOTH) | described(ONLY_SHOW)


def test_the_json_of_an_item_says_what_the_page_says(studydeck: Run, give: Give) -> None:
    give("mini/truth", -1, Rating.HARD, correct=True, confidence="think so")
    found = json.loads(studydeck("item", "show", "truth", "--json").out)
    assert (found["key"], found["deck"], found["kind"], found["pool"]) == ("mini/truth", "mini", "true-false", "study")
    assert found["texts"][0] == {"role": "stem", "text": "A week has seven days."}
    assert found["source"] == "The Mini Guide (May 2026), Facts"
    (card,), (review,) = found["cards"], found["history"]
    assert (card["due"], card["last_rating"], card["reviews"], card["new"]) == ("2026-03-04", "Hard", 1, False)
    assert review == {
        "at": "2026-03-01T18:00:00+00:00",
        "study_day": "2026-03-01",
        "what": "review",
        "card": "mini/truth",
        "rating": "Hard",
        "correct": True,
        "confidence": "think so",
        "seconds": 6.0,
        "due": "2026-03-04",
        "taken_back": "",
    }
