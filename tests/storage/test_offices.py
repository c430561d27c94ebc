"""The agencies: their invitations, their chats, and who stands in for whom."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from core.jobs import Audience, Broadcast, Job, Kind
from core.people import Operator, Peer, Speaker
from core.substitutions import Substitution
from core.work import Unredeemed
from storage.agencies.invitations import digest
from storage.database import Database
from storage.store import Store
from storage.tables import metadata

from .told import ANNA, GROUP, Clock, a_ticket, filed, ready, said

BY = Operator("roads", "Пётр", Speaker("telegram", -100, 7))


async def test_an_invitation_is_good_once(store: Store) -> None:
    async with store.unit() as unit:
        await unit.invite("ABCD-EFGH", "roads", unit.now + timedelta(hours=1))
        await unit.commit()
    for code, agency in [
        ("WRONG", Unredeemed.WRONG),
        (" abcd efgh ", "roads"),
        ("ABCD-EFGH", Unredeemed.WRONG),
    ]:
        async with store.unit() as unit:
            assert await unit.redeem(code, ANNA) == agency
            await unit.commit()


async def test_an_invitation_that_was_not_committed_is_still_good(store: Store) -> None:
    async with store.unit() as unit:
        await unit.invite("ABCD-EFGH", "roads", unit.now + timedelta(hours=1))
        await unit.commit()
    for _ in range(2):
        async with store.unit() as unit:
            assert await unit.redeem("ABCD-EFGH", ANNA) == "roads"


@pytest.mark.parametrize(
    ("after", "agency"), [(3599, "roads"), (3600, Unredeemed.WRONG), (9999, Unredeemed.WRONG)]
)
async def test_an_invitation_expires(
    store: Store, clock: Clock, after: int, agency: str | Unredeemed
) -> None:
    async with store.unit() as unit:
        await unit.invite("ABCD-EFGH", "roads", unit.now + timedelta(hours=1))
        await unit.commit()
    clock.forward(after)
    async with store.unit() as unit:
        assert await unit.redeem("ABCD-EFGH", ANNA) == agency


async def test_the_code_itself_is_not_kept(store: Store, database: Database) -> None:
    async with store.unit() as unit:
        await unit.invite("ABCD-EFGH", "roads", unit.now + timedelta(hours=1))
        await unit.commit()
    kept = b"".join([part async for part in _all_of(database)])
    assert digest("ABCD-EFGH").encode() in kept
    assert b"ABCD" not in kept


async def _all_of(database: Database) -> AsyncIterator[bytes]:
    """Whatever is kept: the file as it lies there, or every row of every table."""
    if database.url.drivername.startswith("sqlite"):
        file = Path(str(database.url.database))
        for each in file.parent.glob(f"{file.name}*"):
            yield each.read_bytes()
        return
    async with database.read() as connection:
        for table in metadata.sorted_tables:
            for row in await connection.execute(select(table)):
                yield repr(row).encode()


async def _bind(store: Store, peer: Peer, agency: str) -> Peer | None:
    async with store.unit() as unit:
        before = await unit.bind(peer, agency, "Чат", BY)
        assert await unit.agency_of(peer) == agency
        await unit.commit()
    return before


async def test_an_agency_has_one_chat_and_a_chat_one_agency(store: Store) -> None:
    other = Peer("vk", 2_000_000_001)
    assert await _bind(store, GROUP, "roads") is None
    assert await _bind(store, GROUP, "roads") is None  # again the same: nobody was left
    assert await _bind(store, other, "roads") == GROUP
    assert await _bind(store, other, "gas") is None
    async with store.unit() as unit:
        assert await unit.chat_of("roads") is None
        assert await unit.chat_of("gas") == other
        assert await unit.agency_of(GROUP) is None
    assert await store.bound() == {"gas": "vk"}


async def test_a_chat_with_a_new_number_keeps_what_was_its_own(store: Store) -> None:
    new = Peer("telegram", -1_000_000_000_100)
    operator = Speaker("telegram", GROUP.chat, 7)
    await _bind(store, GROUP, "roads")
    async with store.unit() as unit:
        unit.remember(operator, {"turn": 5})
        unit.send(said("Карточка", GROUP.chat, edits="17"))
        unit.send(said("Жителю"))
        await unit.commit()
    async with store.unit() as unit:
        assert await unit.recall(Speaker("telegram", new.chat, 7)) is None
        unit.send(said("Вослед", GROUP.chat))
        await unit.migrate(GROUP, new)
        assert await unit.agency_of(new) == "roads"
        assert await unit.agency_of(GROUP) is None
        assert await unit.recall(Speaker("telegram", new.chat, 7)) == {"turn": 5}
        await unit.migrate(GROUP, new)  # both the update and the courier may tell of it
        await unit.commit()
    assert await store.bound() == {"roads": "telegram"}
    waiting = {
        one.outgoing.message.text: (one.outgoing.peer.chat, one.outgoing.edits)
        for one in await ready(store)
    }
    # The old number of a message means nothing in the new chat, so nothing is changed by it.
    assert waiting == {
        "Карточка": (new.chat, None),
        "Вослед": (new.chat, None),
        "Жителю": (10, None),
    }


async def test_a_job_goes_on_in_the_chat_with_its_new_number(store: Store) -> None:
    new = Peer("telegram", -1_000_000_000_100)
    async with store.unit() as unit:
        begun = unit.now, unit.now
        job = Job(GROUP, "Пётр", Broadcast(Audience(), "Нет воды"), *begun)
        job = await unit.jobs.begin(job)
        await unit.migrate(GROUP, new)
        running = await unit.jobs.running(Kind.BROADCAST)
        assert running == replace(job, peer=new)


async def test_who_holds_a_ticket_holds_it_in_the_new_chat(store: Store) -> None:
    new, olga = Peer("telegram", -2), Speaker("telegram", GROUP.chat, 7)
    taken = replace(a_ticket("26-000001"), holder=olga)
    await _bind(store, GROUP, "roads")
    async with store.unit() as unit:
        unit.record(filed(taken))
        await unit.commit()
    await _bind(store, new, "roads")
    async with store.unit() as unit:
        moved = await unit.ticket(taken.number)
        assert moved is not None
        assert moved.holder == replace(olga, chat=new.chat)
    await _bind(store, Peer("vk", 2_000_000_001), "roads")
    async with store.unit() as unit:
        assert await unit.ticket(taken.number) == moved, "nobody is the same person there"


async def test_what_the_new_chat_has_already_is_not_overwritten(store: Store) -> None:
    new = Peer("telegram", -2)
    await _bind(store, GROUP, "roads")
    await _bind(store, new, "gas")
    async with store.unit() as unit:
        unit.remember(Speaker("telegram", GROUP.chat, 7), {"turn": 5})
        unit.remember(Speaker("telegram", new.chat, 7), {"turn": 1})
        await unit.migrate(GROUP, new)
        assert await unit.agency_of(new) == "gas"
        assert await unit.recall(Speaker("telegram", new.chat, 7)) == {"turn": 1}


async def test_a_unit_knows_what_it_changed_of_the_agencies_itself(store: Store) -> None:
    async with store.unit() as unit:
        assert await unit.chat_of("roads") is None
        assert await unit.substitutions.in_force() == {}
        away = Substitution("roads", "water", unit.now + timedelta(days=1), "Пётр", unit.now)
        await unit.bind(GROUP, "roads", "Дороги", BY)
        await unit.substitutions.begin(away)
        assert await unit.chat_of("roads") == GROUP
        assert await unit.substitutions.in_force() == {"roads": away}
        await unit.substitutions.end("roads")
        await unit.unbind(GROUP)
        assert await unit.chat_of("roads") is None
        assert await unit.substitutions.in_force() == {}
