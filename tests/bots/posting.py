"""A courier of one messenger in memory, over a real outbox, by a clock turned by hand."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field

from sqlalchemy import select

from bots.delivery.courier import Courier
from core.messages import Card, Lane, Message, Outgoing
from core.people import Operator, Peer, Speaker
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .fakes import Clock, FakeDoor, FakeFiles

BY = Operator("roads", "Пётр", Speaker("telegram", -5, 7))


@dataclass
class Post:
    """A courier of one door over a real store."""

    store: Store
    database: Database
    clock: Clock
    door: FakeDoor = field(default_factory=FakeDoor)
    lost: list[tuple[int, str]] = field(default_factory=list)

    def courier(self) -> Courier:
        return Courier(
            self.door,
            self.store,
            self.store,
            FakeFiles(),
            self.lose,
            self.clock,
            self.steady,
        )

    def steady(self) -> float:
        """A steady clock that can be turned on, and else goes by itself."""
        return self.clock().timestamp() + time.monotonic()

    async def lose(self, chat: Peer, private: bool, why: str) -> None:
        self.lost.append((chat.chat, "a person" if private else "a group"))
        async with self.store.unit() as unit:
            await unit.stop(chat, why)
            await unit.commit()

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[Courier]:
        courier = self.courier()
        task = asyncio.create_task(courier.run())
        yield courier
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def send(self, *outgoing: Outgoing) -> None:
        async with self.store.unit() as unit:
            for one in outgoing:
                unit.send(one)
            await unit.commit()

    async def settled(self, done: Callable[[dict[str, str]], bool]) -> dict[str, str]:
        """Wait until the rows' states are as they should be; give them by text."""
        async with asyncio.timeout(60):
            while not done(states := await self.states()):  # noqa: ASYNC110  because the database tells nobody when it changes
                await asyncio.sleep(0)
        return states

    async def states(self) -> dict[str, str]:
        async with self.database.read() as connection:
            found = await connection.execute(
                select(outbox.c.message, outbox.c.state).order_by(outbox.c.id)
            )
            return {row.message["text"]: row.state for row in found}

    async def delays(self, text: str) -> tuple[int, float]:
        """How often a row was tried, and the seconds for which it now waits."""
        async with self.database.read() as connection:
            for row in await connection.execute(select(outbox)):
                if row.message["text"] == text:
                    return row.attempts, (row.due_at - self.clock()).total_seconds()
        raise LookupError(text)

    async def tried(self, courier: Courier, text: str, times: int) -> float:
        """Wait until a row was put off so many times; the seconds for which it waits."""
        async with asyncio.timeout(60):
            while (found := await self.delays(text))[0] < times:
                courier.call()
                await asyncio.sleep(0)
        return found[1]


def said(
    text: str,
    chat: int = 1,
    *,
    lane: Lane = Lane.REPLY,
    card: Card | None = None,
    edits: str | None = None,
    ticket: str | None = None,
    slot: str | None = None,
) -> Outgoing:
    return Outgoing(
        Peer("telegram", chat),
        Message(text),
        lane,
        card=card,
        edits=edits,
        ticket=ticket,
        slot=slot,
    )


def all_are(state: str) -> Callable[[dict[str, str]], bool]:
    return lambda states: set(states.values()) == {state}


class Once:
    """Refuses a text the first time (or ``times``), and then takes it."""

    def __init__(self, text: str, refusal: Exception, times: int = 1) -> None:
        self._text = text
        self._refusal = refusal
        self._left = times

    def __call__(self, outgoing: Outgoing) -> Exception | None:
        if outgoing.message.text != self._text or not self._left:
            return None
        self._left -= 1
        return self._refusal
