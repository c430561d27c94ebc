"""The clocks of a ticket that turns out to be about something else, with the same agency.

* The clock of the answer began when it began: only how much time there is changes, by as much as
  the two topics differ, and the hours that count. What a supervisor gave besides stays given.
* What of a clock that stands was used when it stopped, stays used.
* A promised date stays what was promised, on its very day too.
* The time of the solution is counted from the filing.
"""

from datetime import datetime, timedelta

from core.tickets import Ticket
from core.town import Town
from core.worktime import Calendar

from .clocks import Changes, clock_of


def retimed(town: Town, ticket: Ticket, topic: str) -> Changes:
    """The clocks as they would be, had the ticket been on ``topic`` since it came here."""
    changes: Changes = {"solve_by": town.solution_deadline(topic, ticket.agency, ticket.filed_at)}
    was, clock = clock_of(town, ticket), town.clock(topic, ticket.agency)
    usual = town.first_answer_time(topic)
    more = usual - town.first_answer_time(ticket.topic)
    if ticket.is_promised or (clock == was and not more):
        return changes
    # The town file may have changed since it was filed: less than the topic's own is nobody's time.
    allowed = max(timedelta(seconds=ticket.allowed) + more, usual)
    used = timedelta(seconds=ticket.allowed - (ticket.left or 0))
    changes |= {"allowed": round(allowed.total_seconds()), "reminded": 0, "escalated": 0}
    if ticket.left is not None:
        changes["left"] = round((allowed - used).total_seconds())
    return changes | {"deadline": clock.deadline(_began(was, ticket), allowed)}


def _began(clock: Calendar, ticket: Ticket) -> datetime:
    """When the clock of the answer began. Of what came out of hours the clock itself knows no more
    than the closing before: then it is when it came, which other hours may count from."""
    began = clock.back(ticket.deadline, timedelta(seconds=ticket.allowed))
    opens = clock.next_opening(began)
    return max(at for at in (began, ticket.filed_at, ticket.since or began) if at <= opens)
