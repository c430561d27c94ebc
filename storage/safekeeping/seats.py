"""Where a backup's database is put: in the place of a file, or of a server's tables.

* A seat is held alone from the first look at it to the end.
* Until it is taken, nothing is changed; when it is, at once: by a rename, or by the commit of one
  transaction. What was there is kept beside: a file under a name with the moment, a server's tables
  in a schema of their own, see :mod:`storage.safekeeping.putting_aside`.
"""

import contextlib
import shutil
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from sqlalchemy import text

from storage import lock
from storage import reasons as of_sqlite
from storage.database import Database, path_of
from storage.engines.address import file_at, is_file, read_address

from .archive import Tell
from .backup import connect, count_rows
from .moving import carrying
from .putting_aside import tables_there
from .refused import Refused

GIVEN = "SELECT year, last FROM numbers"
ERASED = "SELECT number FROM erasures"
FILLED = ("tickets", "conversations")
"""A database with rows in these is replaced only when that was asked for."""

ROWS = "в базе уже есть обращения или разговоры"


@dataclass(frozen=True, slots=True)
class Aside:
    """Where what was there is kept: paths by their new names, tables by their schema."""

    paths: tuple[Path, ...] = ()
    schema: str = ""


Take = Callable[[], Awaitable[Aside]]
"""Put the new database in the place of the old."""


class Seat(Protocol):
    """``folder`` is on a disk with room for the database."""

    folder: Path
    name: str

    async def filled(self) -> str:
        """What would be lost here, in Russian; "" with no tickets and no conversations. What cannot
        be read is not taken for empty."""

    async def numbers(self) -> Mapping[int, int]:
        """By year, the last ticket number that was given out here; {} where that is not known."""

    async def erased(self) -> frozenset[str]:
        """Tickets here whose residents had their data deleted; none where that is not known."""

    def prepared(
        self, fresh: Path, moment: str, tell: Tell
    ) -> AbstractAsyncContextManager[Take]: ...


@asynccontextmanager
async def seat_at(url: str, files: Path) -> AsyncIterator[Seat]:
    """The seat that the address names, held alone. Raises Refused, DatabaseError, Unavailable."""
    if is_file(read_address(url)):
        path = path_of(url)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with lock.holding(path, alone=True):
                yield FileSeat(path)
        except BlockingIOError:
            raise Refused(
                f"{path}: с этой базой работает бот или другая команда — остановите их и повторите"
            ) from None
        return
    database = Database(url, alone=True)
    try:
        yield ServerSeat(database, files.parent)
    finally:
        await database.close()


class FileSeat:
    """An SQLite file, there or not yet."""

    def __init__(self, path: Path) -> None:
        self.folder, self.name = path.parent, str(path)
        self._path = path

    async def filled(self) -> str:
        if not self._path.exists() or not self._path.stat().st_size:
            return ""
        try:
            with closing(connect(self._path, "rw")) as present:
                counts = count_rows(present)
        except sqlite3.Error as error:
            return f"то, что там лежит, не читается ({of_sqlite.reason(error, self._path)})"
        return ROWS if any(counts.get(one) for one in FILLED) else ""

    async def numbers(self) -> Mapping[int, int]:
        try:
            with closing(connect(self._path, "rw")) as present:
                return dict(present.execute(GIVEN).fetchall())
        except sqlite3.Error:  # there is none, or it cannot be read, and is replaced for that
            return {}

    async def erased(self) -> frozenset[str]:
        try:
            with closing(connect(self._path, "rw")) as present:
                return frozenset(number for (number,) in present.execute(ERASED).fetchall())
        except sqlite3.Error:  # there is none, it cannot be read, or it is older than that
            return frozenset()

    @asynccontextmanager
    async def prepared(self, fresh: Path, moment: str, tell: Tell) -> AsyncIterator[Take]:
        async def take() -> Aside:
            return Aside(_switch(fresh, self._path, moment))

        yield take


class ServerSeat:
    """A database on a PostgreSQL server."""

    def __init__(self, database: Database, folder: Path) -> None:
        self.folder, self.name = folder, str(database)
        self._database = database

    async def filled(self) -> str:
        async with self._database.read() as connection:
            for one in set(FILLED).intersection(await tables_there(connection)):
                if await connection.scalar(text(f"SELECT 1 FROM {one} LIMIT 1")):  # noqa: S608  because the names are ours
                    return ROWS
        return ""

    async def numbers(self) -> Mapping[int, int]:
        async with self._database.read() as connection:
            if "numbers" not in await tables_there(connection):
                return {}
            found = await connection.execute(text(GIVEN))
            return {one.year: one.last for one in found}

    async def erased(self) -> frozenset[str]:
        async with self._database.read() as connection:
            if "erasures" not in await tables_there(connection):
                return frozenset()
            return frozenset(await connection.scalars(text(ERASED)))

    @asynccontextmanager
    async def prepared(self, fresh: Path, moment: str, tell: Tell) -> AsyncIterator[Take]:
        async with self._database.read() as connection:
            there = await tables_there(connection)
        schema = f"before_{moment.replace('-', '_')}" if there else ""
        source = Database(file_at(fresh), alone=True)
        try:
            async with carrying(source, self._database, tell, schema) as carried:

                async def take() -> Aside:
                    await carried.commit()
                    return Aside(schema=schema)

                yield take
        finally:
            await source.close()


def _switch(fresh: Path, database: Path, moment: str) -> tuple[Path, ...]:
    before = free_name(database, moment)
    present = database.exists() and database.stat().st_size > 0
    if present:
        with contextlib.suppress(sqlite3.Error), closing(connect(database, "rw")) as closed:
            closed.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        if not _linked(database, before):
            shutil.copy2(database, before)
    for ending in ("-wal", "-shm"):  # of a database that was not closed in order
        rest = database.with_name(database.name + ending)
        if rest.exists():
            rest.rename(before.with_name(before.name + ending))
    fresh.replace(database)
    return (before,) if present else ()


def _linked(database: Path, before: Path) -> bool:
    """A second name, so that there is a database under the first at every instant."""
    try:
        before.hardlink_to(database)
    except OSError:
        return False
    return True


def free_name(path: Path, moment: str) -> Path:
    """A name beside that nobody has."""
    name = f"{path.name}.before-{moment}"
    number = 1
    while path.with_name(name).exists():
        number += 1
        name = f"{path.name}.before-{moment}-{number}"
    return path.with_name(name)
