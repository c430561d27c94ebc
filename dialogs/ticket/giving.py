"""Cards in the chats of agencies: given, changed, and what stands beneath them."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from core.desk import Desk
from core.finding import Near
from core.messages import ITS_OWN, Card, Lane, Message, Outgoing
from core.people import Peer
from core.substitutions import standing_in
from core.tickets import Move, Ticket, TicketEvent
from core.work import UnitOfWork
from dialogs.office import Office

from .cards import NEAR_COUNTED
from .merged import Merged
from .so_far import SoFar
from .threads import Threads

CARDS_AT_BINDING = 50
"""Open tickets whose cards a newly bound chat is given at once."""


class Giver:
    """Of one unit of work."""

    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        self._town = office.town
        self._cards = office.cards
        self._unit = unit
        self._threads = Threads(office, unit)
        self._so_far = SoFar(office)
        self._desk = Desk(office.town, unit)
        self._merged = Merged(self._desk)
        self._over = frozenset[str]()
        """What the moves that are told have ended: it is near no more."""

    async def hand_over(self, agency: str, chat: Peer, reader: str = "") -> int:
        """Give a newly bound chat the cards of what is open; return how many. ``reader``: whose
        chat it is, if another's, which stands in."""
        tickets = await self._unit.open_tickets(agency, CARDS_AT_BINDING)
        for ticket in tickets:
            await self.show_card(chat, reader or agency, ticket)
        return len(tickets)

    async def give_back(self, agency: str, by: Iterable[str], of: str) -> None:
        """``by`` stand in for the agency no more: their cards lose their buttons, the agency has
        what is open. ``of``: whose tickets they are, its own or of whom it stands in for."""
        chats = [(one, await self._unit.chat_of(one)) for one in (*by, agency)]
        for ticket in await self._unit.open_tickets(of, CARDS_AT_BINDING):
            for reader, chat in chats:
                if chat is None:
                    continue
                if await self._unit.has_card(chat, ticket.number):
                    self._send(chat, await self._card(ticket, reader), Card.EDIT, ticket)
                elif reader == agency:
                    await self.show_card(chat, reader, ticket)

    async def beneath(self, ticket: Ticket, agency: str, message: Message) -> None:
        """Say something under a ticket's card, in the chat that serves an agency."""
        chat, _ = await self.office_of(agency)
        if chat is not None:
            self._send(chat, message, Card.UNDER, ticket)

    async def office_of(self, agency: str) -> tuple[Peer | None, str]:
        """The chat that serves an agency, and whose it is: while it is away its stand-in's, without
        its own the coordinators'."""
        instead = standing_in(await self._unit.substitutions.in_force(), agency)
        for one in (*reversed(instead), agency):
            chat = await self._unit.chat_of(one)
            if chat is not None:
                return chat, one
        coordinators = self._town.coordinators.code
        return await self._unit.chat_of(coordinators), coordinators

    async def _card(self, ticket: Ticket, reader: str, *, fresh: bool = False) -> Message:
        """The card as the agency ``reader`` sees it, with what else is open around that it may
        see, and what was merged into it. ``fresh``: it was just filed, nothing was."""
        away = await self._unit.substitutions.in_force()
        whose, coordinators = reader, reader == self._town.coordinators.code
        stand_in = standing_in(away, ticket.agency)
        instead = not coordinators and reader in stand_in
        if instead:
            reader = ticket.agency
        near: Sequence[Near] = ()
        if ticket.state.is_open:
            own = None if coordinators else reader
            near = await self._unit.finding.near(ticket, own, NEAR_COUNTED)
            near = [one for one in near if one.number not in self._over]
        merged = () if fresh else [one.number for one in await self._merged.into(ticket.number)]
        ticket = await self._held(await self._merged.seen(ticket), whose)
        return self._cards.card(
            ticket,
            reader,
            self._unit.now,
            near,
            instead=instead,
            merged=merged,
            stand_in=stand_in[-1] if coordinators and stand_in else "",
        )

    async def _held(self, ticket: Ticket, reader: str) -> Ticket:
        """Whoever works on it for another chat than its own, and than the reader's, is named with
        the agency of that chat: nobody takes a coordinator for a colleague."""
        if ticket.holder is None or not ticket.state.is_open:
            return ticket
        agency = await self._unit.agency_of(ticket.holder.peer)
        known = self._town.agency(agency) if agency not in (None, ticket.agency, reader) else None
        if known is None:
            return ticket
        return replace(ticket, taken_by=f"{ticket.taken_by} ({known.short})")

    async def show_card(self, chat: Peer, reader: str, ticket: Ticket) -> None:
        """Send a card anew, and below it what was said since it was filed."""
        said = [*await self._unit.history(ticket.number), *await self._merged.written(ticket)]
        await self._send_card(chat, reader, ticket, said)

    async def _give_card(self, chat: Peer, reader: str, ticket: Ticket, event: TicketEvent) -> None:
        """The same for an event that brings it here, whose own words stand below by themselves. Of
        what was just filed nothing was said yet."""
        if event.move is Move.FILE:
            await self._send_card(chat, reader, ticket, (), fresh=True)
            return
        said = [*await self._unit.history(ticket.number), *await self._merged.written(ticket)]
        others = [one for one in said if (one.move, one.at) != (event.move, event.at)]
        await self._send_card(chat, reader, ticket, others)

    async def _send_card(
        self,
        chat: Peer,
        reader: str,
        ticket: Ticket,
        said: Sequence[TicketEvent],
        *,
        fresh: bool = False,
    ) -> None:
        """The pictures before it, so that its buttons stand last."""
        await self._threads.begin(chat, reader, ticket)
        pictures = self._cards.pictures(ticket)
        if pictures is not None:
            self._send(chat, pictures, None, ticket)
        self._send(chat, await self._card(ticket, reader, fresh=fresh), Card.NEW, ticket)
        whole = self._cards.whole_text(ticket)
        so_far = self._so_far.message(ticket, said, reader)
        for message in (whole, so_far):
            if message is not None:
                self._send(chat, message, Card.UNDER, ticket)

    async def redraw(self, ticket: Ticket) -> None:
        """Change the card of a ticket wherever it stands."""
        coordinators = self._town.coordinators.code
        told = list[Peer]()
        for agency in (ticket.agency, coordinators):
            chat, reader = await self.office_of(agency)
            if chat is None or chat in told or not await self._unit.has_card(chat, ticket.number):
                continue
            told.append(chat)
            self._send(chat, await self._card(ticket, reader), Card.EDIT, ticket)

    def _send(self, chat: Peer, message: Message, card: Card | None, ticket: Ticket) -> None:
        slot = f"card/{ticket.number}" if card in (Card.NEW, Card.EDIT) else None
        self._unit.send(
            Outgoing(
                chat,
                message,
                Lane.NOTICE,
                ticket=ticket.number,
                card=card,
                slot=slot,
                private=False,
                language=self._town.language,
                thread=ITS_OWN,
            )
        )
