"""What a chat's agency may look up, found: its queue, words, and what happened to a ticket."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from core.desk import Desk, NotYours, Unknown
from core.desk.joining import has_joined
from core.finding import Only
from core.insights import period
from core.looks import COUNTING
from core.people import Operator, Speaker
from core.substitutions import left_behind, standing_in, stands_in_for
from core.tickets import Move, Moved, State, Ticket, TicketError, may
from core.work import UnitOfWork

from .conversation import dump, load
from .effects import (
    Filters,
    Find,
    FindCrowds,
    FindDesk,
    FindFigures,
    FindHeld,
    FindHistory,
    FindJudged,
    FindMeant,
    FindMine,
    FindQueue,
    FindTicket,
)
from .events import (
    Found,
    FoundCrowds,
    FoundDesk,
    FoundFigures,
    FoundHeld,
    FoundHistory,
    FoundJudged,
    FoundMeant,
    FoundMine,
    FoundQueue,
    FoundTicket,
    FoundWords,
)
from .heard.following import Following, is_bare
from .lists import ON_A_PAGE
from .mine import NOTICE_MOVES
from .office import Office
from .ticket.merged import Merged

PAGE = 5
"""Tickets on a page of «Мои обращения»."""

LATELY = timedelta(days=1)
"""How long what was closed is spoken of still."""


async def look_up(
    office: Office, unit: UnitOfWork, by: Speaker, question: Find | FindFigures
) -> Found | FoundFigures:
    """Answer for the chat that asks: of its own tickets; for the coordinators, of all."""
    agency, finding, now = await unit.agency_of(by.peer) or "", unit.finding, unit.now
    own = None if agency == office.town.coordinators.code else agency
    instead = stands_in_for(await unit.substitutions.in_force(), agency)
    if isinstance(question, FindFigures):
        of = period(question.span, now, office.town.calendar(agency).zone)
        figures = await unit.insights.figures(of, question.cut, own)
        return FoundFigures(figures, question.picture)
    if isinstance(question, FindHistory):
        return await _history(office, unit, Operator(agency, "", by), question.number)
    if own is None and isinstance(question, FindCrowds | FindQueue):
        instead = (*instead, *await left_behind(finding, office.town))
    if isinstance(question, FindCrowds):
        if own is None and question.agency:
            agency, instead = question.agency, ()
        return FoundCrowds(tuple(await finding.crowds(agency, by, now, instead)))
    if isinstance(question, FindQueue):
        filters = question.filters if own is None else replace(question.filters, agency="")
        wanted = _only(filters, by, unit)
        if filters.agency:
            agency, instead = filters.agency, ()
        waiting = await finding.waiting(agency, now, wanted, instead)
        if own is None and not filters.agency:
            page = await finding.unrouted_first(agency, question.after, ON_A_PAGE, wanted, instead)
            unrouted = await finding.unrouted(agency, wanted)
        else:
            page = await finding.queue(agency, question.after, ON_A_PAGE, wanted, instead)
            unrouted = 0
        return FoundQueue(page.tickets, page.after, waiting, now, filters, unrouted, instead)
    theirs = instead if own else ()
    page = await finding.words(question.words, own, question.after, ON_A_PAGE, theirs)
    ours = own is not None
    return FoundWords(page.tickets, page.after, question.words, now, instead, ours)


async def _own_desk(
    office: Office, unit: UnitOfWork, by: Speaker, question: FindDesk | FindHeld
) -> FoundDesk | FoundHeld:
    """Answer a person in their private chat: of what they took where they are operators."""
    coordinators, offices = office.town.coordinators.code, await unit.offices(by.door)
    seats = [Speaker(by.door, chat, by.person) for chat in offices]
    talks = [load(seat, await unit.recall(seat)) for seat in seats]
    # Where they were never heard they may not be: what they hold goes to a new chat before them.
    there = [talk.speaker.chat for talk in talks if talk.met and not talk.parted]
    away = await unit.substitutions.in_force()
    if isinstance(question, FindDesk):
        wanted = [
            (chat, "" if agency == coordinators else one)
            for chat, (agency, _) in offices.items()
            for one in (agency, *stands_in_for(away, agency))
            if chat in there
        ]
        page = await unit.finding.held(by, wanted, question.after, ON_A_PAGE)
        others = (
            one.number
            for one in page.tickets
            if one.holder and one.agency in stands_in_for(away, offices[one.holder.chat][0])
        )
        return FoundDesk(page.tickets, page.after, unit.now, tuple(others))
    ticket = await unit.ticket(question.number)
    holder = ticket.holder if ticket else None
    if ticket is None or holder is None or not is_held(ticket, by) or holder.chat not in there:
        return FoundHeld(None)
    agency, title = offices[holder.chat]
    instead = agency != coordinators and agency in standing_in(away, ticket.agency)
    if not instead and agency not in (ticket.agency, coordinators):
        return FoundHeld(None)
    reader = ticket.agency if instead else agency
    merged = Merged(Desk(office.town, unit))
    numbers = [one.number for one in await merged.into(ticket.number)]
    ticket = await merged.seen(ticket)
    card = office.cards.card(ticket, reader, unit.now, instead=instead, merged=numbers)
    return FoundHeld(ticket, card.text, title)


async def find_own(
    office: Office,
    unit: UnitOfWork,
    by: Speaker,
    question: FindMine | FindTicket | FindJudged | FindMeant | FindDesk | FindHeld,
) -> FoundMine | FoundTicket | FoundJudged | FoundMeant | FoundDesk | FoundHeld:
    """Answer a person in their private chat: of what they filed, or have taken."""
    if isinstance(question, FindDesk | FindHeld):
        return await _own_desk(office, unit, by, question)
    return await _own_tickets(office, unit, by, question)


async def _own_tickets(
    office: Office,
    unit: UnitOfWork,
    by: Speaker,
    question: FindMine | FindTicket | FindJudged | FindMeant,
) -> FoundMine | FoundTicket | FoundJudged | FoundMeant:
    """Answer a resident, of what they filed."""
    if isinstance(question, FindMeant):
        meant = await _meant(office, unit, by, question)
        return FoundMeant(question.what, question.words, meant, question.files, question.album)
    if isinstance(question, FindJudged):
        what = NOTICE_MOVES[question.action]
        judged = await Desk(office.town, unit).judgeable(by, what)
        return FoundJudged(question.action, tuple(judged))
    if isinstance(question, FindMine):
        page = question.page
        tickets, count = await unit.tickets_of(by, page, PAGE)
        if not tickets and page:
            page = 0
            tickets, count = await unit.tickets_of(by, page, PAGE)
        return FoundMine(tuple(tickets), page, -(-count // PAGE))
    ticket = await unit.ticket(question.number)
    if ticket is None or ticket.resident != by:
        return FoundTicket(None)
    return await _own(Desk(office.town, unit), ticket)


async def _own(desk: Desk, ticket: Ticket) -> FoundTicket:
    """A ticket as its resident sees it: of a duplicate, with what became of the main one."""
    late, history = await desk.is_too_late(ticket), [*await desk.history(ticket.number)]
    way = "part" if ticket.state is State.DUPLICATE and has_joined(history) else ""
    if may(ticket, Move.JOIN) and not any(one.move is Move.PART for one in history):
        way = "join" if await desk.alike(ticket) is not None else ""
    main = await _main(desk, ticket)
    if main is not None:
        told = [one for one in await desk.history(main.number) if one.move in TOLD_TO_ALL]
        history += [replace(one, text=one.text.replace(main.number, ticket.number)) for one in told]
        history.sort(key=lambda one: one.at)
    leads = main or ticket
    overdue = leads.state in COUNTING and leads.deadline < desk.unit.now
    return FoundTicket(ticket, tuple(history), late, overdue, main, way)


async def _main(desk: Desk, ticket: Ticket) -> Ticket | None:
    if ticket.state is not State.DUPLICATE:
        return None
    try:
        return await desk.main_of(ticket.number)
    except TicketError:
        return None


TOLD_TO_ALL = frozenset(
    {Move.TAKE, Move.PROMISE, Move.ANSWER, Move.APPROVE, Move.CORRECT, Move.CLOSE}
)
"""What those are told whose tickets are duplicates; what others wrote is their own."""


async def _meant(
    office: Office, unit: UnitOfWork, by: Speaker, question: FindMeant
) -> tuple[Ticket, ...]:
    """Those that wait for a verdict, where it may be one; then those that are open.

    What was closed a short while ago is spoken of still («опять не горит!!» after «Помогло»): it
    stands with those that wait, where words besides a verdict are said."""
    desk = Desk(office.town, unit)
    latest, _ = await unit.tickets_of(by, 0, PAGE)
    waiting: Sequence[Ticket] = ()
    if question.what != Following.ASKS:
        what = NOTICE_MOVES.get(question.what, Move.RETURN)
        waiting = await desk.judgeable(by, what, waiting=True)
    reacts = question.what == Following.REACTS
    if reacts or (question.what == Following.NOT_HELPED and not waiting):
        lately = [one for one in latest if await _is_lately_closed(desk, one)]
        waiting = (*waiting, *(() if is_bare(question.words) else lately))
    under_way = [one for one in latest if one.state.is_open]
    if question.what == Following.ASKS and not under_way:
        under_way = [one for one in latest if one.state is State.ANSWERED]
    return (*waiting, *under_way)


async def _is_lately_closed(desk: Desk, ticket: Ticket) -> bool:
    """Was it closed a short while ago, and may it be returned?"""
    if ticket.state is not State.CLOSED or ticket.changed_at < desk.unit.now - LATELY:
        return False
    return may(ticket, Move.RETURN) and not await desk.is_too_late(ticket)


def is_held(ticket: Ticket, by: Speaker) -> bool:
    """Did this person take it, in whatever chat of this messenger?"""
    holder = ticket.holder
    return holder is not None and holder.is_same_person(by)


async def give_desk(unit: UnitOfWork, moved: Iterable[Moved]) -> None:
    """Who took a ticket has «Мои в работе» in their private chat from now on."""
    for one in moved:
        holder = one.ticket.holder
        if holder is None or (one.before is not None and one.before.holder == holder):
            continue
        private = Speaker(holder.door, holder.person, holder.person)
        talk = load(private, await unit.recall(private))
        if not talk.state.desk:
            state = replace(talk.state, desk=True)
            unit.remember(private, dump(replace(talk, state=state)))


async def _history(office: Office, unit: UnitOfWork, by: Operator, number: str) -> FoundHistory:
    desk = Desk(office.town, unit)
    try:
        ticket = await desk.held(by, number)
    except NotYours as elsewhere:
        return FoundHistory(number, None, holder=elsewhere.ticket.agency)
    except Unknown:
        return FoundHistory(number, None)
    history = [*await desk.history(number), *await Merged(desk).mergers(ticket)]
    return FoundHistory(number, ticket, tuple(sorted(history, key=lambda one: one.at)))


def _only(filters: Filters, by: Speaker, unit: UnitOfWork) -> Only:
    return Only(
        holder=by if filters.mine else None,
        free=filters.free,
        before=unit.now if filters.late else None,
        group=filters.group,
        municipality=filters.municipality,
    )
