"""What is to be sent, what it carries, and who carries it."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)

from .columns import Moment, Number, metadata

delayed = Table(
    "delayed",
    metadata,
    Column("id", Number, primary_key=True),
    Column("ticket", String(16), nullable=False, index=True),
    Column("due_at", Moment, nullable=False, index=True),
    Column("outgoing", JSON, nullable=False),
)

_PENDING = text("state = 'pending'")

outbox = Table(
    "outbox",
    metadata,
    Column("id", Number, primary_key=True),
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("lane", String(16), nullable=False),
    Column("message", JSON, nullable=False),
    Column("edits", Text),
    Column("toast", Text),
    Column("ticket", String(16)),
    Column("card", String(8)),
    Column("slot", String(64)),
    Column("private", Boolean, nullable=False),
    Column("thread", BigInteger, nullable=False, server_default="0"),
    Column("threading", String(8)),
    Column("version", Integer, nullable=False, server_default="0"),
    Column("state", String(16), nullable=False, server_default="pending"),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("sent", Text),
    Column("error", Text),
    Column("claimed_by", String(128)),
    Column("claimed_until", Moment),
    Index(
        "ix_outbox_pending",
        "door",
        "lane",
        "id",
        sqlite_where=_PENDING,
        postgresql_where=_PENDING,
    ),
    Index(
        "ix_outbox_held",
        "door",
        "chat",
        sqlite_where=text("state = 'held'"),
        postgresql_where=text("state = 'held'"),
    ),
    Index(
        "ix_outbox_chat",
        "door",
        "chat",
        "lane",
        "id",
        sqlite_where=_PENDING,
        postgresql_where=_PENDING,
    ),
    sqlite_autoincrement=True,
)

timetables = Table(
    "timetables",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("even", Float, nullable=False),
    Column("taken", JSON, nullable=False),
)

shares = Table(
    "shares",
    metadata,
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("full_at", Float, nullable=False),
    Column("free_at", Float, nullable=False),
    PrimaryKeyConstraint("door", "chat"),
    Index(None, "free_at"),
    sqlite_with_rowid=False,
)

posts = Table(
    "posts",
    metadata,
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("message", String(64), nullable=False),
    Column("ticket", String(16), nullable=False),
    Column("card", Boolean, nullable=False),
    PrimaryKeyConstraint("door", "chat", "message"),
    Index("ix_posts_card", "door", "chat", "ticket", "card"),
    sqlite_with_rowid=False,
)

files = Table(
    "files",
    metadata,
    Column("door", String(16), nullable=False),
    Column("ref", String(255), nullable=False),
    Column("ticket", String(16), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("url", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("claimed", BigInteger, nullable=False),
    Column("state", String(16), nullable=False, server_default="wanted"),
    Column("digest", String(64)),
    Column("type", String(128)),
    Column("size", BigInteger),
    Column("late", JSON, nullable=False),
    Column("told", Boolean, nullable=False),
    Column("attempts", Integer, nullable=False, server_default="0"),
    Column("due_at", Moment, nullable=False),
    Column("wanted_at", Moment, nullable=False),
    Column("settled_at", Moment),
    Column("error", Text),
    PrimaryKeyConstraint("door", "ref", "ticket"),
    Index(
        "ix_files_wanted",
        "due_at",
        sqlite_where=text("state = 'wanted'"),
        postgresql_where=text("state = 'wanted'"),
    ),
    Index(
        "ix_files_erased",
        "ref",
        sqlite_where=text("state = 'erased'"),
        postgresql_where=text("state = 'erased'"),
    ),
    Index("ix_files_ticket", "ticket"),
    sqlite_with_rowid=False,
)

leases = Table(
    "leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),
)
