from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from studydeck.core.days import elapsed, noon, study_day

VECTORS = yaml.safe_load((Path(__file__).parents[1] / "vectors" / "fsrs6.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(("first", "second", "zone", "days"), VECTORS["study_days"])
def test_study_days_between_two_local_times(first: str, second: str, zone: str, days: int) -> None:
    local = [datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)) for text in (first, second)]
    assert elapsed(*map(study_day, local)) == days


@pytest.mark.parametrize(
    ("rollover", "day"),
    [(time(0, 0), date(2026, 1, 6)), (time(1, 30), date(2026, 1, 6)), (time(1, 31), date(2026, 1, 5))],
)
def test_the_study_day_turns_at_the_rollover(rollover: time, day: date) -> None:
    assert study_day(datetime(2026, 1, 6, 1, 30, tzinfo=UTC), rollover) == day


def test_a_naive_time_has_no_study_day() -> None:
    with pytest.raises(ValueError, match="aware local time"):
        study_day(datetime(2026, 1, 6, 1, 30))  # noqa: DTZ001


def test_noon_is_noon_utc_of_the_day() -> None:
    assert noon(date(2026, 3, 29)) == datetime(2026, 3, 29, 12, tzinfo=UTC)


@given(st.dates(max_value=date(9000, 1, 1)), st.integers(0, 9999))
def test_a_clock_set_back_counts_as_no_time(day: date, days: int) -> None:
    later = day + timedelta(days=days)
    assert (elapsed(day, later), elapsed(later, day)) == (days, 0)
