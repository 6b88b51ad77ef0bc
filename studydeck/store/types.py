"""Column types that mean the same on every database: whole numbers, reals, flags, instants and study days."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import REAL, BigInteger, Dialect, Double, Integer, Text
from sqlalchemy.types import TypeDecorator, TypeEngine

Whole: TypeEngine[int] = BigInteger().with_variant(Integer(), "sqlite")
Real: TypeEngine[float] = Double().with_variant(REAL(), "sqlite")

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MILLISECOND = timedelta(milliseconds=1)


def milliseconds(instant: datetime) -> int:
    """Milliseconds of UTC since 1970, cut off, not rounded; a naive instant is a ValueError."""
    if instant.tzinfo is None:
        raise ValueError("the store takes aware instants only")
    return (instant - EPOCH) // MILLISECOND


def whole_milliseconds(instant: datetime) -> datetime:
    """The instant as the store gives it back: in UTC, without what is finer than a millisecond."""
    return EPOCH + milliseconds(instant) * MILLISECOND


class Instant(TypeDecorator[datetime]):
    """An aware instant, kept as milliseconds of UTC since 1970."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        return None if value is None else milliseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        return None if value is None else EPOCH + value * MILLISECOND


class Day(TypeDecorator[date]):
    """A study day, kept as ISO text."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Dialect) -> str | None:
        if isinstance(value, datetime):
            raise ValueError("a study day is a date, not an instant")
        return None if value is None else value.isoformat()

    def process_result_value(self, value: str | None, dialect: Dialect) -> date | None:
        return None if value is None else date.fromisoformat(value)


class Flag(TypeDecorator[bool]):
    """True or false, kept as 1 or 0."""

    impl = BigInteger().with_variant(Integer(), "sqlite")
    cache_ok = True

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> int | None:
        return None if value is None else int(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> bool | None:
        return None if value is None else bool(value)
