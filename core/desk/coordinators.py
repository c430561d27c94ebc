"""What only the coordinators do: route, recall, reject, merge."""

from core import clocks
from core.people import Operator
from core.tickets import Move, Moved, State, Ticket, move

from .holding import Holding, actor
from .refusals import BadMerge, Unknown

GONE = frozenset({State.REJECTED, State.DUPLICATE, State.WITHDRAWN})
"""Nothing is merged into these."""


class Coordinators(Holding):
    async def route(self, operator: Operator, number: str, agency: str) -> Moved:
        """Give a ticket to an agency; its clocks start anew there, in its own hours."""
        ticket = await self.coordinated(operator, number)
        to_us = agency == self.town.coordinators.code
        return self.record(
            move(
                ticket,
                Move.RECALL if to_us else Move.ROUTE,
                actor(operator),
                self.unit.now,
                agency=agency,
                taken_by="",
                holder=None,
                promised=None,
                extensions=0,
                **clocks.started(self.town, ticket.topic, agency, self.unit.now),
            )
        )

    async def reject(self, operator: Operator, number: str, reason: str) -> Moved:
        """Take a ticket on no further. ``reason``: a code of the town file's list."""
        ticket = await self.coordinated(operator, number)
        known = self.town.reject_reason(reason)
        return self.record(
            move(
                ticket,
                Move.REJECT,
                actor(operator),
                self.unit.now,
                text=known.text if known else "",
                details=(("reason", reason),),
                left=None,
                solve_left=None,
            )
        )

    async def merge(self, operator: Operator, number: str, into: str) -> Moved:
        """Make a ticket the duplicate of another. Raises :class:`BadMerge`.

        Its resident is told from now on what the other one's is told.
        """
        ticket = await self.coordinated(operator, number)
        target = await self._last_of(into)
        if target.number == number or target.state in GONE:
            raise BadMerge(into)
        return self.record(
            move(
                ticket,
                Move.MERGE,
                actor(operator),
                self.unit.now,
                details=(("into", target.number),),
                into=target.number,
                left=None,
                solve_left=None,
            )
        )

    async def _last_of(self, number: str) -> Ticket:
        """Follow duplicates to what they are of. Raises :class:`Unknown`."""
        seen: set[str] = set()
        while number not in seen:
            seen.add(number)
            ticket = await self.unit.ticket(number)
            if ticket is None:
                raise Unknown(number)
            if ticket.into is None:
                return ticket
            number = ticket.into
        raise BadMerge(number)
