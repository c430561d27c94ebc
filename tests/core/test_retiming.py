"""What a ticket turns out to be about changes its clocks, and takes back nothing that was given."""

from datetime import UTC, datetime, timedelta

import pytest

from core.desk import Draft
from core.people import Operator, Speaker
from core.tickets import Move, State

from .test_looks import ANNA, PLACE, House

HOUR = timedelta(hours=1)
FRIDAY = datetime(2026, 11, 27, 7, 0, tzinfo=UTC)
"""Four in the afternoon in Blagoveshchensk: an hour before the water company goes home."""

MARY = Operator("zur", "Мария", Speaker("any", -1, 9))


async def filed(topic: str, now: datetime = FRIDAY) -> House:
    house = House(now=now)
    moved = await house.desk.file(ANNA, Draft("Холодно, и вода во дворе", topic, "blag", PLACE))
    house.number = moved.ticket.number
    return house


async def corrected(house: House, topic: str) -> None:
    agency = house.ticket.agency
    await house.desk.reclassify(MARY, house.number, topic)
    assert house.ticket.agency == agency, "the test is about one agency"


async def test_what_turns_out_to_be_an_emergency_is_hurried_as_one() -> None:
    house = await filed("heat.heating")
    assert house.ticket.deadline - FRIDAY > timedelta(days=2), "Monday, in the agency's hours"
    house.ledger.now += timedelta(minutes=10)
    await corrected(house, "heat.burst")
    assert house.ticket.deadline == FRIDAY + timedelta(seconds=house.ticket.allowed)


async def test_what_turns_out_to_be_none_is_due_in_the_agencys_hours() -> None:
    usual = (await filed("heat.heating")).ticket.deadline
    house = await filed("heat.burst")
    await corrected(house, "heat.heating")
    assert house.ticket.deadline == usual


async def test_a_clock_that_stands_goes_on_with_the_new_time_and_stood_no_longer() -> None:
    house = await filed("roads.pothole", FRIDAY - 6 * HOUR)
    house.ledger.now += HOUR
    await house.desk.ask(house.who(coordinator=False), house.number, "Какой дом?")
    await corrected(house, "roads.marking")
    left = house.town.first_answer_time("roads.marking") - HOUR
    assert house.ticket.left == left.total_seconds()
    house.ledger.now += HOUR
    await house.desk.add(ANNA, house.number, "Пятый", ())
    assert house.ticket.paused == HOUR.total_seconds()
    assert house.ticket.deadline == house.town.clock("roads.marking", "roads").deadline(
        house.ledger.now, left
    )


@pytest.mark.parametrize("topic", ["roads.snow", "roads.marking"])
async def test_what_a_supervisor_gave_is_not_taken_back(topic: str) -> None:
    house = await filed("roads.pothole")
    await house.desk.extend(MARY, house.number, 8, "Ждём щебень")
    await corrected(house, topic)
    allowed = house.town.first_answer_time(topic) + 8 * HOUR
    assert house.ticket.allowed == allowed.total_seconds()
    clock = house.town.clock(topic, "roads")
    assert house.ticket.deadline == clock.deadline(FRIDAY, allowed)


@pytest.mark.parametrize("topic", ["roads.snow", "roads.marking"])
async def test_a_promised_date_stays_what_it_was_on_its_very_day(topic: str) -> None:
    house = await filed("roads.pothole", FRIDAY - timedelta(days=3))
    await house.does("promise", coordinator=False, day=3)
    promised = house.ticket.promised
    (due,) = await house.watch(FRIDAY - 5 * HOUR)
    assert due.event.move is Move.COME_DUE
    allowed = house.ticket.allowed
    await corrected(house, topic)
    assert house.ticket.state is State.IN_WORK
    assert (house.ticket.deadline, house.ticket.allowed) == (promised, allowed)
    assert house.ticket.is_promised


async def test_what_came_out_of_hours_is_hurried_from_when_it_came() -> None:
    night = FRIDAY + timedelta(hours=26)
    house = await filed("heat.heating", night)
    house.ledger.now += timedelta(minutes=10)
    await corrected(house, "heat.burst")
    assert house.ticket.deadline == night + timedelta(seconds=house.ticket.allowed)
