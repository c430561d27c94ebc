"""A sandbox on a free port, hands to act with, and the real clients to ask it.

What it said to anyone in a test is checked against the messengers' published schemas when they
are at hand beside the repository; a test that is about nothing else is skipped when they are not.
"""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from vkbottle import API, AiohttpClient

from bots.sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from bots.sandbox.world import World
from tests.doors import max_contract
from tests.doors.contract import CHECKER
from tests.doors.contract import contract as published

YOUNGER = "can_send_welcome_messages"
"""A field of Bot API 10.3 that aiogram demands; the published schema ends at 10.2."""


def violations(contract: Any, calls: list[dict[str, Any]]) -> list[str]:
    """What the schemas say against the sandbox's answers and updates."""
    found = []
    for call in calls:
        errors = [error for error in _errors(contract, call) if YOUNGER not in error["where"]]
        name = f"{call['door']} {call['method'] or 'update'}"
        found += [f"{name}: {error}" for error in errors]
    return found


def _errors(contract: Any, call: dict[str, Any]) -> list[Any]:
    if call["door"] == "max":
        return _errors_of_max(call)
    telegram, answer = call["door"] == "telegram", call["answer"]
    if call["kind"] == "update":
        return list(contract.tg_update(answer) if telegram else contract.vk_event(answer))
    if not call["carried"]:
        return []  # a fault answered in the messenger's place
    if call["method"] == "execute":
        return []  # the schema knows only objects as its answer, where the real one gives anything
    if not telegram:
        return list(contract.vk_response(call["method"], answer))
    if not answer["ok"] or call["method"] == "getUpdates":
        return []
    return list(contract.tg_result(call["method"], answer["result"]))


def _errors_of_max(call: dict[str, Any]) -> list[Any]:
    if call["kind"] == "update":
        found = max_contract.update(call["answer"])
    elif call["answer"] is None or call["method"].startswith("upload/"):
        found = []  # no answer, or a page; or that of an upload server, which the schema leaves out
    else:
        verb, _, template = call["method"].partition(" ")
        path = re.sub(r"\{(\w+)\}", lambda one: str(call["parameters"][one[1]]), template)
        found = max_contract.answer(verb, path, call["status"], call["answer"])
    return [{"where": each} for each in found]


@dataclass
class Clock:
    """Unix seconds, turned by hand."""

    now: float = 1_764_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class House:
    """The sandbox, and the control API's answers as they come."""

    sandbox: Sandbox
    session: aiohttp.ClientSession
    clock: Clock
    raw: list[str] = field(default_factory=list)

    async def act(self, name: str, /, *, status: int = 200, **body: Any) -> Any:
        async with self.session.post(f"{self.sandbox.url}/control/{name}", json=body) as answer:
            data = await answer.json()
            assert answer.status == status, data
            return data

    async def read(self, name: str, /, **query: Any) -> Any:
        async with self.session.get(f"{self.sandbox.url}/control/{name}", params=query) as answer:
            assert answer.status == 200, await answer.text()
            return await answer.json()

    async def person(self, door: str, name: str = "Анна Петрова", *, starts: bool = True) -> int:
        """Someone new, who has pressed the start button."""
        number: int = (await self.act("person", door=door, name=name))["id"]
        if starts:
            label = "START" if door == "telegram" else "Начать"
            await self.act("press", door=door, chat=number, person=number, button=label)
        return number

    async def group(self, door: str, *members: int, kind: str = "group", **more: Any) -> int:
        chat = await self.act(
            "chat", door=door, title="ЖЭУ-3", kind=kind, members=list(members), **more
        )
        return int(chat["chat"])

    async def messages(self, door: str, chat: int) -> list[Any]:
        found: list[Any] = (await self.read("messages", door=door, chat=chat))["messages"]
        return found

    async def telegram(self, method: str, /, *, status: int = 200, **parameters: Any) -> Any:
        """A bare call of the Bot API, for what the clients would not let through."""
        url = f"{self.sandbox.url}/telegram/bot{TELEGRAM_TOKEN}/{method}"
        async with self.session.post(url, json=parameters) as answer:
            data = await answer.json()
            assert answer.status == status, data
            return data["result"] if data["ok"] else data["description"]

    async def vk(self, method: str, /, **parameters: Any) -> Any:
        """A bare call of VK's API; the code alone where it is refused."""
        url = f"{self.sandbox.url}/vk/method/{method}"
        body = {"access_token": VK_TOKEN, "v": "5.199", **parameters}
        async with self.session.post(url, data=body) as answer:
            data = await answer.json()
            return data["error"]["error_code"] if "error" in data else data["response"]

    async def max(self, name: str, /, *, status: int = 200, body: Any = None, **query: Any) -> Any:
        """A bare call of MAX's API, named as the schema names it; the code alone of a refusal."""
        verb, _, path = name.partition(" ")
        async with self.session.request(
            verb,
            f"{self.sandbox.url}/max{path}",
            params={each: str(value) for each, value in query.items()},
            json=body,
            headers={"Authorization": MAX_TOKEN},
        ) as answer:
            data = await answer.json()
            assert answer.status == status, data
            return data if answer.status == 200 else data["code"]

    async def vk_events(self, ts: str = "1") -> Any:
        """What long poll has kept, from its beginning."""
        server = await self.vk("groups.getLongPollServer", group_id=VK_GROUP_ID)
        query = {"act": "a_check", "key": server["key"], "ts": ts, "wait": "0"}
        async with self.session.get(server["server"], params=query) as answer:
            data = await answer.json()
        if data.get("failed") == 1:
            return await self.vk_events(str(data["ts"]))
        return data["updates"]


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def house(clock: Clock) -> AsyncIterator[House]:
    async with serve(world=World(clock)) as sandbox, aiohttp.ClientSession() as session:
        house = House(sandbox, session, clock)
        yield house
        checker = published()
        if checker is not None and not house.raw:
            assert violations(checker, sandbox.traffic.after(0)) == []


@pytest.fixture
def contract() -> ModuleType:
    module = published()
    if module is None:
        pytest.skip(f"no published schemas at {CHECKER}: the answers' shapes are not checked")
    return module


class Session(AiohttpSession):
    """aiogram's own sleeps a quarter of a second at the end, for TLS; the sandbox has none."""

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()


@pytest.fixture
async def bot(house: House) -> AsyncIterator[Bot]:
    server = TelegramAPIServer.from_base(f"{house.sandbox.url}/telegram")
    bot = Bot(TELEGRAM_TOKEN, session=Session(api=server))
    yield bot
    await bot.session.close()


@pytest.fixture
async def vk(house: House) -> AsyncIterator[API]:
    client = AiohttpClient(timeout=aiohttp.ClientTimeout(total=20))
    api = API(VK_TOKEN, http_client=client)
    api.API_URL = f"{house.sandbox.url}/vk/method/"
    yield api
    await client.close()
