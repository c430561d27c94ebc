"""Open tickets that are moved together, see :class:`core.jobs.Choice`.

They are paged by number, which no move changes. Expressions stand for the number and the
time of filing, so that the open ones are read by an index of theirs, and not all the years'.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.jobs import Choice

from . import searching
from .finding import only
from .tables import IS_OPEN, Moment, tickets

FOUND_AT_MOST = 5_000
"""Tickets with the words asked for, the latest: whether they are open is looked at afterwards."""

_NUMBER = tickets.c.number.concat("")
_FILED = func.coalesce(tickets.c.filed_at, tickets.c.filed_at)


async def numbers(
    connection: AsyncConnection, choice: Choice, after: str, most: int
) -> Sequence[str]:
    asked = await _asked(connection, choice)
    asked = asked.where(literal(after) < _NUMBER).order_by(_NUMBER).limit(most)
    return (await connection.scalars(asked)).all()


async def count(connection: AsyncConnection, choice: Choice) -> int:
    asked = (await _asked(connection, choice)).subquery()
    return int(await connection.scalar(select(func.count()).select_from(asked)) or 0)


async def _asked(connection: AsyncConnection, choice: Choice) -> Select[Any]:
    asked = select(tickets.c.number).where(
        IS_OPEN, literal(choice.at, Moment) >= _FILED, *only(choice.only)
    )
    if choice.agency:
        asked = asked.where(tickets.c.agency == choice.agency)
    if choice.words:
        found = await searching.find(connection, choice.words, None, "", FOUND_AT_MOST)
        asked = asked.where(tickets.c.number.in_(found))
    return asked
