"""The unit of work: the inbox, conversations, numbers, tickets, what is set aside."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, select

from core.actors import Actor, Party
from core.messages import File, FileKind
from core.people import Operator, Speaker
from core.places import Place
from core.tickets import Move, Moved, State, Ticket, TicketEvent, Verdict
from core.work import Consent
from storage.database import Database
from storage.quarantine import Quarantine
from storage.store import Store
from storage.tables import consents, conversations, quarantine
from tests.tables import lay_tables

from .told import ANNA, Clock, a_ticket, filed, said, send, texts, whole

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


async def test_who_has_filed_is_known_and_nothing_is_written_for_others(
    store: Store, database: Database
) -> None:
    """A story is asked about whoever tells it: it must cost a batch of two hundred nothing."""
    boris = Speaker("telegram", 20, 20)
    wrote: list[str] = []
    async with store.unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        event.listen(
            database.engine.sync_engine, "before_cursor_execute", lambda *one: wrote.append(one[2])
        )
        assert not await unit.has_filed(boris)
        assert await unit.tickets_of(boris, 0, 3) == ([], 0)
        assert await unit.has_filed(ANNA)
        assert not [one for one in wrote if not one.lstrip().startswith("SELECT")]
        assert len((await unit.tickets_of(ANNA, 0, 3))[0]) == 1
        await unit.commit()
    async with store.unit() as unit:
        assert await unit.has_filed(ANNA)
        assert not await unit.has_filed(boris)


async def test_open_tickets_come_by_deadline(store: Store, clock: Clock) -> None:
    async with store.unit() as unit:
        for count in (2, 0, 1):
            unit.record(filed(a_ticket(f"26-{count:06d}", at=clock() + timedelta(minutes=count))))
        found = await unit.open_tickets("roads", 2)
        assert await unit.open_tickets("gas", 2) == []
    assert [one.number for one in found] == ["26-000000", "26-000001"]


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
