"""Tickets and their histories, as they are written. What a unit has not written yet is its own."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Executable, bindparam, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Speaker
from core.tickets import STANDING, Moved, Ticket, TicketEvent

from . import quick, rows
from .dialect import upsert
from .tables import IS_MERGED, IS_OPEN, IS_WATCHED, Moment, numbers, ticket_events, tickets

# Held until the end of the unit; on SQLite the whole database is.
_TICKET = select(tickets).where(tickets.c.number == bindparam("about")).with_for_update()
_OF_TICKET = ticket_events.c.number == bindparam("about")
_LAST = (
    select(func.max(ticket_events.c.id))
    .where(_OF_TICKET, ticket_events.c.move.not_in([move.value for move in STANDING]))
    .scalar_subquery()
)
_SINCE_LAST_MOVE = (
    select(ticket_events)
    .where(_OF_TICKET, ticket_events.c.id >= _LAST)
    .order_by(ticket_events.c.id.desc())
)
_OWN = (
    select(tickets.c.number)
    .where(
        tickets.c.door == bindparam("at"),
        tickets.c.person == bindparam("who"),
        tickets.c.chat == bindparam("here"),
    )
    .limit(1)
)
_MERGED = select(tickets).where(tickets.c.into == bindparam("about"), IS_MERGED)
_DUE = (
    select(tickets.c.number)
    .where(IS_WATCHED, tickets.c.look_at <= bindparam("now", type_=Moment))
    .order_by(tickets.c.look_at)
    .limit(bindparam("most"))
)


async def next_number(connection: AsyncConnection, year: int) -> int:
    """Take the counter's row; it is the unit's until its end."""
    counted = _counted(connection.dialect.name)
    ((number,),) = await quick.read(connection, counted, {"of": year})
    return int(number)


@cache
def _counted(dialect: str) -> Executable:
    counted = upsert(dialect, numbers).values(year=bindparam("of"), last=1)
    return counted.on_conflict_do_update(
        index_elements=["year"], set_={"last": numbers.c.last + 1}
    ).returning(numbers.c.last)


async def one(connection: AsyncConnection, number: str) -> Ticket | None:
    found = await quick.find(connection, _TICKET, {"about": number})
    return rows.to_ticket(found[0]) if found else None


async def history(connection: AsyncConnection, number: str) -> Sequence[TicketEvent]:
    asked = select(ticket_events).where(ticket_events.c.number == number)
    found = await connection.execute(asked.order_by(ticket_events.c.id))
    return [rows.to_event(row) for row in found.mappings()]


async def page_of(
    connection: AsyncConnection, resident: Speaker, page: int, size: int
) -> tuple[Sequence[Ticket], int]:
    """A resident's tickets, the latest first, and how many they are."""
    own = (
        (tickets.c.door == resident.door)
        & (tickets.c.chat == resident.chat)
        & (tickets.c.person == resident.person)
    )
    count = await connection.scalar(select(func.count()).select_from(tickets).where(own))
    found = await connection.execute(
        select(tickets)
        .where(own)
        .order_by(tickets.c.filed_at.desc(), tickets.c.number.desc())
        .limit(size)
        .offset(page * size)
    )
    return [rows.to_ticket(row) for row in found.mappings()], count or 0


async def has_filed(connection: AsyncConnection, resident: Speaker) -> bool:
    asked = {"at": resident.door, "who": resident.person, "here": resident.chat}
    return bool(await quick.read(connection, _OWN, asked))


async def filed_since(connection: AsyncConnection, resident: Speaker, moment: datetime) -> int:
    counted = select(func.count()).where(
        tickets.c.door == resident.door,
        tickets.c.person == resident.person,
        tickets.c.chat == resident.chat,
        tickets.c.filed_at > moment,
    )
    return await connection.scalar(counted) or 0


async def open_of(connection: AsyncConnection, agency: str, most: int) -> Sequence[Ticket]:
    """Open tickets of an agency, the first due first."""
    open_ = select(tickets).where(tickets.c.agency == agency, IS_OPEN)
    found = await connection.execute(open_.order_by(tickets.c.deadline).limit(most))
    return [rows.to_ticket(row) for row in found.mappings()]


async def last_move(connection: AsyncConnection, number: str) -> Moved | None:
    """The last move but what the watch told since, with the ticket before it."""
    found = await connection.execute(_SINCE_LAST_MOVE, {"about": number})
    latest_first = found.mappings().all()
    ticket = await connection.execute(_TICKET, {"about": number})
    now = ticket.mappings().one_or_none()
    if not latest_first or now is None:
        return None
    event, was = rows.to_event(latest_first[-1]), rows.was_before(latest_first)
    before = rows.before(now, was) if was is not None else None
    return Moved(rows.to_ticket(now), event, before)


async def merged_into(connection: AsyncConnection, number: str) -> Sequence[Ticket]:
    found = await connection.execute(_MERGED, {"about": number})
    return [rows.to_ticket(row) for row in found.mappings()]


async def due(connection: AsyncConnection, now: datetime, most: int) -> Sequence[str]:
    """Numbers of tickets that are to be looked at."""
    return list(await connection.scalars(_DUE, {"now": now, "most": most}))
