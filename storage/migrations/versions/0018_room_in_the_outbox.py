"""Room on the pages of the outbox.

On PostgreSQL a row is claimed and settled soon after it was written, each time as a new version.
With half of each page left free the versions stay beside their row, and a claim, which touches no
indexed column, writes into no index (HOT). Rows that were there already stay where they are.
"""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE outbox SET (fillfactor = 50)")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("ALTER TABLE outbox RESET (fillfactor)")
