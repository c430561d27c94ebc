"""What is said when an operator changes a message whose words have gone already."""

from msgspec.structs import replace

from core.numbers import find_number
from core.tickets import Move, State, Ticket, TicketEvent
from core.town import Town
from core.work import UnitOfWork
from dialogs.effects import Phrase, phrase
from dialogs.events import Arrival, Edited
from dialogs.ticket.ways import refusal

SENT = frozenset({Move.ANSWER, Move.CORRECT, Move.ASK, Move.PROMISE, Move.SUBMIT})
"""Moves by which an operator's words go."""


async def late(town: Town, unit: UnitOfWork, arrival: Arrival, event: Edited) -> Edited:
    """The edit of a reply, with what there is to be said of it: nothing, where its author has sent
    nothing of that ticket."""
    if not event.reply_to:
        return event
    speaker, agency = arrival.speaker, await unit.agency_of(arrival.speaker.peer)
    number = await unit.ticket_of(speaker.peer, event.reply_to)
    number = number or find_number(arrival.quoted)
    ticket = await unit.ticket(number) if number else None
    if ticket is None or agency is None:
        return event
    author = speaker.person_key
    history = reversed(await unit.history(ticket.number))
    sent = next((one for one in history if one.move in SENT and one.by.person == author), None)
    if sent is None:
        return event
    supervisor = agency == town.coordinators.code or town.is_supervisor(speaker, ticket.agency)
    no = refusal(town, ticket, agency, Move.CORRECT, supervisor=supervisor)
    return replace(event, old=_old(ticket, sent, correctable=no is None))


def _old(ticket: Ticket, sent: TicketEvent, *, correctable: bool) -> Phrase:
    if ticket.state is State.ON_APPROVAL and sent.move is Move.SUBMIT:
        return phrase("edited-submitted", ticket=ticket.number)
    answered = sent.move not in (Move.ASK, Move.PROMISE)
    if correctable and answered:
        return phrase("edited-answer", ticket=ticket.number)
    return phrase("edited-letter", ticket=ticket.number)
