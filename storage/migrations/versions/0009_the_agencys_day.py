"""Clocks, promises, outcomes and the next look at a ticket; what a move changed, in its history.

What is open already is looked at once, soon, and then when it is time; nobody is reminded of what
was due before: the first look tells at most one thing of each ticket.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment, Number

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

IS_OPEN = "state IN ('new', 'routed', 'in_work', 'need_info', 'planned', 'on_approval')"
WAS_OPEN = "state IN ('new', 'routed', 'in_work', 'need_info')"


def _columns() -> tuple[sa.Column[Any], ...]:
    return (
        sa.Column("holder_door", sa.String(16)),
        sa.Column("holder_chat", sa.BigInteger()),
        sa.Column("holder_person", sa.BigInteger()),
        sa.Column("outcome", sa.String(16)),
        sa.Column("into", sa.String(16)),
        sa.Column("since", Moment()),
        sa.Column("look_at", Moment()),
        sa.Column("allowed", sa.Integer(), nullable=False, server_default="28800"),
        sa.Column("reminded", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("left", sa.Integer()),
        sa.Column("solve_by", Moment()),
        sa.Column("solve_left", sa.Integer()),
        sa.Column("promised", Moment()),
        sa.Column("extensions", sa.Integer(), nullable=False, server_default="0"),
        sa.Column("first_answer_at", Moment()),
        sa.Column("answer_minutes", sa.Integer()),
        sa.Column("in_time", sa.Boolean()),
    )


def upgrade() -> None:
    for column in _columns():
        op.add_column("tickets", column)
    op.add_column("ticket_events", sa.Column("details", sa.JSON()))
    op.add_column("ticket_events", sa.Column("was", sa.JSON()))
    op.create_table(
        "delayed",
        sa.Column("id", Number, primary_key=True),
        sa.Column("ticket", sa.String(16), nullable=False),
        sa.Column("due_at", Moment(), nullable=False),
        sa.Column("outgoing", sa.JSON(), nullable=False),
    )
    op.create_index("ix_delayed_ticket", "delayed", ["ticket"])
    op.create_index("ix_delayed_due_at", "delayed", ["due_at"])
    _set_the_clocks()
    _of_open(IS_OPEN)
    _partial("ix_tickets_look", ["look_at"], "look_at IS NOT NULL")
    _partial("ix_tickets_holder", ["holder_door", "holder_person", "deadline", "number"], IS_OPEN)
    _partial("ix_tickets_into", ["into"], '"into" IS NOT NULL')
    op.create_index("ix_tickets_filed", "tickets", ["filed_at"])


def downgrade() -> None:
    for name in ("filed", "into", "holder", "look"):
        op.drop_index(f"ix_tickets_{name}", "tickets")
    _of_open(WAS_OPEN)
    op.drop_table("delayed")
    op.drop_column("ticket_events", "was")
    op.drop_column("ticket_events", "details")
    for column in reversed(_columns()):
        op.drop_column("tickets", column.name)


def _set_the_clocks() -> None:
    """What is open, or answered, is looked at as soon as the watch begins."""
    op.execute(sa.text("UPDATE tickets SET since = changed_at"))
    op.execute(
        sa.text(f"UPDATE tickets SET look_at = changed_at WHERE {WAS_OPEN} OR state = 'answered'")  # noqa: S608  because it is our own constant
    )


def _of_open(which: str) -> None:
    """The indexes of what is open, which is said in other words now."""
    op.drop_index("ix_tickets_open", "tickets")
    _partial("ix_tickets_open", ["agency", "deadline", "number"], which)
    op.drop_index("ix_tickets_near", "tickets")
    _partial("ix_tickets_near", ["cell"], f"{which} AND cell IS NOT NULL")


def _partial(name: str, columns: list[str], which: str) -> None:
    where = sa.text(which)
    op.create_index(name, "tickets", columns, sqlite_where=where, postgresql_where=where)
