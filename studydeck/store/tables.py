"""The tables. `docs/data.md` says what each column means; the migrations build the same schema in steps."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    UniqueConstraint,
)

from studydeck.store.types import Day, Flag, Instant, Real, Whole

metadata = MetaData()


def _text(name: str, *args: Any, **options: Any) -> Column[str]:
    return Column(name, Text, *args, nullable=False, **options)


def _whole(name: str) -> Column[int]:
    return Column(name, Whole, nullable=False)


def _table(name: str, *parts: Any) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _log(name: str, *parts: Any) -> Table:
    """An append-only table: whose row it is, where it stands in its device's sequence, when it was lived."""
    return _table(
        name,
        _text("id", primary_key=True),
        _text("learner", ForeignKey("learner.id")),
        _text("device", ForeignKey("device.id")),
        _whole("seq"),
        Column("at", Instant, nullable=False),
        Column("latest", Instant, nullable=False),
        _whole("utc_offset"),
        Column("study_day", Day, nullable=False),
        *parts,
        UniqueConstraint("device", "seq"),
    )


learner = _table(
    "learner",
    _text("id", primary_key=True),
    Column("created", Instant, nullable=False),
    _text("name", server_default=""),
)

device = _table(
    "device",
    _text("id", primary_key=True),
    _text("learner", ForeignKey("learner.id")),
    _text("machine"),
    Column("created", Instant, nullable=False),
    _whole("closed"),
    _text("name", server_default=""),
)

sequence = _table(
    "sequence",
    _text("device", ForeignKey("device.id"), primary_key=True),
    _whole("last"),
    Column("latest", Instant, nullable=False),
)

review_log = _log(
    "review_log",
    _text("card"),
    _whole("rating"),
    Column("due", Day, nullable=False),
    _text("session"),
    _whole("seed"),
    _text("fingerprint"),
    _whole("duration"),
    Column("correct", Flag),
    _text("confidence"),
    _text("response"),
    _text("figures"),
    CheckConstraint("rating BETWEEN 1 AND 4"),
    CheckConstraint("correct IN (0, 1)"),
    Index("review_log_by_card", "learner", "card"),
    Index("review_log_by_day", "learner", "study_day"),
)

review_void = _log(
    "review_void",
    _text("review", ForeignKey("review_log.id")),
    _text("reason"),
    Index("review_void_by_review", "review"),
)

item_event = _log("item_event", _text("item"), _text("kind"), _text("text"))

exam_attempt = _log("exam_attempt", _text("exam"), _whole("seed"), _text("paper"))

exam_answer = _log(
    "exam_answer",
    _text("attempt", ForeignKey("exam_attempt.id")),
    _whole("question"),
    _text("item"),
    _text("fingerprint"),
    _whole("duration"),
    _text("response"),
)

exam_event = _log(
    "exam_event",
    _text("attempt", ForeignKey("exam_attempt.id")),
    _text("kind"),
    Column("question", Whole),
    _text("text"),
)

goal_log = _log("goal_log", _text("certification"), Column("day", Day), Column("minutes", Real))

LOGS = (review_log, review_void, item_event, exam_attempt, exam_answer, exam_event, goal_log)

card_state = _table(
    "card_state",
    _text("learner", ForeignKey("learner.id")),
    _text("card"),
    Column("stability", Real, nullable=False),
    Column("difficulty", Real, nullable=False),
    Column("last_day", Day, nullable=False),
    Column("due", Day, nullable=False),
    _whole("reps"),
    _whole("lapses"),
    _whole("last_rating"),
    Column("first_day", Day, nullable=False),
    _text("fingerprint"),
    PrimaryKeyConstraint("learner", "card"),
)
