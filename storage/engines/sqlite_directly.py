"""aiosqlite's connection, with statements that are run where they stand.

What may wait for another process or for the disk (opening the file, BEGIN, COMMIT) is done in the
connection's thread, and the loop goes on meanwhile. A statement between them waits for nobody, and
to hand it to the thread and back, four times for one statement, takes several times as long as it
does itself. The thread and the loop are never at it together: SQLAlchemy awaits whatever it does.
"""

import sqlite3
from typing import Any, Self

from sqlalchemy.dialects.sqlite.aiosqlite import (
    AsyncAdapt_aiosqlite_connection,
    AsyncAdapt_aiosqlite_cursor,
    AsyncAdapt_aiosqlite_ss_cursor,
)
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.util.concurrency import await_


def sqlite_of(connection: AsyncConnection) -> sqlite3.Connection:
    """The connection of sqlite3 that a connection of SQLAlchemy's uses at the moment."""
    adapted: Any = connection.sync_connection.connection.dbapi_connection  # type: ignore[union-attr]  # because an open connection has one
    opened: sqlite3.Connection = adapted._connection._conn  # noqa: SLF001  because aiosqlite gives its connection to its thread alone
    return opened


def connect(dialect: Any, record: Any, arguments: Any, options: Any) -> "Connection":
    """For SQLAlchemy's event ``do_connect``; the connection needs ``check_same_thread=False``."""
    opened = dialect.loaded_dbapi.connect(*arguments, **options)
    return Connection(opened.dbapi, opened.driver_connection)


class _Statement:
    """A cursor of sqlite3 in the words of aiosqlite's: nothing is waited for."""

    def __init__(self, cursor: sqlite3.Cursor) -> None:
        self._cursor = cursor

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, *said: Any) -> "_Statement":
        self._cursor.execute(*said)
        return self

    async def executemany(self, *said: Any) -> "_Statement":
        self._cursor.executemany(*said)
        return self

    async def fetchone(self) -> Any:
        return self._cursor.fetchone()

    async def fetchmany(self, size: int) -> Any:
        return self._cursor.fetchmany(size)

    async def fetchall(self) -> Any:
        return self._cursor.fetchall()

    async def close(self) -> None:
        self._cursor.close()

    @property
    def description(self) -> Any:
        return self._cursor.description

    @property
    def rowcount(self) -> int:
        return self._cursor.rowcount

    @property
    def lastrowid(self) -> int | None:
        return self._cursor.lastrowid

    @property
    def arraysize(self) -> int:
        return self._cursor.arraysize

    @arraysize.setter
    def arraysize(self, size: int) -> None:
        self._cursor.arraysize = size


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()

    def _make_new_cursor(self, connection: Any) -> Any:
        return _Statement(connection._conn.cursor())  # noqa: SLF001  because aiosqlite gives its connection to its thread alone


class _Stream(AsyncAdapt_aiosqlite_ss_cursor):
    __slots__ = ()

    def _make_new_cursor(self, connection: Any) -> Any:
        return _Statement(connection._conn.cursor())  # noqa: SLF001  because aiosqlite gives its connection to its thread alone


class Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ("_begun",)

    _cursor_cls = _Cursor
    _ss_cursor_cls = _Stream

    def __init__(self, dbapi: Any, connection: Any) -> None:
        super().__init__(dbapi, connection)
        self._begun = False
        """Was a transaction begun that is not known to have ended? Who is cancelled meanwhile does
        not hear from the thread whether it was."""

    def commit(self) -> None:
        super().commit()
        self._begun = False

    def rollback(self) -> None:
        """Who only read has nothing to take back."""
        if self._begun:
            super().rollback()
            self._begun = False

    def begin(self, statement: str) -> None:
        """Another process may be writing: that is waited for in the thread."""
        self._begun = True
        try:
            await_(self._connection.execute(statement))
        except Exception as error:  # noqa: BLE001  because that is how SQLAlchemy's own methods tell
            self._handle_exception(error)
