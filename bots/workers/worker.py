"""One worker: what its roles need is made here, each role in one place; and how all of it ends.

Roles of one worker meet in two points only. What was just written down wakes the couriers and the
collector, if they are here; those of other workers look by themselves, every second. And what the
webhook brings goes to the intake, so it is taken by workers that have both roles.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from aiohttp import web

from bots.delivery.collecting import Collector
from bots.delivery.courier import Courier
from bots.delivery.workshop import Workshop
from bots.doors.door import Door
from bots.doors.pacing import Making
from bots.flood import Flood
from bots.intake import Intake
from bots.metrics import metrics_route
from bots.ports import Folder, Leases, Outbox, Store
from bots.settings import Settings
from bots.web import Readiness, health_routes
from bots.webhooks import hook_routes
from core.messages import Outgoing
from core.people import Peer
from core.topics import Suggestions
from core.town import Town
from dialogs.texts import Catalogue
from dialogs.turns import Turns

from .leasing import Leaseholder
from .polling import Presence, attend
from .roles import Role
from .watch import keep_watch, look

TO_WRITE_DOWN, TO_SEND = 3.0, 5.0
"""Seconds at the end for what was heard and for what is on its way: together less than the ten
that an orchestrator waits before it kills."""


class Kept(Store, Outbox, Protocol):
    """The store, whole: both sides of it."""

    async def pending(self) -> int: ...
    async def bound(self) -> Mapping[str, str]: ...


class Carrier(Protocol):
    """Carries something. ``close`` brings what is under way to an end, within ``patience`` s."""

    def call(self) -> None: ...
    async def close(self, patience: float) -> None: ...


@dataclass(frozen=True, slots=True)
class Ground:
    """What a worker stands on, whatever its roles are."""

    settings: Settings
    town: Town
    suggestions: Suggestions
    catalogue: Catalogue
    doors: Mapping[str, Door]
    making: Making
    """Makes the turns of a messenger's pace, which several workers share."""
    store: Kept
    folder: Folder
    leases: Leases
    clock: Callable[[], datetime]
    """The town's time, aware: the machine's, but in the sandbox."""


@dataclass
class Worker:
    """A worker at work. ``opened``: per door, whether its messenger is connected."""

    ground: Ground
    roles: Collection[Role]
    opened: dict[str, Presence] = field(default_factory=dict)
    _intake: Intake | None = None
    _carriers: list[Carrier] = field(default_factory=list)
    _beginning: list["asyncio.Task[None]"] = field(default_factory=list)
    """What brings new work: it ends first."""
    _working: list["asyncio.Task[None]"] = field(default_factory=list)

    def __post_init__(self) -> None:
        ground = self.ground
        self._holder = Leaseholder(ground.leases)
        most = ground.settings.complaints_a_day
        self._turns = Turns(ground.town, ground.catalogue, ground.suggestions, most)

    # the roles

    def take_in(self) -> None:
        """``intake``"""
        ground = self.ground
        flood = None
        if ground.settings.flood:
            flood = Flood(wall=lambda: ground.clock().timestamp())
        intake = self._intake = Intake(
            ground.store, self._turns, ground.town, ground.catalogue, self._committed, flood
        )
        self._works(intake.run())
        hooked = bool(ground.settings.web.public)
        for name, door in ground.doors.items():
            opened = self.opened[name] = Presence()
            attending = attend(door, intake, ground.store, opened, self._holder, hooked=hooked)
            self._beginning.append(asyncio.create_task(attending))

    def carry(self) -> None:
        """``courier``"""
        doors, store = self.ground.doors, self.ground.store
        clock = self.ground.clock
        collector = Collector(
            doors, store, self.ground.folder, self._turns, self._committed, clock=clock
        )
        couriers = [
            Courier(
                door,
                store,
                store,
                collector,
                self._lost,
                clock=clock,
                making=self.ground.making,
                threadless=self._threadless,
            )
            for door in doors.values()
        ]
        workshop = Workshop(
            store, self.ground.folder, self._turns, self._committed, self.ground.settings.town
        )
        self._carriers += [*couriers, collector, workshop]

        async def keep_files() -> None:
            async with asyncio.TaskGroup() as both:
                both.create_task(collector.run())
                both.create_task(workshop.run())

        self._works(self._holder.hold("files", lambda lease: keep_files()))
        for courier in couriers:
            self._works(courier.run())

    def watch(self) -> None:
        """``watch``"""
        watching = self._holder.hold(
            "watch",
            lambda lease: keep_watch(self.ground.store, self._turns, self._committed),
        )
        self._beginning.append(asyncio.create_task(watching))

    @contextlib.asynccontextmanager
    async def answer(self) -> AsyncIterator[None]:
        """``web``: listen at the settings' address."""
        settings = self.ground.settings.web
        application = web.Application()
        application.router.add_routes(
            [*health_routes(self.readiness), metrics_route(self.ground.store.figures)]
        )
        if settings.public and self._intake is not None:
            application.router.add_routes(hook_routes(self.ground.doors, self._intake))
        runner = web.AppRunner(
            application, access_log=None, shutdown_timeout=TO_WRITE_DOWN, lingering_time=1.0
        )
        await runner.setup()
        try:
            await web.TCPSite(runner, settings.host, settings.port).start()
            yield
        finally:
            await runner.cleanup()

    # what they have in common

    async def readiness(self) -> Readiness:
        try:
            await self.ground.store.pending()
            works = self._intake is None or self._intake.writes
        except Exception:  # noqa: BLE001  because whatever is wrong with it, it is not ready
            works = False
        return Readiness(works, self.opened, self.roles, self._holder.held)

    async def until_one_fails(self) -> None:
        """Wait for ever, or for what should never end."""
        tasks = [*self._beginning, *self._working]
        if not tasks:  # it only answers HTTP
            await asyncio.Event().wait()
        done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            task.result()

    async def end(self) -> None:
        """End in order: hear nobody, write down what was heard, let go what is on its way.

        What is not done within the time is left for the next start, or for another worker: the
        messengers deliver again what was not committed, the outbox keeps what was not sent.
        """
        await _cancel(self._beginning)
        if self._intake is not None:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(TO_WRITE_DOWN):
                    await self._intake.rest()
        await self._holder.release()
        await asyncio.gather(*(carrier.close(TO_SEND) for carrier in self._carriers))
        await _cancel(self._working)
        await self._holder.release()

    async def look(self) -> None:
        """Do what time asks for by now; the watch would, within a second."""
        await look(self.ground.store, self._turns, self._committed)

    def wake(self) -> None:
        """Whatever waits may be due now: the town's clock was moved."""
        self._committed()

    def _works(self, work: Coroutine[Any, Any, None]) -> None:
        self._working.append(asyncio.create_task(work))

    def _committed(self) -> None:
        for carrier in self._carriers:
            carrier.call()

    async def _threadless(self, outgoing: Outgoing) -> None:
        """Something was to go into a thread that is not there, or cannot be opened."""
        async with self.ground.store.unit() as unit:
            await self._turns.threadless(unit, outgoing)
            await unit.commit()
        self._committed()

    async def _lost(self, chat: Peer, private: bool, why: str) -> None:
        """A chat that cannot be written to."""
        async with self.ground.store.unit() as unit:
            await self._turns.lost(unit, chat, why, private=private)
            await unit.commit()
        self._committed()


@contextlib.asynccontextmanager
async def working(ground: Ground, roles: Collection[Role]) -> AsyncIterator[Worker]:
    """Have these roles, until the context ends."""
    worker = Worker(ground, roles)
    async with contextlib.AsyncExitStack() as stack:
        for door in ground.doors.values():
            stack.push_async_callback(door.close)
        stack.push_async_callback(worker.end)
        if Role.INTAKE in roles:
            worker.take_in()
        if Role.COURIER in roles:
            worker.carry()
        if Role.WATCH in roles:
            worker.watch()
        if Role.WEB in roles:
            await stack.enter_async_context(worker.answer())
        yield worker


async def _cancel(tasks: Collection["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
