"""The full window around a card."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from studydeck.core.grading import Response, grade
from studydeck.core.items import Choice, Option
from studydeck.core.log import Rating
from studydeck.core.session import Progress
from studydeck.screen import actions, blocks
from studydeck.screen.frame import Page, column, framed, is_too_small, plea
from studydeck.screen.viewport import View

CONSOLE = Console(file=StringIO(), width=80)


def page_of(asked: Any) -> Page:
    offered = actions.answers(asked)
    return Page(asked, blocks.front(asked), offered, actions.commands(asked, offered))


@pytest.mark.parametrize(("size", "small"), [((60, 15), False), ((59, 15), True), ((60, 14), True), ((200, 60), False)])
def test_a_window_of_sixty_by_fifteen_is_large_enough(size: tuple[int, int], small: bool) -> None:
    assert is_too_small(*size) is small


def test_a_small_window_is_asked_to_grow(printed: Callable[..., list[str]]) -> None:
    assert printed(plea(CONSOLE, 40, 10)) == [
        "This window is 40 by 10. Please make it",
        "at least 60 by 15.",
    ]
    assert len(plea(CONSOLE, 10, 3)) == 3


@pytest.mark.parametrize(("columns", "width"), [(60, 56), (80, 76), (120, 76)])
def test_text_is_never_wider_than_76_columns(columns: int, width: int) -> None:
    assert column(columns) == width


def test_in_a_wide_window_the_page_stands_in_the_middle(samples: Any, printed: Callable[..., list[str]]) -> None:
    rows, _ = framed(CONSOLE, page_of(samples.single), View(), 120, 40)
    lines = [line for line in printed(rows) if line]
    assert {len(line) - len(line.lstrip()) for line in lines} == {22, 26}
    assert max(map(len, lines)) == 22 + 76


def test_options_with_whys_stand_apart_once_the_window_has_room(
    samples: Any, printed: Callable[..., list[str]]
) -> None:
    asked, response = samples.single, Response(chosen=frozenset({0}))
    offered = actions.changes(asked, grade(asked.item, response))
    page = Page(asked, blocks.feedback(asked, response, grade(asked.item, response)), offered, {})
    tall, view = framed(CONSOLE, page, View(), 80, 40)
    why = next(index for index, row in enumerate(printed(tall)) if row.endswith("adapt their plan instead."))
    assert printed(tall)[why + 1] == ""
    assert view.ended
    assert not framed(CONSOLE, page, View(), 80, 24)[1].ended


def test_the_footer_says_that_there_is_more_below_only_while_there_is(
    samples: Any, printed: Callable[..., list[str]]
) -> None:
    page = page_of(replace(samples.single, item=replace(samples.single.item, scenario="word " * 300)))
    first, view = framed(CONSOLE, page, View(), 80, 24)
    last, _ = framed(CONSOLE, page, view.moved(view.total), 80, 24)
    assert "  ──────────────────────────────────────────────────────────── ↓ more below ──" in printed(first)
    assert not any("more below" in row for row in printed(last))


@pytest.mark.parametrize(("nth", "total", "filled"), [(1, 24, 0), (13, 24, 38), (24, 24, 72), (1, 1, 0)])
def test_the_bar_is_as_long_as_what_is_done(
    nth: int, total: int, filled: int, samples: Any, printed: Callable[..., list[str]]
) -> None:
    asked = replace(samples.single, progress=Progress("Title", "Events", nth, total, 3.0))
    rows, _ = framed(CONSOLE, page_of(asked), View(), 80, 24)
    assert printed(rows)[3] == "  " + "━" * filled + "─" * (76 - filled)


def test_a_long_title_gives_way_to_the_progress(samples: Any, printed: Callable[..., list[str]]) -> None:
    asked = replace(samples.single, progress=Progress("Title " * 20, "Events", 7, 24, 3.0))
    rows, _ = framed(CONSOLE, page_of(asked), View(), 60, 15)
    assert printed(rows)[0] == "  Title Title Title Title Title Title Title Titl…  7 of 24"


def test_columns_are_as_wide_as_needed_where_a_quarter_is_too_little(
    samples: Any, printed: Callable[..., list[str]]
) -> None:
    asked, response = samples.single, Response(chosen=frozenset({0}))
    far = {**asked.outcomes, Rating.EASY: replace(asked.outcomes[Rating.EASY], due=asked.day.replace(year=2028))}
    offered = (*actions.changes(replace(asked, outcomes=far), grade(asked.item, response)), *actions.CONFIDENCE[:1])
    rows, _ = framed(CONSOLE, Page(asked, (), offered, {}), View(), 60, 15)
    assert printed(rows)[-3:-1] == [
        "  enter  keep Good    2  Hard    4  Easy     s  sure",
        "         12 days         2 days     2 years",
    ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(), columns=st.integers(60, 130), rows=st.integers(15, 50))
def test_every_window_is_filled_and_never_overfilled(samples: Any, text: str, columns: int, rows: int) -> None:
    options = (Option(text, True, text), Option(text, False, text))
    asked = samples.make(Choice(text, options), progress=Progress(text, text, 7, 24, 3.0), item={"scenario": text})
    painted, _ = framed(CONSOLE, page_of(asked), View(), columns, rows)
    assert len(painted) == rows
    assert max(cell_len(row.plain) for row in painted) <= columns
    assert not any("\n" in row.plain for row in painted)


@pytest.mark.parametrize(
    ("objective", "flagged", "shown"),
    [("Events", False, "Events"), ("Events", True, "Events · flagged"), ("", True, "flagged"), ("", False, "")],
)
def test_the_header_says_the_objective_and_a_flag(
    objective: str, flagged: bool, shown: str, samples: Any, printed: Callable[..., list[str]]
) -> None:
    progress = replace(samples.single.progress, objective=objective)
    rows, _ = framed(CONSOLE, page_of(replace(samples.single, progress=progress, flagged=flagged)), View(), 80, 24)
    assert printed(rows)[2] == f"  {shown:66}9 min left"
