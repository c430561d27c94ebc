"""A migrated database for a test, on SQLite and then on PostgreSQL, and a clock turned by hand.

What is true of one of them only says so: see ``on_sqlite`` and ``on_postgresql`` in told.py.
"""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path

import pytest

from storage.database import Database
from storage.store import Store
from tests.tables import lay_tables

from .told import Clock, whole


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def now(clock: Clock) -> datetime:
    return clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/town.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Opened, with today's tables."""
    opened = Database(url)
    await lay_tables(opened, durable=True)  # as in life: its pragmas are looked at
    yield opened
    await opened.close()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, whole, clock)
