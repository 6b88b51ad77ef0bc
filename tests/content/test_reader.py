import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.content.nodes import Mapping, Mark, Node, Scalar, Sequence
from studydeck.content.problems import Code
from studydeck.content.reader import MAX_BYTES, MAX_DEPTH, MAX_NODES, MAX_TEXT, read, read_bytes


def problems_of(data: str | bytes) -> list[tuple[int, int, str]]:
    raw = data.encode() if isinstance(data, str) else data
    return [(each.line, each.column, each.code) for each in read_bytes(raw, "x.yaml")[1]]


def tree_of(data: str | bytes) -> Node:
    tree, problems = read_bytes(data.encode() if isinstance(data, str) else data, "x.yaml")
    assert problems == []
    assert tree is not None
    return tree


def plain(node: Node) -> object:
    if isinstance(node, Mapping):
        return {name: plain(entry.node) for name, entry in node.entries.items()}
    return [plain(each) for each in node.nodes] if isinstance(node, Sequence) else node.text


def message_of(data: str | bytes) -> str:
    raw = data.encode() if isinstance(data, str) else data
    (problem,) = read_bytes(raw, "x.yaml")[1]
    return problem.message


@pytest.mark.parametrize("word", ["No", "on", "1:30", "1.10", "2026-09-02", "0x1f", "1e3", "007", ".inf", "true"])
def test_every_scalar_stays_the_text_that_it_looks_like(word):
    assert plain(tree_of(f"a: {word}\nb: [{word}]\n")) == {"a": word, "b": [word]}


def test_nodes_know_their_line_and_column_from_one():
    tree = tree_of("é: ü\nitems:\n  - id: x\n  - [y]\n")
    assert isinstance(tree, Mapping)
    assert tree.entries["é"].mark == Mark(1, 1)
    assert tree.entries["é"].node.mark == Mark(1, 4)
    items = tree.entries["items"].node
    assert isinstance(items, Sequence)
    assert [node.mark for node in items.nodes] == [Mark(3, 5), Mark(4, 5)]


@pytest.mark.parametrize("text", ["a: ~", "a: null", "a: Null", "a: NULL", "a:", "{a}"])
def test_yamls_words_for_nothing_are_told_from_texts(text):
    tree = tree_of(text)
    assert isinstance(tree, Mapping)
    node = tree.entries["a"].node
    assert isinstance(node, Scalar)
    assert node.null


@pytest.mark.parametrize("text", ["a: 'null'", 'a: ""', "a: none", "a: |-\n  ~"])
def test_quoted_and_block_texts_are_never_null(text):
    tree = tree_of(text)
    assert isinstance(tree, Mapping)
    node = tree.entries["a"].node
    assert isinstance(node, Scalar)
    assert not node.null


@pytest.mark.parametrize(
    ("value", "cut"),
    [
        ("Who owns C # the language?", True),
        ("plain\t# tab", True),
        ("over\n  two lines # here", True),
        ("[flow # c\n  ]", True),
        ("C#", False),
        ("'quoted' # remark", False),
        ('"quoted" # remark', False),
        ("|-\n  block # text", False),
        ("plain\n# on its own line", False),
        ("plain", False),
    ],
)
def test_a_plain_text_that_a_comment_ends_is_marked(value, cut):
    tree = tree_of(f"é: ü\r\na: {value}\n")
    assert isinstance(tree, Mapping)
    node = tree.entries["a"].node
    scalar = node.nodes[0] if isinstance(node, Sequence) else node
    assert isinstance(scalar, Scalar)
    assert scalar.cut is cut


def test_a_byte_order_mark_and_windows_line_ends_are_accepted():
    tree = tree_of(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert plain(tree) == {"a": "1", "b": "2"}
    assert isinstance(tree, Mapping)
    assert tree.entries["b"].mark == Mark(2, 1)


def test_old_macintosh_line_ends_count_as_lines():
    assert problems_of(b"a: 1\rb: \x1b\r") == [(2, 4, Code.CONTROL)]


def test_a_file_in_another_encoding_is_refused_at_the_byte():
    assert problems_of(b"a: 1\nb: caf\xe9\n") == [(2, 7, Code.ENCODING)]
    assert problems_of("a: 1".encode("utf-16")) == [(1, 1, Code.ENCODING)]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a remark\n", "\ufeff"])
def test_an_empty_file_is_refused(text):
    assert problems_of(text) == [(1, 1, Code.EMPTY_FILE)]


def test_a_second_document_is_refused():
    assert problems_of("---\na: 1\n---\nb: 2\n") == [(3, 1, Code.DOCUMENTS)]


def test_duplicate_fields_are_named_with_their_first_line_and_the_first_holds():
    tree, problems = read_bytes(b"a: 1\nb: 2\na: 3\n", "x.yaml")
    assert [str(each) for each in problems] == [
        "x.yaml:3:1: 'a' stands here a second time (first in line 1); keep one of them [duplicate-key]"
    ]
    assert tree is not None
    assert plain(tree) == {"a": "1", "b": "2"}


def test_anchors_aliases_and_tags_are_all_reported():
    text = "a: &x [1]\nb: *x\nc: !!str d\ne: !f {g: h}\n&k i: j\n"
    assert problems_of(text) == [
        (1, 4, Code.ANCHOR),
        (2, 4, Code.ANCHOR),
        (3, 4, Code.TAG),
        (4, 4, Code.TAG),
        (5, 1, Code.ANCHOR),
    ]


@pytest.mark.parametrize("character", "\x00\x07\x08\x0b\x0c\x1b\x7f\x85\x9b\u2028\u2029\u202a\u202e\u2066\u2069\ufeff")
def test_control_and_direction_characters_are_refused_where_they_stand(character):
    assert problems_of(f"é: 1\nb: x{character}y\n") == [(2, 5, Code.CONTROL)]


@pytest.mark.parametrize("escape", ["\\e", "\\x1b", "\\u202e", "\\u2066", "\\0", "\\r", "\\x7f", "\\x9b"])
def test_escapes_bring_no_control_character_in(escape):
    assert problems_of(f'a: "x{escape}y"\n') == [(1, 4, Code.CONTROL)]
    assert problems_of(f'"x{escape}y": a\n') == [(1, 1, Code.CONTROL)]


def test_tabs_and_line_breaks_are_no_control_characters():
    assert plain(tree_of('a: "x\\ty\\nz"')) == {"a": "x\ty\nz"}


def test_a_file_full_of_control_characters_gives_a_few_problems_only():
    assert len(problems_of(b"a: '" + b"\x00" * 10_000 + b"'")) == 20


def test_what_follows_a_control_character_is_checked_too():
    assert problems_of("a: \x1b\nb: 1\nb: 2\n") == [(1, 4, Code.CONTROL), (3, 1, Code.DUPLICATE_KEY)]


@pytest.mark.parametrize(
    ("text", "place", "field", "cure"),
    [
        ("items:\n  - question: What: a thing\n", (2, 19), "after 'question'", "or use '|-'"),
        ("question: @foo\n", (1, 11), "after 'question'", "quote a text that begins with a special character"),
        ('question: "foo" bar\n', (1, 17), "after 'question'", "an unclosed quote here and above"),
        ("question: 'unclosed\n", (2, 1), "after 'question'", "look for a quote that is opened and not closed"),
        ("- front: a\n  back b\n  why: c\n", (3, 3), "after 'front'", "here and on the line above"),
        ("- id: a\n\tkind: b\n", (2, 1), "after 'id'", "indent with spaces, not with tabs"),
        ("]\n", (1, 1), "here", "or use '|-'"),
    ],
)
def test_broken_syntax_is_one_sentence_that_names_the_field_and_a_cure(text, place, field, cure):
    assert problems_of(text) == [(*place, Code.YAML)]
    message = message_of(text)
    assert message.startswith(f"the YAML cannot be read {field} (")
    assert message.endswith(cure)


def test_a_mapping_as_a_fields_name_is_refused():
    assert problems_of("? [a]\n: b\n") == [(1, 3, Code.SHAPE)]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_a_hundred_thousand_brackets_give_one_sentence_at_once(opening):
    started = time.process_time()
    assert [code for _, _, code in problems_of(opening * 100_000)] == [Code.TOO_DEEP]
    assert time.process_time() - started < 2


def test_the_deepest_nesting_allowed_is_read():
    assert problems_of("[" * MAX_DEPTH + "]" * MAX_DEPTH) == []
    assert problems_of("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [(1, MAX_DEPTH + 1, Code.TOO_DEEP)]


def test_a_text_of_seven_megabytes_is_refused():
    assert problems_of("a: " + "x" * 7_000_000) == [(1, 4, Code.TOO_BIG)]


def test_the_longest_text_allowed_is_read():
    assert problems_of("a: " + "x" * MAX_TEXT) == []
    assert problems_of("a: " + "x" * (MAX_TEXT + 1)) == [(1, 4, Code.TOO_BIG)]


def test_a_file_of_too_many_values_is_refused():
    assert problems_of("- a\n" * (MAX_NODES - 1)) == []
    assert problems_of("- a\n" * MAX_NODES) == [(MAX_NODES, 3, Code.TOO_BIG)]


def test_a_file_that_multiplies_itself_is_not_expanded():
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    codes = {code for _, _, code in problems_of("\n".join(lines))}
    assert codes == {Code.ANCHOR}


def test_a_file_of_too_many_bytes_is_refused_unread(tmp_path):
    path = tmp_path / "x.yaml"
    path.write_bytes(b"#" * (MAX_BYTES + 2))
    tree, (problem,) = read(path, "shown.yaml")
    assert tree is None
    assert str(problem) == "shown.yaml:1:1: the file is larger than 8 MiB; split it [too-big]"


def test_a_file_that_is_not_there_is_a_problem_and_no_crash(tmp_path):
    tree, (problem,) = read(tmp_path / "none.yaml", "none.yaml")
    assert tree is None
    assert str(problem) == (
        "none.yaml:1:1: the file cannot be read (No such file or directory); "
        "check that it is there and that you may read it [unreadable]"
    )


def test_every_file_of_the_shipped_decks_can_be_read():
    paths = sorted((Path(__file__).parents[2] / "decks").rglob("*.yaml"))
    assert paths
    assert [problem for path in paths for problem in read(path, str(path))[1]] == []


@given(st.binary(max_size=200))
def test_any_bytes_give_a_tree_or_a_problem(data):
    tree, problems = read_bytes(data, "x.yaml")
    assert tree is not None or problems


@given(st.text(alphabet="ab:-?#|>'\"[]{}&*!%@`,~ \n\t\r\x1b\u202e\\", max_size=60))
def test_any_text_of_yamls_own_characters_gives_a_tree_or_a_problem(text):
    tree, problems = read_bytes(text.encode(), "x.yaml")
    assert tree is not None or problems
