"""The desk's: tickets and what is done about them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Date,
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

numbers = Table(
    "numbers",
    metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("last", Integer, nullable=False),
)

IS_OPEN = text("state IN ('new', 'routed', 'in_work', 'need_info', 'planned', 'on_approval')")
"""A query must say it in the same words, or its index is not used."""

IS_NEAR = text(f"{IS_OPEN} AND cell IS NOT NULL")
"""Open, and at a place that neighbours are known of: a point's cell on the ground, or an address's
own, see :mod:`core.nearby`."""

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
    Column("by_person", String(64)),
    Column("before", String(16)),
    Column("after", String(16), nullable=False),
    Column("agency", String(32), nullable=False),
    Column("text", Text, nullable=False),
    Column("files", JSON, nullable=False),
    Column("details", JSON(none_as_null=True)),
    Column("was", JSON(none_as_null=True)),
    Index(None, "number", "id"),
)

erasures = Table(
    "erasures",
    metadata,
    Column("number", String(16), primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
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

job_tickets = Table(
    "job_tickets",
    metadata,
    Column("job", Number, nullable=False),
    Column("number", String(16), nullable=False),
    PrimaryKeyConstraint("job", "number"),
    sqlite_with_rowid=False,
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
