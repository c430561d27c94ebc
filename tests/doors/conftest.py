"""MAX on a server of the tests' own, and its door."""

from collections.abc import AsyncIterator

import pytest

from bots.doors.max.door import MaxDoor

from .max_server import TOKEN, Max, serving
from .max_updates import BOT, user
from .server import Answer


@pytest.fixture
async def messenger() -> AsyncIterator[Max]:
    async with serving() as one:
        one.will_answer("GET /me", Answer(user(BOT, "Город", bot=True)))
        one.will_answer("PATCH /me/commands", Answer({"commands": []}))
        one.will_answer("GET /subscriptions", Answer({"subscriptions": []}))
        yield one


@pytest.fixture
async def door(messenger: Max) -> AsyncIterator[MaxDoor]:
    menu = [("my", "Мои обращения")]
    made = MaxDoor(TOKEN, messenger.url, commands=menu, wait=0, between=0)
    yield made
    await made.close()
