"""Couriers of several workers carry for one messenger: each claims its rows, all share the pace."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("outbox", sa.Column("claimed_by", sa.String(length=128), nullable=True))
    op.add_column("outbox", sa.Column("claimed_until", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "timetables",
        sa.Column("name", sa.String(length=32), nullable=False),
        sa.Column("even", sa.Float(), nullable=False),
        sa.Column("taken", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_timetables")),
    )
    op.create_table(
        "shares",
        sa.Column("door", sa.String(length=16), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("full_at", sa.Float(), nullable=False),
        sa.Column("free_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("door", "chat", name=op.f("pk_shares")),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_shares_free_at", "shares", ["free_at"])


def downgrade() -> None:
    op.drop_table("shares")
    op.drop_table("timetables")
    op.drop_column("outbox", "claimed_until")
    op.drop_column("outbox", "claimed_by")
