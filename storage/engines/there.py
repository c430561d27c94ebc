"""asyncpg's connection, asked without SQLAlchemy in between.

To go through it costs a statement a quarter of a millisecond, as much as the server needs for it.
What goes this way is written out already, and its values are what asyncpg takes: texts and numbers.
The transaction is SQLAlchemy's; errors are what they are of a statement of its own.
"""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from .postgresql import told_instead


def asyncpg_of(connection: AsyncConnection) -> Any:
    """asyncpg's connection where its transaction has begun; None before, and outside of one."""
    if not connection.in_transaction():
        return None
    adapted: Any = connection.sync_connection.connection.dbapi_connection  # type: ignore[union-attr]  # because an open connection has one
    return None if adapted._transaction is None else adapted._connection  # noqa: SLF001  because nothing else tells


async def ask(
    connection: AsyncConnection, opened: Any, statement: str, values: Sequence[Any]
) -> Sequence[Any]:
    """The rows that a statement gives; its places are $1, $2 …  ``opened`` is the connection's
    :func:`asyncpg_of`. Raises what a statement of SQLAlchemy's would."""
    try:
        found: Sequence[Any] = await opened.fetch(statement, *values)
    except Exception as error:
        instead = told_instead(error, error, lost=opened.is_closed())
        if opened.is_closed() or isinstance(error, OSError):
            await connection.invalidate(error)  # it would be tried for the rollback
        if instead is None:
            raise
        raise instead from error
    return found
