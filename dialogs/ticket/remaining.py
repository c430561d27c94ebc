"""What is left of a ticket's time, in words: in hours and minutes of work; far off, in days.

An emergency's clock never rests, nor does that of an agency that works around the clock: their
hours are those on the wall, and said so.
"""

from datetime import datetime, timedelta

from core.tickets import State, Ticket
from core.timing.clocks import clock_of, time_left
from core.town import Town
from dialogs.effects import Phrase, phrase

IN_HOURS = timedelta(hours=24)
"""Of the clock's time: what is further off, or longer ago, is told in days of the calendar."""

_MINUTE, _DAY = timedelta(minutes=1), timedelta(days=1)


def remaining(town: Town, ticket: Ticket, now: datetime) -> Phrase:
    """«осталось 2 ч 10 мин рабочего времени», «просрочено на 3 дня»; or that it waits."""
    return phrase("left-waits") if ticket.state is State.NEED_INFO else shown(town, ticket, now)


def shown(town: Town, ticket: Ticket, now: datetime) -> Phrase:
    """What the clock shows, also while it stands."""
    left = time_left(town, ticket, now)
    stands = ticket.left is not None
    late, span = left < timedelta() if stands else ticket.deadline < now, abs(left)
    if late and span < _MINUTE:  # after the end of the day not a minute of work has passed since
        return phrase("late-now")
    hours, minutes = divmod(max(1, span // _MINUTE), 60)
    unit, days = "working", 0
    if span >= IN_HOURS:
        unit, days = "days", max(1, round(_in_days(town, ticket, now, left) / _DAY))
    elif clock_of(town, ticket).never_rests:
        unit = "wall"
    if late:
        return phrase(f"late-{unit}", hours=hours, minutes=minutes, count=days)
    return phrase(f"left-{unit}", hours=hours, minutes=minutes, count=days)


def _in_days(town: Town, ticket: Ticket, now: datetime, left: timedelta) -> timedelta:
    """How far off the deadline is; of a clock that stands, would be if it went on now."""
    if ticket.left is None:
        return abs(ticket.deadline - now)
    clock = clock_of(town, ticket)
    return abs((clock.deadline(now, left) if left > timedelta() else clock.back(now, -left)) - now)
