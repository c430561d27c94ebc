"""The clock of the town in the sandbox: it can be moved, so that what time does is seen happening.

It goes as fast as any other. Messengers and bot read the same one, so a message sent «tomorrow» is
of tomorrow for both. Kept over a restart with the rest of the sandbox.
"""

import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from datetime import time as time_of_day
from typing import Any, Final
from zoneinfo import ZoneInfo

from aiohttp import web

from .world import Json

FARTHEST: Final = timedelta(days=400)
"""Whoever goes further leaves the production calendar behind."""


class TownClock:
    """``ahead``: seconds by which the town is ahead of the machine; negative: behind."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def __call__(self) -> float:
        """Unix seconds."""
        return time.time() + self.ahead

    def now(self) -> datetime:
        return datetime.fromtimestamp(self(), UTC)

    async def move_to(self, moment: datetime) -> None:
        self.set(moment)

    def set(self, moment: datetime) -> None:
        self.ahead = moment.timestamp() - time.time()

    def reset(self) -> None:
        self.ahead = 0.0

    def dump(self) -> Json:
        return {"ahead": self.ahead}

    def load(self, kept: dict[str, Any]) -> None:
        self.ahead = float(kept.get("ahead", 0.0))


class ClockError(Exception):
    """What the clock cannot do. A Russian sentence."""


def routes(
    clock: TownClock, zone: ZoneInfo, moved: Callable[[], Awaitable[None]]
) -> list[web.RouteDef]:
    """``/control/clock``: what time it is in the town, and moving it.

    GET tells; POST takes one of ``{"forward": minutes}``, ``{"next": "09:00"}`` (that time of the
    next day) and ``{"back": true}`` (to the machine's time). ``moved`` is called afterwards.
    """

    def told() -> web.Response:
        now = clock.now().astimezone(zone)
        return web.json_response({"now": now.isoformat(), "ahead": round(clock.ahead)})

    async def tell(_: web.Request) -> web.Response:
        return told()

    async def move(request: web.Request) -> web.Response:
        try:
            _move(clock, zone, await request.json())
        except (ClockError, ValueError) as why:
            said = str(why) if isinstance(why, ClockError) else EXPECTED
            return web.json_response({"error": said}, status=400)
        await moved()
        return told()

    return [web.get("/control/clock", tell), web.post("/control/clock", move)]


EXPECTED: Final = "Ожидается forward (минуты, от 1), next (ЧЧ:ММ) или back (true)."


def _move(clock: TownClock, zone: ZoneInfo, body: Any) -> None:
    if not isinstance(body, dict) or len(body) != 1:
        raise ClockError(EXPECTED)
    now = clock.now().astimezone(zone)
    match body:
        case {"back": True}:
            clock.reset()
            return
        case {"forward": int(minutes)} if minutes >= 1:
            moment = clock.now() + timedelta(minutes=min(minutes, 10**9))
        case {"next": str(at)}:
            tomorrow = (now + timedelta(days=1)).date()
            moment = datetime.combine(tomorrow, time_of_day.fromisoformat(at), zone)
        case _:
            raise ClockError(EXPECTED)
    if moment - datetime.now(UTC) > FARTHEST:
        raise ClockError("Дальше года часы не переводятся: нет производственного календаря.")
    clock.set(moment)
