"""An operator's words become a draft: a reply to a card, and what is said to an open form."""

from collections.abc import Mapping

from msgspec.structs import replace

from core.tickets import Move
from core.town import Town
from dialogs.coordination.coordinating import Coordination
from dialogs.desk import too_long
from dialogs.desk.adding_day import is_lone_day, is_no_day, with_day
from dialogs.desk.amending import rewritten
from dialogs.desk.cancelling import is_cancelling
from dialogs.desk.forms import ASKED, LETTERS, known
from dialogs.desk.letting_go import cancelled, is_written, let_be
from dialogs.effects import Hint, Say, Show, phrase
from dialogs.engine import Dialog
from dialogs.events import Case, Edited, Event, Replied, Said, Sent, Strange
from dialogs.state import State, Turn
from dialogs.ticket.ways import refusal


class Drafting:
    """Built once for a town; keeps nothing between turns."""

    def __init__(self, town: Town, forms: Mapping[str, Dialog], coordination: Coordination) -> None:
        self._town = town
        self._forms = forms
        self._coordination = coordination

    def replied(self, state: State, event: Replied, agency: str) -> Turn:
        heard, effects = self._replied(state, event, agency)
        return too_long.marked(heard, event) if too_long.is_too_long(event) else heard, effects

    def _replied(self, state: State, event: Replied, agency: str) -> Turn:
        """The answer, unless it is to a question that this operator is being asked."""
        ticket, written = event.ticket, event.event
        if isinstance(written, Strange):
            return state, (Hint(phrase("operator-strange", ticket=ticket.number)),)
        if is_cancelling(written):
            if state.dialog in self._forms and state.about == ticket.number:
                return _idle(state), (cancelled(state),)
            return state, (Hint(phrase("no-draft-to-cancel", ticket=ticket.number)),)
        taken = self._coordination.take(state, written) if event.asked else None
        if taken is not None:
            return taken
        if self._is_asked(state, event) or (
            state.about == ticket.number and is_lone_day(state, written)
        ):
            return self._written(state, written)
        if state.about == ticket.number and is_no_day(state, written):
            return state, (Hint(phrase("day-how")),)
        if event.asked and (rewritten := self._rewritten(state, ticket.number, written)):
            return rewritten
        if _is_sent_twice(state, ticket.number, written):
            return state, (Hint(phrase("already")),)
        case = event.case or Case(ticket.changed_at)
        no = refusal(self._town, ticket, agency, Move.ANSWER, supervisor=case.supervisor)
        if no is not None:
            return state, (Hint(no),)
        answer, facts = self._forms["answer"], known(self._town, ticket, case)
        begun, _ = answer.begin(_idle(state), facts, about=ticket.number, seen=ticket.answers)
        begun, effects = answer.take(begun, written)
        if not is_written(begun):  # nothing was taken, so what stood before still stands
            hints = [one.text for one in effects if isinstance(one, Hint)]
            return state, tuple(Say(one, about=ticket.number) for one in hints)
        return begun, (*self._coordination.let_go(state), *let_be(state), *effects)

    def _rewritten(self, state: State, number: str, written: Said | Sent) -> Turn | None:
        """A question, a day or a correction that waits to be sent is replied to: these are its new
        words. None: none waits."""
        if (state.about, state.at) != (number, None) or state.dialog not in LETTERS - {"answer"}:
            return None
        kept = {key: one for key, one in state.answers.items() if key not in ("words", "files")}
        form, left = self._forms[state.dialog], replace(_idle(state), turn=state.turn)
        begun, _ = form.begin(left, kept, about=number, seen=state.seen)
        begun, effects = form.take(begun, written)
        if not is_written(begun):
            return state, tuple(one for one in effects if isinstance(one, Hint))
        return begun, (*self._coordination.let_go(state), *effects)

    def _is_asked(self, state: State, event: Replied) -> bool:
        """Is it said to the form that is open? An answer is added to by a reply to anything."""
        written = event.event
        if state.about != event.ticket.number or not self._is_for_form(state, written):
            return False
        return event.asked or state.dialog == "answer" or _is_late(state, written)

    def said(self, state: State, event: Event) -> Turn:
        if isinstance(event, Edited):
            told = rewritten(self._forms[state.dialog], state, event)
            shown = self._forms[state.dialog].show(state)
            return told or (state, (Hint(phrase("operator-edited")), shown))
        if self._is_for_form(state, event):
            return self._written(state, event)
        return state, ()

    def _written(self, state: State, event: Event) -> Turn:
        """What is forwarded serves as material where it is shown back before it goes out."""
        form = self._forms[state.dialog]
        if isinstance(event, Said) and is_lone_day(state, event):
            return with_day(form, state, event)
        if isinstance(event, Said | Sent) and event.forwarded and not form.confirms:
            return state, (Hint(phrase("forwarded-reason")),)
        taken, effects = form.take(state, event)
        stands = taken.at == state.at and taken.turn == state.turn
        if stands and state.at in ASKED and _ways(form, state) == _ways(form, taken):
            # The question stands above as it was: it is not asked twice.
            effects = tuple(one for one in effects if not isinstance(one, Show))
        return taken, effects

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


def _is_late(state: State, event: Event) -> bool:
    """A picture of an album whose first one was taken already."""
    album = event.album if isinstance(event, Sent) else None
    return bool(album and state.album and state.album[0] == album)


def _ways(form: Dialog, state: State) -> tuple[str, ...]:
    return tuple(option.code for option in form.show(state).options)


def _is_sent_twice(state: State, number: str, written: Said | Sent) -> bool:
    """The very words of the draft that stands: the messenger or a finger repeated them."""
    if (state.dialog, state.about) != ("answer", number) or not isinstance(written, Said):
        return False
    return bool(written.text.strip()) and written.text.strip() == state.answers.get("words")


def _idle(state: State) -> State:
    return replace(State(), turn=state.turn + 1)
