"""What is asked of a server past SQLAlchemy fails as if it had gone through it."""

import asyncio
import contextlib
import logging
import traceback
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from asyncpg import PostgresError
from msgspec.structs import replace
from sqlalchemy import make_url

from core.work import Conflict, Unavailable
from storage.database import Database
from storage.engines.asyncpg_directly import ask, begun, change
from storage.store import Store
from tests.postgres import Postgres

from .told import ANNA, a_ticket, filed, whole

SAID = "Анна"
"""Not in a line that a traceback shows."""


@pytest.fixture
def url(postgresql_url: str) -> str:
    """This database, and no other."""
    return postgresql_url


async def _ask(database: Database, statement: str, *values: object) -> object:
    async with database.write() as connection:
        opened = await begun(connection)
        return [tuple(row) for row in await ask(connection, opened, statement, values)]


async def test_it_is_part_of_the_transaction(store: Store, database: Database) -> None:
    async with database.write() as connection:
        opened = await begun(connection)
        await ask(connection, opened, "INSERT INTO numbers VALUES (26, $1)", (7,))
        await connection.rollback()
        opened = await begun(connection)
        assert await change(connection, opened, "DELETE FROM numbers", ()) == 0
        await ask(connection, opened, "INSERT INTO numbers VALUES (26, $1)", (8,))
    async with store.unit() as unit:
        await unit.recall(ANNA)
        assert await unit.next_number(26) == 1
        await unit.commit()
    assert await _ask(database, "SELECT last FROM numbers WHERE year = $1", 26) == [(1,)]
    async with database.read() as connection:
        assert await begun(connection) is None


@pytest.mark.parametrize("statement", ["SELECT CAST(CAST($1 AS text) AS int)", "SELECT $1::int"])
async def test_an_error_never_tells_what_people_wrote(database: Database, statement: str) -> None:
    with pytest.raises(Exception) as caught:  # noqa: PT011  because the server's and the driver's are of different kinds
        await _ask(database, statement, SAID)
    assert SAID not in "".join(traceback.format_exception(caught.value))


async def test_what_no_text_can_hold_is_refused_without_repeating_it(store: Store) -> None:
    async with store.unit() as unit:
        unit.record(filed(replace(a_ticket("26-000001"), text=f"{SAID}\0")))
        with pytest.raises(PostgresError) as caught:
            await unit.commit()
    assert SAID not in "".join(traceback.format_exception(caught.value))
    assert getattr(caught.value, "context", None) is None
    async with store.unit() as unit:
        assert await unit.ticket("26-000001") is None


@pytest.mark.parametrize(
    ("state", "raised"), [("53100", Unavailable), ("40001", Conflict), ("23505", Conflict)]
)
async def test_what_passes_and_what_is_begun_anew_are_told_apart(
    database: Database, state: str, raised: type[Exception]
) -> None:
    with pytest.raises(raised):
        await _ask(database, f"DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '{state}'; END $$")


async def test_a_connection_that_was_cut_passes_and_is_not_used_again(
    store: Store, postgres: Postgres, url: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with store.unit() as unit:
        await unit.recall(ANNA)
        postgres.cut(url)
        with pytest.raises(Unavailable):
            await unit.next_number(26)
    async with store.unit() as unit:
        await unit.recall(ANNA)
        assert await unit.next_number(26) == 1
    assert [one for one in caplog.records if one.levelno >= logging.ERROR] == []


def _socket_of(url: str) -> str:
    (socket,) = Path(str(make_url(url).query["host"])).glob(".s.PGSQL.*[0-9]")
    return str(socket)


@asynccontextmanager
async def _through_a_door(url: str) -> AsyncIterator[tuple[str, asyncio.Server]]:
    """The same server by another address, whose door can be closed to new connections."""
    there, socket = make_url(url), _socket_of(url)
    passing: set[asyncio.Task[None]] = set()

    async def pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.closing(writer):
            while said := await reader.read(1 << 16):
                writer.write(said)

    async def come(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        inside = await asyncio.open_unix_connection(socket)
        for way in (pass_on(reader, inside[1]), pass_on(inside[0], writer)):
            passing.add(asyncio.create_task(way))

    door = await asyncio.start_server(come, "127.0.0.1", 0)
    port = door.sockets[0].getsockname()[1]
    yield f"postgresql+asyncpg://postgres@127.0.0.1:{port}/{there.database}?ssl=disable", door
    door.close()
    for way in passing:
        way.cancel()
    await asyncio.gather(*passing, return_exceptions=True)


async def test_who_is_cancelled_ends_though_the_server_takes_no_word_of_it(
    store: Store, url: str
) -> None:
    """asyncpg tells the server by a connection of its own that nobody waits any more."""
    async with _through_a_door(url) as (address, door), store.unit() as holder:
        await holder.next_number(26)
        database = Database(address)
        inside = asyncio.Event()

        async def wait_for_the_number() -> None:
            async with Store(database, whole).unit() as unit:
                await unit.recall(ANNA)
                inside.set()
                await unit.next_number(26)

        waiting = asyncio.create_task(wait_for_the_number())
        await inside.wait()
        await asyncio.sleep(0)  # it asks
        door.close()
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
        await database.close()
