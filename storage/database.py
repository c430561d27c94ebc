"""The database that the settings name: a file of SQLite's or a database on a PostgreSQL server.

* The repositories are the same on both; what differs in their words is in :mod:`storage.dialect`,
  what differs in opening and failing in :mod:`storage.engines`.
* An error never tells the parameters of its statement: they are people's words and telephones.
"""

import contextlib
from collections.abc import Iterator
from contextlib import AbstractAsyncContextManager
from typing import Protocol

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from .engines.address import EXPECTED_OURS, DatabaseError, is_file, name_of, path_of, read_address
from .engines.postgresql import PostgresqlServer
from .engines.sqlite import SqliteFile, only_bot_on_file

__all__ = ["Database", "DatabaseError", "only_bot", "path_of"]

_Connecting = AbstractAsyncContextManager[AsyncConnection]


class Engine(Protocol):
    """What each kind of database does in its own way."""

    engine: AsyncEngine

    def writing(self, *, long: bool = False) -> _Connecting: ...
    def reading(self) -> _Connecting: ...
    def at_one_moment(self) -> _Connecting: ...

    def why(self, error: BaseException | None) -> str:
        """Why the driver refused: a few words in Russian, without a full stop."""

    async def close(self) -> None: ...


class Database:
    """Open connections to one database. Close it when done.

    ``alone`` refuses one that somebody else works with. Its transactions raise
    :class:`core.work.Unavailable` while it can't be used, and :class:`core.work.Conflict` where
    the same work is to be begun anew.
    """

    def __init__(self, url: str, *, alone: bool = False) -> None:
        self.url = read_address(url)
        self.alone = alone
        kind = SqliteFile if is_file(self.url) else PostgresqlServer
        self._kind: Engine = kind(self.url, alone=alone)
        self.engine: AsyncEngine = self._kind.engine

    def __str__(self) -> str:
        return name_of(self.url)

    def write(self, *, long: bool = False) -> _Connecting:
        """A writing transaction: committed by the caller, rolled back otherwise.

        ``long`` goes through whole tables, and is not cut for taking its time.
        """
        return self._kind.writing(long=long)

    def read(self) -> _Connecting:
        """For statements that need not agree with one another."""
        return self._kind.reading()

    def at_one_moment(self) -> _Connecting:
        """A reading transaction of many statements: none sees what is written meanwhile."""
        return self._kind.at_one_moment()

    def unusable(self, error: SQLAlchemyError) -> DatabaseError:
        """Say in a sentence that the driver refuses the database."""
        why = type(error).__name__
        if isinstance(error, DBAPIError):
            why = self._kind.why(error.orig)
        return DatabaseError(f"PARADNAYA_DATABASE: {self} — не читается ({why}); {EXPECTED_OURS}")

    async def close(self) -> None:
        await self._kind.close()


@contextlib.contextmanager
def only_bot(url: str) -> Iterator[None]:
    """Be the one bot on a database that can have only one, as a file can. On a server any number
    work together; what one alone may do, it holds by a lease.

    Raises :class:`DatabaseError` if another is there.
    """
    if not is_file(read_address(url)):
        yield
        return
    with only_bot_on_file(url):
        yield
