"""A ticket, its states, and the table of what may follow what.

Rules
-----
* A ticket is a value. A move makes a new one and an event; the events, appended and never
  rewritten, are its history.
* What may be done in which state stands in one table, ``MOVES``, and nowhere else.
* ``new`` is with the coordinators, ``routed`` with an agency that has not touched it yet.
* *Closed* never claims *fixed*: the outcome is a field of its own, the resident's verdict another.
* Every open ticket has somebody who answers for it (``agency``) and a moment at which the watch
  looks at it next (``look_at``, see :mod:`core.timing.looks`).
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from .actors import Actor
from .messages import File
from .people import NOBODY, Speaker
from .places import Place


class State(StrEnum):
    NEW = "new"
    ROUTED = "routed"
    IN_WORK = "in_work"
    NEED_INFO = "need_info"
    PLANNED = "planned"
    """A date was promised."""
    ON_APPROVAL = "on_approval"
    """The answer is written and waits for the supervisor."""
    ANSWERED = "answered"
    CLOSED = "closed"
    REJECTED = "rejected"
    DUPLICATE = "duplicate"
    WITHDRAWN = "withdrawn"

    @property
    def is_open(self) -> bool:
        """Somebody on the town's side still has to do something."""
        return self in OPEN


OPEN = frozenset(
    {
        State.NEW,
        State.ROUTED,
        State.IN_WORK,
        State.NEED_INFO,
        State.PLANNED,
        State.ON_APPROVAL,
    }
)


class Move(StrEnum):
    # by the town
    ROUTE = "route"
    RECALL = "recall"
    """The coordinators take it back from an agency."""
    TAKE = "take"
    ASSIGN = "assign"
    ASK = "ask"
    PROMISE = "promise"
    SUBMIT = "submit"
    """The answer goes to the supervisor first."""
    APPROVE = "approve"
    REWORK = "rework"
    """The supervisor did not approve."""
    ANSWER = "answer"
    CORRECT = "correct"
    """The last answer had a mistake: this is what should have been said."""
    REFUSE = "refuse"
    REJECT = "reject"
    MERGE = "merge"
    UNMERGE = "unmerge"
    """It was no duplicate after all: the coordinators have it again."""
    RECLASSIFY = "reclassify"
    """Another topic or municipality, the same agency."""
    EXTEND = "extend"
    """The supervisor gives more time."""
    NOTE = "note"
    REVEAL = "reveal"
    """The resident's contact was shown to an operator: asking is recorded (152-FZ)."""
    UNDO = "undo"
    # by the resident
    FILE = "file"
    INFORM = "inform"
    ADD = "add"
    CONFIRM = "confirm"
    RETURN = "return"
    APPEAL = "appeal"
    """Returned once more: the coordinators decide."""
    WITHDRAW = "withdraw"
    JOIN = "join"
    """It is the problem that somebody reported already: their answer is this one's too."""
    PART = "part"
    """It is not: it goes on by itself."""
    ERASE = "erase"
    """They had their data deleted: the ticket stays, the person goes (152-FZ)."""
    # by time
    REMIND = "remind"
    ESCALATE = "escalate"
    """The time for an answer is over: the coordinators and the supervisor hear of it."""
    COME_DUE = "come_due"
    """The promised day has come."""
    EXPIRE = "expire"
    """The agency asked, and nobody answered."""
    CLOSE = "close"


_N, _R, _W, _I = State.NEW, State.ROUTED, State.IN_WORK, State.NEED_INFO
_P, _O, _A, _C = State.PLANNED, State.ON_APPROVAL, State.ANSWERED, State.CLOSED
_X, _M, _D = State.REJECTED, State.DUPLICATE, State.WITHDRAWN

_STAYS: Mapping[State, State] = {state: state for state in State}
_STAYS_OPEN: Mapping[State, State] = {state: state for state in State if state in OPEN}

MOVES: Mapping[Move, Mapping[State, State]] = {
    # by the town
    Move.ROUTE: {_N: _R, _R: _R, _W: _R, _I: _R, _P: _R, _O: _R},
    Move.RECALL: {_R: _N, _W: _N, _I: _N, _P: _N, _O: _N},
    Move.TAKE: {_N: _W, _R: _W, _P: _W},
    Move.ASSIGN: {_N: _W, _R: _W, _W: _W, _I: _I, _P: _P},
    Move.ASK: {_N: _I, _R: _I, _W: _I, _I: _I, _P: _I},
    Move.PROMISE: {_N: _P, _R: _P, _W: _P, _I: _P, _P: _P},
    Move.SUBMIT: {_N: _O, _R: _O, _W: _O, _I: _O, _P: _O, _O: _O, _A: _O},
    Move.APPROVE: {_O: _A},
    Move.REWORK: {_O: _W},
    Move.ANSWER: {_N: _A, _R: _A, _W: _A, _I: _A, _P: _A, _O: _A, _A: _A},
    Move.CORRECT: {_A: _A, _C: _C},
    Move.REFUSE: {_R: _N, _W: _N, _I: _N, _P: _N, _O: _N},
    Move.REJECT: {_N: _X, _R: _X, _W: _X, _I: _X, _P: _X},
    Move.MERGE: {_N: _M, _R: _M, _W: _M, _I: _M, _P: _M, _O: _M},
    Move.UNMERGE: {_M: _N},
    Move.RECLASSIFY: _STAYS_OPEN,
    Move.EXTEND: {_N: _N, _R: _R, _W: _W, _O: _O},
    Move.NOTE: _STAYS,
    Move.REVEAL: _STAYS,
    # by the resident
    Move.INFORM: {_I: _W},
    Move.ADD: {_N: _N, _R: _R, _W: _W, _I: _W, _P: _P, _O: _O, _A: _A, _M: _M},
    Move.CONFIRM: {_A: _C, _M: _M},
    Move.RETURN: {_A: _W, _C: _W, _M: _W},
    Move.APPEAL: {_A: _N, _C: _N, _M: _N},
    Move.WITHDRAW: {_N: _D, _R: _D, _W: _D, _I: _D, _P: _D, _O: _D, _A: _D, _M: _D},
    Move.JOIN: {_R: _M, _W: _M},
    Move.PART: {_M: _R},
    Move.ERASE: {**_STAYS, _I: _W},
    # by time
    Move.REMIND: {_N: _N, _R: _R, _W: _W, _O: _O},
    Move.ESCALATE: {_N: _N, _R: _R, _W: _W, _O: _O},
    Move.COME_DUE: {_P: _W},
    Move.EXPIRE: {_I: _C},
    Move.CLOSE: {_A: _C},
}
"""``FILE`` begins a ticket and ``UNDO`` takes it to where it was (:data:`UNDONE`): neither has a
line here."""

UNDONE = frozenset(
    {
        Move.ROUTE,
        Move.RECALL,
        Move.ASSIGN,
        Move.REFUSE,
        Move.REJECT,
        Move.MERGE,
        Move.UNMERGE,
        Move.RECLASSIFY,
        Move.EXTEND,
    }
)
"""What an operator may take back, while the resident has not been told."""


class Verdict(StrEnum):
    """What the resident says of the answer."""

    SATISFIED = "satisfied"
    NEUTRAL = "neutral"
    UNSATISFIED = "unsatisfied"


class Outcome(StrEnum):
    """What the agency says came of it."""

    SOLVED = "solved"
    PLANNED = "planned"
    EXPLAINED = "explained"
    REFUSED = "refused"


class TicketError(Exception):
    """What was asked of a ticket cannot be done."""


class Impossible(TicketError):
    """The table has no such move from the ticket's state."""

    def __init__(self, move: Move, ticket: "Ticket") -> None:
        super().__init__(f"{move} is not possible while {ticket.number} is {ticket.state}")
        self.move = move
        self.ticket = ticket


class Ticket(Struct, frozen=True):
    """One problem reported by one resident.

    * ``deadline``: when the resident must hear from the agency next; while a date is promised, the
      end of that day. ``allowed`` is how much working time there was from the start of this clock
      to it, in seconds; ``reminded``, the last share of it (per cent) that the agency was told,
      ``escalated``, that the coordinators and the supervisor were. While the
      clock stands (``need_info``) ``left`` keeps the working seconds that are left of it, negative
      if it is over; ``solve_by`` and ``solve_left`` are the same of the whole solution.
    * ``since``: when it came into its state, or to its agency, or was last asked about or answered
      in it.
    * ``first_answer_at`` and ``answer_minutes``: when the resident first heard an answer or a date,
      and after how many working minutes; ``in_time``: not after the deadline.
      ``paused``: for how many working seconds the clock stood; they do not count.
    * ``answers`` counts the answers, ``returns`` how often the resident said «не решено»,
      ``extensions`` how often a promised date was moved.
    * ``taken_by`` is the name of the operator who works on it, ``holder`` who that is.
    * ``into`` is the ticket it was merged into; of one that was withdrawn, the duplicate that
      inherited its others.
    * ``extras`` are the topic's own questions with what the resident said to them.
    * ``resident`` is :data:`~core.people.NOBODY` once they had their data deleted.
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
    holder: Speaker | None = None
    outcome: Outcome | None = None
    into: str | None = None
    since: datetime | None = None
    look_at: datetime | None = None
    allowed: int = 0
    reminded: int = 0
    left: int | None = None
    solve_by: datetime | None = None
    solve_left: int | None = None
    promised: datetime | None = None
    extensions: int = 0
    first_answer_at: datetime | None = None
    answer_minutes: int | None = None
    in_time: bool | None = None
    escalated: int = 0
    paused: int = 0

    @property
    def has_resident(self) -> bool:
        """Is there anybody who can be asked, told, and be whose it is?"""
        return self.resident != NOBODY

    @property
    def is_promised(self) -> bool:
        """Is the end of a promised day what it is waited for until? Also on that very day."""
        return self.promised is not None and self.promised == self.deadline


Details = tuple[tuple[str, str], ...]


class TicketEvent(Struct, frozen=True):
    """One line of a ticket's history. ``agency`` is who held the ticket after it.

    ``details`` are what the move was made with, by name: the outcome of an answer, the date of a
    promise, the reason of a rejection, what was found wrong with a draft that went all the same.
    """

    number: str
    at: datetime
    move: Move
    by: Actor
    before: State | None
    after: State
    agency: str
    text: str = ""
    files: tuple[File, ...] = ()
    details: Details = ()

    def detail(self, name: str) -> str:
        """The detail of this name; "" without it."""
        return next((value for key, value in self.details if key == name), "")


def stamp_of(event: TicketEvent) -> str:
    """Which event of a ticket it is: short, and the same wherever it is read."""
    return f"{round(event.at.timestamp() * 1000):x}"


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


ANEW = frozenset({Move.ASK, Move.ANSWER, Move.APPROVE, Move.CORRECT, Move.PROMISE})
"""Moves that begin a state anew, also where the ticket is in it already."""

SILENT = frozenset({Move.REVEAL, Move.REMIND, Move.ESCALATE, Move.NOTE})
"""Moves that do not count as a change of the ticket."""

STANDING = frozenset({Move.REMIND, Move.ESCALATE})
"""What the watch told meanwhile: it hinders no undoing, and was told all the same."""


def move(
    ticket: Ticket,
    what: Move,
    by: Actor,
    at: datetime,
    *,
    text: str = "",
    files: tuple[File, ...] = (),
    details: Details = (),
    **changes: object,
) -> Moved:
    """Make a move of the table; ``changes`` are further fields of the ticket.

    Raises :class:`Impossible` where the table has none.
    """
    after = MOVES[what].get(ticket.state)
    if after is None:
        raise Impossible(what, ticket)
    if what not in SILENT:
        changes["changed_at"] = at
    elsewhere = changes.get("agency", ticket.agency) != ticket.agency
    if after is not ticket.state or what in ANEW or elsewhere:
        changes.setdefault("since", at)
    # replace() refuses what is no field
    moved = replace(ticket, state=after, **changes)
    event = TicketEvent(
        ticket.number, at, what, by, ticket.state, after, moved.agency, text, files, details
    )
    return Moved(moved, event, ticket)


def undone(last: Moved, by: Actor, at: datetime) -> Moved:
    """Take the ticket to where it was before its last move, see :data:`STANDING`.

    What was told of the clock stays told where that clock goes on; where the move began another
    one, the clock before is as it was, and so is what had been told of it.
    Raises :class:`Impossible` for a move that cannot be taken back.
    """
    before, now = last.before, last.ticket
    if before is None or last.event.move not in UNDONE:
        raise Impossible(Move.UNDO, now)
    ticket = replace(before, changed_at=at)
    if (before.agency, before.deadline, before.allowed) == (now.agency, now.deadline, now.allowed):
        ticket = replace(ticket, reminded=now.reminded, escalated=now.escalated)
    event = TicketEvent(
        ticket.number,
        at,
        Move.UNDO,
        by,
        last.ticket.state,
        ticket.state,
        ticket.agency,
        details=(("move", last.event.move.value), ("stamp", stamp_of(last.event))),
    )
    return Moved(ticket, event, last.ticket)
