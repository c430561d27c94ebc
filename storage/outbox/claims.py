"""Whose row of the outbox it is to send, where couriers of several workers carry for one messenger.

* A row is claimed before it is sent: for :data:`LASTS` seconds by the database's clock, and again
  as long as it is on its way. What a worker held that was killed is anybody's when that is over.
* Only the first row that waits in a chat can be claimed, and none while another of the chat is:
  so no two couriers ever have rows of one chat, and their order is kept. Couriers of one
  messenger claim one after another; what a unit of work is changing at the moment is passed over.
* A row that was ever claimed may have been sent, whatever became of its worker. It is never
  changed any more, but for what does no harm twice (see :mod:`storage.outbox.queue`).
* A chat that has had its share of the pace, or was told to wait, is left alone by everybody.

On SQLite one process carries everything and keeps all this in memory:
:mod:`storage.outbox.handing`.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    DateTime,
    FromClause,
    ScalarSelect,
    Text,
    any_,
    bindparam,
    case,
    exists,
    func,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.dml import ReturningUpdate

from core.outbox import Waiting
from storage.tables import Moment, shares
from storage.tables import outbox as table

from .pacing import AT_THE_MOMENT, OF_ALL
from .queue import ON_THE_WAY, is_early, read_waiting

LASTS = timedelta(seconds=10)

_NOW = func.clock_timestamp(type_=DateTime(timezone=True))

# Held until the transaction ends. The statement after it sees what those before have claimed.
_ONE_AFTER_ANOTHER = text("SELECT pg_advisory_xact_lock(hashtext('outbox'), hashtext(:door))")


def _first_of_chat(of_chat: FromClause, such: ColumnElement[bool]) -> ScalarSelect[int]:
    """The number of the first such row that waits in the chat of the row that is looked at.

    The chat is said as a span, and stands in the order though it is only one: no other index than
    that of the chats has this order. While PostgreSQL has not counted the rows anew, as after a
    broadcast was written, it would else take the index of all that waits, and read it from end
    to end for each row: 64 ms for 32 rows of 4,000 that wait, instead of 1 ms.
    """
    first = select(of_chat.c.id).where(
        of_chat.c.door == table.c.door,
        of_chat.c.chat >= table.c.chat,
        of_chat.c.chat <= table.c.chat,
        of_chat.c.state == "pending",
        of_chat.c.toast.is_(None),
        such,
    )
    in_order = first.order_by(of_chat.c.chat, of_chat.c.lane, of_chat.c.id)
    return in_order.limit(1).correlate(table).scalar_subquery()


def _claiming() -> ReturningUpdate[Any]:
    first, other, resting = table.alias("first"), table.alias("other"), shares.alias("resting")
    is_first = _first_of_chat(first, true()) == table.c.id
    taken = _first_of_chat(other, other.c.claimed_until > _NOW)
    rests = exists().where(
        resting.c.door == table.c.door,
        resting.c.chat.in_((table.c.chat, OF_ALL)),
        resting.c.free_at > AT_THE_MOMENT,
    )
    # As a case, of which PostgreSQL expects that it holds for every second row. Of the conditions
    # as they are it expects that hardly any row meets them; then it would look through all that
    # wait and sort them, instead of stopping at the last one wanted.
    may = case((table.c.toast.is_not(None), true()), else_=is_first & taken.is_(None) & ~rests)
    waits = (
        select(table.c.id)
        .where(
            table.c.door == bindparam("at", type_=Text),
            table.c.state == "pending",
            ~is_early(table, bindparam("now", type_=Moment)),
            or_(table.c.claimed_until.is_(None), table.c.claimed_until <= _NOW),
            may,
        )
        .order_by(table.c.lane, table.c.id)
        .limit(bindparam("most"))
        .with_for_update(of=table, skip_locked=True)
    )
    # As an array, which is made once: joined, the whole table may be looked through for each.
    return (
        update(table)
        .where(table.c.id == any_(func.array(waits.scalar_subquery(), type_=ARRAY(BigInteger))))
        .values(claimed_by=bindparam("holder"), claimed_until=_NOW + LASTS)
        .returning(*ON_THE_WAY)
    )


# Made once: to make it anew takes longer than to run it.
_CLAIM = _claiming()

_ORDER = attrgetter("lane", "id")

_OURS = (
    table.c.id == any_(bindparam("rows", type_=ARRAY(BigInteger))),
    table.c.claimed_by == bindparam("holder"),
)
_KEEP = update(table).where(*_OURS).values(claimed_until=_NOW + LASTS)
_GIVE_BACK = update(table).where(*_OURS).values(claimed_until=None)


async def claim(
    connection: AsyncConnection, holder: str, door: str, now: datetime, most: int
) -> list[Waiting]:
    """Claim rows that may go out ``now``, in order, at most ``most``: one of each chat, and
    answers to presses."""
    await connection.execute(_ONE_AFTER_ANOTHER, {"door": door})
    asked = {"at": door, "now": now, "most": most, "holder": holder}
    found = (await connection.execute(_CLAIM, asked)).all()
    return [read_waiting(row) for row in sorted(found, key=_ORDER)]


async def keep(connection: AsyncConnection, holder: str, rows: Iterable[int]) -> None:
    """Claim rows for another while: they are on their way still."""
    await connection.execute(_KEEP, {"rows": list(rows), "holder": holder})


async def give_back(connection: AsyncConnection, holder: str, rows: Iterable[int]) -> None:
    """Claim rows no more: anybody may."""
    if ours := list(rows):
        await connection.execute(_GIVE_BACK, {"rows": ours, "holder": holder})
