"""What the watch cannot read or do, put where it keeps nothing else waiting: into the quarantine.

A message that waited to be sent goes there as it stands, and out of the queue. A ticket stays where
it is: only a note of it goes there, and one is enough until somebody has worked it off.
"""

import json
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import String, cast, delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.spoilt import LATER, WATCH

from . import rows
from .outbox.delayed import is_due
from .tables import delayed, quarantine


async def set_aside(
    connection: AsyncConnection, door: str, key: str, raw: object, trace: str, now: datetime
) -> int:
    """Put an update into quarantine; return its number there.

    What no database holds is written in words: who brought it must be kept out, not the bot.
    """
    kept = {"raw": rows.without_nan(raw), "trace": rows.printed(trace)}
    put = insert(quarantine).values(door=door, key=key, at=now, **kept)
    return int(await connection.scalar(put.returning(quarantine.c.id)) or 0)


_SetAside = Callable[[str, str, object, str], Awaitable[int]]


class Spoilt:
    """Of one unit of work; see :class:`core.spoilt.Spoilt`. ``set_aside`` is the unit's."""

    def __init__(self, connection: AsyncConnection, set_aside: _SetAside, now: datetime) -> None:
        self._connection = connection
        self._set_aside = set_aside
        self._now = now

    async def due(self, most: int) -> Sequence[int]:
        wanted = select(delayed.c.id).where(is_due(self._now)).order_by(delayed.c.id).limit(most)
        return (await self._connection.scalars(wanted)).all()

    async def message(self, row: int, trace: str) -> int | None:
        found = await self._connection.scalar(
            delete(delayed).where(delayed.c.id == row).returning(cast(delayed.c.outgoing, String))
        )
        if found is None:
            return None
        return await self._set_aside(LATER, str(row), _as_object(found), trace)

    async def ticket(self, number: str, trace: str) -> int | None:
        lies = select(quarantine.c.id).where(
            quarantine.c.door == WATCH, quarantine.c.key == number, quarantine.c.done_at.is_(None)
        )
        if await self._connection.scalar(lies.limit(1)) is not None:
            return None
        return await self._set_aside(WATCH, number, {"ticket": number}, trace)

    async def count(self) -> int:
        waiting = select(func.count()).select_from(quarantine).where(quarantine.c.done_at.is_(None))
        return await self._connection.scalar(waiting) or 0


def _as_object(written: str) -> dict[str, Any]:
    try:
        found = json.loads(written)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {"text": written}
