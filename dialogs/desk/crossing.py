"""What a colleague did to a ticket while somebody's form about it was open.

Two do not write to a resident past each other, nor does one give away what the other took
meanwhile: the second is told what the first did, and may go on all the same.
"""

from collections.abc import Mapping
from datetime import datetime

from core.actors import Party
from core.desk import Desk, actor
from core.people import Operator
from core.tickets import Move, Ticket, TicketEvent, may
from core.words.quoting import quoted
from dialogs.effects import Answer, Assign, Effect, Phrase, Submit, phrase
from dialogs.ticket.ways import ACTIONS

from .merging import Merge, Reclassify, Route
from .steps import BEGAN

LETTER = frozenset({Move.ANSWER, Move.APPROVE, Move.CORRECT, Move.SUBMIT, Move.ASK, Move.PROMISE})
"""What the resident is told by an operator, or will be."""

TAKEN = frozenset({Move.TAKE, Move.ASSIGN})
PLACED = frozenset({Move.ROUTE, Move.RECALL, Move.RECLASSIFY})

MINDED: Mapping[str, frozenset[Move]] = {
    # What was answered meanwhile the desk knows by itself.
    "answer": frozenset({Move.ASK, Move.PROMISE, Move.CORRECT, Move.TAKE}),
    "correct": LETTER,
    "ask": LETTER | {Move.TAKE},
    "promise": LETTER | {Move.TAKE},
    "refuse": LETTER | {Move.TAKE},
    "reject": LETTER | PLACED | {Move.TAKE},
    "rework": frozenset({Move.SUBMIT}),
    "extend": frozenset({Move.EXTEND}),
    "assign": TAKEN,
    "route": LETTER | PLACED,
    "merge": LETTER | PLACED,
    "reclassify": LETTER | PLACED,
}
"""Form or screen → the moves of others of which who finishes it is told first."""

ASKED_ANEW = ("reason", "why")
"""What completes a form that does not show itself before it goes: to give it again is the yes."""

OF_OTHERS = ("busy", "since", "writing")
"""Facts that what happened has made old."""


def form_of(effect: Effect) -> tuple[str, str, str]:
    """The form or screen that is finished by this, its ticket, and since when it was open."""
    match effect:
        case Submit(form, answers, about):
            return form, about, str(answers.get(BEGAN) or "")
        case Assign(number, _, began):
            return "assign", number, began
        case Route(number, _, began):
            return "route", number, began
        case Merge(number, _, began):
            return "merge", number, began
        case Reclassify(number=number, began=began):
            return "reclassify", number, began
    return "", "", ""


async def crossing(desk: Desk, by: Operator, effect: Effect) -> TicketEvent | None:
    """The last thing of note that somebody else did meanwhile; None: go on, or be refused."""
    form, number, began = form_of(effect)
    if form not in MINDED or not began:
        return None
    ticket = await desk.held(by, number)
    return await met(desk, by, form, ticket, datetime.fromisoformat(began))


async def met(
    desk: Desk, by: Operator, form: str, ticket: Ticket, since: datetime
) -> TicketEvent | None:
    """The same of a ticket that was read at ``since``."""
    if ticket.changed_at <= since or not may(ticket, ACTIONS[form]):
        return None
    minded, undone = MINDED[form], ""
    for event in reversed(await desk.history(ticket.number)):
        if event.at <= since:
            return None
        if event.move is Move.UNDO:
            undone = event.detail("move")
        elif event.move.value == undone:
            undone = ""
        elif event.move in minded and _is_anothers(event, by):
            return event
    return None


def told(number: str, event: TicketEvent) -> Phrase:
    """What is said to who comes second."""
    return phrase(
        "met",
        ticket=number,
        move=event.move.value,
        who=event.by.name or event.by.agency,
        text=quoted(event.text) if event.text else "",
    )


def anew(form: Submit, now: datetime) -> dict[str, Answer]:
    """The form's answers, to be confirmed once more."""
    kept = {
        key: answer for key, answer in form.answers.items() if key not in (*ASKED_ANEW, *OF_OTHERS)
    }
    return {**kept, BEGAN: now.isoformat()}


def _is_anothers(event: TicketEvent, by: Operator) -> bool:
    """Did another operator do it? What time and the resident do is no colleague's."""
    return event.by.party is Party.AGENCY and not event.by.is_one_person(actor(by))
