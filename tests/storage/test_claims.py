"""Couriers of several workers over one outbox: whose row it is, and in which order rows go."""

import asyncio
import random
from datetime import timedelta

import pytest
from sqlalchemy import select, update

from core.messages import Card, Lane, Outgoing
from core.outbox import Deferred, Sent, Spent, Waiting
from core.people import Peer
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .told import ANNA, Clock, on_postgresql, said, send, whole

pytestmark = on_postgresql


@pytest.fixture
def stores(database: Database, clock: Clock) -> tuple[Store, Store]:
    return Store(database, whole, clock, "one"), Store(database, whole, clock, "two")


async def claimed(store: Store, most: int = 64) -> list[str]:
    return [one.outgoing.message.text for one in await store.ready("telegram", most, ())]


async def claims_end(database: Database, holder: str) -> None:
    """What the holder claimed is anybody's: as if it had been dead for long."""
    async with database.write() as connection:
        long_ago = Clock.now - timedelta(days=1)
        dead = update(outbox).where(outbox.c.claimed_by == holder)
        await connection.execute(dead.values(claimed_until=long_ago))
        await connection.commit()


async def rows_of(database: Database) -> dict[str, str]:
    async with database.read() as connection:
        found = await connection.execute(select(outbox.c.message, outbox.c.state))
        return {message["text"]: state for message, state in found}


async def test_a_row_is_claimed_once_and_its_chat_with_it(stores: tuple[Store, Store]) -> None:
    one, two = stores
    await send(one, said("1", 1), said("2", 1), said("3", 2))
    assert await claimed(one, most=1) == ["1"]
    assert await claimed(two) == ["3"]
    assert await claimed(one) == []


async def test_not_even_a_reply_goes_while_another_has_a_row_of_the_chat(
    stores: tuple[Store, Store],
) -> None:
    one, two = stores
    await send(one, said("уведомление", lane=Lane.NOTICE))
    (notice,) = await one.ready("telegram", 9, ())
    await send(two, said("ответ"))
    assert await claimed(two) == []
    await one.settle([Sent(notice, "1")])
    assert await claimed(two) == ["ответ"]


async def test_an_answer_to_a_press_waits_for_nobody(stores: tuple[Store, Store]) -> None:
    one, two = stores
    await send(one, said("1"))
    assert await claimed(one) == ["1"]
    toast = Outgoing(ANNA.peer, said("✓").message, toast="press")
    await send(one, toast)
    assert await claimed(two) == ["✓"]
    assert await claimed(one) == []


async def test_what_a_dead_worker_had_is_sent_by_another(
    stores: tuple[Store, Store], database: Database
) -> None:
    one, two = stores
    await send(one, said("1"))
    (row,) = await one.ready("telegram", 9, ())
    assert await claimed(two) == []
    await claims_end(database, "one")
    assert [again.id for again in await two.ready("telegram", 9, ())] == [row.id]


async def test_who_is_at_it_still_keeps_it(stores: tuple[Store, Store], database: Database) -> None:
    one, two = stores
    await send(one, said("1"))
    (row,) = await one.ready("telegram", 9, ())
    await claims_end(database, "one")
    await one.keep([row.id])
    assert await claimed(two) == []


async def test_who_slept_too_long_does_not_put_off_what_is_anothers(
    stores: tuple[Store, Store], database: Database, clock: Clock
) -> None:
    one, two = stores
    await send(one, said("1"))
    (row,) = await one.ready("telegram", 9, ())
    await claims_end(database, "one")
    assert await claimed(two) == ["1"]
    await one.settle([Deferred(row, clock() + timedelta(hours=1), "no answer")])
    await one.settle([], untold=[row])
    assert await claimed(one) == []  # it is still the other's
    await one.settle([Sent(row, "7")])  # but what was sent, was sent
    assert await rows_of(database) == {"1": "sent"}


async def test_what_was_put_down_again_is_anybodys(stores: tuple[Store, Store]) -> None:
    one, two = stores
    await send(one, said("1"))
    rows = await one.ready("telegram", 9, ())
    await one.settle([], untold=rows)
    assert await claimed(two) == ["1"]


async def test_a_row_under_a_slot_changes_until_somebody_claims_it(
    stores: tuple[Store, Store],
) -> None:
    one, two = stores
    await send(one, said("старое", slot="a"))
    await send(two, said("новое", slot="a"))
    (row,) = await one.ready("telegram", 9, ())
    assert row.outgoing.message.text == "новое"
    await send(two, said("новейшее", slot="a"))
    await one.settle([Sent(row, "1")])
    assert await claimed(two) == ["новейшее"]


async def test_what_a_dead_worker_may_have_sent_is_never_changed(
    stores: tuple[Store, Store], database: Database
) -> None:
    one, two = stores
    await send(one, said("1", slot="a"))
    assert await claimed(one) == ["1"]
    await claims_end(database, "one")
    await send(two, said("2", slot="a"))
    assert await claimed(two) == ["1"]


async def test_of_two_that_change_a_row_at_once_one_has_its_place_and_the_other_follows(
    stores: tuple[Store, Store],
) -> None:
    one, two = stores
    await send(one, said("старое", slot="a"))
    async with one.unit() as unit:
        unit.send(said("новое", slot="a"))
        await unit.history("26-000001")  # written by now, and not committed
        await send(two, said("другое", slot="a"))
        await unit.commit()
    (row,) = await one.ready("telegram", 9, ())
    assert row.outgoing.message.text == "новое"
    await one.settle([Sent(row, "1")])
    assert await claimed(two) == ["другое"]


async def test_each_slot_of_each_chat_has_a_row_of_its_own_and_the_rest_go_to_the_end(
    stores: tuple[Store, Store],
) -> None:
    one, two = stores
    await send(one, said("1а", 1, slot="a"), said("1б", 1, slot="b"), said("2а", 2, slot="a"))
    await send(
        two,
        said("1в", 1),
        said("1Б", 1, slot="b"),
        said("1г", 1, slot="c"),
        said("2А", 2, slot="a"),
    )
    found = []
    while rows := await one.ready("telegram", 9, ()):
        await one.settle([Sent(row, "1") for row in rows])
        found += [row.outgoing.message.text for row in rows if row.outgoing.peer.chat == 1]
    assert found == ["1а", "1Б", "1в", "1г"]


async def test_a_card_not_yet_sent_stays_a_new_card_for_all(stores: tuple[Store, Store]) -> None:
    one, two = stores
    await send(one, said("карточка", slot="c", card=Card.NEW, ticket="26-000001"))
    await send(two, said("взято", slot="c", card=Card.EDIT, ticket="26-000001"))
    (row,) = await two.ready("telegram", 9, ())
    assert (row.outgoing.message.text, row.outgoing.card) == ("взято", Card.NEW)


async def test_what_was_held_and_went_out_all_the_same_goes_once_and_lets_the_others_go(
    stores: tuple[Store, Store], database: Database
) -> None:
    one, two = stores
    for text in ("1", "2"):
        await send(one, said(text, lane=Lane.NOTICE, ticket="26-000001"))
    (row,) = await one.ready("telegram", 9, ())
    async with two.unit() as unit:
        await unit.stop(ANNA.peer, "blocked")
        await unit.commit()
    assert await rows_of(database) == {"1": "held", "2": "held"}
    await one.settle([Sent(row, "5")])
    assert await rows_of(database) == {"1": "sent", "2": "pending"}


async def test_a_card_that_stands_may_change_even_so(
    stores: tuple[Store, Store], database: Database
) -> None:
    one, two = stores
    await send(one, said("карточка", slot="c", card=Card.NEW, ticket="26-000001"))
    (row,) = await one.ready("telegram", 9, ())
    await one.settle([Sent(row, "5")])
    await send(one, said("взято", slot="c", card=Card.EDIT, ticket="26-000001"))
    assert await claimed(one) == ["взято"]
    await send(two, said("пока в пути", slot="c", card=Card.EDIT, ticket="26-000001"))
    await claims_end(database, "one")
    await send(two, said("отвечено", slot="c", card=Card.EDIT, ticket="26-000001"))
    assert await claimed(two) == ["взято"]


async def test_a_chat_that_had_its_share_rests_for_all(stores: tuple[Store, Store]) -> None:
    one, two = stores
    await send(one, said("1"), said("2"), said("3", 2))
    (first, _) = await one.ready("telegram", 9, ())
    await one.settle([Sent(first, "1")], spent=[Spent("telegram", 10, cost=60, room=0)])
    assert await claimed(two) == []


async def test_a_burst_is_within_the_share(stores: tuple[Store, Store]) -> None:
    one, two = stores
    spent = [Spent("telegram", 10, cost=60, room=120)]
    for text in "1234":
        await send(one, said(text))
    for text in "123":
        (row,) = await two.ready("telegram", 9, ())
        assert row.outgoing.message.text == text
        await two.settle([Sent(row, text)], spent=spent)
    assert await claimed(one) == []


async def test_a_messenger_that_asks_all_to_wait_is_left_alone_by_all(
    stores: tuple[Store, Store],
) -> None:
    one, two = stores
    await send(one, said("1"), said("другому", 2))
    rows = await one.ready("telegram", 1, ())
    await one.settle([], untold=rows, spent=[Spent("telegram", None, rest=60)])
    assert await claimed(two) == []
    await send(one, said("там", door="vk"))
    assert len(await two.ready("vk", 9, ())) == 1


async def test_whoever_carries_each_row_goes_once_and_each_chat_in_order(
    database: Database, clock: Clock
) -> None:
    stores = [Store(database, whole, clock, name) for name in ("one", "two", "three")]
    chance = random.Random(5)  # noqa: S311  because it only mixes what happens
    sent: dict[int, list[int]] = {}
    carried: list[int] = []
    under_way: set[int] = set()

    async def write() -> None:
        for number in range(60):
            chat = chance.randrange(8)
            peer = Peer("telegram", chat)
            message = said(str(number)).message
            await send(chance.choice(stores), Outgoing(peer, message, Lane.NOTICE))

    async def carry(store: Store, chance: random.Random) -> None:
        while len(carried) < 60:
            rows: list[Waiting] = await store.ready("telegram", chance.randint(1, 5), ())
            chats = [row.outgoing.peer.chat for row in rows]
            assert not under_way & set(chats)
            under_way.update(chats)
            for row in rows:
                await asyncio.sleep(0)
                carried.append(row.id)
                text = int(row.outgoing.message.text)
                sent.setdefault(row.outgoing.peer.chat, []).append(text)
            under_way.difference_update(chats)
            await store.settle([Sent(row, str(row.id)) for row in rows])

    couriers = [carry(store, random.Random(at)) for at, store in enumerate(stores)]  # noqa: S311  because it only mixes what happens
    async with asyncio.timeout(60):
        await asyncio.gather(write(), *couriers)
    assert len(carried) == len(set(carried)) == 60
    assert all(texts == sorted(texts) for texts in sent.values())
