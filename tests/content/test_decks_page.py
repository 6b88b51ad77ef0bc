"""The examples of docs/decks.md are read as a learner's files would be."""

import re
from pathlib import Path

import pytest

from studydeck.content.catalog import Catalog
from studydeck.content.nodes import Mapping
from studydeck.content.parser import Scope, parse_items
from studydeck.content.parser.items import COMMON
from studydeck.content.parser.kinds import FORMS
from studydeck.content.problems import Severity
from studydeck.content.reader import read_bytes
from studydeck.core.items import Pool

PAGE = (Path(__file__).parents[2] / "docs" / "decks.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
NAMED = {match[1]: text for text in EXAMPLES if (match := re.match(r"# (my-\S+\.yaml)\n", text))}
LOOSE = [text for text in EXAMPLES if text not in NAMED.values()]


def written(folder: Path) -> Catalog:
    for name, text in NAMED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return Catalog.load([folder])


def test_the_examples_make_two_decks_without_a_problem(tmp_path):
    catalog = written(tmp_path)
    assert list(catalog.decks) == ["my-deck", "my-exam"]
    assert [each.message for each in catalog.problems if each.severity is Severity.ERROR] == []
    assert [each.message for each in catalog.problems] == [
        "no deck 'capm' with a blueprint is here, so 'capm/2.2' counts towards nothing yet"
    ]


def test_the_examples_show_every_kind(tmp_path):
    assert {item.kind for item in written(tmp_path).items.values()} == set(FORMS)


@pytest.mark.parametrize("text", LOOSE, ids=range(len(LOOSE)))
def test_the_other_examples_are_files_of_items(text):
    tree, unsound = read_bytes(text.encode(), "x.yaml")
    assert unsound == []
    assert isinstance(tree, Mapping)
    items, problems = parse_items(tree, "x.yaml", Scope("my-exam", None), Pool.STUDY)
    assert (problems, bool(items)) == ([], True)


def test_the_page_names_every_field_that_an_item_may_have():
    fields = COMMON.union(*(form.required for form in FORMS.values()))
    assert [name for name in sorted(fields) if f"{name}:" not in PAGE] == []
