"""From what a terminal sends to names of keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.screen.keys import SEQUENCES, Getchar, Key, is_begun, named


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("a", "a"),
        ("A", "a"),
        ("-", "-"),
        ("?", "?"),
        ("é", "é"),
        (" ", "enter"),
        ("\r", "enter"),
        ("\n", "enter"),
        ("\x1b[A", "up"),
        ("\x1bOB", "down"),
        ("\xe0I", "page up"),
        ("\x1b[6~", "page down"),
        ("\x1b[1~", "home"),
        ("\x1bOF", "end"),
        ("\x0c", "redraw"),
        ("\x04", "closed"),
        ("", "closed"),
        ("\x1b", "unknown"),
        ("\x1b[99;5u", "unknown"),
        ("\x1b[200~a", "unknown"),
        ("\x00;", "unknown"),
        ("\t", "unknown"),
        ("\x7f", "unknown"),
    ],
)
def test_a_key_has_one_name(raw: str, name: str) -> None:
    assert named(raw) == name


def test_of_a_paste_only_the_first_key_counts() -> None:
    assert named("bcd\r") == "b"
    assert named("\x1b[Bcd") == "down"


def test_control_c_interrupts() -> None:
    with pytest.raises(KeyboardInterrupt):
        named("\x03")


@given(st.text(min_size=1).filter(lambda raw: raw[0] != "\x03"))
def test_whatever_is_typed_has_a_name(raw: str) -> None:
    assert named(raw) in [*Key, raw[0].lower()]


@pytest.mark.parametrize("whole", [sequence for sequence in SEQUENCES if sequence.startswith("\x1b")])
def test_a_sequence_is_begun_until_its_last_character(whole: str) -> None:
    assert [is_begun(whole[:length]) for length in range(1, len(whole) + 1)] == [True] * (len(whole) - 1) + [False]


def test_a_sequence_that_never_ends_is_given_up() -> None:
    assert not is_begun("\x1b[" + "1" * 30)
    assert not is_begun("a")


def test_keys_read_by_click_are_named_and_its_end_of_file_closes() -> None:
    typed = iter(["\xe0H", "b"])

    def getchar() -> str:
        try:
            return next(typed)
        except StopIteration:
            raise EOFError from None

    with Getchar(getchar) as keys:
        assert [keys.read(), keys.read(), keys.read()] == ["up", "b", "closed"]
