"""The town in the sandbox: residents and agencies' chats, so that the story can be played.

Everything is done as people would do it, over the messengers: chats are made, the bot is
invited, and each agency's chat is bound by a code that an operator types.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
from aiohttp import web
from pydantic import SecretStr

from core.town import Town

from .sandbox.server import (
    MAX_TOKEN,
    TELEGRAM_TOKEN,
    VK_GROUP_ID,
    VK_TOKEN,
    Sandbox,
    serve,
)
from .sandbox.town_clock import TownClock
from .sandbox.world import World
from .settings import MaxSettings, Settings, TelegramSettings, VkSettings

VK_CHATS = 2_000_000_000
"""VK counts its group chats from here."""

RESIDENTS = (
    ("telegram", 10_001, "Анна Кузнецова"),
    ("vk", 20_001, "Пётр Лебедев"),
    ("max", 30_001, "Вера Соколова"),
    ("max", 30_002, "Николай Степанов"),
)
OPERATORS = (
    ("telegram", 11_001, "Ольга Смирнова"),
    ("telegram", 11_002, "Игорь Волков"),
    ("vk", 21_001, "Марина Орлова"),
    ("vk", 21_002, "Сергей Ким"),
    ("max", 31_001, "Татьяна Белых"),
    ("max", 31_002, "Артём Ли"),
)


@contextlib.asynccontextmanager
async def with_sandbox(
    settings: Settings, state: Path, clock: TownClock, routes: Iterable[web.RouteDef]
) -> AsyncIterator[tuple[Sandbox, Settings]]:
    """Serve the sandbox by the town's clock, and these routes beside it; give settings that point
    to it."""
    world, web_settings = World(clock), settings.web
    async with serve(
        web_settings.host, web_settings.port, state, world=world, routes=routes
    ) as sandbox:
        pointed = settings.model_copy(
            update={
                "telegram": TelegramSettings(
                    token=SecretStr(TELEGRAM_TOKEN), api=f"{sandbox.url}/telegram"
                ),
                "vk": VkSettings(
                    token=SecretStr(VK_TOKEN), group_id=VK_GROUP_ID, api=f"{sandbox.url}/vk"
                ),
                "max": MaxSettings(token=SecretStr(MAX_TOKEN), api=f"{sandbox.url}/max"),
                # The sandbox asks for no address outside: it is polled.
                "web": settings.web.model_copy(update={"public": ""}),
            }
        )
        yield sandbox, pointed


@dataclass(frozen=True, slots=True)
class Control:
    """The sandbox's control API."""

    session: aiohttp.ClientSession
    url: str

    async def do(self, act: str, **body: Any) -> Any:
        async with self.session.post(f"{self.url}/control/{act}", json=body) as answer:
            answer.raise_for_status()
            return await answer.json()


async def furnish(
    url: str,
    town: Town,
    bound: Callable[[], Awaitable[Mapping[str, str]]],
    invite: Callable[[str], Awaitable[str]],
) -> None:
    """Make the people and the chats that are not there yet, and bind the chats that are free.

    Agencies sit in Telegram and in VK by turns, the coordinators in Telegram, and the last in MAX.
    There the bot has to be an administrator to hear what is said.
    """
    already = await bound()
    async with aiohttp.ClientSession() as session:
        control = Control(session, url)
        for door, number, name in (*RESIDENTS, *OPERATORS):
            await control.do("person", door=door, id=number, name=name)
        ordered = sorted(town.agencies, key=lambda agency: not agency.coordinators)
        for place, agency in enumerate(ordered):
            if agency.code in already:
                continue
            door = _seat(place, len(ordered))
            operators = [number for of, number, _ in OPERATORS if of == door]
            chat = VK_CHATS + place if door == "vk" else -(1_000 + place)
            await control.do(
                "chat",
                door=door,
                id=chat,
                title=agency.short,
                kind="group",
                members=operators,
                **({"all_messages": True} if door == "max" else {}),
            )
            code = await invite(agency.code)
            await control.do("say", door=door, chat=chat, person=operators[0], text=f"/bind {code}")


def _seat(place: int, count: int) -> str:
    """The messenger in which the agency at this place of so many sits."""
    if place == count - 1 > 1:
        return "max"
    return "vk" if place % 2 else "telegram"
