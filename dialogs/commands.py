"""What a turn asks for, carried out on the desk, and what is said when it is done.

Every refusal of the desk is a sentence for the person who asked; none is an error.
"""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from msgspec.structs import replace

from core.desk import (
    AnothersMove,
    BadDate,
    BadMerge,
    CoordinatorsOnly,
    Crossed,
    Desk,
    NoResident,
    NotYours,
    SupervisorsOnly,
    ToldAlready,
    TooLate,
    TooOften,
    Undone,
    Unknown,
    Unlike,
)
from core.messages import Lane, Message, Outgoing
from core.people import Operator
from core.reports.posters import as_file
from core.tickets import Impossible, TicketError
from core.words.quoting import in_line
from core.work import Consent, UnitOfWork, Unredeemed

from .conversation import Conversation
from .coordination.coordinating import coordinate
from .coordination.standing_in import StandingIn
from .desk.beginning import too_often
from .desk.carrying import DeskCommands
from .desk.crossing import crossing, form_of
from .desk.letting_go import let_go
from .desk.merging import no_merge
from .done import Done
from .effects import (
    Bind,
    Confirm,
    Consented,
    Coordinating,
    Copied,
    Draw,
    Effect,
    Erase,
    Hint,
    Hush,
    Join,
    Phrase,
    Restore,
    Reveal,
    Say,
    ShowCard,
    Submit,
    Substitute,
    Tabulate,
    Unbind,
    phrase,
)
from .events import Arrival
from .office import Office
from .overview import exporting
from .overview.posters import poster
from .resident.commands import ResidentCommands
from .resident.copying import order_copy
from .resident.erasing import erase
from .resident.mine import impossible_now
from .resident.mine import ways as residents_ways
from .telling import Teller
from .ticket.ways import impossible, not_yours, ways


class Commands:
    def __init__(self, office: Office, teller: Teller, unit: UnitOfWork, arrival: Arrival) -> None:
        self._town = office.town
        self._cards = office.cards
        self._catalogue = office.catalogue
        self._resident = office.resident
        self._teller = teller
        self._unit = unit
        self._arrival = arrival
        self._desk = Desk(office.town, unit)
        self._forms = DeskCommands(office, unit, arrival, self._desk)
        self._residents = ResidentCommands(office, unit, arrival, self._desk)

    async def carry_out(self, effect: Effect, talk: Conversation) -> Done:
        """Carry out one command. The desk's refusals become hints."""
        try:
            return await self._do(effect, talk)
        except Crossed as crossed:
            return await self._forms.crossed(effect, talk, crossed)
        except TicketError as error:
            ours = await self._are_coordinators()
            done = self._refused(talk, error, await self._ways(effect, error, ours), ours)
            return replace(done, effects=(*done.effects, *_kept(effect)))

    async def _are_coordinators(self) -> bool:
        """Is it said in their chat?"""
        agency = await self._unit.agency_of(self._arrival.speaker.peer)
        return not self._arrival.private and agency == self._town.coordinators.code

    async def _ways(self, effect: Effect, error: TicketError, ours: bool) -> tuple[Phrase, ...]:
        """What is possible to them, where the refusal does not say so by itself."""
        if isinstance(error, Impossible) and self._arrival.private:
            late = await self._desk.is_too_late(error.ticket)
            return residents_ways(error.ticket, error.move, late=late)
        number = getattr(effect, "number", "") or getattr(effect, "about", "")
        if self._arrival.private or not number or type(error) not in AND_POSSIBLE:
            return ()
        try:
            return ways(await self._desk.held(await self._forms.by(), number), coordinators=ours)
        except (NotYours, Unknown):
            return ()

    async def _do(self, effect: Effect, talk: Conversation) -> Done:
        if form_of(effect)[2]:
            event = await crossing(self._desk, await self._forms.by(), effect)
            if event is not None:
                return await self._forms.met(effect, talk, event)
        if isinstance(effect, Coordinating):
            told, moved = await coordinate(self._desk, await self._forms.by(), effect, self._cards)
            return Done(talk, told, moved)
        if self._forms.knows(effect):
            return await self._forms.carry_out(effect, talk)
        carry_out = self._by_effect.get(type(effect))
        if carry_out is None:
            raise LookupError(f"nobody carries out {type(effect).__name__}")
        return await carry_out(self, effect, talk)

    async def _submitted(self, form: Submit, talk: Conversation) -> Done:
        return await self._residents.submitted(form, talk)

    async def _consented(self, effect: Consented, talk: Conversation) -> Done:
        self._unit.consent(Consent(self._arrival.speaker, effect.version, self._unit.now))
        return Done(replace(talk, consent=effect.version))

    async def _of_resident(self, effect: Confirm | Join, talk: Conversation) -> Done:
        if isinstance(effect, Confirm):
            return await self._residents.confirm(effect, talk)
        return await self._residents.join(effect, talk)

    async def _of_own_data(self, effect: Copied | Erase, talk: Conversation) -> Done:
        if isinstance(effect, Copied):
            speaker = self._arrival.speaker
            return Done(talk, (Hint(await order_copy(self._town, self._unit, speaker, talk)),))
        return await erase(self._desk, talk)

    async def _hush(self, effect: Hush, talk: Conversation) -> Done:
        await self._unit.jobs.quiet(self._arrival.speaker, wanted=effect.wanted)
        text = phrase("broadcast-off") if effect.wanted else phrase("broadcast-on")
        return Done(talk, (Hint(text),))

    async def _reveal(self, effect: Reveal, talk: Conversation) -> Done:
        number = effect.number
        moved = await self._desk.reveal(await self._forms.by(), number)
        text = phrase("contact", ticket=number, contact=in_line(moved.ticket.contact))
        return Done(talk, (Say(text, about=number),), (moved,))

    # chats

    async def _show_card(self, effect: ShowCard, talk: Conversation) -> Done:
        by = await self._forms.by()
        ticket = await self._desk.held(by, effect.number)
        chat = by.speaker.peer
        await self._teller.show_card(chat, by.agency, ticket)
        thread = await self._unit.thread_of(chat, ticket.number)
        if thread in (None, self._arrival.thread):
            return Done(talk)
        return Done(talk, (Hint(phrase("card-in-thread", ticket=ticket.number)),))

    async def _draw(self, effect: Draw, talk: Conversation) -> Done:
        """The picture is of the same days as the text above it: by the agency's calendar."""
        by, peer = await self._forms.by(), self._arrival.speaker.peer
        zone = self._town.calendar(by.agency).zone

        def say(text: Phrase) -> str:
            return self._catalogue.say(self._town.language, text, zone)

        drawn = poster(self._town, effect.insight, zone, say)
        picture = as_file(drawn, say(phrase("poster-name")))
        if not await self._unit.make(picture, peer):
            message = Message("", files=(picture,))
            self._unit.send(Outgoing(peer, message, Lane.NOTICE, private=False))
        return Done(talk)

    async def _tabulate(self, effect: Tabulate, talk: Conversation) -> Done:
        peer = self._arrival.speaker.peer
        text = await exporting.order(self._town, self._unit, peer, effect.days)
        return Done(talk, (Say(text),))

    async def _substitute(self, effect: Substitute | Restore, talk: Conversation) -> Done:
        standing_in = StandingIn(self._desk, self._teller, self._cards)
        return Done(talk, await standing_in.carry_out(await self._forms.by(), effect))

    async def _unbind(self, effect: Unbind, talk: Conversation) -> Done:
        peer = self._arrival.speaker.peer
        agency = await self._unit.agency_of(peer)
        await self._teller.left(peer, self._arrival.title)
        if agency == self._town.coordinators.code:
            return Done(talk, (Say(phrase("unbound-coordinators")),))
        return Done(talk, (Say(phrase("unbound-here")),))

    async def _bind(self, effect: Bind, talk: Conversation) -> Done:
        code = effect.code
        if not code:
            return Done(talk, (Hint(phrase("bind-how")),))
        agency = await self._unit.redeem(code, self._arrival.speaker)
        if isinstance(agency, Unredeemed):
            return Done(talk, (Hint(_unredeemed(agency)),))
        known = self._town.agency(agency)
        if known is None:
            return Done(talk, (Hint(phrase("bind-bad")),))
        peer = self._arrival.speaker.peer
        operator = Operator(agency, talk.name, self._arrival.speaker)
        before = await self._unit.bind(peer, agency, self._arrival.title, operator)
        if before is not None:
            moved_away = self._say_in(phrase("unbound-now", agency=known.name))
            self._unit.send(Outgoing(before, Message(moved_away), Lane.NOTICE, private=False))
        count = await self._teller.hand_over(agency, peer)
        text = phrase("bound", agency=known.name, count=count)
        return Done(talk, (Say(text),))

    _by_effect: Mapping[type[Any], Callable[["Commands", Any, Conversation], Awaitable[Done]]] = {
        Submit: _submitted,
        Consented: _consented,
        Confirm: _of_resident,
        Join: _of_resident,
        Copied: _of_own_data,
        Erase: _of_own_data,
        Hush: _hush,
        Reveal: _reveal,
        ShowCard: _show_card,
        Bind: _bind,
        Unbind: _unbind,
        Draw: _draw,
        Substitute: _substitute,
        Restore: _substitute,
        Tabulate: _tabulate,
    }

    # refusals

    def _refused(
        self, talk: Conversation, error: TicketError, ways: tuple[Phrase, ...], ours: bool
    ) -> Done:
        text = self._sorry(error, ours)
        if ways:
            text = phrase("and-possible", why=text, ways=ways)
        if not self._arrival.private:
            return Done(talk, (Hint(text),))
        if talk.state.dialog in self._resident.forms:
            return Done(talk, (Hint(text),))
        return Done(talk, (self._resident.menu(talk.state, text),))

    def _sorry(self, error: TicketError, ours: bool) -> Phrase:
        match error:
            case Impossible(ticket=ticket, move=move) if self._arrival.private:
                return impossible_now(ticket, move)
            case Impossible(ticket=ticket, move=move):
                return impossible(ticket, move, coordinators=ours)
            case BadMerge():
                return no_merge(error)
            case NotYours(ticket=ticket):
                return not_yours(self._town, ticket)
            case TooOften(ticket=ticket, limit=limit):
                return too_often(ticket, limit)
            case TooLate(days=days):
                return phrase("too-late", days=days)
            case AnothersMove(event=event):
                return phrase("anothers-move", who=in_line(event.by.name))
            case _ if type(error) in SORRY:
                return phrase(SORRY[type(error)])
        raise error

    def _say_in(self, text: Phrase) -> str:
        return self._cards.say(text)


SORRY: Mapping[type[TicketError], str] = {
    BadDate: "bad-date",
    CoordinatorsOnly: "coordinators-only",
    NoResident: "no-resident",
    SupervisorsOnly: "supervisors-only",
    ToldAlready: "told-already",
    Undone: "undone-already",
    Unknown: "no-such-ticket",
    Unlike: "unlike",
}
"""Refusals that need no words of their own."""

AND_POSSIBLE = frozenset(
    {BadDate, BadMerge, CoordinatorsOnly, NoResident, SupervisorsOnly, ToldAlready}
)
"""To these is added what is possible now."""


def _unredeemed(why: Unredeemed) -> Phrase:
    match why:
        case Unredeemed.TOO_MANY:
            return phrase("bind-too-many")
        case Unredeemed.PAUSED:
            return phrase("bind-paused")
    return phrase("bind-bad")


def _kept(effect: Effect) -> tuple[Effect, ...]:
    """The words of a letter that could not go: nothing of it has to be written again."""
    if not isinstance(effect, Submit):
        return ()
    return let_go(effect.dialog, effect.about, effect.answers)
