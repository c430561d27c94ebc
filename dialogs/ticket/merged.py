"""What was merged into a ticket: how many, which, and what their residents wrote.

Nothing of it is kept with the ticket: it is looked up where a card is drawn, once for all that is
told of one move.
"""

from collections.abc import Sequence

from msgspec.structs import replace

from core.desk import Desk
from core.desk.joining import MERGES
from core.tickets import Move, State, Ticket, TicketError, TicketEvent

TOLD = 10
"""Duplicates whose words stand beneath their main ticket; of hundreds the card tells the number."""

LOOKED_INTO = 5
"""Duplicates whose words are looked up anew for a card's new readers."""

WRITTEN = frozenset({Move.FILE, Move.ADD, Move.INFORM})
"""What a duplicate's resident wrote of the problem."""


class Merged:
    """Of one unit of work."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._known: dict[str, Sequence[Ticket]] = {}

    def forget(self) -> None:
        """Something moved: what was known may be so no more."""
        self._known.clear()

    async def into(self, number: str) -> Sequence[Ticket]:
        """The duplicates that follow a ticket, in the order of their numbers."""
        if number not in self._known:
            self._known[number] = await self._desk.followers(number)
        return self._known[number]

    async def seen(self, ticket: Ticket) -> Ticket:
        """The ticket as it is shown: a duplicate names what leads now, whatever was withdrawn on
        the way there."""
        if ticket.state is not State.DUPLICATE:
            return ticket
        try:
            main = await self._desk.main_of(ticket.number)
        except TicketError:
            return ticket
        return replace(ticket, into=main.number)

    async def written(self, ticket: Ticket) -> list[TicketEvent]:
        """What the residents of its duplicates wrote, ticket by ticket."""
        return [
            replace(event, files=one.files) if event.move is Move.FILE else event
            for one in (await self.into(ticket.number))[:LOOKED_INTO]
            for event in await self._desk.history(one.number)
            if event.move in WRITTEN
        ]

    async def mergers(self, ticket: Ticket) -> list[TicketEvent]:
        """That they were merged into it, for its history."""
        return [
            [one for one in await self._desk.history(follower.number) if one.move in MERGES][-1]
            for follower in (await self.into(ticket.number))[:TOLD]
        ]
