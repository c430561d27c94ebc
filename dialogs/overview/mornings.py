"""The morning of an agency: what the day brings, told once at the opening of its working day.

Rules
-----
* It is told in the agency's own zone and hours, on its working days, in its own chat. Whoever has
  no chat is told nothing: the coordinators hear what is late there.
* Where there is nothing to tell, nothing is told.
* Who stands in for another is told of that one's day besides, in the morning of their own: the one
  who is away may read it or not. Where such a one keeps silence, the coordinators hear who it is.
* The coordinators are told of the day of an agency that is gone from the town file as of their own.
* That an agency was told is written down with the message: a restart, or a clock that is moved,
  tells it neither twice nor not at all. A morning that was missed is told later in the day; a day
  that was missed is not.
"""

from collections.abc import Sequence
from datetime import date

from core.messages import Lane, Message, Outgoing
from core.people import Peer
from core.reports.digests import LOOKED_THROUGH, Digest, Untouched, digest, end_of, is_silent
from core.substitutions import Substituted, left_behind, standing_in, stands_in_for
from core.tickets import State, Ticket
from core.timing.agency_day import heard, morning
from core.town import Agency
from core.work import Watched
from dialogs.effects import Phrase, Stamp, phrase
from dialogs.office import Office
from dialogs.ticket.remaining import shown
from dialogs.ticket.whereabouts import topic_name

LINES = 5
"""Tickets that are named of each kind; of the rest it is said how many they are."""


class Mornings:
    def __init__(self, office: Office, unit: Watched) -> None:
        self._office = office
        self._town = office.town
        self._unit = unit

    async def greet(self, only: str = "") -> int:
        """Tell every agency that waits for it (or ``only`` this one); return how many."""
        greeted = 0
        for agency, day in await self.waiting():
            chat = await self._unit.chat_of(agency.code)
            if chat is not None and only in ("", agency.code):
                await self._greet(agency, day, chat)
                greeted += 1
        return greeted

    async def waiting(self) -> Sequence[tuple[Agency, date]]:
        """The agencies with a chat whose day has begun, and which were not told of it."""
        begun = [(one, day) for one in self._town.agencies if (day := self._begun(one))]
        if not begun:
            return ()
        told = await self._unit.mornings.greeted(min(day for _, day in begun))
        return [
            (agency, day)
            for agency, day in begun
            if (agency.code, day) not in told and await self._unit.chat_of(agency.code)
        ]

    async def skip(self, agency: str) -> None:
        """Do as if this agency had been told."""
        for one, day in await self.waiting():
            if one.code == agency:
                await self._unit.mornings.greet(agency, day)

    def _begun(self, agency: Agency) -> date | None:
        """The agency's day, if it is a working one, has begun and is not over."""
        calendar, now = self._town.calendar(agency.code), self._unit.now
        day = now.astimezone(calendar.zone).date()
        begins = morning(calendar, day)
        if begins is None or now < begins or heard(calendar, now) > now:
            return None
        return day

    async def _greet(self, agency: Agency, day: date, chat: Peer) -> None:
        await self._unit.mornings.greet(agency.code, day)
        told, late = await self._due(agency.code), await self._late(agency)
        if told or late:
            self._say(chat, agency, self._digest(told, late))
        away = await self._unit.substitutions.in_force()
        for code in stands_in_for(away, agency.code):
            other = self._town.agency(code)
            if other is not None and (theirs := await self._due(other.code)):
                self._say(chat, agency, self._digest(theirs, (), other.short))
        if agency.coordinators:
            for code in await left_behind(self._unit.finding, self._town):
                if theirs := await self._due(code):
                    self._say(chat, agency, self._digest(theirs, (), code))
        if agency.coordinators and (silent := await self._silent(away)):
            lines = tuple(self._silent_line(one, away) for one in silent)
            self._say(chat, agency, phrase("silent", lines=lines))

    async def _due(self, agency: str) -> Digest:
        """What the agency's own day brings, by its own calendar."""
        calendar, now = self._town.calendar(agency), self._unit.now
        ends = end_of(calendar, now.astimezone(calendar.zone).date())
        found = await self._unit.mornings.due_by(agency, ends, LOOKED_THROUGH + 1)
        return digest(calendar, found, now)

    def _say(self, chat: Peer, agency: Agency, text: Phrase) -> None:
        language, zone = self._town.language, self._town.calendar(agency.code).zone
        message = Message(self._office.catalogue.say(language, text, zone))
        self._unit.send(Outgoing(chat, message, Lane.NOTICE, private=False, language=language))

    # what is due

    def _digest(self, told: Digest, late: Sequence[Phrase], whose: str = "") -> Phrase:
        """``whose``: of the agency that another stands in for."""
        return phrase(
            "digest",
            whose=whose,
            late="yes" if late else "no",  # no /queue of theirs has it
            lines=(
                *self._section(phrase("digest-late", count=len(told.late)), told.late),
                *self._section(phrase("digest-due", count=len(told.due)), told.due),
                *self._section(phrase("digest-promised", count=len(told.promised)), told.promised),
                *self._section(phrase("digest-waiting", count=len(told.waiting)), told.waiting),
                *late,
                *((phrase("digest-more"),) if told.more else ()),
            ),
        )

    def _section(self, title: Phrase, tickets: Sequence[Ticket]) -> tuple[Phrase, ...]:
        if not tickets:
            return ()
        lines = tuple(
            phrase(
                "digest-line-stands" if ticket.state is State.NEED_INFO else "digest-line",
                number=ticket.number,
                topic=topic_name(self._town, ticket.topic),
                left=shown(self._town, ticket, self._unit.now),
            )
            for ticket in tickets[:LINES]
        )
        rest = len(tickets) - LINES
        return (title, *lines, *((phrase("digest-rest", count=rest),) if rest > 0 else ()))

    # what the coordinators are told of others

    async def _late(self, agency: Agency) -> tuple[Phrase, ...]:
        if not agency.coordinators:
            return ()
        late = await self._unit.mornings.late(self._unit.now)
        lines = tuple(
            phrase("digest-agency", agency=one.short, count=late[one.code])
            for one in self._town.agencies
            if one.code in late and not one.coordinators
        )
        return (phrase("digest-agencies"), *lines) if lines else ()

    async def _silent(self, away: Substituted) -> tuple[Untouched, ...]:
        silent, town, now = [], self._town, self._unit.now
        for lies in await self._unit.mornings.untouched():
            agency = lies.agency
            if agency == town.coordinators.code or not is_silent(town, agency, lies.since, now):
                continue
            instead = standing_in(away, agency)
            acted = await self._unit.mornings.last_act(agency, lies, instead)
            if acted is None or is_silent(town, agency, acted, now):
                silent.append(lies)
        return tuple(silent)

    def _silent_line(self, lies: Untouched, away: Substituted) -> Phrase:
        instead = standing_in(away, lies.agency)
        return phrase(
            "silent-agency",
            agency=self._town.agency_short(lies.agency),
            by=self._town.agency_short(instead[-1]) if instead else "",
            count=lies.count,
            ticket=lies.oldest,
            at=Stamp(lies.since),
        )
