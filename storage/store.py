"""The store as the process uses it: units of work, the outbox, the doors' cursors."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from sqlalchemy import func, select

from core.figures import Figures
from core.files import Found, Wanted
from core.messages import File
from core.outbox import Outcome, Waiting

from . import figures, keeping, outbox
from .database import Database
from .forgetting import forget
from .handing import Handing
from .tables import chats, cursors
from .tables import outbox as outbox_table
from .unit import Fit, Unit


def _now() -> datetime:
    return datetime.now(UTC)


class Store:
    """``fit`` lays messages out for their messengers, see :data:`storage.unit.Fit`.

    ``clock`` tells the time, aware."""

    def __init__(self, database: Database, fit: Fit, clock: Callable[[], datetime] = _now) -> None:
        self._database = database
        self._fit = fit
        self._clock = clock
        self._handing = Handing(clock())

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """One transaction: rolls back unless ``commit`` was called."""
        async with self._database.write() as connection:
            unit = Unit(connection, self._fit, self._clock(), self._handing)
            try:
                yield unit
            finally:
                self._handing.changed(unit.replaced)

    async def cursor(self, door: str) -> str | None:
        async with self._database.read() as connection:
            return await connection.scalar(select(cursors.c.cursor).where(cursors.c.door == door))

    async def ready(
        self, door: str, most: int, busy: Iterable[int], toasts: Iterable[int] = ()
    ) -> list[Waiting]:
        """Messages that may go out through a door now, at most ``most``, in order.

        None of the chats that are ``busy``, but for answers to presses; none of these answers
        (``toasts``, by row) that are on their way already.
        """
        with self._handing.looking() as changing:
            async with self._database.read() as connection:
                found = await outbox.ready(connection, door, self._clock(), most, busy, toasts)
        return [waiting for waiting in found if waiting.id not in changing]

    def begun(self, rows: Iterable[int]) -> None:
        """These rows, just found ready, are on their way: what they say changes no more."""
        self._handing.hand_out(rows)

    def ended(self, rows: Iterable[int]) -> None:
        """These rows are on their way no more."""
        self._handing.take_back(rows)

    async def anchor(self, waiting: Waiting) -> str | None:
        async with self._database.read() as connection:
            return await outbox.card_in(connection, waiting.outgoing.peer, waiting.outgoing.ticket)

    async def settle(self, outcomes: Sequence[Outcome]) -> None:
        async with self._database.write() as connection:
            await outbox.settle(connection, outcomes, self._clock())
            await connection.commit()

    async def forget(self) -> int:
        """Delete some of what is no longer needed; return how many rows, 0 when all is done."""
        async with self._database.write() as connection:
            count = await forget(connection, self._clock())
            await connection.commit()
            return count

    async def figures(self) -> Figures:
        """What waits and what is late, at this moment."""
        async with self._database.read() as connection:
            return await figures.look(connection, self._clock())

    async def files_due(self, most: int, busy: Iterable[tuple[str, str]]) -> list[Wanted]:
        """Files to be fetched now, at most ``most``; none of those ``busy`` (door, ref)."""
        async with self._database.read() as connection:
            return await keeping.due(connection, self._clock(), most, busy)

    async def file(self, file: File) -> Found | None:
        """What is known of a file; None: nobody asked for it yet."""
        async with self._database.read() as connection:
            return await keeping.find(connection, file)

    async def bound(self) -> dict[str, str]:
        """Agencies with a chat: code → messenger."""
        async with self._database.read() as connection:
            found = await connection.execute(select(chats.c.agency, chats.c.door))
            return {row.agency: row.door for row in found}

    async def pending(self) -> int:
        """How many messages wait in the outbox."""
        async with self._database.read() as connection:
            waiting = select(func.count()).select_from(outbox_table)
            found = await connection.scalar(waiting.where(outbox_table.c.state == "pending"))
            return int(found or 0)
