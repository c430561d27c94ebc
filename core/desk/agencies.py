"""What an agency's operators do with its tickets, and its supervisor with their answers.

The coordinators may do all of it on every ticket.
"""

from datetime import date, timedelta

from msgspec.structs import replace

from core.messages import File
from core.notices import ToResident, after
from core.people import Operator, Speaker
from core.tickets import (
    UNDONE,
    Details,
    Impossible,
    Move,
    Moved,
    Outcome,
    State,
    Ticket,
    TicketEvent,
    may,
    move,
    stamp_of,
    undone,
)
from core.timing import clocks
from core.timing.looks import share_reached

from .holding import Holding, actor
from .refusals import (
    AnothersMove,
    BadDate,
    Crossed,
    NoResident,
    NotYours,
    SupervisorsOnly,
    ToldAlready,
    TooOften,
    Undone,
)

FARTHEST = timedelta(days=366)
"""Whoever promises something for later does not know when."""


class Agencies(Holding):
    async def take(self, operator: Operator, number: str) -> Moved:
        ticket = await self.held(operator, number)
        return self._make(ticket, Move.TAKE, operator, **_theirs(operator))

    async def assign(self, operator: Operator, number: str, name: str, to: Speaker) -> Moved:
        """Give a ticket to a colleague in the same chat."""
        ticket = await self.held(operator, number)
        return self._make(
            ticket, Move.ASSIGN, operator, details=(("to", name),), taken_by=name, holder=to
        )

    async def ask(
        self, operator: Operator, number: str, question: str, files: tuple[File, ...] = ()
    ) -> Moved:
        """Ask the resident; the clocks stand until they answer. Raises :class:`NoResident`."""
        ticket = await self.held(operator, number)
        if not ticket.has_resident:
            raise NoResident(number)
        theirs = _theirs(operator) if not ticket.taken_by else {}
        return self._make(
            ticket,
            Move.ASK,
            operator,
            text=question,
            files=files,
            **theirs,
            **clocks.stopped(self.town, ticket, self.unit.now),
        )

    async def promise(self, operator: Operator, number: str, day: date, text: str) -> Moved:
        """Promise that it is done on a day; ``text`` says what, or why it takes longer.

        Raises :class:`BadDate`, and :class:`TooOften` for who is no supervisor.
        """
        ticket, now = await self.held(operator, number), self.unit.now
        until = clocks.promised_until(self.town, ticket.agency, day)
        if until <= now or until > now + FARTHEST:
            raise BadDate(number)
        again, limit = ticket.promised is not None, self.town.desk.extensions
        if again and ticket.extensions >= limit and not self.may_supervise(operator, ticket):
            raise TooOften(ticket, limit)
        return self._make(
            ticket,
            Move.PROMISE,
            operator,
            text=text,
            details=(("until", until.isoformat()),),
            deadline=until,
            promised=until,
            extensions=ticket.extensions + again,
            left=None,
            solve_left=None,
            **_theirs(operator),
            **clocks.first_answered(self.town, ticket, now),
        )

    async def answer(
        self,
        operator: Operator,
        number: str,
        text: str,
        files: tuple[File, ...],
        seen: int,
        outcome: Outcome | None = None,
        warnings: Details = (),
    ) -> Moved:
        """Answer the resident, or where the agency demands it, ask the supervisor first.

        ``seen``: how many answers there were when this one was begun; ``warnings``: what was found
        wrong with it, and let be. Raises :class:`Crossed` if a colleague's came meanwhile.
        """
        ticket = await self.held(operator, number)
        if ticket.answers > seen:
            raise Crossed(ticket, await self._last(number, Move.ANSWER, Move.APPROVE))
        details = (*((("outcome", outcome.value),) if outcome else ()), *warnings)
        if ticket.state is State.ON_APPROVAL:
            waits = await self._last(number, Move.SUBMIT)
            anothers = not waits.by.is_same(actor(operator))
            if anothers and not self.may_supervise(operator, ticket):
                raise Crossed(ticket, waits)
            if anothers:
                details = (*details, ("instead", waits.by.name))
        agency = self.town.agency(ticket.agency)
        if agency and agency.approval and not self.may_supervise(operator, ticket):
            # One more answer to what was answered has a time of its own.
            going = (
                clocks.answering(self.town, ticket.topic, ticket.agency, self.unit.now)
                if ticket.state is State.ANSWERED
                else clocks.resumed(self.town, ticket, self.unit.now)
            )
            return self._make(
                ticket,
                Move.SUBMIT,
                operator,
                text=text,
                files=files,
                details=details,
                outcome=outcome,
                **_theirs(operator),
                **going,
            )
        return self._make(
            ticket,
            Move.ANSWER,
            operator,
            text=text,
            files=files,
            details=details,
            outcome=outcome,
            **_theirs(operator),
            **self._answered(ticket),
        )

    async def approve(self, operator: Operator, number: str, written: str | None = None) -> Moved:
        """Let the answer go that waits; ``written``: :func:`stamp_of` the one that was read
        (None: whichever waits).

        Raises :class:`SupervisorsOnly`, and :class:`Crossed` where another one waits by now.
        """
        ticket = await self.supervised(operator, number)
        if not may(ticket, Move.APPROVE):
            raise Impossible(Move.APPROVE, ticket)
        waits = await self._last(number, Move.SUBMIT)
        if written is not None and written != stamp_of(waits):
            raise Crossed(ticket, waits)
        return self._make(
            ticket,
            Move.APPROVE,
            operator,
            text=waits.text,
            files=waits.files,
            details=waits.details,
            **self._answered(ticket),
        )

    async def rework(self, operator: Operator, number: str, remark: str) -> Moved:
        """Send the answer that waits back to its author. Raises :class:`SupervisorsOnly`."""
        ticket = await self.supervised(operator, number)
        return self._make(ticket, Move.REWORK, operator, text=remark, outcome=None)

    async def correct(
        self,
        operator: Operator,
        number: str,
        text: str,
        files: tuple[File, ...],
        outcome: Outcome | None = None,
        warnings: Details = (),
    ) -> Moved:
        """Say what the last answer should have said, and what came of it.

        Where answers are approved only who approves may: raises :class:`SupervisorsOnly`.
        """
        ticket = await self.held(operator, number)
        agency = self.town.agency(ticket.agency)
        if agency and agency.approval and not self.may_supervise(operator, ticket):
            raise SupervisorsOnly(number)
        return self._make(
            ticket,
            Move.CORRECT,
            operator,
            text=text,
            files=files,
            details=(*((("outcome", outcome.value),) if outcome else ()), *warnings),
            outcome=outcome or ticket.outcome,
        )

    async def note(
        self, operator: Operator, number: str, text: str, files: tuple[File, ...] = ()
    ) -> Moved:
        """Write something down that no resident sees."""
        ticket = await self.held(operator, number)
        return self._make(ticket, Move.NOTE, operator, text=text, files=files)

    async def refuse(self, operator: Operator, number: str, reason: str) -> Moved:
        """«Не наше»: back to the coordinators, with who and why."""
        ticket = await self.held(operator, number)
        coordinators = self.town.coordinators.code
        if ticket.agency == coordinators:
            raise NotYours(ticket)
        stands_in = operator.agency not in (ticket.agency, coordinators)
        return self._make(
            ticket,
            Move.REFUSE,
            operator,
            text=reason,
            details=(("for", ticket.agency),) if stands_in else (),
            agency=coordinators,
            taken_by="",
            holder=None,
            **clocks.handed_back(self.town, ticket, coordinators, self.unit.now),
        )

    async def extend(self, operator: Operator, number: str, hours: float, reason: str) -> Moved:
        """Give more working hours for the answer: from the deadline, or from now if it is over.

        Raises :class:`SupervisorsOnly`.
        """
        ticket, now = await self.supervised(operator, number), self.unit.now
        clock, more = clocks.clock_of(self.town, ticket), timedelta(hours=hours)
        begins = max(ticket.deadline, now)
        longer = replace(
            ticket,
            deadline=clock.deadline(begins, more),
            allowed=ticket.allowed
            + round((clock.between(ticket.deadline, begins) + more).total_seconds()),
            reminded=0,
        )
        told = share_reached(self.town, longer, now) or 0
        return self._make(
            ticket,
            Move.EXTEND,
            operator,
            text=reason,
            details=(("until", longer.deadline.isoformat()),),
            deadline=longer.deadline,
            allowed=longer.allowed,
            reminded=told,
            escalated=told,
        )

    async def reveal(self, operator: Operator, number: str) -> Moved:
        """Show the resident's contact to an operator; the history keeps to whom.

        Raises :class:`NoResident`.
        """
        ticket = await self.held(operator, number)
        if not ticket.has_resident:
            raise NoResident(number)
        return self._make(ticket, Move.REVEAL, operator)

    async def undo(
        self, operator: Operator, number: str, what: Move | None = None, stamp: str = ""
    ) -> Moved:
        """Take back the last move, if it is ``what`` and the very one that :func:`stamp_of` names
        (None and "": whichever it is), while the resident has not been told. A reminder of the
        watch meanwhile is left standing.

        Who made it may, or the coordinators. Raises :class:`ToldAlready`
        (:class:`AnothersMove`), and for a ticket that is not this operator's :class:`Unknown` and
        :class:`NotYours`.
        """
        ticket, now = await self.unit.ticket(number), self.unit.now
        last = await self.unit.last_move(number)
        if last is not None and what is not None and _undid(last.event, what, stamp):
            await self.held(operator, number)
            raise Undone(number)
        if ticket is None or last is None or not self._may_undo(operator, last.event):
            if last is None or last.event.by.agency != operator.agency:
                await self.held(operator, number)
            elif last.event.move in UNDONE and self._in_time(last.event, what, stamp):
                raise AnothersMove(last.event)
            raise ToldAlready(number)
        if not self._in_time(last.event, what, stamp):
            raise ToldAlready(number)
        moved = undone(last, actor(operator), now)
        if moved.ticket.into and (await self.main_of(moved.ticket.into)).number == number:
            # Meanwhile that one was merged into this: nobody would answer either.
            raise ToldAlready(number)
        tells = any(isinstance(notice, ToResident) for notice in after(last))
        if not ticket.has_resident:
            tells = bool(tells and await self.followers(number))
        if tells and not await self.unit.take_back(number):
            raise ToldAlready(number)
        return self.record(moved)

    def _may_undo(self, operator: Operator, event: TicketEvent) -> bool:
        return self.is_coordinator(operator) or event.by.is_same(actor(operator))

    def _in_time(self, event: TicketEvent, what: Move | None, stamp: str) -> bool:
        """Is it the move that is meant, and can it still be taken back?"""
        meant = what in (None, event.move) and stamp in ("", stamp_of(event))
        age = self.unit.now - event.at
        return meant and age <= timedelta(seconds=self.town.desk.undo_seconds)

    def _answered(self, ticket: Ticket) -> clocks.Changes:
        return {
            "answers": ticket.answers + 1,
            "left": None,
            "solve_left": None,
            **clocks.first_answered(self.town, ticket, self.unit.now),
        }

    async def _last(self, number: str, *moves: Move) -> TicketEvent:
        history = await self.unit.history(number)
        return next(event for event in reversed(history) if event.move in moves)

    def _make(
        self,
        ticket: Ticket,
        what: Move,
        operator: Operator,
        *,
        text: str = "",
        files: tuple[File, ...] = (),
        details: Details = (),
        **changes: object,
    ) -> Moved:
        return self.record(
            move(
                ticket,
                what,
                actor(operator),
                self.unit.now,
                text=text,
                files=files,
                details=details,
                **changes,
            )
        )


def _undid(event: TicketEvent, what: Move, stamp: str) -> bool:
    """Was it this move that was taken back by the event?"""
    if event.move is not Move.UNDO or event.detail("move") != what:
        return False
    return stamp in ("", event.detail("stamp"))


def _theirs(operator: Operator) -> clocks.Changes:
    return {"taken_by": operator.name, "holder": operator.speaker}
