"""The updates that wait for GET /updates.

* Each has a number. ``marker`` is the number of the next expected one: with it come all from there
  on, and what is before it counts as read.
* Without a marker comes the last update alone, whether or not it was handed out before: a bot that
  forgets its marker misses what happened meanwhile.
* ``types`` is for that request: what it leaves out is passed over, and the marker goes on.
* MAX says that the updates of long poll are kept for a limited time and does not say for how long;
  here for a day.
"""

import asyncio
from typing import Any, Final

from bots.sandbox.bell import Bell
from bots.sandbox.identity import MAX
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json, World

KEPT_SECONDS: Final = 86_400
KEPT_AT_MOST: Final = 10_000


class UpdateQueue:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self._world = world
        self._traffic = traffic
        self.bell = Bell()
        self.clear()

    def clear(self) -> None:
        self.waiting: list[tuple[int, int, Any]] = []
        self.bell.ring()

    @property
    def next(self) -> int:
        """The number that the next update will have."""
        return self._world.counters.get("max updates", self._world.birth) + 1

    def put(self, update: Any) -> None:
        number = self._world.count("max updates", self._world.birth)
        self.waiting.append((number, self._world.now(), update))
        del self.waiting[:-KEPT_AT_MOST]
        self._world.changed.ring()
        self.bell.ring()

    async def take(
        self, marker: int | None, limit: int, seconds: int, types: list[str] | None
    ) -> Json:
        """Updates and the next marker, at once or within ``seconds``."""
        oldest = self._world.now() - KEPT_SECONDS
        self.waiting = [each for each in self.waiting if each[1] >= oldest]
        loop = asyncio.get_running_loop()
        deadline = loop.time() + seconds
        while not (found := self._found(marker, types)) and not self.bell.closed:
            left = deadline - loop.time()
            if left <= 0:
                break
            await self.bell.wait(left)
        handed = found[:limit]
        for _, update in handed:
            self._traffic.update(MAX, update)
        cut = len(found) > limit
        return {
            "updates": [update for _, update in handed],
            "marker": handed[-1][0] + 1 if cut else max(self.next, marker or 0),
        }

    def _found(self, marker: int | None, types: list[str] | None) -> list[tuple[int, Any]]:
        wanted = [
            (number, update)
            for number, _, update in self.waiting
            if not types or not isinstance(update, dict) or update.get("update_type") in types
        ]
        if marker is None:
            return wanted[-1:]
        return [(number, update) for number, update in wanted if number >= marker]

    def dump(self) -> Json:
        return {"waiting": self.waiting}

    def load(self, kept: Json) -> None:
        self.waiting = [(number, date, update) for number, date, update in kept["waiting"]]
