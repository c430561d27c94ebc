"""Today's tables for a test that is about something else: migrated once in a process, then copied.

The migrations themselves are proved in tests/storage/test_database.py and test_postgresql.py, and
by every test that starts the program as people do.
"""

import asyncio
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from alembic.runtime.migration import MigrationContext
from sqlalchemy import Dialect, event

from storage.database import Database
from storage.engines.address import is_file
from storage.migrate import migrate, revisions


async def lay_tables(database: Database, *, durable: bool = False) -> None:
    """Bring a database to today's tables, before anybody else works with it.

    Unless ``durable``, SQLite does not wait for the disk from then on: of a power cut no test
    that asks for tables is about, and a killed process loses nothing by it.
    """
    made = _made()
    if is_file(database.url):
        _share_statements(database, made.dialect)
        if not durable:
            event.listen(database.engine.sync_engine, "connect", _do_not_wait)
        if _fill(Path(str(database.url.database)), made.content):
            return
    async with database.read() as connection:
        current = await connection.run_sync(
            lambda sync: MigrationContext.configure(sync).get_current_revision()
        )
    if not is_file(database.url):
        own = database.engine.sync_engine.dialect
        _share_statements(database, _CONNECTED.setdefault(own.name, own))
    if current != made.revision:
        await migrate(database)


def _share_statements(database: Database, dialect: Dialect) -> None:
    """Let all databases of a kind write each statement out once, as one does in life.

    SQLAlchemy keeps them by dialect, and every engine would have its own.
    """
    database.engine.sync_engine.dialect = dialect
    database.engine.sync_engine.update_execution_options(compiled_cache=_STATEMENTS)


_STATEMENTS: dict[Any, Any] = {}
_CONNECTED: dict[str, Dialect] = {}
"""The dialect of the first database on a server that was connected to: it has asked what it is."""


@dataclass(frozen=True)
class Made:
    """A migrated file, the revision it is of, and the dialect that it was opened with."""

    content: bytes
    revision: str | None
    dialect: Dialect


def _fill(path: Path, content: bytes) -> bool:
    """Write a file that is empty yet; False for one that is not."""
    if path.stat().st_size:
        return False
    path.write_bytes(content)
    return True


@cache
def _made() -> Made:
    with ThreadPoolExecutor(1) as beside:  # whoever asks may have a loop that runs
        return beside.submit(asyncio.run, _make()).result()


async def _make() -> Made:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "town.db"
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        current, _ = await revisions(database)
        await database.close()
        return Made(path.read_bytes(), current, database.engine.sync_engine.dialect)


def _do_not_wait(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()
