"""How much time there is until a deadline, in words.

What is left is told in the agency's working time; what is further off than a day's worth of hours,
in days of the calendar. Of a clock that stands, that it waits.
"""

from datetime import datetime, timedelta

from core.tickets import State, Ticket
from core.town import Town

from .effects import Phrase, phrase

IN_HOURS = timedelta(hours=24)
"""Of working time: what is further off, or longer ago, is told in days."""

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def remaining(town: Town, ticket: Ticket, now: datetime) -> Phrase:
    """What is left until the deadline, or how long it is over."""
    if ticket.state is State.NEED_INFO:
        return phrase("left-waits")
    working = abs(town.calendar(ticket.agency).between(now, ticket.deadline))
    if working < _HOUR:
        unit, count = "minutes", max(1, round(working / _MINUTE))
    elif working < IN_HOURS:
        unit, count = "hours", round(working / _HOUR)
    else:
        unit, count = "days", max(1, round(abs(ticket.deadline - now) / _DAY))
    if ticket.deadline < now:
        return phrase(f"late-{unit}", count=count)
    return phrase(f"left-{unit}", count=count)
