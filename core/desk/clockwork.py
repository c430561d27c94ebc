"""What time does to tickets: the watch looks, and nobody else."""

from msgspec.structs import replace

from core.actors import TIME
from core.tickets import Move, Moved, Ticket, move
from core.timing import clocks
from core.timing.looks import next_due, next_look, promised_day, quiet_until, share_reached

from .holding import Holding


class Clockwork(Holding):
    async def look(self, number: str) -> Moved | None:
        """Do what is due to a ticket; None if nothing is, or there is no such ticket."""
        ticket = await self.unit.ticket(number)
        if ticket is None:
            return None
        if ticket.solve_by is None and ticket.state.is_open:
            ticket = self._adopted(ticket)
            self.unit.keep(replace(ticket, look_at=next_look(self.town, ticket)))
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

    def _adopted(self, ticket: Ticket) -> Ticket:
        """A ticket from before there were clocks gets its own. Nobody is told of what was due by
        now: of a whole town's backlog that would be said at once. The mornings name what is late.
        """
        ticket = replace(ticket, **clocks.adopted(self.town, ticket))
        told = share_reached(self.town, ticket, self.unit.now) or 0
        return replace(ticket, reminded=told, escalated=told)

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
