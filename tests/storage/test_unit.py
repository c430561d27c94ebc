"""The unit of work: the inbox, conversations, numbers, tickets, invitations, chats."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from core.actors import Actor, Party
from core.messages import File, FileKind
from core.people import Operator, Peer, Speaker
from core.substitutions import Substitution
from core.tickets import Move, Moved, Place, State, Ticket, TicketEvent, Verdict
from core.work import Consent, Unredeemed
from storage.database import Database
from storage.invitations import digest
from storage.quarantine import Quarantine
from storage.store import Store
from storage.tables import consents, conversations, metadata, quarantine
from tests.tables import lay_tables

from .told import ANNA, GROUP, Clock, a_ticket, filed, ready, said, send, texts, whole

BY = Operator("roads", "Пётр", Speaker("telegram", -100, 7))


async def test_the_inbox_drops_what_was_seen(store: Store) -> None:
    async with store.unit() as unit:
        assert await unit.unseen("telegram", ["1", "2", "3"]) == {"1", "2", "3"}
        unit.seen("telegram", "1")
        unit.seen("telegram", "2")
        await unit.commit()
    async with store.unit() as unit:
        assert await unit.unseen("telegram", ["1", "2", "3"]) == {"3"}
        assert await unit.unseen("vk", ["1"]) == {"1"}  # each messenger counts for itself


async def test_a_cursor_moves_with_what_was_committed(store: Store) -> None:
    assert await store.cursor("vk") is None
    for cursor in ("7", "9"):
        async with store.unit() as unit:
            unit.advance("vk", cursor)
            await unit.commit()
    async with store.unit() as unit:
        unit.advance("vk", "11")
    assert await store.cursor("vk") == "9"


async def test_many_conversations_are_written_in_one_statement(
    store: Store, database: Database
) -> None:
    people = [Speaker("vk", number, number) for number in range(300)]
    async with store.unit() as unit:
        for one in people[:200]:
            unit.remember(one, {"turn": 1})
        await unit.commit()
    ran: list[str] = []
    event.listen(
        database.engine.sync_engine, "before_cursor_execute", lambda *args: ran.append(args[2])
    )
    async with store.unit() as unit:
        await unit.recall_all(people)
        known = [await unit.recall(one) for one in people]
        for one in people:
            unit.remember(one, {"turn": 2})
        await unit.commit()
    assert known == [{"turn": 1}] * 200 + [None] * 100
    # One read, one written; PostgreSQL looks once more for those who are new, see locking.py.
    assert sum("conversations" in statement for statement in ran) <= 3
    async with database.read() as connection:
        found = list(await connection.scalars(select(conversations.c.memory)))
    assert found == [{"turn": 2}] * 300


async def test_consents_are_kept_one_by_one(store: Store, database: Database) -> None:
    async with store.unit() as unit:
        for version in ("1", "2"):
            unit.consent(Consent(ANNA, version, unit.now))
        await unit.commit()
    async with database.read() as connection:
        found = await connection.scalars(select(consents.c.version).order_by(consents.c.id))
    assert list(found) == ["1", "2"]


async def test_a_number_is_never_given_twice(store: Store, url: str) -> None:
    async def one_more(of: Store) -> int:
        async with of.unit() as unit:
            number = await unit.next_number(2026)
            await unit.commit()
        return number

    given_out = await asyncio.gather(*(one_more(store) for _ in range(30)))
    other = Database(url)  # another process, or this one started again
    given_out += await asyncio.gather(
        *(one_more(Store(other, whole)) for _ in range(10)), *(one_more(store) for _ in range(10))
    )
    await other.close()
    assert sorted(given_out) == list(range(1, 51))
    async with store.unit() as unit:
        assert await unit.next_number(2027) == 1  # each year counts for itself


# tickets

moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001  because the zone is put to it below
    max_value=datetime(2090, 1, 1),  # noqa: DTZ001  because the zone is put to it below
    timezones=st.just(UTC),
)
words = st.text(max_size=40)
codes = st.text("abcdefghij.-", max_size=12)
ids = st.integers(-(2**62), 2**62)
files = st.lists(
    st.builds(
        File,
        st.sampled_from(FileKind),
        st.sampled_from(["telegram", "vk"]),
        words,
        words,
        words,
        st.integers(0, 2**40),
    ),
    max_size=3,
).map(tuple)
degrees = st.none() | st.floats(-180, 180)
numbers = st.integers(0, 999_999).map(lambda count: f"26-{count:06d}")


@st.composite
def tickets(draw: st.DrawFn) -> Ticket:
    return Ticket(
        number=draw(numbers),
        resident=Speaker(draw(st.sampled_from(["telegram", "vk"])), draw(ids), draw(ids)),
        filed_at=draw(moments),
        state=draw(st.sampled_from(State)),
        topic=draw(codes),
        municipality=draw(codes),
        agency=draw(codes),
        text=draw(words),
        place=Place(draw(words), draw(degrees), draw(degrees)),
        deadline=draw(moments),
        changed_at=draw(moments),
        files=draw(files),
        extras=tuple(draw(st.lists(st.tuples(words, words), max_size=3))),
        contact=draw(words),
        language=draw(st.sampled_from(["ru", "en"])),
        taken_by=draw(words),
        answers=draw(st.integers(0, 9)),
        returns=draw(st.integers(0, 9)),
        verdict=draw(st.none() | st.sampled_from(Verdict)),
    )


@st.composite
def histories(draw: st.DrawFn) -> tuple[Ticket, list[TicketEvent]]:
    ticket = draw(tickets())
    events = st.builds(
        TicketEvent,
        number=st.just(ticket.number),
        at=moments,
        move=st.sampled_from(Move),
        by=st.builds(Actor, st.sampled_from(Party), codes, words),
        before=st.none() | st.sampled_from(State),
        after=st.sampled_from(State),
        agency=codes,
        text=words,
        files=files,
    )
    return ticket, draw(st.lists(events, min_size=1, max_size=4))


@settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(history=histories())
def test_tickets_and_their_history_come_back_as_they_were(
    tmp_path: Path, history: tuple[Ticket, list[TicketEvent]]
) -> None:
    ticket, events = history

    async def there_and_back() -> tuple[Ticket | None, list[TicketEvent]]:
        database = Database(f"sqlite+aiosqlite:///{tmp_path}/kept.db")
        await lay_tables(database)
        store = Store(database, whole)
        async with store.unit() as unit:
            before = len(await unit.history(ticket.number))
            for one in events:
                unit.record(Moved(ticket, one))
            assert await unit.ticket(ticket.number) == ticket
            await unit.commit()
        async with store.unit() as unit:
            found = await unit.ticket(ticket.number), list(await unit.history(ticket.number))
        await database.close()
        return found[0], found[1][before:]

    assert asyncio.run(there_and_back()) == (ticket, events)


async def test_a_residents_tickets_come_page_by_page_the_latest_first(
    store: Store, clock: Clock
) -> None:
    strangers = Speaker("telegram", 10, 11)
    async with store.unit() as unit:
        for count in range(7):
            unit.record(
                filed(a_ticket(f"26-{count:06d}", at=clock() + timedelta(minutes=count // 2)))
            )
        unit.record(filed(a_ticket("26-000099", strangers)))
        first, among = await unit.tickets_of(ANNA, 0, 3)  # it sees what this unit wrote
        await unit.commit()
    assert [one.number for one in first] == ["26-000006", "26-000005", "26-000004"]
    assert among == 7
    async with store.unit() as unit:
        last, _ = await unit.tickets_of(ANNA, 2, 3)
        beyond, _ = await unit.tickets_of(ANNA, 3, 3)
    assert ([one.number for one in last], beyond) == (["26-000000"], [])


async def test_open_tickets_come_by_deadline(store: Store, clock: Clock) -> None:
    async with store.unit() as unit:
        for count in (2, 0, 1):
            unit.record(filed(a_ticket(f"26-{count:06d}", at=clock() + timedelta(minutes=count))))
        found = await unit.open_tickets("roads", 2)
        assert await unit.open_tickets("gas", 2) == []
    assert [one.number for one in found] == ["26-000000", "26-000001"]


# chats of agencies


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


async def test_quarantine_counts_up(store: Store, database: Database) -> None:
    async with store.unit() as unit:
        raw = {"text": "\ud800 не бывает", "id": 1}
        first = await unit.set_aside("vk", "e1", raw, "Traceback …")
        second = await unit.set_aside("vk", "e2", raw, "Traceback …")
        await unit.commit()
    assert second == first + 1
    async with database.read() as connection:
        assert await connection.scalar(select(quarantine.c.raw)) == raw


async def test_messages_are_fitted_as_they_are_written(database: Database) -> None:
    store = Store(database, lambda one: (one, one))
    await send(store, said("Дважды"))
    assert await texts(store) == ["Дважды", "Дважды"]


async def test_whatever_stands_in_an_update_it_can_be_set_aside(
    store: Store, database: Database
) -> None:
    raw = {"nan": float("nan"), "far": [float("inf"), -float("inf")], "text": "\0 \ud800"}
    async with store.unit() as unit:
        number = await unit.set_aside("vk", "1", raw, "ValueError: «\0», «\ud800»")
        await unit.commit()
    kept = await Quarantine(database, whole).find(number)
    assert kept is not None
    assert kept.raw == {"nan": "NaN", "far": ["Infinity", "-Infinity"], "text": "\0 \ud800"}
    assert kept.trace == "ValueError: «\\0», «\\ud800»"


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
