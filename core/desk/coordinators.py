"""What only the coordinators do: route, recall, reclassify, reject, merge and unmerge."""

from core.people import Operator
from core.tickets import Details, Move, Moved, State, Ticket, move
from core.timing import clocks
from core.timing.retiming import retimed

from .holding import Holding, actor
from .refusals import BadMerge

GONE = frozenset({State.REJECTED, State.DUPLICATE, State.WITHDRAWN, State.CLOSED})
"""Nothing is merged into these: nobody will say anything about them any more."""


class Coordinators(Holding):
    async def route(self, operator: Operator, number: str, agency: str) -> Moved:
        """Give a ticket to an agency; its clocks start anew there, in its own hours."""
        ticket = await self.coordinated(operator, number)
        return self._routed(operator, ticket, agency)

    async def reclassify(
        self, operator: Operator, number: str, topic: str = "", municipality: str = ""
    ) -> Moved:
        """Change what a ticket is about, or where; "" leaves it.

        Where the town file's routes lead elsewhere by that, it goes there. The clocks follow.
        """
        ticket = await self.coordinated(operator, number)
        topic, municipality = topic or ticket.topic, municipality or ticket.municipality
        changed: clocks.Changes = {"topic": topic, "municipality": municipality}
        details = tuple(
            (name, getattr(ticket, name))
            for name, now in changed.items()
            if getattr(ticket, name) != now
        )
        agency = self.town.route(topic, municipality).code
        if agency != ticket.agency:
            return self._routed(operator, ticket, agency, details, changed)
        times = retimed(self.town, ticket, topic)
        return self.record(
            move(
                ticket,
                Move.RECLASSIFY,
                actor(operator),
                self.unit.now,
                details=details,
                **changed,
                **times,
            )
        )

    def _routed(
        self,
        operator: Operator,
        ticket: Ticket,
        agency: str,
        details: Details = (),
        changed: clocks.Changes | None = None,
    ) -> Moved:
        changed = changed or {}
        topic = str(changed.get("topic") or ticket.topic)
        to_us = agency == self.town.coordinators.code
        return self.record(
            move(
                ticket,
                Move.RECALL if to_us else Move.ROUTE,
                actor(operator),
                self.unit.now,
                details=details,
                agency=agency,
                taken_by="",
                holder=None,
                **changed,
                **clocks.started(self.town, topic, agency, self.unit.now),
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
        target = await self.target_of(number, into)
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

    async def target_of(self, number: str, into: str) -> Ticket:
        """What a ticket would become the duplicate of. Raises :class:`BadMerge`."""
        target = await self.main_of(into)
        if target.number == number or target.state in GONE:
            raise BadMerge(into, target)
        return target

    async def unmerge(self, operator: Operator, number: str) -> Moved:
        """It was no duplicate: the coordinators have it again, and its clocks begin anew."""
        ticket = await self.coordinated(operator, number)
        ours = self.town.coordinators.code
        return self.record(
            move(
                ticket,
                Move.UNMERGE,
                actor(operator),
                self.unit.now,
                details=(("from", ticket.into or ""),),
                agency=ours,
                into=None,
                taken_by="",
                holder=None,
                **clocks.started(self.town, ticket.topic, ours, self.unit.now),
            )
        )
