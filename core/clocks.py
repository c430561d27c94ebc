"""The two clocks of a ticket: until the next answer, and until the whole is solved.

* Both count the working time of the agency that has the ticket.
* While the resident is asked (``need_info``) both stand. What is left of them is kept in working
  time and counted on from the moment it goes on: exactly, to the second.
* A clock that was over when it was stopped stays over: its deadline is not moved.
* A promise stops the first clock: its deadline is then the end of the promised day.
* An agency that gets a ticket gets its own time, counted anew in its own hours.
"""

from datetime import date, datetime, time, timedelta
from typing import Any

from .tickets import Ticket
from .town import Town

Changes = dict[str, Any]
"""Fields of a ticket, for :func:`core.tickets.move`."""


def started(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """Both clocks from their beginning."""
    return {**answering(town, topic, agency, at), **solving(town, topic, agency, at)}


def answering(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """The clock of an answer from its beginning."""
    time_for_it = town.first_answer_time(topic)
    return {
        "deadline": town.calendar(agency).deadline(at, time_for_it),
        "allowed": round(time_for_it.total_seconds()),
        "reminded": 0,
        "left": None,
    }


def solving(town: Town, topic: str, agency: str, at: datetime) -> Changes:
    """The clock of the solution from its beginning."""
    return {"solve_by": town.solution_deadline(topic, agency, at), "solve_left": None}


def stopped(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Stop both; a clock that stands already stays as it is."""
    if ticket.left is not None:
        return {}
    calendar = town.calendar(ticket.agency)
    return {
        "left": _seconds(calendar.between(at, ticket.deadline)),
        "solve_left": _seconds(calendar.between(at, ticket.solve_by)) if ticket.solve_by else None,
    }


def resumed(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Let both go on from where they stood; nothing, if they go."""
    if ticket.left is None:
        return {}
    changes: Changes = {
        "left": None,
        "solve_left": None,
        "deadline": _moved(town, ticket, ticket.left, ticket.deadline, at),
    }
    if ticket.solve_by is not None and ticket.solve_left is not None:
        changes["solve_by"] = _moved(town, ticket, ticket.solve_left, ticket.solve_by, at)
    return changes


def promised_until(town: Town, agency: str, day: date) -> datetime:
    """The end of the working day, or of the next one if the day is off."""
    calendar = town.calendar(agency)
    begins = calendar.next_opening(datetime.combine(day, time(), calendar.zone))
    return calendar.deadline_days(begins, 0)


def time_left(town: Town, ticket: Ticket, now: datetime) -> timedelta:
    """Working time until the deadline, negative after it; of a clock that stands, what it shows."""
    if ticket.left is not None:
        return timedelta(seconds=ticket.left)
    return town.calendar(ticket.agency).between(now, ticket.deadline)


def first_answered(town: Town, ticket: Ticket, at: datetime) -> Changes:
    """Note the first answer (or promise) of a ticket; nothing, if it had one."""
    if ticket.first_answer_at is not None:
        return {}
    worked = town.calendar(ticket.agency).between(ticket.filed_at, at)
    return {
        "first_answer_at": at,
        "answer_minutes": _seconds(worked) // 60,
        "in_time": time_left(town, ticket, at) >= timedelta(),
    }


def _moved(town: Town, ticket: Ticket, left: int, deadline: datetime, at: datetime) -> datetime:
    if left <= 0:
        return deadline
    return town.calendar(ticket.agency).deadline(at, timedelta(seconds=left))


def _seconds(span: timedelta) -> int:
    return round(span.total_seconds())
