"""`studydeck goal`, and what a goal makes of `studydeck` and `studydeck review`. The day is Monday 2 March 2026."""

import json
import shutil
from pathlib import Path

import pytest
from sandbox import DECKS, Run, SandboxApp

from studydeck.core.goal import Goal
from studydeck.store import goals

PAGE = Path(__file__).parents[2].joinpath("docs", "goals.md").read_text(encoding="utf-8")
PROMISED = json.loads(PAGE.partition("```json\n")[2].partition("```")[0])


def add_deck(app: SandboxApp, name: str, exam: bool) -> None:
    """One more deck, with an exam of its own or with none."""
    folder = app.paths.own_decks / name
    shutil.copytree(DECKS / "mini", folder)
    for path in folder.glob("study/*.yaml"):
        path.write_text(path.read_text(encoding="utf-8").replace("concept: ", f"concept: {name}-"), encoding="utf-8")
    facts = folder / "deck.yaml"
    text = facts.read_text(encoding="utf-8").replace("deck: mini", f"deck: {name}").replace("MINI", name.upper())
    facts.write_text(text if exam else text.partition("blueprint:")[0], encoding="utf-8")
    app.folders.append(app.paths.own_decks)


def edit_deck(app: SandboxApp, old: str, new: str) -> None:
    """The deck of the tests, the only one, with something changed in its facts."""
    shutil.copytree(DECKS / "mini", app.paths.own_decks / "mini")
    app.folders[:] = [app.paths.own_decks]
    facts = app.paths.own_decks / "mini" / "deck.yaml"
    facts.write_text(facts.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def forget_settings(app: SandboxApp) -> None:
    """As the next run does, which reads the file again."""
    app.__dict__.pop("settings")


def test_set_tells_the_countdown_the_pace_and_the_minutes(studydeck: Run) -> None:
    ran = studydeck("goal", "set", "mi", "--exam", "2026-04-13", "--minutes", "30")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "MINI in 42 days, on Monday 13 April",
        "8 new cards left: 1 a day until 5 April, then a week of repeating.",
        "30 minutes a day",
    ]
    assert studydeck("goal", "show").out == ran.out


def test_a_limit_below_the_pace_is_told_with_the_command_that_raises_it(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("new = 1\n", encoding="utf-8")
    lines = studydeck("goal", "set", "mini", "--exam", "2026-03-11").out.splitlines()
    assert lines[1:] == [
        "8 new cards left: 4 a day until 3 March, then a week of repeating.",
        "needs 4 new a day, the limit is 1: 'studydeck config set new 4'",
    ]
    studydeck("config", "set", "new", "4")
    forget_settings(app)
    assert "needs" not in studydeck("goal", "show").out


def test_a_limit_of_the_deck_s_own_is_raised_there(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("[decks.mini]\nnew = 1\n", encoding="utf-8")
    studydeck("goal", "set", "mini", "--exam", "2026-03-11")
    line = studydeck("goal", "show").out.splitlines()[-1]
    assert line == "needs 4 new a day, the limit is 1: 'studydeck config set new 4 --deck mini'"
    studydeck("config", "set", "new", "4", "--deck", "mini")
    forget_settings(app)
    assert "needs" not in studydeck("goal", "show").out


def test_days_off_are_no_study_days(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text('days_off = ["tue"]\n', encoding="utf-8")
    assert "8 new cards left: 8 a day until 3 March" in studydeck("goal", "set", "mini", "--exam", "2026-03-11").out


def test_the_pace_stays_the_same_all_day_and_leaves_suspended_items_out(studydeck: Run) -> None:
    studydeck("goal", "set", "mini", "--exam", "2026-03-11")
    studydeck("review", "--objective", "words", "--limit", "1", typed="\n3\n")
    assert "7 new cards left: 4 a day until 3 March" in studydeck("goal", "show").out
    studydeck("review", "--objective", "facts", "--limit", "2", typed="-\n-\n")
    assert "5 new cards left: 3 a day until 3 March" in studydeck("goal", "show").out


def test_when_every_card_was_seen_it_says_so(studydeck: Run, app: SandboxApp) -> None:
    studydeck("goal", "set", "mini", "--exam", "2026-04-13")
    studydeck("review", "--objective", "facts", typed="-\n-\n-\n")
    studydeck("review", typed="-\n-\n-\n-\n")
    assert studydeck("goal", "show").out.splitlines()[1:] == [
        "Every card has been seen; from here on it is repetition."
    ]


@pytest.mark.parametrize(
    ("days", "lines"),
    [
        (
            35,
            [
                "MINI in 7 days, on Monday 13 April",
                "8 new cards left: 2 a day to see them all.",
                "The last week is better spent repeating what you have seen.",
            ],
        ),
        (
            41,
            [
                "MINI tomorrow, on Monday 13 April",
                "8 new cards left: 8 a day to see them all.",
                "The last week is better spent repeating what you have seen.",
            ],
        ),
        (
            42,
            [
                "MINI is today. Good luck.",
                "8 new cards left, and no study day for them; repeating counts more now.",
            ],
        ),
        (
            43,
            [
                "MINI was on Monday 13 April.",
                "To aim at the next exam: studydeck goal set; at none: studydeck goal clear",
            ],
        ),
    ],
)
def test_the_countdown_goes_on_to_the_day_and_past_it(
    studydeck: Run, app: SandboxApp, days: int, lines: list[str]
) -> None:
    studydeck("goal", "set", "mini", "--exam", "2026-04-13")
    app.clock.pass_days(days)  # type: ignore[attr-defined]
    assert studydeck("goal", "show").out.splitlines() == lines


def test_one_card_is_told_as_one_and_a_far_day_with_its_year(studydeck: Run) -> None:
    studydeck("review", "mini", "--objective", "facts", typed="-\n-\n-\n")
    studydeck("review", "mini", "--objective", "words", typed="-\n-\n")
    studydeck("review", "mini", "--objective", "words", "--limit", "1", typed="\n3\n")
    lines = studydeck("goal", "set", "mini", "--exam", "2027-03-12").out.splitlines()
    assert lines[0] == "MINI in 375 days, on Friday 12 March 2027"
    assert lines[1:] in (
        ["1 new card left: 1 a day until 4 March 2027, then a week of repeating."],
        ["Every card has been seen; from here on it is repetition."],
    )


def test_an_exam_that_ends_before_the_day_is_told(studydeck: Run, app: SandboxApp) -> None:
    edit_deck(app, "  as_of: 2026-09-02", "  as_of: 2026-09-02\n  ends: 2026-04-12")
    said = "This exam ends on 2026-04-12, as its deck knows: check that it is still held then."
    assert studydeck("goal", "set", "mini", "--exam", "2026-04-13").out.splitlines()[1] == said
    assert said not in studydeck("goal", "set", "mini", "--exam", "2026-04-12").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("mimi", "--exam", "2026-04-13"), "there is no deck 'mimi'; did you mean 'mini'?"),
        (("notes", "--exam", "2026-04-13"), "deck 'notes' has no exam to aim at; decks that have one: mini"),
        (("mini", "--exam", "2026-02-30"), "--exam 2026-02-30 is no day; write YYYY-MM-DD, such as 2027-01-31"),
        (("mini", "--exam", "soon"), "--exam soon is no day; write YYYY-MM-DD, such as 2027-01-31"),
        (("mini", "--exam", "2026-03-02"), "--exam 2026-03-02 is today; a goal needs a day that is still to come"),
        (("mini", "--exam", "2026-03-01"), "--exam 2026-03-01 has passed; a goal needs a day that is still to come"),
        (("mini",), "Missing option '--exam'"),
        (("mini", "--exam", "2026-04-13", "--minutes", "0"), "--minutes is 0; it must be a number from 1 to 1440"),
        (("mini", "--exam", "2026-04-13", "--minutes", "nan"), "--minutes is nan; it must be a number"),
        ((), "Missing argument 'CERTIFICATION'"),
    ],
)
def test_a_mistake_is_a_sentence_and_sets_nothing(
    studydeck: Run, app: SandboxApp, arguments: tuple[str, ...], said: str
) -> None:
    add_deck(app, "notes", exam=False)
    ran = studydeck("goal", "set", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert goals.current(app.store()) is None


def test_where_no_deck_has_an_exam_it_says_so(studydeck: Run, app: SandboxApp) -> None:
    add_deck(app, "notes", exam=False)
    app.folders[:] = [app.paths.own_decks]
    ran = studydeck("goal", "set", "notes", "--exam", "2026-04-13")
    assert (ran.code, ran.err) == (2, "deck 'notes' has no exam to aim at; decks that have one: none\n")


def test_clear_ends_the_goal_and_leaves_it_in_the_log(studydeck: Run) -> None:
    ran = studydeck("goal", "clear")
    assert (ran.code, ran.err) == (2, "there is no goal to clear\n")
    studydeck("goal", "set", "mini", "--exam", "2026-04-13")
    assert studydeck("goal", "clear").out == "The goal is cleared.\n"
    assert studydeck("goal", "show").out == (
        "There is no goal. To set one: studydeck goal set CERTIFICATION --exam YYYY-MM-DD\n"
    )
    assert json.loads(studydeck("goal", "show", "--json").out) == {"goal": None}
    assert studydeck("data", "check").out.endswith(": all is well.\n")


def test_a_goal_without_its_deck_still_counts_down(studydeck: Run, app: SandboxApp) -> None:
    goals.record(app.store(), Goal("gone", app.today().replace(month=4)), app.stamp())
    assert studydeck("goal", "show").out.splitlines() == [
        "gone in 31 days, on Thursday 2 April",
        "There is no deck 'gone' here any more; see 'studydeck deck list'.",
    ]
    assert "say what to study" in studydeck("review").err
    assert json.loads(studydeck("goal", "show", "--json").out)["goal"]["new"] is None


def test_review_without_a_deck_studies_the_goal(studydeck: Run, app: SandboxApp) -> None:
    add_deck(app, "other", exam=True)
    studydeck("review", "mini", "--limit", "1", "--objective", "words", typed="\n3\n")
    studydeck("goal", "set", "other", "--exam", "2026-04-13")
    assert "OTHER" in studydeck("review").out
    assert "MINI" in studydeck("review", "mini").out
    app.clock.pass_days(43)  # type: ignore[attr-defined]
    assert "MINI" in studydeck("review").out


def test_the_goal_s_minutes_hold_while_it_stands(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("minutes = 1\n", encoding="utf-8")

    def cards() -> int:
        return int(studydeck("review", "mini").out.partition(" cards are left")[0].split()[-1])

    short = cards()
    studydeck("goal", "set", "mini", "--exam", "2026-04-13", "--minutes", "20")
    assert short < cards() == 6
    assert f"{short} cards are left" in studydeck("review", "mini", "--minutes", "1").out
    studydeck("goal", "set", "mini", "--exam", "2026-04-13")
    assert cards() == short
    studydeck("goal", "set", "mini", "--exam", "2026-03-04", "--minutes", "20")
    app.clock.pass_days(3)  # type: ignore[attr-defined]
    assert cards() == short


def test_today_begins_with_the_goal_and_offers_it_first(studydeck: Run, app: SandboxApp) -> None:
    add_deck(app, "other", exam=True)
    app.paths.config.write_text("new = 2\n", encoding="utf-8")
    studydeck("review", "mini", "--limit", "1", "--objective", "words", typed="\n3\n")
    studydeck("goal", "set", "other", "--exam", "2026-03-11")
    lines = studydeck().out.splitlines()
    assert lines[:5] == [
        "Monday 2 March",
        "",
        "  OTHER in 9 days, on Wednesday 11 March",
        "  8 new cards left: 4 a day until 3 March, then a week of repeating.",
        "  needs 4 new a day, the limit is 2: 'studydeck config set new 4'",
    ]
    assert [line.split()[0] for line in lines[6:8]] == ["OTHER", "MINI"]
    assert lines[-1] == "  studydeck review other"


def test_today_tells_a_goal_that_has_passed_and_still_welcomes(studydeck: Run, app: SandboxApp) -> None:
    studydeck("goal", "set", "mini", "--exam", "2026-03-03")
    app.clock.pass_days(2)  # type: ignore[attr-defined]
    lines = studydeck("today").out.splitlines()
    assert lines[2] == "  MINI was on Tuesday 3 March."
    assert lines[5] == "Nothing studied yet. To begin:"


def shape(value: object) -> object:
    """Names and types, all the way down; of a list its first member."""
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else type(value).__name__


def test_programs_are_given_the_shape_that_the_page_promises(studydeck: Run, app: SandboxApp) -> None:
    studydeck("goal", "set", "mini", "--exam", "2026-04-13", "--minutes", "30")
    today = json.loads(studydeck("today", "--json").out)
    assert shape(today) == shape(PROMISED)
    assert json.loads(studydeck("goal", "show", "--json").out) == {"goal": today["goal"]}
    assert today["goal"] == {
        "certification": "mini",
        "title": "MINI",
        "day": "2026-04-13",
        "days_left": 42,
        "minutes": 30.0,
        "new": {"left": 8, "study_days": 35, "late": False, "daily": 1, "limit": 10},
    }
    assert (today["day"], today["next"]) == ("2026-03-02", "studydeck review mini")
    assert today["decks"] == [{"deck": "mini", "title": "MINI", "due": 0, "overdue": 0, "new": 6, "minutes": 3.7}]


def test_programs_are_told_of_nothing_as_null(studydeck: Run, app: SandboxApp) -> None:
    assert json.loads(studydeck("today", "--json").out) == {
        "day": "2026-03-02",
        "goal": None,
        "decks": [],
        "next": None,
    }
    studydeck("goal", "set", "mini", "--exam", "2026-03-03")
    app.clock.pass_days(2)  # type: ignore[attr-defined]
    goal = json.loads(studydeck("today", "--json").out)["goal"]
    assert (goal["days_left"], goal["minutes"], goal["new"]) == (-1, None, None)
