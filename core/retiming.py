"""The clocks of a ticket that turns out to be about something else, with the same agency.

* The clock of the answer began when it began: only how much time there is changes. What of a clock
  that stands is left, changes by as much.
* A promised date stays what was promised.
* The time of the solution is counted from the filing.
"""

from datetime import timedelta

from .clocks import Changes, clock_of
from .tickets import State, Ticket
from .town import Town


def retimed(town: Town, ticket: Ticket, topic: str) -> Changes:
    """The clocks as they would be, had the ticket been on ``topic`` since it came here."""
    allowed = round(town.first_answer_time(topic).total_seconds())
    changes: Changes = {"solve_by": town.solution_deadline(topic, ticket.agency, ticket.filed_at)}
    if ticket.state is State.PLANNED or allowed == ticket.allowed:
        return changes
    more = allowed - ticket.allowed
    changes |= {"allowed": allowed, "reminded": 0, "escalated": 0}
    if ticket.left is not None:
        return changes | {"left": ticket.left + more}
    began = clock_of(town, ticket).back(ticket.deadline, timedelta(seconds=ticket.allowed))
    clock = town.clock(topic, ticket.agency)
    return changes | {"deadline": clock.deadline(began, timedelta(seconds=allowed))}
