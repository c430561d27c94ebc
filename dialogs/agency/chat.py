"""The admin chat: what an agency's operators do, in a group.

Rules
-----
* Only a bound chat counts. In any other the bot explains how to bind it, and hears nothing.
* **Replying to a card is the answer**, also of who was just asked for something else: «Не наше»
  is then let be, and said so. It is shown back before it goes to the resident.
* A draft that gives way to something else is let go aloud, with its words.
* Every operator has a conversation of their own in the chat: a draft's buttons are its author's.
* What is forwarded is nobody's answer by itself: as a reply to a card, or while its author is
  asked for words, it becomes a draft, which its author sees before it goes. Never a command.
* What people of a group say among themselves is none of the bot's business: it is silent
  unless it was replied to, commanded or pressed, or waits for this person's words.
"""

from collections.abc import Callable, Mapping
from typing import TypeVar

from msgspec.structs import replace

from core.numbers import find_number
from core.town import Town
from core.words.digits import has_digits
from dialogs.by_hand import IN_A_GROUP
from dialogs.coordination.coordinating import COORDINATING, COORDINATORS_ACTIONS, Coordination
from dialogs.desk import too_long, twice
from dialogs.desk.beginning import FORMS, Beginning
from dialogs.desk.colleagues import ASSIGN, Colleagues
from dialogs.desk.forms import TEMPLATES, operator_forms
from dialogs.desk.letting_go import cancelled
from dialogs.desk.taking_up import ACTION as TAKE_UP
from dialogs.desk.taking_up import kept, taken_up
from dialogs.desk.templates import BOARDS, PICK, TemplateBoard, draft_of
from dialogs.desk.turning import turned
from dialogs.desk.undoing import undo_time
from dialogs.effects import Bind, Effect, Hint, Phrase, Say, phrase
from dialogs.engine import Dialog
from dialogs.events import (
    Acted,
    Case,
    Commanded,
    Edited,
    Event,
    FoundColleagues,
    FoundCrowds,
    FoundFigures,
    FoundHistory,
    FoundOnDesk,
    FoundQueue,
    FoundTemplate,
    FoundTemplates,
    FoundWords,
    Joined,
    Opened,
    Pressed,
    Replied,
    Touched,
)
from dialogs.lookups import FindCase
from dialogs.overview import exporting
from dialogs.overview.lists import LISTS, Lists, is_of_list
from dialogs.overview.statistics import BUTTONS, STATISTICS, Statistics
from dialogs.presses import after, is_double, is_stale, once_more
from dialogs.state import MENU, State, Turn
from dialogs.ticket.ways import ACTIONS, refusal

from . import beside
from .beside import is_beside, listed
from .drafting import Drafting
from .mistyped import mistyped
from .surplus import surplus
from .unbinding import UNBIND, Unbinding

_Found = TypeVar("_Found")


class OperatorDesk:
    """Takes the turns of agencies' chats. Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.forms: Mapping[str, Dialog] = operator_forms(town)
        self._lists = Lists(town)
        self._statistics = Statistics(town)
        self._coordination = Coordination(town)
        self._beginning = Beginning(town, self.forms)
        self._drafting = Drafting(town, self.forms, self._coordination)
        self._colleagues = Colleagues()
        self._templates = TemplateBoard()
        self._unbinding = Unbinding(town)
        self._on_screen: Mapping[
            str, tuple[Callable[[State], Effect], Callable[[State, str], Turn]]
        ] = {
            **dict.fromkeys(COORDINATING, (self._coordination.ask, self._coordination.pressed)),
            **dict.fromkeys(LISTS, (self._lists.ask, self._lists.pressed)),
            **dict.fromkeys(BOARDS, (self._templates.ask, self._board_pressed)),
            STATISTICS: (self._statistics.ask, self._statistics.pressed),
            ASSIGN: (self._colleagues.ask, self._colleagues.pressed),
        }
        """What a screen asks for, and what takes its buttons."""

    def restore(self, state: State) -> State:
        form = self.forms.get(state.dialog)
        if form is not None:
            return form.restore(state)
        known = state.dialog in (MENU, UNBIND, *self._on_screen)
        return state if known else State(turn=state.turn + 1)

    def show(self, state: State) -> tuple[Effect, ...]:
        if (screen := self._on_screen.get(state.dialog)) is not None:
            return (screen[0](state),)
        if state.dialog == UNBIND:
            return (self._unbinding.show(state),)
        form = self.forms.get(state.dialog)
        return (form.show(state),) if form else ()

    def take(self, state: State, event: Event, agency: str | None, person: int) -> Turn:
        """Take one turn. ``agency``: whose chat it is, None if nobody's."""
        if isinstance(event, FoundFigures):
            return after(state, event, self._drawn(state, event, self._statistics.found))
        taken, effects = after(state, event, self._take(state, event, agency, person))
        return kept(state, taken, effects), effects

    def _take(self, state: State, event: Event, agency: str | None, person: int) -> Turn:
        if isinstance(event, Commanded) and event.name == "bind":
            return state, self._bind(event.argument.strip(), agency)
        if agency is None:
            return state, self._unbound(event)
        state = self.restore(state)
        if isinstance(event, Pressed):
            return self._pressed(state, event, agency, person)
        taken = self._coordination.take(state, event)
        if taken is not None:
            leaves = taken[0].dialog != state.dialog
            return taken[0], (*(self._coordination.let_go(state) if leaves else ()), *taken[1])
        match event:
            case Touched():
                return self._touched(state, event, agency)
            case Replied():
                return too_long.rest(state, event) or self._drafting.replied(state, event, agency)
            case Commanded():
                return self._commanded(state, event, agency)
            case FoundQueue() | FoundWords() | FoundCrowds() | FoundHistory():
                return self._drawn(state, event, self._lists.found)
            case FoundColleagues() | FoundTemplates() | FoundTemplate():
                return self._found(state, event)
            case Joined() | Opened():
                return state, (*_deaf(event), Say(self._about(agency)))
            case Edited(old=old) if old is not None and state.dialog not in self.forms:
                return state, (Hint(old),)
        return self._drafting.said(state, event) if state.dialog in self.forms else (state, ())

    def _found(self, state: State, event: FoundOnDesk) -> Turn:
        if isinstance(event, FoundColleagues):
            return self._colleagues.found(state, event)
        return self._templates.found(state, event)

    def _drafts(self, state: State) -> bool:
        writes = state.dialog in self.forms or state.dialog == PICK
        return writes or self._coordination.prepares(state)

    def _drawn(self, state: State, found: _Found, draw: Callable[[State, _Found], Turn]) -> Turn:
        if state.beside and self._drafts(state):
            return beside.found(state, lambda here: draw(here, found))
        return draw(state, found)

    def _listed(self, state: State, turn: Turn) -> Turn:
        """What was asked to be seen; a draft does not give way to it."""
        if turn[0] is state or not self._drafts(state):
            return turn
        return beside.opened(state, turn)

    def _pressed(self, state: State, event: Pressed, agency: str, person: int) -> Turn:
        """A button of a draft: its author's, and of its turn."""
        if event.owner is not None and event.owner != person:
            theirs = any(of(event.button) for of in (is_of_list, is_beside, BUTTONS.__contains__))
            return state, (Hint(phrase("not-your-list" if theirs else "not-your-draft")),)
        if is_beside(event.button) and (seen := self._on_screen.get(listed(state).dialog)):
            return beside.pressed(state, event.button, *seen)
        if is_double(state, event):
            return state, (once_more(state),)
        if is_stale(state, event):
            return state, (Hint(phrase("stale")), *self.show(state))
        if (screen := self._on_screen.get(state.dialog)) is not None:
            return screen[1](state, event.button)
        if state.dialog == UNBIND:
            return self._unbinding.pressed(state, event.button, agency)
        if state.dialog not in self.forms:
            return state, (Hint(phrase("stale")), *self.show(state))
        if event.button == ":cancel":
            return self._idle(state), (cancelled(state),)
        form = self.forms[state.dialog]
        if event.button == TEMPLATES.code and TEMPLATES in form.show(state).options:
            return self._templates.pick(state)
        return turned(self._town, self.forms, state, event.button) or form.take(state, event)

    def _board_pressed(self, state: State, button: str) -> Turn:
        """A button of a list of templates; «Назад» leads back to the draft that waited."""
        name, answers, at = draft_of(state)
        if button != "draft" or name not in self.forms:
            return self._templates.pressed(state, button)
        back = replace(state, dialog=name, answers=answers, at=at or None, turn=state.turn + 1)
        back = self.forms[name].restore(back)
        return back, (self.forms[name].show(back),)

    def _bind(self, code: str, agency: str | None) -> tuple[Effect, ...]:
        """A chat is one agency's: to become another's, it is let go first."""
        known = self._town.agency(agency) if agency else None
        if known is not None:
            return (Hint(phrase("bound-already", agency=known.name)),)
        return (Bind(code),)

    def _unbound(self, event: Event) -> tuple[Effect, ...]:
        match event:
            case Joined() | Commanded("help") | Opened():
                return (*_deaf(event), Say(phrase("unbound-welcome")))
            case Pressed() | Touched() | Acted():
                return (Hint(phrase("unbound")),)
            case Replied():
                return (Hint(phrase("unbound-words")),)
            case Commanded(name) if name in IN_A_GROUP:
                return (Hint(phrase("unbound-command")),)
        return ()

    def _touched(self, state: State, event: Touched, agency: str) -> Turn:
        if twice.is_again(state, event):
            return state, (Hint(phrase("shown-already")),)
        begun, effects = self._begun(state, event, agency)
        return twice.shown(begun, event, effects), effects

    def _begun(self, state: State, event: Touched, agency: str) -> Turn:
        if event.action == "history" and event.ticket is not None:
            return self._listed(state, self._lists.history(state, event.ticket.number))
        if event.action in COORDINATORS_ACTIONS:
            return self._coordinated(state, event, agency)
        if event.action == TAKE_UP and event.ticket is not None:
            case = event.case or Case(event.ticket.changed_at)
            begun, effects = taken_up(self._town, self.forms, state, event.ticket, case, agency)
        else:
            begun, effects = self._beginning.touched(state, event, agency)
        goes = begun.turn != state.turn
        return begun, ((*self._coordination.let_go(state), *effects) if goes else effects)

    def _coordinated(self, state: State, event: Touched, agency: str) -> Turn:
        ticket, what = event.ticket, ACTIONS[event.action]
        no = refusal(self._town, ticket, agency, what, supervisor=False)
        if no is not None or ticket is None:
            return state, (Hint(no or phrase("no-such-ticket")),)
        began = event.case.now.isoformat() if event.case else ""
        idle, touched = self._idle(state), self._coordination.touched
        begun, effects = touched(idle, event.action, ticket.number, began)
        return begun, (*self._coordination.let_go(state), *effects)

    def _commanded(self, state: State, event: Commanded, agency: str) -> Turn:
        match event.name:
            case "queue":
                ours = agency == self._town.coordinators.code
                queue = self._lists.queue(state, event.argument, coordinators=ours)
                return self._listed(state, queue)
            case "find" | "t" as name:
                find = self._lists.find if name == "find" else self._lists.card
                begun, effects = self._listed(state, find(state, event.argument))
                return begun, (*surplus(name, event.argument), *effects)
            case "stats":
                return self._listed(state, self._statistics.open(state, event.argument))
            case "export":
                return exporting.asked(state, event.argument)
            case "templates":
                begun, effects = self._templates.open(state)
                return begun, (*self._coordination.let_go(state), *effects)
            case name if name in ACTIONS or name == "undo":
                return state, self._case(name, event.argument)
            case "help":
                return state, (Say(self._about(agency)),)
            case "desk":
                return state, (Hint(phrase("desk-in-private")),)
            case "unbind":
                asked, effects = self._unbinding.open(state, agency)
                return asked, (*self._coordination.let_go(state), *effects)
            case "cancel":
                return self._idle(state), (cancelled(state),)
        return state, mistyped(event.name)

    def _case(self, action: str, argument: str) -> tuple[Effect, ...]:
        """A command about a ticket: its number, and then what else was typed, where a form of its
        own takes words."""
        number = find_number(argument)
        if number is None:
            return (Hint(phrase("command-how", command=action)),)
        words = argument.replace(number, "", 1).strip()
        # Whom it is given to may be named: «/assign 26-000020 Волков».
        named = action == ASSIGN and not has_digits(words)
        takes_words = named or FORMS.get(action, action) in self.forms
        left = () if takes_words else surplus(action, argument)
        return (*left, FindCase(action, number, "" if left else words))

    def _about(self, agency: str) -> Phrase:
        ours = agency == self._town.coordinators.code
        key = "operator-help-coordinators" if ours else "operator-help"
        return phrase(key, agency=self._town.agency_name(agency), undo=undo_time(self._town))

    def _idle(self, state: State) -> State:
        return replace(State(), turn=state.turn + 1)


def _deaf(event: Event) -> tuple[Effect, ...]:
    """Nothing is heard in a group that it was just added to, until somebody sees to it."""
    return (Say(phrase("deaf")),) if isinstance(event, Joined) and event.deaf else ()
