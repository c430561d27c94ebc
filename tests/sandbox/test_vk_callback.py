"""The sandbox's Callback API: a server confirms itself, then events are brought to it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bots.sandbox.server import VK_GROUP_ID
from bots.sandbox.vk.callback import Callbacks

from .conftest import House

SECRET = "s" * 50


@dataclass
class Bot:
    """Where VK brings events. ``answers`` are given in turn, then «ok» for ever."""

    code: Callable[[], str] = str
    url: str = ""
    answers: list[tuple[int, str]] = field(default_factory=list)
    events: list[Any] = field(default_factory=list)
    retries: list[str | None] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def handle(self, request: web.Request) -> web.Response:
        event = await request.json()
        self.changed.set()
        if event["type"] == "confirmation":
            assert event["group_id"] == VK_GROUP_ID
            return web.Response(text=self.code())
        self.events.append(event)
        self.retries.append(request.headers.get("X-Retry-Counter"))
        status, text = self.answers.pop(0) if self.answers else (200, "ok")
        return web.Response(status=status, text=text)

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(30):
            while not done():
                self.changed.clear()
                await self.changed.wait()


@pytest.fixture
async def bot() -> AsyncIterator[Bot]:
    bot = Bot()
    application = web.Application()
    application.router.add_post("/hook", bot.handle)
    async with TestServer(application) as server:
        bot.url = str(server.make_url("/hook"))
        yield bot


async def add(house: House, bot: Bot, **more: Any) -> Any:
    told = {"group_id": VK_GROUP_ID, "url": bot.url, "title": "Бот", "secret_key": SECRET}
    return await house.vk("groups.addCallbackServer", **{**told, **more})


async def status(house: House) -> str:
    """The only server's status, once it is decided."""
    async with asyncio.timeout(30):
        while True:
            found = await house.vk("groups.getCallbackServers", group_id=VK_GROUP_ID)
            (server,) = found["items"]
            if server["status"] in {"ok", "failed"}:
                return str(server["status"])
            await asyncio.sleep(0.01)


async def connect(house: House, bot: Bot, **events: int) -> int:
    """A confirmed server with these events switched on."""
    bot.code = lambda: house.sandbox.vk.callbacks.code
    number = int((await add(house, bot))["server_id"])
    assert await status(house) == "ok"
    asked = {"group_id": VK_GROUP_ID, "server_id": number, "api_version": "5.199", **events}
    assert await house.vk("groups.setCallbackSettings", **asked) == 1
    return number


async def test_a_server_that_does_not_know_the_code_gets_nothing(house: House, bot: Bot) -> None:
    bot.code = lambda: "made up"
    number = (await add(house, bot))["server_id"]
    assert await status(house) == "failed"
    asked = {"group_id": VK_GROUP_ID, "server_id": number, "message_new": 1}
    await house.vk("groups.setCallbackSettings", **asked)
    person = await house.person("vk")
    await house.act("say", door="vk", chat=person, person=person, text="Яма")
    assert house.sandbox.vk.callbacks.waiting == []


async def test_events_are_brought_with_the_secret_and_only_those_switched_on(
    house: House, bot: Bot
) -> None:
    number = await connect(house, bot, message_new=1)
    person = await house.person("vk", starts=False)
    await house.act("say", door="vk", chat=person, person=person, text="Яма")
    await bot.until(lambda: bool(bot.events))
    (event,) = bot.events
    assert (event["type"], event["secret"], event["v"]) == ("message_new", SECRET, "5.199")
    assert event["object"]["message"]["text"] == "Яма"
    asked = {"group_id": VK_GROUP_ID, "server_id": number}
    settings = await house.vk("groups.getCallbackSettings", **asked)
    assert {name for name, on in settings["events"].items() if on} == {"message_new"}


async def test_an_event_that_was_not_accepted_is_brought_again(
    house: House, bot: Bot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.sandbox.vk.callback.PAUSES", (0.02,))
    await connect(house, bot, message_new=1)
    bot.answers = [(500, ""), (200, "no"), (200, "ok")]
    person = await house.person("vk", starts=False)
    await house.act("say", door="vk", chat=person, person=person, text="Яма")
    await bot.until(lambda: len(bot.events) == 3)
    assert len({event["event_id"] for event in bot.events}) == 1
    assert bot.retries == [None, "1", "2"]


async def test_long_poll_and_callback_tell_of_the_same_event(house: House, bot: Bot) -> None:
    await connect(house, bot, message_new=1)
    person = await house.person("vk", starts=False)
    await house.act("say", door="vk", chat=person, person=person, text="Яма")
    await bot.until(lambda: bool(bot.events))
    (polled,) = await house.vk_events()
    assert {**polled, "secret": SECRET} == bot.events[0]


async def test_a_server_that_is_deleted_gets_nothing_more(house: House, bot: Bot) -> None:
    number = await connect(house, bot, message_new=1)
    asked = {"group_id": VK_GROUP_ID, "server_id": number}
    assert await house.vk("groups.deleteCallbackServer", **asked) == 1
    assert await house.vk("groups.deleteCallbackServer", **asked) == 104
    person = await house.person("vk", starts=False)
    await house.act("say", door="vk", chat=person, person=person, text="Яма")
    assert house.sandbox.vk.callbacks.waiting == []


@pytest.mark.parametrize(
    "wrong",
    [{"title": "х" * 15}, {"secret_key": "a" * 51}, {"secret_key": "a-b"}, {"url": "bot.example"}],
)
async def test_what_vk_does_not_take_is_refused(house: House, bot: Bot, wrong: Any) -> None:
    assert await add(house, bot, **wrong) == 100


async def test_a_community_has_ten_servers(house: House, bot: Bot) -> None:
    for _ in range(10):
        await add(house, bot)
    assert await add(house, bot) == 2000


async def test_a_changed_server_is_asked_for_a_new_code(house: House, bot: Bot) -> None:
    number = await connect(house, bot, message_new=1)
    asked = {"group_id": VK_GROUP_ID}
    before = await house.vk("groups.getCallbackConfirmationCode", **asked)
    told = {**asked, "server_id": number, "url": bot.url, "title": "Бот"}
    assert await house.vk("groups.editCallbackServer", **told) == 1
    assert await status(house) == "ok"
    assert await house.vk("groups.getCallbackConfirmationCode", **asked) != before


async def test_servers_are_kept_over_a_restart(house: House, bot: Bot) -> None:
    number = await connect(house, bot, message_new=1)
    kept = house.sandbox.vk.callbacks.dump()
    again = Callbacks(house.sandbox.world, house.sandbox.traffic)
    again.load(kept)
    assert [server.id for server in again.wanting("message_new")] == [number]
