"""The sandbox as one web application: Telegram, VK, MAX, the control API and the page.

``async with serve(port=0) as sandbox`` runs it on a free port of the loopback; ``sandbox.url`` is
its address. Every request of a bot passes ``Sandbox.misbehaving``: that is the one place where
faults (429, 5xx, cut connections) are put in, before the messenger or after it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Iterable
from pathlib import Path
from typing import Any, Final

from aiohttp import web

from .acts import Acts
from .bell import Bell
from .control import Control
from .happenings import Happenings
from .identity import (
    MAX,
    MAX_BOT_ID,
    MAX_TOKEN,
    MAX_USERNAME,
    TELEGRAM,
    TELEGRAM_BOT_ID,
    TELEGRAM_TOKEN,
    TELEGRAM_USERNAME,
    VK,
    VK_GROUP_ID,
    VK_SCREEN_NAME,
    VK_TOKEN,
    Door,
)
from .max.api import MaxApi
from .max.door import MaxDoor
from .max.people import MaxPeople
from .misbehaving import Misbehaving
from .parameters import LARGEST_FILE
from .people import People
from .presses import Presses
from .state import Keeper, Kept
from .telegram.api import TelegramApi
from .telegram.door import TelegramDoor
from .telegram.people import TelegramPeople
from .telegram.webhook import deliver
from .town_clock import TownClock
from .traffic import Traffic
from .views import event_view
from .vk.api import VkApi
from .vk.door import VkDoor
from .vk.people import VkPeople
from .world import World

__all__ = [
    "MAX_BOT_ID",
    "MAX_TOKEN",
    "MAX_USERNAME",
    "TELEGRAM_BOT_ID",
    "TELEGRAM_TOKEN",
    "TELEGRAM_USERNAME",
    "VK_GROUP_ID",
    "VK_SCREEN_NAME",
    "VK_TOKEN",
    "Sandbox",
    "create_application",
    "serve",
]

PAGE: Final = Path(__file__).with_name("page")


class Sandbox:
    """The messengers on this machine. ``url`` is set once it is served."""

    def __init__(self, world: World | None = None, state_file: Path | None = None) -> None:
        self.url = ""
        self.world = world or World()
        self.world.journal.view = event_view(self.world)
        self.traffic = Traffic(self.world.clock)
        self.misbehaving = Misbehaving(self.world, self.traffic)
        self.telegram = TelegramDoor(self.world, self.traffic)
        self.vk = VkDoor(self.world, self.traffic)
        self.max = MaxDoor(self.world, self.traffic)
        self.max.subscriptions.origin = lambda: self.url
        self.keeper = None
        if state_file is not None:
            parts: dict[str, Kept] = {TELEGRAM: self.telegram, VK: self.vk, MAX: self.max}
            if isinstance(self.world.clock, TownClock):
                parts["clock"] = self.world.clock
            self.keeper = Keeper(state_file, self.world, parts)
            self.keeper.load()

    def reset(self) -> None:
        """An empty world. The numbers of events go on; a bot's webhook and commands are gone."""
        self.world.clear()
        self.telegram.clear()
        self.vk.clear()
        self.max.clear()
        self.traffic.clear()
        self.misbehaving.clear()
        self.world.journal.forget()
        self.world.tell("reset", None)

    def close(self) -> None:
        """Let everyone who waits go."""
        for bell in (
            self.world.journal.bell,
            self.world.changed,
            self.misbehaving.bell,
            self.telegram.queue.bell,
            self.telegram.answered,
            self.vk.bell,
            self.vk.callbacks.bell,
            self.vk.answered,
            self.max.queue.bell,
            self.max.subscriptions.bell,
            self.max.answered,
        ):
            bell.close()


def create_application(sandbox: Sandbox) -> web.Application:
    """The web application of a sandbox, for any aiohttp server."""
    telegram, max_people = TelegramPeople(sandbox.telegram), MaxPeople(sandbox.max)
    people: dict[Door, People] = {
        TELEGRAM: telegram,
        VK: VkPeople(sandbox.vk),
        MAX: max_people,
    }
    answered: dict[Door, Bell] = {
        TELEGRAM: sandbox.telegram.answered,
        VK: sandbox.vk.answered,
        MAX: sandbox.max.answered,
    }
    raw: dict[Door, Callable[[Any], None]] = {
        TELEGRAM: sandbox.telegram.queue.put_raw,
        VK: sandbox.vk.put_raw,
        MAX: sandbox.max.put_raw,
    }
    acts = Acts(sandbox.world, people)
    presses = Presses(sandbox.world, acts, people, answered)
    happenings = Happenings(sandbox.world, telegram, max_people)
    control = Control(sandbox.world, acts, presses, happenings, sandbox.traffic, raw, sandbox.reset)
    application = web.Application(
        client_max_size=LARGEST_FILE + 2**20, middlewares=[sandbox.misbehaving.middleware()]
    )
    application.router.add_routes(TelegramApi(sandbox.telegram, sandbox.traffic).routes())
    application.router.add_routes(
        VkApi(sandbox.vk, sandbox.traffic, sandbox.misbehaving.refuse_inside).routes()
    )
    application.router.add_routes(MaxApi(sandbox.max, sandbox.traffic).routes())
    application.router.add_routes(control.routes())
    application.router.add_routes(sandbox.misbehaving.routes())
    application.router.add_routes([web.get("/", _front), web.get("/page/{name}", _asset)])
    application.cleanup_ctx.append(_background(sandbox))

    async def close(_: web.Application) -> None:
        sandbox.close()

    application.on_shutdown.append(close)
    return application


@contextlib.asynccontextmanager
async def serve(
    host: str = "127.0.0.1",
    port: int = 0,
    state_file: Path | None = None,
    *,
    world: World | None = None,
    routes: Iterable[web.RouteDef] = (),
) -> AsyncIterator[Sandbox]:
    """Run a sandbox; port 0 takes a free one. Raises ``OSError`` where the port is taken.

    ``state_file`` keeps the world over a restart; ``world`` brings one of your own; ``routes``
    are served beside the sandbox's.
    """
    sandbox = Sandbox(world, state_file)
    application = create_application(sandbox)
    application.router.add_routes(routes)
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=2, handle_signals=False)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        taken = runner.addresses[0][1]
        shown = "127.0.0.1" if host in {"", "0.0.0.0", "::"} else host  # noqa: S104  because it is compared, not listened on
        sandbox.url = f"http://{shown}:{taken}"
        yield sandbox
    finally:
        await runner.cleanup()


def _background(sandbox: Sandbox) -> Callable[[web.Application], AsyncIterator[None]]:
    async def running(_: web.Application) -> AsyncIterator[None]:
        queue = sandbox.telegram.queue
        tasks = [
            asyncio.create_task(deliver(sandbox.world, queue, sandbox.traffic)),
            asyncio.create_task(sandbox.vk.callbacks.deliver()),
            asyncio.create_task(sandbox.max.subscriptions.deliver()),
        ]
        if sandbox.keeper is not None:
            tasks.append(asyncio.create_task(sandbox.keeper.run()))
        yield
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if sandbox.keeper is not None:
            sandbox.keeper.save()

    return running


async def _front(request: web.Request) -> web.StreamResponse:
    return _page_file("index.html")


async def _asset(request: web.Request) -> web.StreamResponse:
    return _page_file(request.match_info["name"])


def _page_file(name: str) -> web.StreamResponse:
    path = PAGE / name
    if path.parent != PAGE or not path.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(path, headers={"Cache-Control": "no-cache"})
