"""A ticket may have a thread of its own in a chat, and a message a thread it goes into."""

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "threads",
        sa.Column("door", sa.String(16), nullable=False),
        sa.Column("chat", sa.BigInteger(), nullable=False),
        sa.Column("ticket", sa.String(16), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("door", "chat", "ticket"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_threads_thread", "threads", ["door", "chat", "thread"])
    op.add_column("chats", sa.Column("threadless_at", Moment()))
    op.add_column(
        "outbox", sa.Column("thread", sa.BigInteger(), nullable=False, server_default="0")
    )
    op.add_column("outbox", sa.Column("threading", sa.String(8)))


def downgrade() -> None:
    op.drop_column("outbox", "threading")
    op.drop_column("outbox", "thread")
    op.drop_column("chats", "threadless_at")
    op.drop_table("threads")
