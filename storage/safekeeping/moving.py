"""Carrying a town from one database to another: SQLite to PostgreSQL, or back.

Rules
-----
* All is read at one moment of the source, of which nothing is changed; all is written in one
  transaction of the target, and committed when every row has been read back and is the same. So
  there is never half a town: interrupted, the target is as empty as before, and it is begun anew.
* The target must be empty, or what is in it is put aside in the same transaction. Both have
  today's tables; the source is not migrated on the way.
* Rows go in portions: memory does not grow with the town.
* Not carried: who does what at this moment (:data:`OF_THE_MOMENT`), and the index of words, which
  is made anew.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from sqlalchemy import Row, Select, String, Table, collate, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import Database
from storage.dialect import is_postgresql
from storage.finding import searching
from storage.migrate import MIGRATING, bring_up, revisions, telling
from storage.tables import metadata

from .archive import Tell
from .counters import read_counters, set_counters
from .putting_aside import put_aside
from .refused import Refused

PORTION = 1_000

OF_THE_MOMENT = frozenset({"leases", "shares", "timetables"})
"""Tables of what workers hold now: where they go on working it is held anew."""

_Portion = Sequence[Row[Any]]

_NO_MORE: _Portion = []
"""Not a tuple: as a default of anext() CPython 3.11 takes one for an exception's arguments."""


def carried() -> list[Table]:
    """The tables that make a town."""
    return [table for table in metadata.sorted_tables if table.name not in OF_THE_MOMENT]


async def carry(source: Database, target: Database, tell: Tell) -> dict[str, int]:
    """Carry everything over; return how many rows were compared, by table.

    What is written to the source meanwhile stays there alone: open it ``alone`` unless that is
    meant, as it is for a backup. Raises Refused.
    """
    async with carrying(source, target, tell) as done:
        await done.commit()
    return done.counts


@dataclass(frozen=True, slots=True)
class Carried:
    """All is over there and was compared; it counts when it is committed."""

    counts: dict[str, int]
    commit: Callable[[], Awaitable[None]]


@asynccontextmanager
async def carrying(
    source: Database, target: Database, tell: Tell, aside: str = ""
) -> AsyncIterator[Carried]:
    """As :func:`carry`, but committed by who asked.

    ``aside`` is a new schema (PostgreSQL): the tables that are in the target go there first.
    """
    await _check_source(source)
    async with source.at_one_moment() as whence, target.write(long=True) as where:
        await _keep_others_away(where)
        if source.alone:
            await _keep_others_away(whence)
        with telling(target):
            if aside:
                await put_aside(where, aside)
            await bring_up(where)
        await _check_empty(target, where)
        counts = {table.name: await _count(whence, table) for table in carried()}
        await _copy(whence, where, sum(counts.values()), tell)
        await set_counters(where, await read_counters(whence))
        await _compare(whence, where, sum(counts.values()), tell)
        await where.run_sync(lambda sync: _index(sync, counts["tickets"], tell))
        yield Carried(counts, where.commit)


async def _check_source(source: Database) -> None:
    current, newest = await revisions(source)
    if current is None:
        raise Refused(f"{source}: это не база Парадной — в ней нет её таблиц")
    if current != newest:
        raise Refused(
            f"{source}: таблицы {current}, а у этой программы {newest} — "
            "сначала приведите их к ней командой «paradnaya migrate»"
        )


async def _keep_others_away(connection: AsyncConnection) -> None:
    """Whoever starts now on a server waits where it would migrate. Of a file :mod:`storage.lock`
    takes care."""
    if is_postgresql(connection):
        await connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATING})


async def _check_empty(target: Database, connection: AsyncConnection) -> None:
    if filled := await _filled(connection):
        raise Refused(
            f"{target}: база не пуста ({', '.join(filled)}) — ожидается новая, в которой ещё "
            "не было ни одного сообщения"
        )


async def _filled(connection: AsyncConnection) -> list[str]:
    """Tables with rows in them."""
    return [table.name for table in carried() if await _has_rows(connection, table)]


async def _has_rows(connection: AsyncConnection, table: Table) -> bool:
    return (await connection.execute(select(table).limit(1))).first() is not None


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0


async def _copy(whence: AsyncConnection, where: AsyncConnection, total: int, tell: Tell) -> None:
    done = 0
    for table in carried():
        async for portion in _rows(whence, select(table)):
            await _write(where, table, [row._asdict() for row in portion])
            done += len(portion)
            tell("Перенос", done, total)


async def _write(where: AsyncConnection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    try:
        await where.execute(insert(table), rows)
    except DBAPIError as error:  # a text too long for its column, a sign that no text may hold
        why = str(error).partition("\n")[0]
        raise Refused(f"Таблица {table.name}: новая база не принимает строку — {why}") from error


async def _compare(whence: AsyncConnection, where: AsyncConnection, total: int, tell: Tell) -> None:
    """Read both through in the same order, and hold every row of one to that of the other."""
    done = 0
    for table in carried():
        read = (_rows(one, _in_order(one, table)) for one in (whence, where))
        ours, theirs = read
        while True:
            here, there = await anext(ours, _NO_MORE), await anext(theirs, _NO_MORE)
            if list(here) != list(there):
                raise Refused(f"Таблица {table.name}: {_difference(table, here, there)}")
            if not here:
                break
            done += len(here)
            tell("Сверка", done, total)


def _difference(table: Table, here: _Portion, there: _Portion) -> str:
    """The key of the first row that is not the same: keys are no people's words."""
    pairs = zip_longest(here, there)
    one, other = next((one, other) for one, other in pairs if one != other)
    row = one or other
    key = ", ".join(str(getattr(row, column.name)) for column in table.primary_key)
    return f"строка «{key}» перенесена не так, как была; новая база оставлена пустой"


def _in_order(connection: AsyncConnection, table: Table) -> Select[Any]:
    """By key, texts by their bytes: SQLite knows no other order, PostgreSQL many."""
    keys = (
        collate(key, "C") if isinstance(key.type, String) and is_postgresql(connection) else key
        for key in table.primary_key
    )
    return select(table).order_by(*keys)


async def _rows(connection: AsyncConnection, statement: Select[Any]) -> AsyncIterator[_Portion]:
    options = {"yield_per": PORTION}
    async with connection.stream(statement, execution_options=options) as found:
        async for portion in found.partitions():
            yield portion


def _index(connection: Any, tickets: int, tell: Tell) -> None:
    for done in searching.rebuild(connection):
        tell("Поиск", done, tickets)
