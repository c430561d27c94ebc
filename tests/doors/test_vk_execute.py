"""VK's pace: calls that wait go together as one execute, and each has its own fate."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from itertools import pairwise
from typing import Any

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from bots.doors.door import Later, Misconfigured, Rejected, Unreachable, Unsettled
from bots.doors.vk.bundle import CALLS, CODE, REQUESTS, Bundles
from bots.doors.vk.calls import Parameters
from bots.doors.vk.door import VkDoor
from bots.sandbox.faults import Rule
from bots.sandbox.server import VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from core.messages import Lane, Message, Outgoing
from core.people import Peer
from tests.bots.virtual_time import at_once, later


def to(chat: int, text: str = "…", lane: Lane = Lane.REPLY) -> Outgoing:
    return Outgoing(Peer("vk", chat), Message(text), lane)


class FakeVk:
    """Answers after a tenth of a second; ``refuses`` says with what a call is refused."""

    def __init__(self, *, whole: Exception | None = None) -> None:
        self.asked: list[tuple[float, list[str]]] = []
        self.refuses: dict[str, tuple[int, str]] = {}
        self.whole = whole

    async def ask(self, method: str, parameters: Parameters) -> Any:
        now = asyncio.get_running_loop().time()
        if method != "execute":
            self.asked.append((now, [str(parameters.get("message"))]))
            await later(0.1)
            return parameters.get("message")
        calls = [
            json.loads(one) for one in re.findall(r"API\.[\w.]+\((.*?})\)", parameters["code"])
        ]
        self.asked.append((now, [call["message"] for call in calls]))
        await later(0.1)
        if self.whole is not None:
            raise self.whole
        bad = [self.refuses.get(call["message"]) for call in calls]
        errors = [
            {"method": "messages.send", "error_code": one[0], "error_msg": one[1]}
            for one in bad
            if one
        ]
        results = [False if one else call["message"] for one, call in zip(bad, calls, strict=True)]
        # VK adds an error of execute itself: https://github.com/voronind/vk/issues/42
        errors += [{**one, "method": "execute"} for one in errors]
        return {"response": results, "execute_errors": errors} if errors else {"response": results}


async def _all(vk: FakeVk, texts: list[str], lane: Lane = Lane.REPLY) -> list[Any]:
    bundles = Bundles(vk.ask)
    calls = (bundles.call("messages.send", {"message": text}, lane) for text in texts)
    return await asyncio.gather(*calls, return_exceptions=True)


def test_alone_a_call_goes_by_itself_and_at_once() -> None:
    vk = FakeVk()
    assert at_once(_all(vk, ["одно"])) == ["одно"]
    ((start, calls),) = vk.asked
    assert (calls, start < 1e-3) == (["одно"], True)


def test_those_who_come_together_go_together() -> None:
    vk = FakeVk()
    texts = [str(number) for number in range(60)]
    assert at_once(_all(vk, texts)) == texts
    assert [len(calls) for _, calls in vk.asked] == [CALLS, CALLS, 10]
    starts = [start for start, _ in vk.asked]
    steps = [second - first for first, second in pairwise(starts)]
    assert all(1 / REQUESTS <= step < 1 / REQUESTS + 0.01 for step in steps)


def test_each_call_has_its_own_error() -> None:
    vk = FakeVk()
    vk.refuses = {"2": (901, "no permission"), "4": (9, "flood")}
    done = at_once(_all(vk, ["0", "1", "2", "3", "4"]))
    assert (done[0], done[1], done[3]) == ("0", "1", "3")
    assert isinstance(done[2], Unreachable)
    assert isinstance(done[4], Later)
    assert not done[4].everyone


@pytest.mark.parametrize("whole", [Unsettled("HTTP 502"), Later(1, everyone=True), Misconfigured()])
def test_a_failure_of_the_whole_is_everybodys(whole: Exception) -> None:
    done = at_once(_all(FakeVk(whole=whole), ["0", "1", "2"]))
    assert done == [whole, whole, whole]


def test_code_that_is_refused_goes_call_by_call() -> None:
    vk = FakeVk(whole=Rejected("VK 12: Unable to compile code"))
    assert at_once(_all(vk, ["0", "1", "2"])) == ["0", "1", "2"]
    assert [calls for _, calls in vk.asked] == [["0", "1", "2"], ["0"], ["1"], ["2"]]


def test_a_reply_passes_what_waits() -> None:
    async def both() -> list[list[str]]:
        vk = FakeVk()
        bundles = Bundles(vk.ask)
        lanes = [Lane.BROADCAST] * 60 + [Lane.REPLY]
        await asyncio.gather(
            *(bundles.call("messages.send", {"message": lane.name}, lane) for lane in lanes)
        )
        return [calls for _, calls in vk.asked]

    assert at_once(both())[0][0] == "REPLY"


def test_long_messages_share_fewer_to_a_request() -> None:
    vk = FakeVk()
    texts = [str(number) * (CODE // 3) for number in range(5)]
    assert at_once(_all(vk, texts)) == texts
    assert [len(calls) for _, calls in vk.asked] == [2, 2, 1]


def test_what_is_no_message_goes_by_itself() -> None:
    async def asked() -> list[Any]:
        vk = FakeVk()
        bundles = Bundles(vk.ask)
        names = ("a", "b", "c")
        return await asyncio.gather(*(bundles.call("users.get", {"message": n}) for n in names))

    assert at_once(asked()) == ["a", "b", "c"]


def test_whoever_is_cancelled_leaves_the_others_alone() -> None:
    async def one_less() -> tuple[list[Any], FakeVk]:
        vk = FakeVk()
        bundles = Bundles(vk.ask)
        tasks = []
        for text in ("0", "1", "2"):
            call = bundles.call("messages.send", {"message": text})
            tasks.append(asyncio.create_task(call))
            await later(0.001)
        tasks[1].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True), vk

    done, vk = at_once(one_less())
    assert (done[0], done[2]) == ("0", "2")
    assert [calls for _, calls in vk.asked] == [["0"], ["2"]]


# the door, against the sandbox


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    async with serve() as served:
        yield served


@pytest.fixture
async def door(sandbox: Sandbox) -> AsyncIterator[VkDoor]:
    made = VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk", wait=0)
    yield made
    await made.close()


async def test_the_door_sends_in_bundles_and_a_repeat_arrives_once(
    sandbox: Sandbox, door: VkDoor
) -> None:
    people = await _people(sandbox, 30)
    # JSON in VKScript: quotes, brackets and line ends must arrive as they are.
    text = 'Яма «на» "Садовой");\n\\ {…} 🙂'
    for _ in range(2):
        ids = await asyncio.gather(*(door.deliver(to(chat, text), chat) for chat in people))
        assert all(ids)
    for chat in people:
        assert _texts(sandbox, chat).count(text) == 1
    calls = [call["method"] for call in sandbox.traffic.after(0) if call["kind"] == "call"]
    assert calls.count("messages.send") + calls.count("execute") <= 8


async def test_one_who_forbade_messages_stops_nobody_elses(sandbox: Sandbox, door: VkDoor) -> None:
    people = await _people(sandbox, 5)
    stranger = 999
    chats = [people[0], stranger, *people[1:]]
    done = await asyncio.gather(
        *(door.deliver(to(chat), chat) for chat in chats), return_exceptions=True
    )
    assert [type(one).__name__ for one in done] == ["str", "Unreachable"] + ["str"] * 4


async def test_a_cut_bundle_is_unsettled_for_all_and_nobody_gets_it_twice(
    sandbox: Sandbox, door: VkDoor
) -> None:
    people = await _people(sandbox, 6)
    sandbox.misbehaving.faults.set([Rule("cut_after", door="vk", times=2)], seed=1)

    async def until_settled(chat: int) -> None:
        while True:
            try:
                await door.deliver(replace(to(chat), lane=Lane.NOTICE), chat)
            except Unsettled:
                continue
            return

    await asyncio.gather(*(until_settled(chat) for chat in people))
    assert all(_texts(sandbox, chat).count("…") == 1 for chat in people)


async def _people(sandbox: Sandbox, many: int) -> list[int]:
    found = []
    async with ClientSession(sandbox.url) as http:
        for number in range(7001, 7001 + many):
            body = {"door": "vk", "name": "Анна", "id": number}
            async with http.post("/control/person", json=body) as answer:
                assert answer.status == 200
            say = {"door": "vk", "chat": number, "person": number, "text": "Начать"}
            async with http.post("/control/say", json=say) as answer:
                assert answer.status == 200
            found.append(number)
    return found


def _texts(sandbox: Sandbox, chat: int) -> list[str]:
    return [message.text for message in sandbox.world.chats["vk"][chat].messages.values()]
