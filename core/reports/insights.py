"""How a town answers, in figures: a stretch of days beside the stretch before it.

Rules
-----
* A period is the last 1, 7 or 30 days of the calendar up to now, today among them. It is held
  against as many days before it, up to the same hour of their last day: so a morning is not
  compared with a whole day. Yesterday alone is a whole day, held against the one before.
* ``received`` counts what was filed in the period. Answered, in time, minutes, returned and rated
  are of what the resident first heard an answer or a date of in the period, whenever it was filed.
* ``overdue`` counts what was answered late in the period, and what is open with a deadline that
  passed in it. So each ticket is overdue once in each stretch in which it was.
* A ticket is the agency's that holds it now.
* Minutes are working ones, as the clock of the first answer counted them.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Protocol
from zoneinfo import ZoneInfo

from msgspec import Struct

COMPARED_AT_MOST = 12
"""Rows of a cut; the rest of a town's topics is told together."""

_INSTANT = timedelta(microseconds=1)
"""What is filed at this very moment is counted."""


class Span(StrEnum):
    DAY = "day"
    YESTERDAY = "yesterday"
    WEEK = "week"
    MONTH = "month"

    @property
    def days(self) -> int:
        return {Span.DAY: 1, Span.YESTERDAY: 1, Span.WEEK: 7, Span.MONTH: 30}[self]


class Cut(StrEnum):
    """By what the figures are told apart."""

    TOPIC = "topic"
    AGENCY = "agency"
    MUNICIPALITY = "municipality"


class Stretch(Struct, frozen=True):
    """From ``begins`` to before ``ends``."""

    begins: datetime
    ends: datetime


class Period(Struct, frozen=True):
    """``days`` are the beginnings of its days, the first is ``now.begins``."""

    span: Span
    now: Stretch
    before: Stretch
    days: tuple[datetime, ...]


def period(span: Span, at: datetime, zone: ZoneInfo) -> Period:
    """The days up to ``at``, by a zone's calendar."""
    here = at.astimezone(zone)
    today = here.date()

    def midnight(days_ago: int) -> datetime:
        return datetime.combine(today - timedelta(days=days_ago), time(), zone)

    if span is Span.YESTERDAY:
        whole = Stretch(midnight(1), midnight(0))
        return Period(span, whole, Stretch(midnight(2), midnight(1)), (whole.begins,))
    days = tuple(midnight(ago) for ago in range(span.days - 1, -1, -1))
    then = datetime.combine(today - timedelta(days=span.days), here.time(), zone)
    before = Stretch(midnight(2 * span.days - 1), then)
    return Period(span, Stretch(days[0], at + _INSTANT), before, days)


class Tally(Struct, frozen=True):
    """What was done in a stretch. ``rated``: residents who said whether it helped, ``satisfied``:
    those of them whom it did. ``median`` and ``average`` in working minutes; None: no answers."""

    received: int = 0
    answered: int = 0
    in_time: int = 0
    overdue: int = 0
    returned: int = 0
    rated: int = 0
    satisfied: int = 0
    median: float | None = None
    average: float | None = None

    @property
    def share_in_time(self) -> float | None:
        return self.in_time / self.answered if self.answered else None

    @property
    def share_satisfied(self) -> float | None:
        return self.satisfied / self.rated if self.rated else None


class Day(Struct, frozen=True):
    begins: datetime
    received: int = 0
    answered: int = 0


class Row(Struct, frozen=True):
    """One of what the figures are told apart by; ``code`` is the topic's, agency's, …"""

    code: str
    received: int = 0
    received_before: int = 0
    answered: int = 0
    in_time: int = 0

    @property
    def share_in_time(self) -> float | None:
        return self.in_time / self.answered if self.answered else None


class Insight(Struct, frozen=True):
    """``agency``: of what it holds; None: of everything. ``rows`` are at most
    :data:`COMPARED_AT_MOST`, the most received first, of ``kinds`` that there were: topics
    that were received, agencies and municipalities that were received or answered. ``open`` and
    ``late`` are of this moment."""

    period: Period
    cut: Cut
    agency: str | None
    now: Tally
    before: Tally
    days: tuple[Day, ...]
    rows: tuple[Row, ...]
    kinds: int
    open: int
    late: int


class Insights(Protocol):
    async def figures(self, of: Period, cut: Cut, agency: str | None) -> Insight: ...

    async def filed_in(self, stretch: Stretch, agency: str | None, most: int) -> int:
        """How many tickets were filed then, at most one more than ``most``."""


def median(minutes: Mapping[int, int]) -> float | None:
    """The median of values with their counts; of an even number, the middle of the two."""
    count = sum(minutes.values())
    if not count:
        return None
    low, high = (_value_at(sorted(minutes), minutes, at) for at in ((count - 1) // 2, count // 2))
    return (low + high) / 2


def average(minutes: Mapping[int, int]) -> float | None:
    count = sum(minutes.values())
    return sum(value * times for value, times in minutes.items()) / count if count else None


def _value_at(values: Iterable[int], counts: Mapping[int, int], place: int) -> int:
    passed = 0
    for value in values:
        passed += counts[value]
        if passed > place:
            return value
    raise IndexError(place)
