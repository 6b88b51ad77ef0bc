"""Which keys work where."""

from dataclasses import replace
from typing import Any

import pytest

from studydeck.core.grading import Grade
from studydeck.core.items import Choice, Option
from studydeck.core.log import Rating
from studydeck.core.session import Command
from studydeck.screen import actions
from studydeck.screen.actions import Action


def test_each_rating_carries_its_interval_and_enter_means_good(samples: Any) -> None:
    assert actions.ratings(samples.flashcard) == (
        Action(("1",), "1", "Again", "today again"),
        Action(("2",), "2", "Hard", "2 days"),
        Action(("3", "enter"), "3 or enter", "Good", "12 days"),
        Action(("4",), "4", "Easy", "5 weeks"),
    )


def test_letters_choose_at_once_where_one_option_is_right(samples: Any) -> None:
    assert actions.answers(samples.single) == (Action(("a", "b", "c", "d"), "a-d", "choose"),)


def test_letters_mark_and_enter_submits_where_several_are_right(samples: Any) -> None:
    assert actions.answers(samples.multiple) == (
        Action(("a", "b", "c", "d"), "a-d", "mark or unmark"),
        Action(("enter",), "enter", "submit"),
    )


def test_true_and_false_have_their_letters(samples: Any) -> None:
    assert actions.answers(samples.true_false) == (Action(("t",), "t", "true"), Action(("f",), "f", "false"))


@pytest.mark.parametrize(
    ("rating", "shown"),
    [
        (Rating.GOOD, [("enter", "keep Good", "12 days"), ("2", "Hard", "2 days"), ("4", "Easy", "5 weeks")]),
        (Rating.HARD, [("enter", "keep Hard", "2 days"), ("3", "Good", "12 days"), ("4", "Easy", "5 weeks")]),
    ],
)
def test_a_right_answer_may_be_rated_otherwise(rating: Rating, shown: list[tuple[str, str, str]], samples: Any) -> None:
    offered = actions.changes(samples.single, Grade(True, rating))
    assert [(action.shown, action.label, action.note) for action in offered] == shown


def test_a_wrong_answer_can_only_be_gone_on_from(samples: Any) -> None:
    offered = actions.changes(samples.single, Grade(False, Rating.AGAIN))
    assert offered == (Action(("enter",), "enter", "go on", "today again"),)


def test_every_command_works_beside_the_ratings(samples: Any) -> None:
    assert list(actions.commands(samples.flashcard, actions.ratings(samples.flashcard)).values()) == list(Command)


def test_an_options_letter_goes_before_a_command(samples: Any) -> None:
    many = samples.make(Choice("Which?", tuple(Option(f"{n}", n == 0, "") for n in range(6))))
    assert list(actions.commands(many, actions.answers(many))) == ["u", "-", "q"]
    assert list(actions.commands(samples.true_false, actions.answers(samples.true_false))) == [
        "u",
        "-",
        "b",
        "q",
    ]


def test_undo_works_only_where_there_is_something_to_undo(samples: Any) -> None:
    assert "u" not in actions.commands(replace(samples.flashcard, can_undo=False), actions.REVEAL)


def test_flagging_a_flagged_item_takes_the_flag_away(samples: Any) -> None:
    assert actions.command_label(samples.flashcard, Command.FLAG) == "flag"
    assert actions.command_label(replace(samples.flashcard, flagged=True), Command.FLAG) == "unflag"
