"""The bot is away for a while, and comes back: nothing that people wrote meanwhile is lost.

The real doors, the real intake and its store, the sandbox in the part of the messengers.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession, web

from bots.doors.door import Door
from bots.doors.max.door import MaxDoor
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.intake import Intake
from bots.sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from bots.webhooks import hook_address, hook_routes
from bots.workers.polling import Presence, keep_open
from core.tickets import Moved
from core.town import Town
from core.work import UnitOfWork
from dialogs.events import Arrival, Said
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.store import Store

ANNA, PJOTR = 7001, 7002
CHAT = 2_000_000_005
HOUR = 3600


class Listening(Turns):
    """Remembers what was said, and where."""

    def __init__(self) -> None:
        self.heard: list[tuple[int, str]] = []
        self.changed = asyncio.Event()

    async def take(self, unit: UnitOfWork, arrival: Arrival) -> list[Moved]:
        if isinstance(arrival.event, Said):
            self.heard.append((arrival.speaker.chat, arrival.event.text))
            self.changed.set()
        return []


@dataclass
class House:
    """A sandbox, a store that outlives the bots, and what they heard, all of them."""

    sandbox: Sandbox
    http: ClientSession
    store: Store
    town: Town
    name: str = "vk"
    turns: Listening = field(default_factory=Listening)
    public: str = ""
    committed: asyncio.Event = field(default_factory=asyncio.Event)

    @property
    def heard(self) -> list[str]:
        return [text for _, text in self.turns.heard]

    async def say(self, text: str, person: int = ANNA, chat: int = 0) -> None:
        body = {"door": self.name, "chat": chat or person, "person": person, "text": text}
        await self.control("say", body)

    async def control(self, act: str, body: dict[str, Any]) -> None:
        async with self.http.post(f"{self.sandbox.url}/control/{act}", json=body) as answer:
            assert answer.status == 200, await answer.text()

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not done():
                self.turns.changed.clear()
                await self.turns.changed.wait()

    def door(self) -> Door:
        hook = hook_address(self.public, self.name)
        if self.name == "vk":
            return VkDoor(VK_TOKEN, VK_GROUP_ID, f"{self.sandbox.url}/vk", wait=1, hook=hook)
        if self.name == "max":
            return MaxDoor(MAX_TOKEN, f"{self.sandbox.url}/max", wait=1, between=0, hook=hook)
        return TelegramDoor(TELEGRAM_TOKEN, f"{self.sandbox.url}/telegram", wait=1, hook=hook)

    @contextlib.asynccontextmanager
    async def bot(self) -> AsyncIterator[Door]:
        """A bot at work, as long as the context lasts; its door is open when it begins."""
        door = self.door()
        intake = Intake(self.store, self.turns, self.town, Catalogue(), self.committed.set)
        presence = Presence()
        working = asyncio.create_task(intake.run())
        try:
            async with _hooks(self.public, door, intake):
                listening = asyncio.create_task(keep_open(door, intake, self.store, presence))
                async with asyncio.timeout(60):
                    await presence.wait()
                    if self.name == "vk":
                        await self.until_cursor(bool)
                yield door
                await _cancel(listening)
        finally:
            await intake.rest()
            await _cancel(working)
            await door.close()

    async def until_cursor(self, done: Callable[[str], bool]) -> None:
        async with asyncio.timeout(60):
            while True:
                self.committed.clear()
                if done(await self.cursor()):
                    return
                await self.committed.wait()

    async def cursor(self) -> str:
        return await self.store.cursor(self.name) or ""

    async def set_cursor(self, cursor: str) -> None:
        async with self.store.unit() as unit:
            unit.advance(self.name, cursor)
            await unit.commit()

    async def hours_go_by(self, hours: int) -> None:
        """The bot was last connected so long ago."""
        ts, _, moment = (await self.cursor()).partition("@")
        await self.set_cursor(f"{ts}@{int(moment.removesuffix('+')) - hours * HOUR}")


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@contextlib.asynccontextmanager
async def _hooks(public: str, door: Door, intake: Intake) -> AsyncIterator[None]:
    if not public:
        yield
        return
    application = web.Application()
    application.router.add_routes(hook_routes({door.name: door}, intake))
    runner = web.AppRunner(application, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", int(public.rpartition(":")[2])).start()
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.fixture(params=["vk"])
async def house(
    request: pytest.FixtureRequest,
    store: Store,
    town: Town,
    monkeypatch: pytest.MonkeyPatch,
) -> AsyncIterator[House]:
    monkeypatch.setattr("bots.doors.vk.reading_back.PAUSE", 0)
    monkeypatch.setattr("bots.doors.vk.callback.LOOK_EVERY", 0.02)
    monkeypatch.setattr("bots.sandbox.vk.callback.PAUSES", (0.05,))
    async with serve() as sandbox, ClientSession() as http:
        house = House(sandbox, http, store, town, request.param)
        for number, name in ((ANNA, "Анна"), (PJOTR, "Пётр")):
            await house.control("person", {"door": house.name, "id": number, "name": name})
        yield house


both = pytest.mark.parametrize("house", ["telegram", "vk"], indirect=True)
every = pytest.mark.parametrize("house", ["telegram", "vk", "max"], indirect=True)


def forget_events(house: House) -> None:
    """VK keeps events for some hours; those are over."""
    house.sandbox.vk.events.clear()


@every
async def test_what_was_written_while_the_bot_was_down_is_taken_in_order(house: House) -> None:
    async with house.bot():
        await house.say("один")
        await house.until(lambda: house.heard == ["один"])
    for text in ("два", "три", "четыре"):
        await house.say(text)
    async with house.bot():
        await house.say("пять")
        await house.until(lambda: len(house.heard) == 5)
    assert house.heard == ["один", "два", "три", "четыре", "пять"]


async def test_what_long_poll_has_lost_is_read_in_the_conversations(house: House) -> None:
    await house.control(
        "chat", {"door": "vk", "id": CHAT, "title": "ЖКХ", "kind": "group", "members": [PJOTR]}
    )
    async with house.bot():
        await house.say("один")
        await house.until(lambda: house.heard == ["один"])
    for number in range(2, 5):
        await house.say(f"Анна {number}")
        await house.say(f"Пётр {number}", PJOTR)
        await house.say(f"ЖКХ {number}", PJOTR, CHAT)
    forget_events(house)
    async with house.bot():
        await house.until(lambda: len(house.heard) == 10)
        await house.say("дальше")
        await house.until(lambda: "дальше" in house.heard)
    assert len(house.heard) == 11
    assert not (await house.cursor()).endswith("+")
    for chat, name in ((ANNA, "Анна"), (PJOTR, "Пётр"), (CHAT, "ЖКХ")):
        said = [text for where, text in house.turns.heard if where == chat and name in text]
        assert said == [f"{name} {number}" for number in range(2, 5)]


async def test_a_cursor_that_vk_does_not_know_any_more_loses_nothing(house: House) -> None:
    async with house.bot():
        pass
    _, _, moment = (await house.cursor()).partition("@")
    await house.say("пока никого не было")
    await house.set_cursor(f"gone@{moment}")
    async with house.bot():
        await house.until(lambda: house.heard == ["пока никого не было"])


async def test_what_the_community_said_meanwhile_hides_nothing(house: House) -> None:
    async with house.bot() as door:
        await house.say("один")
        await house.until(lambda: house.heard == ["один"])
    await house.say("два")
    await house.http.post(
        f"{house.sandbox.url}/vk/method/messages.send",
        data={
            "access_token": VK_TOKEN, "v": "5.199",
            "peer_id": ANNA, "random_id": 1, "message": "Ваше обращение решено",
        },
    )  # fmt: skip
    forget_events(house)
    async with house.bot() as door:
        await house.until(lambda: house.heard == ["один", "два"])
    assert door.name == "vk"


async def test_after_long_silence_conversations_are_read_though_vk_says_nothing_is_lost(
    house: House,
) -> None:
    async with house.bot():
        pass
    await house.say("VK забыл об этом")
    forget_events(house)
    house.sandbox.world.counters["vk events"] -= 1  # as if the event had never been
    await house.hours_go_by(2)
    async with house.bot():
        await house.until(lambda: house.heard == ["VK забыл об этом"])


async def test_what_is_read_and_then_told_as_an_event_is_taken_once(house: House) -> None:
    async with house.bot():
        pass
    await house.say("один")
    await house.say("два")
    await house.hours_go_by(2)  # so both ways are gone
    async with house.bot():
        await house.say("три")
        await house.until(lambda: "три" in house.heard)
        await house.until_cursor(lambda cursor: not cursor.endswith("+"))
    assert house.heard == ["один", "два", "три"]


@every
async def test_the_very_first_start_leaves_old_conversations_in_peace(house: House) -> None:
    if house.name == "vk":
        await house.say("давно")
    async with house.bot():
        await house.say("сейчас")
        await house.until(lambda: "сейчас" in house.heard)
    assert house.heard == ["сейчас"]


async def test_the_first_start_with_a_webhook_leaves_old_conversations_in_peace(
    house: House, unused_tcp_port: int
) -> None:
    await house.say("давно")
    house.public = f"http://127.0.0.1:{unused_tcp_port}"
    async with house.bot():
        await house.say("сейчас")
        await house.until(lambda: "сейчас" in house.heard)
    assert house.heard == ["сейчас"]


@every
async def test_webhooks_bring_what_was_written_while_the_bot_was_down(
    house: House, unused_tcp_port: int
) -> None:
    house.public = f"http://127.0.0.1:{unused_tcp_port}"
    async with house.bot():
        await house.say("один")
        await house.until(lambda: house.heard == ["один"])
    await house.say("два")
    async with house.bot():
        await house.say("три")
        await house.until(lambda: len(house.heard) == 3)
    assert sorted(house.heard) == ["два", "один", "три"]


async def test_what_vk_has_given_up_bringing_is_read(house: House, unused_tcp_port: int) -> None:
    house.public = f"http://127.0.0.1:{unused_tcp_port}"
    async with house.bot():
        pass
    await house.say("один")
    house.sandbox.vk.callbacks.waiting.clear()
    async with house.bot():
        await house.until(lambda: house.heard == ["один"])


@pytest.mark.parametrize("house", ["max"], indirect=True)
async def test_the_last_word_before_the_first_start_is_taken(house: House) -> None:
    await house.say("давно")
    await house.say("только что")
    async with house.bot():
        await house.say("сейчас")
        await house.until(lambda: "сейчас" in house.heard)
    assert house.heard == ["только что", "сейчас"]


@both  # what MAX could not bring it keeps for no polling
async def test_between_polling_and_webhooks_nothing_is_lost(
    house: House, unused_tcp_port: int
) -> None:
    async with house.bot():
        await house.say("1")
        await house.until(lambda: house.heard == ["1"])
    for number, public in enumerate((f"http://127.0.0.1:{unused_tcp_port}", "", ""), start=1):
        house.public = public
        await house.say(f"{number} между")
        house.sandbox.vk.callbacks.waiting.clear()
        async with house.bot():
            await house.until(lambda number=number: f"{number} между" in house.heard)  # type: ignore[misc]  # because mypy cannot infer a lambda with a default
            await house.say(f"{number} при боте")
            await house.until(lambda number=number: f"{number} при боте" in house.heard)  # type: ignore[misc]  # the same
    assert sorted(house.heard) == sorted(
        ["1", *(f"{number} {when}" for number in (1, 2, 3) for when in ("между", "при боте"))]
    )


async def test_polling_takes_our_callback_server_away_and_no_other(
    house: House, unused_tcp_port: int
) -> None:
    callbacks = house.sandbox.vk.callbacks
    async with house.http.post(
        f"{house.sandbox.url}/vk/method/groups.addCallbackServer",
        data={
            "access_token": VK_TOKEN, "v": "5.199", "group_id": VK_GROUP_ID,
            "url": "http://127.0.0.1:1/", "title": "CRM",
        },
    ):  # fmt: skip
        pass
    house.public = f"http://127.0.0.1:{unused_tcp_port}"
    async with house.bot() as door:
        assert not house.sandbox.vk.enabled
        assert (await door.reception()).trouble == ""
        ours = next(one for one in callbacks.servers.values() if one.title != "CRM")
        on = {name for name, value in ours.settings.items() if value}
        assert on == {
            "message_new", "message_event", "message_allow", "message_deny", "message_edit",
        }  # fmt: skip
    house.public = ""
    async with house.bot():
        assert house.sandbox.vk.enabled
        assert [server.title for server in callbacks.servers.values()] == ["CRM"]
