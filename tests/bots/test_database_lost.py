"""The database goes away under a running bot: nothing that was acknowledged is lost, nothing is
doubled, and the bot goes on by itself when it is back."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator

import pytest
from sqlalchemy import func, select

from bots.doors.door import Batch
from bots.intake import Intake
from core.people import Speaker
from core.town import Town
from dialogs.texts import Catalogue
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from storage.tables import inbox, outbox, quarantine
from tests.postgres import Mortal, Postgres

from .conftest import whole
from .fakes import EchoTurns, FakeDoor, update

DOOR = FakeDoor()
PEOPLE, WORDS, CUTS = 8, 30, 8


class Committed(asyncio.Event):
    """Rings at each commit."""

    async def further(self) -> None:
        """Wait for one more: people are in the middle of what they say."""
        self.clear()
        async with asyncio.timeout(30):
            await self.wait()


@contextlib.asynccontextmanager
async def working(url: str, town: Town) -> AsyncIterator[tuple[Database, Intake, Committed]]:
    database, committed = Database(url), Committed()
    intake = Intake(Store(database, whole), EchoTurns(), town, Catalogue(), committed.set)
    task = asyncio.create_task(intake.run())
    try:
        yield database, intake, committed
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        await database.close()


async def bring(intake: Intake, person: int) -> None:
    """A person says one word after another, each when the one before was acknowledged."""
    for at in range(WORDS):
        await intake.bring(DOOR, Batch((update(person * 100 + at, f"{at}", person),), None))


async def check_all_is_there(database: Database) -> None:
    async with Store(database, whole).unit() as unit:
        for person in range(1, PEOPLE + 1):
            memory = await unit.recall(Speaker("telegram", person, person))
            assert memory is not None
            assert memory["said"] == [f"{at}" for at in range(WORDS)]
    async with database.read() as connection:
        counts = [
            await connection.scalar(select(func.count()).select_from(table))
            for table in (inbox, outbox, quarantine)
        ]
    assert counts == [PEOPLE * WORDS, PEOPLE * WORDS, 0]


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bots.intake.FIRST_DELAY", 0.005)
    monkeypatch.setattr("bots.intake.LONGEST_DELAY", 0.02)


async def test_connections_that_are_cut_again_and_again_lose_nothing(
    postgres: Postgres, postgresql_url: str, town: Town
) -> None:
    async with working(postgresql_url, town) as (database, intake, committed):
        people = [asyncio.create_task(bring(intake, one)) for one in range(1, PEOPLE + 1)]
        for _ in range(CUTS):
            await committed.further()
            postgres.cut(postgresql_url)
        assert not all(one.done() for one in people)
        await asyncio.gather(*people)
        await check_all_is_there(database)


@pytest.fixture
def mortal() -> Iterator[Mortal]:
    server = Mortal()
    yield server
    server.close()


async def test_a_server_that_dies_and_rises_has_all_that_was_acknowledged(
    mortal: Mortal, town: Town
) -> None:
    async with working(mortal.url, town) as (database, intake, committed):
        await migrate(database)
        people = [asyncio.create_task(bring(intake, one)) for one in range(1, PEOPLE + 1)]
        await committed.further()
        mortal.die()
        while intake.writes:  # noqa: ASYNC110  because nobody rings when it stops
            await asyncio.sleep(0)
        assert not any(one.done() for one in people)
        mortal.rise()
        await asyncio.gather(*people)
        assert intake.writes
        await check_all_is_there(database)
