"""The full window, driven by keys."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from studydeck.core.grading import Confidence, Response, grade
from studydeck.core.items import Choice, Option
from studydeck.core.log import Rating
from studydeck.core.session import Command
from studydeck.screen.keys import Key

OURS = re.compile(r"\x1b\[(H|\?1049[hl]|\?25[hl]|[0-9;]*m)")
"""What rich writes: home, the alternate screen, the cursor's visibility, colours."""


@pytest.mark.parametrize(
    ("key", "rating"),
    [
        ("1", Rating.AGAIN),
        ("2", Rating.HARD),
        ("3", Rating.GOOD),
        ("4", Rating.EASY),
        (" ", Rating.GOOD),
        ("\r", Rating.GOOD),
    ],
)
def test_a_card_is_revealed_and_rated(key: str, rating: Rating, samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    assert shown.ask(samples.flashcard, " ", key) == Response(rating=rating)
    assert ["Immediately" in frame for frame in shown.frames] == [False, True]


def test_a_rating_before_the_reveal_does_nothing(samples: Any, window: Callable[..., Any]) -> None:
    assert window().ask(samples.flashcard, "3", "x", "\x1b[99~", "\t", " ", "1") == Response(rating=Rating.AGAIN)


def test_a_letter_chooses_the_option_shown_beside_it(samples: Any, window: Callable[..., Any]) -> None:
    assert window().ask(samples.single, "B") == Response(chosen=frozenset({0}))


def test_letters_mark_and_unmark_until_enter_submits(samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    assert shown.ask(samples.multiple, *"abac\r\r") == Response(chosen=frozenset({1, 2}))
    assert [frame.count("[x]") for frame in shown.frames] == [0, 1, 2, 1, 2]


def test_a_wrong_number_of_options_is_remarked_upon_once(samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    assert shown.ask(samples.multiple, *"\ra\r") == Response(chosen=frozenset({0}))
    assert ["asks for 2 options; none are chosen" in frame for frame in shown.frames] == [False, True, False]


@pytest.mark.parametrize(
    ("keys", "response"),
    [
        ("ts", Response(said=True, confidence=Confidence.SURE)),
        ("fh", Response(said=False, confidence=Confidence.THINK_SO)),
        ("Tg", Response(said=True, confidence=Confidence.GUESS)),
    ],
)
def test_true_or_false_is_followed_by_how_sure_one_is(
    keys: str, response: Response, samples: Any, window: Callable[..., Any]
) -> None:
    assert window().ask(samples.true_false, *keys) == response


def test_any_question_may_ask_how_sure_one_is(samples: Any, window: Callable[..., Any]) -> None:
    asked = replace(samples.single, confidence=True)
    assert window().ask(asked, "a", "s") == Response(chosen=frozenset({1}), confidence=Confidence.SURE)


@pytest.mark.parametrize(
    ("key", "command"),
    [
        ("u", Command.UNDO),
        ("-", Command.SUSPEND),
        ("b", Command.BURY),
        ("F", Command.FLAG),
        ("q", Command.QUIT),
        ("", Command.QUIT),
        ("\x04", Command.QUIT),
    ],
)
def test_a_command_may_be_given_before_and_after_the_reveal(
    key: str, command: Command, samples: Any, window: Callable[..., Any]
) -> None:
    assert window().ask(samples.flashcard, key) is command
    assert window().ask(samples.flashcard, " ", key) is command


def feedback(shown: Any, asked: Any, response: Response, *raw: str) -> Any:
    shown.type(*raw)
    return shown.terminal.feedback(asked, response, grade(asked.item, response))


@pytest.mark.parametrize(
    ("key", "reply"),
    [(" ", None), ("\r", None), ("2", Rating.HARD), ("4", Rating.EASY), ("b", Command.BURY), ("", Command.QUIT)],
)
def test_a_right_answer_is_kept_changed_or_followed_by_a_command(
    key: str, reply: Rating | Command | None, samples: Any, window: Callable[..., Any]
) -> None:
    assert feedback(window(80, 40), samples.single, Response(chosen=frozenset({0})), key) is reply


def test_a_wrong_answer_takes_no_other_rating(samples: Any, window: Callable[..., Any]) -> None:
    shown = window(80, 40)
    assert feedback(shown, samples.single, Response(chosen=frozenset({1})), "2", "3", "4", " ") is None
    assert len(shown.frames) == 4


def test_a_notice_is_shown_before_the_answer_and_not_after(samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    shown.ask(replace(samples.flashcard, notice="Undone."), " ", "3")
    assert ["Undone." in frame for frame in shown.frames] == [True, False]


@pytest.fixture
def long(samples: Any) -> Any:
    """A multiple question of three screens."""
    story = "\n".join(f"Line {number} of the story." for number in range(30))
    return replace(samples.multiple, item=replace(samples.multiple.item, scenario=story))


def test_going_on_turns_pages_first_until_the_end_was_seen(long: Any, window: Callable[..., Any]) -> None:
    shown = window()
    assert shown.ask(long, "a", "c", " ", "\r", "\x1b[H", " ") == Response(chosen=frozenset({0, 2}))
    assert ["more below" in frame for frame in shown.frames] == [True, True, True, True, False, True]


def test_the_place_stays_while_options_are_marked(long: Any, window: Callable[..., Any]) -> None:
    shown = window()
    shown.ask(long, "\x1b[F", "a", "c", "\r")
    assert ["[x] c" in frame for frame in shown.frames] == [False, False, False, True]


def test_the_remark_on_a_wrong_number_is_seen_though_the_end_was_on_screen(
    long: Any, window: Callable[..., Any]
) -> None:
    shown = window()
    shown.ask(long, "\x1b[F", "a", "\r", "\x1b[F", "\r")
    assert "asks for 2 options; 1 is chosen" in shown.frames[3]


def test_help_covers_the_card_and_gives_it_back_where_it_was(long: Any, window: Callable[..., Any]) -> None:
    shown = window()
    assert shown.ask(long, "j", "j", "?", "x", "q") is Command.QUIT
    assert "The keys that work here" in shown.frames[3]
    assert shown.frames[4] == shown.frames[2] != shown.frames[0]


def test_help_scrolls_in_a_low_window_and_its_keys_do_nothing_else(samples: Any, window: Callable[..., Any]) -> None:
    shown = window(60, 15)
    assert shown.ask(samples.flashcard, " ", "?", " ", "3", "1") == Response(rating=Rating.AGAIN)
    assert ["more below" in frame for frame in shown.frames[2:]] == [True, True, False]


def test_a_window_too_small_asks_for_a_larger_one_and_comes_back_by_itself(
    samples: Any, window: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = window()
    sizes = iter([(60, 14), (30, 10), (80, 24)])
    typed = shown.keys.read

    def read() -> str:
        key: str = typed()
        if size := next(sizes, None):
            shown.resize(*size)
            return key if size == (60, 14) else Key.REDRAW
        return key

    monkeypatch.setattr(shown.keys, "read", read)
    assert shown.ask(samples.single, "x", "a", "a", "a") == Response(chosen=frozenset({1}))
    assert "This window is 60 by 14." in shown.frames[1]
    assert "This window is 30 by 10" in shown.frames[2]
    assert shown.frames[3] == shown.frames[0]


def test_a_window_too_small_still_closes_with_its_input(samples: Any, window: Callable[..., Any]) -> None:
    assert window(40, 10).ask(samples.single, "a", "") is Command.QUIT


def test_keys_are_read_only_while_the_window_is_open(window: Callable[..., Any]) -> None:
    shown = window()
    assert not shown.keys.is_open
    with shown.terminal:
        assert shown.keys.is_open
    assert not shown.keys.is_open


def test_the_window_is_left_as_it_was_whatever_happens(samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    shown.type("\x03")
    with pytest.raises(KeyboardInterrupt), shown.terminal:
        shown.terminal.ask(samples.single)
    assert shown.sent.getvalue().startswith("\x1b[?1049h\x1b[H\x1b[?25l")
    assert shown.sent.getvalue().endswith("\x1b[?1049l\x1b[?25h")
    assert not shown.keys.is_open


def test_the_summary_is_printed_once_the_window_was_left(samples: Any, window: Callable[..., Any]) -> None:
    shown = window()
    with shown.terminal:
        shown.terminal.end(samples.summary)
    left, _, after = shown.sent.getvalue().partition("\x1b[?1049l\x1b[?25h")
    assert "27 answers, 3 of them to repeat a failed card, in 18 minutes." in after
    assert "\x1b[?1049" not in after
    assert left == "\x1b[?1049h\x1b[H\x1b[?25l"


@pytest.mark.parametrize(
    "hostile", ["[/]", "[link=https://x]y", "\x1b[2J", "\x1b]52;c;eA==\x07", "\u202eevil", ":smile:", "\x9b2J"]
)
def test_nothing_but_what_rich_writes_reaches_the_terminal(
    hostile: str, samples: Any, window: Callable[..., Any]
) -> None:
    shown = window(80, 50)
    question = Choice(hostile, (Option(hostile, True, hostile), Option("other", False, hostile)))
    fields = {"scenario": hostile, "takeaway": hostile, "id": hostile}
    progress = replace(samples.single.progress, title=hostile, objective=hostile)
    asked = samples.make(question, item=fields, progress=progress, citation=hostile, notice=hostile, explain=hostile)
    shown.ask(asked, "?", " ", "a")
    feedback(shown, asked, Response(chosen=frozenset({0})), " ")
    shown.terminal.end(replace(samples.summary, title=hostile, notes=(hostile,)))
    rest = OURS.sub("", shown.sent.getvalue())
    assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(rest)
    harmless = re.sub("[\x1b\x07\u202e\x9b]", "", hostile)
    assert [frame.count(harmless) for frame in shown.frames] == [7, 3, 7, 10]


def test_no_colour_is_written_where_none_is_wished(samples: Any, window: Callable[..., Any]) -> None:
    coloured, plain = window(), window(environ={"NO_COLOR": "1"})
    for shown in (coloured, plain):
        feedback(shown, samples.single, Response(chosen=frozenset({1})), " ", " ")
    assert "\x1b[31m" in coloured.sent.getvalue()
    assert not re.search(r"\x1b\[[0-9;]*(3[0-9]|4[0-9])m", plain.sent.getvalue())
    assert plain.frames == coloured.frames


def test_signs_become_plainer_where_the_encoding_lacks_them(samples: Any, window: Callable[..., Any]) -> None:
    shown = window(encoding="cp1252")
    feedback(shown, samples.single, Response(chosen=frozenset({1})), " ", " ")
    assert "  x Wrong.\n" in shown.frames[0]
    assert "    + b  The Product Owner" in shown.frames[0]
    shown.sent.getvalue().encode("cp1252")
