"""A chat is let go: asked once more, for one word of any member ends an agency's work there."""

from core.town import Town
from dialogs.effects import Effect, Hint, Option, Say, Show, Unbind, phrase
from dialogs.engine import CANCEL
from dialogs.state import State, Turn

UNBIND = "unbind"
YES = "yes"

AGENCY = "agency"
"""Whose chat it was when it was asked."""


class Unbinding:
    """Draws the question and reads its buttons. Pure."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def open(self, state: State, agency: str) -> Turn:
        state = State(UNBIND, {AGENCY: agency}, turn=state.turn + 1)
        return state, (self.show(state),)

    def show(self, state: State) -> Effect:
        agency = self._town.agency(str(state.answers.get(AGENCY)))
        text = phrase(
            "unbind-ask",
            agency=agency.name if agency else "",
            coordinators="yes" if agency and agency.coordinators else "",
        )
        return Show(text, (Option(YES, phrase("unbind-yes")), CANCEL), state.turn)

    def pressed(self, state: State, button: str, agency: str) -> Turn:
        """``agency``: whose chat it is now; it may have become another's since."""
        done = State(turn=state.turn + 1)
        if button == CANCEL.code:
            return done, (Say(phrase("operator-cancelled")),)
        if state.answers.get(AGENCY) != agency:
            return done, (Hint(phrase("stale")),)
        if button == YES:
            return done, (Unbind(),)
        return state, (Hint(phrase("stale")), self.show(state))
