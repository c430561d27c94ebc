"""The town's clock in the sandbox: told, moved, kept; what cannot be done is said in words."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import aiohttp
import pytest

from bots.sandbox.server import serve
from bots.sandbox.town_clock import TownClock, routes
from bots.sandbox.world import World

HERE = ZoneInfo("Asia/Yakutsk")


class House:
    """A sandbox whose clock can be moved."""

    def __init__(self, session: aiohttp.ClientSession, url: str, clock: TownClock) -> None:
        self.session = session
        self.url = url
        self.clock = clock
        self.moved = 0

    async def move(self, body: Any) -> tuple[int, dict[str, Any]]:
        async with self.session.post(f"{self.url}/control/clock", json=body) as answer:
            return answer.status, await answer.json()


@pytest.fixture
async def house() -> AsyncIterator[House]:
    clock = TownClock()
    houses: list[House] = []

    async def moved() -> None:
        houses[0].moved += 1

    async with (
        serve(world=World(clock), routes=routes(clock, HERE, moved)) as sandbox,
        aiohttp.ClientSession() as session,
    ):
        houses.append(House(session, sandbox.url, clock))
        yield houses[0]


def is_near(one: datetime, other: datetime) -> bool:
    return abs(one - other) < timedelta(minutes=1)


async def test_it_goes_with_the_machine_until_it_is_moved(house: House) -> None:
    async with house.session.get(f"{house.url}/control/clock") as answer:
        told = await answer.json()
    assert told["ahead"] == 0
    assert told["now"].endswith("+09:00")
    assert is_near(datetime.fromisoformat(told["now"]), datetime.now(UTC))


async def test_an_hour_forward_and_back(house: House) -> None:
    status, told = await house.move({"forward": 60})
    assert (status, told["ahead"]) == (200, 3600)
    assert is_near(house.clock.now(), datetime.now(UTC) + timedelta(hours=1))
    status, told = await house.move({"back": True})
    assert (status, told["ahead"]) == (200, 0)
    assert house.moved == 2


async def test_until_tomorrow_morning_by_the_towns_own_zone(house: House) -> None:
    today = house.clock.now().astimezone(HERE).date()
    _, told = await house.move({"next": "09:00"})
    morning = datetime.fromisoformat(told["now"])
    assert (morning.date(), morning.hour, morning.minute) == (today + timedelta(days=1), 9, 0)


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        {"forward": 0},
        {"forward": "час"},
        {"next": "25:00"},
        {"back": False},
        {"a": 1, "b": 2},
    ],
)
async def test_what_is_no_move_is_refused_in_words_and_changes_nothing(
    house: House, body: Any
) -> None:
    status, told = await house.move(body)
    assert status == 400
    assert "Ожидается" in told["error"]
    assert (house.clock.ahead, house.moved) == (0, 0)


async def test_it_goes_no_further_than_calendars_reach(house: House) -> None:
    status, told = await house.move({"forward": 60 * 24 * 3650})
    assert status == 400
    assert "календаря" in told["error"]


async def test_messages_are_of_the_towns_time(house: House) -> None:
    await house.move({"forward": 60 * 24})
    async with house.session.post(
        f"{house.url}/control/person", json={"door": "telegram", "id": 501, "name": "Анна"}
    ) as answer:
        assert answer.status == 200
    async with house.session.post(
        f"{house.url}/control/say",
        json={"door": "telegram", "chat": 501, "person": 501, "text": "Завтра"},
    ) as answer:
        said = await answer.json()
    tomorrow = datetime.now(UTC) + timedelta(days=1)
    assert is_near(datetime.fromtimestamp(said["date"], UTC), tomorrow)


async def test_it_is_kept_over_a_restart(tmp_path: Path) -> None:
    file, clock = tmp_path / "sandbox.json", TownClock()
    async with serve(world=World(clock), state_file=file):
        clock.set(datetime.now(UTC) + timedelta(days=3))
    again = TownClock()
    async with serve(world=World(again), state_file=file):
        assert is_near(again.now(), datetime.now(UTC) + timedelta(days=3))
