"""Chats that cannot be written to: who is left alone, what is kept, and who hears of it."""

import pytest
from msgspec.structs import replace

from bots.doors.door import Unreachable
from core.messages import Card, Lane
from core.outbox import Failed
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from core.town import Town
from core.work import Unavailable
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.store import Store
from tests.storage.told import a_ticket, filed

from .fakes import Clock
from .posting import Once, Post, all_are, said

NUMBER = "26-000001"


@pytest.fixture
def post(store: Store, database: Database, clock: Clock) -> Post:
    return Post(store, database, clock)


async def test_nothing_more_is_tried_for_who_blocked_the_bot(post: Post) -> None:
    post.door.answering = lambda one: Unreachable("blocked") if one.peer.chat == 1 else None
    await post.send(
        said("экран"),
        said("ещё экран"),
        said("ответ", lane=Lane.NOTICE, ticket=NUMBER),
        said("другому", 2),
    )
    async with post.at_work():
        states = await post.settled(lambda states: "pending" not in states.values())
    assert states == {"экран": "failed", "ещё экран": "failed", "ответ": "held", "другому": "sent"}
    assert [one.text for one in post.door.attempted if one.chat == 1] == ["экран"]
    assert post.lost == [(1, "a person")]


async def test_what_was_held_goes_in_its_order_when_the_person_is_back(post: Post) -> None:
    post.door.answering = Once("1", Unreachable("blocked"))
    notice = replace(said("1", lane=Lane.NOTICE), ticket=NUMBER)
    await post.send(notice, replace(said("2", lane=Lane.NOTICE), ticket=NUMBER))
    async with post.at_work() as courier:
        await post.settled(all_are("held"))
        await post.send(replace(said("3", lane=Lane.NOTICE), ticket=NUMBER))
        courier.call()
        assert await post.states() == {"1": "held", "2": "held", "3": "held"}
        async with post.store.unit() as unit:
            await unit.release(notice.peer)
            unit.send(replace(said("4", lane=Lane.NOTICE), ticket=NUMBER))
            await unit.commit()
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts == ["1", "2", "3", "4"]


async def test_who_gets_a_message_is_back_though_nobody_said_so(post: Post) -> None:
    post.door.answering = Once("ответ", Unreachable("blocked"))
    await post.send(replace(said("ответ", lane=Lane.NOTICE), ticket=NUMBER))
    async with post.at_work() as courier:
        await post.settled(all_are("held"))
        await post.send(said("меню"))
        courier.call()
        await post.settled(all_are("sent"))
    assert post.door.texts == ["меню", "ответ"]


async def test_a_press_too_old_to_answer_loses_nobody(post: Post) -> None:
    post.door.answering = lambda one: Unreachable("user not found") if one.toast else None
    await post.send(replace(said("уже принято"), toast="press"), said("экран"))
    async with post.at_work():
        states = await post.settled(lambda states: "pending" not in states.values())
    assert states == {"уже принято": "failed", "экран": "sent"}
    assert post.lost == []


async def test_it_is_told_again_if_it_could_not_be_told(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.delivery.refusals.MISTAKES", 1)  # a busy database is no mistake
    tell, refusals = post.lose, [Unavailable("SQLITE_BUSY")]

    async def lose(chat: Peer, private: bool, why: str) -> None:
        if refusals:
            raise refusals.pop()
        await tell(chat, private, why)

    post.lose = lose  # type: ignore[method-assign]  # the desk is out of order, once
    post.door.answering = lambda one: Unreachable("blocked")
    await post.send(replace(said("ответ"), ticket=NUMBER))
    async with post.at_work() as courier:
        post.clock.forward(await post.tried(courier, "ответ", 1))
        courier.call()
        assert await post.settled(all_are("held")) == {"ответ": "held"}


# what the desk makes of it


@pytest.fixture
def turns(town: Town) -> Turns:
    return Turns(town, Catalogue(), Suggestions(town))


async def test_the_coordinators_get_what_a_lost_chat_was_to_be_told(
    post: Post, turns: Turns, town: Town
) -> None:
    roads, coordinators = Peer("telegram", -5), Peer("telegram", -9)
    code, main = "roads", town.coordinators.code
    ticket = replace(a_ticket(NUMBER), topic=next(iter(town.topics)), agency=code)
    async with post.store.unit() as unit:
        for peer, agency in ((roads, code), (coordinators, main)):
            by = Operator(agency, "Пётр", Speaker("telegram", peer.chat, 7))
            await unit.bind(peer, agency, "Чат", by)
        unit.record(filed(ticket))
        unit.send(replace(said("карточка", -5, card=Card.NEW, ticket=NUMBER), private=False))
        unit.send(replace(said("справка", -5), private=False))
        await unit.commit()

    async def lose(chat: Peer, private: bool, why: str) -> None:
        async with post.store.unit() as unit:
            await turns.lost(unit, chat, why, private=private)
            await unit.commit()

    post.lose = lose  # type: ignore[method-assign]  # the real desk
    post.door.answering = lambda one: Unreachable("kicked") if one.peer == roads else None
    async with post.at_work():
        states = await post.settled(lambda states: "pending" not in states.values())
    async with post.store.unit() as unit:
        assert await unit.chat_of(code) is None
    assert (states["карточка"], states["справка"]) == ("failed", "failed")
    told = [one.text for one in post.door.delivered if one.chat == -9]
    assert any(town.agency(code).name in text for text in told)  # type: ignore[union-attr]  # the town has it
    assert any(NUMBER in text for text in told)
    assert len([one for one in post.door.attempted if one.chat == -5]) == 1


async def test_a_failed_row_is_left_as_it_was(post: Post) -> None:
    """Only what waits is held: what was refused before stays refused."""
    await post.send(replace(said("давно", lane=Lane.NOTICE), ticket=NUMBER))
    (row,) = await post.store.ready("telegram", 9, ())
    await post.store.settle([Failed(row, "message is too long")])
    async with post.store.unit() as unit:
        assert await unit.stop(Peer("telegram", 1), "blocked") == []
        await unit.commit()
    assert await post.states() == {"давно": "failed"}
