"""A ticket's history is only added to: the database refuses everything else, whoever asks."""

import pytest
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable

from storage.database import Database
from storage.store import Store
from storage.tables import ticket_events

from .told import a_ticket, filed, on_postgresql

CHANGED = [
    update(ticket_events).values(by_name="Никто"),
    delete(ticket_events),
]


@pytest.mark.parametrize("statement", CHANGED, ids=["update", "delete"])
async def test_what_happened_is_neither_changed_nor_deleted(
    store: Store, database: Database, statement: Executable
) -> None:
    await _refused(store, database, statement)


@on_postgresql
async def test_nor_is_all_of_it_emptied_at_once(store: Store, database: Database) -> None:
    await _refused(store, database, text("TRUNCATE ticket_events"))


async def _refused(store: Store, database: Database, statement: Executable) -> None:
    async with store.unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        await unit.commit()
    async with database.read() as connection:
        before = (await connection.execute(select(ticket_events))).all()
    assert len(before) == 1
    with pytest.raises(DBAPIError, match="only added to"):
        async with database.engine.begin() as connection:
            await connection.execute(statement)
    async with database.read() as connection:
        assert (await connection.execute(select(ticket_events))).all() == before


async def test_it_is_added_to(store: Store, database: Database) -> None:
    async with store.unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        await unit.commit()
    async with database.write() as connection:
        row = (await connection.execute(select(ticket_events))).mappings().one()
        values = {key: value for key, value in row.items() if key != "id"}
        await connection.execute(insert(ticket_events).values(**values))
        await connection.commit()
    async with store.unit() as unit:
        first, second = await unit.history("26-000001")
        assert first == second
