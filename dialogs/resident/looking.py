"""What a person may look up in their private chat, found: what they filed, and what they took."""

from collections.abc import Iterable, Sequence
from datetime import timedelta

from msgspec.structs import replace

from core.desk import Desk
from core.desk.joining import has_joined
from core.people import Speaker
from core.substitutions import standing_in, stands_in_for
from core.tickets import Move, Moved, State, Ticket, TicketError, may
from core.timing.looks import COUNTING
from core.work import UnitOfWork
from dialogs.conversation import dump, load
from dialogs.events import (
    FoundDesk,
    FoundHeld,
    FoundJudged,
    FoundKept,
    FoundMeant,
    FoundMine,
    FoundTicket,
)
from dialogs.heard.earlier import asks_of_earlier
from dialogs.heard.following import Following, is_bare
from dialogs.heard.verdicts import wants_back
from dialogs.lookups import (
    FindDesk,
    FindHeld,
    FindJudged,
    FindKept,
    FindMeant,
    FindMine,
    FindTicket,
)
from dialogs.office import Office
from dialogs.ticket.merged import Merged

from .mine import NOTICE_MOVES

PAGE = 5
"""Tickets on a page of «Мои обращения», and of «Мои в работе»: with the ways between pages their
buttons fit every messenger's message."""

THROWN_BACK = (Following.NOT_HELPED, Following.REACTS)
"""It says itself that something was answered before: «снова», «так и не», «не устраивает»."""
OF_WHAT_IS_OVER = (Following.NOT_HELPED, Following.DENIES, Following.REMARKS)
"""It may be of what was closed, if nothing waits for its verdict."""
REMARK_AT_MOST = 3
"""Words: longer is a new trouble that no topic hears, as in a town without examples of its own."""
LATELY = timedelta(days=1)
"""How long what was closed is spoken of still."""


async def find_own(
    office: Office,
    unit: UnitOfWork,
    by: Speaker,
    question: FindMine | FindTicket | FindJudged | FindMeant | FindDesk | FindHeld | FindKept,
) -> FoundMine | FoundTicket | FoundJudged | FoundMeant | FoundDesk | FoundHeld | FoundKept:
    """Answer a person in their private chat: of what they filed, or have taken, or what is kept of
    them."""
    if isinstance(question, FindKept):
        return FoundKept(await unit.privacy.kept(by))
    if isinstance(question, FindDesk | FindHeld):
        return await _own_desk(office, unit, by, question)
    return await _own_tickets(office, unit, by, question)


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
        page = await unit.finding.held(by, wanted, question.after, PAGE)
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


async def _own_tickets(
    office: Office,
    unit: UnitOfWork,
    by: Speaker,
    question: FindMine | FindTicket | FindJudged | FindMeant,
) -> FoundMine | FoundTicket | FoundJudged | FoundMeant:
    """Answer a resident, of what they filed."""
    if isinstance(question, FindMeant):
        meant = await _meant(office, unit, by, question)
        words, files, album = question.words, question.files, question.album
        return FoundMeant(question.what, words, meant, files, album, unit.now, question.place)
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
    return await as_own(Desk(office.town, unit), ticket)


async def as_own(desk: Desk, ticket: Ticket) -> FoundTicket:
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
    stands with those that wait, where words besides a verdict are said. What is thrown back
    («так и не сделали») is of what was closed for as long as that may be returned."""
    if not await unit.has_filed(by):  # most stories are somebody's first
        return ()
    desk = Desk(office.town, unit)
    latest, _ = await unit.tickets_of(by, 0, PAGE)
    if question.what == Following.REGRETS:
        is_meant = _is_returnable if wants_back(question.words) else _is_lately_ended
        meant = [one for one in latest if await is_meant(desk, one)]
        if not meant and wants_back(question.words):  # it is there already, or was never away
            meant = [one for one in latest if one.state.is_open]
        return tuple(meant)
    waiting: Sequence[Ticket] = ()
    if question.what != Following.ASKS:
        what = NOTICE_MOVES.get(question.what, Move.RETURN)
        waiting = await desk.judgeable(by, what, waiting=True)
    reacts = question.what in (Following.REACTS, Following.TELLS)
    many = question.what == Following.REMARKS and len(question.words.split()) > REMARK_AT_MOST
    if reacts or (question.what in OF_WHAT_IS_OVER and not waiting and not many):
        back = question.what in THROWN_BACK and not waiting
        is_meant = _is_returnable if back else _is_lately_closed
        lately = [one for one in latest if await is_meant(desk, one)]
        waiting = (*waiting, *(() if is_bare(question.words) else lately))
    under_way = [one for one in latest if one.state.is_open]
    if question.what == Following.ASKS and not under_way:
        under_way = [one for one in latest if one.state is State.ANSWERED]
        if not under_way and asks_of_earlier(question.words):
            under_way = [*latest]  # what was closed is what became of it
    return (*waiting, *under_way)


async def _is_returnable(desk: Desk, ticket: Ticket) -> bool:
    """Has it its answer, or was it closed, and may it be put to work again?"""
    if ticket.state is State.WITHDRAWN:
        return await _is_lately_ended(desk, ticket)
    over = ticket.state in (State.ANSWERED, State.CLOSED)
    return over and may(ticket, Move.RETURN) and not await desk.is_too_late(ticket)


async def _is_lately_ended(desk: Desk, ticket: Ticket) -> bool:
    """Did its resident end it a short while ago, by a verdict or a withdrawal?"""
    if ticket.state is State.WITHDRAWN:
        return ticket.changed_at >= desk.unit.now - LATELY
    return ticket.verdict is not None and await _is_lately_closed(desk, ticket)


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
