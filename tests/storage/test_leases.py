"""A lease is one worker's at a time, by the database's clock; and what is written under it is
written by its holder alone."""

import asyncio

import pytest

from bots.workers.leasing import LASTS
from core.leases import Lease, Overtaken
from core.work import Unavailable
from storage.database import Database
from storage.engines import postgresql
from storage.leases import Alone, Leases, prove
from storage.store import Store

from .told import on_postgresql, on_sqlite

NAME = "poll/telegram"


async def _ended(database: Database, lease: Lease) -> None:
    """Let the lease's time run out."""
    await Leases(database, "whoever", seconds=0).renew(lease)


@on_postgresql
async def test_a_lease_is_one_workers_until_it_gives_it_back(database: Database) -> None:
    first, second = Leases(database, "one", 60), Leases(database, "two", 60)
    lease = await first.take(NAME)
    assert lease == Lease(NAME, 1)
    assert await second.take(NAME) is None
    assert await first.renew(lease)
    await first.release(lease)
    assert await second.take(NAME) == Lease(NAME, 2)


@on_postgresql
async def test_a_lease_that_was_not_renewed_is_anybodys(database: Database) -> None:
    first, second = Leases(database, "one", 60), Leases(database, "two", 60)
    lease = await first.take(NAME)
    assert lease is not None
    await _ended(database, lease)
    assert await second.take(NAME) == Lease(NAME, 2)
    assert not await first.renew(lease)
    await first.release(lease)  # what is another's is not given back
    assert await first.take(NAME) is None


@on_postgresql
async def test_what_a_worker_took_without_hearing_of_it_is_its_own(database: Database) -> None:
    """The answer was lost on the way; its epoch is a new one, for whatever was begun under it."""
    deaf, other = Leases(database, "one", 60), Leases(database, "two", 60)
    await deaf.take(NAME)
    assert await other.take(NAME) is None
    assert await deaf.take(NAME) == Lease(NAME, 2)


@on_postgresql
async def test_who_freezes_before_the_commit_keeps_the_next_holder_away_for_seconds_only(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its transaction holds the lease's row; the server ends it sooner than the lease itself."""
    assert postgresql.IDLE_SECONDS < LASTS
    monkeypatch.setattr(postgresql, "IDLE_SECONDS", 1)
    frozen, awake = Database(url), Database(url)
    old = await Leases(frozen, "one", 0).take(NAME)
    assert old is not None
    async with frozen.write() as connection:
        await prove(connection, old)
        assert await Leases(awake, "two", 60).take(NAME) == Lease(NAME, 2)
        with pytest.raises(Unavailable):
            await connection.commit()
    await frozen.close()
    await awake.close()


@on_postgresql
async def test_of_many_who_ask_at_once_one_gets_it(database: Database) -> None:
    asked = await asyncio.gather(*(Leases(database, str(n), 60).take(NAME) for n in range(8)))
    assert [one for one in asked if one is not None] == [Lease(NAME, 1)]


@on_postgresql
async def test_a_worker_that_lost_the_lease_moves_no_cursor(
    database: Database, store: Store
) -> None:
    """Nor is anything else written that it took under it: who holds the lease has it all."""
    old = await Leases(database, "one", 60).take(NAME)
    assert old is not None
    async with store.unit() as unit:
        unit.advance("telegram", "7", old)
        await unit.commit()
    await _ended(database, old)
    new = await Leases(database, "two", 60).take(NAME)
    async with store.unit() as unit:
        unit.seen("telegram", "update")
        unit.advance("telegram", "3", old)
        with pytest.raises(Overtaken) as lost:
            await unit.commit()
    assert lost.value.lease == old
    assert await store.cursor("telegram") == "7"
    async with store.unit() as unit:
        assert await unit.unseen("telegram", ["update"]) == {"update"}
        unit.advance("telegram", "8", new)
        await unit.commit()
    assert await store.cursor("telegram") == "8"


@on_postgresql
async def test_nobody_takes_a_lease_between_the_check_and_the_commit(
    database: Database, store: Store
) -> None:
    old = await Leases(database, "one", 60).take(NAME)
    assert old is not None
    await _ended(database, old)
    async with store.unit() as unit:
        unit.advance("telegram", "7", old)
        await unit.history("26-000001")  # whatever reads sees what was written: so it is checked
        taking = asyncio.create_task(Leases(database, "two", 60).take(NAME))
        done, _ = await asyncio.wait([taking], timeout=0.2)
        assert not done
        await unit.commit()
    assert await taking == Lease(NAME, 2)
    assert await store.cursor("telegram") == "7"


@on_sqlite
async def test_a_bot_without_others_holds_every_lease_and_writes_nothing_of_it(
    database: Database, store: Store
) -> None:
    leases = Alone()
    lease = await leases.take(NAME)
    assert lease is not None
    assert await leases.renew(lease)
    async with store.unit() as unit:
        unit.advance("telegram", "7", lease)
        await unit.commit()
    assert await store.cursor("telegram") == "7"


async def test_without_the_database_there_is_no_lease() -> None:
    nowhere = Database("postgresql+asyncpg://postgres@127.0.0.1:9/town")
    with pytest.raises(Unavailable):
        await Leases(nowhere, "one", 60).take(NAME)
    await nowhere.close()
