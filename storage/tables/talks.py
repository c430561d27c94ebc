"""What was heard: updates, conversations, consents."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
)

from .columns import Moment, Number, metadata

inbox = Table(
    "inbox",
    metadata,
    Column("door", String(16), nullable=False),
    Column("key", String(128), nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("door", "key"),
    Index(None, "at"),
    sqlite_with_rowid=False,
)

cursors = Table(
    "cursors",
    metadata,
    Column("door", String(16), primary_key=True),
    Column("cursor", Text, nullable=False),
    Column("at", Moment, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("memory", JSON, nullable=False),
    Column("changed_at", Moment, nullable=False),
    PrimaryKeyConstraint("door", "chat", "person"),
    sqlite_with_rowid=False,
)

consents = Table(
    "consents",
    metadata,
    Column("id", Number, primary_key=True),
    Column("door", String(16), nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("version", String(32), nullable=False),
    Column("at", Moment, nullable=False),
    Index(None, "door", "person"),
)

quarantine = Table(
    "quarantine",
    metadata,
    Column("id", Number, primary_key=True),
    Column("door", String(16), nullable=False),
    Column("key", String(128), nullable=False),
    Column("raw", JSON, nullable=False),
    Column("trace", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("done_at", Moment),
)
