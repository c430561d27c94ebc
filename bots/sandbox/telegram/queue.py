"""The updates that wait for the bot, and the two ways to them: getUpdates and the webhook.

* An update is kept until a getUpdates with a larger offset acknowledges it, a day at most.
* A negative offset forgets all but the last ones.
* ``allowed_updates`` holds for what happens after it was set, not for what already waits.
* A newer getUpdates wins: the older one gets 409. With a webhook there is no getUpdates.
* A raw update keeps the number its author gave it; one that does not continue the sequence could
  never be acknowledged, so it is handed out once.
"""

import asyncio
from dataclasses import asdict, dataclass
from typing import Any, Final

from bots.sandbox.bell import Bell
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json, World

from .rules import TelegramError

KEPT_SECONDS: Final = 86_400
LONGEST_WAIT: Final = 50
NOT_BY_DEFAULT: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_POLLED_TWICE: Final = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
_WEBHOOK_IS_SET: Final = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)


@dataclass(slots=True)
class Waiting:
    id: int
    date: int
    update: Json
    once: bool = False


@dataclass(slots=True)
class Webhook:
    url: str = ""
    secret: str = ""
    connections: int = 40
    error: str = ""
    error_date: int = 0


class UpdateQueue:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self._world = world
        self._traffic = traffic
        self.polls = 0
        self._poll_ended_by = ""
        self.bell = Bell()
        self.clear()

    def clear(self) -> None:
        self.waiting: list[Waiting] = []
        self.allowed: list[str] = []
        self.webhook = Webhook()
        self.bell.ring()

    def put(self, kind: str, content: Json) -> None:
        """Something happened: ``kind`` is the update's field."""
        allowed = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if allowed:
            number = self._next()
            self._add(Waiting(number, self._world.now(), {"update_id": number, kind: content}))

    def put_raw(self, update: Any) -> None:
        """Queue anything unchanged, whether or not it is an update."""
        number = update.get("update_id") if isinstance(update, dict) else None
        if isinstance(number, int) and number > self._last():
            self._world.counters["updates"] = number
            self._add(Waiting(number, self._world.now(), update))
        elif isinstance(update, dict) and number is None:
            number = self._next()
            self._add(Waiting(number, self._world.now(), {"update_id": number, **update}))
        else:
            self._add(Waiting(self._last(), self._world.now(), update, once=True))

    def _last(self) -> int:
        return self._world.counters.get("updates", self._world.birth)

    def _next(self) -> int:
        return self._world.count("updates", self._world.birth)

    def _add(self, waiting: Waiting) -> None:
        self.waiting.append(waiting)
        self._world.changed.ring()
        self.bell.ring()

    async def take(self, offset: int, limit: int, seconds: int, allowed: Any) -> list[Any]:
        """getUpdates. Raises ``TelegramError`` 409."""
        if self.webhook.url:
            raise TelegramError(409, _WEBHOOK_IS_SET)
        if isinstance(allowed, list):
            self.allowed = [str(kind) for kind in allowed]
        self.end_polls(_POLLED_TWICE)
        poll = self.polls
        self._acknowledge(offset)
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(seconds, 0), LONGEST_WAIT)
        while not self.waiting and not self.bell.closed and self.polls == poll:
            left = deadline - loop.time()
            if left <= 0:
                break
            await self.bell.wait(left)
        if self.polls != poll:
            raise TelegramError(409, self._poll_ended_by)
        return self._hand_out(min(max(limit, 1), 100))

    def end_polls(self, reason: str) -> None:
        self.polls += 1
        self._poll_ended_by = reason
        self.bell.ring()

    def _acknowledge(self, offset: int) -> None:
        oldest = self._world.now() - KEPT_SECONDS
        kept = [each for each in self.waiting if each.date >= oldest]
        if offset > 0:
            kept = [each for each in kept if each.once or each.id >= offset]
        elif offset < 0:
            kept = kept[offset:]
        if len(kept) != len(self.waiting):
            self._world.changed.ring()
        self.waiting = kept

    def _hand_out(self, limit: int) -> list[Any]:
        batch = self.waiting[:limit]
        self.waiting = [each for each in batch if not each.once] + self.waiting[limit:]
        for each in batch:
            self._traffic.update("telegram", each.update)
        return [each.update for each in batch]

    def delivered(self, waiting: Waiting) -> None:
        """The webhook took it."""
        if waiting in self.waiting:
            self.waiting.remove(waiting)
            self._world.changed.ring()

    def dump(self) -> Json:
        return {
            "waiting": [asdict(each) for each in self.waiting],
            "allowed": self.allowed,
            "webhook": asdict(self.webhook),
        }

    def load(self, kept: Json) -> None:
        self.waiting = [Waiting(**each) for each in kept["waiting"]]
        self.allowed = list(kept["allowed"])
        self.webhook = Webhook(**kept["webhook"])
