import pytest

from studydeck.content.lint.places import item_node, mark_of
from studydeck.content.nodes import Mark, Node
from studydeck.content.reader import read_bytes

TEXT = b"""\
pool: study
items:
  - id: a
  - id: b
    source: {ref: guide, at: here}
    options:
      - right: Yes
      - wrong: No
        why: So it is.
"""


@pytest.fixture
def tree() -> Node:
    node, problems = read_bytes(TEXT, "x.yaml")
    assert problems == []
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("at", "mark"),
    [
        ((), Mark(4, 5)),
        (("source",), Mark(5, 5)),
        (("source", "at"), Mark(5, 26)),
        (("options", 1), Mark(8, 9)),
        (("options", 1, "why"), Mark(9, 9)),
        (("options", 0, "why"), Mark(7, 9)),  # absent: where the option stands
        (("options", 7), Mark(6, 5)),
        (("takeaway",), Mark(4, 5)),
        (("source", 0), Mark(5, 5)),
    ],
)
def test_a_field_is_found_or_what_surrounds_it(tree, at, mark):
    assert mark_of(item_node(tree, 4), at) == mark


def test_a_line_without_an_item_gives_the_whole_file(tree):
    assert item_node(tree, 99) is tree


@pytest.mark.parametrize("text", [b"- a\n", b"pool: study\n", b"items: none\n"])
def test_a_file_without_items_gives_the_whole_file(text):
    node, _ = read_bytes(text, "x.yaml")
    assert item_node(node, 1) is node
