"""What the coordinators were told of a ticket, for how long its clock stood, and which digests
were sent."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("escalated", "paused"):
        op.add_column("tickets", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.create_table(
        "mornings",
        sa.Column("agency", sa.String(32), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("agency", "day", name="pk_mornings"),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    op.drop_table("mornings")
    for name in ("paused", "escalated"):
        op.drop_column("tickets", name)
