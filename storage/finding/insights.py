"""The figures of a period, read from indexes that have all they need: no ticket is looked at.

Three statements: what was filed, what was first answered, what is open. They go through the tickets
of the period and of the one before, not through the years.

A day is an arm of a UNION ALL with its own stretch of the index: no row is held against the
beginnings of thirty days. What is told apart by, and the minutes, come as one line of text a day
and are counted here: SQLite would sort all rows of an arm to group them, which took twice as long.
"""

from collections import Counter
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Executable,
    Select,
    String,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    null,
    select,
    union_all,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.reports import insights
from core.reports.insights import COMPARED_AT_MOST, Cut, Day, Insight, Period, Row, Stretch, Tally
from core.tickets import Verdict
from storage.tables import IS_ANSWERED, IS_OPEN, Moment, tickets

from .lateness import IS_WAITED_FOR, is_late

BEFORE = -1
"""Instead of a day's place: it was in the stretch before."""

APART = "\n"
"""Between what a line holds: no code has it."""

_Column = ColumnElement[Any]
_Asked = dict[str, Any]
_Wanted = Select[*tuple[Any, ...]]


class _Answered(NamedTuple):
    """Of one day, or of the stretch before: how many, in time, returned, rated, satisfied."""

    sums: Sequence[int]
    minutes: Counter[str]
    codes: Counter[str]
    late: Counter[str]


class Insights:
    """See :class:`core.reports.insights.Insights`. ``flush`` writes what the unit has collected."""

    def __init__(self, connection: AsyncConnection, flush: Callable[[], Awaitable[None]]) -> None:
        self._connection = connection
        self._flush = flush

    async def figures(self, of: Period, cut: Cut, agency: str | None) -> Insight:
        await self._flush()
        days, own = len(of.days), agency is not None
        asked = _asked(of, agency)
        filed = {
            place: _counted(codes)
            for place, codes in await self._all(_filed(days, cut, own=own), asked)
        }
        answered = {
            place: _Answered(sums, _counted(minutes), _counted(codes), _counted(late))
            for place, *sums, minutes, codes, late in await self._all(
                _answered(days, cut, own=own), asked
            )
        }
        waiting, late, missed, missed_before = await self._waiting(of, agency)

        def tally(*, is_now: bool) -> Tally:
            places = range(days) if is_now else (BEFORE,)
            count, in_time, returned, rated, satisfied = (
                sum(sums) for sums in zip(*(answered[place].sums for place in places), strict=True)
            )
            minutes = _together(answered[place].minutes for place in places)
            by_minute = Counter({int(one): times for one, times in minutes.items()})
            return Tally(
                received=sum(filed[place].total() for place in places),
                answered=count,
                in_time=in_time,
                overdue=count - in_time + (missed if is_now else missed_before),
                returned=returned,
                rated=rated,
                satisfied=satisfied,
                median=insights.median(by_minute),
                average=insights.average(by_minute),
            )

        rows = _rows(cut, filed, [answered[place] for place in range(days)])
        return Insight(
            period=of,
            cut=cut,
            agency=agency,
            now=tally(is_now=True),
            before=tally(is_now=False),
            days=tuple(
                Day(begins, filed[place].total(), answered[place].sums[0])
                for place, begins in enumerate(of.days)
            ),
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

    async def _waiting(self, of: Period, agency: str | None) -> tuple[int, int, int, int]:
        """What is open; of it late, late since the period, since the stretch before. Who was asked
        something is not waited for."""
        due = tickets.c.deadline
        wanted = select(
            func.count(),
            _count_of(is_late(of.now.ends)),
            _count_of(and_(_in(due, of.now), IS_WAITED_FOR)),
            _count_of(and_(_in(due, of.before), IS_WAITED_FOR)),
        ).where(IS_OPEN)
        if agency is not None:
            wanted = wanted.where(tickets.c.agency == agency)
        ((count, late, missed, missed_before),) = await self._all(wanted, {})
        return count, late, missed, missed_before

    async def _all(self, statement: Executable, asked: _Asked) -> Sequence[tuple[Any, ...]]:
        return [tuple(row) for row in await self._connection.execute(statement, asked)]


# The statements: each is built once, as what they ask is told with every question.


@cache
def _filed(days: int, cut: Cut, *, own: bool) -> Executable:
    """Place of the day (:data:`BEFORE`: the stretch before), codes of what was filed."""
    apart = _line(tickets.c[cut.value])
    return union_all(
        *(
            _within(place, tickets.c.filed_at, select(literal(place), apart), own=own)
            for place in range(BEFORE, days)
        )
    )


@cache
def _answered(days: int, cut: Cut, *, own: bool) -> Executable:
    """Place of the day; how many were answered, in time, returned, rated, satisfied; the minutes of
    each, its code, and the codes of what was late. Before the period nothing is told apart."""
    in_time = tickets.c.in_time.is_(True)
    apart = tickets.c[cut.value]
    sums = (
        func.count(),
        _count_of(in_time),
        _count_of(tickets.c.returns > 0),
        func.count(tickets.c.verdict),
        _count_of(tickets.c.verdict == Verdict.SATISFIED.value),
        _line(cast(tickets.c.answer_minutes, String)),
    )
    codes = _line(apart), _line(case((in_time, null()), else_=apart))
    return union_all(
        *(
            _within(
                place,
                tickets.c.first_answer_at,
                select(literal(place), *sums, *((null(), null()) if place == BEFORE else codes)),
                own=own,
            ).where(IS_ANSWERED)
            for place in range(BEFORE, days)
        )
    )


def _within(place: int, at: _Column, wanted: _Wanted, *, own: bool) -> _Wanted:
    wanted = wanted.where(
        at >= bindparam(_begin(place), type_=Moment), at < bindparam(_end(place), type_=Moment)
    )
    return wanted.where(tickets.c.agency == bindparam("agency")) if own else wanted


def _line(of: _Column) -> _Column:
    """All of them in one text, without those that are not there."""
    return func.aggregate_strings(of, APART)


def _counted(line: str | None) -> Counter[str]:
    """An empty line is one empty code: a place in no municipality."""
    return Counter() if line is None else Counter(line.split(APART))


def _asked(of: Period, agency: str | None) -> _Asked:
    """What the statements are told."""
    ends = (*of.days[1:], of.now.ends)
    found: _Asked = {_begin(BEFORE): of.before.begins, _end(BEFORE): of.before.ends}
    for place, (begins, end) in enumerate(zip(of.days, ends, strict=True)):
        found[_begin(place)], found[_end(place)] = begins, end
    return found if agency is None else found | {"agency": agency}


def _begin(place: int) -> str:
    return f"begin_{place + 1}"


def _end(place: int) -> str:
    return f"end_{place + 1}"


def _in(at: _Column, stretch: Stretch) -> _Column:
    return and_(at >= literal(stretch.begins, Moment), at < literal(stretch.ends, Moment))


def _count_of(condition: _Column) -> _Column:
    return func.count().filter(condition)


def _together(counted: Iterable[Counter[str]]) -> Counter[str]:
    found = Counter[str]()
    for one in counted:
        found.update(one)
    return found


def _rows(
    cut: Cut, filed: Mapping[int, Counter[str]], answered: Sequence[_Answered]
) -> tuple[Row, ...]:
    """What it is told apart by, the most received first.

    A topic of which nothing was received is not among the frequent; an agency that received nothing
    and answered is told.
    """
    earlier = filed[BEFORE]
    received = _together(codes for place, codes in filed.items() if place != BEFORE)
    replied = _together(day.codes for day in answered)
    late = _together(day.late for day in answered)
    found = [
        Row(code, received[code], earlier[code], replied[code], replied[code] - late[code])
        for code in (received if cut is Cut.TOPIC else {*received, *replied})
    ]
    return tuple(sorted(found, key=lambda row: (-row.received, -row.answered, row.code)))
