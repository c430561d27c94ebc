"""What is no longer needed is forgotten; what waits never is."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import func, select

from core.files import HOUSE, Content, Fate
from core.messages import File, FileKind, Message, Outgoing
from core.outbox import Failed, Sent
from core.people import Peer
from storage import forgetting
from storage.database import Database
from storage.store import Store
from storage.tables import inbox, outbox

BEGAN = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    now = BEGAN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, lambda one: (one,), clock)


async def _write(store: Store, *keys: str) -> None:
    """Take an update by each key, and write a message to a chat of its own."""
    async with store.unit() as unit:
        for number, key in enumerate(keys, 1):
            unit.seen("vk", key)
            unit.send(Outgoing(Peer("vk", number), Message(key)))
        await unit.commit()


async def _texts(database: Database) -> set[str]:
    async with database.read() as connection:
        found = await connection.execute(select(outbox.c.message))
        return {row.message["text"] for row in found}


async def _keys(database: Database) -> int:
    async with database.read() as connection:
        return await connection.scalar(select(func.count()).select_from(inbox)) or 0


async def test_what_was_sent_or_never_can_be_goes_and_what_waits_or_is_held_stays(
    database: Database, store: Store, clock: Clock
) -> None:
    await _write(store, "sent", "failed", "held", "waits")
    rows = {one.outgoing.message.text: one for one in await store.ready("vk", 9, ())}
    sent, failed, held = rows["sent"], rows["failed"], rows["held"]
    await store.settle([Sent(sent, "1"), Failed(failed, "no")])
    async with database.write() as connection:
        await connection.execute(outbox.update().where(outbox.c.id == held.id).values(state="held"))
        await connection.commit()
    assert await store.forget() == 0
    clock.now += timedelta(days=29)
    await _write(store, "young")
    (young,) = [one for one in await store.ready("vk", 9, ()) if one.outgoing.peer.chat == 1]
    await store.settle([Sent(young, "2")])
    clock.now += timedelta(days=2)
    assert await store.forget() == 2 + 4
    assert await _texts(database) == {"held", "waits", "young"}
    assert await _keys(database) == 1
    assert await store.forget() == 0


async def test_it_is_done_a_little_at_a_time(
    database: Database, store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 3)
    await _write(store, *map(str, range(7)))
    await store.settle([Sent(one, "1") for one in await store.ready("vk", 9, ())])
    clock.now += timedelta(days=31)
    assert [await store.forget() for _ in range(4)] == [6, 6, 2, 0]
    assert await _texts(database) == set()


def _made(ref: str) -> File:
    return File(FileKind.PHOTO, HOUSE, ref, "data:", "figures.png")


async def _make(store: Store, file: File, digest: str, ticket: str = "") -> None:
    async with store.unit() as unit:
        unit.files.want([file], ticket)
        await unit.commit()
    async with store.unit() as unit:
        await unit.files.seal(file, Fate.KEPT, Content(digest, "image/png", 1))
        await unit.commit()


async def test_what_the_bot_made_goes_after_a_month_and_what_people_sent_stays(
    store: Store, clock: Clock
) -> None:
    sent = File(FileKind.DOCUMENT, "vk", "1_2", "", "figures.png")
    await _make(store, _made("old"), "a" * 64)
    await _make(store, _made("sent back"), "b" * 64)
    await _make(store, sent, "b" * 64, "26-000001")
    async with store.unit() as unit:
        unit.files.want([_made("failed"), _made("again"), _made("waits")], "")
        await unit.commit()
    async with store.unit() as unit:
        await unit.files.seal(_made("failed"), Fate.MISSING)
        await unit.files.seal(_made("again"), Fate.MISSING)
        await unit.commit()
    clock.now += timedelta(days=29)
    await _make(store, _made("young"), "c" * 64)
    assert await store.forget_made() == (0, set())
    clock.now += timedelta(days=2)
    async with store.unit() as unit:
        assert await unit.make(_made("again"), Peer("vk", 1))
        await unit.commit()

    assert await store.forget_made() == (3, {"a" * 64})
    assert await store.forget_made() == (0, set())
    for gone in ("old", "sent back", "failed"):
        assert await store.file(_made(gone)) is None
    for stays in (_made("young"), _made("again"), _made("waits"), sent):
        assert await store.file(stays) is not None


async def test_what_the_bot_made_goes_a_little_at_a_time(
    store: Store, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)
    for number in range(3):
        await _make(store, _made(str(number)), str(number) * 64)
    clock.now += timedelta(days=31)
    assert [(await store.forget_made())[0] for _ in range(3)] == [2, 1, 0]
