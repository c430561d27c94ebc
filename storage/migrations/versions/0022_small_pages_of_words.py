"""In a file the index of words has smaller pages: a search leaps over what it does not need.

A million tickets are indexed anew in about a minute, once.
"""

import structlog
from alembic import op

from storage.searching import rebuild

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

TOLD_EVERY = 100_000

log = structlog.get_logger()


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        return
    for done in rebuild(op.get_bind()):
        if done % TOLD_EVERY == 0:
            log.info("tickets_indexed", count=done)


def downgrade() -> None:
    """Pages of any size are read."""
