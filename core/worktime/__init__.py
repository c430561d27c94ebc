"""The clock of working time.

* Working time is what an agency's week gives, less lunch, in the agency's own IANA zone.
* The Russian production calendar changes the week: holidays and moved days off are off; a moved
  working day has the hours of the day it stands for. The last hour is cut from a working day
  before a statutory holiday (Labour Code, articles 95 and 112), and from a working Saturday that
  stands for such a day.
* The agency's own exceptions, day by day, override both.
* Time is counted as it passes, in UTC; hours on the wall are turned into instants once, so a
  change of the clocks makes a day longer or shorter by itself.
* An interval is open at its start and closed at its end. A deadline that falls on the end of a
  day is the end of that day, not the next morning.

Working time before every opening is summed up once, so a deadline is two binary searches.
"""

import logging
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from .exceptions import Exceptions
from .hours import AROUND_THE_CLOCK, DAY, Hours, Minutes, ScheduleError, Week, shortened
from .production import is_eve, known_years, production_year

log = logging.getLogger(__name__)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FARTHEST = 50  # years ahead: a deadline beyond them is a mistake of the caller


@dataclass(frozen=True, slots=True)
class _Timeline:
    """The instants of some whole years, in microseconds since 1970."""

    first_year: int
    last_year: int
    opens: list[int]
    closes: list[int]
    worked: list[int]
    """Working time before each opening; one more item, the whole, at the end."""
    days: list[date]
    ends: list[int]
    """The end of each working day of ``days``."""

    def worked_until(self, instant: int) -> int:
        """Microseconds of work from the start of the timeline."""
        index = bisect_right(self.opens, instant) - 1
        if index < 0:
            return 0
        return self.worked[index] + min(instant, self.closes[index]) - self.opens[index]


@dataclass(frozen=True)
class Calendar:
    """When an agency works. Immutable; the table it computes is kept beside it.

    :param zone: the IANA zone of the agency.
    :param week: its ordinary week, lunch already taken out.
    :param production: whether the Russian production calendar holds for it.
    :param exceptions: single days that differ.
    """

    zone: ZoneInfo
    week: Week
    production: bool = True
    exceptions: Exceptions = field(default_factory=dict)
    _kept: dict[str, _Timeline] = field(default_factory=dict, init=False, repr=False, compare=False)
    _looked_at: set[int] = field(default_factory=set, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not any(self.week):
            raise ScheduleError("ожидается хотя бы один рабочий день в неделе")

    def __hash__(self) -> int:
        return hash((self.zone.key, self.week, self.production, tuple(self.exceptions)))

    @classmethod
    def around_the_clock(cls, zone: ZoneInfo) -> "Calendar":
        """Every minute of every day, holidays included."""
        return cls(zone, AROUND_THE_CLOCK, production=False)

    @property
    def never_rests(self) -> bool:
        """Are its hours those on the wall?"""
        return self.week == AROUND_THE_CLOCK and not self.production and not self.exceptions

    def hours(self, day: date) -> Hours:
        """Open intervals of a day, in local minutes."""
        exception = self.exceptions.get(day)
        if exception is None:
            return self._usual(day)
        match exception.kind:
            case "off":
                return ()
            case "work":
                return self._ordinary(day)
            case "short":
                return shortened(self._ordinary(day))
        return exception.hours

    def _usual(self, day: date) -> Hours:
        if not self.production:
            return self.week[day.weekday()]
        year = production_year(day.year)
        if day in year.off:
            return ()
        stands_for = year.worked.get(day, day)
        hours = self.week[stands_for.weekday()]
        eve = is_eve(day) or is_eve(stands_for)
        return shortened(hours) if eve else hours

    def _ordinary(self, day: date) -> Hours:
        """Hours of a day that is worked by exception: its own, or those of the week's first."""
        return self.week[day.weekday()] or next(hours for hours in self.week if hours)

    def is_open(self, at: datetime) -> bool:
        return self.next_opening(at) == at

    def next_opening(self, at: datetime) -> datetime:
        """When work goes on: ``at`` itself if it is working time."""
        instant = _instant(at)
        for timeline in self._timelines(at.year):
            index = bisect_right(timeline.opens, instant) - 1
            if index >= 0 and instant < timeline.closes[index]:
                return self._moment(instant)
            if index + 1 < len(timeline.opens):
                return self._moment(timeline.opens[index + 1])
        raise _too_far(at)

    def deadline(self, start: datetime, working: timedelta) -> datetime:
        """When ``working`` has been worked since ``start``.

        No work at all is due at once. Raises ValueError for a naive ``start``, for negative work
        and for a deadline more than fifty years ahead.
        """
        instant, wanted = _instant(start), working // _MICROSECOND
        if wanted <= 0:
            if wanted < 0:
                raise ValueError(f"working time cannot be negative: {working}")
            return self._moment(instant)
        for timeline in self._timelines(start.year):
            due = timeline.worked_until(instant) + wanted
            if due <= timeline.worked[-1]:
                index = bisect_left(timeline.worked, due) - 1
                return self._moment(timeline.opens[index] + due - timeline.worked[index])
        raise _too_far(start)

    def back(self, end: datetime, working: timedelta) -> datetime:
        """Find the first moment from which ``working`` is left until ``end``.

        Raises ValueError as :meth:`deadline` does.
        """
        instant, wanted = _instant(end), working // _MICROSECOND
        if wanted < 0:
            raise ValueError(f"working time cannot be negative: {working}")
        if wanted == 0:
            return self._moment(instant)
        for behind in (1, 4, _FARTHEST):
            timeline = self._timeline(end.year - behind, end.year + 1)
            worked = timeline.worked_until(instant) - wanted
            if worked >= 0:
                index = bisect_left(timeline.worked, worked) - 1
                if index < 0:
                    return self._moment(timeline.opens[0])
                return self._moment(timeline.opens[index] + worked - timeline.worked[index])
        raise _too_far(end)

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Working time from ``start`` to ``end``; negative if ``end`` is the earlier."""
        first, last = _instant(start), _instant(end)
        years = sorted((start.year, end.year))
        timeline = self._timeline(years[0] - 1, years[1] + 1)
        return _MICROSECOND * (timeline.worked_until(last) - timeline.worked_until(first))

    def deadline_days(self, start: datetime, days: int) -> datetime:
        """Find the end of the ``days``-th working day after the day of ``start``.

        Day 0 is the day of ``start``, or the next working day if it is off or over.
        """
        if days < 0:
            raise ValueError(f"days cannot be negative: {days}")
        instant, today = _instant(start), start.astimezone(self.zone).date()
        for timeline in self._timelines(start.year):
            if days:
                index = bisect_right(timeline.days, today) + days - 1
            else:
                index = bisect_right(timeline.ends, instant)
            if index < len(timeline.ends):
                return self._moment(timeline.ends[index])
        raise _too_far(start)

    def years_without_calendar(self, first: int, last: int) -> tuple[int, ...]:
        """Years from ``first`` to ``last`` whose production calendar is needed and not known."""
        if not self.production:
            return ()
        known = known_years()
        return tuple(year for year in range(first, last + 1) if year not in known)

    def _timelines(self, year: int) -> Iterable[_Timeline]:
        """Timelines that begin before ``year``, each longer than the one before."""
        for ahead in (1, 4, _FARTHEST):
            yield self._timeline(year - 1, year + ahead)

    def _timeline(self, first_year: int, last_year: int) -> _Timeline:
        kept = self._kept.get("timeline")
        if kept and kept.first_year <= first_year and last_year <= kept.last_year:
            return kept
        if kept:
            first_year = min(first_year, kept.first_year)
            last_year = max(last_year, kept.last_year)
        self._kept["timeline"] = made = self._draw(first_year, last_year)
        return made

    def _draw(self, first_year: int, last_year: int) -> _Timeline:
        timeline = _Timeline(first_year, last_year, [], [], [0], [], [])
        day, last = date(first_year, 1, 1), date(last_year, 12, 31)
        while day <= last:
            self._draw_day(timeline, day)
            day += timedelta(days=1)
        return timeline

    def _draw_day(self, timeline: _Timeline, day: date) -> None:
        for span in self.hours(day):
            opens, closes = (self._wall(day, minutes) for minutes in span)
            if opens < closes:  # the clocks may have swallowed the whole interval
                timeline.opens.append(opens)
                timeline.closes.append(closes)
                timeline.worked.append(timeline.worked[-1] + closes - opens)
                if timeline.days[-1:] == [day]:
                    timeline.ends[-1] = closes
                else:
                    timeline.days.append(day)
                    timeline.ends.append(closes)

    def _wall(self, day: date, minutes: Minutes) -> int:
        """Find the instant a clock on the wall shows this time.

        Of a time shown twice the first is meant; a time never shown is the moment of the jump.
        """
        midnight = datetime.combine(day + timedelta(days=minutes // DAY), time())
        local = midnight + timedelta(minutes=minutes % DAY)
        first = local.replace(tzinfo=self.zone)
        second = first.replace(fold=1)
        jump = first.utcoffset() or timedelta()
        back = second.utcoffset() or timedelta()
        if back > jump:  # never shown (PEP 495): the later reading of the earlier offset
            return _jump(first, self.zone)
        return _instant(first)

    def _moment(self, instant: int) -> datetime:
        moment = (_EPOCH + _MICROSECOND * instant).astimezone(self.zone)
        self._warn(moment.year)
        return moment

    def _warn(self, year: int) -> None:
        if year in self._looked_at:
            return
        self._looked_at.add(year)
        if self.years_without_calendar(year, year):
            log.warning("no production calendar for %s: moved days off are not counted", year)


def _jump(never: datetime, zone: ZoneInfo) -> int:
    """Find the instant at which the clocks jumped over a time of the wall, to the minute."""
    after = never.astimezone(UTC)
    before = never.replace(fold=1).astimezone(UTC)
    offset = before.astimezone(zone).utcoffset()
    while after - before > timedelta(minutes=1):
        middle = before + (after - before) / 2
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return _instant(after.replace(second=0, microsecond=0))


def _instant(at: datetime) -> int:
    if at.tzinfo is None:
        raise ValueError(f"a moment without a zone is no moment: {at}")
    return (at - _EPOCH) // _MICROSECOND


def _too_far(start: datetime) -> ValueError:
    return ValueError(f"no working time within {_FARTHEST} years of {start}")
