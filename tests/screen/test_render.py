"""From blocks to rows: widths, indents, and no door for markup."""

from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.text import Text
from wcwidth import wcswidth

from studydeck.core.grading import Response, grade
from studydeck.core.items import Choice, Flashcard, Option
from studydeck.screen import blocks
from studydeck.screen.blocks import Mark, Row, Score, Tone, para
from studydeck.screen.render import apart, for_encoding, rows_of, single, styled

CONSOLE = Console(file=StringIO(), width=80)

SCRIPTS = "ab é e\u0301\u0323 日本語 한국어 かな [x] (y) -- \n"
"""Letters of one and two cells, combining marks, and breaks."""

HOSTILE = [
    "[/]",
    "[link=https://x]y",
    "[bold red]b[/]",
    ":smile:",
    "\x1b[2J",
    "\x1b]52;c;eA==\x07",
    "\u202eevil",
    "{0}",
]


def test_options_hang_under_their_own_text_and_whys_under_them(printed: Callable[..., list[str]]) -> None:
    rows = (
        Row("a", "one two three four", Mark.RIGHT, "your answer", "because of this and that"),
        Row("b", "five"),
    )
    assert printed(rows_of(CONSOLE, rows, 24)) == [
        "  ✓ a  one two three",
        "       four  (your",
        "       answer)",
        "       because of this",
        "       and that",
        "    b  five",
    ]


def test_options_with_whys_stand_apart_where_there_is_room(printed: Callable[..., list[str]]) -> None:
    rows = (Row("a", "one", why="first"), Row("b", "two", why="second"))
    assert printed(rows_of(CONSOLE, rows, 40, airy=True)) == [
        "    a  one",
        "       first",
        "",
        "    b  two",
        "       second",
    ]


def test_labels_share_a_margin_and_stand_together(printed: Callable[..., list[str]]) -> None:
    shown = (para("Asked?"), para("one two three", label="Why"), para("here", label="Source"))
    assert printed(rows_of(CONSOLE, shown, 16)) == [
        "Asked?",
        "",
        "Why     one two",
        "        three",
        "Source  here",
    ]


def test_figures_are_aligned_and_a_long_name_is_cut(printed: Callable[..., list[str]]) -> None:
    scores = (Score("Events", 8, 10), Score("A rather long name of an objective", 2, 3), Score("None", 0, 0))
    assert printed(rows_of(CONSOLE, scores, 40)) == [
        "Events                   8 of 10    80 %",
        "A rather long name o…    2 of 3     67 %",
        "None                     0 of 0      0 %",
    ]


def test_a_paragraph_of_several_lines_keeps_them(printed: Callable[..., list[str]]) -> None:
    assert printed(rows_of(CONSOLE, (para("one\n\ntwo"),), 40)) == ["one", "", "two"]


def test_an_empty_text_is_an_empty_row(printed: Callable[..., list[str]]) -> None:
    assert printed(rows_of(CONSOLE, (para(""),), 40)) == [""]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_text_is_shown_and_never_obeyed(hostile: str, samples: Any) -> None:
    options = (Option(hostile, True, hostile), Option(f"not {hostile}", False, hostile))
    fields = {"scenario": hostile, "why": hostile, "takeaway": hostile}
    asked = samples.make(Choice(hostile, options), item=fields, citation=hostile, notice=hostile, explain=hostile)
    response = Response(chosen=frozenset({1}))
    shown = (*blocks.front(asked, hostile), *blocks.feedback(asked, response, grade(asked.item, response)))
    rows = rows_of(CONSOLE, shown, 76)
    harmless = hostile.replace("\x1b", "").replace("\x07", "").replace("\u202e", "")
    assert sum(harmless in row.plain for row in rows) == 16
    assert not {"\x1b", "\x07", "\u202e"} & set("".join(row.plain for row in rows))
    assert not [span for row in rows for span in row.spans if "link" in str(span.style)]


@given(st.text(), st.integers(24, 120))
def test_no_row_is_wider_than_asked_whatever_the_text(text: str, width: int) -> None:
    assert max(cell_len(row.plain) for row in every_row(text, width)) <= width


@given(st.text(st.sampled_from(SCRIPTS), max_size=200), st.integers(24, 120))
def test_no_row_is_wider_than_a_terminal_draws_it(text: str, width: int) -> None:
    assert max(wcswidth(row.plain) for row in every_row(text, width)) <= width


@given(st.text(st.sampled_from(SCRIPTS), max_size=200), st.integers(24, 120))
def test_wrapping_loses_no_letter(text: str, width: int) -> None:
    shown = "".join(row.plain for row in rows_of(CONSOLE, (para(text),), width))
    assert "".join(shown.split()) == "".join(text.split())


def every_row(text: str, width: int) -> list[Text]:
    shown = (para(text, label="Takeaway"), Row("a", text, Mark.WRONG, "your answer", text), Score(text, 1, 2))
    return rows_of(CONSOLE, shown, width)


def test_a_text_on_one_row_is_cut_with_an_ellipsis() -> None:
    assert single("one\ntwo three", 9).plain == "one two …"


def test_two_texts_stand_at_the_two_ends_and_the_left_one_gives_way() -> None:
    assert apart(Text("left"), Text("right"), 14).plain == "left     right"
    assert apart(Text("a left one"), Text("right"), 12).plain == "a le…  right"


def test_a_row_for_another_encoding_keeps_its_styles() -> None:
    row = for_encoding(styled("✓ Right.", Tone.RIGHT), "ascii")
    assert (row.plain, str(row.style)) == ("+ Right.", "green")


def test_a_flashcard_of_one_long_word_is_folded(samples: Any) -> None:
    asked = replace(samples.make(Flashcard("x" * 100, "y")), citation="")
    assert [len(row.plain) for row in rows_of(CONSOLE, blocks.front(asked), 60)] == [60, 40]
