"""What may be done to a ticket from its card: which buttons stand there, which under «Ещё».

One table, ``ACTIONS``: a button of a card → the move it makes. A command of the same name does the
same (``/promise 26-000042 15.12``). Whether a move is possible stands in ``core.tickets.MOVES``.
"""

from collections.abc import Mapping

from core.tickets import Move, State, Ticket, TicketEvent, may, possible, stamp_of
from core.town import Town
from dialogs.effects import Phrase, phrase

ACTIONS: Mapping[str, Move] = {
    "answer": Move.ANSWER,
    "take": Move.TAKE,
    "ask": Move.ASK,
    "promise": Move.PROMISE,
    "refuse": Move.REFUSE,
    "route": Move.ROUTE,
    "merge": Move.MERGE,
    "unmerge": Move.UNMERGE,
    "reclassify": Move.RECLASSIFY,
    "contact": Move.REVEAL,
    "more": Move.NOTE,
    "note": Move.NOTE,
    "assign": Move.ASSIGN,
    "correct": Move.CORRECT,
    "approve": Move.APPROVE,
    "rework": Move.REWORK,
    "revise": Move.SUBMIT,
    "extend": Move.EXTEND,
    "reject": Move.REJECT,
}

OF_RESIDENT = frozenset({Move.ASK, Move.REVEAL})
"""What needs somebody who can be asked."""
FOR_COORDINATORS = frozenset({Move.ROUTE, Move.REJECT, Move.MERGE, Move.UNMERGE, Move.RECLASSIFY})
FOR_SUPERVISORS = frozenset({Move.APPROVE, Move.REWORK, Move.EXTEND})

_EVERYBODYS = (
    Move.TAKE,
    Move.ASK,
    Move.ANSWER,
    Move.PROMISE,
    Move.APPROVE,
    Move.CORRECT,
    Move.NOTE,
)
OPERATORS = frozenset((*_EVERYBODYS, Move.REFUSE))
COORDINATORS = frozenset((*_EVERYBODYS, *FOR_COORDINATORS))
"""What is offered to whom, where something is not possible: buttons that their cards have."""

Acts = tuple[tuple[str, ...], ...]
"""Rows of a card's buttons."""


def on_card(town: Town, ticket: Ticket, reader: str) -> Acts:
    """The rows of an open ticket's card: what is done most."""
    if reader == town.coordinators.code:
        rows = [("route",), ("answer", "take"), ("ask", "promise"), ("more", "contact")]
    else:
        rows = [("answer", "take"), ("ask", "promise"), ("refuse", "more"), ("contact",)]
    return tuple(
        tuple(action for action in row if _stands(ticket, action))
        for row in rows
        if any(_stands(ticket, action) for action in row)
    )


def _stands(ticket: Ticket, action: str) -> bool:
    if action == "contact" and not ticket.contact:
        return False
    if not ticket.has_resident and ACTIONS[action] in OF_RESIDENT:
        return False
    return may(ticket, ACTIONS[action]) and not (action == "take" and ticket.state is State.PLANNED)


def under(event: TicketEvent) -> Acts:
    """The rows under what is said beneath a card: the supervisor's, and its author's."""
    if event.move is Move.SUBMIT:
        return ((f"approve.{stamp_of(event)}", "rework"),)
    return (("revise",),) if event.move is Move.REWORK else ()


def more(town: Town, ticket: Ticket, reader: str) -> Acts:
    """The rows of «Ещё»: what is possible now and stands not on the card."""
    coordinators = reader == town.coordinators.code
    agency = town.agency(ticket.agency)
    wanted = ["note", "assign", "correct"]
    if ticket.state is State.ON_APPROVAL:
        wanted.append("rework")
    if coordinators or (agency and agency.supervisors):
        wanted.append("extend")
    if coordinators:
        wanted.append("reject")
    known = [action for action in wanted if may(ticket, ACTIONS[action])]
    return tuple(tuple(known[at : at + 2]) for at in range(0, len(known), 2))


def ways(
    ticket: Ticket, without: Move | None = None, *, coordinators: bool = False
) -> tuple[Phrase, ...]:
    """What they can do with a ticket now, a line each."""
    theirs = COORDINATORS if coordinators else OPERATORS
    known = [way for way in possible(ticket) if way in theirs and way is not without]
    if not ticket.has_resident:
        known = [way for way in known if way not in OF_RESIDENT]
    return tuple(phrase(f"can-{way}") for way in known)


def impossible(ticket: Ticket, what: Move, *, coordinators: bool) -> Phrase:
    """Say that a move is not possible now, and what is."""
    return phrase(
        "impossible",
        ticket=ticket.number,
        state=_state(ticket),
        who=ticket.taken_by if ticket.state.is_open else "",  # nobody is on it any more
        ways=ways(ticket, coordinators=coordinators),
    )


def _state(ticket: Ticket) -> Phrase:
    if ticket.state is State.DUPLICATE and ticket.into:
        return phrase("state-duplicate-of", into=ticket.into)
    return phrase(f"state-{ticket.state}")


def not_yours(town: Town, ticket: Ticket) -> Phrase:
    return phrase("not-yours", ticket=ticket.number, agency=town.agency_short(ticket.agency))


def refusal(
    town: Town, ticket: Ticket | None, reader: str, what: Move | None, *, supervisor: bool
) -> Phrase | None:
    """Say why this may not be done by who asks, and what may; None if it may."""
    coordinators = reader == town.coordinators.code
    if ticket is None or what is None:
        return phrase("no-such-ticket")
    if reader != ticket.agency and not coordinators:
        return not_yours(town, ticket)
    if what in FOR_COORDINATORS and not coordinators:
        return phrase("and-possible", why=phrase("coordinators-only"), ways=ways(ticket))
    if not may(ticket, what):
        return impossible(ticket, what, coordinators=coordinators)
    if what in OF_RESIDENT and not ticket.has_resident:
        open_to = ways(ticket, coordinators=coordinators)
        return phrase("and-possible", why=phrase("no-resident"), ways=open_to)
    if supervisor or coordinators:
        return None
    if what in FOR_SUPERVISORS:
        return phrase("and-possible", why=phrase("supervisors-only"), ways=ways(ticket))
    agency = town.agency(ticket.agency)
    if what is Move.CORRECT and agency is not None and agency.approval:
        return phrase(
            "and-possible", why=phrase("correct-approved"), ways=ways(ticket, without=Move.CORRECT)
        )
    return None
