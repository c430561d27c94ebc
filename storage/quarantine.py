"""Updates that were set aside, looked at and taken again.

* A row is done when its update was taken after all: in the same transaction.
* Taking one again needs the writer's place, as every unit of work does, so it goes on beside a
  running bot; what it sends waits in the outbox for the bot's courier.
* Two who retry the same row at once: the second finds it done.
"""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import RowMapping, delete, func, select, true, update

from .database import Database
from .outbox.posting import Fit
from .tables import quarantine
from .unit import Unit

SHOWN, AT_ONCE = 100, 500
"""Rows: of a list that somebody reads, and of one page where all are gone through."""


@dataclass(frozen=True, slots=True)
class Aside:
    """``raw`` is the update as it came, ``trace`` the traceback of the last attempt."""

    number: int
    door: str
    key: str
    raw: dict[str, Any]
    trace: str
    at: datetime
    done_at: datetime | None


class Quarantine:
    """``fit`` lays messages out, see :data:`storage.outbox.posting.Fit`."""

    def __init__(self, database: Database, fit: Fit) -> None:
        self._database = database
        self._fit = fit

    async def latest(self, most: int = SHOWN, *, done: bool = False) -> tuple[list[Aside], int]:
        """What waits, the newest first, at most so many, and how many there are in all; with
        ``done``, of all there ever was."""
        which = true() if done else quarantine.c.done_at.is_(None)
        wanted = select(quarantine).where(which).order_by(quarantine.c.id.desc()).limit(most)
        async with self._database.read() as connection:
            found = [_aside(row) for row in (await connection.execute(wanted)).mappings()]
            counted = select(func.count()).select_from(quarantine).where(which)
            return found, await connection.scalar(counted) or 0

    async def waiting(self) -> AsyncIterator[int]:
        """The numbers of what waits, the oldest first: a conversation keeps its order. What is set
        aside meanwhile is not among them."""
        async with self._database.read() as connection:
            end = await connection.scalar(select(func.max(quarantine.c.id))) or 0
        last = 0
        while page := await self._page(last, end):
            for number in page:
                yield number
            last = page[-1]

    async def _page(self, after: int, end: int) -> Sequence[int]:
        here = (quarantine.c.id > after) & (quarantine.c.id <= end)
        wanted = select(quarantine.c.id).where(here, quarantine.c.done_at.is_(None))
        async with self._database.read() as connection:
            found = await connection.scalars(wanted.order_by(quarantine.c.id).limit(AT_ONCE))
            return found.all()

    async def find(self, number: int) -> Aside | None:
        async with self._database.read() as connection:
            found = await connection.execute(_numbered(number))
            row = found.mappings().one_or_none()
        return _aside(row) if row else None

    @asynccontextmanager
    async def retrying(self, number: int) -> AsyncIterator[tuple[Aside, Unit] | None]:
        """One transaction: committed, the row done, unless the body raises.

        Gives None if there is no such row, or it is done.
        """
        async with self._database.write() as connection:
            found = await connection.execute(_numbered(number).with_for_update())
            row = found.mappings().one_or_none()
            if row is None or row["done_at"] is not None:
                yield None
                return
            unit = Unit(connection, self._fit, datetime.now(UTC))
            yield _aside(row), unit
            here = update(quarantine).where(quarantine.c.id == number)
            await connection.execute(here.values(done_at=unit.now))
            await unit.commit()

    async def failed(self, number: int, trace: str) -> None:
        """Keep the error of the last attempt."""
        here = update(quarantine).where(quarantine.c.id == number)
        async with self._database.write() as connection:
            await connection.execute(here.values(trace=trace))
            await connection.commit()

    async def drop(self, number: int) -> bool:
        """Delete a row for good; False if there is none."""
        async with self._database.write() as connection:
            gone = await connection.execute(delete(quarantine).where(quarantine.c.id == number))
            await connection.commit()
        return gone.rowcount > 0


def _numbered(number: int) -> Any:
    return select(quarantine).where(quarantine.c.id == number)


def _aside(row: RowMapping) -> Aside:
    return Aside(
        row["id"], row["door"], row["key"], row["raw"], row["trace"], row["at"], row["done_at"]
    )
