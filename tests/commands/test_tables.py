import pytest

from studydeck.commands.tables import aligned, cut


def test_columns_are_aligned_as_asked_and_no_line_ends_in_blanks() -> None:
    assert aligned([("A", "N", ""), ("long", "7", "x"), ("b", "1234", "")], "<>>") == [
        "A        N",
        "long     7  x",
        "b     1234",
    ]


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [("short", 5, "short"), ("two\nlines", 9, "two lines"), ("a bit long", 6, "a bit…"), ("\x1b[31mred", 9, "[31mred")],
)
def test_a_text_is_cleaned_put_on_one_line_and_cut(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown
