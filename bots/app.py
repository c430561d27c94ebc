"""The wiring: the one place that knows which parts there are. Nothing here decides anything.

What the parts of each role are, see :mod:`bots.workers.worker`.
"""

import asyncio
import contextlib
import gc
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import structlog

from core.reports.figures import Figures
from core.town import Town, load_town
from core.work import Unavailable
from dialogs.texts import Catalogue
from storage.database import Database, only_bot
from storage.files import FileStore
from storage.leases import Alone, Leases
from storage.migrate import migrate
from storage.outbox.pacing import Paces
from storage.store import Store

from . import ports
from .delivery.fitting import fitting
from .doors.door import Door
from .doors.pacing import Making, own, shared
from .hearing import listening
from .metrics import metrics_route
from .settings import Settings
from .web import Readiness, health_routes
from .webhooks import hook_address
from .workers.leasing import LASTS
from .workers.roles import ALL, Role, written
from .workers.worker import Ground, Worker, working

COLLECTED_AFTER = (100_000, 20, 50)
"""New objects, then rounds, until garbage is collected: a turn makes thousands that are gone with
it, and Python's own 700 would look through them all the time."""

if TYPE_CHECKING:
    from .practice.playground import Playground

log = structlog.get_logger()

INVITATION_LASTS = timedelta(hours=1)
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
"""For codes: no letters and digits that are taken for one another."""


def wall_clock() -> datetime:
    return datetime.now(UTC)


@contextlib.asynccontextmanager
async def open_store(
    settings: Settings, clock: Callable[[], datetime] = wall_clock
) -> AsyncIterator[tuple[Database, Store]]:
    """Open the database, brought to today's tables. ``clock`` tells the time, aware."""
    database = Database(settings.database)
    try:
        await migrate(database)
        holder = None if settings.alone else _own_name()
        yield database, Store(database, fitting(Catalogue()), clock, holder)
    finally:
        await database.close()


async def invite(settings: Settings, agency: str) -> str:
    """Make a one-time code that binds a chat to an agency; it is kept as a digest only."""
    async with open_store(settings) as (_, store):
        return await invite_on(store, agency)


async def invite_on(store: ports.Store, agency: str) -> str:
    code = "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
    async with store.unit() as unit:
        await unit.invite(code, agency, unit.now + INVITATION_LASTS)
        await unit.commit()
    return code


def make_doors(
    settings: Settings, catalogue: Catalogue, town: Town, making: Making = own
) -> dict[str, Door]:
    """The doors for which there is a token. Their libraries are slow to import: only as needed."""
    doors: dict[str, Door] = {}

    def commands(*names: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        return tuple((name, catalogue.plain(town.language, key)) for name, key in names)

    private = commands(
        ("new", "command-new"),
        ("my", "command-my"),
        ("help", "command-help"),
        ("cancel", "command-cancel"),
        ("data", "command-data"),
        ("language", "command-language"),
    )
    if settings.telegram.token is not None:
        from .doors.telegram.door import TelegramDoor

        doors["telegram"] = TelegramDoor(
            settings.telegram.token.get_secret_value(),
            settings.telegram.api,
            private_commands=private,
            group_commands=commands(
                ("queue", "command-queue"),
                ("find", "command-find"),
                ("stats", "command-stats"),
                ("export", "command-export"),
                ("help", "command-help-group"),
                ("bind", "command-bind"),
            ),
            hook=hook_address(settings.web.public, "telegram"),
        )
    if settings.vk.token is not None and settings.vk.group_id is not None:
        from .doors.vk.door import VkDoor

        doors["vk"] = VkDoor(
            settings.vk.token.get_secret_value(),
            settings.vk.group_id,
            settings.vk.api,
            hook=hook_address(settings.web.public, "vk"),
            making=making,
        )
    if settings.max.token is not None:
        from .doors.max.door import MaxDoor

        doors["max"] = MaxDoor(
            settings.max.token.get_secret_value(),
            settings.max.api,
            commands=private,
            hook=hook_address(settings.web.public, "max"),
        )
    return doors


@contextlib.asynccontextmanager
async def running(
    settings: Settings,
    town: Town | None = None,
    clock: Callable[[], datetime] = wall_clock,
    *,
    beside: bool = False,
) -> AsyncIterator[Worker]:
    """Run a worker with the settings' roles. It ends when the context does.

    ``beside``: another server of this process answers HTTP for it.
    """
    town, catalogue = town or load_town(settings.town), Catalogue()
    async with open_store(settings, clock) as (database, store):
        making = own if settings.alone else shared(Paces(database))
        ground = Ground(
            settings=settings,
            town=town,
            suggestions=await listening(settings, town),
            catalogue=catalogue,
            doors=make_doors(settings, catalogue, town, making),
            making=making,
            store=store,
            folder=FileStore(settings.files),
            clock=clock,
            leases=Alone() if settings.alone else Leases(database, _own_name(), LASTS),
        )
        await _compare(store, ground.folder, settings)
        await _tell_of_gone(store, town)
        roles = settings.roles - {Role.WEB} if beside else settings.roles
        async with working(ground, roles) as worker:
            _spare_the_collector()
            yield worker


def _spare_the_collector() -> None:
    """What was loaded stays: the garbage collector need not look through it again and again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)


async def _compare(store: Store, folder: ports.Folder, settings: Settings) -> None:
    """Tell where the folder is another's: what one worker fetches the others send."""
    digest = await store.latest_file()
    if digest is not None and not folder.path(digest).exists():
        log.error(
            "files_not_here",
            folder=str(settings.files),
            why="в папке нет файла, который есть в базе; ожидается одна папка у всех процессов "
            "(PARADNAYA_FILES)",
        )


async def _tell_of_gone(store: Store, town: Town) -> None:
    """Tell of agencies that were taken out of the town file with their tickets open."""
    for one in (await store.figures()).left_behind(town):
        log.warning(
            "agency_not_in_town_file",
            agency=one.code,
            open=one.open,
            why="исполнителя нет в файле города, а его обращения открыты: их видят координаторы",
        )


def _own_name() -> str:
    """This worker, for whoever looks who holds a lease or a row of the outbox.

    No two are called the same, nor one and its successor: containers give every process the same
    number, some of them on the same machine's name.
    """
    return f"{socket.gethostname()[:64]}:{secrets.token_hex(4)}:{os.getpid()}"


async def run(settings: Settings, say: Callable[[str], None]) -> None:
    """Run until cancelled. Without any token, the sandbox stands in for the messengers.

    Raises DatabaseError where the database admits one bot and another runs on it: before anything
    is opened, the sandbox's state too.
    """
    with only_bot(settings.database):
        if settings.has_token:
            await _run_with_messengers(settings, say)
        else:
            await _run_with_sandbox(settings, say)


async def _run_with_messengers(settings: Settings, say: Callable[[str], None]) -> None:
    async with running(settings) as worker:
        say(f"Парадная работает: {', '.join(worker.ground.doors)}. Остановить — Ctrl+C.")
        if settings.roles != ALL:
            say(f"Роли этого процесса: {written(settings.roles)}.")
        await worker.until_one_fails()


async def _run_with_sandbox(settings: Settings, say: Callable[[str], None]) -> None:
    async with in_sandbox(settings) as ground:
        say(f"Парадная открыта: {ground.sandbox.url}")
        say("Настоящие мессенджеры — токены в .env (см. README). Остановить — Ctrl+C.")
        await ground.worker.until_one_fails()


@contextlib.asynccontextmanager
async def in_sandbox(settings: Settings) -> AsyncIterator["Playground"]:
    """Run a worker over the sandbox, with people and bound chats, by a clock that can be moved."""
    from .demonstration import furnish, with_sandbox
    from .practice.playground import Playground
    from .practice.routes import practice_routes
    from .sandbox.town_clock import TownClock
    from .sandbox.town_clock import routes as clock_routes

    town, clock = load_town(settings.town), TownClock()
    state = Path(settings.files).parent / "sandbox.json"
    grounds: list[Playground] = []
    workers: list[Worker] = []

    async def readiness() -> Readiness:
        return await workers[0].readiness() if workers else Readiness(False)

    async def figures() -> Figures:
        if not workers:
            raise Unavailable("starting")
        return await workers[0].ground.store.figures()

    async def moved() -> None:
        for worker in workers:
            worker.wake()

    beside = [
        *health_routes(readiness),
        metrics_route(figures),
        *clock_routes(clock, town.zone, moved),
        *practice_routes(grounds),
    ]
    async with (
        with_sandbox(settings, state, clock, beside) as (sandbox, pointed),
        running(pointed, town, clock.now, beside=True) as worker,
    ):
        workers.append(worker)
        await asyncio.gather(*(presence.wait() for presence in worker.opened.values()))
        store = worker.ground.store
        await furnish(sandbox.url, town, store.bound, lambda code: invite_on(store, code))
        async with Playground(sandbox, worker, town, clock) as ground:
            grounds.append(ground)
            yield ground
