"""The engine, its pragmas, and the one writer.

* SQLite: WAL, synchronous=FULL (a commit is on the disk when it returns), and one writing
  transaction at a time. Every writing transaction begins IMMEDIATE, so it never finds out
  halfway that somebody else was writing.
* The file and its folder are made readable to the process's own user only; a file that was
  there already is closed to the others. SQLite gives its -wal and -shm the rights of the file.
* An error never tells the parameters of its statement: they are people's words and telephones.
* Who has it open holds the lock beside it, see :mod:`storage.lock`: nobody replaces it meanwhile.
* It is a file: of a database in memory nothing is left for the next start.
"""

import asyncio
import contextlib
import os
import stat
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from core.reasons import reason
from core.work import Unavailable

from . import lock
from . import reasons as of_sqlite

BUSY_MILLISECONDS = 30_000

DRIVER = "sqlite+aiosqlite"
EXPECTED = f"ожидается {DRIVER}:///путь/к/файлу.db"


PASSING = (
    "SQLITE_BUSY", "SQLITE_CANTOPEN", "SQLITE_FULL", "SQLITE_IOERR", "SQLITE_LOCKED",
    "SQLITE_NOMEM", "SQLITE_PROTOCOL", "SQLITE_READONLY",
)  # fmt: skip
"""What passes, or what an administrator mends, without the work having been wrong."""


class DatabaseError(Exception):
    """The database cannot be used as the settings say."""


class Database:
    """Open connections to one database. Close it when done."""

    def __init__(self, url: str) -> None:
        self.url = _read(url)
        _make_private(self.url)
        self._held: int | None = _hold(self.url)
        self.engine: AsyncEngine = create_async_engine(self.url, hide_parameters=True)
        event.listen(self.engine.sync_engine, "connect", _set_pragmas)
        event.listen(self.engine.sync_engine, "begin", _begin)
        self._writing = asyncio.Lock()

    @asynccontextmanager
    async def write(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction: committed by the caller, rolled back otherwise."""
        with _telling_unavailable(self.url):
            async with self._writing, self.engine.connect() as connection:
                await connection.execution_options(writes=True)
                yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        with _telling_unavailable(self.url):
            async with self.engine.connect() as connection:
                yield connection

    async def close(self) -> None:
        await self.engine.dispose()
        if self._held is not None:
            lock.let_go(self._held)
            self._held = None


@contextlib.contextmanager
def _telling_unavailable(url: URL) -> Iterator[None]:
    """Tell a database that can't be used now from a statement that is wrong."""
    try:
        yield
    except OperationalError as error:
        name = of_sqlite.name_of(error.orig, _path(url))
        if name.startswith(PASSING):
            raise Unavailable(name) from error
        raise


def _read(url: str) -> URL:
    """Read the address; it may hold a password, so it is not repeated when it is wrong."""
    try:
        read = make_url(url)
    except ArgumentError:
        raise DatabaseError(f"PARADNAYA_DATABASE: это не адрес базы — {EXPECTED}") from None
    if read.drivername != DRIVER:
        raise DatabaseError(f"PARADNAYA_DATABASE: «{read.drivername}» — {EXPECTED}")
    file = (read.database or "").strip()
    if not file or file == ":memory:" or file.startswith("file:"):
        raise DatabaseError(f"PARADNAYA_DATABASE: база без файла — {EXPECTED}")
    return read


def unusable(url: URL, error: SQLAlchemyError) -> DatabaseError:
    """Say in a sentence that the driver refuses the database."""
    why = type(error).__name__
    if isinstance(error, DBAPIError):
        why = of_sqlite.reason(error.orig, _path(url))
    return DatabaseError(
        f"PARADNAYA_DATABASE: {url.database} — не читается ({why}); "
        "ожидается база Парадной или имя файла, которого ещё нет"
    )


def path_of(url: str) -> Path:
    """The database's file. Raises :class:`DatabaseError` for one that has none."""
    return _path(_read(url))


def _path(url: URL) -> Path:
    return Path(str(url.database))


def _hold(url: URL) -> int:
    path = _path(url)
    try:
        return lock.take(lock.lock_file(path))
    except BlockingIOError:
        raise DatabaseError(
            f"PARADNAYA_DATABASE: {path} — её сейчас восстанавливают из бэкапа; подождите"
        ) from None
    except OSError as error:
        raise _not_opened(lock.lock_file(path), error) from error


@contextlib.contextmanager
def only_bot(url: str) -> Iterator[None]:
    """Be the one bot that runs on this database. Raises :class:`DatabaseError` if one does."""
    read = _read(url)
    path = _path(read)
    _make_private(read)
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
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _make_private(url: URL) -> None:
    """Make the file and its folder, closed to other users of the machine."""
    path = _path(url)
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        for suffix in ("", "-wal", "-shm", "-journal", ".lock", ".bot"):
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
