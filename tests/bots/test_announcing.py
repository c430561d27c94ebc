"""A broadcast through VK: one call tells a hundred, each has a fate of their own, nobody hears it
twice. The door and its library are real, VK is the sandbox, over HTTP."""

import asyncio
import json
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import ClientSession
from sqlalchemy import func, select, update

from bots.delivery.courier import Courier
from bots.doors.door import Rejected
from bots.doors.vk.door import VkDoor
from bots.sandbox.faults import Rule
from bots.sandbox.server import VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from bots.sandbox.world import BOT
from core.messages import Button, Lane, Message, Outgoing
from core.people import Peer
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .conftest import whole
from .fakes import Clock, FakeFiles

TEXT = "Завтра с 9 до 15 не будет воды\n«Лесная», \\ 7"
FIRST = 7001


@dataclass
class Vk:
    """The outbox, a courier to carry it, and VK with people in it."""

    sandbox: Sandbox
    door: VkDoor
    store: Store
    database: Database
    clock: Clock
    lost: list[int] = field(default_factory=list)

    async def send(
        self, chats: Sequence[int], text: str = TEXT, lane: Lane = Lane.BROADCAST
    ) -> None:
        rows = ((Button("Подробнее", "more"),),)
        async with self.store.unit() as unit:
            for chat in chats:
                unit.send(Outgoing(Peer("vk", chat), Message(text, rows), lane))
            await unit.commit()

    async def carry(self) -> None:
        """Until nothing waits any more, then stop."""
        courier = Courier(self.door, self.store, self.store, FakeFiles(), self._lose, self.clock)
        running = asyncio.create_task(courier.run())
        async with asyncio.timeout(60):
            while await self.store.pending():
                self.clock.forward(1)
                courier.call()
                await asyncio.sleep(0)
        await courier.close(1)
        await running

    async def _lose(self, chat: Peer, private: bool, why: str) -> None:
        self.lost.append(chat.chat)
        async with self.store.unit() as unit:
            await unit.stop(chat, why)
            await unit.commit()

    async def states(self) -> dict[str, int]:
        async with self.database.read() as connection:
            counted = select(outbox.c.state, func.count()).group_by(outbox.c.state)
            return {row[0]: row[1] for row in await connection.execute(counted)}

    def heard(self, chat: int) -> list[str]:
        known = self.sandbox.world.chats["vk"][chat].messages.values()
        return [message.text for message in known if message.sender == BOT]

    def calls(self) -> list[int]:
        """How many people each messages.send was for."""
        found = []
        for call in self.sandbox.traffic.after(0):
            if call["kind"] == "call":
                told = json.dumps(call, ensure_ascii=False).replace("\\", "")
                found += [
                    len(peers.split(",")) for peers in re.findall(r'"peer_ids": ?"([\d,]+)"', told)
                ]
        return found


@pytest.fixture
async def vk(store: Store, database: Database, clock: Clock) -> AsyncIterator[Vk]:
    async with serve() as sandbox:
        door = VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk", wait=0)
        made = Vk(sandbox, door, store, database, clock)
        yield made
        await made.door.close()


async def people(vk: Vk, many: int) -> list[int]:
    """People who have written to the community."""
    chats = list(range(FIRST, FIRST + many))
    async with ClientSession(vk.sandbox.url) as http:
        for number in chats:
            await _act(http, "person", {"name": "Анна", "id": number})
            await _act(http, "say", {"chat": number, "person": number, "text": "Начать"})
    return chats


async def block(vk: Vk, chats: Sequence[int]) -> None:
    async with ClientSession(vk.sandbox.url) as http:
        for number in chats:
            await _act(http, "block", {"person": number, "blocked": True})


async def _act(http: ClientSession, act: str, body: dict[str, Any]) -> None:
    async with http.post(f"/control/{act}", json={"door": "vk", **body}) as answer:
        assert answer.status == 200, await answer.text()


async def test_two_hundred_and_fifty_people_are_three_calls(vk: Vk) -> None:
    chats = await people(vk, 250)
    await vk.send(chats)
    await vk.carry()
    assert sorted(vk.calls()) == [50, 100, 100]
    assert all(vk.heard(chat) == [TEXT] for chat in chats)
    assert await vk.states() == {"sent": 250}


async def test_who_blocked_the_community_stops_nobody_elses(vk: Vk) -> None:
    chats = await people(vk, 7)
    await block(vk, chats[2:4])
    await vk.send(chats)
    await vk.carry()
    assert vk.calls() == [7]
    assert vk.lost == chats[2:4]
    assert [bool(vk.heard(chat)) for chat in chats] == [True, True, False, False, True, True, True]
    assert await vk.states() == {"sent": 5, "failed": 2}


async def test_after_a_kill_other_company_hears_nothing_twice(vk: Vk) -> None:
    """All were told, but only some of it was written down: the others go again, in other crowds,
    the last of them alone."""
    chats = await people(vk, 120)
    await vk.send(chats)
    await vk.carry()
    for untold in (chats[30:110], chats[5:6]):
        async with vk.database.write() as connection:
            forgotten = update(outbox).where(outbox.c.chat.in_(untold))
            await connection.execute(forgotten.values(state="pending", sent=None, settled_at=None))
            await connection.commit()
        vk.store = Store(vk.database, whole, vk.clock)  # another process
        await vk.carry()
    assert sorted(vk.calls()) == [1, 20, 80, 100]
    assert all(vk.heard(chat) == [TEXT] for chat in chats)
    assert await vk.states() == {"sent": 120}


async def test_a_cut_call_is_repeated_and_nobody_hears_it_twice(vk: Vk) -> None:
    chats = await people(vk, 30)
    vk.sandbox.misbehaving.faults.set([Rule("cut_after", door="vk", times=2)], seed=1)
    await vk.send(chats)
    await vk.carry()
    assert all(vk.heard(chat) == [TEXT] for chat in chats)
    assert await vk.states() == {"sent": 30}


async def test_the_same_said_later_is_heard_again(vk: Vk) -> None:
    chats = await people(vk, 3)
    for _ in range(2):
        await vk.send(chats)
        await vk.carry()
    assert vk.calls() == [3, 3]
    assert all(vk.heard(chat) == [TEXT, TEXT] for chat in chats)


async def test_each_text_has_a_crowd_of_its_own_and_a_reply_goes_alone(vk: Vk) -> None:
    chats = await people(vk, 9)
    await vk.send(chats[:4], "Кировский район")
    await vk.send(chats[4:8], "Ленинский район")
    await vk.send(chats[8:], "Кировский район", Lane.REPLY)
    await vk.carry()
    assert sorted(vk.calls()) == [1, 4, 4]
    told = [vk.heard(chat) for chat in (chats[0], chats[7], chats[8])]
    assert told == [["Кировский район"], ["Ленинский район"], ["Кировский район"]]


async def test_one_for_whom_vk_refuses_the_whole_call_harms_nobody_else(vk: Vk) -> None:
    chats = await people(vk, 4)
    spoiling = chats[1]

    class Refusing(VkDoor):
        """As if VK found a mistake in the call because of one of them."""

        async def _call(self, method: str, parameters: Any, lane: Lane = Lane.REPLY) -> Any:
            if str(spoiling) in parameters["peer_ids"].split(","):
                raise Rejected("VK 100: peer_ids")
            return await super()._call(method, parameters, lane)

    await vk.door.close()
    vk.door = Refusing(VK_TOKEN, VK_GROUP_ID, f"{vk.sandbox.url}/vk", wait=0)
    await vk.send(chats)
    await vk.carry()
    assert [vk.heard(chat) for chat in chats] == [[TEXT], [], [TEXT], [TEXT]]
    assert await vk.states() == {"sent": 3, "failed": 1}
