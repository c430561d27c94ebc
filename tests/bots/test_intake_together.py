"""Several workers take updates of the same people at once, on a real PostgreSQL: each update is
taken once, whoever was faster; and a worker that lost its lease takes nothing."""

import asyncio
import contextlib
import random
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass

import pytest
from prometheus_client import REGISTRY
from sqlalchemy import func, select

from bots.doors.door import Batch, Raw
from bots.intake import RACES, Intake
from core.leases import Overtaken
from core.people import Speaker
from core.town import Town
from core.work import Conflict
from dialogs.texts import Catalogue
from storage.database import Database
from storage.leases import Leases
from storage.store import Store
from storage.tables import outbox, quarantine
from storage.unit import Unit

from .conftest import whole
from .fakes import EchoTurns, FakeDoor, batch, update

DOOR = FakeDoor()


@dataclass
class Worker:
    """One process of several: its own connections, its own intake."""

    database: Database
    store: Store
    intake: Intake
    leases: Leases

    async def said(self, person: int = 1) -> list[str]:
        async with self.store.unit() as unit:
            memory = await unit.recall(Speaker("telegram", person, person))
        return list(memory["said"]) if memory else []

    async def count(self, query: object) -> int:
        async with self.database.read() as connection:
            return int(await connection.scalar(query) or 0)  # type: ignore[call-overload]  # because any select of a number is one


@contextlib.asynccontextmanager
async def hired(
    url: str, town: Town, name: str, store: type[Store] = Store
) -> AsyncIterator[Worker]:
    database = Database(url)
    kept = store(database, whole)
    intake = Intake(kept, EchoTurns(), town, Catalogue(), lambda: None)
    working = asyncio.create_task(intake.run())
    try:
        yield Worker(database, kept, intake, Leases(database, name, 60))
    finally:
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
        await database.close()


@pytest.fixture
async def workers(postgresql_url: str, town: Town) -> AsyncIterator[Sequence[Worker]]:
    async with contextlib.AsyncExitStack() as stack:
        yield [
            await stack.enter_async_context(hired(postgresql_url, town, name))
            for name in ("one", "two", "three")
        ]


async def test_what_is_brought_to_all_of_them_is_taken_once(workers: Sequence[Worker]) -> None:
    """As webhooks are: a messenger that got no answer in time brings it again, to another."""
    people, words = 6, 8
    updates = [
        update(person * 100 + at, f"{at}", person)
        for person in range(1, people + 1)
        for at in range(words)
    ]
    chance = random.Random(4)  # noqa: S311  because it only deals the updates out
    bringing = []
    for worker in workers:
        mine = chance.sample(updates, len(updates))
        parts: list[Sequence[Raw]] = [mine[at : at + 5] for at in range(0, len(mine), 5)]
        bringing += [worker.intake.bring(DOOR, Batch(tuple(part), None)) for part in parts]
    await asyncio.gather(*bringing)
    for person in range(1, people + 1):
        assert sorted(await workers[0].said(person)) == [f"{at}" for at in range(words)]
    assert await workers[0].count(select(func.count()).select_from(outbox)) == people * words
    assert await workers[0].count(select(func.count()).select_from(quarantine)) == 0


async def test_what_is_brought_to_each_of_them_alone_is_taken_once(
    workers: Sequence[Worker],
) -> None:
    """One update of a batch of its own is not asked about: the inbox alone refuses it."""
    for at in range(6):
        raw = update(at, f"{at}")
        await asyncio.gather(*(one.intake.bring(DOOR, Batch((raw,), None)) for one in workers))
        await workers[at % 3].intake.bring(DOOR, Batch((raw,), None))
    assert await workers[0].said() == [f"{at}" for at in range(6)]
    assert await workers[0].count(select(func.count()).select_from(outbox)) == 6
    assert await workers[0].count(select(func.count()).select_from(quarantine)) == 0


async def test_an_update_is_counted_by_what_became_of_it_however_often_it_was_tried(
    workers: Sequence[Worker],
) -> None:
    door = FakeDoor("brought twice")
    for worker in workers[:2]:
        await worker.intake.bring(door, Batch((update(1, "привет"),), None))
    fates = {
        fate: REGISTRY.get_sample_value(
            "paradnaya_updates_total", {"door": door.name, "fate": fate}
        )
        for fate in ("new", "repeated")
    }
    assert fates == {"new": 1, "repeated": 1}
    assert REGISTRY.get_sample_value("paradnaya_turns_total", {"door": door.name}) == 1


async def test_what_a_worker_polled_under_a_lost_lease_is_dropped_and_the_rest_taken(
    workers: Sequence[Worker],
) -> None:
    first, second, _ = workers
    lost = await first.leases.take("poll/telegram")
    assert lost is not None
    await first.leases.release(lost)
    held = await second.leases.take("poll/telegram")
    polled = asyncio.create_task(first.intake.bring(DOOR, batch(update(1, "старое")), lost))
    brought = asyncio.create_task(first.intake.bring(DOOR, Batch((update(2, "вебхук"),), None)))
    with pytest.raises(Overtaken):
        await polled
    await brought
    assert await first.said() == ["вебхук"]
    assert await first.store.cursor("telegram") is None
    await second.intake.bring(DOOR, batch(update(1, "старое")), held)
    assert await first.said() == ["вебхук", "старое"]
    assert await first.store.cursor("telegram") == "1"
    assert await first.count(select(func.count()).select_from(quarantine)) == 0


class Beaten(Store):
    """A store that loses so many races before it wins one."""

    races = 0
    lost = RACES + 2

    @contextlib.asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        self.races += 1
        if self.races <= self.lost:
            raise Conflict("40P01")
        async with super().unit() as unit:
            yield unit


@pytest.mark.parametrize(("lost", "aside"), [(1, 0), (RACES + 2, 0), (2 * RACES, 1)])
async def test_a_lost_race_is_run_again_and_only_what_never_wins_is_set_aside(
    postgresql_url: str, town: Town, monkeypatch: pytest.MonkeyPatch, lost: int, aside: int
) -> None:
    monkeypatch.setattr("bots.intake.ASIDE", 0.0)
    monkeypatch.setattr(Beaten, "lost", lost)
    async with hired(postgresql_url, town, "slow", Beaten) as worker:
        await worker.intake.bring(DOOR, batch(update(1, "привет")))
        assert worker.intake.writes
        assert await worker.said() == ["привет"] * (not aside)
        assert await worker.count(select(func.count()).select_from(quarantine)) == aside
        assert await worker.store.cursor("telegram") == "1"
