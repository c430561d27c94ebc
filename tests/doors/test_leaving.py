"""When a message has left: at its turn, or when there is a connection for it."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from dataclasses import dataclass, field

import pytest
from aiohttp import ClientConnectorError, ClientSession

from bots.delivery.pace import Pace
from bots.doors.door import Door
from bots.doors.leaving import LEAVING, Connector, Leaving
from bots.doors.limits import LIMITS
from bots.doors.pacing import OwnTurns
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, serve
from core.messages import Lane, Message, Outgoing
from core.people import Peer

PERSON = 7001


@dataclass
class Counting(OwnTurns):
    """Turns that count the steps of the loop from each turn until its message left."""

    steps: int = 0
    counted: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(rate=1000)

    def take(self, waited: float) -> Leaving:
        leaving, taken = super().take(waited), self.steps

        def left() -> None:
            self.counted.append(self.steps - taken)
            leaving.left()

        return Leaving(left)

    async def count(self) -> None:
        while True:
            await asyncio.sleep(0)
            self.steps += 1


Say = Callable[[str], Coroutine[None, None, None]]


@pytest.fixture
async def turns() -> AsyncIterator[Counting]:
    made = Counting()
    counting = asyncio.create_task(made.count())
    yield made
    counting.cancel()


@pytest.fixture(params=["telegram", "vk"])
async def say(request: pytest.FixtureRequest, turns: Counting) -> AsyncIterator[Say]:
    """Sends a message at its turn, as the courier does, through a door that is not open yet."""
    async with serve() as sandbox, ClientSession() as http:
        person = {"door": request.param, "name": "Анна", "id": PERSON}
        await http.post(f"{sandbox.url}/control/person", json=person)
        hello = {"door": request.param, "chat": PERSON, "person": PERSON, "text": "/start"}
        await http.post(f"{sandbox.url}/control/say", json=hello)
        door: Door = (
            TelegramDoor(TELEGRAM_TOKEN, f"{sandbox.url}/telegram")
            if request.param == "telegram"
            else VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk", making=lambda *_: turns)
        )
        # VK's pace is kept where its requests are made, Telegram's before.
        pace = Pace("telegram", LIMITS["telegram"], lambda *_: turns)

        async def say(text: str) -> None:
            if door.name == "telegram":
                await pace.turn(Lane.REPLY)
            await door.deliver(Outgoing(Peer(door.name, PERSON), Message(text)), len(text))

        yield say
        await door.close()


async def test_what_waits_for_a_connection_has_not_left_yet(say: Say, turns: Counting) -> None:
    await asyncio.create_task(say("Раз"))
    await asyncio.create_task(say("Два!"))
    cold, warm = turns.counted
    assert cold > 1
    assert warm <= 1


async def test_whom_nobody_lets_in_is_waited_for_no_longer() -> None:
    told: list[str] = []
    leaving = Leaving(lambda: told.append("left"))
    LEAVING.set(leaving)
    async with ClientSession(connector=Connector()) as session:
        with pytest.raises(ClientConnectorError):
            await session.get("http://127.0.0.1:9")  # nobody listens there
    leaving.step_over()
    assert told == ["left"]
