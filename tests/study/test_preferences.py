"""What settings and the goal change in a sitting: days off, confidence, names, minutes."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Self

import pytest
from sandbox import SandboxApp

from studydeck.core.goal import Goal
from studydeck.core.grading import Confidence, Grade, Response
from studydeck.core.items import Choice, TrueFalse
from studydeck.core.log import Rating
from studydeck.core.session import Asked, Summary
from studydeck.core.spreading import fuzz_window
from studydeck.settings import WEEKDAYS
from studydeck.store import goals
from studydeck.study.desk import Wish, lay
from studydeck.study.sitting import sit


@dataclass
class Easy:
    """A screen on which everything is right and easy, after some guesses; it remembers what it was asked."""

    guesses: int = 0
    asked: list[Asked] = field(default_factory=list)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        pass

    def ask(self, asked: Asked) -> Response:
        self.asked.append(asked)
        body = asked.item.body
        if isinstance(body, Choice):
            return Response(chosen=body.key, confidence=self._confidence() if asked.confidence else None)
        if isinstance(body, TrueFalse):
            return Response(said=body.answer, confidence=Confidence.SURE)
        return Response(rating=Rating.EASY)

    def _confidence(self) -> Confidence:
        self.guesses -= 1
        return Confidence.GUESS if self.guesses >= 0 else Confidence.SURE

    def feedback(self, asked: Asked, response: Response, grade: Grade) -> None:
        return None

    def end(self, summary: Summary) -> None:
        pass


def asked(app: SandboxApp) -> list[Asked]:
    screen = Easy()
    sit(lay(app, ("mini",), Wish(seed=11)), screen, app.new_id()).run()
    return screen.asked


@pytest.mark.parametrize(
    ("text", "kinds"), [("", {"true-false"}), ("confidence = true", {"single", "multiple", "true-false"})]
)
def test_questions_ask_how_sure_one_is_where_the_setting_says_so(app: SandboxApp, text: str, kinds: set[str]) -> None:
    app.paths.config.write_text(text, encoding="utf-8")
    assert {each.item.kind for each in asked(app) if each.confidence} == kinds


def test_a_right_guess_comes_back_and_is_recorded_as_one(app: SandboxApp) -> None:
    app.paths.config.write_text("confidence = true", encoding="utf-8")
    sitting = sit(lay(app, ("mini",), Wish(seed=11, objective="facts", new=1)), Easy(guesses=1), app.new_id())
    sitting.run()
    answers = [step.answer for step in sitting.steps if step.answer]
    assert [(answer.rating, answer.confidence) for answer in answers] == [
        (Rating.AGAIN, "guess"),
        (Rating.GOOD, "sure"),
    ]


def test_due_days_keep_clear_of_days_off(app: SandboxApp) -> None:
    assert fuzz_window(8) == (6, 10)
    free = date(2026, 3, 11)
    off = [name[:3] for number, name in enumerate(WEEKDAYS) if number != free.weekday()]
    app.paths.config.write_text(f"days_off = {off}", encoding="utf-8")
    easy = [each.outcomes[Rating.EASY] for each in asked(app)]
    assert {(outcome.interval, outcome.due) for outcome in easy} == {(8, free)}


def test_the_names_of_the_settings_are_in_the_database(app: SandboxApp) -> None:
    app.paths.config.write_text('learner = "Ada"\ndevice = "laptop"\n', encoding="utf-8")
    with app.store().read() as connection:
        rows = connection.exec_driver_sql("SELECT name FROM learner UNION ALL SELECT name FROM device").all()
    assert rows == [("Ada",), ("laptop",)]


@pytest.mark.parametrize(
    ("days", "minutes", "wish", "cards"),
    [(9, 20.0, None, 6), (0, 20.0, None, 6), (-1, 20.0, None, 2), (9, None, None, 2), (9, 20.0, 1.0, 2)],
)
def test_the_goal_s_minutes_come_between_the_command_line_and_the_settings(
    app: SandboxApp, days: int, minutes: float | None, wish: float | None, cards: int
) -> None:
    app.paths.config.write_text("minutes = 1\n", encoding="utf-8")
    goals.record(app.store(), Goal("mini", app.today() + timedelta(days=days), minutes), app.stamp())
    assert len(lay(app, ("mini",), Wish(seed=11, minutes=wish)).queue.entries) == cards
