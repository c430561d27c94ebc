"""No statement that a person waits for reads a table from end to end."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import Executable, event, text

from core.finding import Only
from core.messages import Card, Lane
from core.people import Peer, Speaker
from core.places import Place
from core.tickets import OPEN, State
from storage.database import Database
from storage.finding.tickets import AT_ADDRESS, AT_ADDRESS_OWN
from storage.store import Store
from storage.tables import IS_OPEN
from storage.unit import Unit

from .told import (
    ANNA,
    GROUP,
    Clock,
    a_ticket,
    filed,
    on_postgresql,
    ready,
    said,
    send,
    whole,
)

Statement = tuple[str, Any]

READ_WHOLE_ONCE = "UPDATE jobs SET chat="
"""Of jobs there are as many as coordinators ever gave, and a group has a new number once."""


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
    ran = _noting(database)
    await _everything(store)
    await _assert_by_index(database, ran)


def _noting(database: Database) -> dict[str, Statement]:
    """Every statement from now on, once."""
    ran: dict[str, Statement] = {}

    def note(*told: Any) -> None:
        _, _, statement, parameters, _, many = told
        ran[statement] = (statement, parameters[0] if many else parameters)

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    return ran


async def _assert_by_index(database: Database, ran: dict[str, Statement]) -> None:
    asked: Sequence[Statement] = [
        one
        for text, one in ran.items()
        if text.startswith((*READS, "UPDATE", "DELETE")) and not text.startswith(READ_WHOLE_ONCE)
    ]
    assert len(asked) > 8
    for statement, parameters in asked:
        steps = await _plan(database, statement, parameters)
        # A town has as many bound chats as agencies: that one table may be read whole.
        # What a subquery found (anon_1) was found by its own steps; FTS5 is an index itself.
        read_whole = ("chats", "anon_", "VIRTUAL TABLE INDEX")
        scans = [
            step
            for step in steps
            if step.startswith(SCANS) and not any(name in step for name in read_whole)
        ]
        assert not [step for step in scans if "CONSTANT" not in step and "(" not in step], (
            statement,
            steps,
        )


READS = ("SELECT", "WITH RECURSIVE")

SCANS = ("SCAN", "Seq Scan")


async def _plan(
    database: Database, statement: str, parameters: Any, *, freely: bool = False
) -> list[str]:
    """How the database goes about it. PostgreSQL, unless ``freely``, as if all tables were full."""
    if database.url.drivername.startswith("sqlite"):
        async with database.read() as connection:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return [str(row[-1]) for row in plan]
    async with database.write() as connection:
        if not freely:
            await connection.exec_driver_sql("SET LOCAL enable_seqscan = off")
        plan = await connection.exec_driver_sql(f"EXPLAIN (COSTS OFF) {statement}", parameters)
        return [str(row[0]).lstrip(" ->") for row in plan]


async def _lists(store: Store) -> None:
    """What operators ask for: the queue and its pages, words, what is near, how much waits."""
    placed = replace(a_ticket("26-000001"), place=Place("Ленина, 5", 50.29, 127.53))
    async with store.unit() as unit:
        unit.record(filed(placed))
        await unit.commit()
    async with store.unit() as unit:
        finding = unit.finding
        first = await finding.queue("roads", "", 5)
        assert [one.number for one in first.tickets] == ["26-000001"]
        await finding.queue("roads", "1790000000000000/26-000000", 5)
        await finding.waiting("roads", placed.deadline)
        chosen = Only(ANNA, free=True, before=Clock.now, group="roads", municipality="blag")
        await finding.queue("roads", "", 5, chosen)
        await finding.waiting("roads", placed.deadline, chosen)
        assert [one.count for one in await finding.crowds("roads", ANNA, Clock.now)] == [1]
        for agency in ("roads", None):
            page = await finding.words("яма", agency, "", 5)
            assert [one.number for one in page.tickets] == ["26-000001"]
            await finding.words("яма", agency, "26-000009", 5)
            await finding.near(replace(placed, number="26-000002"), agency, 3)
            typed = replace(placed, number="26-000003", place=Place("ул. Ленина, 5"))
            await finding.near(typed, agency, 3)
    await store.files_due(9, ())


async def test_no_list_reads_a_table_from_end_to_end(store: Store, database: Database) -> None:
    ran = _noting(database)
    await _lists(store)
    await _assert_by_index(database, ran)


LISTS = ("tickets", "ticket_words", "outbox", "inbox", "files")


async def test_no_list_is_asked_for_whole(store: Store, database: Database) -> None:
    """Every list has its end in the statement: what comes back never grows with the town."""
    ran = _noting(database)
    await _lists(store)
    await store.forget()  # by the key, from the first: a portion, whatever comes after it
    selects = [one for one, _ in ran.values() if one.lstrip().startswith(READS)]
    of_lists = [one for one in selects if any(f"FROM {table}" in one for table in LISTS)]
    assert len(of_lists) >= 8
    for statement in of_lists:
        of_few = "tickets.number =" in statement or "tickets.number IN" in statement
        assert of_few or "LIMIT" in statement, statement


MANY = 3_000


async def _many(store: Store, database: Database) -> None:
    """A town in which an index is worth it."""
    async with store.unit() as unit:
        for count in range(1, MANY + 1):
            at = Clock.now - timedelta(minutes=count)
            ticket = a_ticket(f"26-{count:06d}", Speaker("telegram", count % 700, count % 700), at)
            unit.record(
                filed(
                    replace(
                        ticket,
                        agency=f"agency{count % 20}",
                        state=State.CLOSED if count % 30 else State.ROUTED,
                        place=Place(f"Ленина, {count}", 50 + count / 1000, 127.53),
                        text=f"Яма {'белка' if count % 500 == 0 else 'стрелка'}",
                    )
                )
            )
        await unit.commit()
    async with database.write() as connection:
        await connection.execute(text("ANALYZE"))
        await connection.commit()


AT = {"at": -5, "group": "roads", "below": "roads.%", "but": "26-999999", "most": 3}


async def _directly(unit: Unit, statement: Executable, asked: Mapping[str, object]) -> None:
    """What :mod:`storage.quick` gives to the database past what is noted here."""
    await unit._connection.execute(statement, asked)  # noqa: SLF001  because it is the statement that is asked for


QUESTIONS: Mapping[str, tuple[Callable[[Unit], Awaitable[object]], frozenset[str]]] = {
    "my tickets": (
        lambda unit: unit.tickets_of(ANNA, 0, 5),
        frozenset({"ix_tickets_resident"}),
    ),
    "a ticket's history": (
        lambda unit: unit.history("26-000007"),
        frozenset({"ix_ticket_events_number_id"}),
    ),
    "the queue": (
        lambda unit: unit.finding.queue("agency7", "", 5),
        frozenset({"ix_tickets_open"}),
    ),
    "the queue by filters": (
        lambda unit: unit.finding.queue("agency7", "", 5, Only(free=True, group="roads")),
        frozenset({"ix_tickets_open"}),
    ),
    "what an operator has": (
        lambda unit: unit.finding.queue("agency7", "", 5, Only(ANNA)),
        frozenset({"ix_tickets_open", "ix_tickets_holder"}),
    ),
    "what an operator has, in whatever chat": (
        lambda unit: unit.finding.held(ANNA, [(-1, "agency7"), (-2, "")], "", 5),
        frozenset({"ix_tickets_holder"}),
    ),
    "kinds in the queue": (
        lambda unit: unit.finding.crowds("agency7", ANNA, Clock.now),
        frozenset({"ix_tickets_open"}),
    ),
    "the queue further on": (
        lambda unit: unit.finding.queue("agency7", "1790000000000000/26-000000", 5),
        frozenset({"ix_tickets_open"}),
    ),
    "how much waits": (
        lambda unit: unit.finding.waiting("agency7", Clock.now),
        frozenset({"ix_tickets_open"}),
    ),
    "nearby": (
        lambda unit: unit.finding.near(
            replace(a_ticket("26-999999"), place=Place("", 50.5, 127.53)), None, 3
        ),
        frozenset({"ix_tickets_near"}),
    ),
    "at an address": (
        lambda unit: _directly(unit, AT_ADDRESS, AT),
        frozenset({"ix_tickets_near"}),
    ),
    "at an address, own": (
        lambda unit: _directly(unit, AT_ADDRESS_OWN, {**AT, "agency": "agency7"}),
        frozenset({"ix_tickets_near"}),
    ),
    "words of an agency": (
        lambda unit: unit.finding.words("белка", "agency0", "", 5),
        frozenset({"ix_ticket_words", "VIRTUAL TABLE INDEX"}),
    ),
    "words of all": (
        lambda unit: unit.finding.words("белка", None, "", 50),
        frozenset({"ix_ticket_words", "VIRTUAL TABLE INDEX"}),
    ),
}


async def test_in_a_full_town_each_question_takes_its_own_index(
    store: Store, database: Database
) -> None:
    """With what the database knows of real rows, and nothing forbidden to it."""
    await _many(store, database)
    for name, (ask, wanted) in QUESTIONS.items():
        ran = _noting(database)
        async with store.unit() as unit:
            await ask(unit)
        steps = [
            step
            for statement, parameters in list(ran.values())
            if statement.lstrip().startswith(READS)
            for step in await _plan(database, statement, parameters, freely=True)
        ]
        assert any(index in step for step in steps for index in wanted), (name, steps)


@on_postgresql
async def test_a_claim_looks_through_no_more_than_it_takes(database: Database) -> None:
    """A broadcast just written, of which PostgreSQL knows nothing yet; and when it does."""
    store = Store(database, whole, holder="one")
    await send(store, *(said("Всем", chat, lane=Lane.BROADCAST) for chat in range(1, MANY)))
    for counted in (False, True):
        if counted:
            async with database.write() as connection:
                await connection.execute(text("ANALYZE"))
                await connection.commit()
        ran = _noting(database)
        assert len(await store.ready("telegram", 9, ())) == 9
        (claim,) = (one for one in ran.values() if one[0].startswith("UPDATE"))
        steps = await _plan(database, *claim, freely=True)
        assert not [step for step in steps if step.startswith(("Sort", "Seq Scan on outbox"))]
        for who in ("first", "other"):
            assert [step for step in steps if f"using ix_outbox_chat on outbox {who}" in step], (
                steps
            )
