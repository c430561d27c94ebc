"""An answer to a press that says nothing: no row of the outbox, and never before the commit."""

import asyncio
import sqlite3

import pytest
from msgspec.structs import replace

from bots.doors.door import Later, Unreachable, Unsettled
from core.messages import Outgoing
from storage.database import Database
from storage.store import Store

from .fakes import Clock
from .posting import Post, all_are, said


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


def silent(press: str = "press", chat: int = 1) -> Outgoing:
    return replace(said("", chat), toast=press)


def answered(post: Post) -> list[str | None]:
    return [one.outgoing.toast for one in post.door.delivered if one.outgoing.toast]


async def test_it_goes_out_and_stands_in_no_row(post: Post) -> None:
    await post.send(silent("1"), said("экран"), silent("2", 2))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.delivered) == 3)
    assert sorted(map(str, answered(post))) == ["1", "2"]
    assert await post.states() == {"экран": "sent"}


async def test_one_that_says_something_is_a_row(post: Post) -> None:
    await post.send(replace(said("уже принято"), toast="press"))
    assert await post.states() == {"уже принято": "pending"}


async def test_nothing_is_answered_that_was_not_committed(post: Post) -> None:
    async with post.store.unit() as unit:
        unit.send(silent("никогда"))
    async with post.store.unit() as unit:
        unit.send(silent("и это"))
        unit.seen("telegram", "1")
        unit.seen("telegram", "1")  # no key twice: the commit is refused
        with pytest.raises(sqlite3.IntegrityError):
            await unit.commit()
    await post.send(silent("да"))
    async with post.at_work():
        await post.door.until(lambda: bool(post.door.delivered))
    assert answered(post) == ["да"]


@pytest.mark.parametrize("why", [Unreachable("blocked"), Unsettled("cut"), Later(5.0)])
async def test_one_that_fails_is_nobodys_loss(post: Post, why: Exception) -> None:
    post.door.answering = lambda one: why if one.toast else None
    await post.send(silent(), said("экран"))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.attempted) == 2)
    assert post.door.texts == ["экран"]
    assert post.lost == []


async def test_a_door_that_breaks_in_another_way_keeps_the_messages_going(post: Post) -> None:
    post.door.answering = lambda one: RuntimeError("a mistake of ours") if one.toast else None
    await post.send(silent(), said("экран"))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.attempted) == 2)
    assert post.door.texts == ["экран"]


async def test_one_that_hangs_holds_back_neither_messages_nor_the_stop(post: Post) -> None:
    post.door.gates[1] = asyncio.Event()
    await post.send(silent(chat=1), said("другому", 2))
    courier = post.courier()
    running = asyncio.create_task(courier.run())
    await post.settled(all_are("sent"))
    await courier.close(0)
    await running
    assert answered(post) == []
