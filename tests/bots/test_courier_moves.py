"""A group that becomes a supergroup has a new number: what waits for it goes there, once."""

import asyncio

import pytest

from bots.doors.door import Relocated
from core.people import Peer
from storage.database import Database
from storage.store import Store

from .fakes import Clock
from .posting import BY, Post, all_are, said


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


async def test_a_chat_that_moved_gets_its_messages_there(post: Post) -> None:
    async with post.store.unit() as unit:
        await unit.bind(Peer("telegram", -5), "roads", "Дороги", BY)
        await unit.commit()
    post.door.answering = lambda one: Relocated(-1005) if one.peer.chat == -5 else None
    await post.send(said("1", -5), said("2", -5))
    async with post.at_work():
        await post.settled(all_are("sent"))
    assert [(one.chat, one.text) for one in post.door.delivered] == [(-1005, "1"), (-1005, "2")]
    async with post.store.unit() as unit:
        assert await unit.chat_of("roads") == Peer("telegram", -1005)


async def test_a_group_that_moves_while_its_message_is_under_way_gets_everything_once(
    post: Post,
) -> None:
    """The messenger tells it both ways: as an update, and to the courier."""
    await post.send(said("1", -5), said("2", -5), said("3", -5))
    post.door.gates[-5] = asyncio.Event()
    async with post.at_work() as courier:
        await post.door.until(lambda: bool(post.door.attempted))
        async with post.store.unit() as unit:
            await unit.migrate(Peer("telegram", -5), Peer("telegram", -1005))
            await unit.commit()
        await post.send(said("elsewhere", 6))  # once it is there, the outbox was looked at again
        courier.call()
        await post.door.until(lambda: len(post.door.delivered) == 1)
        assert [one.text for one in post.door.attempted] == ["1", "elsewhere"]
        post.door.answering = lambda one: Relocated(-1005) if one.peer.chat == -5 else None
        post.door.gates[-5].set()
        await post.settled(all_are("sent"))
    assert [(one.chat, one.text) for one in post.door.delivered] == [
        (6, "elsewhere"),
        (-1005, "1"),
        (-1005, "2"),
        (-1005, "3"),
    ]
