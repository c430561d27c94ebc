"""The wiring: the one place that knows which parts there are. Nothing here decides anything."""

import asyncio
import contextlib
import secrets
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from aiohttp import web

from core.messages import Outgoing
from core.topics import Suggestions
from core.town import Town, load_town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.files import FileStore
from storage.migrate import migrate
from storage.store import Store

from .courier import Courier
from .doors.door import Door
from .doors.layout import LIMITS, expand
from .intake import Intake
from .polling import keep_open
from .settings import Settings
from .web import health_routes

log = structlog.get_logger()

INVITATION_LASTS = timedelta(hours=1)
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""For codes: no letters and digits that are taken for one another."""


def fit(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    """Lay a message out for its messenger."""
    return expand(outgoing, LIMITS[outgoing.peer.door])


@contextlib.asynccontextmanager
async def open_store(settings: Settings) -> AsyncIterator[tuple[Database, Store]]:
    """Open the database, brought to today's tables."""
    database = Database(settings.database)
    try:
        await migrate(database)
        yield database, Store(database, fit)
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
        from .doors.telegram import TelegramDoor

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
        )
    if settings.vk.token is not None and settings.vk.group_id is not None:
        from .doors.vk import VkDoor

        doors["vk"] = VkDoor(
            settings.vk.token.get_secret_value(), settings.vk.group_id, settings.vk.api
        )
    return doors


@dataclass(slots=True)
class Running:
    """A bot at work. ``opened`` is set, per door, while its messenger is connected."""

    store: Store
    town: Town
    doors: Mapping[str, Door]
    opened: Mapping[str, asyncio.Event]
    tasks: list["asyncio.Task[None]"] = field(default_factory=list)

    async def readiness(self) -> Mapping[str, bool]:
        try:
            await self.store.pending()
        except Exception:  # noqa: BLE001  because whatever is wrong with it, it is not ready
            return {"database": False}
        return {"database": True, **{name: event.is_set() for name, event in self.opened.items()}}


@contextlib.asynccontextmanager
async def running(settings: Settings, town: Town | None = None) -> AsyncIterator[Running]:
    """Run the bot: doors, intake, couriers. They end when the context does."""
    town = town or load_town(settings.town)
    catalogue = Catalogue()
    async with open_store(settings) as (_, store):
        files = FileStore(settings.files)
        doors = make_doors(settings, catalogue, town)
        turns = Turns(town, catalogue, Suggestions(town))

        async def missed(ticket: str) -> None:
            async with store.unit() as unit:
                await turns.unreachable(unit, ticket)
                await unit.commit()
            committed()

        def committed() -> None:
            for courier in couriers:
                courier.call()

        couriers = [Courier(door, doors, store, store, files, missed) for door in doors.values()]
        intake = Intake(store, turns, town, catalogue, committed)
        opened = {name: asyncio.Event() for name in doors}
        bot = Running(store, town, doors, opened)
        works = [
            intake.run(),
            *(courier.run() for courier in couriers),
            *(keep_open(door, intake, store, opened[door.name]) for door in doors.values()),
        ]
        bot.tasks += [asyncio.create_task(work) for work in works]
        try:
            yield bot
        finally:
            for task in reversed(bot.tasks):
                task.cancel()
            await asyncio.gather(*bot.tasks, return_exceptions=True)
            for door in doors.values():
                await door.close()


@contextlib.asynccontextmanager
async def health_server(bot: Running, host: str, port: int) -> AsyncIterator[str]:
    """Serve the health page; give its address."""
    application = web.Application()
    application.router.add_routes(health_routes(bot.readiness))
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
        yield f"http://{host}:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


async def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Run until cancelled. Without any token, the sandbox stands in for the messengers."""
    if not settings.has_token:
        await _run_with_sandbox(settings, say)
        return
    async with running(settings) as bot, health_server(bot, settings.web.host, settings.web.port):
        say(f"Парадная работает: {', '.join(bot.doors)}. Остановить — Ctrl+C.")
        await _until_one_fails(bot)


async def _run_with_sandbox(settings: Settings, say: Callable[[str], None]) -> None:
    from .demonstration import furnish, with_sandbox

    town = load_town(settings.town)
    state = Path(settings.files).parent / "sandbox.json"
    bots: list[Running] = []

    async def readiness() -> Mapping[str, bool]:
        return await bots[0].readiness() if bots else {"database": False}

    async with (
        with_sandbox(settings, state, health_routes(readiness)) as (sandbox, pointed),
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
    done, _ = await asyncio.wait(bot.tasks, return_when=asyncio.FIRST_COMPLETED)
    for task in done:
        task.result()
