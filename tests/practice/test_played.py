"""A day and a shift, played in a real town in the sandbox, as fast as they go."""

from collections.abc import AsyncIterator
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bots.app import in_sandbox
from bots.practice.playground import Playground
from bots.settings import Settings, WebSettings
from core.tickets import Move

ROOT = Path(__file__).parents[2]
SEED = 284
"""A day on which somebody complains in the morning, and is answered."""


@pytest.fixture
async def ground(tmp_path: Path) -> AsyncIterator[Playground]:
    settings = Settings(
        town=ROOT / "town.toml",
        database=f"sqlite+aiosqlite:///{tmp_path / 'paradnaya.db'}",
        files=tmp_path / "files",
        web=WebSettings(port=0),
    )
    async with in_sandbox(settings) as ground:
        yield ground


async def test_a_day_fills_the_town_and_the_same_seed_is_the_same_day(ground: Playground) -> None:
    hours: list[datetime] = []
    day = await ground.play_day(3, seed=SEED, speed=0, passed=lambda now, until: hours.append(now))
    assert day.stumbled == []
    assert day.filed == 3
    moves = {event.move for n in range(1, 4) for event in await ground.history(f"26-00000{n}")}
    assert Move.FILE in moves
    assert {Move.ANSWER, Move.ASK, Move.CONFIRM} <= moves
    assert hours == sorted(hours)
    async with (
        aiohttp.ClientSession() as session,
        session.get(f"{ground.sandbox.url}/control/practice") as answer,
    ):
        told = await answer.json()
    assert told["busy"] is False
    assert {"code": "roads", "name": "Дорожная служба"} in told["agencies"]


async def test_what_is_no_shift_is_refused_in_words(ground: Playground) -> None:
    async with aiohttp.ClientSession() as session:
        bodies: list[Any] = [{}, {"agency": "nobody"}, {"agency": "roads", "minutes": 0}, []]
        for body in bodies:
            async with session.post(f"{ground.sandbox.url}/control/practice", json=body) as answer:
                assert answer.status == 400
                assert "Ожидается agency" in (await answer.json())["error"]
