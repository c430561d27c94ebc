"""A card's button pressed twice: what it showed is shown once.

Nothing on a card knows its turn, as a screen's buttons do. So what a press showed is kept with its
moment: the same press soon after, with nothing in between, is the same finger.
"""

from datetime import timedelta

from msgspec.structs import replace

from core.tickets import Move, Ticket
from core.tickets import State as TicketState
from dialogs.effects import Effect, Hint, Phrase, phrase
from dialogs.events import Case, Touched
from dialogs.state import State

SHOWING = frozenset(
    {"more", "history", "contact", "assign", "reject", "route", "merge", "reclassify"}
)
"""Buttons that show something below. Forms that ask for words say so by themselves."""

SOON = timedelta(seconds=10)


def is_again(state: State, event: Touched) -> bool:
    """Was the same just shown to the same person?"""
    what, _, at = state.shown.rpartition(" ")
    if event.case is None or event.words or what != _what(state, event) or not at.isdecimal():
        return False
    return event.case.now.timestamp() - int(at) < SOON.total_seconds()


def shown(state: State, event: Touched, effects: tuple[Effect, ...]) -> State:
    """``state`` with what this press showed, if it did."""
    refused = all(isinstance(one, Hint) for one in effects)
    if event.action not in SHOWING or event.case is None or refused:
        return state
    at = int(event.case.now.timestamp())
    return replace(state, shown=f"{_what(state, event)} {at}")


def done_already(ticket: Ticket, action: str, case: Case) -> Phrase | None:
    """What is said of a move that was made already, by this person or with their yes."""
    if action == "take" and case.holds and ticket.state is TicketState.IN_WORK:
        return phrase("taken-already", ticket=ticket.number)
    said = case.said
    if action == "approve" and said is not None and said.move is Move.APPROVE:
        return phrase("approved-already", ticket=ticket.number, who=said.by.name)
    if action in ("approve", "rework") and said is not None:
        if said.move is not Move.SUBMIT:
            return phrase("judged-already", ticket=ticket.number, who=said.by.name)
        if ticket.state is TicketState.IN_WORK:
            return phrase("reworked-already", ticket=ticket.number)
    return None


def _what(state: State, event: Touched) -> str:
    number = event.ticket.number if event.ticket else ""
    return f"{event.action} {number} {state.turn}"
