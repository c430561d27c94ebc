"""A ticket, its states, and the table of what may follow what.

Rules
-----
* A ticket is a value. A move makes a new one and an event; the events, appended and never
  rewritten, are its history.
* What may be done in which state stands in one table, ``MOVES``, and nowhere else.
* ``new`` is with the coordinators, ``routed`` with an agency that has not touched it yet.
* *Closed* never claims *fixed*: the resident's verdict is a field of its own.
* Public numbers are ``YY-NNNNNN``, never used again, and can be said on the telephone.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from .messages import File
from .people import Speaker

NUMBER = re.compile(r"(?<!\d)\d{2}-\d{6,9}(?!\d)")


class State(StrEnum):
    NEW = "new"
    ROUTED = "routed"
    IN_WORK = "in_work"
    NEED_INFO = "need_info"
    ANSWERED = "answered"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Somebody on the town's side still has to do something."""
        return self in OPEN


OPEN = frozenset({State.NEW, State.ROUTED, State.IN_WORK, State.NEED_INFO})


class Move(StrEnum):
    FILE = "file"
    ROUTE = "route"
    TAKE = "take"
    ASK = "ask"
    INFORM = "inform"
    ADD = "add"
    ANSWER = "answer"
    REFUSE = "refuse"
    REVEAL = "reveal"
    """The resident's contact was shown to an operator: asking is recorded (152-FZ)."""
    CONFIRM = "confirm"
    RETURN = "return"
    WITHDRAW = "withdraw"


_N, _R, _W, _I = State.NEW, State.ROUTED, State.IN_WORK, State.NEED_INFO
_A, _C, _D = State.ANSWERED, State.CLOSED, State.WITHDRAWN

MOVES: Mapping[Move, Mapping[State, State]] = {
    # by the town
    Move.ROUTE: {_N: _R, _R: _R, _W: _R, _I: _R},
    Move.TAKE: {_N: _W, _R: _W},
    Move.ASK: {_N: _I, _R: _I, _W: _I, _I: _I},
    Move.ANSWER: {_N: _A, _R: _A, _W: _A, _I: _A, _A: _A},
    Move.REFUSE: {_R: _N, _W: _N, _I: _N},
    Move.REVEAL: {state: state for state in State},
    # by the resident
    Move.INFORM: {_I: _W},
    Move.ADD: {_N: _N, _R: _R, _W: _W, _I: _W, _A: _A},
    Move.CONFIRM: {_A: _C},
    Move.RETURN: {_A: _W, _C: _W},
    Move.WITHDRAW: {_N: _D, _R: _D, _W: _D, _I: _D, _A: _D},
}


class Verdict(StrEnum):
    SATISFIED = "satisfied"
    UNSATISFIED = "unsatisfied"


class TicketError(Exception):
    """What was asked of a ticket cannot be done."""


class Impossible(TicketError):
    """The table has no such move from the ticket's state."""

    def __init__(self, move: Move, ticket: "Ticket") -> None:
        super().__init__(f"{move} is not possible while {ticket.number} is {ticket.state}")
        self.move = move
        self.ticket = ticket


class Place(Struct, frozen=True):
    """Where it is: what the resident wrote, or a point in degrees (WGS 84), or both."""

    address: str = ""
    latitude: float | None = None
    longitude: float | None = None

    @property
    def point(self) -> tuple[float, float] | None:
        if self.latitude is None or self.longitude is None:
            return None
        return self.latitude, self.longitude


class Ticket(Struct, frozen=True):
    """One problem reported by one resident.

    ``deadline`` is that of the first answer; ``answers`` counts them; ``returns`` counts how
    often the resident said «не решено»; ``taken_by`` is the operator who works on it.
    ``extras`` are the topic's own questions with what the resident said to them.
    """

    number: str
    resident: Speaker
    filed_at: datetime
    state: State
    topic: str
    municipality: str
    agency: str
    text: str
    place: Place
    deadline: datetime
    changed_at: datetime
    files: tuple[File, ...] = ()
    extras: tuple[tuple[str, str], ...] = ()
    contact: str = ""
    language: str = "ru"
    taken_by: str = ""
    answers: int = 0
    returns: int = 0
    verdict: Verdict | None = None


class Party(StrEnum):
    RESIDENT = "resident"
    AGENCY = "agency"
    SYSTEM = "system"


class Actor(Struct, frozen=True):
    """Who did it. ``agency`` and ``name`` are set for operators."""

    party: Party
    agency: str = ""
    name: str = ""


RESIDENT = Actor(Party.RESIDENT)


class TicketEvent(Struct, frozen=True):
    """One line of a ticket's history. ``agency`` is who held the ticket after it."""

    number: str
    at: datetime
    move: Move
    by: Actor
    before: State | None
    after: State
    agency: str
    text: str = ""
    files: tuple[File, ...] = ()


class Moved(Struct, frozen=True):
    """A ticket after a move, the ticket before it, and the event that says so."""

    ticket: Ticket
    event: TicketEvent
    before: Ticket | None = None


def may(ticket: Ticket, move: Move) -> bool:
    return ticket.state in MOVES[move]


def possible(ticket: Ticket) -> tuple[Move, ...]:
    """Every move the table allows now."""
    return tuple(move for move, ways in MOVES.items() if ticket.state in ways)


def move(
    ticket: Ticket,
    what: Move,
    by: Actor,
    at: datetime,
    *,
    text: str = "",
    files: tuple[File, ...] = (),
    **changes: object,
) -> Moved:
    """Make a move of the table; ``changes`` are further fields of the ticket.

    Raises :class:`Impossible` where the table has none.
    """
    after = MOVES[what].get(ticket.state)
    if after is None:
        raise Impossible(what, ticket)
    moved = replace(
        ticket, state=after, changed_at=at, **changes
    )  # replace() refuses what is no field
    event = TicketEvent(ticket.number, at, what, by, ticket.state, after, moved.agency, text, files)
    return Moved(moved, event, ticket)


def number(year: int, count: int) -> str:
    """Write a public number: ``number(2026, 42)`` is ``26-000042``."""
    return f"{year % 100:02d}-{count:06d}"


def find_number(text: str) -> str | None:
    """Find a public number in what somebody wrote."""
    found = NUMBER.search(text)
    return found.group() if found else None
