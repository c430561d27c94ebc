"""A resident's conversation: the menu, the complaint, my tickets, rating and return.

Rules
-----
* Something is always said, whatever came.
* What is written outside any form begins a complaint with it; a reply to a message about a
  ticket goes to that ticket.
* The latest unfinished complaint is not thrown away: it waits aside, and the menu offers it.
* Emergencies are answered before any form.
"""

from collections.abc import Mapping

from msgspec.structs import replace

from core.numbers import find_number
from core.topics import Suggestions
from core.town import Town
from dialogs.by_hand import IN_A_GROUP
from dialogs.complaint.alarms import Alarms
from dialogs.complaint.offering import AddressesOffered
from dialogs.complaint.questions import complaint
from dialogs.effects import (
    Answers,
    Effect,
    FindMeant,
    Hint,
    Hush,
    Phrase,
    Show,
    Speak,
    phrase,
)
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
from dialogs.heard.agreeing import declines
from dialogs.heard.following import Following, is_bare
from dialogs.heard.greetings import is_english, is_greeting
from dialogs.heard.openings import is_opening
from dialogs.heard.to_the_bot import is_to_the_bot
from dialogs.heard.wishes import Wish, wish_of
from dialogs.presses import after, is_double, is_stale, once_more, out_of_date, wants_sent
from dialogs.state import MENU, State, Turn
from dialogs.steps import PHOTOS_AT_MOST, unexpected
from dialogs.taking import Refused, gather

from . import taking_back
from .about_tickets import AboutTickets
from .another import at_once, begins_with, named_in_words
from .answering import answered, nothing_here
from .asked_where import AskedWhere, as_if_fresh, is_new
from .at_the_menu import (
    heard_by_ear,
    holds_open,
    is_asked_here,
    is_of_filed,
    is_over_here,
    wished_here,
)
from .beside import OVER, beside_complaint, gives_in, returns_for_nothing
from .forms import ASKED, asked_of
from .joined import way_meant
from .leaving import passed_on
from .own_data import OwnData, erased_already
from .own_desk import SCREENS as DESK_SCREENS
from .own_desk import OwnDesk
from .rooms import DATA, ERASING, LANGUAGE, LANGUAGES, Rooms, in_one_turn, page_of
from .spoken import LETTERS, SpokenOf
from .taking_back import TAKING_BACK
from .welcome import nothing_over
from .where_to import pressed_in_words
from .which import DRAFT, WHICH, as_complaint, asked_again, ways_of


class Resident:
    """Takes a resident's turns. Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town, suggestions: Suggestions) -> None:
        self._town = town
        self._suggestions = suggestions
        self._complaint = complaint(town, suggestions)
        self._own = OwnDesk(town)
        self._rooms = Rooms(town, self._complaint, self._own)
        self._data = OwnData(town, self._rooms)
        self.forms: Mapping[str, Dialog] = self._rooms.forms
        self._alarms = Alarms(town, suggestions)
        self._spoken = SpokenOf(suggestions, AddressesOffered(town))
        self._tickets = AboutTickets(town, self._rooms, self._spoken)
        self._asked = AskedWhere(town, self._rooms, self._spoken, self._tickets)

    def restore(self, state: State) -> State:
        """Bring a stored state under today's code."""
        return self._rooms.restore(state)

    def show(self, state: State) -> tuple[Effect, ...]:
        """Draw the screen of a state, or ask for the facts it needs."""
        return self._rooms.show(state)

    def menu(self, state: State, text: Phrase) -> Show:
        return self._rooms.menu(state, text)

    def left(self, state: State) -> State:
        """Where this person is when something else begins; what was unfinished waits aside."""
        return self._rooms.left(state)

    def take(self, state: State, event: Event, consented: str) -> Turn:
        """Take one turn. ``consented``: the version of the consent this person gave, or ""."""
        if erased_already(state, event):
            return state, (Hint(phrase("erased-already")),)
        turn = self._take(state, event, consented)
        if not consented and state.dialog == MENU and is_english(event):
            turn = turn[0], (Speak("en"), *turn[1])
        warned = self._alarms.before(state, event, turn)
        return after(state, event, passed_on(self.forms, state, event, warned))

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
            case Edited():
                return self._edited(here)
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

    def _edited(self, state: State) -> Turn:
        key = "edited" if state.dialog == self._complaint.name else "edited-late"
        return state, (Hint(phrase(key)), *self.show(state))

    # inside a form

    def _in_form(self, state: State, event: Event, consented: str) -> Turn:
        if isinstance(event, Opened):
            return state, (Hint(phrase("go-on")), *self.show(state))
        if holds_open(state, event):
            return state, (Hint(phrase("held-open")), *self.show(state))
        if gives_in(state, event):
            return self._rooms.leave(state, phrase("return-dropped", ticket=state.about))
        if (asked := self._tickets.asked_in_form(state, event)) is not None:
            return state, (asked,)
        if state.dialog == "withdraw" and isinstance(event, Said) and declines(event.text):
            return self._cancel(state)
        if returns_for_nothing(state, event):
            return state, (Hint(phrase("return-thanks")), *self.show(state))
        if state.dialog == self._complaint.name and isinstance(event, Said):
            beside = beside_complaint(state, event, self._town)
            if isinstance(beside, FindMeant):
                return state, (beside,)
            if beside == OVER:
                return taking_back.asked(state, event.text.strip())
            if beside is not None:
                return state, (Hint(beside), *self.show(state))
        elif isinstance(event, Said | Sent) and (several := asked_of(state)):
            return self._tickets.belonging.ask(state, event, [f"add.{one}" for one in several])
        return self.forms[state.dialog].take(state, event)

    def _found(
        self,
        state: State,
        found: FoundMeant | FoundMine | FoundTicket | FoundJudged | FoundKept,
        consented: str,
    ) -> Turn:
        if isinstance(found, FoundKept):
            return state, (self._data.screen(state, found.kept),)
        if isinstance(found, FoundMeant):
            return self._meant(state, found, consented)
        return self._tickets.found(state, found)

    def _meant(self, state: State, found: FoundMeant, consented: str) -> Turn:
        """Words that may be about a ticket: of the topic of one, or of none that is heard."""
        groups = self._spoken.groups(found.words)
        fitting = self._spoken.fitting(found, state.about)
        if (new := self._new_at_which(state, found, consented)) is not None:
            return new
        meant = self._asked.meant(state, found, fitting)
        if meant is None:
            meant = self._tickets.meant(state, replace(found, tickets=fitting))
        if meant is not None:
            return meant
        if state.dialog in self.forms:
            return self.forms[state.dialog].take(state, found.written())
        nothing_pressed = found.what == Following.REGRETS and not found.tickets
        if nothing_pressed or is_bare(found.words) or is_to_the_bot(found.words):
            return self._rooms.leave(state, phrase("say-what"))
        said = found.written()
        if found.what == Following.ASKS and not fitting:
            nothing = nothing_here(self._rooms, self._town, state, found, heard=bool(groups))
            if nothing is not None:
                return nothing
        if found.what == Following.OVER:
            wished = wish_of(found.words)
            left = self._rooms.leave(state, nothing_over(found.words))
            # Without the words, or they would be looked for among the tickets again.
            return self._tickets.wished(state, *wished) if wished else left
        if self._spoken.goes_on(state, said):
            return self._tickets.belonging.ask(state, said, [f"add.{state.about}"])
        if (told := self._told(state, said, consented)) is not None:
            return told
        expected = phrase("strange-contact", expected=phrase("say-what"))
        return state, (Hint(expected), *self.show(state))

    def _new_at_which(self, state: State, found: FoundMeant, consented: str) -> Turn | None:
        """A new problem is told where it is asked where other words go: those wait."""
        if state.dialog != WHICH or not is_new(found, self._spoken):
            return None
        told = self._told(state, found.written(), consented)
        return (told[0], (Hint(phrase("which-waits")), *told[1])) if told else None

    # outside

    def _outside(self, state: State, event: Event, consented: str) -> Turn:
        if state.dialog == TAKING_BACK and not isinstance(event, Opened):
            return self._taken_back(state, event, consented)
        if state.dialog in DESK_SCREENS and (turn := self._own.take(state, event)) is not None:
            return turn
        if state.dialog in (DATA, ERASING) and (turn := self._data.take(state, event)) is not None:
            return turn
        if state.dialog == WHICH and (turn := self._of_which(state, event, consented)) is not None:
            return turn
        if holds_open(state, event):
            return state, (Hint(phrase("held-open")), *self.show(state))
        match event:
            case Pressed(button):
                return self._pressed(state, button, consented)
            case Opened():
                return self._rooms.leave(state, phrase("welcome", town=self._town.name))
            case Said() | Sent() if (turn := self._written(state, event, consented)) is not None:
                return turn
            case Shared(phone, own=True):
                return state, (FindMeant(Following.ADDS, phone),)
            case Placed():
                place = self._complaint.step("place").read(event, {}, {})
                if isinstance(place, Refused):
                    return state, (Hint(place.why), *self.show(state))
                return self._begin(state, {"place": place.answer}, consented)
        return state, (Hint(unexpected(event, phrase("say-what"))), *self.show(state))

    def _of_which(self, state: State, event: Event, consented: str) -> Turn | None:
        """Where the words go that were asked about; None: somewhere else is gone to."""
        event = pressed_in_words(state, event)
        match event:
            case Pressed("story"):
                here = replace(state, dialog=MENU, answers={})
                return self._begin(here, as_complaint(state), consented)
            case Pressed(button) if button in ways_of(state):
                return self._tickets.belongs(state, button)
            case Pressed("draft") if DRAFT in state.answers and state.aside:
                written = self._tickets.belonging.written(state)
                here = replace(state, dialog=MENU, answers={}, aside=None)
                begun, _ = self._begin(here, state.aside, consented)
                return in_one_turn(self._complaint, begun, written)
            case Pressed() | Opened():
                return None
            case Said(forwarded=False):
                return self._asked.heard(state, event)
        return self._tickets.belonging.take(state, event)

    def _written(self, state: State, event: Said | Sent, consented: str) -> Turn | None:
        """A wish, something about a ticket, or the beginning of a complaint; None: no words."""
        match event:
            case Said(text, forwarded=False) if way := way_meant(state, text):
                if way == "apart":
                    return self._rooms.leave(state, phrase("stays-apart"))
                return self._tickets.judged(state, way)
            case Said(text, forwarded=False) if other := named_in_words(
                self._suggestions, state, text
            ):
                return self._begin(state, other, consented)
            case Said(text, forwarded=False) if is_over_here(state, text):
                return state, (FindMeant(Following.OVER, text.strip()),)
            case Said(text, forwarded=False) if wished := wished_here(state, text):
                return self._tickets.wished(state, *wished, said=text)
            case Said(text, forwarded=False) if is_opening(text):
                return self._begin(state, {}, consented)
            case Said(text) if is_greeting(text):
                return self._rooms.leave(state, phrase("welcome", town=self._town.name))
            case _ if is_asked_here(state) or is_of_filed(state, event):
                wanted = is_asked_here(state)
                why = () if wanted else (Hint(phrase("of-filed", ticket=state.about)),)
                asked: Answers = {ASKED: "yes"} if wanted else {}
                state, effects = self._rooms.form(state, "add", state.about, event, asked)
                return state, (*why, *effects)
            case _ if (wonders := self._spoken.wonders(state, event)) is not None:
                return state, (wonders,)
            case _ if self._spoken.goes_on(state, event):
                return self._tickets.belonging.ask(state, event, [f"add.{state.about}"])
            case _ if remark := self._spoken.remarked(event) or self._spoken.tells(event):
                return state, (remark,)
        return self._told(state, event, consented)

    def _told(self, state: State, event: Said | Sent, consented: str) -> Turn | None:
        """The beginning of a complaint; None: nothing is told by it."""
        match event:
            case Said(text) if len(text.strip()) >= 3 and LETTERS.search(text):
                return self._begin(state, {"what": text.strip()}, consented)
            case Sent(files, text, album):
                photos = gather(files, None, PHOTOS_AT_MOST)
                if isinstance(photos, Refused):
                    return state, (Hint(photos.why), *self.show(state))
                words = {"what": text.strip()} if len(text.strip()) >= 3 else {}
                answers = {"photos": photos.answer, **words}
                state, effects = self._begin(state, answers, consented, album)
                return state, (*heard_by_ear(files), *effects)
        return None

    def _pressed(self, state: State, button: str, consented: str) -> Turn:
        match state.dialog, button:
            case _, ("new" | "another") if (told := begins_with(state, button)) is not None:
                return at_once(self._complaint, self._begin(state, told, consented))
            case _, "resume" if state.aside:
                return self._resume(state, state.aside, consented)
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
                return self._begin(state, words, consented)
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
        return self._begin(state, {"linked": topic.code, "guess": topic.code}, consented)

    # moves between screens

    def _resume(self, state: State, kept: Answers, consented: str) -> Turn:
        if (asked := asked_again(state)) is not None:
            return asked, self.show(asked)
        return self._begin(replace(state, aside=None), kept, consented)

    def _begin(
        self, state: State, answers: Answers, consented: str, album: str | None = None
    ) -> Turn:
        consent = {"consent": consented} if consented else {}
        kept = replace(state, aside=self._rooms.left(state).aside)
        return self._complaint.begin(
            kept, {**answers, **consent}, album=(album, "photos") if album else None
        )

    def _taken_back(self, state: State, event: Event, consented: str) -> Turn:
        def go_on(complaint: State) -> Turn:
            return self._in_form(complaint, event, consented)

        return taking_back.answered(self._complaint, state, event, go_on) or self._cancel(state)

    def _cancel(self, state: State) -> Turn:
        complained = state.dialog in (self._complaint.name, TAKING_BACK)
        told = complained and set(state.answers) - {"consent"}
        return self._rooms.leave(state, phrase("cancelled" if told else "left"))
