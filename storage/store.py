"""The store as the process uses it: units of work, the outbox, the doors' cursors."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.files import Found, Wanted
from core.messages import File, Outgoing
from core.outbox import Outcome, Spent, Waiting
from core.reports.figures import Figures
from core.reports.registers import Extract, Line

from . import keeping
from .agencies import threads
from .database import Database
from .finding import figures
from .finding.register import read_register
from .forgetting import erased, forget, forget_erased, forget_made, unneeded
from .outbox import claims, queue, settling
from .outbox.handing import Handing
from .outbox.owing import Owing
from .outbox.pacing import spend
from .outbox.posting import Fit
from .outbox.shelf import ROOM, Shelf, without
from .tables import chats, cursors, outbox
from .unit import Unit


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """``fit`` lays messages out for their messengers, see :data:`storage.outbox.posting.Fit`.

    ``clock`` tells the time, aware. ``holder`` is the worker's name, in which its courier claims
    what it sends, if others carry too; None: nobody does."""

    def __init__(
        self,
        database: Database,
        fit: Fit,
        clock: Callable[[], datetime] = _now,
        holder: str | None = None,
    ) -> None:
        self._database = database
        self._fit = fit
        self._clock = clock
        self._holder = holder
        self._handing = Handing(clock()) if holder is None else None
        self._owing = Owing()

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """One transaction: rolls back unless ``commit`` was called."""
        with self._owing.unit():
            async with self._database.write() as connection:
                unit = Unit(connection, self._fit, self._clock(), self._handing, self._owing)
                try:
                    yield unit
                finally:
                    if self._handing is not None:
                        self._handing.changed(unit.posting.replaced)

    async def cursor(self, door: str) -> str | None:
        async with self._database.read() as connection:
            return await connection.scalar(select(cursors.c.cursor).where(cursors.c.door == door))

    async def ready(
        self, door: str, most: int, busy: Iterable[int], toasts: Iterable[int] = ()
    ) -> list[Waiting]:
        """Messages that may go out through a door now, at most ``most``, in order.

        None of the chats that are ``busy``, but for answers to presses; none of these answers
        (``toasts``, by row) that are on their way already. Where others carry too, what is
        returned is claimed.
        """
        if self._handing is None:
            return await self._claim(door, most)
        shelf = self._handing.shelf(door)
        if self._handing.is_due:
            async with self._database.read() as connection:
                self._handing.latest(await queue.latest(connection))
        if shelf.whole:
            return shelf.ready(most, set(busy), set(toasts), self._handing.changing)
        with self._handing.looking() as changing:
            async with self._database.read() as connection:
                found = await queue.ready(connection, door, self._clock(), most, busy, toasts)
                if len(found) < most:
                    await self._fill(shelf, connection, door)
        return without(found, changing)

    def answers(self, door: str) -> Sequence[Outgoing]:
        """See :meth:`bots.ports.Outbox.answers`."""
        return self._handing.answers(door) if self._handing is not None else ()

    async def _fill(self, shelf: Shelf, connection: AsyncConnection, door: str) -> None:
        changes = shelf.changes
        waiting = await queue.waiting(connection, door, self._clock(), ROOM)
        if waiting is not None:
            shelf.fill(waiting, changes)

    async def _claim(self, door: str, most: int) -> list[Waiting]:
        async with self._database.write() as connection:
            found = await claims.claim(connection, self._name, door, self._clock(), most)
            await connection.commit()
        return found

    async def keep(self, rows: Iterable[int]) -> None:
        """These rows are on their way still: nobody else may take them."""
        if self._handing is None:
            async with self._database.write() as connection:
                await claims.keep(connection, self._name, rows)
                await connection.commit()

    def begun(self, rows: Iterable[int]) -> None:
        """These rows, just found ready, are on their way: what they say changes no more."""
        if self._handing is not None:
            self._handing.hand_out(rows)

    def ended(self, rows: Iterable[int]) -> None:
        """These rows are on their way no more."""
        if self._handing is not None:
            self._handing.take_back(rows)

    @property
    def _name(self) -> str:
        return self._holder or ""

    async def anchor(self, waiting: Waiting) -> str | None:
        async with self._database.read() as connection:
            return await settling.card_in(
                connection, waiting.outgoing.peer, waiting.outgoing.ticket
            )

    async def thread(self, waiting: Waiting) -> int | None:
        async with self._database.read() as connection:
            outgoing = waiting.outgoing
            return await threads.thread_of(connection, outgoing.peer, outgoing.ticket)

    async def settle(
        self,
        outcomes: Sequence[Outcome],
        untold: Iterable[Waiting] = (),
        spent: Iterable[Spent] = (),
    ) -> None:
        """See :meth:`bots.ports.Outbox.settle`."""
        if self._handing is None:
            await self._settle_claimed(outcomes, untold, spent)
        elif outcomes and not await self._owing.taken_along(outcomes):
            await self._settle_alone(outcomes, self._handing)
            self._owing.written_alone(outcomes)

    async def _settle_claimed(
        self, outcomes: Sequence[Outcome], untold: Iterable[Waiting], spent: Iterable[Spent]
    ) -> None:
        async with self._database.write() as connection:
            await settling.settle(connection, outcomes, self._clock(), self._holder)
            await claims.give_back(connection, self._name, [one.id for one in untold])
            await spend(connection, spent)
            await connection.commit()

    async def _settle_alone(self, outcomes: Sequence[Outcome], handing: Handing) -> None:
        async with self._database.write() as connection:
            released = await settling.settle(connection, outcomes, self._clock())
            try:
                await connection.commit()
            except BaseException:
                released = True  # nobody knows what was written
                raise
            finally:
                handing.settled(outcomes, lost=released)

    async def forget(self) -> int:
        """Delete some of what is no longer needed; return how many rows, 0 when all is done."""
        async with self._database.write() as connection:
            count = await forget(connection, self._clock())
            await connection.commit()
            return count

    async def forget_made(self) -> tuple[int, set[str]]:
        """Delete some rows of files that the bot made long ago; return how many, 0 when all is
        done, and the digests of the contents that nothing needs any more."""
        async with self._database.write() as connection:
            made = await forget_made(connection, self._clock())
            await connection.commit()
        async with self._database.read() as connection:
            return len(made), await unneeded(connection, filter(None, made))

    async def erased_contents(self, most: int) -> dict[str, bool]:
        """Digests of contents that are to go from the disk, at most ``most``: is each needed all
        the same, because somebody else sent it too?"""
        async with self._database.read() as connection:
            return await erased(connection, most)

    async def erased(self, digests: Iterable[str]) -> None:
        """These have gone, or stay for others."""
        async with self._database.write() as connection:
            await forget_erased(connection, digests)
            await connection.commit()

    async def is_needed(self, digest: str) -> bool:
        """Has any file this content?"""
        async with self._database.read() as connection:
            return not await unneeded(connection, [digest])

    async def figures(self) -> Figures:
        """What waits and what is late, at this moment."""
        async with self._database.read() as connection:
            return await figures.look(connection, self._clock())

    async def files_due(self, most: int, busy: Iterable[tuple[str, str]]) -> list[Wanted]:
        """Files to be fetched now, at most ``most``; none of those ``busy`` (door, ref)."""
        async with self._database.read() as connection:
            return await keeping.due(connection, self._clock(), most, busy)

    async def made_due(self, most: int) -> list[Wanted]:
        """Files that the bot is to make now, at most ``most``."""
        async with self._database.read() as connection:
            return await keeping.due(connection, self._clock(), most, (), ours=True)

    def register(self, order: Extract) -> AsyncIterator[tuple[Line, int]]:
        """The tickets of an order at one moment, with how many there are."""
        return read_register(self._database, order)

    async def file(self, file: File) -> Found | None:
        """What is known of a file; None: nobody asked for it yet."""
        async with self._database.read() as connection:
            return await keeping.find(connection, file)

    async def latest_file(self) -> str | None:
        """The digest of the file that was kept last; None while none was."""
        async with self._database.read() as connection:
            return await keeping.latest(connection)

    async def bound(self) -> dict[str, str]:
        """Agencies with a chat: code → messenger."""
        async with self._database.read() as connection:
            found = await connection.execute(select(chats.c.agency, chats.c.door))
            return {row.agency: row.door for row in found}

    async def pending(self) -> int:
        """How many messages wait in the outbox."""
        async with self._database.read() as connection:
            waiting = select(func.count()).select_from(outbox)
            found = await connection.scalar(waiting.where(outbox.c.state == "pending"))
            return int(found or 0)
