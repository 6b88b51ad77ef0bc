"""Goals, and names for learners and devices."""

import sqlalchemy as sa
from alembic import op

from studydeck.store.dialects import guard

revision = "0002"
down_revision = "0001"

WHOLE: sa.types.TypeEngine[int] = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL: sa.types.TypeEngine[float] = sa.Double().with_variant(sa.REAL(), "sqlite")


def upgrade() -> None:
    for table in ("learner", "device"):
        op.add_column(table, sa.Column("name", sa.Text, nullable=False, server_default=""))
    op.create_table(
        "goal_log",
        sa.Column("id", sa.Text, primary_key=True, nullable=False),
        sa.Column("learner", sa.Text, sa.ForeignKey("learner.id"), nullable=False),
        sa.Column("device", sa.Text, sa.ForeignKey("device.id"), nullable=False),
        sa.Column("seq", WHOLE, nullable=False),
        sa.Column("at", WHOLE, nullable=False),
        sa.Column("latest", WHOLE, nullable=False),
        sa.Column("utc_offset", WHOLE, nullable=False),
        sa.Column("study_day", sa.Text, nullable=False),
        sa.Column("certification", sa.Text, nullable=False),
        sa.Column("day", sa.Text),
        sa.Column("minutes", REAL),
        sa.UniqueConstraint("device", "seq"),
        sqlite_strict=True,
    )
    guard(op.get_bind(), "goal_log")
