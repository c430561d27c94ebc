"""The use cases: what residents and operators do to tickets.

* Every use case loads, checks who asks, makes one move of the table, and records it.
* An operator acts for the agency whose chat speaks. The coordinators may act on every ticket.
* A resident acts on their own tickets only; somebody else's does not exist for them.
* Nothing is sent here: :mod:`core.notices` says who is to be told.
"""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from .messages import File
from .people import Operator, Speaker
from .tickets import (
    RESIDENT,
    Actor,
    Move,
    Moved,
    Party,
    Place,
    State,
    Ticket,
    TicketError,
    TicketEvent,
    Verdict,
    move,
    number,
)
from .town import Town
from .work import UnitOfWork

RETURN_WITHIN = timedelta(days=14)
"""After closing, a resident may still say «не решено» (DOMAIN: ticket states)."""


class Unknown(TicketError):
    """There is no such ticket for the one who asks."""


class NotYours(TicketError):
    """The ticket is with another agency."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__(f"{ticket.number} is with {ticket.agency}")
        self.ticket = ticket


class TooLate(TicketError):
    """The time for it is over."""


class Crossed(TicketError):
    """Somebody else answered while this answer was being written."""

    def __init__(self, ticket: Ticket, event: TicketEvent) -> None:
        super().__init__(f"{ticket.number} was answered meanwhile")
        self.ticket = ticket
        self.event = event


class Draft(Struct, frozen=True):
    """A complaint as the dialog collected it. ``extras``: the topic's questions and answers."""

    text: str
    topic: str
    municipality: str
    place: Place
    files: tuple[File, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    language: str = "ru"


class Desk(Struct, frozen=True):
    town: Town
    unit: UnitOfWork

    # by the resident

    async def file(self, resident: Speaker, draft: Draft) -> Moved:
        """Open a ticket and give it to the agency that the town file routes it to."""
        now = self.unit.now
        agency = self.town.route(draft.topic, draft.municipality)
        year = now.astimezone(self.town.zone).year
        state = State.NEW if agency.code == self.town.coordinators.code else State.ROUTED
        ticket = Ticket(
            number=number(year, await self.unit.next_number(year)),
            resident=resident,
            filed_at=now,
            state=state,
            topic=draft.topic,
            municipality=draft.municipality,
            agency=agency.code,
            text=draft.text,
            place=draft.place,
            deadline=self.town.first_answer_deadline(draft.topic, agency.code, now),
            changed_at=now,
            files=draft.files,
            extras=draft.extras,
            contact=draft.contact,
            language=draft.language,
        )
        event = TicketEvent(
            ticket.number, now, Move.FILE, RESIDENT, None, state, agency.code, draft.text
        )
        return self._record(Moved(ticket, event))

    async def add(
        self, resident: Speaker, number: str, text: str, files: tuple[File, ...]
    ) -> Moved:
        """Add to a ticket; if the agency had asked, this is the answer."""
        ticket = await self.own(resident, number)
        what = Move.INFORM if ticket.state is State.NEED_INFO else Move.ADD
        return self._record(move(ticket, what, RESIDENT, self.unit.now, text=text, files=files))

    async def confirm(self, resident: Speaker, number: str) -> Moved:
        """The resident says it helped."""
        ticket = await self.own(resident, number)
        return self._record(
            move(ticket, Move.CONFIRM, RESIDENT, self.unit.now, verdict=Verdict.SATISFIED)
        )

    async def give_back(
        self, resident: Speaker, number: str, reason: str, files: tuple[File, ...]
    ) -> Moved:
        """The resident says it did not help: the ticket is in work again."""
        ticket = await self.own(resident, number)
        if ticket.state is State.CLOSED and self.unit.now - ticket.changed_at > RETURN_WITHIN:
            raise TooLate(number)
        return self._record(
            move(
                ticket,
                Move.RETURN,
                RESIDENT,
                self.unit.now,
                text=reason,
                files=files,
                returns=ticket.returns + 1,
                verdict=Verdict.UNSATISFIED,
                deadline=self.town.first_answer_deadline(
                    ticket.topic, ticket.agency, self.unit.now
                ),
            )
        )

    async def withdraw(self, resident: Speaker, number: str) -> Moved:
        ticket = await self.own(resident, number)
        return self._record(move(ticket, Move.WITHDRAW, RESIDENT, self.unit.now))

    async def own(self, resident: Speaker, number: str) -> Ticket:
        """Load a ticket of this resident's own. Raises :class:`Unknown` for any other."""
        ticket = await self.unit.ticket(number)
        if ticket is None or ticket.resident != resident:
            raise Unknown(number)
        return ticket

    # by an agency

    async def take(self, operator: Operator, number: str) -> Moved:
        ticket = await self.held(operator, number)
        return self._record(
            move(ticket, Move.TAKE, _actor(operator), self.unit.now, taken_by=operator.name)
        )

    async def ask(
        self, operator: Operator, number: str, question: str, files: tuple[File, ...] = ()
    ) -> Moved:
        ticket = await self.held(operator, number)
        return self._record(
            move(
                ticket,
                Move.ASK,
                _actor(operator),
                self.unit.now,
                text=question,
                files=files,
                taken_by=ticket.taken_by or operator.name,
            )
        )

    async def answer(
        self, operator: Operator, number: str, text: str, files: tuple[File, ...], seen: int
    ) -> Moved:
        """Answer the resident. ``seen``: how many answers there were when this one was begun.

        Raises :class:`Crossed` if a colleague's came meanwhile.
        """
        ticket = await self.held(operator, number)
        if ticket.answers > seen:
            raise Crossed(ticket, await self._last_answer(number))
        return self._record(
            move(
                ticket,
                Move.ANSWER,
                _actor(operator),
                self.unit.now,
                text=text,
                files=files,
                answers=ticket.answers + 1,
                taken_by=operator.name,
            )
        )

    async def refuse(self, operator: Operator, number: str, reason: str) -> Moved:
        """«Не наше»: back to the coordinators, with who and why."""
        ticket = await self.held(operator, number)
        if ticket.agency == self.town.coordinators.code:
            raise NotYours(ticket)
        return self._record(
            move(
                ticket,
                Move.REFUSE,
                _actor(operator),
                self.unit.now,
                text=reason,
                agency=self.town.coordinators.code,
                taken_by="",
            )
        )

    async def route(self, operator: Operator, number: str, agency: str) -> Moved:
        """The coordinators give a ticket to an agency; its clock starts anew there."""
        ticket = await self.held(operator, number)
        if operator.agency != self.town.coordinators.code:
            raise NotYours(ticket)
        return self._record(
            move(
                ticket,
                Move.ROUTE,
                _actor(operator),
                self.unit.now,
                agency=agency,
                taken_by="",
                deadline=self.town.first_answer_deadline(ticket.topic, agency, self.unit.now),
            )
        )

    async def reveal(self, operator: Operator, number: str) -> Moved:
        """Show the resident's contact to an operator; the history keeps to whom."""
        ticket = await self.held(operator, number)
        now, by = self.unit.now, _actor(operator)
        event = TicketEvent(number, now, Move.REVEAL, by, ticket.state, ticket.state, ticket.agency)
        return self._record(Moved(ticket, event, ticket))

    async def held(self, operator: Operator, number: str) -> Ticket:
        """Load a ticket this operator's agency may act on."""
        ticket = await self.unit.ticket(number)
        if ticket is None:
            raise Unknown(number)
        if operator.agency not in (ticket.agency, self.town.coordinators.code):
            raise NotYours(ticket)
        return ticket

    async def history(self, number: str) -> Sequence[TicketEvent]:
        return await self.unit.history(number)

    async def _last_answer(self, number: str) -> TicketEvent:
        history = await self.unit.history(number)
        return next(event for event in reversed(history) if event.move is Move.ANSWER)

    def _record(self, moved: Moved) -> Moved:
        self.unit.record(moved)
        return moved


def _actor(operator: Operator) -> Actor:
    return Actor(Party.AGENCY, operator.agency, operator.name)
