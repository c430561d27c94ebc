"""Who stands in for an agency, see :mod:`core.substitutions`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.substitutions import Substituted, Substitution

from .tables import Moment, substitutions

_COLUMNS = (
    substitutions.c.agency,
    substitutions.c.by,
    substitutions.c.until,
    substitutions.c.set_by,
    substitutions.c.set_at,
)
_ALL = select(*_COLUMNS)


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

    async def take_over(self) -> Sequence[Substitution]:
        over = delete(substitutions).where(substitutions.c.until <= literal(self._now, Moment))
        found = await self._connection.execute(over.returning(*_COLUMNS))
        return [Substitution(*row) for row in found]

    async def end(self, agency: str) -> None:
        self._known = None
        await self._connection.execute(
            delete(substitutions).where(substitutions.c.agency == agency)
        )
