"""An answer to a press that says nothing: no row of the outbox, and never before the commit."""

import asyncio
import sqlite3
from functools import partial
from typing import Any

import pytest
from msgspec.structs import replace

from bots.delivery import pace as chats
from bots.delivery import silent as answering
from bots.delivery.patience import Patience
from bots.doors.door import Later, Unreachable, Unsettled, Vanished
from bots.doors.limits import Pace
from core.messages import Button, Card, File, FileKind, Message, Outgoing
from core.outbox import Waiting
from storage.database import Database
from storage.store import Store

from .conftest import whole
from .fakes import FAST, Clock, FakeDoor
from .posting import Post, all_are, said
from .virtual_time import at_once


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


def silent(press: str = "press", chat: int = 1) -> Outgoing:
    return replace(said("", chat), toast=press)


def bare(message: str, chat: int = 1) -> Outgoing:
    """Takes the buttons off a message."""
    return replace(said("", chat), edits=message)


def answered(post: Post) -> list[str | None]:
    return [one.outgoing.toast for one in post.door.delivered if one.outgoing.toast]


async def test_it_goes_out_and_stands_in_no_row(post: Post) -> None:
    await post.send(silent("1"), said("экран"), silent("2", 2))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.delivered) == 3)
    assert sorted(map(str, answered(post))) == ["1", "2"]
    assert await post.states() == {"экран": "sent"}


async def test_buttons_that_are_answered_go_away_without_a_row(post: Post) -> None:
    await post.send(bare("5"), said("экран"))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.delivered) == 2)
    assert [one.outgoing.edits for one in post.door.delivered] == [None, "5"]
    assert await post.states() == {"экран": "sent"}


def test_buttons_wait_for_their_chat_and_nobody_else_for_them() -> None:
    async def told() -> list[tuple[str | None, int]]:
        clock, door = asyncio.get_running_loop().time, FakeDoor()
        door.limits = replace(FAST, pace=Pace(everyone=1e6, chat=1, group=1))
        patience = Patience(clock)
        silent = answering.Silent(door, chats.Pace("telegram", door.limits), patience)
        patience.rest(1, 5.0)
        began, came = clock(), list[tuple[str | None, int]]()
        silent.begin([bare("5"), bare("6", 2)])
        for count in (1, 2):
            await door.until(lambda: len(door.delivered) == count)  # noqa: B023  because it is awaited at once
            came.append((door.delivered[-1].outgoing.edits, round(clock() - began)))
        return came

    assert at_once(told()) == [("6", 0), ("5", 5)]


@pytest.mark.parametrize("why", [Vanished("gone"), Unsettled("cut"), Later(5.0)])
async def test_buttons_that_stay_are_nobodys_loss(post: Post, why: Exception) -> None:
    post.door.answering = lambda one: why if one.edits else None
    await post.send(bare("5"), said("экран"))
    async with post.at_work():
        await post.settled(all_are("sent"))
        await post.door.until(lambda: len(post.door.attempted) == 2)
    assert post.door.texts == ["экран"]


def test_a_change_that_shows_anything_is_no_tidying_up() -> None:
    pressed = Message("", ((Button("Да", "s/1/x/yes"),),))
    shown = (Message("Текст"), pressed, Message("", files=(File(FileKind.PHOTO, "vk", "1"),)))
    assert [replace(bare("5"), message=one).is_silent for one in shown] == [False] * 3
    assert not replace(bare("5"), card=Card.EDIT).is_silent
    assert not replace(bare("5"), edits=None).is_silent


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


async def test_nothing_is_answered_once_the_courier_is_closed(post: Post) -> None:
    """The door is closed next: a call would open its connection again, and leave it so."""
    looking, found = asyncio.Event(), asyncio.Event()

    class Slow(Store):
        async def ready(self, *asked: Any) -> list[Waiting]:
            looking.set()
            await found.wait()
            return await super().ready(*asked)

    post.store = Slow(post.database, whole, post.clock)
    await post.send(silent(), bare("5", 2))
    courier = post.courier()
    running = asyncio.create_task(courier.run())
    await looking.wait()
    await courier.close(0)
    found.set()
    await running
    await asyncio.sleep(0)
    assert post.door.attempted == []


async def test_of_many_who_press_at_once_each_gets_the_next_question_first(post: Post) -> None:
    post.door.limits = replace(FAST, pace=Pace(everyone=200, chat=1e6, group=1e6))
    await post.send(*(silent(str(chat), chat) for chat in range(50)))
    await post.send(*(said("экран", chat) for chat in range(50)))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.texts) == 100)
    first = ["ответ" if one.outgoing.toast else one.text for one in post.door.delivered][:60]
    assert first.count("экран") >= 45  # a few buttons found the messenger free


async def test_one_whose_turn_comes_too_late_is_dropped(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "WORTH", 0.05)
    post.door.limits = replace(FAST, pace=Pace(everyone=5, chat=1e6, group=1e6))
    await post.send(*(silent(str(chat), chat) for chat in range(20)))
    async with post.at_work():
        await post.door.until(lambda: len(post.door.texts) >= 1)
        await post.send(said("экран"))
        await post.settled(all_are("sent"))
    assert len(answered(post)) <= 3


async def test_a_messenger_that_asks_to_wait_is_heard(post: Post) -> None:
    post.door.answering = lambda one: Later(30.0, everyone=True) if one.toast else None
    await post.send(silent())
    async with post.at_work() as courier:
        await post.door.until(lambda: bool(post.door.attempted))
        await asyncio.sleep(0)
        await post.send(said("экран", 2))
        for _ in range(50):  # however often it looks
            courier.call()
            await asyncio.sleep(0)
        assert post.door.texts == []
        post.clock.forward(31)
        courier.call()
        await post.settled(all_are("sent"))


async def test_one_that_is_taken_tells_that_not_everybody_is_to_wait(post: Post) -> None:
    post.door.answering = lambda one: Later(30.0) if one.message.text == "медленно" else None
    async with post.at_work() as courier:
        for chat in range(4):
            await post.send(said("медленно", chat))
            courier.call()
            await post.door.until(partial(tried, post, 2 * chat + 1))
            await post.send(silent(chat=chat))
            courier.call()
            await post.door.until(partial(tried, post, 2 * chat + 2))
        await post.send(said("экран", 9))
        courier.call()
        await post.door.until(lambda: "экран" in post.door.texts)


def tried(post: Post, times: int) -> bool:
    return len(post.door.attempted) == times
