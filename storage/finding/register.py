"""The tickets as lines of a report, a page at a time: however many there are, few are held."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from core.reports.registers import Extract, Line
from storage.database import Database
from storage.tables import ticket_events, tickets

PAGE = 500

COLUMNS = (
    tickets.c.number,
    tickets.c.filed_at,
    tickets.c.topic,
    tickets.c.municipality,
    tickets.c.agency,
    tickets.c.state,
    tickets.c.deadline,
    tickets.c.verdict,
    tickets.c.address,
    tickets.c.latitude,
    tickets.c.longitude,
    tickets.c.text,
    tickets.c.outcome,
    tickets.c.answer_minutes,
    tickets.c.in_time,
    tickets.c.returns,
    tickets.c.first_answer_at.label("answered_at"),
)

ENDS = ("closed", "withdrawn", "rejected", "duplicate")


async def read_register(
    database: Database, order: Extract | None = None
) -> AsyncIterator[tuple[Line, int]]:
    """Every ticket of one moment, or those of an order, with how many there are."""
    which = _of(order)
    async with database.at_one_moment() as connection:
        counted = select(func.count()).select_from(tickets).where(which)
        count = await connection.scalar(counted) or 0
        last = ""
        while page := await _page(connection, which, last):
            for line in page:
                yield line, count
            last = page[-1].number


def _of(order: Extract | None) -> ColumnElement[bool]:
    if order is None:
        return true()
    within = (tickets.c.filed_at >= order.begins) & (tickets.c.filed_at < order.ends)
    return within if order.agency is None else within & (tickets.c.agency == order.agency)


async def _page(
    connection: AsyncConnection, which: ColumnElement[bool], after: str
) -> Sequence[Line]:
    wanted = select(*COLUMNS).where(which, tickets.c.number > after)
    found = await connection.execute(wanted.order_by(tickets.c.number).limit(PAGE))
    rows = found.mappings().all()
    if not rows:
        return ()
    ended = await _ended(connection, rows[0]["number"], rows[-1]["number"])
    return [Line(**row, **_end(row, ended)) for row in rows]


class _End(NamedTuple):
    at: datetime
    move: str
    reason: str


_Ends = dict[tuple[str, str], _End]


def _end(row: Any, ended: _Ends) -> dict[str, Any]:
    found = ended.get((row["number"], row["state"]))
    if found is None:
        return {}
    return {"ended_at": found.at, "ended_by": found.move, "reason": found.reason}


async def _ended(connection: AsyncConnection, first: str, last: str) -> _Ends:
    """The last entry into an end, by number and state."""
    found = await connection.execute(
        select(
            ticket_events.c.number,
            ticket_events.c.at,
            ticket_events.c.before,
            ticket_events.c.after,
            ticket_events.c.move,
            ticket_events.c.details,
        )
        .where(
            ticket_events.c.number.between(first, last),
            ticket_events.c.after.in_(ENDS),
        )
        .order_by(ticket_events.c.number, ticket_events.c.id)
    )
    ended: _Ends = {}
    for number, at, before, after, move, details in found:
        if before != after:
            reason = next((value for name, value in details or () if name == "reason"), "")
            ended[number, after] = _End(at, move, reason)
    return ended
