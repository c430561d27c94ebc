"""Whose row of the outbox it is to send, where couriers of several workers carry for one messenger.

* A row is claimed before it is sent: for :data:`LASTS` seconds by the database's clock, and again
  as long as it is on its way. What a worker held that was killed is anybody's when that is over.
* Only the first row that waits in a chat can be claimed, and none while another of the chat is:
  so no two couriers ever have rows of one chat, and their order is kept. Couriers of one
  messenger claim one after another; what a unit of work is changing at the moment is passed over.
* A row that was ever claimed may have been sent, whatever became of its worker. It is never
  changed any more, but for what does no harm twice (see :mod:`storage.outbox`).
* A chat that has had its share of the pace, or was told to wait, is left alone by everybody.

On SQLite one process carries everything and keeps all this in memory: :mod:`storage.handing`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import DateTime, exists, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.outbox import Waiting

from .outbox import ON_THE_WAY, is_early, read_waiting
from .pacing import AT_THE_MOMENT, OF_ALL
from .tables import outbox as table
from .tables import shares

LASTS = timedelta(seconds=10)

_NOW = func.clock_timestamp(type_=DateTime(timezone=True))

# Held until the transaction ends. The statement after it sees what those before have claimed.
_ONE_AFTER_ANOTHER = text("SELECT pg_advisory_xact_lock(hashtext('outbox'), hashtext(:door))")


async def claim(
    connection: AsyncConnection, holder: str, door: str, now: datetime, most: int
) -> list[Waiting]:
    """Claim rows that may go out ``now``, in order, at most ``most``: one of each chat, and
    answers to presses."""
    await connection.execute(_ONE_AFTER_ANOTHER, {"door": door})
    first, other, resting = table.alias("first"), table.alias("other"), shares.alias("resting")
    in_chat = (first.c.door == table.c.door) & (first.c.chat == table.c.chat)
    before = exists().where(
        in_chat,
        first.c.state == "pending",
        first.c.toast.is_(None),
        or_(
            first.c.lane < table.c.lane,
            (first.c.lane == table.c.lane) & (first.c.id < table.c.id),
        ),
    )
    taken = exists().where(
        other.c.door == table.c.door,
        other.c.chat == table.c.chat,
        other.c.state == "pending",
        other.c.toast.is_(None),
        other.c.claimed_until > _NOW,
    )
    rests = exists().where(
        resting.c.door == table.c.door,
        resting.c.chat.in_((table.c.chat, OF_ALL)),
        resting.c.free_at > AT_THE_MOMENT,
    )
    waits = (
        select(table.c.id)
        .where(
            table.c.door == door,
            table.c.state == "pending",
            ~is_early(table, now),
            or_(table.c.claimed_until.is_(None), table.c.claimed_until <= _NOW),
            or_(table.c.toast.is_not(None), ~before & ~taken & ~rests),
        )
        .order_by(table.c.lane, table.c.id)
        .limit(most)
        .with_for_update(of=table, skip_locked=True)
    )
    found = await connection.execute(
        update(table)
        .where(table.c.id.in_(waits.scalar_subquery()))
        .values(claimed_by=holder, claimed_until=_NOW + LASTS)
        .returning(*ON_THE_WAY)
    )
    return [read_waiting(row) for row in sorted(found, key=lambda row: (row.lane, row.id))]


async def keep(connection: AsyncConnection, holder: str, rows: Iterable[int]) -> None:
    """Claim rows for another while: they are on their way still."""
    await connection.execute(
        update(table)
        .where(table.c.id.in_(list(rows)), table.c.claimed_by == holder)
        .values(claimed_until=_NOW + LASTS)
    )


async def give_back(connection: AsyncConnection, holder: str, rows: Iterable[int]) -> None:
    """Claim rows no more: anybody may."""
    await connection.execute(
        update(table)
        .where(table.c.id.in_(list(rows)), table.c.claimed_by == holder)
        .values(claimed_until=None)
    )
