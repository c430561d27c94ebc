"""When an agency's day begins, and when nobody there is to be disturbed."""

from datetime import date, datetime, timedelta

from core.worktime import Calendar

USUAL = 9 * 60
"""The morning, in minutes since midnight, where people work around the clock."""

GRACE = timedelta(minutes=15)
"""What falls due at the very end of a day is still told then."""


def morning(calendar: Calendar, day: date) -> datetime | None:
    """The opening of a working day; None if the day is off."""
    hours = calendar.hours(day)
    if not hours:
        return None
    opens = hours[0][0] or USUAL
    return datetime(day.year, day.month, day.day, opens // 60, opens % 60, tzinfo=calendar.zone)


def next_morning(calendar: Calendar, at: datetime) -> datetime:
    """The first morning not before ``at``."""
    day = at.astimezone(calendar.zone).date()
    found = morning(calendar, day)
    while found is None or found < at:
        # from a day off straight to the next that is worked
        opening = calendar.next_opening(_midnight(calendar, day + timedelta(days=1)))
        day = opening.astimezone(calendar.zone).date()
        found = morning(calendar, day)
    return found


def heard(calendar: Calendar, at: datetime) -> datetime:
    """When what is said at ``at`` may be heard: at once, or when work goes on."""
    if calendar.is_open(at - GRACE):
        return at
    return calendar.next_opening(at)


def _midnight(calendar: Calendar, day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=calendar.zone)
