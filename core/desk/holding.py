"""What every use case begins and ends with: the ticket is loaded and held, the move recorded."""

from collections.abc import Sequence

from msgspec.structs import replace

from core.actors import Actor, Party
from core.people import Operator, Speaker
from core.substitutions import standing_in
from core.tickets import Moved, State, Ticket, TicketEvent
from core.timing.looks import next_look
from core.town import Town
from core.work import UnitOfWork

from .refusals import BadMerge, CoordinatorsOnly, NotYours, SupervisorsOnly, Unknown


class Holding:
    """Tickets, as those may have them who ask."""

    def __init__(self, town: Town, unit: UnitOfWork) -> None:
        self.town = town
        self.unit = unit

    async def own(self, resident: Speaker, number: str) -> Ticket:
        """Load a ticket of this resident's own. Raises :class:`Unknown` for any other."""
        ticket = await self.unit.ticket(number)
        if ticket is None or ticket.resident != resident:
            raise Unknown(number)
        return ticket

    async def held(self, operator: Operator, number: str) -> Ticket:
        """Load a ticket this operator's agency may act on: its own, or one of an agency that it
        stands in for.

        Raises :class:`Unknown` and :class:`NotYours`.
        """
        ticket = await self.unit.ticket(number)
        if ticket is None:
            raise Unknown(number)
        if operator.agency not in (ticket.agency, self.town.coordinators.code):
            now = await self.unit.substitutions.in_force()
            if operator.agency not in standing_in(now, ticket.agency):
                raise NotYours(ticket)
        return ticket

    async def main_of(self, number: str) -> Ticket:
        """Follow duplicates to what they are of.

        Raises :class:`Unknown`, and :class:`BadMerge` for a circle.
        """
        ticket, seen = await self._known(number), {number}
        while ticket.into is not None:
            if ticket.into in seen:
                raise BadMerge(number, ticket)
            seen.add(ticket.into)
            ticket = await self._known(ticket.into)
        return ticket

    async def _known(self, number: str) -> Ticket:
        ticket = await self.unit.ticket(number)
        if ticket is None:
            raise Unknown(number)
        return ticket

    async def followers(self, number: str) -> Sequence[Ticket]:
        """The duplicates of a ticket, and theirs: whose residents are told what it is told.

        In order of their numbers. One that was withdrawn leads to those who came after it.
        """
        found: dict[str, Ticket] = {}
        ways = [number]
        while ways:
            for ticket in await self.unit.merged_into(ways.pop()):
                if ticket.number not in found and ticket.number != number:
                    found[ticket.number] = ticket
                    ways.append(ticket.number)
        follow = (ticket for ticket in found.values() if ticket.state is State.DUPLICATE)
        return sorted(follow, key=lambda ticket: ticket.number)

    async def history(self, number: str) -> Sequence[TicketEvent]:
        return await self.unit.history(number)

    async def coordinated(self, operator: Operator, number: str) -> Ticket:
        """Load a ticket for the coordinators. Raises :class:`CoordinatorsOnly` for others."""
        ticket = await self.held(operator, number)
        if not self.is_coordinator(operator):
            raise CoordinatorsOnly(number)
        return ticket

    async def supervised(self, operator: Operator, number: str) -> Ticket:
        """Load a ticket for its agency's supervisor, or for the coordinators.

        Raises :class:`SupervisorsOnly` for others.
        """
        ticket = await self.held(operator, number)
        if not self.may_supervise(operator, ticket):
            raise SupervisorsOnly(number)
        return ticket

    def is_coordinator(self, operator: Operator) -> bool:
        return operator.agency == self.town.coordinators.code

    def may_supervise(self, operator: Operator, ticket: Ticket) -> bool:
        return self.is_coordinator(operator) or self.town.is_supervisor(
            operator.speaker, ticket.agency
        )

    def record(self, moved: Moved) -> Moved:
        """Keep what was done; the ticket knows when it is looked at next."""
        ticket = replace(moved.ticket, look_at=next_look(self.town, moved.ticket))
        moved = replace(moved, ticket=ticket)
        self.unit.record(moved)
        return moved


def actor(operator: Operator) -> Actor:
    by = operator.speaker
    return Actor(Party.AGENCY, operator.agency, operator.name, by.person_key)
