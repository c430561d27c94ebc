"""Who is told, carried out: notices → messages on their way.

The other side's conversation may be changed by a notice: a question from the agency opens the
form for the answer, unless the resident is busy with another one.
"""

from collections.abc import Sequence
from datetime import timedelta

from msgspec.structs import replace

from core.messages import Card, Lane, Message, Outgoing
from core.notices import ToAgency, ToMain, ToOverseers, ToResident, after
from core.people import Peer, Speaker
from core.tickets import Move, Moved, Ticket, TicketError, TicketEvent, Verdict
from core.tickets import State as TicketState
from core.work import UnitOfWork

from .conversation import Conversation, dump, load
from .effects import Phrase, Show, phrase
from .office import Office
from .resident.forms import ADD, ASKED, also_asked, with_question
from .ticket.giving import Giver
from .ticket.merged import TOLD

NOT_FOR_FOLLOWERS = frozenset({"asked"})
"""What only the ticket's own resident is told."""

FOR_FOLLOWERS = {"expired": "expired-merged", "unmerged": "led", "parted": "led"}
"""What is told in other words to those whose ticket was merged into it."""

ANSWERS = frozenset({Move.ANSWER, Move.APPROVE, Move.CORRECT})

OF_MERGING = frozenset({"merged", "led"})
"""What is told of a main ticket, and names it by itself."""

PARTS = frozenset({Move.UNMERGE, Move.PART, Move.UNDO})
"""Moves by which a ticket ceases to be a duplicate, and that nothing else tells at its main one."""


class Teller(Giver):
    def __init__(self, office: Office, unit: UnitOfWork) -> None:
        super().__init__(office, unit)
        self._catalogue = office.catalogue
        self._screens = office.screens
        self._resident = office.resident

    async def tell(self, moved: Sequence[Moved]) -> None:
        """Tell everybody whom these moves concern."""
        self._over = frozenset(one.ticket.number for one in moved if not one.ticket.state.is_open)
        for one in moved:
            self._merged.forget()
            await self._threads.before(one)
            if one.event.move is Move.REFUSE:  # of who did not take it nobody need hear
                await self._unit.take_back(one.ticket.number)
            for notice in after(one):
                match notice:
                    case ToResident():
                        await self._tell_resident(notice)
                    case ToAgency():
                        await self._tell_agency(notice)
                    case ToMain():
                        await self._tell_at_main(notice)
                    case ToOverseers():
                        await self._tell_overseers(notice)
            await self._keep_coordinators(one)
            await self._threads.after(one)

    async def lost(self, chat: Peer, why: str, *, private: bool) -> None:
        """A chat cannot be written to: what it was to be told is kept, or told to others.

        A resident's messages wait for their return, and the agency is told. An agency's come to
        the coordinators, as the cards of the tickets they were about.
        """
        tickets = await self._unit.stop(chat, why)
        if private:
            for number in tickets:
                await self._unreachable(number)
            return
        await self.left(chat, "")
        coordinators = self._town.coordinators.code
        ours = await self._unit.chat_of(coordinators)
        for number in tickets if ours is not None else ():
            ticket = await self._unit.ticket(number)
            if ticket is not None and ours is not None:
                await self.show_card(ours, coordinators, ticket)

    async def _unreachable(self, number: str) -> None:
        """A resident cannot be reached: say it under the card, once, until they are back."""
        ticket = await self._unit.ticket(number)
        if ticket is None or not ticket.has_resident:
            return
        talk = load(ticket.resident, await self._unit.recall(ticket.resident))
        if talk.away:
            return
        self._unit.remember(talk.speaker, dump(replace(talk, away=True)))
        chat, _ = await self.office_of(ticket.agency)
        if chat is not None:
            text = self._cards.say(phrase("resident-away", ticket=number))
            self._send(chat, Message(text), Card.UNDER, ticket)

    async def left(self, chat: Peer, title: str) -> None:
        """The bot was taken out of a chat: its agency has none now, and the coordinators know.
        Where it was their own chat, or they have none, supervisors are told in private: all of the
        town's, or this agency's."""
        agency = await self._unit.unbind(chat)
        known = self._town.agency(agency) if agency else None
        if known is None:
            return
        lost = phrase("chat-lost", agency=known.name, title=title)
        coordinators = await self._unit.chat_of(self._town.coordinators.code)
        if coordinators is not None:
            text = self._cards.say(lost)
            self._unit.send(Outgoing(coordinators, Message(text), Lane.NOTICE, private=False))
            return
        everybody = known.code == self._town.coordinators.code
        agencies = [one.code for one in self._town.agencies] if everybody else [known.code]
        for supervisor in dict.fromkeys(
            one for code in agencies for one in self._town.supervisors_of(code)
        ):
            await self._tell_supervisor(supervisor, lost)

    async def _tell_supervisor(self, supervisor: Speaker, said: Phrase) -> None:
        """Where they once wrote to the bot: nobody else may be written to."""
        talk = load(supervisor, await self._unit.recall(supervisor))
        if talk.met:
            text = self._cards.say_in(talk.language, said)
            self._unit.send(
                Outgoing(
                    supervisor.peer,
                    Message(text),
                    Lane.NOTICE,
                    client=talk.client,
                    language=talk.language,
                )
            )

    # residents

    async def _tell_resident(self, notice: ToResident) -> None:
        """Tell the resident of a ticket, and those who reported the same: all but what is asked,
        for only who wrote it knows what was meant."""
        ticket = notice.ticket
        if notice.kind == "unmerged" and await self._unit.take_back(ticket.number):
            return  # that it was merged was never told either
        await self._unit.hurry(ticket.number)
        await self._tell_one(notice, ticket.number)
        if notice.kind == "merged" and ticket.into:
            await self._tell_answer(notice, ticket.into)
        if notice.kind in NOT_FOR_FOLLOWERS:
            return
        heard = {ticket.resident}
        for follower in await self._merged.into(ticket.number):
            if not follower.has_resident or follower.resident in heard:
                continue
            if follower.verdict is Verdict.SATISFIED:
                continue
            heard.add(follower.resident)
            seen = replace(ticket, number=follower.number, resident=follower.resident)
            seen = replace(seen, topic=follower.topic, into=ticket.into or ticket.number)
            kind = FOR_FOLLOWERS.get(notice.kind, notice.kind)
            await self._unit.hurry(follower.number)
            told = replace(notice, kind=kind, ticket=seen)
            lead = "" if kind in OF_MERGING else ticket.number
            await self._tell_one(told, ticket.number, lead)

    async def _tell_answer(self, notice: ToResident, main: str) -> None:
        """What a ticket is merged into may be answered already: its answer is told too."""
        ticket = await self._unit.ticket(main)
        if ticket is None or ticket.state is not TicketState.ANSWERED:
            return
        answer = next(
            (one for one in reversed(await self._unit.history(main)) if one.move in ANSWERS), None
        )
        if answer is not None:
            told = replace(notice, kind="answered", event=answer)
            await self._tell_one(told, notice.ticket.number, main)

    async def _tell_one(self, notice: ToResident, of: str, main: str = "") -> None:
        """``of``: the ticket whose move it is, by which it may be taken back. ``main``: the ticket
        that this resident's was merged into, and that it is about."""
        ticket = notice.ticket
        if not ticket.has_resident:
            return
        talk = load(ticket.resident, await self._unit.recall(ticket.resident))
        kind = notice.kind
        busy = talk.state.dialog in self._resident.forms
        if kind == "asked" and busy:
            kind = "asked-busy"
            state = also_asked(talk.state, ticket.number, notice.event.text)
            if state != talk.state:
                self._unit.remember(talk.speaker, dump(replace(talk, state=state)))
        event = notice.event
        if main:  # what it says of its number is read by another's author
            event = replace(event, text=event.text.replace(main, ticket.number))
        message = self._cards.notice(kind, ticket, event, talk.language, talk.name)
        if main:
            lead = self._catalogue.say(
                talk.language, phrase("notice-follows", into=main), self._town.zone
            )
            message = replace(message, text=f"{lead}\n{message.text}")
        if kind == "asked":
            message = self._opened(talk, ticket, message, event.text)
        outgoing = Outgoing(
            ticket.resident.peer,
            message,
            Lane.NOTICE,
            ticket=ticket.number,
            client=talk.client,
            language=talk.language,
        )
        if notice.later and self._town.desk.undo_seconds:
            undo = timedelta(seconds=self._town.desk.undo_seconds)
            self._unit.send_later(outgoing, self._unit.now + undo, of)
        else:
            self._unit.send(outgoing)

    def _opened(
        self, talk: Conversation, ticket: Ticket, message: Message, question: str
    ) -> Message:
        """Open the form for the answer: what the resident writes next goes to the agency."""
        idle = self._resident.left(talk.state)
        asked = with_question({ASKED: "yes"}, ticket.number, question)
        state, effects = ADD.begin(idle, asked, about=ticket.number)
        self._unit.remember(talk.speaker, dump(replace(talk, state=state)))
        screen = next(effect for effect in effects if isinstance(effect, Show))
        rows = self._screens.arrange(
            screen.options, talk.language, self._town.zone, screen.turn, talk.speaker
        )
        return replace(message, rows=rows, screen=True)

    # agencies

    async def _tell_agency(self, notice: ToAgency) -> None:
        chat, reader = await self.office_of(notice.agency)
        if chat is None or await self._is_past(chat, notice):
            return
        ticket = notice.ticket
        match notice.card:
            case Card.NEW:
                await self._give_card(chat, reader, ticket, notice.event)
            case Card.EDIT:
                self._send(chat, await self._card(ticket, reader), Card.EDIT, ticket)
            case Card.UNDER:
                if notice.event.move is Move.ASSIGN and await self._acts_in(chat, notice.event):
                    return  # who stands in was answered there
                message = self._cards.under(ticket, notice.event)
                if await self._tell_main(ticket, notice.event, message) != chat:
                    self._send(chat, message, Card.UNDER, ticket)
                if notice.event.move is Move.SUBMIT:
                    await self._tell_approvers(ticket, reader, message)
        own = await self._unit.chat_of(notice.agency)
        if own is None or own == chat or notice.card is Card.UNDER:
            return
        if await self._unit.has_card(own, ticket.number):  # who is away may come back
            self._send(own, await self._card(ticket, notice.agency), Card.EDIT, ticket)

    async def _is_past(self, chat: Peer, notice: ToAgency) -> bool:
        """Is only a card to be changed, of what is over, that does not stand there?"""
        if notice.event.move is not Move.ERASE or notice.ticket.state.is_open:
            return False
        return not await self._unit.has_card(chat, notice.ticket.number)

    async def _acts_in(self, chat: Peer, event: TicketEvent) -> bool:
        """Was it done in that chat?"""
        return chat == await self._unit.chat_of(event.by.agency)

    async def _tell_main(self, ticket: Ticket, event: TicketEvent, message: Message) -> Peer | None:
        """What is added to a duplicate is read by who works on what it was merged into, and in one
        chat once. Return where it was said."""
        if ticket.into is None or event.move is not Move.ADD:
            return None
        main = await self._desk.main_of(ticket.number)
        chat, _ = await self.office_of(main.agency)
        if chat is not None:
            lead = self._cards.say(phrase("under-merged", ticket=main.number))
            message = replace(message, text=f"{lead}\n{message.text}")
            self._send(chat, message, Card.UNDER, main)
        return chat

    async def _tell_at_main(self, notice: ToMain) -> None:
        """Who works on what this was merged into, or was until now, sees that on the card; what one
        more resident wrote stands beneath it, and that it is theirs no more."""
        ticket, number = notice.ticket, notice.main
        try:
            main = await self._desk.main_of(number)
        except TicketError:
            return
        if main.number == ticket.number:  # it leads now
            for follower in (await self._merged.into(main.number))[:TOLD]:
                await self.redraw(follower)
            return
        await self.redraw(main)
        if notice.event.move not in PARTS and not notice.comes:
            return  # that is told by itself
        if len(await self._merged.into(main.number)) > TOLD:
            return
        chat, _ = await self.office_of(main.agency)
        if chat is None or (not notice.comes and await self._acts_in(chat, notice.event)):
            return  # who parted them was answered there
        same = ticket.has_resident and main.resident == ticket.resident
        message = self._cards.at_main(
            ticket, main.number, notice.event, comes=notice.comes, same=same
        )
        await self.beneath(main, main.agency, message)

    async def _tell_approvers(self, ticket: Ticket, reader: str, message: Message) -> None:
        """Where another agency stands in, ``reader``, nobody may approve its answers: they wait in
        the chat of the one that is away too, or with the coordinators if it has none."""
        coordinators = self._town.coordinators.code
        if reader in (ticket.agency, coordinators):
            return
        for agency in (ticket.agency, coordinators):
            chat = await self._unit.chat_of(agency)
            if chat is not None:
                if not await self._unit.has_card(chat, ticket.number):
                    await self.show_card(chat, agency, ticket)
                self._send(chat, message, Card.UNDER, ticket)
                return

    # coordinators and supervisors

    async def _tell_overseers(self, notice: ToOverseers) -> None:
        """The coordinators get the card, so that they can act, and the words beneath it.

        Supervisors are written to where they once wrote to the bot: nobody else may be.
        """
        ticket, coordinators = notice.ticket, self._town.coordinators.code
        chat = await self._unit.chat_of(coordinators)
        told_already = chat == (await self.office_of(ticket.agency))[0]
        if chat is not None and not told_already:
            if await self._unit.has_card(chat, ticket.number):
                card = await self._card(ticket, coordinators)
                self._send(chat, card, Card.EDIT, ticket)
            else:
                await self.show_card(chat, coordinators, ticket)
            under = self._cards.under(ticket, notice.event)
            self._send(chat, under, Card.UNDER, ticket)
        for supervisor in self._town.supervisors_of(ticket.agency):
            talk = load(supervisor, await self._unit.recall(supervisor))
            if talk.met:
                message = self._cards.escalated(ticket, notice.event, talk.language)
                self._unit.send(
                    Outgoing(
                        supervisor.peer,
                        message,
                        Lane.NOTICE,
                        client=talk.client,
                        language=talk.language,
                    )
                )

    async def _keep_coordinators(self, moved: Moved) -> None:
        """A ticket that went through the coordinators has a card there: it goes on telling."""
        if moved.before is None:
            return
        coordinators = self._town.coordinators.code
        chat = await self._unit.chat_of(coordinators)
        told = {notice.agency for notice in after(moved) if isinstance(notice, ToAgency)}
        if chat is None or chat in [(await self.office_of(agency))[0] for agency in told]:
            return
        if told and await self._unit.has_card(chat, moved.ticket.number):
            card = await self._card(moved.ticket, coordinators)
            self._send(chat, card, Card.EDIT, moved.ticket)
