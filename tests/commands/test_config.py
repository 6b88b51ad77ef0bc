"""`studydeck config`: every setting shown, read and changed, and no file ever spoiled."""

import json
import os
import re
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sandbox import Run, SandboxApp

from studydeck.commands import config
from studydeck.settings import SETTINGS, parse

FILE = """# mine, since March
new = 5          # few
reviews = 80

[decks.mini]     # the exam
retention = 0.93 # high

[decks.gone]
new = 3
"""


@pytest.fixture
def file(app: SandboxApp) -> Path:
    app.paths.config.write_text(FILE, encoding="utf-8")
    return app.paths.config


def editor(app: SandboxApp, program: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let $VISUAL be a program that is given the path of the file as `path`."""
    script = app.paths.config.with_name("editor.py")
    script.write_text(f"import sys, pathlib\npath = pathlib.Path(sys.argv[1])\n{program}\n", encoding="utf-8")
    monkeypatch.setenv("VISUAL", f"'{sys.executable}' '{script}'")


def test_list_shows_every_setting_with_its_source_and_help(studydeck: Run, file: Path) -> None:
    ran = studydeck("config", "list")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "SETTING     VALUE  FROM       WHAT IT IS",
        "retention   0.9    default    the share of cards to recall when they come up",
        "new         5      file       new cards a day",
        "reviews     80     file       reviews a day",
        "minutes     20     default    minutes a day",
        "rollover    04:00  default    when a study day begins",
        "days_off    -      default    weekdays kept free of reviews",
        "confidence  false  default    ask how sure you are on each question",
        "learner     -      default    your name",
        "device      -      default    this machine's name",
        "retention   0.93   deck mini  the share of cards to recall when they come up",
        "new         3      deck gone  new cards a day",
    ]


def test_list_keeps_to_80_columns(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text(
        f'learner = "{"Ada " * 9}"\n[decks.prince2-7-foundation]\nretention = 0.9\n', encoding="utf-8"
    )
    lines = studydeck("config", "list").out.splitlines()
    assert max(map(len, lines)) <= 80
    assert any(line.startswith("learner     Ada Ada Ada Ada Ada Ada…") for line in lines)


def test_list_gives_programs_the_shape_that_the_page_promises(studydeck: Run, app: SandboxApp, file: Path) -> None:
    page = Path(__file__).parents[2].joinpath("docs", "settings.md").read_text(encoding="utf-8")
    promised = json.loads(page.partition("```json\n")[2].partition("```")[0])
    report = json.loads(studydeck("config", "list", "--json").out)
    assert report["path"] == str(app.paths.config)
    assert report.keys() == promised.keys()
    assert {(*line,) for line in report["settings"]} == {(*promised["settings"][0],)}
    assert promised["settings"][0] == next(line for line in report["settings"] if line["deck"] == "mini") | {
        "deck": "psm-1"
    }
    assert [(line["name"], line["value"], line["from"], line["deck"]) for line in report["settings"]][1:6] == [
        ("new", 5, "file", None),
        ("reviews", 80, "file", None),
        ("minutes", 20, "default", None),
        ("rollover", "04:00", "default", None),
        ("days_off", [], "default", None),
    ]


@pytest.mark.parametrize(
    ("arguments", "value"),
    [
        (("new",), "5"),
        (("minutes",), "20"),
        (("rollover",), "04:00"),
        (("confidence",), "false"),
        (("learner",), ""),
        (("retention",), "0.9"),
        (("retention", "--deck", "mi"), "0.93"),
        (("new", "--deck", "mini"), "5"),
        (("new", "--deck", "gone"), "3"),
    ],
)
def test_get_prints_the_bare_value_in_force(studydeck: Run, file: Path, arguments: tuple[str, ...], value: str) -> None:
    ran = studydeck("config", "get", *arguments)
    assert (ran.code, ran.out, ran.err) == (0, f"{value}\n", "")


def test_path_names_the_file_and_neither_reads_nor_makes_it(studydeck: Run, app: SandboxApp) -> None:
    assert studydeck("config", "path").out == f"{app.paths.config}\n"
    assert not app.paths.config.exists()
    app.paths.config.write_text("new = = 3", encoding="utf-8")
    assert studydeck("config", "path").code == 0


def test_set_changes_one_line_and_keeps_comments_and_order(studydeck: Run, file: Path) -> None:
    ran = studydeck("config", "set", "new", "12")
    assert (ran.code, ran.out, ran.err) == (0, "new: 12 (was 5)\n", "")
    assert file.read_text(encoding="utf-8") == FILE.replace("new = 5  ", "new = 12  ")


def test_set_puts_a_new_setting_before_the_tables(studydeck: Run, file: Path) -> None:
    assert studydeck("config", "set", "days_off", "Sunday,sat").out == "days_off: sat,sun (was empty)\n"
    assert file.read_text(encoding="utf-8") == FILE.replace(
        "reviews = 80\n", 'reviews = 80\ndays_off = ["sat", "sun"]\n'
    )


def test_set_for_a_deck_writes_into_its_table(studydeck: Run, file: Path) -> None:
    assert studydeck("config", "set", "minutes", "15", "--deck", "mi").out == "minutes: 15 (was 20)\n"
    assert file.read_text(encoding="utf-8") == FILE.replace("# high\n", "# high\nminutes = 15\n")


def test_set_makes_the_file_its_folder_and_the_table(
    studydeck: Run, app: SandboxApp, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / "deep" / "config.toml"
    monkeypatch.setattr(type(app.paths), "config", path)
    assert studydeck("config", "set", "new", "3", "--deck", "mini").code == 0
    assert path.read_text(encoding="utf-8") == "[decks.mini]\nnew = 3\n"


def test_set_to_the_value_in_force_writes_it_down_and_claims_no_change(studydeck: Run, app: SandboxApp) -> None:
    assert studydeck("config", "set", "new", "10").out == "new: 10\n"
    assert app.paths.config.read_text(encoding="utf-8") == "new = 10\n"


def test_set_default_removes_the_line_alone(studydeck: Run, file: Path) -> None:
    assert studydeck("config", "set", "new", "--default").out == "new: 10 (was 5)\n"
    assert file.read_text(encoding="utf-8") == FILE.replace("new = 5          # few\n", "")
    assert studydeck("config", "set", "retention", "--default", "--deck", "mini").out == "retention: 0.9 (was 0.93)\n"


@pytest.mark.parametrize("deck", [(), ("--deck", "mini")])
def test_set_default_of_what_is_not_set_leaves_the_file_alone(
    studydeck: Run, app: SandboxApp, deck: tuple[str, ...]
) -> None:
    assert studydeck("config", "set", "new", "--default", *deck).out == "new: 10\n"
    assert not app.paths.config.exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("get", "retentoin"), "there is no setting 'retentoin'; did you mean 'retention'?"),
        (("set", "days-off", "sat"), "there is no setting 'days-off'; did you mean 'days_off'?"),
        (("set", "new", "-5"), "new is -5; it must be a whole number from 0 to 9999"),
        (("set", "new", "2.5"), "new is 2.5; it must be a whole number from 0 to 9999"),
        (("set", "retention", "nan"), "retention is nan; it must be a number from 0.7 to 0.97"),
        (("set", "rollover", "4"), "rollover is '4'; it must be a time such as \"04:00\""),
        (("set", "days_off", "sat,8"), "days_off is ['sat', '8']; it must be weekdays"),
        (("set", "learner", "a\nb"), "learner is 'a\\nb'; it must be a name in one line"),
        (("set", "new"), "say what new shall be: 'studydeck config set new VALUE', or '--default' alone"),
        (("set", "new", "3", "--default"), "say what new shall be: "),
        (("set", "rollover", "05:00", "--deck", "mini"), "rollover is the same for all decks; leave out --deck"),
        (("get", "days_off", "--deck", "mini"), "days_off is the same for all decks; leave out --deck"),
        (("set", "new", "3", "--deck", "mimi"), "there is no deck 'mimi'; did you mean 'mini'?"),
        (("set", "new", "3", "--dek", "mini"), "Got unexpected extra argument"),
    ],
)
def test_a_mistake_is_a_sentence_and_changes_nothing(
    studydeck: Run, file: Path, arguments: tuple[str, ...], said: str
) -> None:
    ran = studydeck("config", *arguments)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert file.read_text(encoding="utf-8") == FILE


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("new = = 3\n", "cannot be read as settings"),
        ("retention = 99\n", "retention is 99; it must be a number from 0.7 to 0.97"),
        ("decks = 3\n", "'decks' holds a table for each deck"),
        ("[decks]\nmini = 3\n", "'decks.mini' is not a table"),
    ],
)
def test_a_file_that_is_wrong_elsewhere_is_left_as_it_is(studydeck: Run, app: SandboxApp, text: str, said: str) -> None:
    app.paths.config.write_text(text, encoding="utf-8")
    ran = studydeck("config", "set", "new", "3", "--deck", "mini")
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert app.paths.config.read_text(encoding="utf-8") == text


def test_set_mends_the_setting_that_is_wrong(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_text("retention = 99 # much\n", encoding="utf-8")
    assert studydeck("config", "set", "retention", "0.95").out == "retention: 0.95 (was 0.9)\n"
    assert app.paths.config.read_text(encoding="utf-8") == "retention = 0.95 # much\n"


def test_a_folder_that_cannot_be_written_is_a_sentence(studydeck: Run, app: SandboxApp, tmp_path: Path) -> None:
    app.paths.config.with_name("config.toml.part").mkdir()
    ran = studydeck("config", "set", "new", "3")
    assert (ran.code, ran.out) == (2, "")
    assert "config.toml: cannot be written (" in ran.err
    assert ran.err.endswith("; check the folder and its permissions\n")
    assert not app.paths.config.exists()


def test_a_writing_that_breaks_off_leaves_the_old_file_and_no_other(
    studydeck: Run, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(config.os, "replace", full)
    assert "No space left on device" in studydeck("config", "set", "new", "3").err
    assert file.read_text(encoding="utf-8") == FILE
    assert list(file.parent.glob("*.part")) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has other links and permissions")
def test_a_link_stays_a_link_and_permissions_stay(studydeck: Run, app: SandboxApp, tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("new = 5\n", encoding="utf-8")
    real.chmod(0o600)
    app.paths.config.symlink_to(real)
    studydeck("config", "set", "new", "6")
    assert app.paths.config.is_symlink()
    assert real.read_text(encoding="utf-8") == "new = 6\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o600


def test_windows_line_ends_stay(studydeck: Run, app: SandboxApp) -> None:
    app.paths.config.write_bytes(b"# mine\r\nnew = 5\r\n\r\n[decks.mini]\r\nnew = 6\r\n")
    studydeck("config", "set", "new", "7")
    assert app.paths.config.read_bytes() == b"# mine\r\nnew = 7\r\n\r\n[decks.mini]\r\nnew = 6\r\n"


names = st.sampled_from(["new", "reviews"])
kept = st.dictionaries(names, st.integers(0, 9), max_size=2)


@given(kept, kept, names, st.none() | st.integers(10, 99), st.sampled_from(["", "a"]), st.booleans())
def test_a_change_touches_its_own_line_alone(
    overall: dict[str, int], own: dict[str, int], name: str, value: int | None, deck: str, table: bool
) -> None:
    lines = [f"{key} = {number} # {key}" for key, number in overall.items()]
    lines += ["# deck", "[decks.a] # own", *(f"{key} = {number} # {key}" for key, number in own.items())] * table
    text = "".join(f"{line}\n" for line in lines)
    changed = config._changed(text, name, value, deck)
    wanted = {"": dict(overall), "a": dict(own) if table else {}}
    wanted[deck].pop(name, None)
    wanted[deck] |= {name: value} if value is not None else {}
    after = parse(changed, Path("x"))
    assert (after.overall, after.decks.get("a", {})) == (wanted[""], wanted["a"])
    others = [line for line in lines if not line.startswith(f"{name} =")]
    assert [line for line in changed.splitlines() if line in others] == others


def test_edit_opens_the_file_and_checks_it(
    studydeck: Run, app: SandboxApp, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(app, "path.write_text(path.read_text().replace('new = 5', 'new = 6'))", monkeypatch)
    ran = studydeck("config", "edit")
    assert (ran.code, ran.out) == (0, f"{file}: all is well.\n")
    assert file.read_text(encoding="utf-8") == FILE.replace("new = 5", "new = 6")


def test_edit_keeps_a_wrong_text_and_says_what_is_wrong(
    studydeck: Run, app: SandboxApp, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(app, "path.write_text('retention = 99  # all of it')", monkeypatch)
    ran = studydeck("config", "edit")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"{file}: retention is 99; it must be a number from 0.7 to 0.97\n"
        "Your text is kept as it is; mend it with 'studydeck config edit'.\n"
    )
    assert file.read_text(encoding="utf-8") == "retention = 99  # all of it"


def test_edit_begins_with_every_setting_commented_out(
    studydeck: Run, app: SandboxApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(app, "pass", monkeypatch)
    assert studydeck("config", "edit").code == 0
    text = app.paths.config.read_text(encoding="utf-8")
    assert parse(text, app.paths.config).overall == {}
    offered = re.sub(r"^# (\w+ = |\[)", r"\1", text, flags=re.MULTILINE)
    assert list(tomllib.loads(offered)) == [*(setting.name for setting in SETTINGS), "decks"]
    assert parse(offered, app.paths.config).overall == {setting.name: setting.default for setting in SETTINGS}


@pytest.mark.parametrize("program", ["raise SystemExit(1)", None])
def test_an_editor_that_fails_is_a_sentence(
    studydeck: Run, app: SandboxApp, file: Path, monkeypatch: pytest.MonkeyPatch, program: str | None
) -> None:
    if program is None:
        monkeypatch.setenv("VISUAL", "no-such-editor-anywhere")
    else:
        editor(app, program, monkeypatch)
    ran = studydeck("config", "edit")
    assert (ran.code, ran.out) == (2, "")
    assert "Editing failed" in ran.err
    assert ran.err.endswith(f"; set EDITOR to an editor that is here, or edit {file} yourself\n")
    assert file.read_text(encoding="utf-8") == FILE
