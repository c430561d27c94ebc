"""What a resident does: files, adds, says whether it helped, takes back. Only with their own."""

from datetime import timedelta

from msgspec import Struct

from core import clocks
from core.messages import File
from core.people import Speaker
from core.tickets import (
    RESIDENT,
    Move,
    Moved,
    Place,
    State,
    Ticket,
    TicketEvent,
    Verdict,
    move,
    number,
)

from .holding import Holding
from .refusals import TooLate


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


class Residents(Holding):
    async def file(self, resident: Speaker, draft: Draft) -> Moved:
        """Open a ticket and give it to the agency that the town file routes it to."""
        now = self.unit.now
        agency = self.town.route(draft.topic, draft.municipality)
        year = now.astimezone(self.town.zone).year
        time_for_it = self.town.first_answer_time(draft.topic)
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
            since=now,
            allowed=round(time_for_it.total_seconds()),
            solve_by=self.town.solution_deadline(draft.topic, agency.code, now),
        )
        event = TicketEvent(
            ticket.number, now, Move.FILE, RESIDENT, None, state, agency.code, draft.text
        )
        return self.record(Moved(ticket, event))

    async def add(
        self, resident: Speaker, number: str, text: str, files: tuple[File, ...]
    ) -> Moved:
        """Add to a ticket; if the agency had asked, this is the answer, and its clocks go on."""
        ticket = await self.own(resident, number)
        what = Move.INFORM if ticket.state is State.NEED_INFO else Move.ADD
        going = clocks.resumed(self.town, ticket, self.unit.now) if what is Move.INFORM else {}
        return self.record(
            move(ticket, what, RESIDENT, self.unit.now, text=text, files=files, **going)
        )

    async def confirm(
        self, resident: Speaker, number: str, verdict: Verdict = Verdict.SATISFIED
    ) -> Moved:
        """The resident says what they think of the answer, and is done with it."""
        ticket = await self.own(resident, number)
        details = (("verdict", verdict.value),)
        return self.record(
            move(ticket, Move.CONFIRM, RESIDENT, self.unit.now, details=details, verdict=verdict)
        )

    async def give_back(
        self, resident: Speaker, number: str, reason: str, files: tuple[File, ...]
    ) -> Moved:
        """The resident says it did not help: the ticket is in work again.

        Told so once too often, the coordinators have it instead. Raises :class:`TooLate`.
        """
        ticket = await self.own(resident, number)
        desk, now = self.town.desk, self.unit.now
        closed_at = ticket.since or ticket.changed_at
        if ticket.state is State.CLOSED and now - closed_at > timedelta(days=desk.return_days):
            raise TooLate(number)
        again = ticket.returns + 1 >= desk.returns_to_coordinators
        agency = self.town.coordinators.code if again else ticket.agency
        changes = clocks.started(self.town, ticket.topic, agency, now)
        if again:
            changes |= {"taken_by": "", "holder": None}
        return self.record(
            move(
                ticket,
                Move.APPEAL if again else Move.RETURN,
                RESIDENT,
                now,
                text=reason,
                files=files,
                agency=agency,
                returns=ticket.returns + 1,
                verdict=Verdict.UNSATISFIED,
                **changes,
            )
        )

    async def withdraw(self, resident: Speaker, number: str) -> Moved:
        ticket = await self.own(resident, number)
        return self.record(
            move(ticket, Move.WITHDRAW, RESIDENT, self.unit.now, left=None, solve_left=None)
        )
