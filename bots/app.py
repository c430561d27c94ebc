"""The wiring: the one place that knows which parts there are. Nothing here decides anything."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol

import structlog
from aiohttp import web

from core.figures import Figures
from core.people import Peer
from core.topics import Suggestions
from core.town import Town, load_town
from core.work import Unavailable
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database, only_bot
from storage.files import FileStore
from storage.migrate import migrate
from storage.store import Store

from .delivery.collecting import Collector
from .delivery.courier import Courier
from .delivery.fitting import fitting
from .doors.door import Door
from .flood import Flood
from .intake import Intake
from .metrics import metrics_route
from .polling import Presence, keep_open
from .settings import Settings
from .watch import keep_watch
from .web import Readiness, health_routes
from .webhooks import hook_address, hook_routes

log = structlog.get_logger()

INVITATION_LASTS = timedelta(hours=1)
TO_WRITE_DOWN, TO_SEND = 3.0, 5.0
"""Seconds at the end for what was heard and for what is on its way: together less than the ten
that an orchestrator waits before it kills."""

ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""For codes: no letters and digits that are taken for one another."""


@contextlib.asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[tuple[Database, Store]]:
    """Open the database, brought to today's tables."""
    database = Database(settings.database)
    try:
        await migrate(database)
        yield database, Store(database, fitting(Catalogue()))
    finally:
        await database.close()


async def invite(settings: Settings, agency: str) -> str:
    """Make a one-time code that binds a chat to an agency; it is kept as a digest only."""
    async with open_store(settings) as (_, store):
        return await invite_on(store, agency)


async def invite_on(store: Store, agency: str) -> str:
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
    async with store.unit() as unit:
        await unit.invite(code, agency, datetime.now(UTC) + INVITATION_LASTS)
        await unit.commit()
    return code


def make_doors(settings: Settings, catalogue: Catalogue, town: Town) -> dict[str, Door]:
    """The doors for which there is a token. Their libraries are slow to import: only as needed."""
    doors: dict[str, Door] = {}

    def commands(*names: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, catalogue.plain(town.language, key)) for name, key in names)

    if settings.telegram.token is not None:
        from .doors.telegram.door import TelegramDoor

        doors["telegram"] = TelegramDoor(
            settings.telegram.token.get_secret_value(),
            settings.telegram.api,
            private_commands=commands(
                ("new", "command-new"),
                ("my", "command-my"),
                ("help", "command-help"),
                ("cancel", "command-cancel"),
                ("language", "command-language"),
            ),
            group_commands=commands(("help", "command-help-group"), ("bind", "command-bind")),
            hook=hook_address(settings.web.public, "telegram"),
        )
    if settings.vk.token is not None and settings.vk.group_id is not None:
        from .doors.vk.door import VkDoor

        doors["vk"] = VkDoor(
            settings.vk.token.get_secret_value(),
            settings.vk.group_id,
            settings.vk.api,
            hook=hook_address(settings.web.public, "vk"),
        )
    return doors


class Closing(Protocol):
    """Brings what is under way to an end, within ``patience`` seconds."""

    async def close(self, patience: float) -> None: ...


@dataclass(slots=True)
class Running:
    """A bot at work. ``opened`` is set, per door, while its messenger is connected."""

    store: Store
    town: Town
    doors: Mapping[str, Door]
    opened: Mapping[str, Presence]
    intake: Intake
    hooked: bool = False
    listening: list["asyncio.Task[None]"] = field(default_factory=list)
    working: list["asyncio.Task[None]"] = field(default_factory=list)

    async def readiness(self) -> Readiness:
        try:
            await self.store.pending()
        except Exception:  # noqa: BLE001  because whatever is wrong with it, it is not ready
            return Readiness(False, self.opened)
        return Readiness(self.intake.writes, self.opened)


@contextlib.asynccontextmanager
async def running(settings: Settings, town: Town | None = None) -> AsyncIterator[Running]:
    """Run the bot: doors, intake, couriers. They end when the context does."""
    town = town or load_town(settings.town)
    catalogue = Catalogue()
    async with open_store(settings) as (_, store):
        doors = make_doors(settings, catalogue, town)
        turns = Turns(town, catalogue, Suggestions(town), settings.complaints_a_day)

        async def lost(chat: Peer, private: bool, why: str) -> None:
            async with store.unit() as unit:
                await turns.lost(unit, chat, why, private=private)
                await unit.commit()
            committed()

        def committed() -> None:
            collector.call()
            for courier in couriers:
                courier.call()

        collector = Collector(doors, store, FileStore(settings.files), turns, committed)
        couriers = [Courier(door, store, store, collector, lost) for door in doors.values()]
        flood = Flood() if settings.flood else None
        intake = Intake(store, turns, town, catalogue, committed, flood)
        opened = {name: Presence() for name in doors}
        bot = Running(store, town, doors, opened, intake, bool(settings.web.public))
        bot.listening = [
            asyncio.create_task(keep_open(door, intake, store, opened[door.name]))
            for door in doors.values()
        ]
        works = [
            intake.run(),
            keep_watch(store),
            collector.run(),
            *(courier.run() for courier in couriers),
        ]
        bot.working = [asyncio.create_task(work) for work in works]
        try:
            yield bot
        finally:
            await _end(bot, intake, [*couriers, collector])


async def _end(bot: Running, intake: Intake, carriers: Sequence[Closing]) -> None:
    """End in order: hear nobody, write down what was heard, let go what is on its way.

    What is not done within the time is left for the next start: the messengers deliver again
    what was not committed, the outbox keeps what was not sent.
    """
    await _cancel(bot.listening)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(TO_WRITE_DOWN):
            await intake.rest()
    await asyncio.gather(*(carrier.close(TO_SEND) for carrier in carriers))
    await _cancel(bot.working)
    for door in bot.doors.values():
        await door.close()


async def _cancel(tasks: Sequence["asyncio.Task[None]"]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


@contextlib.asynccontextmanager
async def health_server(bot: Running, host: str, port: int) -> AsyncIterator[str]:
    """Serve the health page; give its address."""
    application = web.Application()
    application.router.add_routes([*health_routes(bot.readiness), metrics_route(bot.store.figures)])
    if bot.hooked:
        application.router.add_routes(hook_routes(bot.doors, bot.intake))
    runner = web.AppRunner(
        application, access_log=None, shutdown_timeout=TO_WRITE_DOWN, lingering_time=1.0
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Run until cancelled. Without any token, the sandbox stands in for the messengers.

    Raises DatabaseError where another bot runs on the same database: before anything is opened,
    the sandbox's state too.
    """
    with only_bot(settings.database):
        if settings.has_token:
            await _run_with_messengers(settings, say)
        else:
            await _run_with_sandbox(settings, say)


async def _run_with_messengers(settings: Settings, say: Callable[[str], None]) -> None:
    async with running(settings) as bot, health_server(bot, settings.web.host, settings.web.port):
        say(f"Парадная работает: {', '.join(bot.doors)}. Остановить — Ctrl+C.")
        await _until_one_fails(bot)


async def _run_with_sandbox(settings: Settings, say: Callable[[str], None]) -> None:
    from .demonstration import furnish, with_sandbox

    town = load_town(settings.town)
    state = Path(settings.files).parent / "sandbox.json"
    bots: list[Running] = []

    async def readiness() -> Readiness:
        return await bots[0].readiness() if bots else Readiness(False)

    async def figures() -> Figures:
        if not bots:
            raise Unavailable("the bot is only starting")
        return await bots[0].store.figures()

    beside = [*health_routes(readiness), metrics_route(figures)]
    async with (
        with_sandbox(settings, state, beside) as (sandbox, pointed),
        running(pointed, town) as bot,
    ):
        bots.append(bot)
        await asyncio.gather(*(event.wait() for event in bot.opened.values()))
        store = bot.store
        await furnish(sandbox.url, town, store.bound, lambda code: invite_on(store, code))
        say(f"Парадная открыта: {sandbox.url}")
        say("Настоящие мессенджеры — токены в .env (см. README). Остановить — Ctrl+C.")
        await _until_one_fails(bot)


async def _until_one_fails(bot: Running) -> None:
    tasks = [*bot.listening, *bot.working]
    done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
