"""asyncpg's connection, asked without SQLAlchemy in between.

To go through it costs a statement a quarter of a millisecond, as much as the server needs for it.
What goes this way is written out already, and its values are what asyncpg takes: texts, numbers,
moments, and lists of them. The transaction is SQLAlchemy's; errors are what they are of a statement
of its own.
"""

import asyncio
from collections.abc import Awaitable, Sequence
from typing import Any, TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from .postgresql import told_instead

T = TypeVar("T")


async def begun(connection: AsyncConnection) -> Any:
    """asyncpg's connection, its transaction begun; None where there is to be none. Raises what
    SQLAlchemy would."""
    adapted: Any = connection.sync_connection.connection.dbapi_connection  # type: ignore[union-attr]  # because an open connection has one
    if adapted.autocommit:
        return None
    if not connection.in_transaction():
        connection.sync_connection.begin()  # type: ignore[union-attr]  # because an open connection has one
    if adapted._transaction is None:  # noqa: SLF001  because SQLAlchemy begins it with its first statement only
        await _watched(connection, adapted._connection, adapted._start_transaction())  # noqa: SLF001  because of that too
    return adapted._connection  # noqa: SLF001  because nothing else gives it without a wait


async def ask(
    connection: AsyncConnection, opened: Any, statement: str, values: Sequence[Any]
) -> Sequence[Any]:
    """The rows that a statement gives; its places are $1, $2 …  ``opened`` is what :func:`begun`
    gave for the connection. Raises what a statement of SQLAlchemy's would."""
    return await _watched(connection, opened, opened.fetch(statement, *values))


async def change(
    connection: AsyncConnection, opened: Any, statement: str, values: Sequence[Any]
) -> int:
    """How many rows a statement changed; see :func:`ask`."""
    done: str = await _watched(connection, opened, opened.execute(statement, *values))
    return int(done.rpartition(" ")[2])  # such as «UPDATE 3»


async def _watched(connection: AsyncConnection, opened: Any, work: Awaitable[T]) -> T:
    try:
        return await work
    except asyncio.CancelledError:
        # Whoever is cancelled has to end, even where the server hangs: a rollback would wait too.
        await connection.invalidate()
        raise
    except Exception as error:
        instead = told_instead(error, error, lost=opened.is_closed())
        if opened.is_closed() or isinstance(error, OSError):
            await connection.invalidate(error)  # it would be tried for the rollback
        if instead is None:
            raise
        raise instead from error
