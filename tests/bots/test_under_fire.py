"""Both doors, a real outbox and the courier, against messengers that misbehave in every way.

The only thing made smaller are seconds: what VK asks to wait, and the courier's delays.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from itertools import groupby

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from bots.delivery.courier import Courier
from bots.delivery.patience import CHATS as IN_A_ROW
from bots.doors.door import Door, Later
from bots.doors.limits import LIMITS, Pace
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.sandbox.faults import Rule
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from core.messages import Lane, Message, Outgoing
from core.people import Peer
from storage.database import Database
from storage.store import Store

from .conftest import whole
from .fakes import FakeFiles

CHATS, MESSAGES = 10, 10
"""On each messenger, and in each chat."""

SECONDS = 60.0
"""For all of it, healing included."""


def faults(chance: float) -> list[Rule]:
    """Every kind, for both doors."""
    rules = [
        Rule(kind, door, chance=chance, seconds=0.2)
        for door in ("telegram", "vk")
        for kind in (
            "silence_before", "silence_after", "cut_before", "cut_after", "error_after", "slow",
            "garbage",
        )
    ]  # fmt: skip
    rules += [Rule("error", chance=chance, code=code) for code in (500, 502)]
    rules += [Rule("too_many", "telegram", chance=chance / 2, seconds=1)]
    codes = (6, 9, 10, 14, 29)
    return rules + [Rule("too_many", "vk", chance=chance, code=one, seconds=0.1) for one in codes]


class Heard(TelegramDoor):
    """Notes which calls the bot begins and what it hears of them, in the order it hears it: calls
    that were under way already reach a busy machine's messenger as late as they like."""

    def __init__(self, token: str, url: str) -> None:
        super().__init__(token, url)
        self.early, self.told_everyone = 0, 0
        self._until = float("-inf")
        self._refused: dict[int, float] = {}

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        self.early += time.monotonic() < self._until
        try:
            sent = await super().deliver(outgoing, token)
        except Later as later:
            self._refused[outgoing.peer.chat] = time.monotonic() + later.seconds
            if len(self._refused) >= IN_A_ROW:
                self.told_everyone += 1
                self._until = max(self._refused.values())
                self._refused.clear()
            raise
        self._refused.clear()
        return sent


@dataclass
class Town:
    """A bot of two doors, and people who have written to it."""

    sandbox: Sandbox
    store: Store
    doors: dict[str, Door]
    telegram: Heard

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        async def lost(chat: Peer, private: bool, why: str) -> None:
            raise AssertionError(f"{chat} is there, it has only trouble: {why}, {private}")

        couriers = [
            Courier(door, self.store, self.store, FakeFiles(), lost) for door in self.doors.values()
        ]
        tasks = [asyncio.create_task(courier.run()) for courier in couriers]
        try:
            yield
        finally:
            await asyncio.gather(*(courier.close(1) for courier in couriers))
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def write(self) -> None:
        """Put everything into the outbox, chats and lanes mixed."""
        lanes = list(Lane)
        async with self.store.unit() as unit:
            for number in range(MESSAGES):
                for door in self.doors:
                    for chat in range(7001, 7001 + CHATS):
                        lane = lanes[chat % len(lanes)]
                        unit.send(Outgoing(Peer(door, chat), Message(f"№ {number}"), lane))
            await unit.commit()

    async def until_sent(self) -> None:
        async with asyncio.timeout(SECONDS):
            while await self.store.pending():  # noqa: ASYNC110  because the database tells nobody when it changes
                await asyncio.sleep(0.05)

    def read(self, door: str, chat: int) -> list[str]:
        """What the person has got, in order."""
        messages = self.sandbox.world.chats[door][chat].messages.values()  # type: ignore[index]  # a door's name
        return [message.text for message in messages if message.text.startswith("№")]


@pytest.fixture
async def town(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Town]:
    monkeypatch.setattr("bots.delivery.refusals.FIRST_DELAY", 0.05)
    monkeypatch.setattr("bots.delivery.refusals.LONGEST_DELAY", 0.3)
    monkeypatch.setattr("bots.doors.vk.calls._WAITS", {6: 0.1, 9: 0.1, 14: 0.1, 29: 0.1})
    async with serve() as sandbox:
        async with ClientSession(sandbox.url) as http:
            for door in ("telegram", "vk"):
                for person in range(7001, 7001 + CHATS):
                    who = {"door": door, "id": person, "name": "Анна"}
                    said = {"door": door, "chat": person, "person": person, "text": "/start"}
                    await http.post("/control/person", json=who)
                    await http.post("/control/say", json=said)
        telegram = Heard(TELEGRAM_TOKEN, f"{sandbox.url}/telegram")
        telegram.limits = replace(LIMITS["telegram"], pace=Pace(300, 1000, 1000))
        vk = VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk")
        doors: dict[str, Door] = {"telegram": telegram, "vk": vk}
        yield Town(sandbox, Store(database, whole), doors, telegram)
        await telegram.close()
        await vk.close()


async def test_nothing_is_lost_and_order_is_kept_whatever_the_messengers_do(town: Town) -> None:
    misbehaving = town.sandbox.misbehaving.faults
    misbehaving.set(faults(0.04), seed=7)
    await town.write()
    async with town.at_work():
        await town.until_sent()
    everything = [f"№ {number}" for number in range(MESSAGES)]
    for chat in range(7001, 7001 + CHATS):
        assert town.read("vk", chat) == everything  # each exactly once
        # Telegram has no key: after a lost answer the same comes again, at once and never later.
        assert [text for text, _ in groupby(town.read("telegram", chat))] == everything
    seen = misbehaving.view()
    assert seen["violations"] == 0
    fired = {rule["kind"] for rule in seen["rules"] if rule["fired"]}
    assert fired >= {"too_many", "error", "cut_before", "cut_after", "silence_after", "garbage"}


async def test_a_bot_told_to_wait_as_a_whole_finds_out_after_three_refusals(town: Town) -> None:
    """Telegram does not say that it means the bot and not the chat."""
    misbehaving = town.sandbox.misbehaving.faults
    misbehaving.set([Rule("too_many", "telegram", seconds=1, times=1, whole=True, skip=30)], seed=1)
    await town.write()
    async with town.at_work():
        await town.until_sent()
    everything = [f"№ {number}" for number in range(MESSAGES)]
    assert all(town.read("telegram", chat) == everything for chat in range(7001, 7001 + CHATS))
    assert town.telegram.told_everyone
    assert town.telegram.early == 0
