"""The chats of agencies."""

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from .columns import Moment, Number, metadata

chats = Table(
    "chats",
    metadata,
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("agency", String(32), nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("bound_at", Moment, nullable=False),
    Column("bound_by", Text, nullable=False),
    Column("threadless_at", Moment),
    PrimaryKeyConstraint("door", "chat"),
)
"""``threadless_at``: when the messenger refused last to open a thread there."""

threads = Table(
    "threads",
    metadata,
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("ticket", String(16), nullable=False),
    Column("thread", BigInteger, nullable=False),
    PrimaryKeyConstraint("door", "chat", "ticket"),
    Index("ix_threads_thread", "door", "chat", "thread"),
    sqlite_with_rowid=False,
)

invitations = Table(
    "invitations",
    metadata,
    Column("digest", String(64), primary_key=True),
    Column("agency", String(32), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_at", Moment),
    Index(
        "ix_invitations_live",
        "expires_at",
        sqlite_where=text("used_at IS NULL"),
        postgresql_where=text("used_at IS NULL"),
    ),
)

bind_attempts = Table(
    "bind_attempts",
    metadata,
    Column("id", Number, primary_key=True),
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "at"),
)
