"""Who stands in for an agency, see :mod:`core.substitutions`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, insert, literal
from sqlalchemy.ext.asyncio import AsyncConnection

from core.substitutions import Substituted, Substitution
from storage.tables import Moment, substitutions

from .known import Agencies

_COLUMNS = (
    substitutions.c.agency,
    substitutions.c.by,
    substitutions.c.until,
    substitutions.c.set_by,
    substitutions.c.set_at,
)


class Substitutions:
    """Of one unit of work, which reads them once: they are at most as many as the agencies."""

    def __init__(self, connection: AsyncConnection, now: datetime, agencies: Agencies) -> None:
        self._connection = connection
        self._now = now
        self._agencies = agencies
        self._known: Substituted | None = None

    async def in_force(self) -> Substituted:
        if self._known is None:
            found = await self._agencies.substitutions()
            self._known = {code: one for code, one in found.items() if one.until > self._now}
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
        self._changed()
        over = delete(substitutions).where(substitutions.c.until <= literal(self._now, Moment))
        found = await self._connection.execute(over.returning(*_COLUMNS))
        return [Substitution(*row) for row in found]

    async def end(self, agency: str) -> None:
        self._changed()
        await self._connection.execute(
            delete(substitutions).where(substitutions.c.agency == agency)
        )

    def _changed(self) -> None:
        self._known = None
        self._agencies.changed()
