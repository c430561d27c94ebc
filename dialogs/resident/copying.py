"""«Получить копию»: all that is kept of a resident, as a text that a telephone can read.

* It is ordered in the turn that asks for it, for who speaks there, and follows when it is made, see
  :mod:`core.reports.copies`.
* What stands in it is what its reader may see: of a ticket's history the lines that «Мои обращения»
  has, without what agencies say among themselves; that their contact was shown, and to whom.
* Tickets are read a page at a time, the first filed first: a long story is never held whole.
"""

from collections.abc import Sequence
from datetime import timedelta

from core.desk import Desk
from core.messages import File
from core.people import Speaker
from core.privacy import Kept
from core.reports.copies import Copy, as_file
from core.tickets import Move, Ticket, TicketEvent
from core.town import Town
from core.words.quoting import in_line
from core.work import UnitOfWork
from dialogs.conversation import Conversation
from dialogs.effects import Phrase, Stamp, Until, phrase
from dialogs.office import Office
from dialogs.ticket.whereabouts import where_is

from .looking import as_own
from .mine import history_line, without_undone
from .rooms import LANGUAGES

BOM = "\ufeff"
"""Without it a telephone may take the letters for another alphabet's."""

OFTEN, WITHIN = 3, timedelta(hours=1)
"""Copies that one person may order in this time: each is read from the whole of their tickets."""

PAGE = 20
"""Tickets in a transaction."""

LINE_AT_MOST = 20_000
"""Characters of what was said in a line of a history: all of it."""


async def order_copy(town: Town, unit: UnitOfWork, resident: Speaker, talk: Conversation) -> Phrase:
    """Order a copy for who speaks, and tell what comes."""
    if await unit.privacy.copies_since(resident, unit.now - WITHIN) >= OFTEN:
        return phrase("copy-too-often", limit=OFTEN)
    order = Copy(resident, talk.language, talk.name, unit.now)
    day = unit.now.astimezone(town.zone)
    name = f"Мои данные {day:%d.%m.%Y}.txt"
    await unit.make(as_file(order, name), resident.peer)
    return phrase("copy-begun")


class Copyist:
    """Writes a copy, on one unit of work after another."""

    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        self._town = office.town
        self._catalogue = office.catalogue
        self._unit = unit
        self._desk = Desk(office.town, unit)

    async def head(self, order: Copy) -> str:
        """What is known of the person, and how many tickets follow."""
        kept = await self._unit.privacy.kept(order.resident)
        return BOM + self._written(order, self._about(order, kept))

    async def page(self, order: Copy, page: int) -> str:
        """A page (from 0) of the tickets; "" after the last."""
        numbers = await self._unit.privacy.numbers_of(order.resident)
        told = ""
        for number in numbers[page * PAGE : (page + 1) * PAGE]:
            ticket = await self._unit.ticket(number)
            if ticket is not None and ticket.resident == order.resident:
                told += "\n" + self._written(order, await self._ticket(ticket))
        return told

    def _written(self, order: Copy, lines: Sequence[Phrase]) -> str:
        say, zone = self._catalogue.say, self._town.zone
        return "".join(f"{say(order.language, line, zone)}\n" for line in lines)

    def _about(self, order: Copy, kept: Kept) -> Sequence[Phrase]:
        door = phrase("copy-door", door=order.resident.door)
        return (
            phrase("copy-head", town=self._town.name, at=Stamp(order.at), door=door),
            phrase(
                "copy-person",
                name=order.name,
                person=str(order.resident.person),
                language=LANGUAGES.get(order.language, order.language),
                quiet="yes" if kept.quiet else "",
            ),
            *(
                phrase("copy-consent", version=one.version, at=Stamp(one.at), door=door)
                for one in kept.consents
            ),
            phrase("copy-tickets", tickets=kept.tickets),
        )

    async def _ticket(self, ticket: Ticket) -> Sequence[Phrase]:
        seen = await as_own(self._desk, ticket)
        leads = seen.main or ticket
        lines = [
            phrase(
                "copy-ticket",
                number=ticket.number,
                at=Stamp(ticket.filed_at),
                topic=self._town.topic_named(ticket.topic),
                place=where_is(self._town, ticket.place, ticket.municipality),
                point=", ".join(f"{one:.6f}" for one in ticket.place.point or ()),
                text=ticket.text,
                contact=ticket.contact,
                agency=self._town.who_answers(leads.agency),
                state=phrase(f"state-{leads.state}"),
                deadline=Until(leads.deadline, leads.changed_at) if leads.state.is_open else "",
                outcome=phrase(f"outcome-{leads.outcome}") if leads.outcome else "",
            )
        ]
        lines += [
            phrase("copy-extra", question=question, answer=said) for question, said in ticket.extras
        ]
        lines += _files(ticket.files)
        lines.append(phrase("copy-history"))
        for event in without_undone(seen.history):
            lines += self._event(event)
        return lines

    def _event(self, event: TicketEvent) -> Sequence[Phrase]:
        if event.move is Move.REVEAL:
            who = self._town.who_answers(event.by.agency)
            return (phrase("copy-revealed", at=Stamp(event.at), agency=who),)
        line = history_line(event, LINE_AT_MOST)
        return (phrase("copy-line", line=line), *_files(event.files)) if line is not None else ()


def _files(files: tuple[File, ...]) -> list[Phrase]:
    return [phrase("copy-file", kind=file.kind.value, name=in_line(file.name)) for file in files]
