"""The pace that new cards need before an exam."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.goal import CONSOLIDATION, Goal, NewPace, new_pace, study_days
from studydeck.core.log import Rating
from studydeck.core.scheduling import Scheduler

MONDAY = date(2026, 3, 2)
WEEKEND = frozenset({5, 6})

weekdays = st.sets(st.integers(0, 6), max_size=6).map(frozenset)


def in_days(days: int) -> date:
    return MONDAY + timedelta(days=days)


def test_a_goal_stands_until_its_day_is_over() -> None:
    goal = Goal("psm-1", MONDAY)
    assert [goal.stands(in_days(days)) for days in (-1, 0, 1)] == [True, True, False]


@pytest.mark.parametrize(
    ("end", "off", "days"),
    [
        (0, frozenset(), 0),
        (-3, frozenset(), 0),
        (1, frozenset(), 1),
        (7, WEEKEND, 5),
        (12, WEEKEND, 10),
        (14, frozenset(), 14),
        (1, frozenset({0}), 0),
    ],
)
def test_study_days_are_those_before_the_end_that_are_not_off(end: int, off: frozenset[int], days: int) -> None:
    assert study_days(MONDAY, in_days(end), off) == days


@given(st.integers(0, 6), st.integers(-5, 100), weekdays)
def test_study_days_are_what_counting_them_gives(start: int, length: int, off: frozenset[int]) -> None:
    first = in_days(start)
    counted = [first + timedelta(days=day) for day in range(length)]
    assert study_days(first, first + timedelta(days=length), off) == sum(day.weekday() not in off for day in counted)


@pytest.mark.parametrize(
    ("left", "introduced", "exam", "off", "pace"),
    [
        (412, 0, 42, frozenset(), NewPace(412, 35, False, 12)),
        (350, 0, 42, frozenset(), NewPace(350, 35, False, 10)),
        (351, 0, 42, frozenset(), NewPace(351, 35, False, 11)),
        (345, 5, 42, frozenset(), NewPace(345, 35, False, 10)),
        (250, 0, 42, WEEKEND, NewPace(250, 25, False, 10)),
        (30, 0, 8, frozenset(), NewPace(30, 1, False, 30)),
        (30, 0, 7, frozenset(), NewPace(30, 7, True, 5)),
        (30, 0, 1, frozenset(), NewPace(30, 1, True, 30)),
        (30, 0, 0, frozenset(), NewPace(30, 0, True, None)),
        (30, 0, 1, frozenset({0}), NewPace(30, 0, True, None)),
        (0, 0, 42, frozenset(), NewPace(0, 35, False, 0)),
    ],
)
def test_the_pace_of_new_cards(left: int, introduced: int, exam: int, off: frozenset[int], pace: NewPace) -> None:
    assert new_pace(left, introduced, MONDAY, in_days(exam), off) == pace


def test_what_was_introduced_on_a_day_off_is_a_gift() -> None:
    off = frozenset({0})
    assert new_pace(60, 10, MONDAY, in_days(9), off).daily == new_pace(60, 0, MONDAY, in_days(9), off).daily == 60


@given(st.integers(1, 500), st.integers(8, 90), weekdays)
def test_who_keeps_the_pace_sees_every_card_before_the_last_week_and_never_a_rise(
    cards: int, exam: int, off: frozenset[int]
) -> None:
    end, left, before = in_days(exam), cards, None
    for ahead in range(exam - CONSOLIDATION):
        day = in_days(ahead)
        pace = new_pace(left, 0, day, end, off)
        if pace.late:
            break
        assert pace.daily is not None
        assert before is None or pace.daily <= before
        before = pace.daily
        if day.weekday() not in off:
            today = min(left, pace.daily)
            left -= today
            assert new_pace(left, today, day, end, off).daily == pace.daily
    assert left == 0 or before is None


@pytest.mark.parametrize(("first", "returns"), [(Rating.AGAIN, 2), (Rating.HARD, 2), (Rating.GOOD, 1)])
def test_a_card_of_the_last_day_for_new_ones_comes_back_in_the_week_after(first: Rating, returns: int) -> None:
    exam = in_days(30)
    day = exam - timedelta(days=CONSOLIDATION + 1)
    memory = Scheduler().remember(None, first, day)
    for _ in range(returns):
        day += timedelta(days=Scheduler().interval(memory))
        memory = Scheduler().remember(memory, Rating.GOOD, day)
        assert day < exam
