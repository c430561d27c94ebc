"""What waits is told from memory: just what the database would say, whatever happened to it."""

import random
from collections.abc import Iterable
from datetime import timedelta

import pytest

from core.messages import Lane, Outgoing
from core.outbox import Deferred, Failed, Sent, Waiting
from core.people import Peer
from storage.database import Database
from storage.outbox import handing, queue
from storage.outbox.shelf import ROOM, Shelf
from storage.store import Store

from .told import ANNA, Clock, on_sqlite, said, send, texts, whole

CHATS = (10, 11, 12, -100)
MOST = 5


def words(chance: random.Random, number: int) -> Outgoing:
    chat = chance.choice(CHATS)
    toast = f"press{number}" if chance.random() < 0.2 else None
    return Outgoing(
        Peer("telegram", chat),
        said(f"{number}").message,
        chance.choice(list(Lane)),
        toast=toast,
        ticket="26-000001" if chance.random() < 0.4 else None,
        slot=chance.choice(("a", None, None)) if toast is None else None,
        private=chat > 0,
    )


async def asked(
    database: Database, clock: Clock, busy: Iterable[int], toasts: Iterable[int]
) -> list[Waiting]:
    """What the database itself says is ready."""
    async with database.read() as connection:
        return await queue.ready(connection, "telegram", clock(), MOST, busy, toasts)


@on_sqlite
@pytest.mark.parametrize("seed", range(12))
async def test_it_says_what_the_database_says(
    store: Store, database: Database, clock: Clock, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "LOOKED_EVERY", 0.0)  # another program's rows are seen at once
    chance = random.Random(seed)  # noqa: S311  because it decides a test's story
    other = Store(database, whole, clock)
    from_memory = 0
    for number in range(60):
        clock.forward(chance.random())
        peer = Peer("telegram", chance.choice(CHATS))
        match chance.randrange(12):
            case 0:
                clock.forward(chance.choice((-3600, 120)))
            case 1:
                await send(other, words(chance, number))
            case 2 | 3:
                async with store.unit() as unit:
                    await unit.stop(peer, "заблокировал") if chance.random() < 0.5 else None
                    await unit.release(peer) if chance.random() < 0.5 else None
                    unit.send(words(chance, number))
                    if chance.random() < 0.7:
                        await unit.commit()
            case _:
                await send(store, *(words(chance, number) for _ in range(chance.randrange(3))))
        busy = {one for one in CHATS if chance.random() < 0.2}
        toasts: set[int] = set()
        found = list(await store.ready("telegram", MOST, busy, toasts))
        assert found == await asked(database, clock, busy, toasts)
        from_memory += store._handing is not None and store._handing.shelf("telegram").whole  # noqa: SLF001  because nothing else tells where it looked
        taken = found[: chance.randrange(3)]
        store.begun(one.id for one in taken)
        outcomes = [outcome(chance, one, clock) for one in taken]
        if chance.random() < 0.9:
            await store.settle(outcomes)
        store.ended(one.id for one in taken)
    assert from_memory > 3


def outcome(chance: random.Random, waiting: Waiting, clock: Clock) -> Sent | Failed | Deferred:
    match chance.randrange(8):
        case 0:
            return Failed(waiting, "нельзя")
        case 1:
            return Deferred(waiting, clock() + timedelta(seconds=chance.randrange(90)), "занято")
    return Sent(waiting, str(waiting.id))


def test_what_has_no_room_is_left_to_the_database() -> None:
    shelf = Shelf()
    shelf.fill((), 0)
    shelf.put_up(Waiting(number, said("рассылка"), Clock.now) for number in range(ROOM))
    assert shelf.whole
    shelf.put_up([Waiting(ROOM, said("ещё"), Clock.now)])
    assert not shelf.whole


def test_a_filling_that_was_overtaken_is_worth_nothing() -> None:
    shelf = Shelf()
    changes = shelf.changes
    shelf.put_up([Waiting(1, said("новое"), Clock.now)])
    shelf.fill((), changes)
    assert not shelf.whole


def test_what_is_put_up_twice_waits_once_under_its_slot() -> None:
    shelf = Shelf()
    waiting = Waiting(1, said("карточка", slot="card"), Clock.now)
    shelf.fill([waiting], shelf.changes)  # read just after its commit
    shelf.put_up([waiting])
    shelf.take_down([1])
    assert not shelf.may_wait(10, "card")


@on_sqlite
@pytest.mark.parametrize("known", [True, False])
async def test_what_is_changing_is_passed_by_nothing_of_its_chat(store: Store, known: bool) -> None:
    await send(store, said("карточка", slot="card"), said("ещё"), said("другому", 11))
    if known:
        assert await texts(store) == ["карточка", "ещё", "другому"]
    async with store.unit() as unit:
        unit.send(said("новая карточка", slot="card"))
        await unit.talks_in(ANNA.peer)  # what was said is written before it is read
        assert await texts(store) == ["другому"]
        await unit.commit()
    assert await texts(store) == ["новая карточка", "ещё", "другому"]


@on_sqlite
async def test_what_another_program_wrote_is_found_though_more_was_written_since(
    store: Store, database: Database, clock: Clock
) -> None:
    await send(store, said("раз"))
    assert await texts(store) == ["раз"]  # now it is known what waits
    await send(Store(database, whole, clock), said("от команды", 11))
    await send(store, said("два"))
    assert await texts(store) == ["раз", "от команды", "два"]
