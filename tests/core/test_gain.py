from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.gain import recall_won
from studydeck.core.log import Memory, Rating
from studydeck.core.scheduling import Scheduler

DAY = date(2026, 1, 5)


def test_a_review_wins_what_it_is_expected_to_add_in_30_days() -> None:
    memory, scheduler, then = Memory(10.0, 5.0, date(2025, 12, 26)), Scheduler(), date(2026, 2, 4)
    good = scheduler.recall(scheduler.remember(memory, Rating.GOOD, DAY), then)
    again = scheduler.recall(scheduler.remember(memory, Rating.AGAIN, DAY), then)
    # ten days at a stability of ten are a recall of 0.9; forty are 0.7821
    assert scheduler.recall(memory, then) == pytest.approx(0.7821, abs=1e-4)
    assert recall_won(memory, DAY, scheduler) == pytest.approx(0.9 * good + 0.1 * again - 0.7821, abs=1e-4)
    assert recall_won(memory, DAY, scheduler) == pytest.approx(0.0939, abs=1e-4)


def test_a_shaky_card_wins_more_than_a_firm_one() -> None:
    shaky, firm = Memory(3.0, 5.0, date(2026, 1, 2)), Memory(300.0, 5.0, date(2025, 3, 11))
    assert recall_won(shaky, DAY, Scheduler()) > recall_won(firm, DAY, Scheduler())


@given(st.floats(0.01, 5000), st.floats(1, 10), st.floats(0.7, 0.97), st.floats(1, 3))
def test_a_review_of_a_due_card_never_loses(stability: float, difficulty: float, retention: float, late: float) -> None:
    scheduler = Scheduler(retention)
    days = round(scheduler.interval(Memory(stability, difficulty, DAY)) * late)
    memory = Memory(stability, difficulty, DAY - timedelta(days=min(days, 36_500)))
    assert 0 < recall_won(memory, DAY, scheduler) < 1
