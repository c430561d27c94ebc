"""Workers that share the roles out, and what one alone does passing from one to another: a
worker that freezes for longer than its lease and wakes again, one that is told to end."""

import asyncio
import os
import signal
import time
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import pytest

from bots.sandbox.identity import TELEGRAM
from tests.postgres import Postgres

from .books import on_server
from .house import House, Person, built
from .keeper import Nursery, nursery
from .succession import Succession

LEASE = "poll/telegram"
PASSED_ON, AT_ONCE = 10.0, 3.0
"""Seconds in which a frozen worker's lease must be another's, and that of one told to end."""

ROLES = ("intake,watch", "intake,web", "courier", "courier,watch,web")
PEOPLE = range(10_001, 10_013)


@dataclass
class Passed:
    frozen: float = 0.0
    """Seconds from the freezing until another polled."""
    ended: float = 0.0
    cursors: list[int] = field(default_factory=list)
    said: dict[int, list[str]] = field(default_factory=dict)


@dataclass
class Scene:
    house: House
    keeper: Nursery
    succession: Succession
    passed: Passed = field(default_factory=Passed)
    coming: list[int] = field(default_factory=lambda: list(PEOPLE))

    async def talk(self, people: int) -> None:
        """So many people say hello, and wait for the answer."""
        came, self.coming = self.coming[:people], self.coming[people:]
        for number in came:
            person = Person(self.house, TELEGRAM, number)
            await person.come_in(f"Прохожий {number}")
            await person.do("say", text="/start")
        for number in came:
            await self.house.until(partial(self._answered, number), "the answer")
        ((cursor,),) = self.house.rows("SELECT cursor FROM cursors WHERE door = 'telegram'")
        self.passed.cursors.append(int(cursor.partition("@")[0]))

    async def successor(self, of: int) -> float:
        """When another worker had the lease, unix seconds."""

        async def is_there() -> bool:
            self.succession.look()
            return self.succession.holder(LEASE) != of

        await self.house.until(is_there, "another holder")
        return self.succession.reigns[-1].since

    async def _answered(self, number: int) -> bool:
        return bool(self.house.seen(TELEGRAM, number)[0])


async def _play(folder: Path, url: str) -> Passed:
    with on_server(url) as books:
        async with built(folder, books) as house, nursery() as keeper:
            scene = Scene(house, keeper, Succession(books))
            await keeper.serve(house, 0)
            for roles in ROLES:
                await keeper.start(PARADNAYA_ROLES=roles)
            await house.until(house.knows_where_vk_is, "the first connection to VK")
            watching = asyncio.create_task(scene.succession.run())
            await scene.talk(3)
            await _freeze(scene)
            await _end(scene)
            await house.at_rest()
            watching.cancel()
            for number in PEOPLE:
                scene.passed.said[number] = [one["text"] for one in house.seen(TELEGRAM, number)[0]]
            await keeper.stop()
            return scene.passed


async def _freeze(scene: Scene) -> None:
    """The one that polls freezes with updates on their way to it, and wakes when all is over."""
    frozen = scene.succession.holder(LEASE)
    os.kill(frozen, signal.SIGSTOP)
    at = time.time()
    try:
        await scene.talk(3)
        scene.passed.frozen = await scene.successor(frozen) - at
    finally:
        os.kill(frozen, signal.SIGCONT)
    await scene.talk(3)


async def _end(scene: Scene) -> None:
    ending = scene.succession.holder(LEASE)
    os.kill(ending, signal.SIGTERM)
    at = time.time()
    scene.passed.ended = await scene.successor(ending) - at
    scene.keeper.bots.remove(ending)
    assert await scene.keeper.order(wait=ending) == 0, "the worker did not end in order"
    await scene.talk(3)


@pytest.fixture(scope="module")
def passed(postgres: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Passed:
    url = postgres.lend()
    try:
        return asyncio.run(_play(tmp_path_factory.mktemp("apart"), url))
    finally:
        postgres.take_back(url)


def test_a_frozen_workers_lease_passes_on_in_seconds(passed: Passed) -> None:
    assert passed.frozen < PASSED_ON


def test_a_worker_told_to_end_gives_its_lease_back_at_once(passed: Passed) -> None:
    assert passed.ended < AT_ONCE


def test_whoever_wakes_moves_no_cursor_back(passed: Passed) -> None:
    assert passed.cursors == sorted(passed.cursors)


def test_everybody_is_answered_once_whoever_took_and_whoever_sent_it(passed: Passed) -> None:
    assert len(passed.said) == len(PEOPLE)
    for number, said in passed.said.items():
        assert said == passed.said[PEOPLE[0]], number
