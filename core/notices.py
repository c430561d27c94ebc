"""Who is told what, after which move.

One table, ``AUDIENCE``: a move → the notices that follow it. Whoever made the move is
answered by the dialog itself; a notice goes to the others. What a notice says is written in
dialogs/; which chat an agency has is known to the store.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct

from .messages import Card
from .tickets import Move, Moved, Ticket, TicketEvent


class ToResident(Struct, frozen=True):
    """``kind`` names the text. The resident of the ticket is told."""

    kind: str
    ticket: Ticket
    event: TicketEvent


class ToAgency(Struct, frozen=True):
    """The chat of ``agency`` is told: its card is sent or changed, or something stands under it."""

    agency: str
    card: Card
    ticket: Ticket
    event: TicketEvent


Notice = ToResident | ToAgency


def _card(moved: Moved) -> tuple[Notice, ...]:
    return (ToAgency(moved.ticket.agency, Card.NEW, moved.ticket, moved.event),)


def _changed(moved: Moved) -> tuple[Notice, ...]:
    return (ToAgency(moved.ticket.agency, Card.EDIT, moved.ticket, moved.event),)


def _beneath(moved: Moved) -> tuple[Notice, ...]:
    under = ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event)
    return (*_changed(moved), under)


def _told(kind: str) -> Callable[[Moved], tuple[Notice, ...]]:
    def tell(moved: Moved) -> tuple[Notice, ...]:
        return (*_changed(moved), ToResident(kind, moved.ticket, moved.event))

    return tell


def _handed_over(moved: Moved) -> tuple[Notice, ...]:
    """The agency that had it sees it go; the one that has it now gets a card."""
    before = moved.before
    left: tuple[Notice, ...] = ()
    if before is not None and before.agency != moved.ticket.agency:
        left = (ToAgency(before.agency, Card.EDIT, moved.ticket, moved.event),)
    return (*left, ToAgency(moved.ticket.agency, Card.NEW, moved.ticket, moved.event))


def _refused(moved: Moved) -> tuple[Notice, ...]:
    """The reason is words: it stands under the new card, where no change of the card hides it."""
    reason = ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event)
    return (*_handed_over(moved), reason)


def _routed(moved: Moved) -> tuple[Notice, ...]:
    return (*_handed_over(moved), ToResident("routed", moved.ticket, moved.event))


AUDIENCE: Mapping[Move, Callable[[Moved], tuple[Notice, ...]]] = {
    Move.FILE: _card,
    Move.ROUTE: _routed,
    Move.TAKE: _told("taken"),
    Move.ASK: _told("asked"),
    Move.ANSWER: _told("answered"),
    Move.REFUSE: _refused,
    Move.INFORM: _beneath,
    Move.ADD: _beneath,
    Move.REVEAL: lambda moved: (),
    Move.CONFIRM: _changed,
    Move.RETURN: _beneath,
    Move.WITHDRAW: _beneath,
}


def after(moved: Moved) -> tuple[Notice, ...]:
    """Return the notices a move calls for, in the order they are to be sent."""
    return AUDIENCE[moved.event.move](moved)
