"""The clocks of a ticket count what a clerk counts who steps through the minutes."""

from bisect import bisect_left
from dataclasses import replace as another
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from core.people import Speaker
from core.places import Place
from core.tickets import State, Ticket
from core.timing import clocks
from tests.shipped import TOWN

from .test_worktime import clerk_hours
from .town_office import ZONES, town_in

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
TOPIC, EMERGENCY = "roads.marking", "power.gas"


def minute_of(at: datetime) -> int:
    return int(at.timestamp()) // 60


@lru_cache
def minutes_worked(zone: str) -> list[int]:
    """Every minute of work of 2024 to 2027, one by one, as it begins: in minutes since 1970."""
    here, day, worked = ZoneInfo(zone), date(2024, 1, 1), list[int]()
    while day < date(2028, 1, 1):
        for opens, closes in clerk_hours(day):
            midnight = minute_of(datetime(day.year, day.month, day.day, tzinfo=here))
            worked.extend(range(midnight + opens, midnight + closes))
        day += timedelta(days=1)
    return worked


def clerk_counts(zone: str, start: datetime, end: datetime) -> int:
    """Minutes of work between two moments, those that end in between."""
    worked = minutes_worked(zone)
    return bisect_left(worked, minute_of(end)) - bisect_left(worked, minute_of(start))


def a_ticket(zone: str, filed_at: datetime, topic: str = TOPIC) -> Ticket:
    ticket = Ticket(
        "26-000042", Speaker("any", 1, 1), filed_at, State.ROUTED, topic, "blag", "roads",
        "Разметки нет", Place("Ленина, 5"), filed_at, filed_at,
    )  # fmt: skip
    return replace(ticket, **clocks.started(town_in(zone), topic, "roads", filed_at))


moments = st.datetimes(datetime(2024, 1, 1), datetime(2027, 10, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001  because Hypothesis wants naive bounds and adds the zone itself
    lambda at: at.replace(second=0, microsecond=0)
)
spans = st.integers(0, 6 * 24 * 60)


@settings(max_examples=400, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments, st.lists(st.tuples(spans, spans), max_size=4), spans)
def test_a_clock_that_was_stopped_and_went_on_counts_what_the_minutes_count(
    zone: str, filed_at: datetime, pauses: list[tuple[int, int]], at_last: int
) -> None:
    """Also when it is over: by as much as it was over when it stopped, it is over when it goes."""
    town, ticket, now = town_in(zone), a_ticket(zone, filed_at), filed_at
    allowed, worked, stood = ticket.allowed // 60, 0, 0
    for going, standing in pauses:
        stops = now + going * MINUTE
        worked += clerk_counts(zone, now, stops)
        ticket = replace(ticket, **clocks.stopped(town, ticket, stops))
        assert clocks.stopped(town, ticket, stops + HOUR) == {}, "it stands already"
        now = stops + standing * MINUTE
        stood += clerk_counts(zone, stops, now)
        assert clocks.time_left(town, ticket, now) == (allowed - worked) * MINUTE
        ticket = replace(ticket, **clocks.resumed(town, ticket, now))
        assert clocks.resumed(town, ticket, now) == {}, "it goes already"
        assert clocks.time_left(town, ticket, now) == (allowed - worked) * MINUTE
        assert ticket.paused == stood * 60
    answered = now + at_last * MINUTE
    worked += clerk_counts(zone, now, answered)
    assert clocks.time_left(town, ticket, answered) == (allowed - worked) * MINUTE
    noted = clocks.first_answered(town, ticket, answered)
    assert noted["answer_minutes"] == worked
    assert noted["in_time"] == (worked <= allowed)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments, spans, spans)
def test_the_clock_of_the_solution_stands_and_goes_with_the_other(
    zone: str, filed_at: datetime, going: int, standing: int
) -> None:
    town, ticket = town_in(zone), a_ticket(zone, filed_at)
    assert ticket.solve_by is not None
    stops = filed_at + going * MINUTE
    goes = stops + standing * MINUTE
    left = clerk_counts(zone, stops, ticket.solve_by)
    ticket = replace(ticket, **clocks.stopped(town, ticket, stops))
    ticket = replace(ticket, **clocks.resumed(town, ticket, goes))
    assert ticket.solve_by is not None
    assert clerk_counts(zone, goes, ticket.solve_by) == left


@settings(max_examples=200, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), st.sampled_from(ZONES), moments, spans, st.booleans())
def test_who_refuses_buys_no_time_and_who_is_given_a_ticket_has_all_of_it(
    zone: str, other: str, filed_at: datetime, going: int, asked: bool
) -> None:
    town, ticket, now = town_in(zone), a_ticket(zone, filed_at), filed_at + going * MINUTE
    calendars = {**town.calendars, "zur": town_in(other).calendars["zur"]}
    both = another(town, calendars=calendars)
    if asked:
        ticket = replace(ticket, **clocks.stopped(both, ticket, now))
        now += 3 * HOUR
    left = clocks.time_left(both, ticket, now)
    back = replace(ticket, **clocks.handed_back(both, ticket, "zur", now), agency="zur")
    if left < timedelta():
        assert back.deadline == ticket.deadline, "what is over was over at that moment for everyone"
    else:
        assert clocks.time_left(both, back, now) == left
    anew = replace(ticket, **clocks.started(both, TOPIC, "zur", now), agency="zur")
    assert clocks.time_left(both, anew, now) == ticket.allowed // 60 * MINUTE


def test_a_promise_that_is_handed_back_is_nobodys() -> None:
    filed_at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    ticket = replace(
        a_ticket("Asia/Yakutsk", filed_at),
        state=State.PLANNED,
        deadline=filed_at + timedelta(days=20),
    )
    changes = clocks.handed_back(TOWN, ticket, "zur", filed_at)
    assert changes == clocks.started(TOWN, TOPIC, "zur", filed_at)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(st.sampled_from(ZONES), moments, spans)
def test_the_clock_of_an_emergency_is_the_clock_on_the_wall(
    zone: str, filed_at: datetime, going: int
) -> None:
    town, ticket = town_in(zone), a_ticket(zone, filed_at, EMERGENCY)
    now = filed_at + going * MINUTE
    assert ticket.deadline == filed_at + timedelta(seconds=ticket.allowed)
    assert clocks.time_left(town, ticket, now) == ticket.deadline - now


@pytest.mark.parametrize(
    ("agency", "day", "until"),
    [
        ("roads", date(2026, 12, 1), "2026-12-01T17:00:00+09:00"),
        ("roads", date(2026, 11, 28), "2026-11-30T17:00:00+09:00"),  # a Saturday
        ("gas", date(2026, 11, 28), "2026-11-28T23:59:00+09:00"),  # around the clock
    ],
)
def test_a_promise_holds_until_the_end_of_its_day(agency: str, day: date, until: str) -> None:
    assert clocks.promised_until(TOWN, agency, day).isoformat() == until
