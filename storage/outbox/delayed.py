"""Messages that may still be taken back: they wait here, and go to the outbox when they are due.

What an operator does by a slip is told to the resident a minute later, so that it can be undone
before. A row is deleted by whoever sends it or takes it back, in the same transaction.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, delete, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Outgoing
from storage.tables import delayed
from storage.together import Together

LONGEST = timedelta(minutes=15)
"""What is put here waits for less: a town file allows ten minutes."""


class Delayed:
    """Of one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._put: list[dict[str, Any]] = []

    def put(self, outgoing: Outgoing, at: datetime, of: str = "") -> None:
        ticket = of or outgoing.ticket
        self._put.append(
            {"ticket": ticket, "due_at": at, "outgoing": msgspec.to_builtins(outgoing)}
        )

    async def take_back(self, ticket: str) -> bool:
        """Delete what waits of a ticket; False if nothing does: it was sent, or never was. It is
        not read: what cannot be sent can be taken back."""
        await self._write()
        gone = await self._connection.execute(delete(delayed).where(delayed.c.ticket == ticket))
        return gone.rowcount > 0

    async def of(self, ticket: str) -> Sequence[Outgoing]:
        """Take out what waits of a ticket."""
        await self._write()
        return await self._taken(delayed.c.ticket == ticket)

    async def due(self, now: datetime, most: int) -> Sequence[Outgoing]:
        """Take out what is due, at most ``most``, in order; so is what was put when the clock stood
        later than now: a clock that is moved back keeps nobody waiting."""
        await self._write()
        first = (
            select(delayed.c.id)
            .where(is_due(now))
            .order_by(delayed.c.due_at, delayed.c.id)
            .limit(most)
            .with_for_update(skip_locked=True)
        )
        return await self._taken(delayed.c.id.in_(first))

    async def one(self, row: int) -> Sequence[Outgoing]:
        """Take out this one; nothing if it is gone."""
        return await self._taken(delayed.c.id == row)

    async def flush(self, writing: Together) -> None:
        """Write down what waits, with all else that the unit is writing."""
        put, self._put = self._put, []
        await writing.add(delayed, put)

    async def _write(self) -> None:
        writing = Together(self._connection)
        await self.flush(writing)
        await writing.send()

    async def _taken(self, which: Any) -> Sequence[Outgoing]:
        found = await self._connection.execute(
            delete(delayed).where(which).returning(delayed.c.id, delayed.c.outgoing)
        )
        return [
            msgspec.convert(row.outgoing, Outgoing) for row in sorted(found, key=lambda r: r.id)
        ]


def is_due(now: datetime) -> ColumnElement[bool]:
    return or_(delayed.c.due_at <= now, delayed.c.due_at > now + LONGEST)
