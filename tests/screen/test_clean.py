"""Text from a deck is harmless before it reaches a terminal."""

from unicodedata import category

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.screen.clean import clean, encodable, one_line


@pytest.mark.parametrize(
    ("hostile", "harmless"),
    [
        ("\x1b[2Jgone", "[2Jgone"),
        ("\x1b]52;c;ZXZpbA==\x07", "]52;c;ZXZpbA=="),
        ("\x9b31mred", "31mred"),
        ("abc\u202edef\u202c", "abcdef"),
        ("\u2066isolated\u2069", "isolated"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("soft\u00adhyphen", "softhyphen"),
        ("over\rwritten", "overwritten"),
        ("bell\x07 back\x08space \x7f", "bell backspace "),
        ("tag\U000e0041s", "tags"),
        ("heart\u2764\ufe0f", "heart\u2764"),
        ("lone\ud800", "lone"),
    ],
)
def test_what_acts_on_a_terminal_or_hides_is_taken_out(hostile: str, harmless: str) -> None:
    assert clean(hostile) == harmless


@pytest.mark.parametrize("plain", ["[/]", "[link=https://x]x[/link]", ":smile:", "a\nb", "naïve 日本語 e\u0301"])
def test_brackets_emoji_codes_newlines_and_letters_of_any_script_stay(plain: str) -> None:
    assert clean(plain) == plain


def test_a_tab_becomes_four_spaces_and_every_kind_of_line_break_a_newline() -> None:
    assert clean("a\tb\r\nc\u2028d\u2029e") == "a    b\nc\nd\ne"


def test_a_text_for_one_line_has_single_spaces() -> None:
    assert one_line(" a \n\n b\tc ") == "a b c"


@given(st.text())
def test_no_control_or_format_character_is_left_and_cleaning_again_changes_nothing(text: str) -> None:
    cleaned = clean(text)
    assert {category(char) for char in cleaned.replace("\n", "")}.isdisjoint({"Cc", "Cf", "Cs"})
    assert clean(cleaned) == cleaned


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [("utf-8", "✓ ✗ ─ “naïve” 日"), ("cp1252", "+ x - “naïve” ?"), ("ascii", '+ x - "na?ve" ?')],
)
def test_signs_that_an_encoding_lacks_become_plainer_ones(encoding: str, shown: str) -> None:
    assert encodable("✓ ✗ ─ “naïve” 日", encoding) == shown


@given(st.text(), st.sampled_from(["ascii", "cp437", "cp1252", "utf-8"]))
def test_what_is_encodable_is_as_long_as_the_cleaned_text_and_encodes(text: str, encoding: str) -> None:
    shown = encodable(clean(text), encoding)
    assert len(shown) == len(clean(text))
    shown.encode(encoding)
