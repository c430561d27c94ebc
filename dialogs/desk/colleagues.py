"""To whom a ticket is given: the people who have acted in its agency's chat."""

from dialogs.effects import Assign, Effect, Hint, Option, Say, Show, phrase
from dialogs.engine import CANCEL
from dialogs.events import FoundColleagues
from dialogs.lookups import FindColleagues
from dialogs.state import State, Turn

from .steps import BEGAN

ASSIGN = "assign"


class Colleagues:
    """Draws the names and reads their buttons. Pure."""

    def open(self, state: State, number: str, began: str) -> Turn:
        state = State(ASSIGN, {BEGAN: began}, turn=state.turn + 1, about=number)
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        return FindColleagues(state.about)

    def found(self, state: State, found: FoundColleagues) -> Turn:
        if state.dialog != ASSIGN:
            return state, ()
        if found.ticket is None:
            return State(turn=state.turn + 1), (Hint(phrase("no-such-ticket")),)
        options = tuple(Option(f"p{person}", name[:40]) for person, name in found.people)
        text = phrase(
            "assign-whom" if options else "assign-nobody",
            ticket=state.about,
            who=found.ticket.taken_by,
        )
        return state, (Show(text, (*options, CANCEL), state.turn, about=state.about),)

    def pressed(self, state: State, button: str) -> Turn:
        person = button.removeprefix("p")
        if button == ":cancel":
            return State(turn=state.turn + 1), (Say(phrase("operator-cancelled")),)
        if button != person and person.removeprefix("-").isdecimal():
            return State(turn=state.turn + 1), (
                Assign(state.about, int(person), str(state.answers.get(BEGAN) or "")),
            )
        return state, (Hint(phrase("stale")), self.ask(state))
