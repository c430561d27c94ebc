"""A town's tables on a server, put out of the way: nothing is deleted, and it takes an instant.

The tables go to a schema of their own in the same database, with their indexes and counters. From
there they can be brought back, or deleted when nobody wants them any more.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.finding.searching import words
from storage.tables import metadata

OURS = frozenset({*metadata.tables, words.name, "alembic_version"})


async def tables_there(connection: AsyncConnection) -> list[str]:
    """Which of our tables the database has, where we look for them."""
    found = await connection.scalars(
        text("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
    )
    return sorted(OURS.intersection(found))


async def put_aside(connection: AsyncConnection, schema: str) -> None:
    """Move our tables to a new schema. Whoever opened the transaction commits it."""
    quoted = connection.dialect.identifier_preparer.quote
    await connection.execute(text(f"CREATE SCHEMA {quoted(schema)}"))
    for name in await tables_there(connection):
        await connection.execute(text(f"ALTER TABLE {quoted(name)} SET SCHEMA {quoted(schema)}"))
