"""On a server tickets' words stand together with the span of tickets in which they were filed, so
that the latest are found without gathering all. In a file the index of words is put together.

A million tickets are indexed anew in some minutes, once.
"""

import sqlalchemy as sa
from alembic import op

from storage.finding.searching import OPTIMIZE
from storage.migrations.indexing import index_anew

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        op.execute(OPTIMIZE)
        return
    index_anew(op.get_bind())


def downgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return
    op.add_column("ticket_words", sa.Column("agency", sa.String(length=32), nullable=True))
    op.execute(
        "UPDATE ticket_words SET words = array_to_tsvector(ARRAY("
        "SELECT substr(word, strpos(word, '~') + 1)"
        " FROM unnest(tsvector_to_array(words)) AS word)),"
        " agency = (SELECT substr(word, strpos(word, '~@') + 2)"
        " FROM unnest(tsvector_to_array(words)) AS word WHERE word LIKE '%~@%')"
    )
    op.alter_column("ticket_words", "agency", nullable=False)
    op.create_index("ix_ticket_words_latest", "ticket_words", ["agency", "id"])
