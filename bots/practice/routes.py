"""``/control/practice``: a shift is begun from the sandbox's page.

GET tells whose shift can be played and whether one goes on; POST begins one:
``{"agency": code, "count": 8, "minutes": 10, "seed": 1}``.
"""

from collections.abc import Sequence
from typing import Annotated

import msgspec
from aiohttp import web
from msgspec import Meta, Struct

from core.town import Town

from .cases import read_cases
from .playground import Playground

ALREADY = "Смена уже идёт: дождитесь её конца."
EXPECTED = (
    "Ожидается agency (код исполнителя из файла города), count (от 1 до 30 обращений), "
    "minutes (от 1 до 120) и seed (целое число)."
)


class Asked(Struct, forbid_unknown_fields=True):
    """What a shift is asked for. ``minutes`` are of the person who plays."""

    agency: str
    count: Annotated[int, Meta(ge=1, le=30)] = 8
    minutes: Annotated[float, Meta(ge=1, le=120)] = 10
    seed: int = 1


def practice_routes(grounds: Sequence[Playground]) -> list[web.RouteDef]:
    """``grounds`` is empty until the town is there."""

    async def tell(_: web.Request) -> web.Response:
        ground = _ground(grounds)
        return web.json_response({"agencies": with_cases(ground.town), "busy": ground.is_busy})

    async def begin(request: web.Request) -> web.Response:
        ground = _ground(grounds)
        try:
            asked = msgspec.json.decode(await request.read(), type=Asked)
        except msgspec.DecodeError:
            return web.json_response({"error": EXPECTED}, status=400)
        if ground.town.agency(asked.agency) is None:
            return web.json_response({"error": EXPECTED}, status=400)
        if ground.is_busy:
            return web.json_response({"error": ALREADY}, status=400)
        ground.begin_shift(asked.agency, asked.count, asked.minutes, asked.seed)
        return web.json_response({"busy": True})

    return [web.get("/control/practice", tell), web.post("/control/practice", begin)]


def with_cases(town: Town) -> list[dict[str, str]]:
    """Agencies for which there is something to practise, as the town file orders them."""
    place = town.municipalities[0].code
    codes = {town.route(case.topic, place).code for case in read_cases(town)}
    return [{"code": one.code, "name": one.short} for one in town.agencies if one.code in codes]


def _ground(grounds: Sequence[Playground]) -> Playground:
    if not grounds:
        raise web.HTTPServiceUnavailable
    return grounds[0]
