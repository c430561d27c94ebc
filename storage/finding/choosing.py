"""Open tickets that are moved together, see :class:`core.jobs.Choice`.

They are looked up once and kept beside the job. Expressions stand for the number and the
time of filing, so that the open ones are read by an index of theirs, and not all the years'.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, func, insert, literal, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.jobs import Choice, Deed, Job, Lot, Order
from storage.tables import IS_OPEN, Moment, Number, job_tickets, tickets

from . import searching
from .tickets import only

FOUND_AT_MOST = 5_000
"""Tickets with the words asked for, the latest: whether they are open is looked at afterwards."""

_NUMBER = tickets.c.number.concat("")
_FILED = func.coalesce(tickets.c.filed_at, tickets.c.filed_at)


async def first(connection: AsyncConnection, choice: Choice, most: int) -> Sequence[str]:
    asked = (await _asked(connection, choice)).order_by(_NUMBER).limit(most)
    return (await connection.scalars(asked)).all()


async def count(connection: AsyncConnection, choice: Choice) -> int:
    asked = (await _asked(connection, choice)).subquery()
    return int(await connection.scalar(select(func.count()).select_from(asked)) or 0)


async def keep(connection: AsyncConnection, job: int, choice: Choice) -> int:
    """Keep the choice's numbers with the job; return how many they are."""
    asked = (await _asked(connection, choice)).add_columns(literal(job, Number))
    return await _put(connection, job, asked)


async def keep_moved(connection: AsyncConnection, job: int, of: Job) -> int:
    """Keep with the job what another one has moved; return how many they are."""
    moved = select(job_tickets.c.number, literal(job, Number)).where(
        job_tickets.c.job == of.id, job_tickets.c.number <= of.cursor
    )
    return await _put(connection, job, moved)


async def _put(connection: AsyncConnection, job: int, asked: Select[Any]) -> int:
    put = insert(job_tickets).from_select([job_tickets.c.number, job_tickets.c.job], asked)
    await connection.execute(put)
    kept = select(func.count()).where(job_tickets.c.job == job)
    return int(await connection.scalar(kept) or 0)


async def let_go(connection: AsyncConnection, job: int, numbers: Sequence[str]) -> None:
    those = (job_tickets.c.job == job) & job_tickets.c.number.in_(numbers)
    await connection.execute(delete(job_tickets).where(those))


async def lot(connection: AsyncConnection, job: int, order: Order, after: str, most: int) -> Lot:
    """The next of what is kept; what it was chosen by is looked at anew, but for the words."""
    kept = (
        select(job_tickets.c.number)
        .where(job_tickets.c.job == job, job_tickets.c.number > after)
        .order_by(job_tickets.c.number)
        .limit(most)
    )
    numbers = (await connection.scalars(kept)).all()
    if not numbers or order.deed is Deed.UNDO:
        return Lot(tuple(numbers), frozenset())
    there = select(tickets.c.number).where(
        tickets.c.number.in_(numbers), IS_OPEN, *_held(order.choice)
    )
    still = (await connection.scalars(there)).all()
    return Lot(tuple(numbers), frozenset(numbers).difference(still))


def _held(choice: Choice) -> Iterator[ColumnElement[bool]]:
    """What an open ticket of the choice may lose meanwhile."""
    yield from only(choice.only)
    if choice.agency:
        yield tickets.c.agency == choice.agency


async def _asked(connection: AsyncConnection, choice: Choice) -> Select[Any]:
    asked = select(tickets.c.number).where(
        IS_OPEN, literal(choice.at, Moment) >= _FILED, *_held(choice)
    )
    if choice.numbers:
        asked = asked.where(tickets.c.number.in_(choice.numbers))
    if choice.words:
        found = await searching.find(connection, choice.words, None, "", FOUND_AT_MOST)
        asked = asked.where(tickets.c.number.in_(found))
    return asked
