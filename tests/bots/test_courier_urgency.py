"""What goes first, who waits for whom, and how a courier stops."""

import asyncio

import pytest
from msgspec.structs import replace

from bots.delivery.courier import AHEAD, Courier
from bots.doors.limits import LIMITS, Pace
from core.messages import Lane
from core.pace import BEHIND
from storage.database import Database
from storage.store import Store

from .fakes import Clock
from .posting import Post, all_are, said

SLOWER = Pace(everyone=100, chat=1e6, group=1e6)


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


async def test_a_reply_passes_a_broadcast_of_hundreds(post: Post) -> None:
    post.door.limits = replace(LIMITS["telegram"], pace=SLOWER)
    await post.send(*(said(f"всем {n}", n, lane=Lane.BROADCAST) for n in range(10, 310)))
    async with post.at_work() as courier:
        await post.door.until(lambda: len(post.door.delivered) >= 5)
        before = len(post.door.delivered)
        await post.send(said("ответ", 1), said("уведомление", 2, lane=Lane.NOTICE))
        courier.call()
        await post.door.until(lambda: "уведомление" in post.door.texts)
    texts = post.door.texts
    assert texts.index("ответ") < texts.index("уведомление")
    # 300 broadcasts are three seconds; what was written last went within a quarter of one, and
    # after what had been missed of the pace by then: that goes at once.
    assert texts.index("уведомление") - before < 25 + BEHIND * SLOWER.everyone


async def test_a_reply_waits_behind_one_message_of_its_own_chat_at_most(post: Post) -> None:
    post.door.gates[1] = asyncio.Event()
    await post.send(*(said(f"уведомление {n}", lane=Lane.NOTICE) for n in range(5)))
    async with post.at_work() as courier:
        await post.door.until(lambda: bool(post.door.attempted))
        await post.send(said("ответ"))
        post.door.gates[1].set()
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts[1] == "ответ"


async def test_many_hanging_chats_delay_no_other(post: Post) -> None:
    """More of them than rows are looked at."""
    slow = range(100, 100 + 3 * AHEAD)
    post.door.gates.update({chat: asyncio.Event() for chat in slow})
    await post.send(*(said(f"медленный {chat}", chat) for chat in slow))
    await post.send(*(said(f"быстрый {chat}", chat) for chat in range(1, 20)))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.delivered) == 19)
        for gate in post.door.gates.values():
            gate.set()
        await post.settled(all_are("sent"))


async def test_the_answer_to_a_press_waits_for_nothing_in_its_chat(post: Post) -> None:
    post.door.limits = replace(LIMITS["telegram"], pace=Pace(everyone=1e6, chat=0.001, group=1))
    await post.send(*(said(str(n)) for n in range(5)), replace(said("принято"), toast="press"))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.delivered) == 4)
    assert sorted(post.door.texts) == ["0", "1", "2", "принято"]  # the burst, and the toast


# stopping


async def _running(post: Post) -> tuple[Courier, "asyncio.Task[None]"]:
    courier = post.courier()
    return courier, asyncio.create_task(courier.run())


async def test_a_stop_lets_what_is_under_way_end_and_writes_it_down(post: Post) -> None:
    post.door.gates[1] = asyncio.Event()
    await post.send(said("в пути"), said("следом"))
    courier, running = await _running(post)
    await post.door.until(lambda: bool(post.door.attempted))
    closing = asyncio.create_task(courier.close(60))
    await asyncio.sleep(0)
    await post.send(said("новое", 2))
    courier.call()
    post.door.gates[1].set()
    await asyncio.wait_for(closing, 50)
    await asyncio.wait_for(running, 30)
    assert await post.states() == {"в пути": "sent", "следом": "pending", "новое": "pending"}
    assert post.door.texts == ["в пути"]


async def test_a_stop_does_not_wait_for_ever(post: Post) -> None:
    post.door.gates[1] = asyncio.Event()
    await post.send(said("висит"), said("дошло", 2))
    courier, running = await _running(post)
    await post.door.until(lambda: "дошло" in post.door.texts and len(post.door.attempted) == 2)
    await asyncio.wait_for(courier.close(0.01), 50)
    await asyncio.wait_for(running, 30)
    assert await post.states() == {"висит": "pending", "дошло": "sent"}


async def test_a_stop_sends_nothing_that_still_waits_for_its_turn(post: Post) -> None:
    post.door.limits = replace(LIMITS["telegram"], pace=Pace(everyone=0.1, chat=1, group=1))
    await post.send(said("первое"), said("ждёт", 2), said("тоже", 3))
    courier, running = await _running(post)
    await post.door.until(lambda: bool(post.door.delivered))
    await asyncio.wait_for(courier.close(60), 50)
    await asyncio.wait_for(running, 30)
    assert await post.states() == {"первое": "sent", "ждёт": "pending", "тоже": "pending"}
