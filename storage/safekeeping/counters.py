"""Numbers that tables give to their rows: the last that was given, carried to another database.

A number is never given twice, even after its row is gone: a message's key at VK is made of it.
SQLite remembers the last one only for the tables that ask for it (AUTOINCREMENT); for the others
it counts on from the largest that is there.
"""

from collections.abc import Mapping

from sqlalchemy import Table, func, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.dialect import is_postgresql
from storage.tables import metadata

COUNTED = {
    table.name: table for table in metadata.sorted_tables if table.autoincrement_column is not None
}


async def read_counters(connection: AsyncConnection) -> dict[str, int]:
    """The last number given, by table; none for one that gave none, or does not remember."""
    if not is_postgresql(connection):
        found = await connection.execute(text("SELECT name, seq FROM sqlite_sequence"))
        return {name: seq for name, seq in found if name in COUNTED}
    last: dict[str, int] = {}
    for name in COUNTED:
        sequence = await _sequence(connection, name)
        given = text(f"SELECT last_value FROM {sequence} WHERE is_called")  # noqa: S608  because the database itself named it
        number = await connection.scalar(given)
        if number is not None:
            last[name] = int(number)
    return last


async def set_counters(connection: AsyncConnection, counters: Mapping[str, int]) -> None:
    """Go on from there, or from the largest number in the table, whichever is larger."""
    for name, table in COUNTED.items():
        last = max(counters.get(name, 0), await _largest(connection, table))
        if last == 0:
            continue
        if is_postgresql(connection):
            sequence = await _sequence(connection, name)
            await connection.execute(
                text("SELECT setval(CAST(:sequence AS text)::regclass, :last)"),
                {"sequence": sequence, "last": last},
            )
        elif table.dialect_options["sqlite"]["autoincrement"]:
            await connection.execute(
                text("DELETE FROM sqlite_sequence WHERE name = :name"), {"name": name}
            )
            await connection.execute(
                text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"),
                {"name": name, "last": last},
            )


async def _largest(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.max(table.autoincrement_column))) or 0


async def _sequence(connection: AsyncConnection, table: str) -> str:
    """The sequence's name, quoted where it must be."""
    named = text("SELECT pg_get_serial_sequence(:name, 'id')")
    return str(await connection.scalar(named, {"name": table}))
