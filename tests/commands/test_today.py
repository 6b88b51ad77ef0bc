"""`studydeck` alone says what is due and what to do next; `studydeck undo` takes the last answer back."""

from sandbox import Run, SandboxApp

from studydeck.store import reviews


def test_a_newcomer_is_told_how_to_begin(studydeck: Run) -> None:
    ran = studydeck()
    assert ran.code == 0
    assert ran.out == (
        "Monday 2 March\n\nNothing studied yet. To begin:\n\n  studydeck review mini  MINI (The Mini Board)\n"
    )


def test_today_counts_due_new_and_minutes_and_names_the_next_command(studydeck: Run) -> None:
    studydeck("review", "mini", "--objective", "words", "--limit", "1", typed="\n3\n")
    ran = studydeck("today")
    assert ran.out.splitlines()[2].startswith("  MINI  0 due, ")
    assert ran.out.splitlines()[-1] == "  studydeck review mini"


def test_a_failed_card_is_still_to_repeat_today(studydeck: Run) -> None:
    studydeck("review", "mini", "--objective", "words", "--limit", "1", typed="\n1\nq\n")
    assert "  MINI  0 due, 1 to repeat, 5 new, about 4 minutes" in studydeck().out.splitlines()


def test_overdue_cards_are_counted(studydeck: Run, app: SandboxApp) -> None:
    studydeck("review", "mini", "--limit", "1", "--objective", "words", typed="\n3\n")
    app.clock.pass_days(30)  # type: ignore[attr-defined]
    assert "1 due (1 overdue)" in studydeck().out


def test_when_nothing_is_left_it_says_so(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("new = 0\n", encoding="utf-8")
    studydeck("review", "mini", "--new", "1", "--objective", "words", typed="\n3\n")
    assert studydeck().out.splitlines()[-1] == "  Nothing more today. Well done."


def test_undo_takes_back_the_last_answer_and_says_which(studydeck: Run, app: SandboxApp) -> None:
    studydeck("review", "mini", "--objective", "words", "--limit", "1", typed="\n3\n")
    key = next(iter(reviews.states(app.store())))
    ran = studydeck("undo")
    assert ran.out == f"Undone: {key}, Good, answered on 2026-03-02 at 18:00.\n"
    assert reviews.states(app.store()) == {}


def test_undo_with_nothing_to_undo_says_so(studydeck: Run) -> None:
    ran = studydeck("undo")
    assert (ran.code, ran.err) == (2, "there is no answer to undo\n")
