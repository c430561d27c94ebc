"""What only the coordinators do, in their chat: where a ticket belongs, what is the same,
who stands in for whom.

Rules
-----
* Each of these is a screen of the coordinator who began it: buttons first, a typed number or words
  where they are waited for. The first line names no ticket, so that a reply to it is to it.
* What a screen is made of is asked for (:class:`~dialogs.lookups.Wondering`) and comes as an event
  (:class:`~dialogs.events.Told`), so that turns themselves need no database.
* What is done is a command (:class:`~dialogs.effects.Coordinating`) for the desk, which refuses
  whoever is no coordinator.
"""

from collections.abc import Mapping

from core.desk import Desk
from core.people import Operator, Speaker
from core.tickets import Moved
from core.town import Town
from core.work import UnitOfWork
from dialogs.desk import merging
from dialogs.desk.letting_go import let_go_of
from dialogs.desk.merging import Merging
from dialogs.effects import Coordinating, Effect
from dialogs.events import Acted, Commanded, Edited, Event, Said, Sent, Told
from dialogs.lookups import Wondering
from dialogs.state import State, Turn
from dialogs.ticket.cards import Cards

from . import broadcasting, bulk, substituting
from .broadcasting import STEERS, AboutAudience, Broadcasting
from .bulk import AboutMany, Bulk
from .jobs import UNDO_ALL
from .substituting import AboutSubstitutions, Substituting

COORDINATORS_ACTIONS = merging.ACTIONS
"""Buttons of a card that are the coordinators'."""

OF_JOBS = frozenset({*STEERS, UNDO_ALL})
"""Buttons under how far a job has got."""

COORDINATING = (*merging.DIALOGS, broadcasting.DIALOG, bulk.DIALOG, substituting.DIALOG)
"""Dialogs of these screens."""


class Coordination:
    """Pure: gives each screen's turns to who knows it."""

    def __init__(self, town: Town) -> None:
        self._merging, self._broadcasting = Merging(town), Broadcasting(town)
        self._bulk, self._substituting = Bulk(town), Substituting(town)
        self._dialogs: Mapping[str, Merging | Broadcasting | Bulk | Substituting] = {
            **dict.fromkeys(merging.DIALOGS, self._merging),
            broadcasting.DIALOG: self._broadcasting,
            bulk.DIALOG: self._bulk,
            substituting.DIALOG: self._substituting,
        }

    def touched(self, state: State, action: str, number: str, began: str) -> Turn:
        """A card's button. ``state`` is an idle one of the next turn, which begins now."""
        return self._merging.touched(state, action, number, began)

    def ask(self, state: State) -> Effect:
        return self._dialogs[state.dialog].ask(state)

    def take(self, state: State, event: Event) -> Turn | None:
        """What was asked for, or words that a screen waits for; None: it is not for these."""
        screen = self._dialogs.get(state.dialog)
        match event:
            case Told():
                return screen.told(state, event) if screen else (state, ())
            case Said(text, forwarded=False) if screen:
                return screen.said(state, text)
            case Sent(forwarded=False) if screen is self._broadcasting:
                return self._broadcasting.sent(state)
            case Sent(_, text, forwarded=False) if screen:
                return screen.said(state, text)
            case Edited() if screen is self._broadcasting:
                return self._broadcasting.edited(state, event)
            case Commanded("broadcast", typed):
                return self._broadcasting.begin(State(turn=state.turn + 1), typed)
            case Commanded("bulk", typed):
                return self._bulk.begin(State(turn=state.turn + 1), typed)
            case Commanded("substitute"):
                return self._substituting.begin(State(turn=state.turn + 1))
            case Acted(action, job) if action in STEERS:
                return self._broadcasting.steer(state, action, job)
            case Acted(action, job) if action == UNDO_ALL:
                return self._bulk.undo(state, job)
        return None

    def let_go(self, state: State) -> tuple[Effect, ...]:
        """Say what gives way to something else: a draft, the words of a broadcast."""
        screen = self._dialogs.get(state.dialog)
        if screen is self._broadcasting:
            return self._broadcasting.let_go(state)
        return let_go_of(state)

    def prepares(self, state: State) -> bool:
        """Does a screen hold somebody's words, so that a list has to stand beside it?"""
        return self._dialogs.get(state.dialog) is self._broadcasting and bool(self.let_go(state))

    def pressed(self, state: State, button: str) -> Turn:
        return self._dialogs[state.dialog].pressed(state, button)


async def wonder(town: Town, unit: UnitOfWork, by: Speaker, question: Wondering) -> Told:
    """Answer for the chat that asks."""
    operator = Operator(await unit.agency_of(by.peer) or "", "", by)
    if isinstance(question, AboutSubstitutions):
        return await substituting.wonder(Desk(town, unit), operator)
    if isinstance(question, AboutAudience):
        return await broadcasting.wonder(Desk(town, unit), operator, question)
    if isinstance(question, AboutMany):
        return await bulk.wonder(Desk(town, unit), operator, question)
    return await merging.wonder(Desk(town, unit), operator, question)


async def coordinate(
    desk: Desk, by: Operator, command: Coordinating, cards: Cards
) -> tuple[tuple[Effect, ...], tuple[Moved, ...]]:
    """Carry out; return what is said and what moved. Raises the desk's refusals."""
    if type(command) in broadcasting.BY_COMMAND:
        return await broadcasting.carry_out(desk, by, command, cards)
    if isinstance(command, bulk.StartMany | bulk.UndoMany):
        return await bulk.carry_out(desk, by, command, cards)
    return await merging.carry_out(desk, by, command)
