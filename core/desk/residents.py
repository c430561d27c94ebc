"""What a resident does: files, adds, says whether it helped, takes back. Only with their own."""

from collections.abc import Sequence
from datetime import timedelta

from msgspec import Struct

from core.actors import RESIDENT
from core.messages import File
from core.numbers import number
from core.people import Speaker
from core.places import Place
from core.tickets import (
    Impossible,
    Move,
    Moved,
    State,
    Ticket,
    TicketError,
    TicketEvent,
    Verdict,
    may,
    move,
)
from core.timing import clocks
from core.words.reachable import listed, together

from .holding import Holding
from .joining import has_joined, parted
from .refusals import TooLate

WITHDRAWN = "withdrawn"
"""The detail that tells whose withdrawal left a ticket by itself."""

LATEST = 50
"""Tickets of a resident among which the one is looked for that a verdict is about."""


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
        self,
        resident: Speaker,
        number: str,
        text: str,
        files: tuple[File, ...],
        contacts: tuple[str, ...] = (),
    ) -> Moved:
        """Add to a ticket; if the agency had asked, this is the answer, and its clocks go on.
        ``contacts``: by which the resident is reached besides.

        An answer that comes when the ticket is closed for want of it opens the ticket again:
        see :meth:`give_back`.
        """
        ticket = await self.own(resident, number)
        if ticket.state is State.CLOSED:
            last = await self.unit.last_move(number)
            if last is not None and last.event.move is Move.EXPIRE:
                return await self.give_back(resident, number, text, files, contacts)
        what = Move.INFORM if ticket.state is State.NEED_INFO else Move.ADD
        going = clocks.resumed(self.town, ticket, self.unit.now) if what is Move.INFORM else {}
        if ticket.state is State.ANSWERED:
            going["since"] = self.unit.now  # who writes is not silent: the days begin anew
        going |= _reached(ticket, contacts)
        return self.record(
            move(ticket, what, RESIDENT, self.unit.now, text=text, files=files, **going)
        )

    async def confirm(
        self, resident: Speaker, number: str, verdict: Verdict = Verdict.SATISFIED
    ) -> Moved:
        """The resident says what they think of the answer, and is done with it."""
        ticket = await self.own(resident, number)
        await self._heard(ticket, Move.CONFIRM)
        details = (("verdict", verdict.value),)
        return self.record(
            move(ticket, Move.CONFIRM, RESIDENT, self.unit.now, details=details, verdict=verdict)
        )

    async def give_back(
        self,
        resident: Speaker,
        number: str,
        reason: str,
        files: tuple[File, ...],
        contacts: tuple[str, ...] = (),
    ) -> Moved:
        """The resident says it did not help: the ticket is in work again.

        Told so once too often, the coordinators have it instead. Of a duplicate whose ticket is
        worked on anyway, they are words that are added. Raises :class:`TooLate`.
        """
        ticket = await self.own(resident, number)
        if ticket.state is State.DUPLICATE and (await self.main_of(number)).state.is_open:
            return await self.add(resident, number, reason, files, contacts)
        desk, now = self.town.desk, self.unit.now
        main = await self._heard(ticket, Move.RETURN)
        if self._is_too_late(main):
            raise TooLate(number, desk.return_days)
        again = ticket.returns + 1 >= desk.returns_to_coordinators
        agency = self.town.coordinators.code if again else main.agency
        changes = clocks.started(self.town, ticket.topic, agency, now)
        changes |= _reached(ticket, contacts)
        if again:
            changes |= {"taken_by": "", "holder": None}
        elif main != ticket:
            changes |= {"taken_by": main.taken_by, "holder": main.holder}
        return self.record(
            move(
                ticket,
                Move.APPEAL if again else Move.RETURN,
                RESIDENT,
                now,
                text=reason,
                files=files,
                agency=agency,
                into=None,
                returns=ticket.returns + 1,
                verdict=Verdict.UNSATISFIED,
                **changes,
            )
        )

    async def is_too_late(self, ticket: Ticket) -> bool:
        """Are the days over in which it could have been returned?"""
        if ticket.state is not State.DUPLICATE:
            return self._is_too_late(ticket)
        try:
            return self._is_too_late(await self.main_of(ticket.number))
        except TicketError:  # what it is of cannot be told: that is said when it is returned
            return False

    def _is_too_late(self, main: Ticket) -> bool:
        closed_at = main.since or main.changed_at
        days = timedelta(days=self.town.desk.return_days)
        return main.state is State.CLOSED and self.unit.now - closed_at > days

    async def judgeable(
        self, resident: Speaker, what: Move, *, waiting: bool = False
    ) -> Sequence[Ticket]:
        """Those of a resident's latest tickets whose answer they may judge so now. A closed one
        counts only where none waits for its verdict; with ``waiting`` never."""
        latest, _ = await self.unit.tickets_of(resident, 0, LATEST)
        able = [one for one in latest if may(one, what) and await self._is_judgeable(one, what)]
        unjudged = [one for one in able if _waits_for_verdict(one)]
        return unjudged if waiting else unjudged or able

    async def _is_judgeable(self, ticket: Ticket, what: Move) -> bool:
        try:
            return not self._is_too_late(await self._heard(ticket, what))
        except TicketError:
            return False

    async def withdraw(self, resident: Speaker, number: str) -> Moved:
        """Those who reported the same and were merged into it are not left alone: the first of
        them inherits the others, see :meth:`inherit`."""
        ticket = await self.own(resident, number)
        followers = await self.followers(number)
        heir = followers[0].number if followers else None
        into = heir if ticket.into is None else ticket.into
        return self.record(
            move(
                ticket,
                Move.WITHDRAW,
                RESIDENT,
                self.unit.now,
                left=None,
                solve_left=None,
                into=into,
            )
        )

    async def inherit(self, number: str) -> Moved | None:
        """After a withdrawal: the first duplicate becomes a ticket of its own; None if there was
        none. Who joined by their own word is back with the agency they wrote to; what coordinators
        merged is theirs to look at."""
        ticket = await self.unit.ticket(number)
        heir = await self.unit.ticket(ticket.into) if ticket and ticket.into else None
        if ticket is None or heir is None or heir.into is None:
            return None
        if number not in await self._way_of(heir):
            return None
        ours = not has_joined(await self.history(heir.number))
        why = (("from", number), (WITHDRAWN, number))
        return self.record(parted(self.town, heir, self.unit.now, *why, ours=ours))

    async def _way_of(self, ticket: Ticket) -> set[str]:
        """The numbers that duplicates lead through; a circle ends."""
        way: set[str] = set()
        into = ticket.into
        while into is not None and into not in way:
            way.add(into)
            following = await self.unit.ticket(into)
            into = following.into if following else None
        return way

    async def _heard(self, ticket: Ticket, what: Move) -> Ticket:
        """The ticket whose answer this resident has heard: of a duplicate, the one it was merged
        into. Raises :class:`Impossible` while that is worked on; what ended without an answer is to
        be returned, and helped nobody."""
        if ticket.state is not State.DUPLICATE:
            return ticket
        main = await self.main_of(ticket.number)
        unheard = what is Move.CONFIRM and not main.answers  # rejected, or closed for want of words
        if unheard or main.state.is_open or main.state is State.WITHDRAWN:
            raise Impossible(what, ticket)
        return main


def _reached(ticket: Ticket, contacts: tuple[str, ...]) -> clocks.Changes:
    """By these too."""
    return {"contact": listed(together(ticket.contact, contacts))} if contacts else {}


def _waits_for_verdict(ticket: Ticket) -> bool:
    """What was returned and is answered anew waits again, whatever was thought of it before."""
    again = ticket.verdict is None and ticket.state is not State.CLOSED
    return ticket.state is State.ANSWERED or again
