"""What SQLite and PostgreSQL say differently, in one place: the repositories know neither.

* Statements are SQLAlchemy's own wherever it speaks both. So are JSON's fields (``as_string``),
  partial indexes, RETURNING, and ``with_for_update``, which SQLite passes over in silence: there
  the whole database has one writer.
* asyncpg sends at most 32,767 parameters in a statement. No list here is longer than a batch
  (500) or a portion (1,000); what may grow is cut by whoever gathers it.
"""

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Upsert = sqlite.Insert | postgresql.Insert
"""An INSERT that knows ``on_conflict_do_update``, ``on_conflict_do_nothing`` and ``excluded``."""


def is_postgresql(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "postgresql"


def upsert(connection: AsyncConnection, table: Table) -> Upsert:
    """An insert into ``table`` in the words of the database that is connected."""
    if is_postgresql(connection):
        return postgresql.insert(table)
    return sqlite.insert(table)
