"""How MAX tells a bot what happens: long poll with its marker, and webhooks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

from bots.sandbox.max import subscriptions

from .conftest import House
from .max_hands import kinds, updates


async def say(house: House, person: int, text: str) -> None:
    await house.act("say", door="max", chat=person, person=person, text=text)


def texts(found: list[Any]) -> list[str]:
    return [each["message"]["body"]["text"] for each in found if "message" in each]


async def test_the_marker_is_the_next_expected_update(house: House) -> None:
    anna = await house.person("max")
    for number in range(3):
        await say(house, anna, f"№ {number}")
    first = await house.max("GET /updates", marker=1, limit=2, timeout=0)
    assert texts(first["updates"]) == ["№ 0"]
    rest = await house.max("GET /updates", marker=first["marker"], timeout=0)
    assert texts(rest["updates"]) == ["№ 1", "№ 2"]
    none = await house.max("GET /updates", marker=rest["marker"], timeout=0)
    assert none == {"updates": [], "marker": rest["marker"]}
    again = await house.max("GET /updates", marker=first["marker"], timeout=0)
    assert texts(again["updates"]) == ["№ 1", "№ 2"], "nothing is lost with an old marker"


async def test_without_a_marker_comes_the_last_update_alone(house: House) -> None:
    anna = await house.person("max")
    await say(house, anna, "раньше")
    await say(house, anna, "последнее")
    queries: tuple[dict[str, Any], ...] = ({}, {"marker": "null"})
    for query in queries:
        last = await house.max("GET /updates", timeout=0, **query)
        assert texts(last["updates"]) == ["последнее"]
    started = await house.max("GET /updates", timeout=0, types="bot_started,bot_stopped")
    assert kinds(started["updates"]) == ["bot_started"]


async def test_a_poll_waits_for_what_happens(house: House) -> None:
    anna = await house.person("max")
    marker = (await house.max("GET /updates", timeout=0))["marker"]
    poll = asyncio.create_task(house.max("GET /updates", marker=marker, timeout=20))
    await asyncio.sleep(0.02)
    await say(house, anna, "Темно")
    assert texts((await poll)["updates"]) == ["Темно"]


async def test_limits_and_kinds_are_minded(house: House) -> None:
    wrong: tuple[dict[str, Any], ...] = (
        {"limit": 1001},
        {"timeout": 91},
        {"types": "message_new"},
        {"marker": "вчера"},
    )
    for query in wrong:
        assert await house.max("GET /updates", status=400, **query) == "proto.payload"


async def test_updates_are_forgotten_after_a_day(house: House) -> None:
    anna = await house.person("max")
    await say(house, anna, "Темно")
    house.clock.now += 86_401
    assert await updates(house) == []


async def test_an_update_of_any_shape_is_handed_out(house: House) -> None:
    house.raw.append("no schema knows it")
    await house.act("raw", door="max", update={"hologram": True})
    await house.act("raw", door="max", update="чепуха")
    assert await updates(house) == [{"hologram": True}, "чепуха"]


class Ear:
    """The bot's own address: what was brought there, and what it answers."""

    def __init__(self) -> None:
        self.heard: list[Any] = []
        self.secrets: list[str | None] = []
        self.statuses: list[int] = []
        self.came = asyncio.Event()

    async def hear(self, request: web.Request) -> web.Response:
        self.heard.append(await request.json())
        self.secrets.append(request.headers.get(subscriptions.SECRET_HEADER))
        self.came.set()
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    async def wait(self, count: int) -> None:
        async with asyncio.timeout(5):
            while len(self.heard) < count:
                self.came.clear()
                await self.came.wait()


@asynccontextmanager
async def listening() -> AsyncIterator[tuple[Ear, str]]:
    ear = Ear()
    application = web.Application()
    application.router.add_post("/hook", ear.hear)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield ear, f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    finally:
        await runner.cleanup()


async def test_a_webhook_is_brought_what_it_asked_for(house: House) -> None:
    anna = await house.person("max")
    async with listening() as (ear, url):
        body = {"url": url, "update_types": ["message_created"], "secret": "s-e_cret"}
        await house.max("POST /subscriptions", body=body)
        given = (await house.max("GET /subscriptions"))["subscriptions"]
        assert [each["url"] for each in given] == [url]
        assert await house.max("GET /updates", status=405) == "method.not.allowed"
        await house.act("photo", door="max", chat=anna, person=anna, samples=["lamp"])
        await house.act("block", door="max", person=anna)
        await house.act("block", door="max", person=anna, blocked=False)
        await say(house, anna, "Темно")
        await ear.wait(2)
        assert kinds(ear.heard) == ["message_created"] * 2
        assert set(ear.secrets) == {"s-e_cret"}
        picture = ear.heard[0]["message"]["body"]["attachments"][0]["payload"]["url"]
        assert picture.startswith(house.sandbox.url), "an address of the sandbox as it is"
        await house.max("DELETE /subscriptions", url=url)
        await say(house, anna, "Опять темно")
        assert texts(await updates(house))[-1:] == ["Опять темно"]
        assert len(ear.heard) == 2


async def test_what_was_not_taken_is_brought_again(house: House, monkeypatch: Any) -> None:
    monkeypatch.setattr(subscriptions, "PAUSES", (0.01, 0.01))
    anna = await house.person("max")
    async with listening() as (ear, url):
        await house.max("POST /subscriptions", body={"url": url})
        ear.statuses = [500, 204, 200]
        await say(house, anna, "Темно")
        await ear.wait(3)
        assert texts(ear.heard) == ["Темно"] * 3
        ear.statuses = [500] * 3
        await say(house, anna, "Не дойдёт")
        await ear.wait(6)
        await say(house, anna, "Дойдёт")
        await ear.wait(7)
        assert texts(ear.heard)[-1] == "Дойдёт"
        assert ear.secrets == [None] * 7


async def test_an_address_that_is_silent_for_eight_hours_is_forgotten(
    house: House, monkeypatch: Any
) -> None:
    monkeypatch.setattr(subscriptions, "PAUSES", (0.01,) * 9)
    anna = await house.person("max")
    async with listening() as (ear, url):
        await house.max("POST /subscriptions", body={"url": url})
        house.clock.now += 8 * 3600
        ear.statuses = [503]
        await say(house, anna, "Темно")
        await ear.wait(1)
        async with asyncio.timeout(5):
            while house.sandbox.max.subscriptions.given:
                await house.sandbox.world.changed.wait(1)


async def test_subscriptions_that_cannot_be(house: House) -> None:
    good = "https://example.org/hook"
    for body in (
        {},
        {"url": "ftp://example.org"},
        {"url": good, "secret": "abc"},
        {"url": good, "secret": "секрет"},
        {"url": good, "update_types": ["message_new"]},
        {"url": good, "version": "0.0.32"},
    ):
        assert await house.max("POST /subscriptions", body=body, status=400) == "proto.payload"
    assert await house.max("DELETE /subscriptions", url=good, status=404) == "not.found"
