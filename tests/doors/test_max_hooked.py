"""MAX brings its updates itself: the sandbox's, to the bot's web server, and back."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from bots.doors.door import Reception
from bots.doors.max.door import MaxDoor
from bots.sandbox.server import MAX_TOKEN, Sandbox, serve
from bots.webhooks import hook_address
from core.messages import Message, Outgoing
from core.people import Peer
from dialogs.events import Joined, Opened, Said
from tests.bots.hooking import Taker, let_through, served

PERSON, GROUP = 7001, -501


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with serve() as sandbox:
        yield sandbox


async def act(sandbox: Sandbox, deed: str, **body: Any) -> None:
    async with (
        ClientSession() as http,
        http.post(f"{sandbox.url}/control/{deed}", json={"door": "max", **body}) as answer,
    ):
        assert answer.status == 200, await answer.text()


async def brought(taker: Taker, count: int) -> list[Any]:
    async with asyncio.timeout(10):
        while len(taker.brought) < count:
            taker.asked.clear()
            await taker.asked.wait()
    return [raw for batch in taker.brought for raw in batch.updates]


async def test_what_befalls_is_brought_with_the_secret_and_answered(sandbox: Sandbox) -> None:
    taker = let_through()
    base = f"{sandbox.url}/max"
    hearing = MaxDoor(MAX_TOKEN, base, hook=hook_address("http://127.0.0.1:1", "max"))
    async with served(hearing, taker=taker) as port:
        public = f"http://127.0.0.1:{port}"
        door = MaxDoor(MAX_TOKEN, base, hook=hook_address(public, "max"))
        await hearing.greet()
        await hearing.open()
        await door.open()
        assert await door.reception() == Reception(f"{public}/hook/max")
        await act(sandbox, "person", name="Анна Иванова", id=PERSON)
        await act(sandbox, "say", chat=PERSON, person=PERSON, text="Яма")
        group = {"title": "ЖКХ", "kind": "group", "members": [PERSON], "all_messages": True}
        await act(sandbox, "chat", id=GROUP, **group)
        await act(sandbox, "say", chat=GROUP, person=PERSON, text="Сделаем")
        raws = await brought(taker, 4)
        arrivals = [door.read(raw, door.key(raw)) for raw in raws]
        events = [arrival.event for arrival in arrivals if arrival is not None]
        assert events == [Opened(), Said("Яма"), Joined(deaf=True), Said("Сделаем")]
        assert arrivals[3] is not None
        assert arrivals[3].title == "ЖКХ"
        await door.deliver(Outgoing(Peer("max", PERSON), Message("Принято")), 1)
        polling = MaxDoor(MAX_TOKEN, base, wait=0, between=0)
        await polling.open()
        assert (await door.reception()).trouble == "the webhook is not there any more"
        assert (await polling.reception()).address == ""
    for one in (hearing, door, polling):
        await one.close()
