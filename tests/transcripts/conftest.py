"""Every play has a stage of its own: on SQLite, and those that say so on PostgreSQL too.

All plays of a process run on one loop, so that those on PostgreSQL share its connections: behind
each stands a process of the server's, that would get to know all tables and statements anew.
"""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from storage.database import Database
from tests.postgres import Postgres
from tests.tables import lay_tables

from .kept_rows import OfServer
from .stage import TURNS, Stage, open_stage

PLAYS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if PLAYS in item.path.parents and pytest_asyncio.is_async_test(item):
            item.add_marker(pytest.mark.asyncio(loop_scope="session"), append=False)


@pytest.fixture(autouse=True)
def quiet(silence: None) -> None:
    """What is logged is for no play."""


@pytest.fixture
def stage(request: pytest.FixtureRequest) -> Stage:
    on_server = getattr(request, "param", "sqlite") == "postgresql"
    found: Stage = request.getfixturevalue("stage_on_server" if on_server else "stage_in_file")
    return found


@pytest_asyncio.fixture(loop_scope="session")
async def stage_in_file(tmp_path: Path) -> AsyncIterator[Stage]:
    async with open_stage(tmp_path) as opened:
        yield opened


@pytest_asyncio.fixture(loop_scope="session")
async def stage_on_server(postgres: Postgres, server: Database, server_url: str) -> Stage:
    postgres.sweep(server_url)
    return Stage(server, TURNS, OfServer(postgres, server_url))


@pytest.fixture(scope="session")
def server_url(postgres: Postgres) -> str:
    return postgres.lend()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def server(server_url: str) -> AsyncIterator[Database]:
    database = Database(server_url)
    await lay_tables(database)
    yield database
    await database.close()
