"""`studydeck data export` and `import`: what they say, and what they refuse."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from histories import Act, live
from sandbox import Run, SandboxApp, sandbox

from studydeck.store.exporting import export_to

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


@pytest.fixture
def there(tmp_path: Path) -> Iterator[SandboxApp]:
    """Another machine, with two answers, one taken back."""
    run = sandbox(tmp_path / "there")
    live([run.store()], [Act(0, "answer", pick=1), Act(0, "answer", pick=2), Act(0, "void")])
    yield run
    run.close()


@pytest.fixture
def log(there: SandboxApp, tmp_path: Path) -> Path:
    """Its export."""
    export_to(there.store(), tmp_path / "log.jsonl", there.now())
    return tmp_path / "log.jsonl"


def test_export_goes_to_standard_output_as_lines_of_json(studydeck: Run, app: SandboxApp) -> None:
    live([app.store()], [Act(0, "answer")])
    for arguments in ((), ("-",)):
        ran = studydeck("data", "export", *arguments)
        assert (ran.code, ran.err) == (0, "")
        first, review = map(json.loads, ran.out.splitlines())
        assert (first["at"], first["rows"]["review_log"]) == (1772474400000, 1)
        assert (review["table"], review["card"]) == ("review_log", "a/1")


def test_export_to_a_file_writes_the_same_lines_and_says_so(studydeck: Run, app: SandboxApp, tmp_path: Path) -> None:
    live([app.store()], [Act(0, "answer"), Act(0, "event")])
    file = tmp_path / "out.jsonl"
    ran = studydeck("data", "export", str(file))
    assert (ran.code, ran.out, ran.err) == (0, f"Wrote 2 rows to {file}.\n", "")
    assert file.read_text(encoding="utf-8") == studydeck("data", "export").out


def test_export_overwrites_nothing(studydeck: Run, tmp_path: Path) -> None:
    (tmp_path / "out.jsonl").touch()
    ran = studydeck("data", "export", str(tmp_path / "out.jsonl"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{tmp_path / 'out.jsonl'}: is there already, and is not overwritten; name a new file\n"


def test_import_says_what_came_and_a_second_time_that_nothing_changed(
    studydeck: Run, app: SandboxApp, log: Path
) -> None:
    ran = studydeck("data", "import", str(log))
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "Imported 3 rows, 2 answers among them; 0 were here already.",
        "There was no row here, so this database goes on as that log's learner.",
        "Computed 1 card anew from the log.",
    ]
    app.close()
    del app.__dict__["_store"]
    ran = studydeck("data", "import", str(log))
    assert (ran.code, ran.out) == (0, f"{log}: all its 3 rows are here already; nothing was changed.\n")


def test_import_tells_programs_what_came(studydeck: Run, app: SandboxApp, there: SandboxApp, log: Path) -> None:
    live([app.store()], [Act(0, "answer", pick=2)])
    ran = studydeck("data", "import", str(log), "--as-me", "--json")
    told = json.loads(ran.out)
    section = PAGE[PAGE.index("an import prints an object") : PAGE.index("### How this holds together")]
    assert re.findall(r"^\| `(\w+)` \|", section, flags=re.MULTILINE) == list(told)
    assert told == {
        "file": str(log),
        "learner": app.store().learner,
        "joined": False,
        "added": {"review_log": 2, "review_void": 1},
        "there": {},
        "cards": 2,
    }


@pytest.mark.parametrize(
    ("acts", "said"),
    [([], "holds no row, so all is here already"), ([Act(0, "event")], "its row is here already")],
)
def test_import_of_little_is_told_in_words(
    studydeck: Run, app: SandboxApp, tmp_path: Path, acts: list[Act], said: str
) -> None:
    live([app.store()], acts)
    export_to(app.store(), tmp_path / "own.jsonl", app.now())
    ran = studydeck("data", "import", str(tmp_path / "own.jsonl"))
    assert (ran.code, ran.out) == (0, f"{tmp_path / 'own.jsonl'}: {said}; nothing was changed.\n")


def test_import_as_me_says_nothing_of_another_learner(studydeck: Run, app: SandboxApp, log: Path) -> None:
    live([app.store()], [Act(0, "answer", pick=2)])
    ran = studydeck("data", "import", str(log), "--as-me")
    assert ran.out.splitlines() == [
        "Imported 3 rows, 2 answers among them; 0 were here already.",
        "Computed 2 cards anew from the log.",
    ]


def test_import_of_an_empty_log_of_another_learner_says_that_it_joins(studydeck: Run, tmp_path: Path) -> None:
    empty = sandbox(tmp_path / "empty")
    export_to(empty.store(), tmp_path / "empty.jsonl", empty.now())
    empty.close()
    ran = studydeck("data", "import", str(tmp_path / "empty.jsonl"))
    assert "There was no row here, so this database goes on as that log's learner." in ran.out.splitlines()


def test_import_of_another_learner_names_the_remedy(studydeck: Run, app: SandboxApp, log: Path) -> None:
    live([app.store()], [Act(0, "answer")])
    ran = studydeck("data", "import", str(log))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err.startswith(f"{log}:1: is the log of another learner, ")
    assert ran.err.endswith("; if that is you on another machine, say so with --as-me (nothing was imported)\n")


def test_import_of_a_damaged_line_names_it(studydeck: Run, log: Path) -> None:
    log.write_text(log.read_text(encoding="utf-8").replace('"rating": 3', '"rating": 9', 1), encoding="utf-8")
    ran = studydeck("data", "import", str(log))
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == (f"{log}:2: 'rating' is 9; it must be a whole number from 1 to 4 (nothing was imported)\n")


@pytest.mark.parametrize(("name", "said"), [("none.jsonl", "does not exist"), ("", "is a directory")])
def test_import_of_no_file_is_a_usage_error(studydeck: Run, tmp_path: Path, name: str, said: str) -> None:
    ran = studydeck("data", "import", str(tmp_path / name))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
