"""A run reads the clock once for each stamp, and keeps the study day of the place it is in."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from freezegun import freeze_time
from sandbox import StillClock, sandbox

from studydeck.app import App
from studydeck.clock import Clock
from studydeck.content.sources import shipped_folder


def at(hour: int, minute: int, offset: int) -> StillClock:
    return StillClock(datetime(2026, 3, 2, hour, minute, tzinfo=timezone(timedelta(hours=offset))))


def test_a_stamp_holds_the_instant_the_offset_and_the_study_day(tmp_path: Path) -> None:
    stamp = sandbox(tmp_path, at(1, 30, 5)).stamp()
    assert stamp.at == datetime(2026, 3, 1, 20, 30, tzinfo=UTC)
    assert stamp.at.tzinfo is UTC
    assert (stamp.offset, stamp.day) == (300, date(2026, 3, 1))


def test_a_sitting_may_keep_the_day_it_began_on(tmp_path: Path) -> None:
    assert sandbox(tmp_path, at(9, 0, 0)).stamp(date(2026, 3, 1)).day == date(2026, 3, 1)


def test_the_rollover_setting_moves_the_day(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('rollover = "01:00"\n', encoding="utf-8")
    assert sandbox(tmp_path, at(1, 30, 0)).today() == date(2026, 3, 2)


def test_shipped_decks_come_before_the_learners_own(tmp_path: Path) -> None:
    paths = sandbox(tmp_path).paths
    assert App(paths=paths).deck_folders() == [shipped_folder(), tmp_path / "decks"]


@freeze_time("2026-03-02 23:30")
def test_the_clock_tells_local_time_with_its_offset() -> None:
    now = Clock().now()
    assert now.utcoffset() is not None
    assert now == datetime(2026, 3, 2, 23, 30, tzinfo=UTC)


def test_ticks_only_grow() -> None:
    clock = Clock()
    assert clock.ticks() <= clock.ticks()


def test_closing_a_run_that_opened_nothing_is_fine(tmp_path: Path) -> None:
    run = sandbox(tmp_path)
    run.close()
    assert not run.paths.database.exists()  # type: ignore[union-attr]


def test_ids_are_fresh_and_sort_by_time(tmp_path: Path) -> None:
    clock = StillClock()
    run = sandbox(tmp_path, clock)
    first = run.new_id()
    clock.pass_days(1)
    assert first < run.new_id()


@pytest.mark.parametrize("stdin", [True, False])
def test_a_terminal_is_needed_on_both_sides(stdin: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: stdin, raising=False)
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert App.has_terminal() is stdin
