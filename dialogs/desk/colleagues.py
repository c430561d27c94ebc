"""To whom a ticket is given: the people who have acted in its agency's chat."""

from core.words.quoting import in_line
from dialogs.effects import Answers, Assign, Effect, Hint, Option, Say, Show, phrase
from dialogs.engine import CANCEL
from dialogs.events import FoundColleagues
from dialogs.lookups import FindColleagues
from dialogs.state import State, Turn
from dialogs.texts import fold

from .steps import BEGAN

ASSIGN = "assign"
NAME = "name"
NAME_SHOWN = 60
"""Characters of a name that nobody has."""
WHOLE_AT_LEAST, ENDING = 4, 2
"""Letters of a name that may have another ending, and of the ending."""


class Colleagues:
    """Draws the names and reads their buttons. Pure."""

    def open(self, state: State, number: str, began: str, name: str = "") -> Turn:
        """``name``: what was typed after the number; one of them may be meant by it."""
        answers: Answers = {BEGAN: began, NAME: name} if name else {BEGAN: began}
        state = State(ASSIGN, answers, turn=state.turn + 1, about=number)
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        return FindColleagues(state.about)

    def found(self, state: State, found: FoundColleagues) -> Turn:
        if state.dialog != ASSIGN:
            return state, ()
        if found.ticket is None:
            return State(turn=state.turn + 1), (Hint(phrase("no-such-ticket")),)
        name = state.answer(NAME)
        called = [person for person, known in found.people if _is_called(name, known)]
        if len(called) == 1:
            return self.pressed(state, f"p{called[0]}")
        nobody = (Hint(phrase("assign-unknown", name=in_line(name[:NAME_SHOWN]))),)
        options = tuple(Option(f"p{person}", name[:40]) for person, name in found.people)
        text = phrase(
            "assign-whom" if options else "assign-nobody",
            ticket=state.about,
            who=found.ticket.taken_by,
        )
        shown = Show(text, (*options, CANCEL), state.turn, about=state.about)
        return state, (*(nobody if name else ()), shown)

    def pressed(self, state: State, button: str) -> Turn:
        person = button.removeprefix("p")
        if button == ":cancel":
            return State(turn=state.turn + 1), (Say(phrase("operator-cancelled")),)
        if button != person and person.removeprefix("-").isdecimal():
            return State(turn=state.turn + 1), (
                Assign(state.about, int(person), str(state.answers.get(BEGAN) or "")),
            )
        return state, (Hint(phrase("stale")), self.ask(state))


def _is_called(typed: str, name: str) -> bool:
    """Does every word that was typed begin one of a name: «Волк», «Иван Волков»? In another case
    («Волкову») its ending is no part of it."""
    words, names = fold(typed).split(), fold(name).split()
    return bool(words) and all(
        any(one.startswith(word) or _bends(word, one) for one in names) for word in words
    )


def _bends(word: str, name: str) -> bool:
    """«Волкову» is «Волков», «Ольге» is «Ольга»: but for two letters at the end it is the name."""
    begins = name[:-1] if name[-1] in "аяйь" else name
    if len(name) < WHOLE_AT_LEAST or not word.startswith(begins):
        return False
    return len(word) - len(begins) <= ENDING
