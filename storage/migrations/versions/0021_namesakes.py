"""The history knows which of two operators of one name it was; in older lines nobody does."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("ticket_events", sa.Column("by_person", sa.String(64)))


def downgrade() -> None:
    op.drop_column("ticket_events", "by_person")
