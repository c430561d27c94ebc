"""The messengers' paces, kept for all workers that share them, by the database's clock.

* The timetable of a messenger gives out turns: it is read, moved on and written back under the
  lock of its row.
* A chat's share is a bucket that leaks evenly. It is filled in the transaction that tells what
  became of the chat's message, before the next one can be claimed.

None of it is worth a wait for the disk: what a crash of the server forgets is a second's pace.
"""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Float, func, select, text, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.outbox import Spent
from core.pace import Booking, Timetable, TurnsWanted, book
from storage.database import Database
from storage.tables import timetables

OF_ALL = 0
"""Stands for a messenger's every chat; no chat has this number."""

AT_THE_MOMENT: Any = func.extract("epoch", func.clock_timestamp()).cast(Float)
"""Seconds of the database's clock."""

_NOT_DURABLE = text("SET LOCAL synchronous_commit = off")

NEVER = 0.0
"""Seconds: before anything."""


class Paces:
    """See :class:`bots.ports.Paces`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def book(self, name: str, rate: float, order: TurnsWanted) -> Booking:
        async with self._database.write() as connection:
            await connection.execute(_NOT_DURABLE)
            found = (await connection.execute(_row(name))).one_or_none()
            if found is None:
                new = upsert(timetables).values(name=name, even=NEVER, taken=[])
                await connection.execute(new.on_conflict_do_nothing())
                found = (await connection.execute(_row(name))).one()
            timetable = Timetable(rate, found.even, found.taken)
            booking = book(timetable, order, found.now)
            await connection.execute(
                update(timetables)
                .where(timetables.c.name == name)
                .values(even=timetable.even, taken=timetable.taken)
            )
            await connection.commit()
        return booking


def _row(name: str) -> Any:
    # The clock is read in an outer query: in the same one it would be read before the lock is had.
    held = select(timetables.c.even, timetables.c.taken).where(timetables.c.name == name)
    held_row = held.with_for_update().cte("held").prefix_with("MATERIALIZED")
    return select(held_row.c.even, held_row.c.taken, AT_THE_MOMENT.label("now"))


async def spend(connection: AsyncConnection, spent: Iterable[Spent]) -> None:
    """Write down what chats have had."""
    rows: dict[tuple[str, int], dict[str, Any]] = {}
    for one in spent:
        chat = OF_ALL if one.chat is None else one.chat
        row = rows.setdefault((one.door, chat), {"cost": 0.0, "room": 0.0, "rest": 0.0})
        row["cost"] += one.cost
        row["room"] = max(row["room"], one.room)
        row["rest"] = max(row["rest"], one.rest)
    if rows:  # in the order of their keys, so that two workers wait for one another in a line
        values = [{"door": key[0], "chat": key[1], **rows[key]} for key in sorted(rows)]
        await connection.execute(_SPEND, values)


_SPEND = text(
    "INSERT INTO shares AS s (door, chat, full_at, free_at)"
    " SELECT CAST(:door AS text), CAST(:chat AS bigint), now + CAST(:cost AS float8),"
    " now + greatest(CAST(:cost AS float8) - CAST(:room AS float8), CAST(:rest AS float8))"
    " FROM (SELECT extract(epoch FROM clock_timestamp())::float8 AS now) AS clock"
    " ON CONFLICT (door, chat) DO UPDATE SET"
    " full_at = greatest(s.full_at, EXCLUDED.full_at - CAST(:cost AS float8))"
    "  + CAST(:cost AS float8),"
    " free_at = greatest(s.free_at, EXCLUDED.free_at,"
    "  greatest(s.full_at, EXCLUDED.full_at - CAST(:cost AS float8))"
    "  + CAST(:cost AS float8) - CAST(:room AS float8))"
)
