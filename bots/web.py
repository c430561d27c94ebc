"""The web server of a running bot: whether it lives, and whether it can work.

* ``/health/live`` says that the process runs, and nothing else: whoever restarts processes looks
  there. A messenger that is down, or blocked in the country, is no reason to restart.
* ``/health/ready`` tells of each part. It is 200 while the database works and at least one
  messenger is open, here or at another worker: then people are served. With a part closed, it
  says since when and why. A worker that takes no updates needs the database only.
* It also tells this worker's roles, and what it holds of that which one worker alone does.
"""

from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass, field

from aiohttp import web

from .workers.polling import Presence
from .workers.roles import ALL, Role


@dataclass(frozen=True, slots=True)
class Readiness:
    """Whether the database works, and each messenger's presence by the door's name."""

    database: bool
    doors: Mapping[str, Presence] = field(default_factory=dict)
    roles: Collection[Role] = ALL
    leases: Collection[str] = ()

    @property
    def ready(self) -> bool:
        served = any(presence.serves for presence in self.doors.values())
        return self.database and (served or Role.INTAKE not in self.roles)

    def told(self) -> dict[str, object]:
        return {
            "ready": self.ready,
            "database": {"state": "open" if self.database else "closed"},
            "doors": {name: _told(presence) for name, presence in self.doors.items()},
            "roles": [role for role in Role if role in self.roles],
            "leases": list(self.leases),
        }


Ready = Callable[[], Awaitable[Readiness]]


def health_routes(ready: Ready) -> list[web.RouteDef]:
    async def is_live(request: web.Request) -> web.Response:
        return web.json_response({"live": True})

    async def is_ready(request: web.Request) -> web.Response:
        readiness = await ready()
        return web.json_response(readiness.told(), status=200 if readiness.ready else 503)

    return [web.get("/health/live", is_live), web.get("/health/ready", is_ready)]


def _told(presence: Presence) -> dict[str, object]:
    return {
        "state": presence.state,
        "since": presence.since.isoformat(timespec="seconds"),
        "why": presence.why,
    }
