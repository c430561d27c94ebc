"""When the watch looks at a ticket next, and what it finds then.

* Every open ticket has a next look; so has an answered one, until it is closed.
* Reminders are shares of the working time that was allowed, so they fall into working hours by
  themselves. At 100 % and at each further whole share the coordinators and the supervisor hear.
* What was told is noted on the ticket (``reminded``) in the transaction that tells it: no reminder
  is sent twice, and none is lost while the process is away or the clock is moved. Of several that
  were missed only the last is told.
"""

from datetime import datetime, timedelta

from .tickets import State, Ticket
from .town import Town

WHOLE = 100
"""Per cent: the deadline."""

COUNTING = frozenset({State.NEW, State.ROUTED, State.IN_WORK, State.ON_APPROVAL})
"""States in which the clock of the answer goes."""


def next_look(town: Town, ticket: Ticket) -> datetime | None:
    """When this ticket has to be looked at; None: never again by itself."""
    desk, since = town.desk, ticket.since or ticket.changed_at
    match ticket.state:
        case State.NEED_INFO:
            return since + timedelta(days=desk.info_days)
        case State.ANSWERED:
            return since + timedelta(days=desk.close_days)
        case State.PLANNED:
            return _promised_day(town, ticket)
        case _ if ticket.state in COUNTING:
            return _at_share(town, ticket, next_share(town, ticket.reminded))
    return None


def next_share(town: Town, reminded: int) -> int:
    """The share (per cent) that is told after ``reminded``."""
    if reminded >= WHOLE:
        return reminded // WHOLE * WHOLE + WHOLE
    return min((share for share in town.desk.reminders if share > reminded), default=WHOLE)


def share_reached(town: Town, ticket: Ticket, now: datetime) -> int | None:
    """The last share that is due and was not told; None: none is."""
    reached, share = None, next_share(town, ticket.reminded)
    while _at_share(town, ticket, share) <= now:
        reached, share = share, next_share(town, share)
    return reached


def _at_share(town: Town, ticket: Ticket, share: int) -> datetime:
    """The moment at which this share of the time is used up."""
    calendar = town.calendar(ticket.agency)
    used = timedelta(seconds=ticket.allowed * (share - WHOLE) / WHOLE)
    if used <= timedelta():
        return calendar.back(ticket.deadline, -used)
    return calendar.deadline(ticket.deadline, used)


def _promised_day(town: Town, ticket: Ticket) -> datetime:
    """The opening of the promised day: the agency has that day to keep its word."""
    calendar = town.calendar(ticket.agency)
    day = (ticket.promised or ticket.deadline).astimezone(calendar.zone)
    return calendar.next_opening(day.replace(hour=0, minute=0, second=0, microsecond=0))
