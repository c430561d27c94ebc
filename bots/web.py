"""The web server of a running bot: whether it lives, and whether it can work."""

from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

Readiness = Callable[[], Awaitable[Mapping[str, bool]]]
"""Tells of each part (the database, each messenger) whether it works."""


def health_routes(ready: Readiness) -> list[web.RouteDef]:
    """``/health/live`` says that the process runs; ``/health/ready`` is 503 until all works."""

    async def is_live(request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def is_ready(request: web.Request) -> web.Response:
        parts = dict(await ready())
        return web.json_response(parts, status=200 if all(parts.values()) else 503)

    return [web.get("/health/live", is_live), web.get("/health/ready", is_ready)]
