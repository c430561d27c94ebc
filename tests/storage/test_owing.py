"""What became of messages is written down with the next transaction, and never lost with it."""

import asyncio
import sqlite3
from collections.abc import Sequence

import pytest
from asyncpg import PostgresError
from sqlalchemy import event, select
from sqlalchemy.exc import SQLAlchemyError

from core.messages import Message
from core.outbox import Deferred, Failed, Outcome, Sent, Waiting
from core.work import Conflict
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .told import Clock, said, send


async def states(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(await connection.scalars(select(outbox.c.state).order_by(outbox.c.id)))


async def ready(store: Store) -> list[Waiting]:
    found = await store.ready("telegram", 10, ())
    store.begun(one.id for one in found)
    return found


async def settling(store: Store, outcomes: Sequence[Outcome]) -> "asyncio.Task[None]":
    """A courier that waits until it is written down."""
    task = asyncio.create_task(store.settle(outcomes))
    await asyncio.sleep(0)
    return task


async def test_a_unit_under_way_takes_it_along(store: Store, database: Database) -> None:
    await send(store, said("раз"), said("два", 11))
    outcomes = [Sent(one, "7") for one in await ready(store)]
    commits: list[str] = []
    event.listen(database.engine.sync_engine, "commit", lambda _: commits.append("commit"))
    async with store.unit() as unit:
        task = await settling(store, outcomes)
        unit.send(said("три", 12))
        await unit.commit()
        await asyncio.wait_for(task, 60)  # before the unit's end: the chats are free already
    assert commits == ["commit"]
    assert await states(database) == ["sent", "sent", "pending"]
    (left,) = await ready(store)
    assert left.outgoing.message == Message("три")


@pytest.mark.parametrize("how", ["rolled back", "broken"])
async def test_what_a_unit_did_not_commit_is_written_alone(
    store: Store, database: Database, how: str
) -> None:
    await send(store, said("раз"))
    outcomes = [Sent(one, "7") for one in await ready(store)]
    async with store.unit() as unit:
        task = await settling(store, outcomes)
        unit.send(said("не уйдёт", 12))
        if how == "broken":
            unit.seen("telegram", "1")
            unit.seen("telegram", "1")  # no key twice: the commit is refused
            with pytest.raises((SQLAlchemyError, sqlite3.Error, Conflict)):
                await unit.commit()
    await asyncio.wait_for(task, 60)
    assert await states(database) == ["sent"]


async def test_with_nobody_at_work_it_is_written_at_once(store: Store, database: Database) -> None:
    await send(store, said("раз"))
    await store.settle([Failed(one, "blocked") for one in await ready(store)])
    assert await states(database) == ["failed"]


async def test_of_two_units_the_second_takes_along_what_the_first_left(
    store: Store, database: Database
) -> None:
    await send(store, said("раз"))
    outcomes = [Sent(one, "7") for one in await ready(store)]

    async def second() -> None:
        async with store.unit() as unit:
            await unit.commit()

    async with store.unit():
        other = asyncio.create_task(second())
        await asyncio.sleep(0)
        task = await settling(store, outcomes)
    await asyncio.wait_for(asyncio.gather(other, task), 60)
    assert await states(database) == ["sent"]


async def test_what_is_put_off_waits_though_a_unit_wrote_it(
    store: Store, database: Database, clock: Clock
) -> None:
    await send(store, said("раз"))
    now = clock()
    clock.forward(60)
    later = clock()
    clock.forward(-60)
    outcomes = [Deferred(one, later, "slow") for one in await ready(store)]
    async with store.unit() as unit:
        task = await settling(store, outcomes)
        await unit.commit()
        await asyncio.wait_for(task, 60)
    store.ended(one.waiting.id for one in outcomes)
    assert clock() == now
    assert await ready(store) == []
    clock.forward(61)
    assert [one.attempts for one in await ready(store)] == [1]


async def test_a_courier_that_is_stopped_meanwhile_leaves_it_to_the_unit(
    store: Store, database: Database
) -> None:
    await send(store, said("раз"))
    outcomes = [Sent(one, "7") for one in await ready(store)]
    async with store.unit() as unit:
        task = await settling(store, outcomes)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        await unit.commit()
    assert await states(database) == ["sent"]


UNWRITABLE = (SQLAlchemyError, UnicodeError, PostgresError)
"""What SQLAlchemy, sqlite3 and asyncpg say of a text that is none."""


async def test_what_cannot_be_written_spoils_no_second_unit(store: Store) -> None:
    await send(store, said("раз"))
    outcomes = [Sent(one, "half a pair: \ud800") for one in await ready(store)]
    for whole in (False, True, True):
        async with store.unit() as unit:
            task = await settling(store, outcomes)
            unit.send(said("ответ", 12))
            if whole:
                await unit.commit()
            else:
                with pytest.raises(UNWRITABLE):
                    await unit.commit()
        with pytest.raises(UNWRITABLE):
            await asyncio.wait_for(task, 60)
    written = [Sent(one.waiting, "7") for one in outcomes]
    await store.settle(written)
    async with store.unit() as unit:
        task = await settling(store, written)
        await unit.commit()
        await asyncio.wait_for(task, 60)  # it rides along again
