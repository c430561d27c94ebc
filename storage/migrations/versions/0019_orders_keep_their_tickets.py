"""The tickets of an order, kept with it as they were chosen."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Number

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "job_tickets",
        sa.Column("job", Number, nullable=False),
        sa.Column("number", sa.String(16), nullable=False),
        sa.PrimaryKeyConstraint("job", "number"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("job_tickets")
