"""What cannot be sent or looked at lies in the quarantine, on both databases."""

from datetime import timedelta

from sqlalchemy import select, update

from core.spoilt import LATER, WATCH
from storage.database import Database
from storage.store import Store
from storage.tables import delayed, quarantine

from .told import Clock, said


async def test_a_message_moves_into_the_quarantine_and_the_rest_is_sent(
    database: Database, store: Store, clock: Clock
) -> None:
    async with store.unit() as unit:
        for text in ("первое", "второе"):
            unit.send_later(said(text), clock.now + timedelta(minutes=1), "26-000001")
        await unit.commit()
    async with database.write() as connection:
        ids = list(await connection.scalars(select(delayed.c.id).order_by(delayed.c.id)))
        here = update(delayed).where(delayed.c.id == ids[0])
        await connection.execute(here.values(outgoing=["not", "a", "message"]))
        await connection.commit()
    async with store.unit() as unit:
        assert await unit.spoilt.due(9) == [], "it is not time yet"
    clock.forward(61)
    async with store.unit() as unit:
        assert await unit.spoilt.due(9) == ids
        number = await unit.spoilt.message(ids[0], "Traceback")
        assert await unit.spoilt.message(ids[0], "Traceback") is None, "it is gone already"
        assert await unit.deliver_one(ids[1]) == 1
        assert await unit.deliver_one(ids[1]) == 0
        assert await unit.spoilt.count() == 1
        await unit.commit()
    (waiting,) = await store.ready("telegram", 9, ())
    assert waiting.outgoing.message.text == "второе"
    async with database.read() as connection:
        (row,) = (await connection.execute(select(quarantine))).all()
    assert (row.id, row.door, row.key, row.trace) == (number, LATER, str(ids[0]), "Traceback")
    assert row.raw == {"text": '["not", "a", "message"]'}


async def test_a_ticket_is_noted_once_until_the_note_is_worked_off(
    database: Database, store: Store
) -> None:
    async with store.unit() as unit:
        assert await unit.spoilt.ticket("26-000001", "Traceback") is not None
        assert await unit.spoilt.ticket("26-000001", "Traceback") is None
        assert await unit.spoilt.ticket("26-000002", "Traceback") is not None
        await unit.commit()
    async with database.write() as connection:
        assert set(await connection.scalars(select(quarantine.c.door))) == {WATCH}
        await connection.execute(update(quarantine).values(done_at=Clock.now))
        await connection.commit()
    async with store.unit() as unit:
        assert await unit.spoilt.ticket("26-000001", "Traceback") is not None
