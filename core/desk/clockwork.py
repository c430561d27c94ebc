"""What time does to tickets: the watch looks, and nobody else."""

from msgspec.structs import replace

from core import clocks
from core.looks import COUNTING, next_look, share_reached
from core.tickets import TIME, Move, Moved, State, Ticket, move

from .holding import Holding


class Clockwork(Holding):
    async def look(self, number: str) -> Moved | None:
        """Do what is due to a ticket; None if nothing is, or there is no such ticket."""
        ticket = await self.unit.ticket(number)
        if ticket is None:
            return None
        moved = self._moved(ticket)
        if moved is None:
            # It was changed, or the clock, or the town's calendar: look again when it is time.
            again = replace(ticket, look_at=next_look(self.town, ticket))
            if again != ticket:
                self.unit.keep(again)
            return None
        return self.record(moved)

    def _moved(self, ticket: Ticket) -> Moved | None:
        now, due = self.unit.now, next_look(self.town, ticket)
        if due is None or due > now:
            return None
        if ticket.state in COUNTING:
            return self._reminded(ticket)
        match ticket.state:
            case State.NEED_INFO:
                return move(ticket, Move.EXPIRE, TIME, now, left=None, solve_left=None)
            case State.ANSWERED:
                return move(ticket, Move.CLOSE, TIME, now)
            case State.PLANNED:
                return self._come_due(ticket)
        return None

    def _reminded(self, ticket: Ticket) -> Moved | None:
        share = share_reached(self.town, ticket, self.unit.now)
        if share is None:
            return None
        details = (("share", str(share)),)
        return move(ticket, Move.REMIND, TIME, self.unit.now, details=details, reminded=share)

    def _come_due(self, ticket: Ticket) -> Moved:
        """The promised day has come: its working hours are what is left."""
        left = clocks.time_left(self.town, ticket, self.unit.now)
        return move(
            ticket,
            Move.COME_DUE,
            TIME,
            self.unit.now,
            allowed=max(1, round(left.total_seconds())),
            reminded=0,
        )
