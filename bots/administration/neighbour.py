"""Who listens already at the address that the bot is to listen at: the bot itself, or another.

A bot is known by its health page. One that is another town's has its page there too, so where a
database admits one bot alone, that bot's lock is asked as well (:mod:`storage.lock`).
"""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

import aiohttp

from bots.settings import Settings
from bots.workers.roles import Role
from storage import lock
from storage.database import path_of
from storage.engines.address import DatabaseError, is_file, read_address

PATIENCE = aiohttp.ClientTimeout(total=3)

OTHERS = (
    "PARADNAYA_WEB__PORT: порт {port} занят другой программой — ожидается свободный; "
    "0 — любой свободный"
)
UNHOOKED = (
    "PARADNAYA_WEB__PUBLIC: бот, который сейчас работает, запущен без этой настройки и вебхуков не "
    "принимает — перезапустите его и повторите проверку; вебхуки не проверялись"
)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """``ours``: it is this town's bot. ``hooked``: it takes what a messenger brings; None: that is
    another worker's."""

    ours: bool
    hooked: bool | None = None


async def look_at(settings: Settings) -> Neighbour:
    """See who answers at the settings' host and port. It changes nothing."""
    host = settings.web.host
    base = f"http://{f'[{host}]' if ':' in host else host}:{settings.web.port}"
    async with aiohttp.ClientSession(timeout=PATIENCE) as session:
        if await _told(session, f"{base}/health/live") != {"live": True}:
            return Neighbour(ours=False)
        if not _may_be_ours(settings.database):
            return Neighbour(ours=False)
        ready = await _told(session, f"{base}/health/ready")
        roles = ready.get("roles", ()) if isinstance(ready, dict) else ()
        if Role.INTAKE not in roles:
            return Neighbour(ours=True)
        return Neighbour(ours=True, hooked=await _takes_updates(session, base))


async def _told(session: aiohttp.ClientSession, address: str) -> Any:
    try:
        async with session.get(address) as answer:
            return await answer.json()
    except (TimeoutError, aiohttp.ClientError, ValueError):
        return None


async def _takes_updates(session: aiohttp.ClientSession, base: str) -> bool | None:
    """Whether there is a way in: it takes POST alone, and says so to who only asks."""
    try:
        async with session.get(f"{base}/hook/check") as answer:
            return answer.status == HTTPStatus.METHOD_NOT_ALLOWED
    except (TimeoutError, aiohttp.ClientError):
        return None


def _may_be_ours(database: str) -> bool:
    """On a server any number of bots work; on a file one, and it holds the lock."""
    try:
        if not is_file(read_address(database)):
            return True
    except DatabaseError:  # told where the database is checked
        return True
    return lock.is_held(lock.bot_file(path_of(database)))
