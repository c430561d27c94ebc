"""Leases, kept in the database that all workers share; by its clock, not by theirs.

* A lease that has ended is anybody's. Whoever takes it gets a new epoch.
* What is written under a lease checks it in the same transaction and holds its row until the
  commit (:func:`prove`): so nobody takes the lease between the check and the commit, and a
  holder that slept through the end of its lease writes nothing.
* On SQLite there is one worker and the lock file says so (:mod:`storage.lock`): every lease is
  its own, and nothing is written down.
"""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, DateTime, func, select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.leases import Lease, Overtaken

from .database import Database
from .dialect import is_postgresql
from .tables import leases as table

_NOW = func.clock_timestamp(type_=DateTime(timezone=True))


class Leases:
    """The leases as one worker sees them. They last ``seconds``.

    ``holder`` is the name of this worker and of no other: what it took without hearing of it (the
    answer was lost) is its own to take again.
    """

    def __init__(self, database: Database, holder: str, seconds: float) -> None:
        self._database = database
        self._holder = holder
        self.seconds = seconds

    async def take(self, name: str) -> Lease | None:
        """Take a lease that nobody holds; None while somebody does."""
        another = (table.c.name == name) & (table.c.holder != self._holder)
        async with self._database.read() as connection:
            if await connection.scalar(select(table.c.until > _NOW).where(another)):
                return None
        async with self._database.write() as connection:
            taken = upsert(table).values(name=name, holder=self._holder, epoch=1, until=self._end())
            epoch = await connection.scalar(
                taken.on_conflict_do_update(
                    index_elements=["name"],
                    set_={
                        "holder": taken.excluded.holder,
                        "epoch": table.c.epoch + 1,
                        "until": taken.excluded.until,
                    },
                    where=(table.c.until <= _NOW) | (table.c.holder == self._holder),
                ).returning(table.c.epoch)
            )
            await connection.commit()
        return None if epoch is None else Lease(name, epoch)

    async def renew(self, lease: Lease) -> bool:
        """Hold a lease for another while; False: it is another's by now."""
        return await self._prolong(lease, self._end())

    async def release(self, lease: Lease) -> None:
        """Give a lease back: somebody else may take it at once."""
        await self._prolong(lease, _NOW)

    async def _prolong(self, lease: Lease, until: ColumnElement[datetime]) -> bool:
        async with self._database.write() as connection:
            changed = await connection.execute(
                update(table)
                .where(table.c.name == lease.name, table.c.epoch == lease.epoch)
                .values(until=until)
            )
            await connection.commit()
        return changed.rowcount > 0

    def _end(self) -> ColumnElement[datetime]:
        return _NOW + timedelta(seconds=self.seconds)


class Alone:
    """The leases of a worker that has no others beside it."""

    seconds = float("inf")
    """They never end."""

    async def take(self, name: str) -> Lease | None:
        return Lease(name, 0)

    async def renew(self, lease: Lease) -> bool:
        return True

    async def release(self, lease: Lease) -> None:
        """Nobody waits for it."""


async def prove(connection: AsyncConnection, lease: Lease) -> None:
    """Hold the lease until this transaction ends. Raises Overtaken where it is another's."""
    if not is_postgresql(connection):
        return
    ours = (table.c.name == lease.name) & (table.c.epoch == lease.epoch)
    if await connection.scalar(select(table.c.name).where(ours).with_for_update(read=True)) is None:
        raise Overtaken(lease)
