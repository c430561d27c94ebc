"""What is told of the files of a ticket: which could not be had, and which came late.

A file that does not reach whom it was for is told to the agency, under the card: they can ask
the resident for it, or send their own again.
"""

from msgspec import Struct

from core.actors import Party
from core.files import Loss
from core.messages import File, FileKind, Lane, Message, Outgoing
from core.people import Peer
from core.reports import copies
from core.tickets import Ticket, TicketEvent
from core.work import UnitOfWork

from .conversation import load
from .effects import phrase
from .office import Office
from .telling import Teller


class _Part(Struct, frozen=True):
    """Which file of which part of a ticket. ``event`` is None for the complaint itself."""

    ticket: Ticket
    files: tuple[File, ...]
    at: int
    event: TicketEvent | None = None

    @property
    def is_agencys(self) -> bool:
        return self.event is not None and self.event.by.party is Party.AGENCY

    @property
    def agency(self) -> str:
        return self.event.by.agency if self.event and self.is_agencys else self.ticket.agency


class FileTeller:
    """Tells what became of files, on one unit of work."""

    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        self._office = office
        self._unit = unit
        self._teller = Teller(office, unit)

    async def reader(self, file: File, number: str) -> Peer | None:
        """The chat that the file was for; None if there is none."""
        part = await self._part(file, number)
        if part is None:
            return None
        if part.is_agencys:
            return part.ticket.resident.peer if part.ticket.has_resident else None
        chat, _ = await self._teller.office_of(part.agency)
        return chat

    async def lost(self, file: File, number: str, why: Loss) -> None:
        """Tell the agency, under the ticket's card, that a file did not arrive."""
        part = await self._part(file, number)
        if part is None or (part.is_agencys and not part.ticket.has_resident):
            return
        text = phrase(
            "file-lost-answer" if part.is_agencys else "file-lost",
            ticket=number,
            file=phrase(f"file-{file.kind}", which=part.at, count=len(part.files)),
            why=phrase("file-lost-why", why=why.value),
        )
        message = Message(self._office.cards.say(text))
        await self._teller.beneath(part.ticket, part.agency, message)

    async def came(self, file: File, number: str, peer: Peer) -> None:
        """Send a file on to a chat whose message had to go without it."""
        part = await self._part(file, number)
        if part is None:
            return
        if not part.is_agencys:
            text = self._office.cards.say(phrase("file-came", ticket=number))
            message = Message("", files=(file,), caption=text)
            chat, _ = await self._teller.office_of(part.agency)
            if chat == peer:  # an agency that moved got the whole card anew
                await self._teller.beneath(part.ticket, part.agency, message)
            return
        resident = part.ticket.resident
        if not part.ticket.has_resident:
            return
        talk = load(resident, await self._unit.recall(resident))
        zone = self._office.town.zone
        text = self._office.catalogue.say(talk.language, phrase("file-came", ticket=number), zone)
        message = Message("", files=(file,), caption=text)
        self._unit.send(
            Outgoing(
                peer,
                message,
                Lane.NOTICE,
                ticket=number,
                client=talk.client,
                language=talk.language,
            )
        )

    async def made(self, file: File, peer: Peer) -> None:
        """Send what the house made to the chat that waits for it; a copy of somebody's data, to
        nobody else's."""
        private = copies.is_copy(file)
        if private and not copies.is_for(file, peer):
            return
        self._unit.send(Outgoing(peer, Message("", files=(file,)), Lane.NOTICE, private=private))

    async def unmade(self, file: File, peer: Peer) -> None:
        """Say that something of the house could not be made."""
        await self._say_of_made(file, peer, "unmade")

    async def unsent(self, file: File, peer: Peer) -> None:
        """Say that the messenger did not take what was made for this chat."""
        await self._say_of_made(file, peer, "unsent")

    async def _say_of_made(self, file: File, peer: Peer, what: str) -> None:
        if copies.is_copy(file):
            language = copies.language_of(file) or self._office.town.language
            text = self._office.cards.say_in(language, phrase(f"copy-{what}"))
            self._unit.send(Outgoing(peer, Message(text), Lane.NOTICE, language=language))
            return
        made = "poster" if file.kind is FileKind.PHOTO else "export"
        text = self._office.cards.say(phrase(f"{made}-{what}"))
        self._unit.send(Outgoing(peer, Message(text), Lane.NOTICE, private=False))

    async def _part(self, file: File, number: str) -> _Part | None:
        """Find the file in its ticket, the complaint first."""
        ticket = await self._unit.ticket(number)
        if ticket is None:
            return None
        if (at := _place(file, ticket.files)) is not None:
            return _Part(ticket, ticket.files, at)
        for event in await self._unit.history(number):
            if (at := _place(file, event.files)) is not None:
                return _Part(ticket, event.files, at, event)
        return None


def _place(file: File, files: tuple[File, ...]) -> int | None:
    """The file's place among others, from 1."""
    refs = [(one.door, one.ref) for one in files]
    return refs.index((file.door, file.ref)) + 1 if (file.door, file.ref) in refs else None
