"""No statement that a person waits for reads a table from end to end."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import event

from core.messages import Card, Lane
from core.people import Peer, Speaker
from core.tickets import OPEN
from storage.database import Database
from storage.store import Store
from storage.tables import IS_OPEN

from .told import ANNA, GROUP, a_ticket, filed, ready, said

Statement = tuple[str, Any]


def test_the_index_of_open_tickets_knows_every_open_state() -> None:
    assert {f"'{state.value}'" for state in OPEN} == {
        word.strip() for word in str(IS_OPEN).partition("(")[2].rstrip(")").split(",")
    }


async def _everything(store: Store) -> None:
    """A turn of everybody, and what the courier asks."""
    people = [Speaker(door, number, number) for door in ("telegram", "vk") for number in range(3)]
    async with store.unit() as unit:
        await unit.unseen("telegram", ["1", "2"])
        await unit.recall_all(people)
        await unit.ticket("26-000001")
        await unit.tickets_of(ANNA, 0, 5)
        await unit.open_tickets("roads", 5)
        await unit.ticket_of(GROUP, "5")
        await unit.redeem("ABCD-EFGH", ANNA)
        for one in people:
            unit.remember(one, {})
            unit.seen(one.door, str(one.chat))
            unit.send(said("Экран", one.chat, door=one.door, slot="screen"))
        unit.send(said("Карточка", GROUP.chat, card=Card.NEW, ticket="26-000001"))
        unit.record(filed(a_ticket("26-000001")))
        unit.advance("vk", "1")
        await unit.commit()
    async with store.unit() as unit:
        await unit.history("26-000001")
        unit.send(said("Экран", 1, slot="screen"))
        await unit.migrate(Peer("telegram", -7), Peer("telegram", -8))
        await unit.stop(Peer("telegram", -7), "gone")
        unit.send(said("Ответ", 2, lane=Lane.NOTICE, ticket="26-000001"))
        await unit.commit()
    waiting = await ready(store)
    await store.anchor(waiting[0])
    await store.cursor("vk")


async def test_every_statement_finds_its_rows_by_an_index(store: Store, database: Database) -> None:
    ran: dict[str, Statement] = {}

    def note(*told: Any) -> None:
        _, _, statement, parameters, _, many = told
        ran[statement] = (statement, parameters[0] if many else parameters)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    await _everything(store)
    asked: Sequence[Statement] = [
        one for text, one in ran.items() if text.startswith(("SELECT", "UPDATE", "DELETE"))
    ]
    assert len(asked) > 10
    for statement, parameters in asked:
        steps = await _plan(database, statement, parameters)
        # A town has as many bound chats as agencies: that one table may be read whole.
        scans = [step for step in steps if step.startswith(SCANS) and "chats" not in step]
        assert not [step for step in scans if "CONSTANT" not in step and "(" not in step], (
            statement,
            steps,
        )


SCANS = ("SCAN", "Seq Scan")


async def _plan(database: Database, statement: str, parameters: Any) -> list[str]:
    """How the database goes about it; PostgreSQL, if there were many rows in every table."""
    if database.url.drivername.startswith("sqlite"):
        async with database.read() as connection:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return [str(row[-1]) for row in plan]
    async with database.write() as connection:
        await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = await connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)
        return [str(row[0]).lstrip(" ->") for row in plan]
