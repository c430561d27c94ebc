"""What time does to tickets: the watch looks, and nobody else."""

from datetime import timedelta

from msgspec.structs import replace

from core import clocks
from core.looks import next_due, promised_day, quiet_until, share_reached
from core.tickets import TIME, Move, Moved, Ticket, move

from .holding import Holding

POSTPONED = timedelta(hours=1)
"""For how long a ticket is let be that cannot be looked at."""


class Clockwork(Holding):
    async def look(self, number: str) -> Moved | None:
        """Do what is due to a ticket; None if nothing is, or there is no such ticket."""
        ticket = await self.unit.ticket(number)
        if ticket is None:
            return None
        due = next_due(self.town, ticket)
        # It may have been changed, or the clock, or the town's calendar: then it is not time yet.
        when = quiet_until(self.town, ticket, *due) if due else None
        if due and when and when <= self.unit.now:
            when = quiet_until(self.town, ticket, due[0], self.unit.now)
            if when <= self.unit.now:
                return self.record(self._moved(ticket, due[0]))
        again = replace(ticket, look_at=when)
        if again != ticket:
            self.unit.keep(again)
        return None

    async def postpone(self, number: str) -> None:
        """Let a ticket be for an hour: looking at it went wrong, and others wait behind it."""
        ticket = await self.unit.ticket(number)
        if ticket is not None:
            self.unit.keep(replace(ticket, look_at=self.unit.now + POSTPONED))

    def _moved(self, ticket: Ticket, what: Move) -> Moved:
        now = self.unit.now
        match what:
            case Move.REMIND:
                share = share_reached(self.town, ticket, now) or ticket.reminded
                details = (("share", str(share)),)
                return move(ticket, what, TIME, now, details=details, reminded=share)
            case Move.ESCALATE:
                details = (("share", str(ticket.reminded)),)
                return move(ticket, what, TIME, now, details=details, escalated=ticket.reminded)
            case Move.EXPIRE:
                return move(ticket, what, TIME, now, left=None, solve_left=None)
            case Move.COME_DUE:
                return self._come_due(ticket)
        return move(ticket, what, TIME, now)

    def _come_due(self, ticket: Ticket) -> Moved:
        """The promised day has come: its working hours are what there is for an answer."""
        clock = clocks.clock_of(self.town, ticket)
        day = clock.between(promised_day(self.town, ticket), ticket.deadline)
        return move(
            ticket,
            Move.COME_DUE,
            TIME,
            self.unit.now,
            allowed=max(1, round(day.total_seconds())),
            reminded=0,
            escalated=0,
        )
