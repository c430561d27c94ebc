"""A resident may be forgotten: the words of their tickets' histories are blotted, and no others'.

Which tickets those are stands in a table of its own, to which rows are only added: so it is seen
where a history was touched, and when. In their lines the words, the details, what was before and
the files may be changed; who did what and when stays as it was, and no line can be deleted.

VK's updates were remembered by their place in a conversation, which is a person's number: from here
on by a digest of it (:meth:`bots.doors.vk.door.VkDoor.key`).
"""

import hashlib
import re

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

SAYS = "ticket_events: history is only added to"
KEPT = "erasures: is only added to"

FIXED = (
    "id", "number", "at", "move", "party", "by_agency", "by_name", "by_person", "before", "after",
    "agency",
)  # fmt: skip
"""Columns of a line that nothing changes."""

_ERASED = "EXISTS (SELECT 1 FROM erasures WHERE erasures.number = OLD.number)"

ON_SQLITE = [
    "DROP TRIGGER ticket_events_no_update",
    f"""CREATE TRIGGER ticket_events_no_update BEFORE UPDATE ON ticket_events
    WHEN NOT {_ERASED} OR {" OR ".join(f'NEW."{one}" IS NOT OLD."{one}"' for one in FIXED)}
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
    *(
        f"""CREATE TRIGGER erasures_no_{what} BEFORE {what} ON erasures
        BEGIN SELECT RAISE(ABORT, '{KEPT}'); END"""
        for what in ("update", "delete")
    ),
]

_SAME = " AND ".join(f'NEW."{one}" IS NOT DISTINCT FROM OLD."{one}"' for one in FIXED)

ON_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION ticket_events_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN
        IF TG_OP = 'UPDATE' THEN
            IF {_ERASED} AND {_SAME} THEN RETURN NEW; END IF;
        END IF;
        RAISE EXCEPTION '{SAYS}';
    END $$""",
    f"""CREATE OR REPLACE FUNCTION erasures_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{KEPT}'; END $$""",
    """CREATE TRIGGER erasures_no_change BEFORE UPDATE OR DELETE ON erasures
    FOR EACH ROW EXECUTE FUNCTION erasures_are_kept()""",
    """CREATE TRIGGER erasures_no_truncate BEFORE TRUNCATE ON erasures
    FOR EACH STATEMENT EXECUTE FUNCTION erasures_are_kept()""",
]

ON_SQLITE_BACK = [
    "DROP TRIGGER ticket_events_no_update",
    f"""CREATE TRIGGER ticket_events_no_update BEFORE UPDATE ON ticket_events
    BEGIN SELECT RAISE(ABORT, '{SAYS}'); END""",
]

ON_POSTGRESQL_BACK = [
    f"""CREATE OR REPLACE FUNCTION ticket_events_are_kept() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$""",
]

IS_ERASED = sa.text("state = 'erased'")


PLACE = re.compile(r"-?\d+\.\d+\.\d+")


def _hide_people() -> None:
    connection = op.get_bind()
    known = connection.execute(sa.text("SELECT key FROM inbox WHERE door = 'vk'")).scalars().all()
    digests = [
        {"before": key, "after": hashlib.sha256(key.encode()).hexdigest()}
        for key in known
        if PLACE.fullmatch(key)
    ]
    if digests:
        hide = sa.text("UPDATE inbox SET key = :after WHERE door = 'vk' AND key = :before")
        connection.execute(hide, digests)


def upgrade() -> None:
    _hide_people()
    op.create_table(
        "erasures",
        sa.Column("number", sa.String(16), nullable=False),
        sa.Column("at", Moment(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_erasures"),
        sqlite_with_rowid=False,
    )
    op.create_index(
        "ix_files_erased", "files", ["ref"], sqlite_where=IS_ERASED, postgresql_where=IS_ERASED
    )
    op.create_index("ix_files_ticket", "files", ["ticket"])
    on_server = op.get_bind().dialect.name == "postgresql"
    for statement in ON_POSTGRESQL if on_server else ON_SQLITE:
        op.execute(sa.text(statement))


def downgrade() -> None:
    on_server = op.get_bind().dialect.name == "postgresql"
    for statement in ON_POSTGRESQL_BACK if on_server else ON_SQLITE_BACK:
        op.execute(sa.text(statement))
    op.drop_index("ix_files_ticket", "files")
    op.drop_index("ix_files_erased", "files")
    op.drop_table("erasures")
    if on_server:
        op.execute(sa.text("DROP FUNCTION erasures_are_kept()"))
