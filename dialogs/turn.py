"""A turn as a whole: an arrival → the conversation, the tickets, the messages.

Rules
-----
* The pure part decides; here its wishes are carried out, on one unit of work.
* A reply is to what it answers: the ticket is found by the message replied to, in that chat.
* Who was taken out of an agency's chat may still see its old cards: their presses do nothing
  until they are back.
* What a notice does to the other side's conversation, it does in the same transaction.
"""

from functools import cached_property

from msgspec.structs import replace

from core.desk import Desk
from core.numbers import find_number
from core.substitutions import standing_in
from core.tickets import Moved, Ticket
from core.work import UnitOfWork

from .agency.asked import may_be_asked, typed_to_draft
from .agency.parting import let_in, part
from .by_hand import meant
from .commands import Commands
from .conversation import Conversation, Recent
from .coordination.coordinating import COORDINATING, OF_JOBS, wonder
from .desk.amending import noted
from .desk.edits import late
from .desk.facts import case_of, find
from .desk.steps import on_day
from .effects import Effect, Hint, Say, Show, Speak, phrase
from .events import (
    Acted,
    Arrival,
    Came,
    Case,
    ChatMoved,
    Commanded,
    Edited,
    Event,
    Left,
    Misplaced,
    Parted,
    Pressed,
    Replied,
    Returned,
    Said,
    Sent,
    Strange,
    Touched,
)
from .heard.agreeing import declines, is_yes
from .heard.typed import LABEL_AT_MOST, typed
from .lookups import (
    FindCase,
    FindColleagues,
    FindCrowds,
    FindDesk,
    FindFigures,
    FindHeld,
    FindHistory,
    FindJudged,
    FindKept,
    FindMeant,
    FindMine,
    FindOnDesk,
    FindQueue,
    FindTemplate,
    FindTemplates,
    FindTicket,
    FindWords,
    Wondering,
)
from .office import Office
from .overview.looking import look_up
from .resident.later_day import on_day as on_its_day
from .resident.later_day import told_later
from .resident.looking import find_own, give_desk, is_held
from .resident.own_data import is_of_nobody
from .telling import Teller
from .texts import fold
from .ticket.threads import Threads
from .voice import Voice

OF_NO_TICKET = frozenset({"quiet", *OF_JOBS})
"""Buttons of messages that stand for something else than a ticket."""

OF_SCREENS = FindMine | FindTicket | FindDesk | FindHeld | FindKept
"""Questions of a private chat's screens."""

OF_THREAD = ("t",)
"""Commands that mean the thread's ticket where they name none."""


STEPS_AT_MOST = 20
"""Of one turn: what is looked for is found, and something follows. Three is much."""


class Endless(Exception):
    """A turn looks for the same for ever: a mistake of ours. Its message is set aside."""


class Turn:
    """One turn under way."""

    def __init__(self, office: Office, unit: UnitOfWork, arrival: Arrival, recent: Recent) -> None:
        self._office = office
        self._unit = unit
        self._arrival = arrival
        self._recent = recent
        self._voice = Voice(office, unit, arrival)
        self.moved: list[Moved] = []
        self._steps = 0

    # Most turns only go on to the next question: they tell nobody else, and command nothing.

    @cached_property
    def _teller(self) -> Teller:
        return Teller(self._office, self._unit)

    @cached_property
    def _threads(self) -> Threads:
        return Threads(self._office, self._unit)

    @cached_property
    def _commands(self) -> Commands:
        return Commands(self._office, self._teller, self._unit, self._arrival)

    async def run(self) -> None:
        arrival = self._arrival
        memory = await self._unit.recall(arrival.speaker)
        before = self._recent.load(arrival.speaker, memory)
        self._voice.turn, about = before.state.turn, before.state.about
        self._voice.talk = replace(before, name=arrival.name or before.name, client=arrival.client)
        event = arrival.event
        if before.away and not isinstance(event, Left):
            await self._unit.release(arrival.speaker.peer)
            self._voice.talk = replace(self._voice.talk, away=False)
        match event:
            case ChatMoved(chat):
                peer = arrival.speaker.peer
                await self._unit.migrate(peer, replace(peer, chat=chat))
            case Left() if not arrival.private:
                await self._teller.left(arrival.speaker.peer, arrival.title)
            case Left() | Returned():
                pass
            case Parted():
                self._voice.talk = await part(self._unit, self._voice.talk)
            case Came(people):
                self._voice.talk = await let_in(self._unit, self._voice.talk, people)
            case _ if not arrival.private and await self._threads.is_talk(arrival, about):
                pass
            case _ if before.parted and not self._is_here():
                if arrival.press:
                    self._voice.hint(phrase("removed"))
            case _:
                self._voice.talk = replace(self._voice.talk, parted=False)
                if not arrival.private:
                    event = meant(event, self._unit.now.astimezone(self._office.town.zone).year)
                await self._take(await self._understood(event))
        self._voice.answer_press()
        if memory or not is_of_nobody(event, before.state, self._voice.talk.state):
            await self._remember(before)

    async def _remember(self, before: Conversation) -> None:
        talk = self._voice.talk
        if talk.erased:
            self._recent.forget(talk.speaker)
            await self._unit.forget_talk(talk.speaker)
            return
        changed = talk.state != before.state or talk.parted != before.parted
        named = self._is_acting() and talk.name != before.name
        if changed or named or (self._arrival.private and talk != before):
            self._unit.remember(self._arrival.speaker, self._recent.dump(talk))

    def _is_acting(self) -> bool:
        """Does somebody of a group do something with the bot? Their name is kept for colleagues."""
        event = self._arrival.event
        replying = isinstance(event, Said | Sent) and event.reply_to is not None
        return isinstance(event, Pressed | Acted | Commanded) or replying

    def _is_here(self) -> bool:
        """Who writes in a group is in it; who presses or edits may only see what is old."""
        return self._arrival.press is None and not isinstance(self._arrival.event, Edited)

    async def _take(self, event: Event) -> None:
        if self._came_without(event):
            self._voice.hint(phrase("came-without"))
        fresh = isinstance(event, Pressed) and event.turn == self._voice.talk.state.turn
        if not fresh:
            self._voice.stay_below()
        office, todo = self._office, await self._first(event)
        while todo:
            effect = todo.pop(0)
            match effect:
                case Hint(text):
                    self._voice.hint(text)
                case Show():
                    self._voice.show(effect)
                case Say():
                    self._voice.say(effect)
                case Speak(language):
                    self._voice.talk = replace(self._voice.talk, language=language)
                case _ if isinstance(effect, FindJudged | FindMeant | OF_SCREENS):
                    todo[:0] = await self._step(
                        await find_own(self._office, self._unit, self._arrival.speaker, effect)
                    )
                case FindQueue() | FindWords() | FindCrowds() | FindHistory() | FindFigures():
                    found = await look_up(office, self._unit, self._arrival.speaker, effect)
                    todo[:0] = await self._step(found)
                case Wondering():
                    told = await wonder(office.town, self._unit, self._arrival.speaker, effect)
                    todo[:0] = await self._step(told)
                case FindCase() | FindColleagues() | FindTemplates() | FindTemplate():
                    todo[:0] = await self._step(await self._on_desk(effect))
                case _:
                    done = await self._commands.carry_out(effect, self._voice.talk)
                    self._voice.talk = done.talk
                    todo[:0] = done.effects
                    self.moved += done.moved
                    await give_desk(self._unit, done.moved)
                    await self._teller.tell(done.moved)
        self._voice.say_hints()

    def _came_without(self, event: Event) -> bool:
        """Did something come along that the messenger does not give? A group's talk is its own."""
        said = event.event if isinstance(event, Replied) else event
        heard = self._arrival.private or said is not event
        return heard and isinstance(said, Said | Sent) and bool(said.without)

    async def _first(self, event: Event) -> list[Effect]:
        """What follows at once. People's talk in a group is their own; but who replies to words of
        ours and is not understood is told so."""
        effects = list(await self._step(event))
        written = isinstance(event, Said | Sent) and not self._arrival.private
        if not effects and written and self._arrival.quoted:
            screen = self._voice.talk.state.dialog in COORDINATING  # it waits for a press
            self._voice.hint(phrase("choose-one" if screen else "reply-to-what"))
        return effects

    async def _step(self, event: Event) -> tuple[Effect, ...]:
        """Let the pure part take the event."""
        self._steps += 1
        if self._steps > STEPS_AT_MOST:
            raise Endless(type(event).__name__)
        office, speaker, state = self._office, self._arrival.speaker, self._voice.talk.state
        if self._arrival.private:
            state, effects = office.resident.take(state, event, self._voice.talk.consent)
            if state.dialog == office.resident.complaint:
                state = on_its_day(state, self._unit.now, office.town.zone)
        else:
            agency = await self._unit.agency_of(speaker.peer)
            if agency is not None:
                self._voice.zone = office.town.calendar(agency).zone
                agency = await self._acting_for(agency, event)
            state = on_day(office.town, state, self._unit.now)
            taken, effects = office.operator.take(state, event, agency, speaker.person)
            state = noted(state, taken, event, self._arrival.message)
        self._voice.talk = replace(self._voice.talk, state=state)
        return effects

    async def _acting_for(self, agency: str, event: Event) -> str:
        """Whose agency's operators act: who stands in does what the one that is away would."""
        ticket = event.ticket if isinstance(event, Touched | Replied) else None
        if ticket is None or agency in (ticket.agency, self._office.town.coordinators.code):
            return agency
        now = await self._unit.substitutions.in_force()
        return ticket.agency if agency in standing_in(now, ticket.agency) else agency

    # what the event means here

    async def _understood(self, event: Event) -> Event:
        """Find what a reply is to, which ticket a card is of, which button was typed."""
        state, zone = self._voice.talk.state, self._office.town.zone
        event = told_later(state, event, self._unit.now, zone)
        if isinstance(event, Said | Sent | Strange) and (heard := await self._heard(event)):
            return heard
        if isinstance(event, Edited) and not self._arrival.private:
            event = replace(event, message=self._arrival.message or "")
            return await late(self._office.town, self._unit, self._arrival, event)
        if isinstance(event, Commanded) and event.name in OF_THREAD and not event.argument:
            return replace(event, argument=await self._threads.here(self._arrival) or "")
        if isinstance(event, Acted) and event.action not in OF_NO_TICKET:
            return await self._case(FindCase(event.action, event.ticket))
        if isinstance(event, Pressed) and self._arrival.private and not self._owns(event):
            return replace(event, turn=-1)
        if isinstance(event, Said) and self._may_be_label(event):
            return await self._typed(event)
        if self._voice.talk.tapped:
            self._voice.talk = replace(self._voice.talk, tapped="")
        return event

    async def _heard(self, event: Said | Sent | Strange) -> Event | None:
        """What was written to a draft, or about a ticket; None: neither."""
        if isinstance(event, Said):
            pressed = typed_to_draft(self._office, self._voice, self._arrival, event)
            if pressed is not None:
                return pressed
        if not event.reply_to:
            return None
        number = await self._unit.ticket_of(self._arrival.speaker.peer, event.reply_to)
        # A message that a crash repeated has a first copy that only its reader knows.
        number = number or find_number(self._arrival.quoted)
        if number is None and self._arrival.quoted:
            number = await self._threads.here(self._arrival)
        ticket = await self._unit.ticket(number) if number else None
        if ticket is not None and self._may_reply(ticket):
            asked = may_be_asked(self._office, self._voice, self._arrival)
            if self._arrival.private:
                return Replied(ticket, event, asked, late=await self._is_too_late(ticket))
            return Replied(ticket, event, asked, await self._facts(ticket))
        if ticket is not None and self._is_of_office(ticket):
            return Misplaced(ticket.number)
        return None

    async def _typed(self, said: Said) -> Event:
        """The button that was typed, if one was: typed once more, it is the double press of one."""
        screen, talk = await self._screen(), self._voice.talk
        numbered = not (talk.client.buttons and talk.client.inline)
        found = typed(said.text, screen, self._voice.words, numbered=numbered) if screen else None
        acts = isinstance(found, Pressed) and found.turn == talk.state.turn
        label = fold(said.text)
        # «Да» and «нет» to what has no one answer are no second press: it is asked which.
        asked = screen is not None and screen.closed and (is_yes(said.text) or declines(said.text))
        repeated = label == talk.tapped and not asked
        if not acts and not isinstance(found, Commanded) and label and repeated:
            return Pressed(talk.state.pressed, talk.state.turn - 1)
        tapped = label if acts else ""
        if tapped != talk.tapped:
            self._voice.talk = replace(talk, tapped=tapped)
        return found or said

    async def _on_desk(self, question: FindOnDesk) -> Event:
        if isinstance(question, FindCase):
            return await self._case(question)
        return await find(self._office, self._unit, self._arrival.speaker, question)

    async def _case(self, asked: FindCase) -> Touched:
        """A ticket that somebody wants to do something with."""
        ticket = await self._unit.ticket(asked.number)
        if ticket is None or not self._may_reply(ticket):
            return Touched(asked.action, None, asked.words)
        if self._arrival.private:
            late = await self._is_too_late(ticket)
            return Touched(asked.action, ticket, asked.words, late=late, button=asked.button)
        return Touched(asked.action, ticket, asked.words, await self._facts(ticket))

    async def _is_too_late(self, ticket: Ticket) -> bool:
        return await Desk(self._office.town, self._unit).is_too_late(ticket)

    async def _facts(self, ticket: Ticket) -> Case:
        return await case_of(self._office, self._unit, self._arrival, ticket)

    def _may_be_label(self, said: Said) -> bool:
        """A label typed by hand. What is forwarded is somebody else's words, and only words."""
        return self._arrival.private and not said.forwarded and len(said.text) <= LABEL_AT_MOST

    def _is_of_office(self, ticket: Ticket) -> bool:
        """Does this person see the ticket as who works on it, or answers for who does?"""
        speaker = self._arrival.speaker
        supervises = self._office.town.is_supervisor(speaker, ticket.agency)
        return supervises or self._voice.talk.state.desk or is_held(ticket, speaker)

    def _owns(self, press: Pressed) -> bool:
        """A forwarded keyboard is somebody else's, whatever its turn."""
        return press.owner in (None, self._arrival.speaker.person)

    def _may_reply(self, ticket: Ticket) -> bool:
        """A resident's message about a ticket is only ever about their own."""
        return not self._arrival.private or ticket.resident == self._arrival.speaker

    async def _screen(self) -> Show | None:
        """The screen that stands, with its facts."""
        resident, state = self._office.resident, self._voice.talk.state
        if resident.restore(state) != state:
            return None
        (effect,) = resident.show(state)
        if isinstance(effect, OF_SCREENS):
            found = await find_own(self._office, self._unit, self._arrival.speaker, effect)
            _, effects = resident.take(state, found, self._voice.talk.consent)
            effect = effects[0]
        return effect if isinstance(effect, Show) else None
