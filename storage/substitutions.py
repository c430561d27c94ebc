"""Who stands in for an agency, see :mod:`core.substitutions`."""

from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.substitutions import Substituted, Substitution

from .tables import substitutions

_ALL = select(
    substitutions.c.agency,
    substitutions.c.by,
    substitutions.c.until,
    substitutions.c.set_by,
    substitutions.c.set_at,
)


class Substitutions:
    """Of one unit of work, which reads them once: they are at most as many as the agencies."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._known: Substituted | None = None

    async def in_force(self) -> Substituted:
        if self._known is None:
            found = [Substitution(*row) for row in await self._connection.execute(_ALL)]
            self._known = {one.agency: one for one in found if one.until > self._now}
        return self._known

    async def begin(self, one: Substitution) -> None:
        await self.end(one.agency)
        await self._connection.execute(
            insert(substitutions).values(
                agency=one.agency,
                by=one.by,
                until=one.until,
                set_by=one.set_by,
                set_at=one.set_at,
            )
        )

    async def end(self, agency: str) -> None:
        self._known = None
        await self._connection.execute(
            delete(substitutions).where(substitutions.c.agency == agency)
        )
