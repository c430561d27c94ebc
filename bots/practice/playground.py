"""A running town in the sandbox, for whoever plays in it: the day, a shift."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import TracebackType
from typing import Self

import aiohttp

from bots.demonstration import OPERATORS, Control
from bots.sandbox.identity import DOORS, Door
from bots.sandbox.server import Sandbox
from bots.sandbox.town_clock import TownClock
from bots.workers.worker import Worker
from core.messages import Lane, Message, Outgoing
from core.people import Peer
from core.practice import Marks
from core.tickets import TicketEvent
from core.town import Town
from dialogs.agency import practising
from dialogs.effects import Phrase

from .agenda import Agenda
from .cases import read_cases
from .day import Day
from .officer import Officer
from .plan import plan
from .player import Scene
from .shift import Shift

PATIENCE = 20.0
"""Seconds within which all that was said is handed over."""


@dataclass
class Playground:
    sandbox: Sandbox
    worker: Worker
    town: Town
    clock: TownClock
    _session: aiohttp.ClientSession | None = None
    _shift: "asyncio.Task[Marks] | None" = field(default=None, init=False)

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._shift is not None:
            self._shift.cancel()
            await asyncio.gather(self._shift, return_exceptions=True)
        if self._session is not None:
            await self._session.close()

    @property
    def scene(self) -> Scene:
        assert self._session is not None  # noqa: S101  because the playground is entered first
        control = Control(self._session, self.sandbox.url)
        return Scene(self.sandbox, control, self.worker.ground.catalogue)

    async def history(self, number: str) -> Sequence[TicketEvent]:
        async with self.worker.ground.store.unit() as unit:
            return await unit.history(number)

    async def settled(self) -> None:
        """Let time do what is due, and wait until all that is to be said was handed over."""
        await self.worker.look()
        bell, loop = self.sandbox.world.journal.bell, asyncio.get_running_loop()
        last = loop.time() + PATIENCE
        while await self.worker.ground.store.pending() and loop.time() < last:
            await bell.wait(0.1)

    async def officers(self) -> dict[str, Officer]:
        """By agency: an operator in its chat."""
        found: dict[str, Officer] = {}
        for agency, peer in (await self.chats()).items():
            seats = [one for one in OPERATORS if one[0] == peer.door]
            _, number, name = seats[len(found) % len(seats)]
            door: Door = next(one for one in DOORS if one == peer.door)
            found[agency] = Officer(self.scene, door, peer.chat, number, name)
        return found

    async def chats(self) -> dict[str, Peer]:
        """By agency: its chat. Waits until all are bound: codes were just typed in them."""
        bell, loop = self.sandbox.world.journal.bell, asyncio.get_running_loop()
        last = loop.time() + PATIENCE
        while len(found := await self._bound()) < len(self.town.agencies) and loop.time() < last:
            await bell.wait(0.2)
        return found

    async def _bound(self) -> dict[str, Peer]:
        async with self.worker.ground.store.unit() as unit:
            pairs = [(one.code, await unit.chat_of(one.code)) for one in self.town.agencies]
        return {code: peer for code, peer in pairs if peer is not None}

    async def say(self, agency: str, *texts: Phrase) -> None:
        """Say something in an agency's chat."""
        chat = (await self.chats()).get(agency)
        if chat is None:
            return
        catalogue = self.worker.ground.catalogue
        zone = self.town.calendar(agency).zone
        async with self.worker.ground.store.unit() as unit:
            for text in texts:
                words = catalogue.say(self.town.language, text, zone)
                unit.send(Outgoing(chat, Message(words), Lane.NOTICE, private=False))
            await unit.commit()
        self.worker.wake()

    # what is played

    async def play_day(
        self, count: int, seed: int, speed: float, passed: Callable[[datetime, datetime], None]
    ) -> Day:
        """Play the next working day of the coordinators' calendar, to its evening.

        ``passed`` is told the hour and the end, by the town's clock.
        """
        calendar = self.town.calendar(self.town.coordinators.code)
        begins = calendar.next_opening(self.clock.now()).astimezone(self.town.zone)
        dawn = begins.replace(hour=6, minute=45, second=0, microsecond=0)
        evening = begins.replace(hour=21, minute=30, second=0, microsecond=0)
        officers = await self.officers()  # who are all in their chats before the night is over
        self.clock.set(dawn)
        self.worker.wake()
        agenda = Agenda(self.clock, speed)
        cases = read_cases(self.town)
        day = Day(self.scene, self.town, agenda, officers, self.settled)
        planned = plan(begins, self.town.zone, cases, count, seed)
        await day.play(planned, evening, lambda now: passed(now, evening))
        return day

    async def play_shift(
        self,
        agency: str,
        count: int,
        minutes: float,
        seed: int,
        passed: Callable[[datetime, datetime], None] = lambda now, until: None,
    ) -> Marks:
        """Play a working day of an agency within so many minutes, for a person at the page.

        The report is said in the agency's chat, and returned.
        """
        calendar = self.town.calendar(agency)
        begun = calendar.next_opening(self.clock.now())
        until = calendar.deadline_days(begun, 0)
        if until - begun < timedelta(hours=2):  # the day is nearly over
            begun = calendar.next_opening(until + timedelta(minutes=1))
            until = calendar.deadline_days(begun, 0)
        await self.chats()
        self.clock.set(begun)
        speed = max((until - begun).total_seconds() / (minutes * 60), 1.0)
        shift = Shift(
            self.scene,
            self.town,
            Agenda(self.clock, speed),
            agency,
            read_cases(self.town),
            begun,
            until,
            self.history,
            seed,
        )
        name = self.town.agency_name(agency)
        await self.say(agency, practising.begins(name, len(shift.chosen(count)), round(minutes)))
        marks = await shift.play(count, lambda now: passed(now, until))
        await self.say(agency, *practising.report(self.town, marks))
        return marks

    @property
    def is_busy(self) -> bool:
        return self._shift is not None and not self._shift.done()

    def begin_shift(self, agency: str, count: int, minutes: float, seed: int) -> None:
        """Begin a shift and let it go on by itself."""
        self._shift = asyncio.create_task(self.play_shift(agency, count, minutes, seed))
