"""What an agency is told in the morning of its working day: what the day brings.

* A ticket stands in one place only: what waits for the resident is not late, what is promised for
  today is not merely due.
* The coordinators are told besides what is late at each agency, and which agency is silent: it has
  let tickets lie for longer than the town allows, and has touched nothing else meanwhile.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

from msgspec import Struct

from core.tickets import State, Ticket
from core.town import Town
from core.worktime import Calendar

LOOKED_THROUGH = 1_000
"""Tickets of one agency, the first due first: of more it is said that there are more."""


class Digest(Struct, frozen=True):
    """The first due first. ``more``: there are more tickets than were looked through."""

    late: tuple[Ticket, ...] = ()
    due: tuple[Ticket, ...] = ()
    promised: tuple[Ticket, ...] = ()
    waiting: tuple[Ticket, ...] = ()
    more: bool = False

    def __bool__(self) -> bool:
        return bool(self.late or self.due or self.promised or self.waiting)


class Untouched(Struct, frozen=True):
    """What lies at an agency: how many tickets, the oldest, and since when that one."""

    agency: str
    count: int
    oldest: str
    since: datetime


class Mornings(Protocol):
    """What the store knows of mornings."""

    async def greeted(self, since: date) -> Collection[tuple[str, date]]:
        """Which agencies were told what the day brings, on which days from this one on."""

    async def greet(self, agency: str, day: date) -> None:
        """Note that the agency is told."""

    async def due_by(self, agency: str, moment: datetime, most: int) -> Sequence[Ticket]:
        """Open tickets that are due before that moment or wait for the resident."""

    async def late(self, now: datetime) -> Mapping[str, int]:
        """By agency, how many open tickets are late."""

    async def untouched(self) -> Sequence[Untouched]:
        """What lies at agencies that nobody has touched, agency by agency."""

    async def last_act(
        self, agency: str, after: Untouched, instead: Collection[str] = ()
    ) -> datetime | None:
        """When somebody of the agency last did anything to any ticket since that one came; or
        somebody of those who act ``instead``, to a ticket of the agency's."""


def end_of(calendar: Calendar, day: date) -> datetime:
    """Midnight, at which the day ends."""
    after = day + timedelta(days=1)
    return datetime(after.year, after.month, after.day, tzinfo=calendar.zone)


def digest(calendar: Calendar, tickets: Sequence[Ticket], now: datetime) -> Digest:
    """Sort out what is due before the end of today, or waits."""
    today = now.astimezone(calendar.zone).date()
    late, due, promised, waiting = list[Ticket](), list[Ticket](), list[Ticket](), list[Ticket]()
    for ticket in tickets[:LOOKED_THROUGH]:
        if ticket.state is State.NEED_INFO:
            waiting.append(ticket)
        elif ticket.deadline < now:
            late.append(ticket)
        elif ticket.is_promised and ticket.deadline.astimezone(calendar.zone).date() == today:
            promised.append(ticket)
        elif ticket.deadline < end_of(calendar, today):
            due.append(ticket)
    more = len(tickets) > LOOKED_THROUGH
    return Digest(tuple(late), tuple(due), tuple(promised), tuple(waiting), more)


def is_silent(town: Town, agency: str, since: datetime, now: datetime) -> bool:
    """Is that longer than an agency may keep silence, in its own hours?"""
    passed = town.calendar(agency).between(since, now)
    return passed >= timedelta(hours=town.desk.silent_hours)
