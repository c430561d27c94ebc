"""Who is told what, after which move.

One table, ``AUDIENCE``: a move → the notices that follow it. Whoever made the move is
answered by the dialog itself; a notice goes to the others. What a notice says is written in
dialogs/; which chat an agency has is known to the store.
"""

from collections.abc import Callable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from .actors import Party
from .messages import Card
from .tickets import Move, Moved, State, Ticket, TicketEvent


class ToResident(Struct, frozen=True):
    """``kind`` names the text. The resident of the ticket is told; ``later``: when the time is over
    in which it may be taken back."""

    kind: str
    ticket: Ticket
    event: TicketEvent
    later: bool = False


class ToAgency(Struct, frozen=True):
    """The chat of ``agency`` is told: its card is sent or changed, or something stands under it."""

    agency: str
    card: Card
    ticket: Ticket
    event: TicketEvent


class ToMain(Struct, frozen=True):
    """The chat is told that works on ``main``, into which the ticket was merged; or out of which it
    goes again, if it does not come."""

    main: str
    comes: bool
    ticket: Ticket
    event: TicketEvent


class ToOverseers(Struct, frozen=True):
    """The coordinators are told, and the supervisors of the ticket's agency."""

    ticket: Ticket
    event: TicketEvent


Notice = ToResident | ToAgency | ToMain | ToOverseers


def _card(moved: Moved) -> tuple[Notice, ...]:
    return (ToAgency(moved.ticket.agency, Card.NEW, moved.ticket, moved.event),)


def _changed(moved: Moved) -> tuple[Notice, ...]:
    return (ToAgency(moved.ticket.agency, Card.EDIT, moved.ticket, moved.event),)


def _beneath(moved: Moved) -> tuple[Notice, ...]:
    under = ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event)
    return (*_changed(moved), under)


def _told(kind: str, *, later: bool = False) -> Callable[[Moved], tuple[Notice, ...]]:
    def tell(moved: Moved) -> tuple[Notice, ...]:
        return (*_changed(moved), ToResident(kind, moved.ticket, moved.event, later))

    return tell


def _handed_over(moved: Moved) -> tuple[Notice, ...]:
    """The agency that had it sees it go; the one that has it now gets a card."""
    before = moved.before
    left: tuple[Notice, ...] = ()
    if before is not None and before.agency != moved.ticket.agency:
        left = (ToAgency(before.agency, Card.EDIT, moved.ticket, moved.event),)
    return (*left, ToAgency(moved.ticket.agency, Card.NEW, moved.ticket, moved.event))


def _promised(moved: Moved) -> tuple[Notice, ...]:
    """A day that was promised already is moved."""
    again = moved.before is not None and moved.before.promised is not None
    kind = "postponed" if again else "promised"
    return (*_changed(moved), ToResident(kind, moved.ticket, moved.event))


def _refused(moved: Moved) -> tuple[Notice, ...]:
    """The reason is words: it stands under the new card, where no change of the card hides it."""
    reason = ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event)
    return (*_handed_over(moved), reason)


def _unmerged(moved: Moved) -> tuple[Notice, ...]:
    """Whom no coordinator parted, but whose main ticket was withdrawn, or they themselves: that is
    why it is here. Who said so is not told of it."""
    told = (ToResident("unmerged", moved.ticket, moved.event, later=True),)
    if moved.event.by.party is Party.AGENCY:
        return (*_handed_over(moved), *told)
    why = ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event)
    return (*_handed_over(moved), why, *(told if moved.event.detail("withdrawn") else ()))


def _parted(moved: Moved) -> tuple[Notice, ...]:
    """Whose own word it was not, but that of who withdrew what they had joined, hears so."""
    if not moved.event.detail("withdrawn"):
        return _beneath(moved)
    return (*_beneath(moved), ToResident("parted", moved.ticket, moved.event))


def _routed(moved: Moved) -> tuple[Notice, ...]:
    return (*_handed_over(moved), ToResident("routed", moved.ticket, moved.event, later=True))


def _taken_back(moved: Moved) -> tuple[Notice, ...]:
    """Both who has it again and who had it for a minute see their cards change."""
    held = [moved.ticket.agency, *([moved.before.agency] if moved.before else [])]
    return tuple(
        ToAgency(agency, Card.EDIT, moved.ticket, moved.event) for agency in dict.fromkeys(held)
    )


def _escalated(moved: Moved) -> tuple[Notice, ...]:
    """The resident was told until when: that it is over they hear too, once."""
    first = moved.before is not None and not moved.before.escalated
    told = (ToResident("overdue", moved.ticket, moved.event),) if first else ()
    return (ToOverseers(moved.ticket, moved.event), *told)


def _answered(moved: Moved) -> tuple[Notice, ...]:
    """Whose answer waited for approval reads that another one went in its place."""
    told = (*_changed(moved), ToResident("answered", moved.ticket, moved.event))
    if not moved.event.detail("instead"):
        return told
    bare = replace(moved.event, text="", files=())  # it is said which, and not once more
    return (*told, ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, bare))


def _approved(moved: Moved) -> tuple[Notice, ...]:
    """The author learns of it under the card, the resident as of any answer."""
    return (*_beneath(moved), ToResident("answered", moved.ticket, moved.event))


def _assigned(moved: Moved) -> tuple[Notice, ...]:
    """Whom another chat gave it to reads so in their own."""
    return _changed(moved) if moved.event.by.agency == moved.ticket.agency else _beneath(moved)


def _noted(moved: Moved) -> tuple[Notice, ...]:
    """A note stands where it was written; another chat's stands under the agency's card."""
    if moved.event.by.agency == moved.ticket.agency:
        return ()
    return (ToAgency(moved.ticket.agency, Card.UNDER, moved.ticket, moved.event),)


def _erased(moved: Moved) -> tuple[Notice, ...]:
    """Who works on it reads that nobody can be asked any more; of what is done only the card
    changes."""
    return _beneath(moved) if moved.ticket.state.is_open else _changed(moved)


def _at_main(moved: Moved) -> tuple[Notice, ...]:
    """Who works on a main ticket hears of its duplicates, by whatever move they come and go."""
    was, now = _main(moved.before), _main(moved.ticket)
    if was == now:
        return ()
    left = (ToMain(was, False, moved.ticket, moved.event),) if was else ()
    came = (ToMain(now, True, moved.ticket, moved.event),) if now else ()
    return (*left, *came)


def _main(ticket: Ticket | None) -> str:
    duplicate = ticket is not None and ticket.state is State.DUPLICATE
    return (ticket.into or "") if ticket and duplicate else ""


def _nobody(moved: Moved) -> tuple[Notice, ...]:
    return ()


AUDIENCE: Mapping[Move, Callable[[Moved], tuple[Notice, ...]]] = {
    # by the town
    Move.ROUTE: _routed,
    Move.RECALL: _handed_over,
    Move.TAKE: _told("taken"),
    Move.ASSIGN: _assigned,
    Move.ASK: _told("asked"),
    Move.PROMISE: _promised,
    Move.SUBMIT: _beneath,
    Move.APPROVE: _approved,
    Move.REWORK: _beneath,
    Move.ANSWER: _answered,
    Move.CORRECT: _told("corrected"),
    Move.REFUSE: _refused,
    Move.REJECT: _told("rejected", later=True),
    Move.MERGE: _told("merged", later=True),
    Move.UNMERGE: _unmerged,
    Move.RECLASSIFY: _changed,
    Move.EXTEND: _changed,
    Move.NOTE: _noted,
    Move.REVEAL: _nobody,
    Move.UNDO: _taken_back,
    # by the resident
    Move.FILE: _card,
    Move.INFORM: _beneath,
    Move.ADD: _beneath,
    Move.CONFIRM: _changed,
    Move.RETURN: _beneath,
    Move.APPEAL: _refused,
    Move.WITHDRAW: _beneath,
    Move.JOIN: _changed,
    Move.PART: _parted,
    Move.ERASE: _erased,
    # by time
    Move.REMIND: _beneath,
    Move.ESCALATE: _escalated,
    Move.COME_DUE: _beneath,
    Move.EXPIRE: _told("expired"),
    Move.CLOSE: _told("closed"),
}


def after(moved: Moved) -> tuple[Notice, ...]:
    """Return the notices a move calls for, in the order they are to be sent."""
    return (*AUDIENCE[moved.event.move](moved), *_at_main(moved))
