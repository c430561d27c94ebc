"""Reply templates, see :mod:`core.templates`."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import case, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.templates import SHARED, Template
from storage.tables import templates

_COLUMNS = (templates.c.id, templates.c.agency, templates.c.title, templates.c.text)


class Templates:
    """Of one unit of work."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    async def page(self, agency: str, page: int, size: int) -> tuple[Sequence[Template], int]:
        usable = templates.c.agency.in_((agency, SHARED))
        count = await self._connection.scalar(
            select(func.count()).select_from(templates).where(usable)
        )
        found = await self._connection.execute(
            select(*_COLUMNS)
            .where(usable)
            .order_by(case((templates.c.agency == agency, 0), else_=1), templates.c.title)
            .order_by(templates.c.id)
            .limit(size)
            .offset(page * size)
        )
        return [Template(*row) for row in found], count or 0

    async def one(self, agency: str, which: int) -> Template | None:
        usable = templates.c.agency.in_((agency, SHARED))
        found = await self._connection.execute(
            select(*_COLUMNS).where(templates.c.id == which, usable)
        )
        row = found.one_or_none()
        return Template(*row) if row else None

    async def count(self, agency: str) -> int:
        counted = select(func.count()).select_from(templates).where(templates.c.agency == agency)
        return await self._connection.scalar(counted) or 0

    async def add(self, agency: str, title: str, text: str, by: str) -> None:
        await self._connection.execute(
            insert(templates).values(
                agency=agency, title=title, text=text, changed_at=self._now, changed_by=by
            )
        )

    async def change(self, which: int, agency: str, title: str, text: str, by: str) -> bool:
        changed = await self._connection.execute(
            update(templates)
            .where(templates.c.id == which, templates.c.agency == agency)
            .values(title=title, text=text, changed_at=self._now, changed_by=by)
        )
        return bool(changed.rowcount)

    async def drop(self, which: int, agency: str) -> bool:
        dropped = await self._connection.execute(
            delete(templates).where(templates.c.id == which, templates.c.agency == agency)
        )
        return bool(dropped.rowcount)
