from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.dialects import sqlite

from studydeck.store.ids import new_id, uuid7
from studydeck.store.types import Day, Flag, Instant, milliseconds, whole_milliseconds

DIALECT = sqlite.dialect()
INSTANT = datetime(2022, 2, 22, 19, 22, 22, tzinfo=UTC)


def test_an_instant_is_kept_as_milliseconds_of_utc() -> None:
    local = datetime(2022, 2, 22, 14, 22, 22, 999, tzinfo=timezone(timedelta(hours=-5)))
    assert Instant().process_bind_param(local, DIALECT) == 0x017F22E279B0
    assert Instant().process_result_value(0x017F22E279B0, DIALECT) == INSTANT


def test_a_naive_instant_is_refused() -> None:
    with pytest.raises(ValueError, match="aware instants only"):
        Instant().process_bind_param(datetime(2022, 2, 22), DIALECT)  # noqa: DTZ001


@given(st.datetimes(timezones=st.timezones(), allow_imaginary=False))
def test_whole_milliseconds_are_what_comes_back(instant: datetime) -> None:
    kept = Instant().process_bind_param(instant, DIALECT)
    assert Instant().process_result_value(kept, DIALECT) == whole_milliseconds(instant)
    assert timedelta(0) <= instant - whole_milliseconds(instant) < timedelta(milliseconds=1)


def test_a_study_day_is_kept_as_iso_text() -> None:
    assert Day().process_bind_param(date(2026, 3, 2), DIALECT) == "2026-03-02"
    assert Day().process_result_value("2026-03-02", DIALECT) == date(2026, 3, 2)


def test_an_instant_is_no_study_day() -> None:
    with pytest.raises(ValueError, match="a date, not an instant"):
        Day().process_bind_param(INSTANT, DIALECT)


@pytest.mark.parametrize(("value", "kept"), [(True, 1), (False, 0), (None, None)])
def test_a_flag_is_kept_as_a_number(value: bool | None, kept: int | None) -> None:
    assert Flag().process_bind_param(value, DIALECT) == kept
    assert Flag().process_result_value(kept, DIALECT) is value


@pytest.mark.parametrize("kind", [Instant, Day])
def test_nothing_stays_nothing(kind: type[Instant] | type[Day]) -> None:
    assert kind().process_bind_param(None, DIALECT) is None
    assert kind().process_result_value(None, DIALECT) is None


def test_a_uuid7_is_the_example_of_rfc_9562() -> None:
    """Appendix A.6: rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F; version and variant bits are overwritten."""
    chance = bytes.fromhex("fCC358C4DC0C0C07398F")
    assert uuid7(INSTANT, chance) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_a_uuid7_takes_ten_random_bytes() -> None:
    with pytest.raises(ValueError, match="takes 10 random bytes, not 16"):
        uuid7(INSTANT, bytes(16))


@given(st.datetimes(min_value=datetime(1970, 1, 1), timezones=st.just(UTC)), st.integers(1, 10**9))  # noqa: DTZ001
def test_ids_sort_by_their_instants(instant: datetime, later: int) -> None:
    if instant.year < 9000:
        assert new_id(instant) < new_id(instant + timedelta(milliseconds=later))


def test_two_ids_of_one_instant_differ() -> None:
    assert new_id(INSTANT) != new_id(INSTANT)
    assert milliseconds(INSTANT) == int(new_id(INSTANT).replace("-", "")[:12], 16)
