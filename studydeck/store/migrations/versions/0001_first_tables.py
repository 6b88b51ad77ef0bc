"""The first tables: learner, device, sequence, the logs, and the state of each card.

Written out and not taken from `tables`, since a step stays as it was while the tables move on.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from studydeck.store.dialects import guard

revision = "0001"
down_revision = None

WHOLE: sa.types.TypeEngine[int] = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    _who()
    _reviews()
    _exams()
    _states()


def _text(name: str, *args: Any, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, sa.Text, *args, nullable=False, **options)


def _whole(name: str, **options: Any) -> sa.Column[Any]:
    return sa.Column(name, WHOLE, nullable=False, **options)


def _table(name: str, *parts: Any) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _log(name: str, *parts: Any) -> None:
    _table(
        name,
        _text("id", primary_key=True),
        _text("learner", sa.ForeignKey("learner.id")),
        _text("device", sa.ForeignKey("device.id")),
        _whole("seq"),
        _whole("at"),
        _whole("latest"),
        _whole("utc_offset"),
        _text("study_day"),
        *parts,
        sa.UniqueConstraint("device", "seq"),
    )
    guard(op.get_bind(), name)


def _who() -> None:
    _table("learner", _text("id", primary_key=True), _whole("created"))
    _table(
        "device",
        _text("id", primary_key=True),
        _text("learner", sa.ForeignKey("learner.id")),
        _text("machine"),
        _whole("created"),
        _whole("closed"),
    )
    _table(
        "sequence",
        _text("device", sa.ForeignKey("device.id"), primary_key=True),
        _whole("last"),
        _whole("latest"),
    )


def _reviews() -> None:
    _log(
        "review_log",
        _text("card"),
        _whole("rating"),
        _text("due"),
        _text("session"),
        _whole("seed"),
        _text("fingerprint"),
        _whole("duration"),
        sa.Column("correct", WHOLE),
        _text("confidence"),
        _text("response"),
        _text("figures"),
        sa.CheckConstraint("rating BETWEEN 1 AND 4"),
        sa.CheckConstraint("correct IN (0, 1)"),
    )
    op.create_index("review_log_by_card", "review_log", ["learner", "card"])
    op.create_index("review_log_by_day", "review_log", ["learner", "study_day"])
    _log("review_void", _text("review", sa.ForeignKey("review_log.id")), _text("reason"))
    op.create_index("review_void_by_review", "review_void", ["review"])
    _log("item_event", _text("item"), _text("kind"), _text("text"))


def _exams() -> None:
    _log("exam_attempt", _text("exam"), _whole("seed"), _text("paper"))
    _log(
        "exam_answer",
        _text("attempt", sa.ForeignKey("exam_attempt.id")),
        _whole("question"),
        _text("item"),
        _text("fingerprint"),
        _whole("duration"),
        _text("response"),
    )
    _log(
        "exam_event",
        _text("attempt", sa.ForeignKey("exam_attempt.id")),
        _text("kind"),
        sa.Column("question", WHOLE),
        _text("text"),
    )


def _states() -> None:
    _table(
        "card_state",
        _text("learner", sa.ForeignKey("learner.id")),
        _text("card"),
        sa.Column("stability", REAL, nullable=False),
        sa.Column("difficulty", REAL, nullable=False),
        _text("last_day"),
        _text("due"),
        _whole("reps"),
        _whole("lapses"),
        _whole("last_rating"),
        _text("first_day"),
        _text("fingerprint"),
        sa.PrimaryKeyConstraint("learner", "card"),
    )
