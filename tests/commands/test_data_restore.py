"""`studydeck data restore`: the list, the question, and what it says when all is done."""

import json
import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from histories import Act, live
from sandbox import Run, SandboxApp, StillClock

from studydeck.store.backups import backup_now

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def end(app: SandboxApp) -> None:
    """The end of a run: the next command opens the database anew."""
    app.close()
    app.__dict__.pop("_store", None)


@pytest.fixture
def backups(app: SandboxApp) -> list[Path]:
    """An older and a newer backup, of one and of two answers; a third answer came after both."""
    paths = [app.paths.backups / f"studydeck-{name}.db" for name in ("2026-03-02", "2026-03-02T180509Z")]
    live([app.store()], [Act(0, "answer", pick=1)])
    backup_now(app.store(), paths[0])
    live([app.store()], [Act(0, "answer", pick=2)])
    backup_now(app.store(), paths[1])
    live([app.store()], [Act(0, "answer", hours=24, pick=3)])
    end(app)
    return paths


@pytest.fixture
def at_terminal(app: SandboxApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(app), "has_terminal", staticmethod(lambda: True))


def answers(file: Path) -> int:
    with closing(sqlite3.connect(file)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM review_log").fetchone()
        return int(count)


def test_the_newest_backup_is_restored_and_what_stood_there_kept(
    studydeck: Run, app: SandboxApp, backups: list[Path]
) -> None:
    ran = studydeck("data", "restore", "--yes")
    kept = app.paths.backups / "studydeck-replaced-2026-03-02T180000Z.db"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Restored 2 reviews, the last of 2026-03-02, from {backups[1]}.",
        f"What stood there before is kept. To go back to it: studydeck data restore {kept.name}",
    ]
    assert (answers(app.paths.database), answers(kept)) == (2, 3)  # type: ignore[arg-type]
    assert "all is well" in studydeck("data", "check").out


def test_what_was_replaced_is_not_the_newest_backup_but_can_be_named(
    studydeck: Run, app: SandboxApp, backups: list[Path], clock: StillClock
) -> None:
    studydeck("data", "restore", "--yes")
    clock.pass_days(1)
    assert studydeck("data", "restore", "--yes").out.startswith("Restored 2 reviews")
    clock.pass_days(1)
    ran = studydeck("data", "restore", "--yes", "studydeck-replaced-2026-03-02T180000Z.db")
    assert ran.out.startswith("Restored 3 reviews, the last of 2026-03-03, from ")


@pytest.mark.usefixtures("at_terminal")
def test_before_anything_is_replaced_it_asks(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    ran = studydeck("data", "restore", str(backups[0]), typed="n\n")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{app.paths.database} has 3 reviews, the last of 2026-03-03.",
        f"{backups[0]} has 1 review, the last of 2026-03-02.",
        "The first is kept as a backup, and the second put in its place. Go on? [y/N]: Nothing was changed.",
    ]
    assert answers(app.paths.database) == 3  # type: ignore[arg-type]
    assert "Restored 1 review, " in studydeck("data", "restore", str(backups[0]), typed="y\n").out
    assert answers(app.paths.database) == 1  # type: ignore[arg-type]


def test_where_nobody_can_be_asked_it_wants_to_be_told(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    ran = studydeck("data", "restore", typed="y\n")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "nobody is here to be asked; to replace your data without being asked, add --yes\n"
    assert answers(app.paths.database) == 3  # type: ignore[arg-type]


@pytest.mark.usefixtures("at_terminal")
def test_a_lost_database_is_restored(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    assert isinstance(app.paths.database, Path)
    app.paths.database.unlink()
    ran = studydeck("data", "restore", typed="y\n")
    assert ran.out.splitlines()[0] == f"{app.paths.database} is not there, or cannot be read."
    assert ran.out.splitlines()[-1].endswith(f"Restored 2 reviews, the last of 2026-03-02, from {backups[1]}.")
    assert answers(app.paths.database) == 2


def test_a_backup_that_is_damaged_is_refused_before_anything_is_touched(
    studydeck: Run, app: SandboxApp, backups: list[Path]
) -> None:
    backups[1].write_bytes(b"x" * 5000)
    ran = studydeck("data", "restore", "--yes")
    assert (ran.code, ran.out) == (4, "")
    assert ran.err == f"{backups[1]}: is damaged; choose another: 'studydeck data restore --list' shows them\n"
    assert answers(app.paths.database) == 3  # type: ignore[arg-type]
    assert sorted(app.paths.backups.iterdir()) == sorted(backups)


def test_programs_are_told_what_was_restored(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    told = json.loads(studydeck("data", "restore", "--yes", "--json").out)
    kept = app.paths.backups / "studydeck-replaced-2026-03-02T180000Z.db"
    assert told == {"restored": str(backups[1]), "kept": str(kept), "reviews": 2, "last": "2026-03-02"}
    assert isinstance(app.paths.database, Path)
    app.paths.database.unlink()
    told = json.loads(studydeck("data", "restore", "--yes", "--json").out)
    assert told == {"restored": str(backups[1]), "kept": None, "reviews": 2, "last": "2026-03-02"}


def test_the_list_shows_when_how_much_and_which(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    (app.paths.backups / "studydeck-2026-03-01.db").write_bytes(b"x" * 1_234_567)
    ran = studydeck("data", "restore", "--list")
    size = f"{backups[0].stat().st_size / 1000:,.0f} kB"
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"Backups in {app.paths.backups}",
        "",
        "MADE                 REVIEWS  LAST REVIEW      SIZE  FILE",
        f"2026-03-02 18:05           2  2026-03-02   {size:>8}  studydeck-2026-03-02T180509Z.db",
        f"2026-03-02                 1  2026-03-02   {size:>8}  studydeck-2026-03-02.db",
        "2026-03-01        unreadable               1,235 kB  studydeck-2026-03-01.db",
    ]


def test_programs_are_told_of_each_backup(studydeck: Run, app: SandboxApp, backups: list[Path]) -> None:
    broken = app.paths.backups / "studydeck-replaced-2026-03-01T000000Z.db"
    broken.write_bytes(b"x" * 5000)
    assert json.loads(studydeck("data", "restore", "--list", "--json").out) == [
        {
            "file": str(path),
            "made": made,
            "replaced": path == broken,
            "bytes": path.stat().st_size,
            "reviews": reviews,
            "last": "2026-03-02" if reviews else None,
        }
        for path, made, reviews in (
            (backups[1], "2026-03-02T180509", 2),
            (backups[0], "2026-03-02", 1),
            (broken, "2026-03-01T000000", None),
        )
    ]


def test_the_page_names_every_field(studydeck: Run, backups: list[Path]) -> None:
    fields = re.findall(r"^\| (list|both|restoration) \| `(\w+)` \|", PAGE, flags=re.MULTILINE)
    listed = json.loads(studydeck("data", "restore", "--list", "--json").out)[0]
    restored = json.loads(studydeck("data", "restore", "--yes", "--json").out)
    assert {field for of, field in fields if of != "restoration"} == set(listed)
    assert {field for of, field in fields if of != "list"} == set(restored)


def test_without_a_backup_the_list_says_how_to_make_one(studydeck: Run, app: SandboxApp) -> None:
    ran = studydeck("data", "restore", "--list")
    assert (ran.code, ran.out) == (
        0,
        f"There is no backup in {app.paths.backups}. To make one: studydeck data backup\n",
    )
    assert studydeck("data", "restore", "--list", "--json").out == "[]\n"


def test_a_backup_without_a_review_is_told_as_such(studydeck: Run, app: SandboxApp) -> None:
    backup_now(app.store(), app.paths.backups / "studydeck-2026-03-02.db")
    end(app)
    assert studydeck("data", "restore", "--yes").out.startswith("Restored 0 reviews, from ")
    assert "         0 " in studydeck("data", "restore", "--list").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--yes",), "there is no backup in {}; name the file of one\n"),
        (("--yes", "x.db"), "there is no backup x.db, here or in {}; to see them: studydeck data restore --list\n"),
        (("--list", "x.db"), "--list shows all backups; leave x.db out\n"),
    ],
)
def test_a_wrong_argument_is_a_usage_error(
    studydeck: Run, app: SandboxApp, arguments: tuple[str, ...], said: str
) -> None:
    ran = studydeck("data", "restore", *arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", said.format(app.paths.backups))


def test_check_tells_programs_what_is_wrong(studydeck: Run, app: SandboxApp) -> None:
    live([app.store()], [Act(0, "answer")])
    well = {"database": str(app.paths.database), "problems": []}
    assert json.loads(studydeck("data", "check", "--json").out) == well
    with app.store().write() as connection:
        connection.exec_driver_sql("DELETE FROM card_state")
    ran = studydeck("data", "check", "--json")
    assert (ran.code, json.loads(ran.out)["problems"]) == (
        1,
        ["The state of a/1 differs from what the log says; run 'studydeck data rebuild'."],
    )
