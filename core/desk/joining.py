"""Joining: who reports what somebody reported already may leave it at that.

DOMAIN: in one real city every fifth complaint had an earlier one for the same reason within 50 m
and 30 days. The town file says how near and how late that is.

Whatever is said of the earlier one is told to who joined, as to everybody whose ticket is a
duplicate. It was their word alone, and so they may take it back.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.actors import RESIDENT
from core.people import Speaker
from core.tickets import Impossible, Move, Moved, Ticket, TicketEvent, may, move
from core.timing import clocks
from core.town import Town

from .holding import Holding
from .refusals import Unlike

LOOKED_AT = 5
"""Open tickets on the topic close by that are looked at."""

MERGES = frozenset({Move.JOIN, Move.MERGE})


class Joining(Holding):
    async def alike(self, ticket: Ticket) -> Ticket | None:
        """What is open on the same topic at the same place, and was reported before; None: nothing
        is, or nobody is to be told of it: of a private topic, of an emergency, of what the
        coordinators have to sort out first."""
        desk, topic = self.town.desk, self.town.topic(ticket.topic)
        if topic is None or topic.private or topic.emergency or not desk.alike_metres:
            return None
        if ticket.agency == self.town.coordinators.code or not may(ticket, Move.JOIN):
            return None
        since = ticket.filed_at - timedelta(days=desk.alike_days)
        found = await self.unit.finding.near(ticket, ticket.agency, LOOKED_AT, ticket.topic)
        for near in found:
            if near.metres > desk.alike_metres:
                return None
            one = await self.unit.ticket(near.number)
            if one is not None and one.number < ticket.number and one.filed_at >= since:
                return one
        return None

    async def join(self, resident: Speaker, number: str) -> Moved:
        """Leave it at what somebody reported already. Raises :class:`Unlike`: what that is, is
        looked for anew, and never taken from a button. Who has parted again has said so: an
        agency's chat is not told the one and the other for ever."""
        ticket = await self.own(resident, number)
        parted = any(one.move is Move.PART for one in await self.history(number))
        if parted or not may(ticket, Move.JOIN):
            raise Impossible(Move.JOIN, ticket)
        into = await self.alike(ticket)
        if into is None:
            raise Unlike(number)
        return self.record(
            move(
                ticket,
                Move.JOIN,
                RESIDENT,
                self.unit.now,
                details=(("into", into.number),),
                into=into.number,
                left=None,
                solve_left=None,
            )
        )

    async def part(self, resident: Speaker, number: str) -> Moved:
        """It is another problem after all: its agency has it again, and its clocks begin anew."""
        ticket = await self.own(resident, number)
        if not has_joined(await self.history(number)):
            raise Impossible(Move.PART, ticket)
        return self.record(parted(self.town, ticket, self.unit.now, ("from", ticket.into or "")))


def has_joined(history: Sequence[TicketEvent]) -> bool:
    """Was it the resident's own word that made it a duplicate?"""
    merges = [one.move for one in history if one.move in MERGES]
    return bool(merges) and merges[-1] is Move.JOIN


def parted(
    town: Town, ticket: Ticket, now: datetime, *details: tuple[str, str], ours: bool = False
) -> Moved:
    """It goes on by itself, with the agency that it was filed to; where the town file has that no
    more, or it is ``ours`` to look at, with the coordinators."""
    ours = ours or town.agency(ticket.agency) is None
    agency = town.coordinators.code if ours else ticket.agency
    return move(
        ticket,
        Move.UNMERGE if ours else Move.PART,
        RESIDENT,
        now,
        details=details,
        agency=agency,
        into=None,
        taken_by="",
        holder=None,
        **clocks.started(town, ticket.topic, agency, now),
    )
