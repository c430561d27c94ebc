"""The register of tickets: one after another, in the order of their numbers, for reports.

It is read in pages by key within one transaction: memory does not grow with the town, and what
is written meanwhile is not seen by halves. Neither contacts nor residents' ids are read at all.
"""

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from .database import Database
from .tables import ticket_events, tickets

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
)


@dataclass(frozen=True, slots=True)
class Line:
    """A ticket as a report tells it. Moments are aware; coordinates in degrees (WGS 84)."""

    number: str
    filed_at: datetime
    topic: str
    municipality: str
    agency: str
    state: str
    deadline: datetime
    verdict: str | None
    address: str
    latitude: float | None
    longitude: float | None
    text: str
    answered_at: datetime | None
    """When it was answered for the first time."""
    ended_at: datetime | None
    """When it came into the state it is in, if that ends it: closed or withdrawn."""


async def read_register(database: Database) -> AsyncIterator[tuple[Line, int]]:
    """Every ticket of one moment, with how many there are."""
    async with database.at_one_moment() as connection:
        count = await connection.scalar(select(func.count()).select_from(tickets)) or 0
        last = ""
        while page := await _page(connection, last):
            for line in page:
                yield line, count
            last = page[-1].number


async def _page(connection: AsyncConnection, after: str) -> Sequence[Line]:
    found = await connection.execute(
        select(*COLUMNS).where(tickets.c.number > after).order_by(tickets.c.number).limit(PAGE)
    )
    rows = found.mappings().all()
    if not rows:
        return ()
    answered, ended = await _moments(connection, rows[0]["number"], rows[-1]["number"])
    return [
        Line(
            **row,
            answered_at=answered.get(row["number"]),
            ended_at=ended.get((row["number"], row["state"])),
        )
        for row in rows
    ]


_Moments = dict[str, datetime]


async def _moments(
    connection: AsyncConnection, first: str, last: str
) -> tuple[_Moments, dict[tuple[str, str], datetime]]:
    """First answers by number; the last entry into an end, by number and state."""
    found = await connection.execute(
        select(
            ticket_events.c.number,
            ticket_events.c.at,
            ticket_events.c.before,
            ticket_events.c.after,
        )
        .where(
            ticket_events.c.number.between(first, last),
            ticket_events.c.after.in_(("answered", "closed", "withdrawn")),
        )
        .order_by(ticket_events.c.number, ticket_events.c.id)
    )
    answered: _Moments = {}
    ended: dict[tuple[str, str], datetime] = {}
    for number, at, before, after in found:
        if after == "answered":
            answered.setdefault(number, at)
        elif before != after:
            ended[number, after] = at
    return answered, ended
