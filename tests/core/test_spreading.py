import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.log import Memory, Rating
from studydeck.core.scheduling import MAX_RETENTION, MIN_RETENTION, Scheduler
from studydeck.core.spreading import fuzz_window, outcomes

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "vectors" / "fsrs6.yaml").read_text(encoding="utf-8"))
DAY = date(2026, 1, 5)
KNOWN = Memory(30.0, 5.0, date(2025, 12, 6))

memories = st.none() | st.builds(
    Memory,
    stability=st.floats(0.001, 50_000),
    difficulty=st.floats(1, 10),
    last_day=st.dates(date(2020, 1, 1), date(2026, 2, 1)),
)
loads = st.dictionaries(st.integers(1, 90).map(lambda days: DAY + timedelta(days=days)), st.floats(0, 60), max_size=60)
schedulers = st.builds(Scheduler, st.floats(MIN_RETENTION, MAX_RETENTION))


def in_days(days: int) -> date:
    return DAY + timedelta(days=days)


@pytest.mark.parametrize(("interval", "window"), VECTORS["fuzz_window"].items())
def test_the_fuzz_window_is_anki_s(interval: float, window: list[int] | None) -> None:
    assert fuzz_window(interval) == (tuple(window) if window else None)


@pytest.mark.parametrize(("interval", "window"), [(1, None), (2, None), (3, (2, 4)), (20, (17, 23)), (100, (93, 107))])
def test_the_fuzz_window_of_whole_days(interval: int, window: tuple[int, int] | None) -> None:
    assert fuzz_window(interval) == window


@given(st.floats(2.5, 36_500))
def test_the_fuzz_window_holds_the_interval_and_begins_after_tomorrow(interval: float) -> None:
    window = fuzz_window(interval)
    assert window is not None
    assert 2 <= window[0] < interval < window[1]


def test_each_rating_has_its_memory_and_interval() -> None:
    found = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), {})
    assert list(found) == list(Rating)
    for rating, outcome in found.items():
        assert outcome.rating is rating
        assert outcome.memory == Scheduler().remember(KNOWN, rating, DAY)
        assert outcome.interval == Scheduler().interval(outcome.memory)


def test_a_new_card_waits_1_1_2_or_8_days_before_spreading() -> None:
    new = outcomes(None, "psm-1/sprint", 0, DAY, Scheduler(), {})
    assert [new[rating].interval for rating in Rating] == [1, 1, 2, 8]


def test_a_card_is_due_on_the_quietest_day_of_its_window() -> None:
    interval = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), {})[Rating.GOOD].interval
    window = fuzz_window(interval)
    assert window is not None
    for quiet in range(window[0], window[1] + 1):
        load = {in_days(days): 5.0 for days in range(400)} | {in_days(quiet): 4.9}
        assert outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), load)[Rating.GOOD].due == in_days(quiet)


def test_a_quieter_day_outside_the_window_attracts_nothing() -> None:
    load = {in_days(days): 5.0 for days in range(400)} | {in_days(1): 0.0}
    found = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), load)[Rating.GOOD]
    window = fuzz_window(found.interval)
    assert window is not None
    assert in_days(window[0]) <= found.due <= in_days(window[1])


def test_equal_days_are_shared_out_by_card_and_repetition() -> None:
    dues = {outcomes(KNOWN, f"psm-1/{n}", 3, DAY, Scheduler(), {})[Rating.GOOD].due for n in range(200)}
    interval = outcomes(KNOWN, "psm-1/0", 3, DAY, Scheduler(), {})[Rating.GOOD].interval
    window = fuzz_window(interval)
    assert window is not None
    assert dues == {in_days(days) for days in range(window[0], window[1] + 1)}
    assert len({outcomes(KNOWN, "psm-1/0", n, DAY, Scheduler(), {})[Rating.GOOD].due for n in range(99)}) > 1


def test_good_is_never_due_before_hard_even_where_the_load_says_so() -> None:
    wide = Memory(30.0, 9.0, date(2025, 12, 6))
    plain = outcomes(wide, "psm-1/sprint", 3, DAY, Scheduler(), {})
    hard, good = (fuzz_window(plain[rating].interval) for rating in (Rating.HARD, Rating.GOOD))
    assert hard is not None
    assert good is not None
    assert good[0] < hard[1]
    load = {in_days(days): 5.0 for days in range(400)} | {in_days(hard[1]): 0.0, in_days(good[0]): 1.0}
    found = outcomes(wide, "psm-1/sprint", 3, DAY, Scheduler(), load)
    assert (found[Rating.HARD].due, found[Rating.GOOD].due) == (in_days(hard[1]), in_days(hard[1]))


@given(memories, st.text(max_size=8), st.integers(0, 99), schedulers, loads)
def test_due_days_never_decrease_and_begin_tomorrow(
    memory: Memory | None, card: str, reps: int, scheduler: Scheduler, load: dict[date, float]
) -> None:
    found = outcomes(memory, card, reps, DAY, scheduler, load)
    dues = [found[rating].due for rating in Rating]
    assert dues[0] > DAY
    assert dues == sorted(dues)


@given(memories, schedulers, loads)
def test_a_card_is_due_in_its_window_or_when_the_rating_below_it_is(
    memory: Memory | None, scheduler: Scheduler, load: dict[date, float]
) -> None:
    below = in_days(1)
    for outcome in outcomes(memory, "psm-1/sprint", 4, DAY, scheduler, load).values():
        least, greatest = fuzz_window(outcome.interval) or (outcome.interval, outcome.interval)
        assert outcome.due == below or in_days(least) <= outcome.due <= in_days(greatest)
        below = outcome.due


@given(memories, schedulers, loads)
def test_what_is_shown_is_what_is_recorded(
    memory: Memory | None, scheduler: Scheduler, load: dict[date, float]
) -> None:
    shown = outcomes(memory, "psm-1/sprint", 4, DAY, scheduler, load)
    assert outcomes(memory, "psm-1/sprint", 4, DAY, scheduler, dict(reversed(load.items()))) == shown


days_off = st.sets(st.integers(0, 6), max_size=6)


def test_a_day_off_is_left_out_even_where_it_is_the_quietest() -> None:
    interval = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), {})[Rating.GOOD].interval
    window = fuzz_window(interval)
    assert window is not None
    quiet = in_days(window[0])
    load = {in_days(days): 5.0 for days in range(400)} | {quiet: 0.0}
    found = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), load, {quiet.weekday()})[Rating.GOOD].due
    assert found.weekday() != quiet.weekday()
    assert in_days(window[0]) < found <= in_days(window[1])


def test_an_interval_without_a_window_may_end_on_a_day_off() -> None:
    new = outcomes(None, "psm-1/sprint", 0, DAY, Scheduler(), {}, {1, 2})
    assert [new[rating].due for rating in (Rating.AGAIN, Rating.HARD, Rating.GOOD)] == [*map(in_days, (1, 1, 2))]


@given(memories, schedulers, loads, days_off)
def test_days_off_move_a_card_within_its_window_only_and_change_no_interval(
    memory: Memory | None, scheduler: Scheduler, load: dict[date, float], off: set[int]
) -> None:
    plain = outcomes(memory, "psm-1/sprint", 4, DAY, scheduler, load)
    below = in_days(1)
    for rating, outcome in outcomes(memory, "psm-1/sprint", 4, DAY, scheduler, load, off).items():
        assert (outcome.interval, outcome.memory) == (plain[rating].interval, plain[rating].memory)
        least, greatest = fuzz_window(outcome.interval) or (outcome.interval, outcome.interval)
        able = [in_days(days) for days in range(least, greatest + 1) if in_days(days) >= below] or [below]
        at_work = [day for day in able if day.weekday() not in off]
        assert outcome.due in (at_work or able)
        assert outcome.due >= below
        below = outcome.due


def test_another_process_spreads_alike() -> None:
    program = """
from datetime import date
from studydeck.core.log import Memory
from studydeck.core.scheduling import Scheduler
from studydeck.core.spreading import outcomes
found = outcomes(Memory(30.0, 5.0, date(2025, 12, 6)), "psm-1/sprint", 3, date(2026, 1, 5), Scheduler(), {})
print(*(outcome.due for outcome in found.values()))
"""
    here = outcomes(KNOWN, "psm-1/sprint", 3, DAY, Scheduler(), {})
    there = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert there.stdout.split() == [str(outcome.due) for outcome in here.values()]
