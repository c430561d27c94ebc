"""A store on a migrated SQLite file, a small town, and a clock turned by hand."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

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
def quiet(silence: None) -> None:
    """What is logged is for no test that does not listen to it."""


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
