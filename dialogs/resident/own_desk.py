"""«Мои в работе»: in their private chat an operator sees the tickets that they have taken.

* It is for looking only. Authority comes from the chat: an answer given here would be one that no
  colleague sees, by somebody who may have been let go an hour ago. So it is said where to answer.
* Only what was taken in a chat counts that is bound still, by a person who did not leave it, and
  while that chat's agency has the ticket.
"""

from collections.abc import Callable

from msgspec.structs import replace

from core.numbers import find_number
from core.town import Town
from core.words.quoting import in_line
from dialogs.effects import Effect, Hint, Option, Phrase, Show, phrase
from dialogs.events import Event, FoundDesk, FoundHeld, Misplaced, Placed, Pressed, Said, Sent
from dialogs.lookups import FindDesk, FindHeld
from dialogs.state import State, Turn
from dialogs.ticket.remaining import remaining
from dialogs.ticket.whereabouts import topic_name

from .mine import MENU_BUTTON

DESK, HELD = "desk", "held"
SCREENS = (DESK, HELD)

BACK, FURTHER = "back", "further"

TRAIL_AT_MOST = 100
"""Pages back that are remembered."""


class OwnDesk:
    """Pure: what is found is asked for and comes as an event."""

    def __init__(self, town: Town) -> None:
        self._town = town

    def open(self, state: State) -> Turn:
        """``state`` is one that left whatever was before."""
        state = replace(state, dialog=DESK, about="", answers={})
        return state, (self.ask(state),)

    def ask(self, state: State) -> Effect:
        return FindHeld(state.about) if state.dialog == HELD else FindDesk(state.answer("here"))

    def take(self, state: State, event: Event) -> Turn | None:
        """What is done on these screens; None: it leads elsewhere."""
        match event:
            case Pressed(button) if button != MENU_BUTTON.code:
                return self._pressed(state, button)
            case Said() | Sent() | Placed():
                return state, (Hint(phrase("desk-not-answered")), self.ask(state))
        return None

    def heard(
        self,
        state: State,
        event: FoundDesk | FoundHeld | Misplaced,
        show: Callable[[State], tuple[Effect, ...]],
    ) -> Turn:
        """What was found; or that an answer was given where none is. ``show`` draws the screen."""
        if isinstance(event, Misplaced):
            hint = Hint(phrase("desk-not-here", ticket=event.number))
            return state, (hint, *show(state))
        return self._found(state, event)

    def _pressed(self, state: State, button: str) -> Turn:
        here, trail = state.answer("here"), state.answer("trail").split()
        further = state.answer("further")
        if number := find_number(button):
            state = replace(state, dialog=HELD, about=number)
        elif state.dialog == HELD and button == BACK:
            state = replace(state, dialog=DESK, about="")
        elif button == FURTHER and further:
            trail = [*trail, here or "0"][-TRAIL_AT_MOST:]
            state = replace(state, answers={"here": further, "trail": " ".join(trail)})
        elif button == BACK and trail:
            back = {"here": trail[-1].removeprefix("0"), "trail": " ".join(trail[:-1])}
            state = replace(state, answers=back)
        else:
            return state, (Hint(phrase("stale")), self.ask(state))
        state = replace(state, turn=state.turn + 1)
        return state, (self.ask(state),)

    def _found(self, state: State, found: FoundDesk | FoundHeld) -> Turn:
        if isinstance(found, FoundHeld):
            return self._one(state, found)
        if not found.tickets and state.answer("here"):
            state = replace(state, answers={})
            return state, (self.ask(state),)
        state = replace(state, answers={**state.answers, "further": found.after})
        items = tuple(Option(ticket.number, ticket.number) for ticket in found.tickets)
        back = (Option(BACK, phrase("list-back")),) if state.answer("trail") else ()
        further = (Option(FURTHER, phrase("list-further")),) if found.after else ()
        return state, (Show(self._list(found), (*items, *back, *further, MENU_BUTTON), state.turn),)

    def _one(self, state: State, found: FoundHeld) -> Turn:
        ways = (Option(BACK, phrase("desk-back")), MENU_BUTTON)
        if found.ticket is None:
            return state, (Show(phrase("desk-gone"), ways, state.turn),)
        text = phrase("desk-card", card=found.card, chat=in_line(found.chat))
        return state, (Show(text, ways, state.turn, about=found.ticket.number),)

    def _list(self, found: FoundDesk) -> Phrase:
        lines = tuple(
            phrase(
                "desk-line",
                number=ticket.number,
                topic=topic_name(self._town, ticket.topic),
                left=remaining(self._town, ticket, found.now),
                whose=self._town.agency_short(ticket.agency)
                if ticket.number in found.instead
                else "",
            )
            for ticket in found.tickets
        )
        return phrase("desk", lines=lines) if lines else phrase("desk-none")
