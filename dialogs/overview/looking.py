"""What a chat's agency may look up, found: its queue, words, and what happened to a ticket."""

from msgspec.structs import replace

from core.desk import Desk, NotYours, Unknown
from core.finding import Only
from core.people import Operator, Speaker
from core.reports.insights import period
from core.substitutions import left_behind, stands_in_for
from core.work import UnitOfWork
from dialogs.events import (
    Found,
    FoundCrowds,
    FoundFigures,
    FoundHistory,
    FoundQueue,
    FoundWords,
)
from dialogs.lookups import Filters, Find, FindCrowds, FindFigures, FindHistory, FindQueue
from dialogs.office import Office
from dialogs.ticket.merged import Merged

from .lists import ON_A_PAGE


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
