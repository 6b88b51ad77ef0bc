import os
from pathlib import Path

import pytest

from studydeck.content import sources
from studydeck.content.problems import Code, Severity
from studydeck.content.sources import ItemsFile, find, shipped_folder, shown
from studydeck.core.items import Pool


def make(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("x")


def names(folder: Path) -> list[str]:
    return [deck.path.name for deck in find([folder])[0]]


def test_each_folder_with_a_deck_file_is_a_deck_by_name(tmp_path):
    make(tmp_path, "b/deck.yaml", "a/deck.yaml", "notes/readme.md", "loose.yaml")
    assert names(tmp_path) == ["a", "b"]
    assert find([tmp_path])[1] == []


def test_a_folder_that_is_a_deck_itself_is_found(tmp_path):
    make(tmp_path, "a/deck.yaml", "a/b/deck.yaml")
    (deck,), _ = find([tmp_path / "a"])
    assert deck.deck_file == tmp_path / "a" / "deck.yaml"


def test_a_deck_named_twice_is_found_once(tmp_path):
    make(tmp_path, "a/deck.yaml")
    assert [deck.path for deck in find([tmp_path, tmp_path / "a"])[0]] == [tmp_path / "a"]


def test_a_link_to_a_deck_beside_it_is_no_second_deck(tmp_path):
    make(tmp_path, "a/deck.yaml")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert [deck.path for deck in find([tmp_path])[0]] == [tmp_path / "a"]


def test_a_folder_that_is_not_there_has_no_decks(tmp_path):
    assert find([tmp_path / "none"]) == ([], [])


def test_items_files_come_by_name_those_for_study_first(tmp_path):
    make(tmp_path, "a/deck.yaml", "a/exam/p.yaml", "a/study/z.yml", "a/study/b.YAML", "a/study/a.txt", "a/other/x.yaml")
    (deck,), _ = find([tmp_path])
    assert deck.files == (
        ItemsFile(tmp_path / "a/study/b.YAML", Pool.STUDY),
        ItemsFile(tmp_path / "a/study/z.yml", Pool.STUDY),
        ItemsFile(tmp_path / "a/exam/p.yaml", Pool.EXAM),
    )


def test_hidden_files_and_folders_are_passed_over(tmp_path):
    make(tmp_path, ".git/deck.yaml", "a/deck.yaml", "a/study/.swap.yaml", "a/study/folder.yaml/x")
    (deck,), problems = find([tmp_path])
    assert (deck.path.name, deck.files, problems) == ("a", (), [])


def test_a_link_that_stays_inside_its_deck_is_followed(tmp_path):
    make(tmp_path, "a/deck.yaml", "a/shared/x.yaml", "a/study/y.yaml")
    (tmp_path / "a/study/x.yaml").symlink_to(tmp_path / "a/shared/x.yaml")
    (deck,), problems = find([tmp_path])
    assert [file.path.name for file in deck.files] == ["x.yaml", "y.yaml"]
    assert problems == []


@pytest.mark.parametrize("link", ["decks/a/study/x.yaml", "decks/a/study", "decks/b"])
def test_a_link_out_of_the_folder_is_not_followed_and_says_so(tmp_path, link):
    make(tmp_path, "decks/a/deck.yaml", "outside/deck.yaml", "outside/x.yaml")
    target = tmp_path / "outside" / ("x.yaml" if link.endswith(".yaml") else "")
    (tmp_path / link).parent.mkdir(exist_ok=True)
    (tmp_path / link).symlink_to(target)
    (deck,), problems = find([tmp_path / "decks"])
    assert (deck.path.name, deck.files) == ("a", ())
    assert {(each.code, each.severity) for each in problems} == {(Code.LINK, Severity.WARNING)}


def test_a_deck_file_that_is_a_link_to_elsewhere_makes_no_deck(tmp_path):
    make(tmp_path, "decks/a/study/x.yaml", "outside.yaml")
    (tmp_path / "decks/a/deck.yaml").symlink_to(tmp_path / "outside.yaml")
    found, (problem,) = find([tmp_path / "decks"])
    assert found == []
    assert problem.path == (tmp_path / "decks/a/deck.yaml").as_posix()
    assert problem.message == (
        "this link leads out of its folder and is not followed; put what it points to in its place"
    )


def test_a_link_that_leads_round_in_a_circle_is_no_crash(tmp_path):
    make(tmp_path, "a/deck.yaml", "a/study/y.yaml")
    (tmp_path / "a/study/x.yaml").symlink_to("x.yaml")
    (deck,), _ = find([tmp_path])
    assert [file.path.name for file in deck.files] == ["y.yaml"]


def test_a_folder_that_may_not_be_read_is_a_problem(tmp_path, monkeypatch):
    make(tmp_path, "a/deck.yaml")

    def refuse(_path: Path) -> list[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(sources.os, "listdir", refuse)
    found, (problem,) = find([tmp_path])
    assert found == []
    assert (problem.code, problem.severity) == (Code.UNREADABLE, Severity.ERROR)
    assert problem.message == "the folder cannot be read (Permission denied); check that you may read it"


def test_the_shipped_decks_are_those_of_the_checkout():
    assert (shipped_folder() / "psm-1" / "deck.yaml").is_file()


def test_the_shipped_decks_are_those_in_the_package_where_it_is_installed(tmp_path, monkeypatch):
    make(tmp_path, "studydeck/content/sources.py", "studydeck/decks/a/deck.yaml")
    monkeypatch.setattr(sources, "__file__", str(tmp_path / "studydeck/content/sources.py"))
    assert shipped_folder() == tmp_path / "studydeck" / "decks"


def test_a_path_is_shown_from_the_current_folder_where_it_lies_in_it(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    assert shown(Path(os.getcwd()) / "a" / "x.yaml") == "a/x.yaml"
    assert shown(Path("a/x.yaml")) == "a/x.yaml"
    assert shown(tmp_path / "x.yaml") == (tmp_path / "x.yaml").as_posix()


def test_a_file_name_is_shown_on_one_line_and_harmless():
    assert shown(Path("a\nb\x1b[31m.yaml")) == "a b\ufffd[31m.yaml"
