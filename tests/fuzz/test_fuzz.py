"""A short run of what ``make fuzz`` does at length, and that it would notice."""

import contextlib
import json
import logging
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import structlog

from bench.fuzz import run
from bench.fuzzing.damage import Damage
from bench.fuzzing.house import House, Update, open_house, open_town
from bench.fuzzing.source import Source
from bench.fuzzing.validity import is_valid
from bench.fuzzing.verdicts import Verdicts
from bench.fuzzing.world import World, people_of
from dialogs.turns import Turns

SEED = 20_261


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Structlog, left alone, paints every traceback with all its variables: it takes minutes."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    yield
    structlog.reset_defaults()


@pytest.fixture
def world() -> World:
    return people_of(Random(SEED), len(open_town().agencies))  # noqa: S311  because chance must repeat itself here


@pytest.fixture
async def house(tmp_path: Path, world: World) -> AsyncIterator[House]:
    async with open_house(tmp_path, open_town(), world) as opened:
        yield opened


async def test_random_realistic_and_spoiled_updates_do_no_harm(tmp_path: Path) -> None:
    result = await run(400, SEED, tmp_path)
    assert result.verdicts.violations == []
    assert sum(result.verdicts.counts.values()) > 400
    # What is drawn is the same each time, what it meets is not: these only say that it met much.
    assert result.verdicts.presses > 30
    assert result.verdicts.messages > 120


async def test_they_do_no_harm_on_postgresql_either(tmp_path: Path, postgresql_url: str) -> None:
    result = await run(300, SEED + 1, tmp_path, postgresql_url)
    assert result.verdicts.violations == []
    assert sum(result.verdicts.counts.values()) > 300


def test_what_people_and_the_schemas_bring_is_valid(world: World) -> None:
    source = Source(world.chance, world)
    made = [one for first in range(0, 1000, 50) for one in source.batch(first, 50)]
    honest = [one for one in made if one.kind in {"people", "schema"}]
    assert len(honest) > 100
    assert [one for one in honest if not is_valid(one.door, one.raw)] == []


def test_the_same_seed_brings_the_same_updates() -> None:
    def brought() -> list[Any]:
        chance = Random(SEED)  # noqa: S311  because chance must repeat itself here
        world = people_of(chance, 8)
        return [one.raw for one in Source(chance, world).batch(0, 50)]

    assert json.dumps(brought()) == json.dumps(brought())


def test_what_is_spoiled_is_mostly_not_valid(world: World) -> None:
    damage = Damage(world.chance)
    valid = {
        "update_id": 1,
        "message": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}},
    }
    spoiled = [damage.spoiled(valid) for _ in range(200)]
    assert sum(is_valid("telegram", one) for one in spoiled) < 100


def deepest() -> object:
    """As deeply nested as Python reads JSON: it is no less trouble to write it down again."""
    for depth in range(1000, 0, -1):
        with contextlib.suppress(RecursionError):
            return json.loads("[" * depth + "]" * depth)
    raise AssertionError


async def test_what_is_nested_too_deeply_harms_only_itself(house: House) -> None:
    verdicts = Verdicts(house)
    await verdicts.batch(
        [
            Update(0, "telegram", "random", {"update_id": 1, "message": deepest()}),
            Update(1, "vk", "random", {"type": "message_new", "object": {"message": deepest()}}),
        ]
    )
    assert [(one.what, one.detail) for one in verdicts.violations] == []


async def test_a_valid_update_that_makes_the_code_fail_is_noticed(
    house: House, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(Turns, "take", fail)
    verdicts = Verdicts(house)
    people = [one for one in Source(world.chance, world).batch(0, 60) if one.kind == "people"]
    await verdicts.batch(people[:2])
    assert {one.what for one in verdicts.violations} == {"valid, and in quarantine"}
    assert "a mistake of ours" in verdicts.violations[0].detail
