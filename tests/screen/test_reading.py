"""An item as it reads outside a session: whole, with its answers, in plain lines."""

import pytest
from drafts import cloze, flashcard, multiple, single, term, true_false

from studydeck.core.items import Item
from studydeck.screen.reading import reading


@pytest.mark.parametrize(
    ("item", "lines"),
    [
        (flashcard("Which day?", "Monday"), ["Which day?", "Answer: Monday"]),
        (term("Sprint", "A month at most"), ["Term: Sprint", "Meaning: A month at most"]),
        (cloze("The ", "sun", " rises."), ["The [sun] rises."]),
        (cloze("The ", "sun", " rises.", scenario="Dawn."), ["Dawn.", "The [sun] rises."]),
        (true_false("It holds."), ["True or false?", "It holds.", "t, right: True", "f: False"]),
        (single("Even?", "+Two", "Three", why="So."), ["Even?", "a, right: Two", "   So.", "b: Three", "   So."]),
        (
            multiple("Even?", "+Two", "Three", "+Four", scenario="Numbers."),
            ["Numbers.", "Even? (Choose 2.)", "a, right: Two", "b: Three", "c, right: Four"],
        ),
    ],
)
def test_an_item_reads_as_a_session_shows_it_with_its_answers(item: Item, lines: list[str]) -> None:
    whole = [line for line in reading(item, "", 80) if not line.startswith(("Why", "   This", "Takeaway"))]
    assert whole == lines


def test_notes_follow_with_the_source() -> None:
    found = reading(flashcard("Q?", "A", why="So it is.", takeaway="Keep it."), "The Guide, page 1", 80)
    assert found[2:] == ["Why: So it is.", "Takeaway: Keep it.", "Source: The Guide, page 1"]


def test_long_lines_are_wrapped_and_an_options_are_set_in() -> None:
    item = single(
        "One two three four five?", "+Six seven eight nine ten", "X", why="Eleven twelve thirteen", takeaway=""
    )
    assert reading(item, "", 16)[:6] == [
        "One two three",
        "four five?",
        "a, right: Six",
        "   seven eight",
        "   nine ten",
        "   Eleven twelve",
    ]


def test_texts_are_cleaned() -> None:
    assert reading(flashcard("\x1b[2JQ?", "A\u202e"), "", 80)[:2] == ["[2JQ?", "Answer: A"]
