"""A resident's conversation: the menu, the complaint, my tickets, rating and return.

Rules
-----
* Something is always said, whatever came.
* What is written outside any form begins a complaint with it; a reply to a message about a
  ticket goes to that ticket.
* The two latest unfinished complaints are not thrown away: they wait aside, and the menu offers
  them, the last one first.
* Emergencies are answered before any form.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.numbers import find_number
from core.places import Place
from core.topics import Suggestions
from core.town import Town
from core.words.in_latin import as_answered
from dialogs.by_hand import IN_A_GROUP
from dialogs.complaint.alarms import Alarms
from dialogs.complaint.offering import AddressesOffered
from dialogs.complaint.questions import complaint
from dialogs.effects import Effect, Hint, Hush, Phrase, Show, Speak, phrase
from dialogs.engine import Dialog
from dialogs.events import (
    Acted,
    Commanded,
    Edited,
    Event,
    FoundDesk,
    FoundHeld,
    FoundJudged,
    FoundKept,
    FoundMeant,
    FoundMine,
    FoundTicket,
    Misplaced,
    Opened,
    Placed,
    Pressed,
    Replied,
    Said,
    Sent,
    Shared,
    Touched,
)
from dialogs.heard.following import Following
from dialogs.heard.greetings import is_english
from dialogs.heard.stopping import begins_anew
from dialogs.heard.taking_back import lets_be
from dialogs.heard.wishes import Wish
from dialogs.lookups import FindMeant
from dialogs.presses import after, is_double, is_stale, once_more, out_of_date, wants_sent
from dialogs.state import MENU, State, Turn
from dialogs.steps import unexpected
from dialogs.taking import Refused

from . import taking_back
from .about_tickets import AboutTickets
from .another import at_once, begins_with
from .answering import answered
from .asked_where import as_if_fresh
from .at_the_menu import (
    holds_open,
)
from .beside import OVER, beside_complaint, gives_in, returns_for_nothing
from .forms import asked_of
from .later_day import go_on, greets
from .leaving import passed_on
from .outside import Outside
from .own_data import OwnData, erased_already
from .own_desk import SCREENS as DESK_SCREENS
from .own_desk import OwnDesk
from .rooms import DATA, ERASING, LANGUAGE, LANGUAGES, Rooms, page_of
from .spoken import SpokenOf
from .taking_back import TAKING_BACK
from .to_the_bot import heard_last
from .which import WHICH
from .withdrawing import WITHDRAWING, tells_on


class Resident:
    """Takes a resident's turns. Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._complaint = complaint(town, suggestions)
        self._own = OwnDesk(town)
        self._rooms = Rooms(town, self._complaint, self._own)
        self._data = OwnData(town, self._rooms)
        self.forms: Mapping[str, Dialog] = self._rooms.forms
        self._alarms = Alarms(town, suggestions)
        self._spoken = SpokenOf(suggestions, AddressesOffered(town))
        self._tickets = AboutTickets(town, self._rooms, self._spoken)
        self._words = Outside(town, suggestions, self._rooms, self._spoken, self._tickets)

    @property
    def complaint(self) -> str:
        """The dialog in which a complaint is told."""
        return self._complaint.name

    def restore(self, state: State) -> State:
        """Bring a stored state under today's code."""
        return self._rooms.restore(state)

    def show(self, state: State) -> tuple[Effect, ...]:
        """Draw the screen of a state, or ask for the facts it needs."""
        return self._rooms.show(state)

    def menu(self, state: State, text: Phrase) -> Show:
        return self._rooms.menu(state, text)

    def endangers(self, text: str) -> bool:
        """Does a resident tell of a danger in it that others must see to?"""
        return self._alarms.endangers(text)

    def left(self, state: State) -> State:
        """Where this person is when something else begins; what was unfinished waits aside."""
        return self._rooms.left(state)

    def take(self, state: State, event: Event, consented: str) -> Turn:
        """Take one turn. ``consented``: the version of the consent this person gave, or ""."""
        event = self._in_russian(state, event)
        if erased_already(state, event):
            return state, (Hint(phrase("erased-already")),)
        turn = self._take(state, event, consented)
        if not consented and state.dialog == MENU and is_english(event):
            turn = turn[0], (Speak("en"), *turn[1])
        warned = self._alarms.before(state, event, turn)
        return after(state, event, passed_on(self.forms, state, event, warned))

    def _in_russian(self, state: State, event: Event) -> Event:
        """«Net foto» is read as it is meant, but for what an agency reads as it was typed."""
        if not isinstance(event, Said) or event.forwarded or not event.text.isascii():
            return event
        if state.dialog in self.forms and state.dialog != self._complaint.name:
            return event
        return replace(event, text=as_answered(event.text))

    def _take(self, state: State, event: Event, consented: str) -> Turn:
        if is_double(state, event):
            return state, (once_more(state),)
        here = self.restore(state)
        event = as_if_fresh(here, event)
        if is_stale(state, event):
            return self._stale(here, event)
        match event:
            case FoundMeant() | FoundMine() | FoundTicket() | FoundJudged() | FoundKept():
                return self._found(here, event, consented)
            case FoundDesk() | FoundHeld() | Misplaced():
                return self._own.heard(here, event, self.show)
            case Commanded():
                return self._commanded(here, event, consented)
            case Touched() | Acted():
                return self._tickets.touched(here, event)
            case Replied():
                return self._tickets.replied(here, event)
            case Edited(text):
                return self._edited(here, text)
            case Opened(payload) if payload:
                return self._deep(here, payload, consented)
            case Pressed(":cancel") if here.dialog in self.forms:
                return self._cancel(here)
        if here.dialog in self.forms:
            return self._in_form(here, event, consented)
        return self._outside(here, event, consented)

    def _stale(self, state: State, event: Event) -> Turn:
        if wants_sent(event) and state.dialog == TAKING_BACK:
            return self._taken_back(state, event, "")
        if wants_sent(event) and state.dialog == self._complaint.name:
            return self._complaint.hurried(state)
        return state, (out_of_date(state, event), *self.show(state))

    def _edited(self, state: State, text: str) -> Turn:
        if state.dialog == self._complaint.name:
            taken = self._complaint.edited(state, text)
            if taken is not None:
                return taken
        key = "edited" if state.dialog == self._complaint.name else "edited-late"
        return state, (Hint(phrase(key)), *self.show(state))

    # inside a form

    def _in_form(self, state: State, event: Event, consented: str) -> Turn:
        if isinstance(event, Opened):
            return state, (go_on(state), *self.show(state))
        if holds_open(state, event):
            return state, (Hint(phrase("held-open")), *self.show(state))
        if gives_in(state, event):
            return self._rooms.leave(state, phrase("return-dropped", ticket=state.about))
        if (asked := self._tickets.asked_in_form(state, event)) is not None:
            return state, (asked,)
        if state.dialog == "withdraw" and isinstance(event, Said):
            return self._withdrawing(state, event)
        if returns_for_nothing(state, event):
            return state, (Hint(phrase("return-thanks")), *self.show(state))
        if state.dialog == self._complaint.name and isinstance(event, Said):
            return self._in_complaint(state, event, consented)
        if isinstance(event, Sent) and self._is_of_another(state, event):
            return self._tickets.belonging.ask(state, event, ())
        if isinstance(event, Said | Sent) and (several := asked_of(state)):
            return self._tickets.belonging.ask(state, event, [f"add.{one}" for one in several])
        return self.forms[state.dialog].take(state, event)

    def _withdrawing(self, state: State, said: Said) -> Turn:
        """Yes or no to «Отозвать?»; what tells that it is not over («так и нет света») is of the
        ticket, and nothing is withdrawn past it."""
        if lets_be(said.text):
            return self._cancel(state)
        taken, effects = self.forms["withdraw"].take(state, said)
        if taken.dialog != "withdraw" or not tells_on(said.text):
            return taken, effects
        return self._tickets.belonging.ask(state, said, [f"add.{state.about}"])

    def _in_complaint(self, state: State, said: Said, consented: str) -> Turn:
        if not said.forwarded and begins_anew(said.text):
            return self._commanded(state, Commanded("new"), consented)
        beside = beside_complaint(state, said, self._town)
        if isinstance(beside, FindMeant):
            return state, (beside,)
        if beside == OVER:
            return taking_back.asked(state, said.text.strip())
        if beside is not None:
            return state, (Hint(beside), *self.show(state))
        if greets(state, said):
            return state, (go_on(state), *self.show(state))
        if (told := self._words.asked_who(said)) is not None:
            return state, (Hint(told), *self.show(state))
        if self._is_of_another(state, said):
            return self._tickets.belonging.ask(state, said, ())
        return self._heard_last(state, said, consented)

    def _heard_last(self, state: State, said: Said, consented: str) -> Turn:
        """An answer, or more of the story; or what is said to the bot in words of its own."""
        turn = self._complaint.take(state, said)
        names = bool(self._spoken.groups(said.text))
        heard = heard_last(state, said, turn, names=names)
        match heard:
            case Phrase():
                return state, (Hint(heard), *self.show(state))
            case Pressed():
                return self._complaint.take(state, heard)
            case Said():
                return self._in_complaint(state, heard, consented)
        return heard

    def _is_of_another(self, state: State, written: Said | Sent) -> bool:
        """Is it another problem, of which somebody writes who comes back on a later day?"""
        return written.later and self._spoken.is_besides(state, written.text)

    def _found(
        self,
        state: State,
        found: FoundMeant | FoundMine | FoundTicket | FoundJudged | FoundKept,
        consented: str,
    ) -> Turn:
        if isinstance(found, FoundKept):
            return state, (self._data.screen(state, found.kept),)
        if isinstance(found, FoundMeant):
            return self._words.meant(state, found, consented)
        return self._tickets.found(state, found)

    # outside

    def _outside(self, state: State, event: Event, consented: str) -> Turn:
        if state.dialog == TAKING_BACK and not isinstance(event, Opened):
            return self._taken_back(state, event, consented)
        if state.dialog in DESK_SCREENS and (turn := self._own.take(state, event)) is not None:
            return turn
        if state.dialog in (DATA, ERASING) and (turn := self._data.take(state, event)) is not None:
            return turn
        words = self._words
        asks_which = state.dialog in (WHICH, WITHDRAWING)
        if asks_which and (turn := words.of_which(state, event, consented)) is not None:
            return turn
        if holds_open(state, event):
            return state, (Hint(phrase("held-open")), *self.show(state))
        match event:
            case Pressed(button):
                return self._pressed(state, button, consented)
            case Opened():
                return self._rooms.leave(state, phrase("welcome", town=self._town.name))
            case Said() | Sent() if (turn := words.written(state, event, consented)) is not None:
                return turn
            case Shared(phone, own=True):
                return state, (FindMeant(Following.ADDS, phone),)
            case Placed():
                read = self._complaint.step("place").read(event, {}, {})
                if isinstance(read, Refused):
                    return state, (Hint(read.why), *self.show(state))
                place = read.answer if isinstance(read.answer, Place) else None
                return state, (FindMeant(Following.SHOWS, "", place=place),)
        return state, (Hint(unexpected(event, phrase("say-what"))), *self.show(state))

    def _pressed(self, state: State, button: str, consented: str) -> Turn:
        match state.dialog, button:
            case _, ("new" | "another") if (told := begins_with(state, button)) is not None:
                return at_once(self._complaint, self._rooms.begin(state, told, consented))
            case _, "resume" if state.aside:
                return self._rooms.resume(state, consented)
            case _, "my":
                return self._rooms.mine(state)
            case _, "desk":
                return self._own.open(self._rooms.left(state))
            case _, "help":
                return self._rooms.leave(state, answered(Wish.HELP, self._town))
            case _, "menu":
                return self._rooms.leave(state, phrase("menu", town=self._town.name))
            case "my", ("older" | "newer"):
                return self._rooms.mine(state, page_of(state) + (1 if button == "older" else -1))
            case "my", _ if find_number(button):
                return self._rooms.view(state, button)
            case "ticket", ("add" | "withdraw"):
                return self._rooms.form(state, button, state.about)
            case ("ticket", ("helped" | "inpart" | "return")) | (_, ("join" | "part")):
                return self._tickets.judged(state, button)
            case "language", _ if button in LANGUAGES:
                state = self._rooms.left(state)
                return state, (Speak(button), *self.show(state))
        return state, (Hint(phrase("stale")), *self.show(state))

    def _commanded(self, state: State, event: Commanded, consented: str) -> Turn:
        match event.name:
            case "start":
                return self._take(state, Opened(event.argument), consented)
            case "new" | "report":
                words = {"what": event.argument} if len(event.argument) >= 3 else {}
                return self._rooms.begin(state, words, consented)
            case "my":
                return self._rooms.mine(state)
            case "desk":
                return self._own.open(self._rooms.left(state))
            case "data" | "language" | "lang":
                return self._rooms.to(state, DATA if event.name == "data" else LANGUAGE)
            case "unsubscribe" | "subscribe":
                return state, (Hush(wanted=event.name == "unsubscribe"),)
            case "help":
                return self._rooms.helped(state, answered(Wish.HELP, self._town))
            case "bind":
                return state, (Hint(phrase("bind-in-group")), *self.show(state))
            case name if name in IN_A_GROUP:
                return state, (Hint(phrase("command-in-group", command=name)), *self.show(state))
            case "cancel" if state.dialog in (*self.forms, TAKING_BACK):
                return self._cancel(state)
            case "cancel" | "menu":
                key = "nothing-to-cancel" if event.name == "cancel" else "menu"
                return self._rooms.leave(state, phrase(key, town=self._town.name))
        text = phrase("unknown-command", command=event.name[:32])
        return state, (Hint(text), *self.show(state))

    def _deep(self, state: State, payload: str, consented: str) -> Turn:
        """A link: to a ticket by its number, or to a topic (``roads-pothole``)."""
        if number := find_number(payload):
            return self._rooms.view(state, number)
        topic = self._town.topic(payload.replace("-", ".", 1))
        if topic is None:
            return self._take(state, Opened(), consented)
        return self._rooms.begin(state, {"linked": topic.code, "guess": topic.code}, consented)

    # moves between screens

    def _taken_back(self, state: State, event: Event, consented: str) -> Turn:
        def go_on(complaint: State) -> Turn:
            return self._in_form(complaint, event, consented)

        return taking_back.answered(self._complaint, state, event, go_on) or self._cancel(state)

    def _cancel(self, state: State) -> Turn:
        complained = state.dialog in (self._complaint.name, TAKING_BACK)
        told = complained and set(state.answers) - {"consent"}
        return self._rooms.leave(state, phrase("cancelled" if told else "left"))
