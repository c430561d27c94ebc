"""History is only added to, whoever writes; figures of a period are read from indexes alone.

The program never changes a line of a ticket's history. From here on the database refuses it too,
to the program as to whoever opens it by hand. Who must change it all the same (a court's order)
drops the triggers first, which is seen.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

SAYS = "ticket_events: history is only added to"

ON_SQLITE = [
    f"""CREATE TRIGGER ticket_events_no_{what} BEFORE {what} ON ticket_events
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END"""
    for what in ("update", "delete")
]

ON_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION ticket_events_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$""",
    """CREATE TRIGGER ticket_events_no_change BEFORE UPDATE OR DELETE ON ticket_events
    FOR EACH ROW EXECUTE FUNCTION ticket_events_are_kept()""",
    """CREATE TRIGGER ticket_events_no_truncate BEFORE TRUNCATE ON ticket_events
    FOR EACH STATEMENT EXECUTE FUNCTION ticket_events_are_kept()""",
]

IS_ANSWERED = sa.text("first_answer_at IS NOT NULL")


def upgrade() -> None:
    on_server = op.get_bind().dialect.name == "postgresql"
    for statement in ON_POSTGRESQL if on_server else ON_SQLITE:
        op.execute(sa.text(statement))
    op.drop_index("ix_tickets_filed", "tickets")
    op.create_index("ix_tickets_filed", "tickets", ["filed_at", "agency", "topic", "municipality"])
    op.create_index(
        "ix_tickets_answered",
        "tickets",
        [
            "first_answer_at",
            "agency",
            "topic",
            "municipality",
            "answer_minutes",
            "in_time",
            "returns",
            "verdict",
        ],
        sqlite_where=IS_ANSWERED,
        postgresql_where=IS_ANSWERED,
    )


def downgrade() -> None:
    op.drop_index("ix_tickets_answered", "tickets")
    op.drop_index("ix_tickets_filed", "tickets")
    op.create_index("ix_tickets_filed", "tickets", ["filed_at"])
    if op.get_bind().dialect.name == "postgresql":
        for name in ("change", "truncate"):
            op.execute(sa.text(f"DROP TRIGGER ticket_events_no_{name} ON ticket_events"))
        op.execute(sa.text("DROP FUNCTION ticket_events_are_kept()"))
        return
    for name in ("update", "delete"):
        op.execute(sa.text(f"DROP TRIGGER ticket_events_no_{name}"))
