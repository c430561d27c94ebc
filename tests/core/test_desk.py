"""Who may do what to which ticket, and what the desk writes down."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import cast

import pytest
from msgspec.structs import replace

from core.actors import Party
from core.desk import CoordinatorsOnly, Crossed, Desk, Draft, NotYours, TooLate, Unknown
from core.people import Operator, Speaker
from core.places import Place
from core.substitutions import Substitution
from core.tickets import Impossible, Move, Moved, State, Ticket, TicketEvent, Verdict
from core.work import UnitOfWork
from tests.shipped import TOWN

NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
RETURN_WITHIN = timedelta(days=TOWN.desk.return_days)
ANNA, EVE = Speaker("any", 1, 1), Speaker("any", 666, 666)


def operator(agency: str, name: str = "Ольга") -> Operator:
    return Operator(agency, name, Speaker("any", -1, 7))


ROADS, GAS, ZUR = operator("roads"), operator("gas", "Иван"), operator("zur", "Мария")
POTHOLE = Draft("Яма", "roads.pothole", "blag", Place("Ленина, 5"), contact="anna@example.org")


class Nobody:
    """Nobody stands in for anybody."""

    async def in_force(self) -> Sequence[Substitution]:
        return ()


class Ledger:
    """The part of the unit of work that the desk uses, in memory."""

    def __init__(self) -> None:
        self.now = NOW
        self.tickets: dict[str, Ticket] = {}
        self.events: list[TicketEvent] = []
        self.count = 0
        self.substitutions = Nobody()

    async def next_number(self, year: int) -> int:
        self.count += 1
        return self.count

    async def ticket(self, number: str) -> Ticket | None:
        return self.tickets.get(number)

    async def history(self, number: str) -> Sequence[TicketEvent]:
        return [event for event in self.events if event.number == number]

    async def merged_into(self, number: str) -> Sequence[Ticket]:
        return [one for one in self.tickets.values() if one.into == number]

    def record(self, moved: Moved) -> None:
        self.tickets[moved.ticket.number] = moved.ticket
        self.events.append(moved.event)


@pytest.fixture
def ledger() -> Ledger:
    return Ledger()


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    return Desk(TOWN, cast("UnitOfWork", ledger))


async def filed(desk: Desk, state: State | None = None, draft: Draft = POTHOLE) -> str:
    ticket = (await desk.file(ANNA, draft)).ticket
    if state is not None:
        ledger = cast("Ledger", desk.unit)
        ledger.tickets[ticket.number] = replace(ticket, state=state)
    return ticket.number


# filing


async def test_a_complaint_goes_where_the_town_file_routes_it(desk: Desk) -> None:
    moved = await desk.file(ANNA, POTHOLE)
    ticket = moved.ticket
    assert (ticket.number, ticket.agency, ticket.state) == ("26-000001", "roads", State.ROUTED)
    assert ticket.deadline == datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
    assert (moved.event.move, moved.event.by.party) == (Move.FILE, Party.RESIDENT)
    assert moved.before is None


async def test_what_no_route_fits_is_new_and_with_the_coordinators(desk: Desk) -> None:
    ticket = (await desk.file(ANNA, replace(POTHOLE, topic="other"))).ticket
    assert (ticket.agency, ticket.state) == ("zur", State.NEW)


async def test_another_municipality_has_another_agency(desk: Desk) -> None:
    ticket = (await desk.file(ANNA, replace(POTHOLE, municipality="tynda"))).ticket
    assert ticket.agency == "tynda"


async def test_the_year_of_a_number_is_the_towns(desk: Desk, ledger: Ledger) -> None:
    ledger.now = datetime(2026, 12, 31, 16, 0, tzinfo=UTC)  # 1 January, one in the morning
    assert (await desk.file(ANNA, POTHOLE)).ticket.number == "27-000001"


# residents

Resident = Callable[[Desk, Speaker, str], Awaitable[Moved]]
BY_RESIDENT: dict[str, tuple[State, Resident]] = {
    "add": (State.ROUTED, lambda desk, who, number: desk.add(who, number, "слова", ())),
    "confirm": (State.ANSWERED, lambda desk, who, number: desk.confirm(who, number)),
    "return": (State.ANSWERED, lambda desk, who, number: desk.give_back(who, number, "нет", ())),
    "withdraw": (State.ROUTED, lambda desk, who, number: desk.withdraw(who, number)),
}


@pytest.mark.parametrize("what", BY_RESIDENT)
async def test_a_resident_acts_on_their_own_ticket_only(
    desk: Desk, ledger: Ledger, what: str
) -> None:
    state, act = BY_RESIDENT[what]
    number = await filed(desk, state)
    before = dict(ledger.tickets)
    for stranger in (EVE, replace(ANNA, door="other"), replace(ANNA, person=2)):
        with pytest.raises(Unknown):
            await act(desk, stranger, number)
    assert ledger.tickets == before
    assert (await act(desk, ANNA, number)).event.by.party is Party.RESIDENT


@pytest.mark.parametrize("what", BY_RESIDENT)
async def test_a_ticket_that_never_was_is_unknown(desk: Desk, what: str) -> None:
    with pytest.raises(Unknown):
        await BY_RESIDENT[what][1](desk, ANNA, "26-999999")


async def test_what_was_asked_is_answered_by_adding(desk: Desk) -> None:
    number = await filed(desk)
    await desk.ask(ROADS, number, "Какой подъезд?")
    assert (await desk.add(ANNA, number, "Третий", ())).event.move is Move.INFORM
    assert (await desk.add(ANNA, number, "Или второй", ())).event.move is Move.ADD


async def test_it_may_be_returned_for_two_weeks_after_closing(desk: Desk, ledger: Ledger) -> None:
    number = await filed(desk, State.ANSWERED)
    await desk.confirm(ANNA, number)
    ledger.now = NOW + RETURN_WITHIN + timedelta(seconds=1)
    with pytest.raises(TooLate):
        await desk.give_back(ANNA, number, "опять", ())
    ledger.now = NOW + RETURN_WITHIN
    ticket = (await desk.give_back(ANNA, number, "опять", ())).ticket
    assert (ticket.state, ticket.returns, ticket.verdict) == (
        State.IN_WORK,
        1,
        Verdict.UNSATISFIED,
    )
    assert ticket.deadline > ledger.now


# agencies

ByAgency = Callable[[Desk, Operator, str], Awaitable[Moved]]
BY_AGENCY: dict[str, ByAgency] = {
    "take": lambda desk, who, number: desk.take(who, number),
    "ask": lambda desk, who, number: desk.ask(who, number, "Где?"),
    "answer": lambda desk, who, number: desk.answer(who, number, "Сделано", (), 0),
    "refuse": lambda desk, who, number: desk.refuse(who, number, "Не наше"),
    "reveal": lambda desk, who, number: desk.reveal(who, number),
}


@pytest.mark.parametrize("what", BY_AGENCY)
async def test_only_the_agency_that_holds_it_may_act(desk: Desk, ledger: Ledger, what: str) -> None:
    number = await filed(desk)
    before = len(ledger.events)
    with pytest.raises(NotYours):
        await BY_AGENCY[what](desk, GAS, number)
    with pytest.raises(Unknown):
        await BY_AGENCY[what](desk, ROADS, "26-999999")
    assert len(ledger.events) == before
    event = (await BY_AGENCY[what](desk, ROADS, number)).event
    assert (event.by.party, event.by.agency, event.by.name) == (Party.AGENCY, "roads", "Ольга")


@pytest.mark.parametrize("what", BY_AGENCY)
async def test_the_coordinators_may_act_on_every_ticket(desk: Desk, what: str) -> None:
    number = await filed(desk)
    assert (await BY_AGENCY[what](desk, ZUR, number)).event.by.agency == "zur"


async def test_only_the_coordinators_route(desk: Desk) -> None:
    number = await filed(desk)
    for who, why in ((ROADS, CoordinatorsOnly), (GAS, NotYours)):
        with pytest.raises(why):
            await desk.route(who, number, "gas")
    ticket = (await desk.route(ZUR, number, "gas")).ticket
    assert (ticket.agency, ticket.state, ticket.taken_by) == ("gas", State.ROUTED, "")


async def test_not_ours_comes_back_to_the_coordinators_with_who_and_why(desk: Desk) -> None:
    number = await filed(desk)
    await desk.take(ROADS, number)
    moved = await desk.refuse(ROADS, number, "Это двор")
    assert (moved.ticket.agency, moved.ticket.state, moved.ticket.taken_by) == (
        "zur",
        State.NEW,
        "",
    )
    assert (moved.event.by.agency, moved.event.by.name, moved.event.text) == (
        "roads",
        "Ольга",
        "Это двор",
    )
    with pytest.raises(NotYours):
        await desk.answer(ROADS, number, "Всё-таки сделали", (), 0)


async def test_the_coordinators_have_nobody_to_return_to(desk: Desk) -> None:
    number = await filed(desk, draft=replace(POTHOLE, topic="other"))
    with pytest.raises((NotYours, Impossible)):
        await desk.refuse(ZUR, number, "Не наше")


async def test_an_answer_written_before_a_colleagues_is_crossed(desk: Desk) -> None:
    number = await filed(desk)
    await desk.answer(operator("roads", "Иван"), number, "Сделали", (), seen=0)
    with pytest.raises(Crossed) as crossed:
        await desk.answer(ROADS, number, "Сделаем", (), seen=0)
    assert (crossed.value.event.by.name, crossed.value.event.text) == ("Иван", "Сделали")
    assert (await desk.answer(ROADS, number, "И ещё", (), seen=1)).ticket.answers == 2


async def test_an_answer_begun_before_a_return_is_crossed_too(desk: Desk) -> None:
    number = await filed(desk)
    await desk.answer(ROADS, number, "Сделали", (), seen=0)
    await desk.give_back(ANNA, number, "Нет", ())
    with pytest.raises(Crossed):
        await desk.answer(ROADS, number, "Сделаем", (), seen=0)
    assert (await desk.answer(ROADS, number, "Теперь да", (), seen=1)).ticket.answers == 2


async def test_it_is_taken_once_and_is_whose_who_answered_last(desk: Desk) -> None:
    number = await filed(desk)
    await desk.take(ROADS, number)
    with pytest.raises(Impossible):
        await desk.take(operator("roads", "Иван"), number)
    assert (await desk.ask(operator("roads", "Иван"), number, "Где?")).ticket.taken_by == "Ольга"
    ticket = (await desk.answer(operator("roads", "Иван"), number, "Готово", (), 0)).ticket
    assert ticket.taken_by == "Иван"


async def test_showing_the_contact_changes_nothing_but_the_history(desk: Desk) -> None:
    number = await filed(desk)
    before = await desk.own(ANNA, number)
    moved = await desk.reveal(ROADS, number)
    assert moved.ticket == before
    assert [event.move for event in await desk.history(number)] == [Move.FILE, Move.REVEAL]


async def put_off(desk: Desk, number: str) -> None:
    """A day is promised, and put off as often as an agency may."""
    for later in range(TOWN.desk.extensions + 1):
        day = NOW.date() + timedelta(days=3 + later)
        await desk.promise(ROADS, number, day, "Привезём щебень")


async def test_what_is_returned_has_nothing_promised(desk: Desk) -> None:
    number = await filed(desk)
    await put_off(desk, number)
    await desk.answer(ROADS, number, "Готово", (), 0)
    returned = (await desk.give_back(ANNA, number, "Не решено", ())).ticket
    assert (returned.promised, returned.extensions) == (None, 0)
    again = (await desk.promise(ROADS, number, NOW.date() + timedelta(days=9), "Заново")).ticket
    assert again.extensions == 0, "it is the first day of this work"


async def test_whoever_gets_it_next_inherits_no_promise(desk: Desk) -> None:
    number = await filed(desk)
    for answers in range(TOWN.desk.returns_to_coordinators):
        await put_off(desk, number)
        await desk.answer(ROADS, number, "Готово", (), answers)
        appealed = (await desk.give_back(ANNA, number, "Не решено", ())).ticket
    assert appealed.agency == "zur"
    assert (appealed.promised, appealed.extensions) == (None, 0)


async def test_who_refuses_what_was_put_off_leaves_no_count(desk: Desk) -> None:
    number = await filed(desk)
    await put_off(desk, number)
    await desk.ask(ROADS, number, "Какой дом?")
    refused = (await desk.refuse(ROADS, number, "Это двор")).ticket
    assert (refused.promised, refused.extensions) == (None, 0)


async def test_nobody_was_helped_by_an_answer_that_never_was(desk: Desk) -> None:
    """What it was merged into was rejected, or closed for want of a word: no answer, no verdict.
    That it is a problem still may be said."""
    for end in (State.REJECTED, State.CLOSED):
        main, number = await filed(desk), await filed(desk)
        await desk.merge(ZUR, number, main)
        ledger = cast("Ledger", desk.unit)
        ledger.tickets[main] = replace(ledger.tickets[main], state=end, since=NOW)
        with pytest.raises(Impossible):
            await desk.confirm(ANNA, number)
        returned = await desk.give_back(ANNA, number, "Не решено", ())
        assert returned.ticket.state is State.IN_WORK
