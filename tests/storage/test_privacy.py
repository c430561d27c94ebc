"""Histories are blotted where their residents are forgotten, and nowhere else: on both of them."""

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql import Executable

from core.files import Content, Fate
from core.messages import File, FileKind
from storage.database import Database
from storage.store import Store
from storage.tables import erasures, ticket_events

from .told import ANNA, a_ticket, filed, on_postgresql

OURS = ticket_events.c.number == "26-000001"


async def furnish(store: Store) -> None:
    """Two tickets, of which the first resident's data were deleted."""
    async with store.unit() as unit:
        for number in ("26-000001", "26-000002"):
            unit.record(filed(a_ticket(number)))
        await unit.commit()
    async with store.unit() as unit:
        await unit.privacy.scrub("26-000001", lambda words: words.replace("Яма", "…"))
        await unit.commit()


async def lines(database: Database) -> list[object]:
    async with database.read() as connection:
        return list(await connection.execute(select(ticket_events).order_by(ticket_events.c.id)))


async def test_the_words_of_a_forgotten_resident_may_be_blotted(
    store: Store, database: Database
) -> None:
    await furnish(store)
    async with database.write() as connection:
        changed = update(ticket_events).where(OURS).values(text="…", details=None, was=None)
        await connection.execute(changed.values(files=[]))
        await connection.commit()
    async with store.unit() as unit:
        assert [one.text for one in await unit.history("26-000001")] == ["…"]


@pytest.mark.parametrize(
    "statement",
    [
        update(ticket_events).where(~OURS).values(text="…"),
        update(ticket_events).values(text="…"),
        update(ticket_events).where(OURS).values(by_name="Никто"),
        update(ticket_events).where(OURS).values(number="26-000002"),
        update(ticket_events).where(OURS).values(at=a_ticket("26-000001").deadline),
        update(ticket_events).where(OURS).values(move="answer"),
        update(ticket_events).where(OURS).values(text="…", after="closed"),
        update(ticket_events).where(OURS).values(by_person="vk:1"),
        delete(ticket_events).where(OURS),
        update(erasures).values(number="26-000002"),
        delete(erasures),
    ],
)
async def test_nothing_else_may_be_changed(
    store: Store, database: Database, statement: Executable
) -> None:
    await furnish(store)
    before = await lines(database)
    with pytest.raises(DBAPIError, match="only added to"):
        async with database.engine.begin() as connection:
            await connection.execute(statement)
    assert await lines(database) == before


@on_postgresql
@pytest.mark.parametrize("table", ["ticket_events", "erasures"])
async def test_nor_emptied_at_once(store: Store, database: Database, table: str) -> None:
    await furnish(store)
    with pytest.raises(DBAPIError, match="only added to"):
        async with database.engine.begin() as connection:
            await connection.execute(text(f"TRUNCATE {table}"))


async def test_a_content_goes_unless_somebody_else_sent_it_too(store: Store) -> None:
    """Its row stays until it has gone from the disk: a crash only has it looked for again."""
    own, shared = (File(FileKind.VOICE, "vk", ref) for ref in ("own", "shared"))
    async with store.unit() as unit:
        first = filed(a_ticket("26-000001"))
        unit.record(first)
        unit.files.want([own, shared], "26-000001")
        unit.files.want([shared], "26-000002")
        await unit.commit()
    async with store.unit() as unit:
        await unit.files.seal(own, Fate.KEPT, Content("a" * 64, "audio/ogg", 1))
        await unit.files.seal(shared, Fate.KEPT, Content("b" * 64, "audio/ogg", 1))
        await unit._connection.execute(  # noqa: SLF001  because nothing else gives a ticket files afterwards
            text("UPDATE tickets SET files = :files"),
            {"files": '[{"kind":"voice","door":"vk","ref":"own"},'
             '{"kind":"voice","door":"vk","ref":"shared"}]'},
        )  # fmt: skip
        await unit.commit()
    assert await store.erased_contents(9) == {}
    async with store.unit() as unit:
        left = await unit.privacy.scrub("26-000001", str)
        await unit.commit()
    assert left == {("vk", "own"): None, ("vk", "shared"): None}
    gone = await store.erased_contents(9)
    assert gone == {"a" * 64: False, "b" * 64: True}
    assert await store.erased_contents(9) == gone
    await store.erased(gone)
    assert await store.erased_contents(9) == {}
    assert await store.is_needed("b" * 64)
    assert not await store.is_needed("a" * 64)


async def test_what_is_kept_of_nobody_is_nothing(store: Store) -> None:
    async with store.unit() as unit:
        kept = await unit.privacy.kept(ANNA)
        assert (kept.tickets, kept.open, kept.contacts, kept.consents) == (0, 0, 0, ())
        assert await unit.privacy.numbers_of(ANNA) == []
