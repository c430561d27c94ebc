"""The two clocks of a ticket: until the next answer, and until the whole is solved.

* Both count the working time of the agency that has the ticket; those of an emergency never rest.
* While the resident is asked (``need_info``) both stand. What is left of them is kept in working
  time and counted on from the moment it goes on: exactly, to the second. A clock that was over
  stays over, by as much as it was.
* A promise stops the first clock: its deadline is then the end of the promised day.
* An agency that is given a ticket gets its own time, counted anew in its own hours. One that
  refuses buys none: what was left goes on in the hours of the coordinators, and what was over was
  over at the same moment for them.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from msgspec.structs import replace

from core.tickets import State, Ticket
from core.town import Town
from core.worktime import Calendar

Changes = dict[str, Any]
"""Fields of a ticket, for :func:`core.tickets.move`."""


def clock_of(town: Town, ticket: Ticket) -> Calendar:
    """The time by which a ticket's clocks go."""
    return town.clock(ticket.topic, ticket.agency)


NOTHING_PROMISED: Changes = {"promised": None, "extensions": 0}
"""A promised date goes with who promised it, and with the work it was promised for."""


def started(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """Both clocks from their beginning, with nothing promised."""
    both = {**answering(town, topic, agency, at), **solving(town, topic, agency, at)}
    return both | NOTHING_PROMISED


def answering(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """The clock of an answer from its beginning."""
    return {
        "deadline": town.first_answer_deadline(topic, agency, at),
        "allowed": _seconds(town.first_answer_time(topic)),
        "reminded": 0,
        "escalated": 0,
        "left": None,
    }


def solving(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """The clock of the solution from its beginning."""
    return {"solve_by": town.solution_deadline(topic, agency, at), "solve_left": None}


def adopted(town: Town, ticket: Ticket) -> Changes:
    """Of a ticket filed before there were two clocks: how much time there was for the answer, and
    the solution's from the filing. While the resident is asked, both stand since they were asked.
    """
    changes: Changes = {
        "allowed": _seconds(town.first_answer_time(ticket.topic)),
        "solve_by": town.solution_deadline(ticket.topic, ticket.agency, ticket.filed_at),
    }
    if ticket.state is State.NEED_INFO:
        whole = replace(ticket, **changes)
        changes |= stopped(town, whole, ticket.since or ticket.changed_at)
    return changes


def stopped(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Stop both; a clock that stands already stays as it is."""
    if ticket.left is not None:
        return {}
    clock = clock_of(town, ticket)
    return {
        "left": _seconds(clock.between(at, ticket.deadline)),
        "solve_left": _seconds(clock.between(at, ticket.solve_by)) if ticket.solve_by else None,
    }


def resumed(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Let both go on from where they stood; nothing, if they go."""
    if ticket.left is None:
        return {}
    clock = clock_of(town, ticket)
    changes: Changes = {
        "left": None,
        "solve_left": None,
        "deadline": _deadline(clock, at, ticket.left),
        "paused": ticket.paused + _standing(town, ticket, at),
    }
    if ticket.solve_left is not None:
        changes["solve_by"] = _deadline(clock, at, ticket.solve_left)
    return changes


def handed_back(town: Town, ticket: Ticket, agency: str, at: datetime) -> Changes:
    """Let both go on in another agency's hours, with what is left of them and nothing promised.
    While a date is promised there is nothing left to go on with: then both begin anew."""
    if ticket.state is State.PLANNED:
        return started(town, ticket.topic, agency, at)
    clock = town.clock(ticket.topic, agency)
    left = _seconds(time_left(town, ticket, at))
    changes: Changes = {
        **NOTHING_PROMISED,
        "left": None,
        "solve_left": None,
        "deadline": _going_on(clock, at, left, ticket.deadline),
        "paused": ticket.paused + _standing(town, ticket, at),
    }
    if ticket.solve_by is not None:
        solve_left = ticket.solve_left
        if solve_left is None:
            solve_left = _seconds(clock_of(town, ticket).between(at, ticket.solve_by))
        changes["solve_by"] = _going_on(clock, at, solve_left, ticket.solve_by)
    return changes


def promised_until(town: Town, agency: str, day: date) -> datetime:
    """The end of the working day, or of the next one if the day is off.

    Where work never ends, it is the day's last minute: its midnight is the next day for whoever
    reads it.
    """
    calendar = town.calendar(agency)
    begins = calendar.next_opening(datetime.combine(day, time(), calendar.zone))
    ends = calendar.deadline_days(begins, 0)
    return ends if ends.time() != time() else ends - timedelta(minutes=1)


def time_left(town: Town, ticket: Ticket, now: datetime) -> timedelta:
    """Working time until the deadline, negative after it; of a clock that stands, what it shows."""
    if ticket.left is not None:
        return timedelta(seconds=ticket.left)
    return clock_of(town, ticket).between(now, ticket.deadline)


def first_answered(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Note the first answer (or promise) of a ticket; nothing, if it had one."""
    if ticket.first_answer_at is not None:
        return {}
    passed = _seconds(clock_of(town, ticket).between(ticket.filed_at, at))
    worked = max(0, passed - ticket.paused - _standing(town, ticket, at))
    return {
        "first_answer_at": at,
        "answer_minutes": worked // 60,
        "in_time": time_left(town, ticket, at) >= timedelta(),
    }


def _standing(town: Town, ticket: Ticket, at: datetime) -> int:
    """For how many working seconds the clock has stood by now."""
    if ticket.left is None:
        return 0
    return ticket.left - _seconds(clock_of(town, ticket).between(at, ticket.deadline))


def _going_on(clock: Calendar, at: datetime, left: int, over: datetime) -> datetime:
    """The deadline in other hours. Of what is ``over`` the moment stays: counted back in them, it
    could lie before the filing."""
    return over if left < 0 else clock.deadline(at, timedelta(seconds=left))


def _deadline(clock: Calendar, at: datetime, left: int) -> datetime:
    """When the clock is over of which so many seconds are left, or has been over for so many."""
    if left < 0:
        return clock.back(at, timedelta(seconds=-left))
    return clock.deadline(at, timedelta(seconds=left))


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
