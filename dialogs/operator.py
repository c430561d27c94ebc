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

from collections.abc import Mapping

from msgspec.structs import replace

from core.tickets import Move, Ticket, may, possible
from core.town import Town

from . import exporting
from .coordinating import COORDINATING, COORDINATORS_ACTIONS, Coordination
from .effects import Bind, Effect, Hint, Phrase, Reveal, Say, Show, Take, Unbind, phrase
from .enclosures import enclosed
from .engine import MENU, Dialog, State, Turn, after, is_double, is_stale
from .events import (
    Commanded,
    Edited,
    Event,
    FoundCrowds,
    FoundFigures,
    FoundHistory,
    FoundQueue,
    FoundWords,
    Joined,
    Opened,
    Pressed,
    Replied,
    Said,
    Sent,
    Strange,
    Touched,
)
from .forms import DRAFTS, operator_forms
from .lists import LISTS, Lists, is_of_list
from .statistics import BUTTONS, STATISTICS, Statistics

ACTIONS: Mapping[str, Move] = {
    "take": Move.TAKE,
    "ask": Move.ASK,
    "refuse": Move.REFUSE,
    "route": Move.ROUTE,
    "merge": Move.MERGE,
    "unmerge": Move.UNMERGE,
    "reclassify": Move.RECLASSIFY,
    "contact": Move.REVEAL,
}

COORDINATORS_MOVES = frozenset({Move.ROUTE, Move.MERGE, Move.UNMERGE, Move.RECLASSIFY})

ASKED = ("words", "reason")
"""Steps that wait for an operator's words."""


class OperatorDesk:
    """Takes the turns of agencies' chats. Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town) -> None:
        self._town = town
        self.forms: Mapping[str, Dialog] = operator_forms()
        self._lists = Lists(town)
        self._statistics = Statistics(town)
        self._coordination = Coordination(town)

    def restore(self, state: State) -> State:
        form = self.forms.get(state.dialog)
        if form is not None:
            return form.restore(state)
        known = state.dialog in (MENU, STATISTICS, *LISTS, *COORDINATING)
        return state if known else State(turn=state.turn + 1)

    def show(self, state: State) -> tuple[Effect, ...]:
        if state.dialog in LISTS:
            return (self._lists.ask(state),)
        if state.dialog == STATISTICS:
            return (self._statistics.ask(state),)
        if state.dialog in COORDINATING:
            return (self._coordination.ask(state),)
        form = self.forms.get(state.dialog)
        return (form.show(state),) if form else ()

    def take(self, state: State, event: Event, agency: str | None, person: int) -> Turn:
        """Take one turn. ``agency``: whose chat it is, None if nobody's."""
        if isinstance(event, FoundFigures):
            return after(state, event, self._statistics.found(state, event))
        return after(state, event, self._take(state, event, agency, person))

    def _take(self, state: State, event: Event, agency: str | None, person: int) -> Turn:
        if isinstance(event, Commanded) and event.name == "bind":
            return state, self._bind(event.argument.strip(), agency)
        if agency is None:
            return state, self._unbound(event)
        state = self.restore(state)
        if isinstance(event, Pressed):
            return self._pressed(state, event, person)
        taken = self._coordination.take(state, event)
        if taken is not None:
            return taken[0], (*(_let_go(state) if taken[0] != state else ()), *taken[1])
        match event:
            case Touched(action, ticket):
                return self._touched(state, action, ticket, agency)
            case Replied():
                return self._replied(state, event, agency)
            case Commanded():
                return self._commanded(state, event, agency)
            case FoundQueue() | FoundWords() | FoundCrowds() | FoundHistory():
                return self._lists.found(state, event)
            case Joined():
                return state, (Say(self._about(agency)),)
        return self._in_form(state, event)

    def _in_form(self, state: State, event: Event) -> Turn:
        if state.dialog not in self.forms:
            return state, ()
        if isinstance(event, Edited):
            return state, (Hint(phrase("operator-edited")), *self.show(state))
        if self._is_for_form(state, event):
            return self._written(state, event)
        return state, ()

    def _written(self, state: State, event: Event) -> Turn:
        """What is forwarded serves as material where it is shown back before it goes out."""
        form = self.forms[state.dialog]
        if isinstance(event, Said | Sent) and event.forwarded and not form.confirms:
            return state, (Hint(phrase("forwarded-reason")),)
        taken, effects = form.take(state, event)
        stands = taken.at == state.at and taken.turn == state.turn
        if stands and state.at in ASKED and _ways(form, state) == _ways(form, taken):
            # The question stands above as it was: it is not asked twice.
            effects = tuple(one for one in effects if not isinstance(one, Show))
        return taken, effects

    def _pressed(self, state: State, event: Pressed, person: int) -> Turn:
        """A button of a draft: its author's, and of its turn."""
        if event.owner is not None and event.owner != person:
            listed = is_of_list(event.button) or event.button in BUTTONS
            return state, (Hint(phrase("not-your-list" if listed else "not-your-draft")),)
        if is_double(state, event):
            return state, (Hint(phrase("already")),)
        if not is_stale(state, event) and state.dialog in COORDINATING:
            return self._coordination.pressed(state, event.button)
        if not is_stale(state, event) and state.dialog in LISTS:
            return self._lists.pressed(state, event.button)
        if not is_stale(state, event) and state.dialog == STATISTICS:
            return self._statistics.pressed(state, event.button)
        if is_stale(state, event) or state.dialog not in self.forms:
            return state, (Hint(phrase("stale")), *self.show(state))
        if event.button == ":cancel":
            return self._idle(state), (Say(phrase("operator-cancelled")),)
        return self.forms[state.dialog].take(state, event)

    def _bind(self, code: str, agency: str | None) -> tuple[Effect, ...]:
        """A chat is one agency's: to become another's, it is let go first."""
        known = self._town.agency(agency) if agency else None
        if known is not None:
            return (Hint(phrase("bound-already", agency=known.name)),)
        return (Bind(code),)

    def _unbound(self, event: Event) -> tuple[Effect, ...]:
        match event:
            case Joined() | Commanded("start" | "help") | Opened():
                return (Say(phrase("unbound-welcome")),)
            case Pressed() | Touched():
                return (Hint(phrase("unbound")),)
            case Commanded("bind"):
                return (Hint(phrase("bind-how")),)
        return ()

    def _is_for_form(self, state: State, event: Event) -> bool:
        """Words count when they are waited for; pictures also when they are late of an album."""
        match event:
            case Sent() if _is_late(state, event):
                return True
            case Said():
                return state.at in ASKED
            case Sent():
                return state.at in (*ASKED, "files")
        return False

    def _touched(self, state: State, action: str, ticket: Ticket | None, agency: str) -> Turn:
        if action == "history" and ticket is not None:
            busy = state.dialog in self.forms
            return self._lists.history(state, ticket.number, busy=busy)
        refusal = self._refusal(ticket, agency, ACTIONS.get(action))
        if refusal is not None or ticket is None:
            return state, (Hint(refusal or phrase("no-such-ticket")),)
        if action == "take":
            return state, (Take(ticket.number),)
        if action in COORDINATORS_ACTIONS:
            begun, effects = self._coordination.touched(self._idle(state), action, ticket.number)
            return begun, (*_let_go(state), *effects)
        if action == "contact" and not ticket.contact:
            return state, (Hint(phrase("no-contact", ticket=ticket.number)),)
        if action == "contact":
            return state, (Reveal(ticket.number),)
        if (state.dialog, state.about) == (action, ticket.number):
            waits = state.at in ASKED
            return state, (
                (Hint(phrase("asked-already")),)
                if waits
                else (Hint(phrase("already")), *self.show(state))
            )
        begun, effects = self.forms[action].begin(
            self._idle(state), {}, about=ticket.number, seen=ticket.answers
        )
        return begun, (*_let_go(state), *effects)

    def _replied(self, state: State, event: Replied, agency: str) -> Turn:
        """The answer, unless it is to a question that this operator is being asked."""
        ticket, written = event.ticket, event.event
        if isinstance(written, Strange):
            return state, (Hint(phrase("operator-strange", ticket=ticket.number)),)
        taken = self._coordination.take(state, written) if event.asked else None
        if taken is not None:
            return taken
        if self._is_asked(state, event):
            return self._written(state, written)
        refusal = self._refusal(ticket, agency, Move.ANSWER)
        if refusal is not None:
            return state, (Hint(refusal),)
        answer = self.forms["answer"]
        begun, _ = answer.begin(self._idle(state), {}, about=ticket.number, seen=ticket.answers)
        begun, effects = answer.take(begun, written)
        if not begun.answers:  # nothing was taken, so what stood before still stands
            hints = [one.text for one in effects if isinstance(one, Hint)]
            return state, tuple(Say(one, about=ticket.number) for one in hints)
        return begun, (*_let_go(state), *_let_be(state), *effects)

    def _is_asked(self, state: State, event: Replied) -> bool:
        """Is it said to the form that is open? An answer is added to by a reply to anything."""
        written = event.event
        if state.about != event.ticket.number or not self._is_for_form(state, written):
            return False
        return event.asked or state.dialog == "answer" or _is_late(state, written)

    def _refusal(self, ticket: Ticket | None, agency: str, what: Move | None) -> Phrase | None:
        """Say why an agency may not do this to a ticket; None if it may."""
        if ticket is None or what is None:
            return phrase("no-such-ticket")
        if agency not in (ticket.agency, self._town.coordinators.code):
            holder = self._town.agency(ticket.agency)
            return phrase("not-yours", ticket=ticket.number, agency=holder.short if holder else "")
        if what in COORDINATORS_MOVES and agency != self._town.coordinators.code:
            return phrase("coordinators-only")
        if may(ticket, what):
            return None
        return impossible(ticket, what)

    def _commanded(self, state: State, event: Commanded, agency: str) -> Turn:
        busy = state.dialog in self.forms
        match event.name:
            case "queue":
                return self._lists.queue(state, event.argument, busy=busy)
            case "find":
                return self._lists.find(state, event.argument, busy=busy)
            case "t":
                return self._lists.card(state, event.argument, busy=busy)
            case "stats":
                return self._statistics.open(state, event.argument, busy=busy)
            case "export":
                return exporting.asked(state, event.argument)
            case "start" | "help":
                return state, (Say(self._about(agency)),)
            case "unbind":
                return State(turn=state.turn + 1), (Unbind(),)
            case "cancel":
                return self._idle(state), (Say(phrase("operator-cancelled")),)
        return state, ()

    def _about(self, agency: str) -> Phrase:
        known = self._town.agency(agency)
        key = "operator-help-coordinators" if known and known.coordinators else "operator-help"
        return phrase(key, agency=known.name if known else agency)

    def _idle(self, state: State) -> State:
        return replace(State(), turn=state.turn + 1)


def _is_late(state: State, event: Event) -> bool:
    """A picture of an album whose first one was taken already."""
    return isinstance(event, Sent) and bool(
        event.album and state.album and state.album[0] == event.album
    )


def _ways(form: Dialog, state: State) -> tuple[str, ...]:
    return tuple(option.code for option in form.show(state).options)


def _let_go(state: State) -> tuple[Effect, ...]:
    """A draft that was not sent gives way: its words are said once more, to be copied."""
    words, files = state.answers.get("words"), state.answers.get("files")
    if state.dialog not in DRAFTS or not (words or files):
        return ()
    text = phrase(
        "draft-let-go",
        ticket=state.about,
        text=str(words or ""),
        enclosed=enclosed(files) if isinstance(files, tuple) else (),
    )
    return (Say(text, about=state.about),)


def _let_be(state: State) -> tuple[Effect, ...]:
    """A button was pressed, and then a card was answered instead."""
    pressed = LET_BE.get(state.dialog)
    if pressed is None or state.answers:
        return ()
    return (Hint(phrase("let-be", ticket=state.about, button=pressed)),)


LET_BE: Mapping[str, Phrase] = {
    "ask": phrase("card-ask"),
    "refuse": phrase("card-refuse"),
    "route": phrase("card-route"),
}


def impossible(ticket: Ticket, what: Move) -> Phrase:
    """Say that a move is not possible now, and what is."""
    ways = [phrase(f"can-{way}") for way in possible(ticket) if f"can-{way}" in OPERATORS_WAYS]
    return phrase(
        "impossible",
        ticket=ticket.number,
        state=phrase(f"state-{ticket.state}"),
        who=ticket.taken_by,
        ways=tuple(ways),
    )


OPERATORS_WAYS = frozenset(f"can-{way}" for way in (Move.TAKE, Move.ASK, Move.ANSWER, Move.REFUSE))
