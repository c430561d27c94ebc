"""Time forgets no ticket: whatever is done to it, somebody has it and somebody looks at it next."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.desk import Desk, Draft
from core.people import Operator, Speaker
from core.places import Place
from core.tickets import STANDING, Move, Moved, Outcome, State, Ticket, TicketError, TicketEvent
from core.timing.agency_day import GRACE, heard, morning, next_morning
from core.timing.looks import COUNTING, next_look
from core.work import UnitOfWork
from core.worktime import Calendar
from tests.shipped import TOWN

from .town_office import ZONES, office, town_in

TUESDAY = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
"""Ten in the morning in Blagoveshchensk."""

ANNA, HELEN = Speaker("any", 1, 1), Speaker("any", -1, 8)
PLACE = Place("Ленина, 5")


class Ledger:
    """The part of the unit of work that the desk uses, in memory; time is set by the test."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.tickets: dict[str, Ticket] = {}
        self.moves: list[Moved] = []

    async def next_number(self, year: int) -> int:
        return len(self.tickets) + 1

    async def ticket(self, number: str) -> Ticket | None:
        return self.tickets.get(number)

    async def history(self, number: str) -> Sequence[TicketEvent]:
        return [one.event for one in self.moves if one.event.number == number]

    async def last_move(self, number: str) -> Moved | None:
        counted = (
            one
            for one in reversed(self.moves)
            if one.event.number == number and one.event.move not in STANDING
        )
        last = next(counted, None)
        return Moved(self.tickets[number], last.event, last.before) if last else None

    async def take_back(self, number: str) -> bool:
        return True

    async def merged_into(self, number: str) -> Sequence[Ticket]:
        return [one for one in self.tickets.values() if one.into == number]

    def record(self, moved: Moved) -> None:
        self.tickets[moved.ticket.number] = moved.ticket
        self.moves.append(moved)

    def keep(self, ticket: Ticket) -> None:
        self.tickets[ticket.number] = ticket


class House:
    """A desk, and a watch that looks whenever something is due."""

    def __init__(self, zone: str = "", now: datetime = TUESDAY) -> None:
        self.town = town_in(zone) if zone else TOWN
        self.ledger = Ledger(now)
        self.desk = Desk(self.town, cast("UnitOfWork", self.ledger))
        self.number = ""

    async def files(self, topic: str = "roads.marking") -> Ticket:
        moved = await self.desk.file(ANNA, Draft("Разметки нет", topic, "blag", PLACE))
        self.number = moved.ticket.number
        return moved.ticket

    @property
    def ticket(self) -> Ticket:
        return self.ledger.tickets[self.number]

    async def watch(self, now: datetime) -> list[Moved]:
        """What a watch does that is there at this moment; it ends when nothing is due."""
        self.ledger.now, done = now, list[Moved]()
        for _ in range(50):
            due = self.ticket.look_at
            if due is None or due > now:
                return done
            moved = await self.desk.look(self.number)
            done += [moved] if moved else []
        raise AssertionError(f"it never ends: {self.ticket}")

    def who(self, coordinator: bool) -> Operator:
        agency = "zur" if coordinator else self.ticket.agency
        return Operator(agency, "Ольга", Speaker("any", -1, 7))

    async def does(self, what: str, coordinator: bool, day: int) -> None:
        """One act of somebody; what the desk refuses changes nothing."""
        desk, number, by = self.desk, self.number, self.who(coordinator)
        promised = (self.ledger.now + timedelta(days=day)).date()
        acts = {
            "take": lambda: desk.take(by, number),
            "assign": lambda: desk.assign(by, number, "Елена", HELEN),
            "ask": lambda: desk.ask(by, number, "Где?"),
            "promise": lambda: desk.promise(by, number, promised, "Сделаем"),
            "answer": lambda: desk.answer(by, number, "Готово", (), 99, Outcome.SOLVED),
            "approve": lambda: desk.approve(by, number),
            "rework": lambda: desk.rework(by, number, "Подробнее"),
            "correct": lambda: desk.correct(by, number, "Не так", ()),
            "refuse": lambda: desk.refuse(by, number, "Не наше"),
            "extend": lambda: desk.extend(by, number, day / 2 + 0.5, "Ждём"),
            "note": lambda: desk.note(by, number, "Заметка"),
            "route": lambda: desk.route(by, number, ("roads", "gas", "zur", "water")[day % 4]),
            "reject": lambda: desk.reject(by, number, "spam"),
            "undo": lambda: desk.undo(by, number),
            "add": lambda: desk.add(ANNA, number, "Ещё", ()),
            "confirm": lambda: desk.confirm(ANNA, number),
            "return": lambda: desk.give_back(ANNA, number, "Не решено", ()),
            "withdraw": lambda: desk.withdraw(ANNA, number),
        }
        with suppress(TicketError):
            await acts[what]()


ACTS = (
    "wait", "take", "assign", "ask", "promise", "answer", "approve", "rework", "correct", "refuse",
    "extend", "note", "route", "undo", "undo", "undo", "add", "confirm", "return", "reject",
    "withdraw",
)  # fmt: skip

acts = st.tuples(
    st.sampled_from(ACTS),
    st.booleans(),
    st.integers(0, 9),
    st.sampled_from([0, 0, 1, 30, 240, 24 * 60, 8 * 24 * 60]),
)


@settings(max_examples=250, derandomize=True, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.sampled_from(["roads.marking", "roads.pothole", "power.gas", "other", "health.record"]),
    st.lists(acts, min_size=1, max_size=25),
)
def test_no_ticket_is_ever_without_an_owner_or_a_next_look(
    zone: str, topic: str, told: list[tuple[str, bool, int, int]]
) -> None:
    async def play() -> None:
        house = House(zone)
        await house.files(topic)
        now = TUESDAY
        for what, coordinator, day, minutes in told:
            now += timedelta(minutes=minutes)
            await house.watch(now)
            if what != "wait":
                await house.does(what, coordinator, day)
            await house.watch(now)
            ticket = house.ticket
            assert house.town.agency(ticket.agency) is not None
            if ticket.state.is_open or ticket.state is State.ANSWERED:
                assert ticket.look_at is not None, ticket
                assert ticket.look_at > now, "nothing is left undone"
                assert ticket.look_at - now < timedelta(days=400)
            else:
                assert ticket.look_at is None, ticket
            if ticket.state is State.NEW:
                assert ticket.agency == house.town.coordinators.code
            standing = ticket.left is not None
            assert standing == (ticket.state is State.NEED_INFO), ticket
            if ticket.state is State.PLANNED:
                assert ticket.promised == ticket.deadline

    asyncio.run(play())


# reminders


def shares(moved: Sequence[Moved], what: Move = Move.REMIND) -> list[int]:
    return [int(one.event.detail("share")) for one in moved if one.event.move is what]


@settings(max_examples=150, derandomize=True, deadline=None)
@given(
    st.sampled_from(ZONES),
    st.datetimes(datetime(2024, 1, 1), datetime(2027, 6, 1), timezones=st.just(UTC)),  # noqa: DTZ001  because Hypothesis wants naive bounds and adds the zone itself
    st.lists(st.integers(-2000, 6000), min_size=1, max_size=40),
)
def test_no_reminder_is_told_twice_or_lost_however_the_clock_is_moved(
    zone: str, filed_at: datetime, steps: list[int]
) -> None:
    """The watch is there at any moments, in any order: it was away, or the clock was moved."""

    async def play() -> None:
        house = House(zone, filed_at)
        await house.files()
        calendar, now, latest, told = office(zone), filed_at, filed_at, list[Moved]()
        for step in steps:
            now += timedelta(minutes=step)
            latest = max(latest, now)
            done = await house.watch(now)
            told += done
            for one in done:
                assert heard(calendar, one.event.at) == one.event.at, "nobody is disturbed"
        reminders, escalations = shares(told), shares(told, Move.ESCALATE)
        assert reminders == sorted(set(reminders)), "each once, and never an earlier one later"
        assert escalations == [share for share in reminders if share >= 100]
        # whoever comes in working hours at last has been told the last of what was due by then
        house.ledger.now = at_work = calendar.next_opening(latest)
        await house.watch(at_work)
        left = calendar.between(at_work, house.ticket.deadline) / timedelta(
            seconds=house.ticket.allowed
        )
        due = [share for share in (50, 80, 100, 200, 400, 800, 1600) if 1 - left >= share / 100]
        known = max([*reminders, *shares(house.ledger.moves)], default=0)
        assert known >= max(due, default=0)

    asyncio.run(play())


async def test_half_of_the_time_is_half_of_the_working_time_also_after_a_pause() -> None:
    house = House()
    ticket = await house.files()  # eight working hours from 10:00; the road service: 8-12, 13-17
    assert ticket.look_at == TUESDAY + timedelta(hours=5)
    house.ledger.now = TUESDAY + timedelta(hours=1)
    await house.does("ask", coordinator=False, day=0)
    house.ledger.now = TUESDAY + timedelta(hours=4)  # 14:00, two hours of work later
    await house.does("add", coordinator=False, day=0)
    assert house.ticket.look_at == TUESDAY + timedelta(hours=7)
    assert house.ticket.paused == 2 * 3600


async def test_what_is_late_is_told_ever_more_rarely() -> None:
    house = House()
    await house.files()
    now, told = TUESDAY, list[Moved]()
    while now < TUESDAY + timedelta(days=30):
        now += timedelta(minutes=10)
        told += await house.watch(now)
    assert shares(told) == [50, 80, 100, 200, 400, 800, 1600]
    assert shares(told, Move.ESCALATE) == [100, 200, 400, 800, 1600]


async def test_of_several_reminders_that_were_missed_the_last_is_told() -> None:
    house = House()
    await house.files()
    told = await house.watch(TUESDAY + timedelta(days=1, hours=6))
    assert shares(told) == [100]


async def test_a_reminder_that_is_due_at_night_waits_for_the_morning() -> None:
    house = House()
    await house.files()
    at_night = TUESDAY + timedelta(hours=12)
    assert await house.watch(at_night) == []
    assert house.ticket.look_at == office_of("roads").next_opening(at_night)
    assert shares(await house.watch(TUESDAY + timedelta(hours=22))) == [50]


async def test_the_end_of_the_day_is_told_at_the_end_of_the_day() -> None:
    house = House(now=TUESDAY - timedelta(hours=2))  # 8:00: due at the end of the day
    await house.files()
    assert house.ticket.deadline == office_of("roads").deadline_days(TUESDAY, 0)
    told = await house.watch(house.ticket.deadline + GRACE / 2)
    assert [one.event.move for one in told] == [Move.REMIND, Move.ESCALATE]


async def test_an_emergency_is_told_at_any_hour_of_any_day() -> None:
    saturday_night = datetime(2026, 11, 28, 16, 0, tzinfo=UTC)
    house = House(now=saturday_night)
    ticket = await house.files("yard.manhole")
    assert ticket.deadline == saturday_night + timedelta(seconds=ticket.allowed)
    told = list[Moved]()
    for minutes in range(0, 24 * 60, 10):
        told += await house.watch(saturday_night + timedelta(minutes=minutes))
    assert shares(told)[:3] == [50, 80, 100]
    assert shares(told, Move.ESCALATE)[:1] == [100]


async def test_more_time_is_given_from_now_when_the_time_is_over() -> None:
    house = House()
    await house.files()
    now = TUESDAY + timedelta(days=2)
    await house.watch(now)
    assert house.ticket.escalated == 200
    await house.does("extend", coordinator=True, day=7)
    assert house.ticket.deadline == office_of("roads").deadline(now, timedelta(hours=4))
    assert await house.watch(now) == []
    later = await house.watch(TUESDAY + timedelta(days=3))
    assert shares(later) == [100]
    assert shares(later, Move.ESCALATE) == [100]


# what else time does


async def test_a_promise_comes_due_in_the_morning_of_its_day_and_is_over_at_its_end() -> None:
    house = House()
    await house.files()
    await house.does("promise", coordinator=False, day=3)  # Friday
    friday = datetime(2026, 11, 26, 23, 0, tzinfo=UTC)  # 8:00 there
    assert house.ticket.look_at == friday
    assert await house.watch(friday - timedelta(minutes=1)) == []
    (due,) = await house.watch(friday)
    assert (due.event.move, due.ticket.state) == (Move.COME_DUE, State.IN_WORK)
    assert due.ticket.allowed == 8 * 3600
    day = [await house.watch(friday + timedelta(minutes=10 * step)) for step in range(60)]
    told = [one for done in day for one in done]
    assert shares(told) == [50, 80, 100]
    assert shares(told, Move.ESCALATE) == [100]


async def test_a_promise_that_came_due_while_nobody_watched_is_late_once_and_not_each_second() -> (
    None
):
    house = House()
    await house.files()
    await house.does("promise", coordinator=False, day=3)
    monday = datetime(2026, 11, 30, 5, 0, tzinfo=UTC)
    told = await house.watch(monday)
    assert [one.event.move for one in told] == [Move.COME_DUE, Move.REMIND, Move.ESCALATE]
    assert house.ticket.look_at is not None
    assert house.ticket.look_at - monday > timedelta(minutes=30)


@pytest.mark.parametrize(
    ("act", "days", "move"), [("answer", 7, Move.CLOSE), ("ask", 5, Move.EXPIRE)]
)
async def test_what_nobody_replies_to_closes_in_the_daytime(
    act: str, days: int, move: Move
) -> None:
    evening = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)  # 22:00: the coordinators have gone home
    house = House(now=evening)
    await house.files()
    await house.does(act, coordinator=False, day=0)
    ends = office_of("zur").next_opening(evening + timedelta(days=days))
    assert house.ticket.look_at == ends > evening + timedelta(days=days)
    assert await house.watch(ends - timedelta(minutes=1)) == []
    assert [one.event.move for one in await house.watch(ends)] == [move]
    assert house.ticket.look_at is None


async def test_a_corrected_answer_is_waited_for_anew() -> None:
    house = House()
    await house.files()
    await house.does("answer", coordinator=False, day=0)
    first = house.ticket.look_at
    house.ledger.now = TUESDAY + timedelta(days=3)
    await house.does("correct", coordinator=False, day=0)
    assert first is not None
    assert house.ticket.look_at == first + timedelta(days=3)


def test_mornings_are_openings_of_working_days() -> None:
    roads, gas = office_of("roads"), office_of("gas")
    friday = datetime(2026, 11, 27, 12, 0, tzinfo=roads.zone)
    assert next_morning(roads, friday).isoformat() == "2026-11-30T08:00:00+09:00"
    assert next_morning(gas, friday).isoformat() == "2026-11-28T09:00:00+09:00"
    assert morning(roads, friday.date()) is not None
    assert morning(roads, (friday + timedelta(days=1)).date()) is None


def test_all_that_counts_has_a_next_look_and_what_is_over_none() -> None:
    house = House()
    asyncio.run(house.files())
    looked_at = {State.NEED_INFO, State.PLANNED, State.ANSWERED, *COUNTING}
    for state in State:
        look = next_look(TOWN, replace(house.ticket, state=state))
        assert (look is not None) == (state in looked_at)


def office_of(agency: str) -> Calendar:
    return TOWN.calendar(agency)
