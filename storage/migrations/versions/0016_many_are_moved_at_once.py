"""Jobs are of a kind: broadcasts, and many tickets moved at once."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column(
        "jobs", sa.Column("kind", sa.String(16), nullable=False, server_default="broadcast")
    )


def downgrade() -> None:
    op.drop_column("jobs", "kind")
