"""Every state of every kind of card, as it looks in a window; `GOLDEN=write pytest` writes the files anew."""

from collections.abc import Callable
from typing import Any

import pytest

from studydeck.core.grading import Response, grade

SIZES = [(80, 24), (60, 20)]


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize("name", ["flashcard", "term", "reverse", "cloze"])
def test_a_card_the_learner_rates_has_a_front_and_a_back(
    name: str,
    columns: int,
    rows: int,
    samples: Any,
    window: Callable[..., Any],
    golden: Callable[[str, str], None],
) -> None:
    shown = window(columns, rows)
    shown.ask(getattr(samples, name), " ", "3")
    golden(f"screen-{name}-front-{columns}", shown.frames[0])
    golden(f"screen-{name}-back-{columns}", shown.frames[1])


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(
    ("name", "keys", "states"),
    [
        ("single", "b", ["front"]),
        ("multiple", "ab\r\r", ["front", "marked-one", "marked", "marked"]),
        ("multiple", "a\r\r", ["front", "marked-one", "miscounted"]),
        ("true_false", "th", ["front", "doubt"]),
    ],
)
def test_a_question_has_a_front_and_the_states_up_to_its_answer(
    name: str,
    keys: str,
    states: list[str],
    columns: int,
    rows: int,
    samples: Any,
    window: Callable[..., Any],
    golden: Callable[[str, str], None],
) -> None:
    shown = window(columns, rows)
    shown.ask(getattr(samples, name), *keys)
    for state, frame in zip(states, shown.frames, strict=False):
        golden(f"screen-{name}-{state}-{columns}", frame)


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(
    ("name", "state", "response"),
    [
        ("single", "right", Response(chosen=frozenset({0}))),
        ("single", "wrong", Response(chosen=frozenset({2}))),
        ("multiple", "wrong", Response(chosen=frozenset({0, 1}))),
        ("true_false", "wrong", Response(said=True)),
        ("true_false", "right", Response(said=False)),
    ],
)
def test_a_question_has_feedback(
    name: str,
    state: str,
    response: Response,
    columns: int,
    rows: int,
    samples: Any,
    window: Callable[..., Any],
    golden: Callable[[str, str], None],
) -> None:
    shown, asked = window(columns, rows), getattr(samples, name)
    shown.type(*"\r\r\r\r")
    shown.terminal.feedback(asked, response, grade(asked.item, response))
    golden(f"screen-{name}-{state}-{columns}", shown.frames[0])


@pytest.mark.parametrize(("columns", "rows"), SIZES)
@pytest.mark.parametrize(("name", "keys"), [("flashcard", " ?qq"), ("true_false", "?qq")])
def test_help_lists_the_keys_that_work_here(
    name: str,
    keys: str,
    columns: int,
    rows: int,
    samples: Any,
    window: Callable[..., Any],
    golden: Callable[[str, str], None],
) -> None:
    shown = window(columns, rows)
    shown.ask(getattr(samples, name), *keys)
    golden(f"screen-{name}-help-{columns}", shown.frames[-2])


@pytest.mark.parametrize(("columns", "rows"), SIZES)
def test_the_end_is_printed_on_the_screen_that_stays(
    columns: int, rows: int, samples: Any, window: Callable[..., Any], golden: Callable[[str, str], None]
) -> None:
    shown = window(columns, rows)
    with shown.terminal:
        shown.terminal.end(samples.summary)
    golden(f"screen-end-{columns}", shown.look())
