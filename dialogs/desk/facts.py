"""The facts an operator's form begins with: who else is on the ticket, who asks, what was said.

The ticket is held first. So of two who begin at the same moment, in two workers, the second waits
until the first one's draft is written, and is told of it.
"""

from collections.abc import Sequence
from datetime import datetime

from msgspec.structs import replace

from core.people import Peer, Speaker
from core.substitutions import standing_in
from core.tickets import Move, State, Ticket, TicketEvent
from core.work import UnitOfWork
from dialogs.conversation import load
from dialogs.events import (
    Arrival,
    Case,
    FoundColleagues,
    FoundOnDesk,
    FoundTemplate,
    FoundTemplates,
)
from dialogs.lookups import FindColleagues, FindOnDesk, FindTemplate, FindTemplates
from dialogs.office import Office

from .templates import ON_A_PAGE, owner_of

WRITING = frozenset({"answer", "ask", "promise", "correct"})
"""Forms in which something is written to the resident."""

SAID = frozenset({Move.ANSWER, Move.APPROVE, Move.CORRECT, Move.SUBMIT})
ANSWERED = frozenset({State.IN_WORK, State.ON_APPROVAL, State.ANSWERED, State.CLOSED})

COLLEAGUES_SHOWN = 9


async def case_of(office: Office, unit: UnitOfWork, arrival: Arrival, ticket: Ticket) -> Case:
    """What has to be known before something is done to a ticket."""
    speaker = arrival.speaker
    agency = await unit.agency_of(speaker.peer)
    coordinators = office.town.coordinators.code
    supervisor = agency == coordinators or office.town.is_supervisor(speaker, ticket.agency)
    busy, since = await _draft_of(office, unit, speaker, ticket)
    writing = bool(busy)
    holds = ticket.holder is not None and speaker.is_same_person(ticket.holder)
    if not busy and ticket.holder and not holds and ticket.state is State.IN_WORK:
        busy, since = ticket.taken_by, ticket.since
    said = await _said(unit, ticket) if ticket.state in ANSWERED else None
    known = Case(
        unit.now, supervisor, busy, since, writing, said, holds, routes=agency == coordinators
    )
    if not busy and ticket.state is State.NEED_INFO:
        return await _asked(unit, speaker, ticket, known)
    if busy or said is None:
        return known
    own = said.by.person == speaker.person_key
    known = replace(known, busy=said.by.name, since=said.at, own=own)
    match ticket.state:
        case State.ANSWERED:
            return replace(known, answered=True)
        case State.ON_APPROVAL:
            return replace(known, waits=True)
    return replace(known, busy="", since=None, own=False)


async def _draft_of(
    office: Office, unit: UnitOfWork, speaker: Speaker, ticket: Ticket
) -> tuple[str, datetime | None]:
    """A colleague whose draft for this ticket stands: their name, and since when."""
    for chat in await _chats(office, unit, ticket):
        for one, memory, at in await unit.talks_in(chat):
            if speaker.is_same_person(one):
                continue
            talk = load(one, memory)
            state = talk.state
            if state.dialog in WRITING and state.about == ticket.number and not talk.parted:
                return talk.name, at
    return "", None


async def _chats(office: Office, unit: UnitOfWork, ticket: Ticket) -> Sequence[Peer]:
    """Where people may be writing about this ticket."""
    instead = standing_in(await unit.substitutions.in_force(), ticket.agency)
    agencies = (ticket.agency, *instead, office.town.coordinators.code)
    chats = [await unit.chat_of(agency) for agency in agencies]
    return list(dict.fromkeys(chat for chat in chats if chat is not None))


async def _said(unit: UnitOfWork, ticket: Ticket) -> TicketEvent | None:
    history = await unit.history(ticket.number)
    return next((event for event in reversed(history) if event.move in SAID), None)


async def _asked(unit: UnitOfWork, speaker: Speaker, ticket: Ticket, known: Case) -> Case:
    """Who asked the resident what is not answered yet: an answer now takes the question away."""
    history = reversed(await unit.history(ticket.number))
    question = next((event for event in history if event.move is Move.ASK), None)
    if question is None or question.by.person == speaker.person_key:
        return known
    return replace(known, busy=question.by.name, since=question.at, asked=True)


async def find(
    office: Office, unit: UnitOfWork, speaker: Speaker, question: FindOnDesk
) -> FoundOnDesk:
    """Answer a question of an operator's screens, for the agency whose chat asks."""
    agency = await unit.agency_of(speaker.peer) or ""
    owner = owner_of(office.town, agency)
    match question:
        case FindColleagues(number):
            return await _colleagues(office, unit, speaker, agency, number)
        case FindTemplates(page):
            found, count = await unit.templates.page(owner, page, ON_A_PAGE)
            if page and not found:
                page = 0
                found, count = await unit.templates.page(owner, page, ON_A_PAGE)
            return FoundTemplates(tuple(found), page, max(1, -(-count // ON_A_PAGE)), owner)
        case FindTemplate(id):
            return FoundTemplate(await unit.templates.one(owner, id), owner)
    raise LookupError(f"nobody finds {type(question).__name__}")


async def _colleagues(
    office: Office, unit: UnitOfWork, speaker: Speaker, agency: str, number: str
) -> FoundColleagues:
    ticket = await unit.ticket(number)
    coordinators = office.town.coordinators.code
    if ticket is None:
        return FoundColleagues(None)
    instead = standing_in(await unit.substitutions.in_force(), ticket.agency)
    if agency not in (ticket.agency, *instead, coordinators):
        return FoundColleagues(None)
    chat = await chat_of_colleagues(unit, agency, ticket) or speaker.peer
    talks = [(one, load(one, memory)) for one, memory, _ in await unit.talks_in(chat)]
    known = [
        (one.person, talk.name)
        for one, talk in talks
        if talk.name and not talk.parted and one != ticket.holder  # who has it has it
    ]
    return FoundColleagues(ticket, tuple(known[:COLLEAGUES_SHOWN]))


async def chat_of_colleagues(unit: UnitOfWork, agency: str, ticket: Ticket) -> Peer | None:
    """Where those are to whom ``agency`` may give a ticket: of who stands in, its own people."""
    instead = standing_in(await unit.substitutions.in_force(), ticket.agency)
    return await unit.chat_of(agency if agency in instead else ticket.agency)


async def colleague(unit: UnitOfWork, chat: Peer, person: int) -> tuple[Speaker, str] | None:
    """A person who acts in a chat, with the name they go by there; None if nobody does."""
    for one, memory, _ in await unit.talks_in(chat):
        talk = load(one, memory)
        if one.person == person and talk.name and not talk.parted:
            return one, talk.name
    return None
