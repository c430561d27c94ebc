"""What a chat's agency may look up, found: its queue, words, and what happened to a ticket."""

from core.desk import Desk, NotYours, Unknown
from core.finding import Only
from core.insights import period
from core.people import Operator, Speaker
from core.work import UnitOfWork

from .effects import Filters, Find, FindCrowds, FindFigures, FindHistory, FindQueue
from .events import Found, FoundCrowds, FoundFigures, FoundHistory, FoundQueue, FoundWords
from .lists import ON_A_PAGE
from .office import Office


async def look_up(
    office: Office, unit: UnitOfWork, by: Speaker, question: Find | FindFigures
) -> Found | FoundFigures:
    """Answer for the chat that asks: of its own tickets; for the coordinators, of all."""
    agency, finding, now = await unit.agency_of(by.peer) or "", unit.finding, unit.now
    own = None if agency == office.town.coordinators.code else agency
    if isinstance(question, FindFigures):
        of = period(question.span, now, office.town.calendar(agency).zone)
        figures = await unit.insights.figures(of, question.cut, own)
        return FoundFigures(figures, question.picture)
    if isinstance(question, FindHistory):
        return await _history(office, unit, Operator(agency, "", by), question.number)
    if isinstance(question, FindCrowds):
        return FoundCrowds(tuple(await finding.crowds(agency, by, now)))
    if isinstance(question, FindQueue):
        wanted = _only(question.filters, by, unit)
        page = await finding.queue(agency, question.after, ON_A_PAGE, wanted)
        waiting = await finding.waiting(agency, now, wanted)
        return FoundQueue(page.tickets, page.after, waiting, now, question.filters)
    page = await finding.words(question.words, own, question.after, ON_A_PAGE)
    return FoundWords(page.tickets, page.after, question.words, now)


async def _history(office: Office, unit: UnitOfWork, by: Operator, number: str) -> FoundHistory:
    desk = Desk(office.town, unit)
    try:
        ticket = await desk.held(by, number)
    except NotYours as elsewhere:
        return FoundHistory(number, None, holder=elsewhere.ticket.agency)
    except Unknown:
        return FoundHistory(number, None)
    return FoundHistory(number, ticket, tuple(await desk.history(number)))


def _only(filters: Filters, by: Speaker, unit: UnitOfWork) -> Only:
    return Only(
        holder=by if filters.mine else None,
        free=filters.free,
        before=unit.now if filters.late else None,
        group=filters.group,
        municipality=filters.municipality,
    )
