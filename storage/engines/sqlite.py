"""SQLite: the file, its pragmas, and the one writer.

* WAL, synchronous=FULL (a commit is on the disk when it returns), and one writing transaction
  at a time. Every writing transaction begins IMMEDIATE, so it never finds out halfway that
  somebody else was writing.
* The file and its folder are made readable to the process's own user only; a file that was
  there already is closed to the others. SQLite gives its -wal and -shm the rights of the file.
* Who has it open holds the lock beside it, see :mod:`storage.lock`: nobody replaces it meanwhile.
* It is a file: of a database in memory nothing is left for the next start.
"""

import asyncio
import contextlib
import os
import sqlite3
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.reasons import reason
from core.words.written import read_json
from core.work import Unavailable
from storage import lock
from storage import reasons as of_sqlite

from .address import BESIDE_DATABASE, EXPECTED_OURS, DatabaseError, path_of
from .sqlite_directly import connect

BUSY_MILLISECONDS = 30_000
BEGINS = b"SQLite format 3\x00"

PASSING = (
    "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED",
    "SQLITE_NOMEM", "SQLITE_PROTOCOL", "SQLITE_READONLY",
)  # fmt: skip
"""What passes, or what an administrator mends, without the work having been wrong."""


class SqliteFile:
    """A file, opened. ``alone``: nobody else may have it open."""

    def __init__(self, url: URL, *, alone: bool = False) -> None:
        self._path = Path(str(url.database))
        _look_at(self._path)
        _make_private(self._path)
        self._held: int | None = _hold(self._path, alone=alone)
        self.engine: AsyncEngine = create_async_engine(
            url,
            hide_parameters=True,
            json_deserializer=read_json,
            connect_args={"check_same_thread": False},
        )
        event.listen(self.engine.sync_engine, "do_connect", connect)
        event.listen(self.engine.sync_engine, "connect", _set_pragmas)
        event.listen(self.engine.sync_engine, "begin", _begin)
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def writing(self, *, long: bool = False) -> AsyncIterator[AsyncConnection]:
        """Here nothing is ever cut, ``long`` or not."""
        with self._telling_unavailable():
            async with self._writing, self.engine.connect() as connection:
                await connection.execution_options(begin="BEGIN IMMEDIATE")
                await connection.begin()
                yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        with self._telling_unavailable():
            async with self.engine.connect() as connection:
                yield connection

    @asynccontextmanager
    async def at_one_moment(self) -> AsyncIterator[AsyncConnection]:
        """What is written after the first statement is not seen."""
        async with self.reading() as connection:
            await connection.execution_options(begin="BEGIN")
            yield connection

    def why(self, error: BaseException | None) -> str:
        return of_sqlite.reason(error, self._path)

    async def close(self) -> None:
        await self.engine.dispose()
        if self._held is not None:
            lock.let_go(self._held)
            self._held = None

    @contextlib.contextmanager
    def _telling_unavailable(self) -> Iterator[None]:
        """Tell a database that can't be used now from a statement that is wrong."""
        try:
            yield
        except (OperationalError, sqlite3.OperationalError) as error:
            cause = error.orig if isinstance(error, OperationalError) else error
            name = of_sqlite.name_of(cause, self._path)
            if name.startswith(PASSING):
                raise Unavailable(name, of_sqlite.reason_of(name)) from error
            raise


@contextlib.contextmanager
def only_bot_on_file(url: str) -> Iterator[None]:
    """Be the one bot that runs on this file. Raises :class:`DatabaseError` if one does."""
    path = path_of(url)
    _look_at(path)
    _make_private(path)
    try:
        held = lock.take(lock.bot_file(path), alone=True)
    except BlockingIOError:
        raise DatabaseError(
            f"PARADNAYA_DATABASE: {path} — с этой базой уже работает бот; второй не нужен: "
            "остановите первый или назовите другую базу"
        ) from None
    except OSError as error:
        raise _not_opened(lock.bot_file(path), error) from error
    try:
        yield
    finally:
        lock.let_go(held)


def _hold(path: Path, *, alone: bool) -> int:
    try:
        return lock.take(lock.lock_file(path), alone=alone)
    except BlockingIOError:
        why = (
            "с этой базой работает бот или другая команда — остановите их и повторите"
            if alone
            else "её сейчас восстанавливают или переносят; подождите"
        )
        raise DatabaseError(f"PARADNAYA_DATABASE: {path} — {why}") from None
    except OSError as error:
        raise _not_opened(lock.lock_file(path), error) from error


def _not_opened(path: Path, error: OSError) -> DatabaseError:
    return DatabaseError(
        f"PARADNAYA_DATABASE: {path} — не открывается ({reason(error)}); "
        "ожидается файл, который можно создать и писать"
    )


def _set_pragmas(connection: Any, record: Any) -> None:
    # The driver must not begin transactions by itself: we say BEGIN, and which kind.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        f"busy_timeout={BUSY_MILLISECONDS}",
        "foreign_keys=ON",
        "cache_size=-65536",
        "temp_store=MEMORY",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin(connection: Any) -> None:
    """A single reading statement needs no transaction around it."""
    statement = connection.get_execution_options().get("begin")
    if statement is not None:
        connection.connection.dbapi_connection.begin(statement)


def _look_at(path: Path) -> None:
    """Nothing is done to somebody's letter: neither are its rights changed nor locks put beside it.

    Raises :class:`DatabaseError`. Every SQLite file begins so (sqlite.org/fileformat2.html, 1.3);
    an empty one is a database that nobody has written to.
    """
    if not path.is_file():  # a pipe would be waited for
        return
    try:
        with path.open("rb") as file:
            begins = file.read(len(BEGINS))
    except OSError:  # told when it is opened for writing
        return
    if begins not in (b"", BEGINS):
        raise DatabaseError(
            f"PARADNAYA_DATABASE: {path} — не читается ({of_sqlite.REASONS['SQLITE_NOTADB']}); "
            f"{EXPECTED_OURS}"
        )


def _make_private(path: Path) -> None:
    """Make the file and its folder, closed to other users of the machine."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        for suffix in ("", *BESIDE_DATABASE):
            _close_to_others(path.with_name(path.name + suffix))
    except OSError as error:
        raise _not_opened(path, error) from error


def _close_to_others(path: Path) -> None:
    """Take everybody else's rights away, where there are any and they are ours to take."""
    if not path.exists():
        return
    mode = stat.S_IMODE(path.stat().st_mode)
    if mode & 0o077 and path.stat().st_uid == os.getuid():
        path.chmod(mode & 0o700)
