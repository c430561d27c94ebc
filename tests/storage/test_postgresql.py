"""PostgreSQL's own: many workers at once, what is said when it fails, and what never is."""

import asyncio
import contextlib
import traceback
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import insert, make_url, select, text

from core.people import Speaker
from core.work import Conflict, Unavailable
from storage.database import Database, DatabaseError, only_bot
from storage.dialect import is_postgresql
from storage.engines import postgresql
from storage.migrate import migrate, revisions
from storage.quarantine import Quarantine
from storage.store import Store
from storage.tables import conversations, tickets

from .told import ANNA, Clock, a_ticket, filed, whole

BORIS = Speaker("telegram", 20, 20)


@pytest.fixture
def url(postgresql_url: str) -> str:
    """This database, and no other."""
    return postgresql_url


@pytest.fixture
async def other(url: str, clock: Clock) -> AsyncIterator[Store]:
    """Another worker's store."""
    database = Database(url)
    yield Store(database, whole, clock)
    await database.close()


async def _turn(store: Store, *speakers: Speaker) -> None:
    """Read conversations and write what follows from what was read."""
    async with store.unit() as unit:
        await unit.recall_all(speakers)
        for one in speakers:
            memory = await unit.recall(one) or {"turn": 0}
            await asyncio.sleep(0)
            unit.remember(one, {"turn": memory["turn"] + 1})
        await unit.commit()


async def _turns(store: Store, speaker: Speaker) -> int:
    async with store.unit() as unit:
        memory = await unit.recall(speaker)
    return int(memory["turn"]) if memory else 0


async def test_three_workers_that_start_together_migrate_once(empty_postgresql_url: str) -> None:
    workers = [Database(empty_postgresql_url) for _ in range(3)]
    await asyncio.gather(*(migrate(one) for one in workers))
    current, newest = await revisions(workers[0])
    assert current == newest
    for one in workers:
        await one.close()


async def test_turns_of_one_conversation_are_taken_one_after_another_by_any_worker(
    store: Store, other: Store
) -> None:
    """The very first too, for which there is no row to be locked yet."""
    await asyncio.gather(*(_turn(one, ANNA) for one in (store, other) for _ in range(10)))
    assert await _turns(store, ANNA) == 20


async def test_what_two_retry_at_once_is_taken_once(store: Store, url: str) -> None:
    async with store.unit() as unit:
        numbers = [await unit.set_aside("telegram", str(one), {}, "") for one in range(10)]
        await unit.commit()
    databases, taken = [Database(url) for _ in range(2)], list[int]()

    async def retry(quarantine: Quarantine) -> None:
        for number in numbers:
            async with quarantine.retrying(number) as found:
                await asyncio.sleep(0)
                taken.extend([number] if found else [])

    await asyncio.gather(*(retry(Quarantine(one, whole)) for one in databases))
    for database in databases:
        await database.close()
    assert sorted(taken) == numbers


async def test_batches_with_the_same_people_in_them_do_not_wait_in_a_ring(
    store: Store, other: Store
) -> None:
    await _turn(store, ANNA, BORIS)
    one_way, other_way = (ANNA, BORIS), (BORIS, ANNA)
    turns = [(store, one_way), (other, other_way)] * 8
    await asyncio.gather(*(_turn(one, *people) for one, people in turns))
    assert await _turns(other, ANNA) == await _turns(other, BORIS) == 17


async def test_batches_with_somebody_new_in_them_take_what_a_ring_cost_once_more(
    store: Store, other: Store
) -> None:
    """A row and an advisory lock may wait for each other: see storage/locking.py."""
    await _turn(store, BORIS)

    async def taken(one: Store, *people: Speaker) -> None:
        while True:
            with contextlib.suppress(Conflict):
                return await _turn(one, *people)

    turns = [(store, (ANNA, BORIS)), (other, (BORIS, ANNA))] * 8
    async with asyncio.timeout(60):
        await asyncio.gather(*(taken(one, *people) for one, people in turns))
    assert await _turns(other, ANNA) == 16
    assert await _turns(other, BORIS) == 17


async def test_a_ticket_is_held_until_the_unit_ends(
    store: Store, other: Store, database: Database
) -> None:
    async with store.unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        await unit.commit()
    order: list[str] = []

    async def second() -> None:
        async with other.unit() as unit:
            await unit.ticket("26-000001")
            order.append("second")

    async with store.unit() as unit:
        await unit.ticket("26-000001")
        waiting = asyncio.create_task(second())
        await _until_somebody_waits(database)
        order.append("first")
    await waiting
    assert order == ["first", "second"]


async def test_an_update_that_two_workers_take_is_taken_once(store: Store, other: Store) -> None:
    async with store.unit() as first, other.unit() as second:
        for unit in (first, second):
            assert await unit.unseen("vk", ["7"]) == {"7"}
            unit.seen("vk", "7")
        await first.commit()
        with pytest.raises(Conflict):
            await second.commit()
    async with other.unit() as unit:
        assert await unit.unseen("vk", ["7"]) == set()


async def test_an_update_that_was_expected_to_be_new_and_is_not_ends_the_unit(
    store: Store, other: Store
) -> None:
    for unit_of in (store, other):
        async with unit_of.unit() as unit:
            assert await unit.unseen("vk", ["7"], expected=True) == {"7"}
            unit.seen("vk", "7")
            unit.remember(ANNA, {"by": unit_of is store})
            if unit_of is store:
                await unit.commit()
            else:
                with pytest.raises(Conflict):
                    await unit.commit()
    async with store.unit() as unit:
        assert await unit.recall(ANNA) == {"by": True}


async def test_of_two_who_wait_for_one_another_one_begins_anew(store: Store, other: Store) -> None:
    for number in ("26-000001", "26-000002"):
        async with store.unit() as unit:
            unit.record(filed(a_ticket(number)))
            await unit.commit()
    met = asyncio.Barrier(2)

    async def both(of: Store, *numbers: str) -> None:
        async with of.unit() as unit:
            await unit.ticket(numbers[0])
            await met.wait()
            await unit.ticket(numbers[1])

    there, back = ("26-000001", "26-000002"), ("26-000002", "26-000001")
    ended = await asyncio.gather(both(store, *there), both(other, *back), return_exceptions=True)
    assert [type(one) for one in ended if one is not None] == [Conflict]


async def test_a_connection_that_was_cut_is_a_trouble_that_passes(
    store: Store, database: Database
) -> None:
    async with store.unit() as unit:
        await unit.recall(ANNA)
        unit.remember(ANNA, {"turn": 1})
        async with database.read() as connection:
            await connection.execute(
                text(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )
            )
        with pytest.raises(Unavailable) as caught:
            await unit.commit()
    assert "соединение с сервером потеряно" in caught.value.why
    await _turn(store, ANNA)
    assert await _turns(store, ANNA) == 1


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("postgresql+asyncpg://u:secret@127.0.0.1:1/town", "сервер не отвечает"),
        ("postgresql+asyncpg://u:secret@nowhere.invalid/town", "не нашлось"),
        ("{there}", "такой базы на сервере нет"),
        ("{nobody}", "сервер не пускает"),
    ],
)
async def test_a_server_that_does_not_let_in_is_told_in_words(
    url: str, address: str, says: str
) -> None:
    there = url.replace("@/town_", "@/village_")
    nobody = url.replace("//postgres@", "//nobody:secret@")
    database = Database(address.format(there=there, nobody=nobody))
    with pytest.raises(Unavailable) as caught:
        await migrate(database)
    await database.close()
    assert says in caught.value.why
    assert "secret" not in str(database)


@pytest.mark.parametrize(
    "statement",
    [
        select(conversations)
        .where(text("CAST(CAST(:said AS text) AS int) = 1"))
        .params(said="Анна"),
        insert(conversations).values(door="Анна" * 9, chat=1, person=1, memory={}),
        insert(tickets).values(number="1", text="Анна"),
        select(tickets).where(tickets.c.number == "Ан\0на"),
    ],
)
async def test_an_error_never_tells_what_people_wrote(
    database: Database, statement: object
) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  because each is another, and all must keep it
        async with database.write() as connection:
            await connection.execute(statement)  # type: ignore[call-overload]  # any will do
    told = "".join(traceback.format_exception(caught.value))
    assert "SQL" in told
    assert "Ан" not in told


@pytest.mark.parametrize(
    ("state", "says"),
    [
        ("25006", "только для чтения"),
        ("53100", "на диске сервера кончилось место"),
        ("53200", "кончилась память"),
        ("53300", "заняты все соединения"),
        ("57P01", "запускается или останавливается"),
        ("58030", "диск сервера не читается или не пишется"),
    ],
)
async def test_what_an_administrator_mends_is_no_fault_of_the_work(
    store: Store, database: Database, state: str, says: str
) -> None:
    refusing = f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$"
    with pytest.raises(Unavailable) as caught:
        async with database.write() as connection:
            await connection.execute(text(refusing))
    assert caught.value.code == state
    assert says in caught.value.why
    await _turn(store, ANNA)


async def test_a_server_that_is_only_read_takes_the_work_when_it_is_promoted(
    store: Store, database: Database, url: str
) -> None:
    name = str(make_url(url).database)

    async def only_read(setting: str) -> None:
        async with database.read() as connection:
            await connection.execute(text("SET default_transaction_read_only = off"))
            await connection.execute(
                text(f"ALTER DATABASE {name} SET default_transaction_read_only = {setting}")
            )
        await database.engine.dispose()  # new connections are told

    await only_read("on")
    with pytest.raises(Unavailable, match="25006"):
        await _turn(store, ANNA)
    await only_read("off")
    await _turn(store, ANNA)
    assert await _turns(store, ANNA) == 1


async def test_a_server_without_a_free_connection_is_a_trouble_that_passes(
    database: Database, url: str
) -> None:
    role = f"few_{make_url(url).database}"
    async with database.read() as connection:
        await connection.execute(text(f"CREATE ROLE {role} LOGIN CONNECTION LIMIT 1"))
    few = [Database(url.replace("//postgres@", f"//{role}@")) for _ in range(2)]
    try:
        async with few[0].read() as connection:
            await connection.execute(text("SELECT 1"))
            with pytest.raises(Unavailable, match=r"53300: .*заняты все соединения"):
                async with few[1].read():
                    pytest.fail("it was let in")
        await few[0].close()
        async with few[1].read() as connection:
            assert await connection.scalar(text("SELECT 1")) == 1
    finally:
        for one in few:
            await one.close()
        async with database.read() as connection:
            await connection.execute(text(f"DROP ROLE {role}"))


async def test_what_goes_through_whole_tables_is_not_cut(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("STATEMENT_SECONDS", "IDLE_SECONDS"):
        monkeypatch.setattr(postgresql, name, 1)
    monkeypatch.setattr(postgresql, "SILENT_SECONDS", 0.05)
    database = Database(url)
    takes_long = text("SELECT pg_sleep(0.2)")
    async with database.write(long=True) as connection:
        await connection.execute(takes_long)
    async with database.at_one_moment() as connection:
        await connection.execute(takes_long)
    with pytest.raises(Unavailable, match="PG_SILENT"):
        async with database.write() as connection:
            await connection.execute(takes_long)
    await database.close()


async def test_what_is_read_at_one_moment_does_not_change_meanwhile(
    store: Store, database: Database
) -> None:
    count = select(conversations.c.person)
    async with database.at_one_moment() as connection:
        assert is_postgresql(connection)
        assert (await connection.scalars(count)).all() == []
        await _turn(store, ANNA)
        assert (await connection.scalars(count)).all() == []
    assert await _turns(store, ANNA) == 1


async def test_whoever_needs_the_database_alone_does_not_get_it_beside_another(
    database: Database, url: str
) -> None:
    alone = Database(url, alone=True)
    async with database.read() as connection:
        await connection.execute(text("SELECT 1"))
    with pytest.raises(DatabaseError, match="с ней работает бот"):
        async with alone.read():
            pytest.fail("it was let in")
    await database.close()
    await alone.close()
    again = Database(url, alone=True)
    async with again.read() as connection:
        assert await connection.scalar(text("SELECT 1")) == 1
    await again.close()


def test_any_number_of_bots_work_on_one_server(url: str) -> None:
    with only_bot(url), only_bot(url):
        pass


async def _until_somebody_waits(database: Database) -> None:
    waits = text("SELECT count(*) FROM pg_locks WHERE NOT granted")
    async with database.read() as connection:
        while not await connection.scalar(waits):
            pass  # the server is asked again
