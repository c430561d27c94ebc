"""A store on a migrated SQLite file, a small town, and a clock turned by hand."""

from collections.abc import AsyncIterator, Iterator
from logging import CRITICAL
from pathlib import Path

import pytest
import structlog

from core.messages import Outgoing
from core.town import Town
from storage.database import Database
from storage.store import Store
from tests.core.small_town import load
from tests.tables import lay_tables

from .fakes import Clock


def whole(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return (outgoing,)


@pytest.fixture(autouse=True)
def silence() -> Iterator[None]:
    """What is logged is for no test, and tracebacks are slow to draw."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(CRITICAL))
    yield
    structlog.reset_defaults()  # «run» points the logs to a stream that ends with its test


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return load(tmp_path)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    opened = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(opened)
    yield opened
    await opened.close()


@pytest.fixture
def store(database: Database, clock: Clock) -> Store:
    return Store(database, whole, clock)
