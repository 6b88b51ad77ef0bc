"""A sitting asks, grades and records; every command can be taken back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

import pytest

from studydeck.app import App
from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.items import Choice, TrueFalse
from studydeck.core.log import EventKind, Rating
from studydeck.core.session import Asked, Command, Summary
from studydeck.store import events, reviews
from studydeck.study.desk import Desk, Wish, lay
from studydeck.study.sitting import Sitting, sit
from studydeck.study.summary import summarise

Reply = Response | Command
Feedback = Rating | Command | None


def right(asked: Asked) -> Response:
    """The right answer, whatever is asked; cards are rated Good."""
    if isinstance(asked.item.body, Choice):
        return Response(chosen=asked.item.body.key)
    if isinstance(asked.item.body, TrueFalse):
        return Response(said=asked.item.body.answer, confidence=Confidence.SURE)
    return Response(rating=Rating.GOOD)


def wrong(asked: Asked) -> Response:
    """A wrong answer, whatever is asked; cards are rated Again."""
    if isinstance(asked.item.body, Choice):
        return Response(chosen=frozenset(range(len(asked.item.body.options))) - asked.item.body.key)
    if isinstance(asked.item.body, TrueFalse):
        return Response(said=not asked.item.body.answer, confidence=Confidence.SURE)
    return Response(rating=Rating.AGAIN)


@dataclass
class Scripted:
    """A screen that gives the replies of a script, then answers right; it remembers what it was asked."""

    replies: list[Reply | Callable[[Asked], Reply]] = field(default_factory=list)
    feedbacks: list[Feedback] = field(default_factory=list)
    asked: list[Asked] = field(default_factory=list)
    fed: list[tuple[Asked, Response, Grade]] = field(default_factory=list)
    summary: Summary | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def ask(self, asked: Asked) -> Reply:
        self.asked.append(asked)
        reply = self.replies.pop(0) if self.replies else right
        return reply(asked) if callable(reply) else reply

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> Feedback:
        self.fed.append((asked, response, grade))
        return self.feedbacks.pop(0) if self.feedbacks else None

    def end(self, summary: Summary) -> None:
        self.summary = summary

    @property
    def keys(self) -> list[str]:
        return [asked.card.key for asked in self.asked]


def desk(app: App, **wishes: object) -> Desk:
    return lay(app, ("mini",), Wish(seed=11, **wishes))  # type: ignore[arg-type]


def run(app: App, screen: Scripted, **wishes: object) -> Sitting:
    sitting = sit(desk(app, **wishes), screen, app.new_id())
    sitting.run()
    return sitting


def log(app: App) -> dict[str, int]:
    return {key: state.reps for key, state in reviews.states(app.store()).items()}


def test_every_new_card_is_asked_once_and_recorded(app: App) -> None:
    screen = Scripted()
    run(app, screen)
    assert sorted(screen.keys) == [
        "mini/card",
        "mini/gaps#first",
        "mini/many",
        "mini/one",
        "mini/truth",
        "mini/word",
    ]
    assert log(app) == dict.fromkeys(sorted(screen.keys), 1)


def test_items_of_the_exam_pool_are_never_asked(app: App) -> None:
    screen = Scripted()
    run(app, screen)
    assert "mini/kept-for-papers" not in screen.keys


def test_the_row_is_on_disk_before_the_feedback_is_shown(app: App) -> None:
    @dataclass
    class Watching(Scripted):
        rows: list[int] = field(default_factory=list)

        def feedback(self, asked: Asked, response: Response, grade: Grade) -> Feedback:
            self.rows.append(log(app)[asked.card.key])
            return None

    screen = Watching()
    run(app, screen, objective="facts")
    assert screen.rows == [1, 1, 1]


def test_what_the_buttons_promise_is_what_is_recorded(app: App) -> None:
    screen = Scripted()
    run(app, screen)
    promised = {asked.card.key: asked.outcomes[Rating.GOOD].due for asked in screen.asked}
    assert {key: state.due for key, state in reviews.states(app.store()).items()} == promised


def test_a_failed_card_comes_back_until_it_is_recalled(app: App) -> None:
    screen = Scripted([wrong, right, wrong])
    run(app, screen, objective="facts", limit=1)
    assert screen.keys == [screen.keys[0]] * 2
    assert log(app)[screen.keys[0]] == 2


def test_a_failed_card_waits_for_the_next_sitting_of_the_day(app: App) -> None:
    first = Scripted([wrong, Command.QUIT])
    run(app, first)
    second = Scripted([Command.QUIT])
    run(app, second)
    assert second.keys == first.keys[:1]


def test_a_restart_grants_no_further_new_cards(app: App) -> None:
    app.paths.config.write_text("new = 2\n", encoding="utf-8")
    run(app, Scripted())
    again = Scripted()
    run(app, again)
    assert again.keys == []


def test_new_cards_asked_for_on_the_command_line_come_on_top(app: App) -> None:
    app.paths.config.write_text("new = 2\n", encoding="utf-8")
    run(app, Scripted())
    more = Scripted()
    run(app, more, new=1)
    assert len(more.keys) == 1


def test_a_right_answer_can_be_called_hard_and_the_log_keeps_both_rows(app: App) -> None:
    screen = Scripted(feedbacks=[Rating.HARD])
    run(app, screen, objective="facts", limit=1)
    key = screen.keys[0]
    state = reviews.states(app.store())[key]
    assert (state.last_rating, state.reps, state.due) == (
        Rating.HARD,
        1,
        screen.asked[0].outcomes[Rating.HARD].due,
    )
    with app.store().read() as connection:
        counts = [
            connection.exec_driver_sql(f"select count(*) from {t}").scalar() for t in ("review_log", "review_void")
        ]
    assert counts == [2, 1]


def test_undo_takes_back_answers_one_by_one_to_the_very_first(app: App) -> None:
    screen = Scripted([right, wrong, right, Command.UNDO, Command.UNDO, Command.UNDO, Command.QUIT])
    sitting = run(app, screen)
    assert log(app) == {}
    assert screen.keys[-1] == screen.keys[0]
    assert sitting.steps == []


def test_undo_shows_the_same_card_with_its_options_in_the_same_order(app: App) -> None:
    screen = Scripted([wrong], [Command.UNDO])
    run(app, screen, objective="facts", limit=1)
    assert screen.asked[0].order == screen.asked[1].order
    assert screen.asked[1].notice == "Undone."
    assert not screen.asked[1].can_undo


def test_undo_of_a_changed_rating_takes_the_whole_answer_back(app: App) -> None:
    screen = Scripted([right, Command.UNDO, Command.QUIT], [Rating.EASY])
    run(app, screen, objective="facts")
    assert log(app) == {}


def test_undo_with_nothing_done_says_so(app: App) -> None:
    screen = Scripted([Command.UNDO, Command.QUIT])
    run(app, screen)
    assert screen.asked[1].notice == "There is nothing to undo in this sitting."


@pytest.mark.parametrize("command", [Command.SUSPEND, Command.BURY])
def test_a_suspended_or_buried_item_leaves_the_sitting_and_undo_brings_it_back(app: App, command: Command) -> None:
    screen = Scripted([command, Command.UNDO, command])
    run(app, screen)
    first = screen.asked[0]
    assert screen.keys.count(first.card.key) == 2
    assert screen.keys[2] == screen.keys[0]
    assert first.card.key not in log(app)
    marks = events.marks(app.store(), app.today())
    assert first.item.key in (marks.suspended if command is Command.SUSPEND else marks.buried)


def test_a_suspended_item_is_gone_tomorrow_and_a_buried_one_is_back(app: App) -> None:
    screen = Scripted([Command.SUSPEND, Command.BURY, Command.QUIT])
    run(app, screen)
    app.clock.pass_days(1)  # type: ignore[attr-defined]
    tomorrow = Scripted()
    run(app, tomorrow)
    assert screen.keys[0] not in tomorrow.keys
    assert screen.keys[1] in tomorrow.keys


def test_a_flag_stays_on_the_item_and_a_second_one_takes_it_off(app: App) -> None:
    screen = Scripted([Command.FLAG, Command.FLAG, Command.FLAG, Command.QUIT])
    run(app, screen)
    assert [asked.flagged for asked in screen.asked] == [False, True, False, True]
    assert events.marks(app.store(), app.today()).flagged == {screen.asked[0].item.key}


def test_a_flag_undone_is_a_flag_removed(app: App) -> None:
    screen = Scripted([Command.FLAG, Command.UNDO, Command.QUIT])
    run(app, screen)
    assert screen.asked[2].flagged is False
    assert events.marks(app.store(), app.today()).flagged == frozenset()


def test_flagging_on_the_feedback_keeps_it_open(app: App) -> None:
    screen = Scripted(feedbacks=[Command.FLAG, None])
    run(app, screen, objective="facts", limit=1)
    assert [asked.flagged for asked, _, _ in screen.fed] == [False, True]
    assert len(log(app)) == 1


def test_quitting_on_the_feedback_keeps_the_answer(app: App) -> None:
    screen = Scripted(feedbacks=[Command.QUIT])
    sitting = run(app, screen, objective="facts")
    assert len(log(app)) == 1
    assert len(sitting.session.remaining) == 2


def test_burying_on_the_feedback_keeps_the_answer_and_drops_a_failed_card(app: App) -> None:
    screen = Scripted([wrong], [Command.BURY])
    run(app, screen, objective="facts", limit=1)
    assert len(screen.keys) == 1
    assert log(app) == {screen.keys[0]: 1}


def test_a_sitting_keeps_the_study_day_it_began_on(app: App) -> None:
    laid = desk(app)
    app.clock.pass_days(1)  # type: ignore[attr-defined]
    sit(laid, Scripted(), app.new_id()).run()
    assert {state.first_day for state in reviews.states(app.store()).values()} == {date(2026, 3, 2)}


def test_an_edited_item_says_so_once(app: App) -> None:
    laid = desk(app, limit=1)
    key = laid.queue.entries[0].card.key
    sit(laid, Scripted(), app.new_id()).run()
    app.clock.pass_days(30)  # type: ignore[attr-defined]
    later = desk(app)
    state = later.states[key]
    later.states[key] = type(state)(**{**{f: getattr(state, f) for f in state.__slots__}, "fingerprint": "0" * 16})
    screen = Scripted()
    sit(later, screen, app.new_id()).run()
    notices = {asked.card.key: asked.notice for asked in screen.asked}
    assert notices.pop(key) == "This item has been edited since you last saw it."
    assert set(notices.values()) == {""}


def test_same_seed_same_order_and_same_options(app: App) -> None:
    screens = Scripted([Command.QUIT]), Scripted([Command.QUIT])
    for screen in screens:
        run(app, screen)
    assert screens[0].asked[0].order == screens[1].asked[0].order
    assert screens[0].keys == screens[1].keys


def test_explain_says_why_a_card_is_here(app: App) -> None:
    screen = Scripted([Command.QUIT])
    run(app, screen, explain=True)
    assert screen.asked[0].explain


def test_the_header_counts_cards_and_minutes(app: App) -> None:
    screen = Scripted()
    run(app, screen)
    assert [(asked.progress.nth, asked.progress.total) for asked in screen.asked] == [(n, 6) for n in range(1, 7)]
    left = [asked.progress.minutes_left for asked in screen.asked]
    assert left == sorted(left, reverse=True)
    assert {asked.progress.objective for asked in screen.asked} == {"Words", "Facts"}
    assert screen.asked[0].progress.title == "MINI"


def test_the_citation_names_document_edition_and_section(app: App) -> None:
    screen = Scripted()
    run(app, screen, objective="words", limit=1)
    assert screen.asked[0].citation == "The Mini Guide (May 2026), Words"


def test_the_summary_counts_first_answers_by_objective(app: App) -> None:
    screen = Scripted([wrong])
    sitting = run(app, screen, objective="facts")
    summary = summarise(sitting, 3.0)
    assert (summary.right, summary.questions, summary.answers, summary.minutes) == (2, 3, 4, 3.0)
    assert [(tally.objective, tally.right, tally.total) for tally in summary.tallies] == [("Facts", 2, 3)]


def test_the_summary_tells_what_comes_tomorrow(app: App) -> None:
    sitting = run(app, Scripted())
    due = [state for state in reviews.states(app.store()).values() if state.due <= app.today() + timedelta(days=1)]
    assert summarise(sitting, 1).tomorrow == len(due)


def test_the_summary_of_a_broken_off_sitting_says_how_to_go_on(app: App) -> None:
    summary = summarise(run(app, Scripted([Command.QUIT])), 1)
    assert summary.next_command == "studydeck review mini"
    assert "6 cards are left in this sitting." in summary.notes


def test_suspend_and_flag_rows_carry_their_kind(app: App) -> None:
    run(app, Scripted([Command.FLAG, Command.SUSPEND, Command.UNDO, Command.QUIT]))
    with app.store().read() as connection:
        kinds = [row[0] for row in connection.exec_driver_sql("select kind from item_event order by seq")]
    assert kinds == [EventKind.FLAG, EventKind.SUSPEND, EventKind.RESUME]


def test_undo_of_a_second_answer_leaves_the_first_one(app: App) -> None:
    screen = Scripted([wrong, right, Command.UNDO, Command.QUIT])
    laid = desk(app, limit=1, objective="words")
    sit(laid, screen, app.new_id()).run()
    assert screen.keys == [screen.keys[0]] * 2
    assert log(app) == {screen.keys[0]: 2}

    two = Scripted([wrong, right, Command.UNDO, Command.QUIT])
    run(app, two, new=2, objective="words")
    failed = two.keys[0]
    assert two.asked[-1].card.key == two.keys[1]
    assert log(app)[failed] == 1


def test_undo_of_the_answer_to_a_returning_card_puts_its_state_back(app: App) -> None:
    @dataclass
    class Feeding(Scripted):
        def feedback(self, asked: Asked, response: Response, grade: Grade) -> Feedback:
            self.fed.append((asked, response, grade))
            return Command.UNDO if len(self.fed) == 2 else None

    screen = Feeding([wrong, wrong, Command.QUIT])
    sitting = run(app, screen, objective="facts", limit=1)
    key = screen.keys[0]
    assert screen.keys == [key] * 3
    assert sitting.desk.states[key] == reviews.states(app.store())[key]
    assert log(app) == {key: 1}


def test_due_cards_without_room_are_told_with_the_command_that_makes_room(app: App) -> None:
    run(app, Scripted(), minutes=60)
    app.clock.pass_days(30)  # type: ignore[attr-defined]
    summary = summarise(run(app, Scripted(), minutes=1), 1)
    assert "Today's minutes are taken." in summary.notes[0]
    assert summary.next_command == "studydeck review mini --minutes 10"


def test_after_a_limited_sitting_the_rest_of_the_day_comes_next(app: App) -> None:
    assert summarise(run(app, Scripted(), limit=1), 1).next_command == "studydeck review mini"


def test_when_all_of_today_is_done_new_cards_are_offered(app: App) -> None:
    assert summarise(run(app, Scripted()), 1).next_command == "studydeck review mini --new 5"
