"""PostgreSQL: the server's database, and what of its errors is told.

* Many write at once, each at READ COMMITTED; who must not be changed under one's hands is locked
  by its row, see :mod:`storage.locking`. A single reading statement needs no transaction, so
  readers are spared its BEGIN and ROLLBACK.
* What hangs is cut: a statement after :data:`STATEMENT_SECONDS`, a transaction of a process that
  was stopped in the middle (it may hold other people's rows) after :data:`IDLE_SECONDS`, an
  answer that never comes after :data:`SILENT_SECONDS`. Not so where whole tables are gone through
  («long»): an index over a million rows is no hang.
* A connection lost at the very commit leaves it open whether all was written or nothing. The
  work is taken again, and the inbox drops what was taken.
* An error never tells what was in its rows: PostgreSQL puts them into DETAIL, asyncpg into the
  message. They are people's words and telephones.
"""

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any

from sqlalchemy import URL, event, text
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import NullPool

from core.words.written import read_json
from core.work import Conflict, Unavailable

from . import sqlstates
from .address import DatabaseError, name_of

NAME = "paradnaya"
"""Under this name our connections stand in pg_stat_activity."""

KEPT_OPEN, MORE_UNDER_LOAD = 5, 10
"""Connections of one process. PostgreSQL gives out a hundred in all unless told otherwise."""

CONNECT_SECONDS = 10
FREE_SECONDS = 30
"""To wait for one of our own connections."""

STATEMENT_SECONDS = 30
IDLE_SECONDS = 5
"""Less than a lease lasts: its row is held until the commit of what is written under it, so who
froze just before that would keep the next holder away for as long as it is let."""

SILENT_SECONDS = 60
RECYCLE_SECONDS = 1800
"""Firewalls forget connections that are older and still."""

_SAYING: dict[str, Any] = {
    "hide_parameters": True,
    "json_deserializer": read_json,
}

_OTHERS = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND application_name = :name AND pid <> pg_backend_pid()"
)


class PostgresqlServer:
    """A server's database. ``alone``: no other process of ours may be connected to it."""

    def __init__(self, url: URL, *, alone: bool = False) -> None:
        self._url = url
        self._alone = alone
        self.engine: AsyncEngine = create_async_engine(
            url,
            **_SAYING,
            pool_size=KEPT_OPEN,
            max_overflow=MORE_UNDER_LOAD,
            pool_timeout=FREE_SECONDS,
            pool_recycle=RECYCLE_SECONDS,
            pool_use_lifo=True,
            connect_args=_connecting(STATEMENT_SECONDS, IDLE_SECONDS, SILENT_SECONDS),
        )
        self._for_long = create_async_engine(
            url,
            **_SAYING,
            poolclass=NullPool,
            connect_args=_connecting(0, 0, None),
        )
        for engine in (self.engine, self._for_long):
            event.listen(engine.sync_engine, "handle_error", _tell)

    @asynccontextmanager
    async def writing(self, *, long: bool = False) -> AsyncIterator[AsyncConnection]:
        async with self._connected(None, long=long) as connection:
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        async with self._connected("AUTOCOMMIT") as connection:
            yield connection

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncConnection]:
        """What is written meanwhile is not seen; and it may take its time."""
        async with self._connected("REPEATABLE READ", long=True) as connection:
            await connection.execute(text("SET TRANSACTION READ ONLY"))
            yield connection

    def why(self, error: BaseException | None) -> str:
        state = str(getattr(error, "sqlstate", None) or "")
        return sqlstates.reason_of(state) if state else f"ошибка PostgreSQL: {error}"

    async def close(self) -> None:
        await self.engine.dispose()
        await self._for_long.dispose()

    @asynccontextmanager
    async def _connected(
        self, isolation: str | None, *, long: bool = False
    ) -> AsyncIterator[AsyncConnection]:
        async with AsyncExitStack() as stack:
            connection = await self._connect(stack, self._for_long if long else self.engine)
            if self._alone:
                await self._check_alone(connection)
            if isolation is not None:
                await connection.execution_options(isolation_level=isolation)
            yield connection

    async def _connect(self, stack: AsyncExitStack, engine: AsyncEngine) -> AsyncConnection:
        """Whatever keeps us from connecting passes, or is mended by an administrator."""
        try:
            return await stack.enter_async_context(engine.connect())
        except Unavailable:
            raise
        except DBAPIError as error:
            raise _unavailable(_state(error.orig) or sqlstates.UNREACHABLE) from error
        except NoneFree as error:
            raise _unavailable(sqlstates.BUSY) from error
        except OSError as error:  # TimeoutError too
            raise _unavailable(_of_system(error)) from error

    async def _check_alone(self, connection: AsyncConnection) -> None:
        self._alone = False
        others = await connection.scalar(_OTHERS, {"name": NAME})
        await connection.rollback()
        if others:
            raise DatabaseError(
                f"PARADNAYA_DATABASE: {name_of(self._url)} — с ней работает бот или другая "
                "команда; остановите их и повторите"
            )


def _connecting(statement: int, idle: int, silent: int | None) -> dict[str, Any]:
    """What asyncpg is told; in seconds, 0 and None are for ever."""
    return {
        "timeout": CONNECT_SECONDS,
        "command_timeout": silent,
        "server_settings": {
            "application_name": NAME,
            "statement_timeout": f"{statement}s",
            "idle_in_transaction_session_timeout": f"{idle}s",
            "timezone": "UTC",
            "jit": "off",  # short statements: compiling them costs more than running them
        },
    }


def _tell(context: ExceptionContext) -> Exception | None:
    """Called by SQLAlchemy for every error of a statement, a commit or a rollback."""
    lost = context.is_disconnect
    return told_instead(context.original_exception, context.sqlalchemy_exception, lost=lost)


def told_instead(
    error: BaseException, told: BaseException | None, *, lost: bool
) -> Exception | None:
    """What to raise instead of ``told``, which speaks of the driver's ``error``; None: nothing
    else. It tells no people's words after that. ``lost``: with the connection."""
    if isinstance(error, OSError):  # TimeoutError too: it is no error of the driver's to SQLAlchemy
        return _unavailable(_of_system(error))
    if told is None:
        return None
    state = _state(error)
    _forget_words(told, error, state)
    if state in sqlstates.CONFLICTS:
        return Conflict(state)
    if lost or state.startswith(sqlstates.PASSING):
        return _unavailable(state or sqlstates.LOST)
    return None


def _unavailable(state: str) -> Unavailable:
    return Unavailable(state, sqlstates.reason_of(state))


def _state(error: BaseException | None) -> str:
    """The error's SQLSTATE; "" if it has none."""
    if type(error).__name__ == "InvalidCachedStatementError":
        return sqlstates.STALE
    return str(getattr(error, "sqlstate", None) or "")


def _of_system(error: OSError) -> str:
    if isinstance(error, socket.gaierror):
        return sqlstates.UNKNOWN_HOST
    if isinstance(error, TimeoutError):
        return sqlstates.SILENT
    return sqlstates.UNREACHABLE


def _forget_words(told: Any, error: BaseException | None, state: str) -> None:
    """Take out of an error and of those behind it what people may have written."""
    while error is not None:
        message = _without_words(str(error.args[0]) if error.args else "", state)
        error.args = (message, *error.args[1:])
        for name in ("detail", "context"):
            if getattr(error, name, None):
                setattr(error, name, None)
        told.args = (message, *told.args[1:])
        error = error.__cause__


def _without_words(message: str, state: str) -> str:
    """The message's first line; of an error about a value («… integer: "Анна"») what it is."""
    line = message.partition("\n")[0]
    about_value = not state or state.startswith("22")
    return line.partition(":")[0] if about_value else line
