"""The tables. Moments are kept in UTC; what a conversation or a message holds, as JSON.

* ``tickets`` is the latest state, ``ticket_events`` the history: rows are only ever added to it,
  and triggers refuse anything else (migration 0010).
* ``mornings`` says which agency was told on which day what the day brings.
* ``substitutions`` says who stands in for an agency that is away; what is over counts for nothing.
* ``delayed`` are messages that may still be taken back, before they go to the outbox.
* ``outbox`` is the one way out; ``posts`` says which delivered message stands for which ticket.
* ``bind_attempts`` are wrong bind codes of the last hour, never the codes themselves.
* ``jobs`` are broadcasts and moves of many tickets, and how far they have got; ``quiet``,
  who wants no broadcasts.
* ``inbox`` remembers updates already taken, so that a repeated one does nothing.
* ``threads`` says which thread of a chat is a ticket's own.
* ``files`` says of every file of a ticket whether it was fetched, and as what it is kept.
* ``leases`` says which worker does what one alone does; on SQLite there is one, and no row.
* So it is with ``claimed_by`` of the outbox: which worker's courier has the row. ``timetables``
  and ``shares`` are the messengers' paces, which couriers of several workers keep together.
"""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
    DateTime,
    Dialect,
    Float,
    Index,
    Integer,
    MetaData,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    text,
)
from sqlalchemy.types import TypeDecorator

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

metadata = MetaData(naming_convention=NAMING)


class Moment(TypeDecorator[datetime]):
    """A moment: aware in the program; UTC in the database, which on SQLite has no zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        if value is None:
            return None
        moment = value.astimezone(UTC)
        return moment if dialect.name == "postgresql" else moment.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC)


Number = BigInteger().with_variant(Integer(), "sqlite")
"""SQLite counts up by itself only in a column that is called exactly INTEGER."""

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

numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

IS_OPEN = text("state IN ('new', 'routed', 'in_work', 'need_info', 'planned', 'on_approval')")
"""A query must say it in the same words, or its index is not used."""

IS_NEAR = text(f"{IS_OPEN} AND cell IS NOT NULL")
"""Open, and with a point; ``cell`` is its cell on the ground, see :mod:`core.nearby`."""

IS_WATCHED = text("look_at IS NOT NULL")
IS_MERGED = text('"into" IS NOT NULL')
IS_ANSWERED = text("first_answer_at IS NOT NULL")

tickets = Table(
    "tickets",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("filed_at", Moment, nullable=False),
    Column("state", String(16), nullable=False),
    Column("topic", String(40), nullable=False),
    Column("municipality", String(32), nullable=False),
    Column("agency", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("latitude", Float),
    Column("longitude", Float),
    Column("deadline", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("files", JSON, nullable=False),
    Column("extras", JSON, nullable=False),
    Column("contact", Text, nullable=False),
    Column("language", String(8), nullable=False),
    Column("taken_by", Text, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("returns", Integer, nullable=False),
    Column("verdict", String(16)),
    Column("cell", BigInteger),
    Column("holder_door", String(16)),
    Column("holder_chat", BigInteger),
    Column("holder_person", BigInteger),
    Column("outcome", String(16)),
    Column("into", String(16)),
    Column("since", Moment),
    Column("look_at", Moment),
    Column("allowed", Integer, nullable=False, server_default="28800"),
    Column("reminded", Integer, nullable=False, server_default="0"),
    Column("left", Integer),
    Column("solve_by", Moment),
    Column("solve_left", Integer),
    Column("promised", Moment),
    Column("extensions", Integer, nullable=False, server_default="0"),
    Column("first_answer_at", Moment),
    Column("answer_minutes", Integer),
    Column("in_time", Boolean),
    Column("escalated", Integer, nullable=False, server_default="0"),
    Column("paused", Integer, nullable=False, server_default="0"),
    Index("ix_tickets_resident", "door", "person", "chat", "filed_at"),
    Index(
        "ix_tickets_open",
        "agency",
        "deadline",
        "number",
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
    Index("ix_tickets_near", "cell", sqlite_where=IS_NEAR, postgresql_where=IS_NEAR),
    Index("ix_tickets_look", "look_at", sqlite_where=IS_WATCHED, postgresql_where=IS_WATCHED),
    Index(
        "ix_tickets_holder",
        "holder_door",
        "holder_person",
        "deadline",
        "number",
        sqlite_where=IS_OPEN,
        postgresql_where=IS_OPEN,
    ),
    Index("ix_tickets_into", "into", sqlite_where=IS_MERGED, postgresql_where=IS_MERGED),
    Index("ix_tickets_filed", "filed_at", "agency", "topic", "municipality"),
    Index(
        "ix_tickets_answered",
        *("first_answer_at", "agency", "topic", "municipality"),
        *("answer_minutes", "in_time", "returns", "verdict"),
        sqlite_where=IS_ANSWERED,
        postgresql_where=IS_ANSWERED,
    ),
)

ticket_events = Table(
    "ticket_events",
    metadata,
    Column("id", Number, primary_key=True),
    Column("number", String(16), nullable=False),
    Column("at", Moment, nullable=False),
    Column("move", String(16), nullable=False),
    Column("party", String(16), nullable=False),
    Column("by_agency", String(32), nullable=False),
    Column("by_name", Text, nullable=False),
    Column("before", String(16)),
    Column("after", String(16), nullable=False),
    Column("agency", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("files", JSON, nullable=False),
    Column("details", JSON(none_as_null=True)),
    Column("was", JSON(none_as_null=True)),
    Index(None, "number", "id"),
)

delayed = Table(
    "delayed",
    metadata,
    Column("id", Number, primary_key=True),
    Column("ticket", String(16), nullable=False, index=True),
    Column("due_at", Moment, nullable=False, index=True),
    Column("outgoing", JSON, nullable=False),
)

mornings = Table(
    "mornings",
    metadata,
    Column("agency", String(32), nullable=False),
    Column("day", Date, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("agency", "day"),
    sqlite_with_rowid=False,
)

templates = Table(
    "templates",
    metadata,
    Column("id", Number, primary_key=True),
    Column("agency", String(32), nullable=False),
    Column("title", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Text, nullable=False),
    Index(None, "agency", "title"),
)

substitutions = Table(
    "substitutions",
    metadata,
    Column("agency", String(32), primary_key=True),
    Column("by", String(32), nullable=False),
    Column("until", Moment, nullable=False),
    Column("set_by", Text, nullable=False),
    Column("set_at", Moment, nullable=False),
)

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
    sqlite_with_rowid=False,
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

leases = Table(
    "leases",
    metadata,
    Column("name", String(32), primary_key=True),
    Column("holder", String(128), nullable=False),
    Column("epoch", BigInteger, nullable=False),
    Column("until", Moment, nullable=False),
)

_RUNNING = text("stage = 'running'")

jobs = Table(
    "jobs",
    metadata,
    Column("id", Number, primary_key=True),
    Column("kind", String(16), nullable=False, server_default="broadcast"),
    Column("stage", String(16), nullable=False),
    Column("door", String(16), nullable=False),
    Column("chat", BigInteger, nullable=False),
    Column("by_name", Text, nullable=False),
    Column("spec", JSON, nullable=False),
    Column("began_at", Moment, nullable=False),
    Column("told_at", Moment, nullable=False),
    Column("total", Integer, nullable=False),
    Column("done", Integer, nullable=False),
    Column("skipped", Integer, nullable=False),
    Column("cursor", Text, nullable=False),
    Index("ix_jobs_running", "id", sqlite_where=_RUNNING, postgresql_where=_RUNNING),
)

quiet = Table(
    "quiet",
    metadata,
    Column("door", String(16), nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("at", Moment, nullable=False),
    PrimaryKeyConstraint("door", "person"),
    sqlite_with_rowid=False,
)
