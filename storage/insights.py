"""The figures of a period, read from indexes that have all they need: no ticket is looked at.

Four statements: what was filed, and what was first answered, by day and by what it is told apart
by; after how many minutes; what is open. They go through the tickets of the period and of
the one before, not through the years. The median is of counts by minute, so nothing is sorted
here or carried out of the database one by one.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from sqlalchemy import (
    Case,
    ColumnElement,
    Executable,
    and_,
    case,
    func,
    literal,
    or_,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core import insights
from core.insights import COMPARED_AT_MOST, Cut, Day, Insight, Period, Stretch, Tally
from core.tickets import Verdict

from .tables import IS_ANSWERED, IS_OPEN, Moment, tickets

BEFORE = -1
"""Instead of a day's place: it was in the stretch before."""

_Column = ColumnElement[Any]
_Found = Sequence[tuple[Any, ...]]


class Insights:
    """See :class:`core.insights.Insights`. ``flush`` writes what the unit has collected."""

    def __init__(self, connection: AsyncConnection, flush: Callable[[], Awaitable[None]]) -> None:
        self._connection = connection
        self._flush = flush

    async def figures(self, of: Period, cut: Cut, agency: str | None) -> Insight:
        await self._flush()
        apart = tickets.c[cut.value]
        own = tickets.c.agency == agency if agency is not None else true()
        filed = await self._all(_by_day(tickets.c.filed_at, of, apart, own))
        answered = await self._all(
            _by_day(
                tickets.c.first_answer_at,
                of,
                apart,
                and_(own, IS_ANSWERED),
                _count_if(tickets.c.in_time.is_(True)),
                _count_if(tickets.c.returns > 0),
                _count_if(tickets.c.verdict.is_not(None)),
                _count_if(tickets.c.verdict == Verdict.SATISFIED.value),
            )
        )
        minutes = await self._minutes(of, own)
        waiting, late, missed, missed_before = await self._waiting(of, own)

        def tally(*, is_now: bool) -> Tally:
            ours = [row for row in answered if (row[0] != BEFORE) == is_now]
            count, in_time, returned, rated, satisfied = (
                sum(int(row[at]) for row in ours) for at in range(2, 7)
            )
            return Tally(
                received=sum(int(row[2]) for row in filed if (row[0] != BEFORE) == is_now),
                answered=count,
                in_time=in_time,
                overdue=count - in_time + (missed if is_now else missed_before),
                returned=returned,
                rated=rated,
                satisfied=satisfied,
                median=insights.median(minutes[is_now]),
                average=insights.average(minutes[is_now]),
            )

        rows = tuple(_rows(filed, answered))
        return Insight(
            period=of,
            cut=cut,
            agency=agency,
            now=tally(is_now=True),
            before=tally(is_now=False),
            days=_days(of, filed, answered),
            rows=rows[:COMPARED_AT_MOST],
            kinds=len(rows),
            open=waiting,
            late=late,
        )

    async def filed_in(self, stretch: Stretch, agency: str | None, most: int) -> int:
        await self._flush()
        wanted = select(tickets.c.filed_at).where(_in(tickets.c.filed_at, stretch))
        if agency is not None:
            wanted = wanted.where(tickets.c.agency == agency)
        found = wanted.limit(most + 1).subquery()
        return int(await self._connection.scalar(select(func.count()).select_from(found)) or 0)

    async def _minutes(self, of: Period, own: _Column) -> dict[bool, Counter[int]]:
        """Answers by their working minutes; those of the period under True."""
        at = tickets.c.first_answer_at
        is_now = case((at >= literal(of.now.begins, Moment), 1), else_=0)
        found = await self._all(
            select(is_now, tickets.c.answer_minutes, func.count())
            .where(_in_either(at, of), own, IS_ANSWERED, tickets.c.answer_minutes.is_not(None))
            .group_by(is_now, tickets.c.answer_minutes)
        )
        counted: dict[bool, Counter[int]] = {True: Counter(), False: Counter()}
        for now, minutes, count in found:
            counted[bool(now)][int(minutes)] = int(count)
        return counted

    async def _waiting(self, of: Period, own: _Column) -> tuple[int, int, int, int]:
        """What is open; of it late, late since the period, since the stretch before. Who was asked
        something is not waited for."""
        due, waits = tickets.c.deadline, tickets.c.left.is_(None)
        found = await self._all(
            select(
                func.count(),
                _count_if(and_(due < literal(of.now.ends, Moment), waits)),
                _count_if(and_(_in(due, of.now), waits)),
                _count_if(and_(_in(due, of.before), waits)),
            ).where(own, IS_OPEN)
        )
        ((count, late, missed, missed_before),) = found
        return int(count), int(late or 0), int(missed or 0), int(missed_before or 0)

    async def _all(self, statement: Executable) -> _Found:
        return [tuple(row) for row in await self._connection.execute(statement)]


def _by_day(at: _Column, of: Period, apart: _Column, which: _Column, *sums: _Column) -> Executable:
    """Count by day (:data:`BEFORE`: in the stretch before) and by what is told apart."""
    day = _day(at, of).label("day")
    counted = select(day, apart.label("apart"), func.count(), *sums)
    return counted.where(_in_either(at, of), which).group_by(day, apart)


def _day(at: _Column, of: Period) -> Case[int]:
    """Which day of the period: compared from the last one back."""
    places = range(len(of.days) - 1, -1, -1)
    return case(*((at >= literal(of.days[place], Moment), place) for place in places), else_=BEFORE)


def _in_either(at: _Column, of: Period) -> _Column:
    """Between the two lie the hours of the day that are still to come: they are not of either."""
    both = and_(at >= literal(of.before.begins, Moment), at < literal(of.now.ends, Moment))
    return and_(
        both, or_(at < literal(of.before.ends, Moment), at >= literal(of.now.begins, Moment))
    )


def _in(at: _Column, stretch: Stretch) -> _Column:
    return and_(at >= literal(stretch.begins, Moment), at < literal(stretch.ends, Moment))


def _count_if(condition: _Column) -> _Column:
    return func.sum(case((condition, 1), else_=0))


def _days(of: Period, filed: _Found, answered: _Found) -> tuple[Day, ...]:
    received, replied = _sums(filed, 0), _sums(answered, 0)
    return tuple(
        Day(begins, received[place], replied[place]) for place, begins in enumerate(of.days)
    )


def _rows(filed: _Found, answered: _Found) -> list[insights.Row]:
    """What it is told apart by, the most received first."""
    ours = [row for row in answered if row[0] != BEFORE]
    received = _sums([row for row in filed if row[0] != BEFORE], 1)
    earlier = _sums([row for row in filed if row[0] == BEFORE], 1)
    replied, kept = _sums(ours, 1), _sums(ours, 1, of=3)
    found = [
        insights.Row(code, received[code], earlier[code], replied[code], kept[code])
        for code in {*received, *replied, *earlier}
    ]
    return sorted(found, key=lambda row: (-row.received, -row.answered, row.code))


def _sums(found: _Found, by: int, of: int = 2) -> Counter[Any]:
    counted: Counter[Any] = Counter()
    for row in found:
        counted[row[by]] += int(row[of])
    return counted
