"""Tickets are found by words and by place; an agency's queue goes by pages.

What is there already is indexed too, a portion at a time: of a million tickets this takes some
minutes, once, and says how far it is.
"""

import sqlalchemy as sa
from alembic import op

from core.nearby import cell_of
from core.places import Place
from storage.migrations.indexing import index_anew

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

AT_ONCE = 1_000
IS_OPEN = "state IN ('new', 'routed', 'in_work', 'need_info')"


def upgrade() -> None:
    op.add_column("tickets", sa.Column("cell", sa.BigInteger(), nullable=True))
    _place_what_has_a_point(op.get_bind())
    _of_open("ix_tickets_open", ["agency", "deadline", "number"], IS_OPEN, instead=True)
    _of_open("ix_tickets_near", ["cell"], f"{IS_OPEN} AND cell IS NOT NULL")
    index_anew(op.get_bind())


def downgrade() -> None:
    op.drop_table("ticket_words")
    op.drop_index("ix_tickets_near", "tickets")
    _of_open("ix_tickets_open", ["agency", "deadline"], IS_OPEN, instead=True)
    op.drop_column("tickets", "cell")


def _of_open(name: str, columns: list[str], which: str, *, instead: bool = False) -> None:
    """Make a partial index, where it is to stand in the place of another one."""
    if instead:
        op.drop_index(name, "tickets")
    where = sa.text(which)
    op.create_index(name, "tickets", columns, sqlite_where=where, postgresql_where=where)


def _place_what_has_a_point(connection: sa.Connection) -> None:
    tickets = sa.table(
        "tickets",
        sa.column("number", sa.String),
        sa.column("latitude", sa.Float),
        sa.column("longitude", sa.Float),
        sa.column("cell", sa.BigInteger),
    )
    read = sa.select(tickets.c.number, tickets.c.latitude, tickets.c.longitude)
    write = (
        sa.update(tickets)
        .where(tickets.c.number == sa.bindparam("ticket"))
        .values(cell=sa.bindparam("place"))
    )
    last = ""
    while True:
        page = read.where(tickets.c.number > last, tickets.c.latitude.is_not(None))
        found = connection.execute(page.order_by(tickets.c.number).limit(AT_ONCE)).all()
        if not found:
            return
        connection.execute(
            write,
            [
                {"ticket": number, "place": cell_of(Place("", latitude, longitude), "")}
                for number, latitude, longitude in found
            ],
        )
        last = found[-1].number
