"""The health page: whether people are served, and what is closed since when."""

from typing import Any

from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bots.web import Readiness, health_routes
from bots.workers.polling import Presence
from bots.workers.roles import Role


async def health(readiness: Readiness) -> tuple[int, Any]:
    async def ready() -> Readiness:
        return readiness

    application = web.Application()
    application.router.add_routes(health_routes(ready))
    async with TestServer(application) as server, ClientSession() as http:
        async with http.get(server.make_url("/health/live")) as answer:
            assert (answer.status, await answer.json()) == (200, {"live": True})
        async with http.get(server.make_url("/health/ready")) as answer:
            return answer.status, await answer.json()


async def test_the_bot_is_ready_while_one_messenger_of_two_is_open() -> None:
    vk, telegram = Presence(), Presence()
    vk.set()
    telegram.shut("Telegram: no route to host")
    status, told = await health(Readiness(True, {"vk": vk, "telegram": telegram}))
    assert (status, told["ready"], told["database"]) == (200, True, {"state": "open"})
    assert told["doors"]["vk"]["state"] == "open"
    closed = told["doors"]["telegram"]
    assert (closed["state"], closed["why"]) == ("closed", "Telegram: no route to host")
    assert closed["since"].endswith("+00:00")


async def test_the_bot_is_not_ready_without_the_database_or_any_messenger() -> None:
    opened, closed = Presence(), Presence()
    opened.set()
    for readiness in (Readiness(False, {"vk": opened}), Readiness(True, {"vk": closed})):
        status, told = await health(readiness)
        assert (status, told["ready"]) == (503, False)


async def test_a_worker_that_stands_by_is_ready_for_another_serves_the_people() -> None:
    presence = Presence()
    presence.stand_by()
    status, told = await health(Readiness(True, {"vk": presence}, leases=["watch"]))
    assert (status, told["doors"]["vk"]["state"]) == (200, "standing by")
    assert (told["roles"], told["leases"]) == (["intake", "courier", "watch", "web"], ["watch"])


async def test_a_worker_that_takes_no_updates_needs_the_database_only() -> None:
    roles = {Role.COURIER, Role.WEB}
    status, told = await health(Readiness(True, {}, roles))
    assert (status, told["roles"]) == (200, ["courier", "web"])
    status, _ = await health(Readiness(False, {}, roles))
    assert status == 503
