"""What was answered before there was a watch is not closed all at once.

0009 let the watch look at it as soon as it began, and by its date each such ticket was to be closed
there and then: every resident of a town's years would have been told of it in one morning. Now they
count as answered from this upgrade on, spread over the seven days after it: each has all the days
of the town file to say whether it helped, and a day closes a seventh of them.

What the watch has looked at since is let be: its next look is no longer when it changed last.
"""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

from storage.tables import Moment

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

PORTIONS = 7 * 24
"""One an hour."""

tickets = sa.table(
    "tickets",
    sa.column("number", sa.String),
    sa.column("state", sa.String),
    sa.column("changed_at", Moment()),
    sa.column("since", Moment()),
    sa.column("look_at", Moment()),
)
NEVER_LOOKED_AT = sa.and_(tickets.c.state == "answered", tickets.c.look_at == tickets.c.changed_at)


def upgrade() -> None:
    connection, now = op.get_bind(), datetime.now(UTC)
    portion = sa.func.ntile(PORTIONS).over(order_by=tickets.c.number).label("portion")
    each = sa.select(tickets.c.number, portion).where(NEVER_LOOKED_AT).subquery()
    last = sa.select(each.c.portion, sa.func.max(each.c.number)).group_by(each.c.portion)
    after = ""
    for place, until in connection.execute(last.order_by(each.c.portion)).all():
        at = now + timedelta(hours=int(place))
        within = sa.and_(tickets.c.number > after, tickets.c.number <= until)
        # The first look finds that it is not time yet, and when it will be.
        connection.execute(
            sa.update(tickets).where(NEVER_LOOKED_AT, within).values(since=at, look_at=at)
        )
        after = until


def downgrade() -> None:
    """When they were to be closed before is gone, and would be too soon."""
