"""A migrated database for a test, on SQLite and then on PostgreSQL, and a clock turned by hand.

What is true of one of them only says so: see ``on_sqlite`` and ``on_postgresql`` in told.py.
"""

import asyncio
import shutil
from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from storage.database import Database, path_of
from storage.migrate import migrate
from storage.store import Store

from .told import Clock, whole


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock()


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file with today's tables."""
    path = tmp_path_factory.mktemp("migrated") / "town.db"

    async def make() -> None:
        database = Database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await database.close()

    asyncio.run(make())
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/town.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def database(url: str, migrated: Path) -> AsyncIterator[Database]:
    """Opened, with today's tables: migrated once, and copied for each test."""
    if url.startswith("sqlite"):
        shutil.copy(migrated, path_of(url))
    opened = Database(url)
    yield opened
    await opened.close()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, whole, clock)
