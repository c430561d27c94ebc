"""Broadcasts that go a portion at a time, and who wants none."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment, Number

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_RUNNING = sa.text("stage = 'running'")


def upgrade() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", Number, nullable=False),
        sa.Column("stage", sa.String(16), nullable=False),
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("by_name", sa.Text(), nullable=False),
        sa.Column("spec", sa.JSON(), nullable=False),
        sa.Column("began_at", Moment(), nullable=False),
        sa.Column("told_at", Moment(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("skipped", sa.Integer(), nullable=False),
        sa.Column("cursor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_jobs"),
    )
    op.create_index(
        "ix_jobs_running", "jobs", ["id"], sqlite_where=_RUNNING, postgresql_where=_RUNNING
    )
    op.create_table(
        "quiet",
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("door", "person", name="pk_quiet"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("quiet")
    op.drop_table("jobs")
