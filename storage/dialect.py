"""What SQLite and PostgreSQL say differently, in one place: the repositories know neither.

* Statements are SQLAlchemy's own wherever it speaks both. So are JSON's fields (``as_string``),
  partial indexes, RETURNING, and ``with_for_update``, which SQLite passes over in silence: there
  the whole database has one writer.
* A statement is made once and kept: SQLAlchemy knows one it has seen by its object, and to build
  an INSERT with its ON CONFLICT anew takes longer than to run it.
* asyncpg sends at most 32,767 parameters in a statement. The longest lists are the numbers found by
  words (5,000, :mod:`storage.finding.choosing`); what may grow is cut by whoever gathers it.
"""

from functools import cache

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Upsert = sqlite.Insert | postgresql.Insert
"""An INSERT that knows ``on_conflict_do_update``, ``on_conflict_do_nothing`` and ``excluded``."""


def is_postgresql(connection: AsyncConnection) -> bool:
    return connection.dialect.name == "postgresql"


def upsert(dialect: str, table: Table) -> Upsert:
    """An insert into ``table`` in the words of a database."""
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


def replacing(connection: AsyncConnection, table: Table, changed: tuple[str, ...]) -> Upsert:
    """Insert; a row that is there already gets its ``changed`` columns anew."""
    return _replacing(connection.dialect.name, table, changed)


@cache
def _replacing(dialect: str, table: Table, changed: tuple[str, ...]) -> Upsert:
    statement = upsert(dialect, table)
    keys = [column.name for column in table.primary_key]
    new = {name: statement.excluded[name] for name in changed}
    return statement.on_conflict_do_update(index_elements=keys, set_=new)
