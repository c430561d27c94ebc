"""When the watch looks at a ticket next, and what it finds then.

* Every open ticket has a next look; so has an answered one, until it is closed.
* Reminders are shares of the working time that was allowed. At 100 %, 200 %, 400 % … the
  coordinators and the supervisor hear of it too: what is late is told again, ever more rarely.
* Nobody is disturbed outside their hours: what falls due then waits for the next opening. The
  agency is told in its own hours, the coordinators and the supervisor in the coordinators'; in
  these tickets are closed too, so that no resident is woken by it. Emergencies wait for nobody.
* What was told is noted on the ticket in the transaction that tells it: no reminder is sent twice,
  and none is lost while the process is away or the clock is moved. Of several that were missed only
  the last is told.
"""

from datetime import datetime, timedelta

from core.tickets import Move, State, Ticket
from core.town import Town

from .agency_day import heard, next_morning
from .clocks import clock_of

WHOLE = 100
"""Per cent: the deadline."""

COUNTING = frozenset({State.NEW, State.ROUTED, State.IN_WORK, State.ON_APPROVAL})
"""States in which the clock of the answer goes."""


def next_look(town: Town, ticket: Ticket) -> datetime | None:
    """When this ticket has to be looked at; None: never again by itself."""
    due = next_due(town, ticket)
    return quiet_until(town, ticket, *due) if due else None


def next_due(town: Town, ticket: Ticket) -> tuple[Move, datetime] | None:
    """What time does to this ticket next, and when; None: nothing any more."""
    desk, since = town.desk, ticket.since or ticket.changed_at
    if ticket.state in COUNTING:
        told = Move.REMIND, _at_share(town, ticket, next_share(town, ticket.reminded))
        if ticket.reminded < WHOLE or ticket.escalated >= ticket.reminded:
            return told
        over = Move.ESCALATE, _at_share(town, ticket, ticket.reminded)
        return min(told, over, key=lambda due: quiet_until(town, ticket, *due))
    match ticket.state:
        case State.NEED_INFO:
            return Move.EXPIRE, since + timedelta(days=desk.info_days)
        case State.ANSWERED:
            return Move.CLOSE, since + timedelta(days=desk.close_days)
        case State.PLANNED:
            morning = promised_day(town, ticket)
            if since < morning:
                return Move.COME_DUE, morning
            # Promised for the very day: that is no news yet.
            return Move.COME_DUE, since + (ticket.deadline - since) / 2
    return None


def quiet_until(town: Town, ticket: Ticket, what: Move, at: datetime) -> datetime:
    """When this may be told that falls due at ``at``: at once, or when those work who hear it."""
    match what:
        case Move.REMIND:
            return heard(clock_of(town, ticket), at)
        case Move.ESCALATE:
            return heard(town.clock(ticket.topic, town.coordinators.code), at)
        case Move.EXPIRE | Move.CLOSE:
            return heard(town.calendar(town.coordinators.code), at)
    return at


def next_share(town: Town, reminded: int) -> int:
    """The share (per cent) that is told after ``reminded``."""
    share = WHOLE
    if reminded < share:
        return min((one for one in town.desk.reminders if one > reminded), default=share)
    while share <= reminded:
        share *= 2
    return share


def share_reached(town: Town, ticket: Ticket, now: datetime) -> int | None:
    """The last share that is due and was not told; None: none is."""
    reached, share = None, next_share(town, ticket.reminded)
    while _at_share(town, ticket, share) <= now:
        reached, share = share, next_share(town, share)
    return reached


def promised_day(town: Town, ticket: Ticket) -> datetime:
    """The morning of the promised day: the agency has that day to keep its word."""
    calendar = town.calendar(ticket.agency)
    day = (ticket.promised or ticket.deadline).astimezone(calendar.zone)
    return next_morning(calendar, day.replace(hour=0, minute=0, second=0, microsecond=0))


def _at_share(town: Town, ticket: Ticket, share: int) -> datetime:
    """The moment at which this share of the time is used up."""
    clock = clock_of(town, ticket)
    used = timedelta(seconds=max(1, ticket.allowed) * (share - WHOLE) / WHOLE)
    if used <= timedelta():
        return clock.back(ticket.deadline, -used)
    return clock.deadline(ticket.deadline, used)
