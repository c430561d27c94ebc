"""A resident's conversation: the menu, the complaint, my tickets, rating and return.

Rules
-----
* Something is always said, whatever came.
* What is written outside any form begins a complaint with it; a reply to a message about a
  ticket goes to that ticket.
* An unfinished complaint is never thrown away: it waits aside, and the menu offers it.
* A button of a notice («Помогло») works for as long as the ticket's state allows it.
* Emergencies are answered before any form.
"""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from core.messages import File
from core.numbers import find_number
from core.tickets import Move, may
from core.topics import Suggestions
from core.town import Town

from .alarms import Alarms
from .complaint import complaint
from .effects import (
    Answers,
    Confirm,
    Effect,
    FindCase,
    FindMine,
    FindTicket,
    Hint,
    Hush,
    Option,
    Phrase,
    Show,
    Speak,
    phrase,
)
from .enclosures import enclosure, noted
from .engine import MENU, Dialog, State, Turn, after, is_double, is_stale
from .events import (
    Acted,
    Commanded,
    Edited,
    Event,
    FoundDesk,
    FoundHeld,
    FoundMine,
    FoundTicket,
    Misplaced,
    Opened,
    Placed,
    Pressed,
    Replied,
    Said,
    Sent,
    Strange,
    Touched,
)
from .forms import resident_forms
from .greetings import is_greeting
from .leaving import passed_on
from .mine import (
    MENU_BUTTON,
    NOTICE_MOVES,
    VERDICTS,
    Mine,
    impossible_and_possible,
    is_asked,
)
from .own_desk import IN_A_GROUP, OwnDesk
from .own_desk import SCREENS as DESK_SCREENS
from .steps import Refused, gather, unexpected

MINE, TICKET, LANGUAGE = "my", "ticket", "language"
LANGUAGES: Mapping[str, str] = {"ru": "Русский", "en": "English"}
NUMBER_AT_MOST = 12
"""Characters: more than a ticket's number is something said about it."""
LETTERS = re.compile(r"[^\W\d_]{2}")
"""What is no word is no complaint."""


class Resident:
    """Takes a resident's turns. Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._suggestions = suggestions
        form = complaint(town, suggestions)
        self.forms: Mapping[str, Dialog] = {form.name: form, **resident_forms()}
        self._complaint = form
        self._mine = Mine(town)
        self._own = OwnDesk(town)
        self._alarms = Alarms(town, suggestions)

    def restore(self, state: State) -> State:
        """Bring a stored state under today's code."""
        form = self.forms.get(state.dialog)
        if form is not None:
            return form.restore(state)
        if state.dialog in (MENU, MINE, TICKET, LANGUAGE, *DESK_SCREENS):
            return state
        return State(turn=state.turn + 1, aside=state.aside, desk=state.desk)

    def show(self, state: State) -> tuple[Effect, ...]:
        """Draw the screen of a state, or ask for the facts it needs."""
        if state.dialog in self.forms:
            return (self.forms[state.dialog].show(state),)
        match state.dialog:
            case "my":
                return (FindMine(_page(state)),)
            case "ticket":
                return (FindTicket(state.about),)
            case "desk" | "held":
                return (self._own.ask(state),)
            case "language":
                options = tuple(Option(code, name) for code, name in LANGUAGES.items())
                text = phrase("language")
                return (Show(text, (*options, MENU_BUTTON), state.turn),)
        return (self.menu(state, phrase("menu", town=self._town.name)),)

    def menu(self, state: State, text: Phrase) -> Show:
        """The menu under any words: it stands under every end of a form."""
        resume = (Option("resume", phrase("menu-resume")),) if state.aside else ()
        desk = (Option("desk", phrase("menu-desk")),) if state.desk else ()
        options = (*desk, Option("new", phrase("menu-new")), *resume, *MENU_REST)
        return Show(text, options, state.turn, closed=False, lasting=text.key != "menu")

    def take(self, state: State, event: Event, consented: str) -> Turn:
        """Take one turn. ``consented``: the version of the consent this person gave, or ""."""
        turn = self._take(state, event, consented)
        warned = self._alarms.before(state, event, turn)
        return after(state, event, passed_on(self.forms, state, event, warned))

    def _take(self, state: State, event: Event, consented: str) -> Turn:
        if is_double(state, event):
            return state, (Hint(phrase("already")),)
        here = self.restore(state)
        if is_stale(state, event):
            return here, (Hint(phrase("stale")), *self.show(here))
        match event:
            case FoundMine() | FoundTicket():
                return self._found(here, event)
            case FoundDesk() | FoundHeld() | Misplaced():
                return self._own.heard(here, event, self.show)
            case Commanded():
                return self._commanded(here, event, consented)
            case Touched() | Acted():
                return self._touched(here, event)
            case Replied():
                return self._replied(here, event)
            case Edited():
                return self._edited(here)
            case Opened(payload) if payload:
                return self._deep(here, payload, consented)
            case Pressed(":cancel") if here.dialog in self.forms:
                return self._cancel(here)
        if here.dialog in self.forms:
            return self._in_form(here, event, consented)
        return self._outside(here, event, consented)

    def _found(self, state: State, found: FoundMine | FoundTicket) -> Turn:
        if isinstance(found, FoundMine):
            return state, (self._mine.list(found, state.turn),)
        if found.ticket is None:
            state = replace(state, dialog=MENU, about="", answers={})
            return state, (self.menu(state, phrase("no-such-ticket")),)
        state = replace(state, answers={"asked": "yes"} if is_asked(found.ticket) else {})
        return state, (self._mine.one(found, found.ticket, state.turn),)

    def _edited(self, state: State) -> Turn:
        key = "edited" if state.dialog == self._complaint.name else "edited-late"
        return state, (Hint(phrase(key)), *self.show(state))

    # inside a form

    def _in_form(self, state: State, event: Event, consented: str) -> Turn:
        if isinstance(event, Opened):
            return state, (Hint(phrase("go-on")), *self.show(state))
        return self.forms[state.dialog].take(state, event)

    # outside

    def _outside(self, state: State, event: Event, consented: str) -> Turn:
        if state.dialog in DESK_SCREENS and (turn := self._own.take(state, event)) is not None:
            return turn
        match event:
            case Pressed(button):
                return self._pressed(state, button, consented)
            case Opened():
                return self._leave(state, MENU, phrase("welcome", town=self._town.name))
            case Said(text, forwarded=False) if number := _number_alone(text):
                return self._view(state, number)
            case Said(text) if is_greeting(text):
                return self._leave(state, MENU, phrase("welcome", town=self._town.name))
            case Said() | Sent() if state.dialog == TICKET and state.answers.get("asked"):
                return self._form(state, "add", state.about, event)
            case Said(text) if len(text.strip()) >= 3 and LETTERS.search(text):
                return self._begin(state, {"what": text.strip()}, consented)
            case Sent(files, text, album):
                photos = gather(files, None, 10)
                if isinstance(photos, Refused):
                    return state, (Hint(photos.why), *self.show(state))
                words = {"what": text.strip()} if len(text.strip()) >= 3 else {}
                answers = {"photos": photos.answer, **words}
                state, effects = self._begin(state, answers, consented, album)
                return state, (*_heard(files), *effects)
            case Placed():
                place = self._complaint.step("place").read(event, {}, {})
                if isinstance(place, Refused):
                    return state, (Hint(place.why), *self.show(state))
                return self._begin(state, {"place": place.answer}, consented)
        return state, (Hint(unexpected(event, phrase("say-what"))), *self.show(state))

    def _pressed(self, state: State, button: str, consented: str) -> Turn:
        match state.dialog, button:
            case _, "new":
                return self._begin(state, {}, consented)
            case _, "resume" if state.aside:
                return self._begin(replace(state, aside=None), state.aside, consented)
            case _, "my":
                return self._mine_at(state, 0)
            case _, "desk":
                return self._own.open(self._leave_quietly(state))
            case _, "help":
                return self._leave(state, MENU, self._help())
            case _, "menu":
                return self._leave(state, MENU, phrase("menu", town=self._town.name))
            case "my", ("older" | "newer"):
                return self._mine_at(state, _page(state) + (1 if button == "older" else -1))
            case "my", _ if find_number(button):
                return self._view(state, button)
            case "ticket", ("add" | "withdraw"):
                return self._form(state, button, state.about)
            case "ticket", ("helped" | "inpart" | "return"):
                return self._judged(state, button)
            case "language", _ if button in LANGUAGES:
                state = self._leave_quietly(state)
                return state, (Speak(button), *self.show(state))
        return state, (Hint(phrase("stale")), *self.show(state))

    def _judged(self, state: State, button: str) -> Turn:
        if button == "return":  # as by the notice's button: it may be too late by now
            return state, (FindCase("nothelped", state.about, button=button),)
        return self._leave_quietly(state), (Confirm(state.about, VERDICTS[button]),)

    def _commanded(self, state: State, event: Commanded, consented: str) -> Turn:
        match event.name:
            case "start":
                opened = Opened(event.argument)
                return self.take(state, opened, consented)
            case "new" | "report":
                words = {"what": event.argument} if len(event.argument) >= 3 else {}
                return self._begin(state, words, consented)
            case "my":
                return self._mine_at(state, 0)
            case "desk":
                return self._own.open(self._leave_quietly(state))
            case "language":
                return self._to(state, LANGUAGE)
            case "unsubscribe" | "subscribe":
                return state, (Hush(wanted=event.name == "unsubscribe"),)
            case "help":
                return state, (Hint(self._help()), *self.show(state))
            case "bind":
                return state, (Hint(phrase("bind-in-group")), *self.show(state))
            case name if name in IN_A_GROUP:
                return state, (Hint(phrase("command-in-group", command=name)), *self.show(state))
            case "cancel" if state.dialog in self.forms:
                return self._cancel(state)
            case "cancel":
                return self._leave(state, MENU, phrase("nothing-to-cancel"))
        text = phrase("unknown-command", command=event.name[:32])
        return state, (Hint(text), *self.show(state))

    def _help(self) -> Phrase:
        return phrase("help", services=self._town.services_link, contact=self._town.contact)

    def _deep(self, state: State, payload: str, consented: str) -> Turn:
        """A link: to a ticket by its number, or to a topic (``roads-pothole``)."""
        if number := find_number(payload):
            return self._view(state, number)
        topic = self._town.topic(payload.replace("-", ".", 1))
        if topic is None:
            return self.take(state, Opened(), consented)
        return self._begin(state, {"linked": topic.code, "guess": topic.code}, consented)

    def _touched(self, state: State, event: Touched | Acted) -> Turn:
        """A notice's button. Whether it can still be done is said before anything is asked."""
        if isinstance(event, Acted):  # what stands for no ticket
            if event.action == "quiet":
                return state, (Hush(wanted=True),)
            return state, (Hint(phrase("stale")), *self.show(state))
        ticket = event.ticket
        if ticket is None:
            return state, (Hint(phrase("no-such-ticket")), *self.show(state))
        if event.action == "view":
            return self._view(state, ticket.number)
        what = NOTICE_MOVES.get(event.action)
        if what is None:
            return state, (Hint(phrase("stale")), *self.show(state))
        if not may(ticket, what):
            text = impossible_and_possible(ticket, what, late=event.late, pressed=event.action)
            return state, (Hint(text), *self.show(state))
        if what is Move.RETURN and event.late:
            late = phrase("too-late", days=self._town.desk.return_days)
            return state, (Hint(late), *self.show(state))
        if what is Move.CONFIRM:
            return state, (Confirm(ticket.number, VERDICTS[event.action]),)
        form = "return" if what is Move.RETURN else "add"
        if (state.dialog, state.about) == (form, ticket.number):
            return state, (Hint(phrase("asked-already")),)
        return self._form(state, form, ticket.number)

    def _replied(self, state: State, event: Replied) -> Turn:
        """A reply to a message about a ticket goes to that ticket, whatever else is going on."""
        ticket, written = event.ticket, event.event
        if isinstance(written, Strange):
            hint = Hint(unexpected(written, phrase("write-text")))
            return state, (hint, *self.show(state))
        if not may(ticket, Move.ADD):
            text = impossible_and_possible(ticket, Move.ADD, late=event.late)
            return state, (Hint(text), *self.show(state))
        if state.about == ticket.number and state.dialog in self.forms:
            return self._in_form(state, written, "")
        return self._form(state, "add", ticket.number, written)

    # moves between screens

    def _begin(
        self, state: State, answers: Answers, consented: str, album: str | None = None
    ) -> Turn:
        consent = {"consent": consented} if consented else {}
        kept = replace(state, aside=self._leave_quietly(state).aside)
        return self._complaint.begin(
            kept, {**answers, **consent}, album=(album, "photos") if album else None
        )

    def _form(
        self, state: State, name: str, number: str, written: Said | Sent | None = None
    ) -> Turn:
        form = self.forms[name]
        left = replace(self._leave_quietly(state), turn=state.turn)  # the form counts the turn
        state, effects = form.begin(left, {}, about=number)
        return form.take(state, written) if written else (state, effects)

    def _leave_quietly(self, state: State) -> State:
        """Go to the menu; a complaint that was begun is kept aside."""
        unfinished = state.answers if state.dialog == self._complaint.name else None
        told = {key: answer for key, answer in (unfinished or {}).items() if key != "consent"}
        return State(turn=state.turn + 1, aside=told or state.aside, desk=state.desk)

    def _cancel(self, state: State) -> Turn:
        told = state.dialog == self._complaint.name and set(state.answers) - {"consent"}
        return self._leave(state, MENU, phrase("cancelled" if told else "left"))

    def _leave(self, state: State, dialog: str, text: Phrase) -> Turn:
        state = replace(self._leave_quietly(state), dialog=dialog)
        return state, (self.menu(state, text),)

    def _to(self, state: State, dialog: str, *, about: str = "", page: int = 0) -> Turn:
        state = replace(
            self._leave_quietly(state), dialog=dialog, about=about, answers={"page": str(page)}
        )
        return state, self.show(state)

    def _view(self, state: State, number: str) -> Turn:
        return self._to(state, TICKET, about=number)

    def _mine_at(self, state: State, page: int) -> Turn:
        return self._to(state, MINE, page=max(0, page))


def _heard(files: tuple[File, ...]) -> tuple[Effect, ...]:
    """A voice cannot be read: its sender is told who will hear it."""
    return (Hint(noted(files, files)),) if enclosure(files) == "voice" else ()


def _number_alone(text: str) -> str | None:
    """The number that was asked for by nothing but itself."""
    return find_number(text) if len(text.strip()) <= NUMBER_AT_MOST else None


def _page(state: State) -> int:
    page = state.answers.get("page")
    return int(page) if isinstance(page, str) and page.isdecimal() else 0


MENU_REST = (Option("my", phrase("menu-my")), Option("help", phrase("menu-help")))
