"""What becomes of a message that was not taken.

* «Wait» is obeyed. A failure of the network is tried again with growing delay and jitter, for
  ever. What will never be taken is not tried again. What fails because of a mistake of ours is
  given up after ``MISTAKES`` attempts: it must not block its chat for ever.
* The database's trouble is nobody's mistake.
"""

from collections import Counter
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import structlog
from msgspec.structs import replace

from bots.backoff import backoff
from bots.doors.door import DoorError, Later, Rejected, Relocated, Unreachable
from bots.metrics import DELIVERIES
from bots.ports import Store
from core.outbox import Deferred, Failed, Outcome, Spent, Waiting
from core.people import Peer
from core.work import Unavailable

from .patience import Patience

log = structlog.get_logger()

FIRST_DELAY, LONGEST_DELAY = 1.0, 300.0
"""Seconds: the delay after the first failure doubles with each, up to the longest."""

MISTAKES = 40
"""Attempts after which a row is given up that fails by a mistake of ours: two hours or more."""

REASON = 500
"""Characters of an error that are kept."""

Lost = Callable[[Peer, bool, str], Awaitable[None]]


class Refusals:
    """Of the door called ``name``. ``lost``: see :class:`bots.delivery.courier.Courier`. ``spent``
    is told of waits that all workers are to keep."""

    def __init__(
        self,
        name: str,
        store: Store,
        patience: Patience,
        lost: Lost,
        spent: Callable[[Spent], None],
        clock: Callable[[], datetime],
    ) -> None:
        self._name = name
        self._store = store
        self._patience = patience
        self._lost = lost
        self._spent = spent
        self._clock = clock
        self._mistakes: Counter[int] = Counter()

    def forget(self, waiting: Waiting) -> None:
        """It was taken after all."""
        self._mistakes.pop(waiting.id, None)

    async def outcome(self, waiting: Waiting, failure: Exception) -> Outcome | None:
        """What becomes of a row that was not taken."""
        peer, why = str(waiting.outgoing.peer), str(failure)
        match failure:
            case Later():
                return self._asked_to_wait(waiting, failure)
            case Unreachable():
                log.warning("unreachable", outbox=waiting.id, peer=peer, why=why)
                return await self._unreachable(waiting, _told(failure))
            case Rejected():
                log.warning("not_delivered", outbox=waiting.id, peer=peer, why=why)
                return Failed(waiting, _told(failure))
            case Relocated():
                return await self._relocated(waiting, failure)
            case DoorError():
                delay = _delay(waiting.attempts)
                log.warning("delivery_put_off", outbox=waiting.id, seconds=delay, why=why)
                return self._put_off(waiting, delay, failure)
        return self._mistaken(waiting, failure)

    def _asked_to_wait(self, waiting: Waiting, later: Later) -> Outcome:
        """Obey, also for what else there is for the chat, or for everyone."""
        chat = waiting.outgoing.peer.chat
        everyone = self._patience.asked(chat, later.seconds, everyone=later.everyone)
        whom = None if everyone else chat
        self._spent(Spent(self._name, whom, rest=later.seconds))
        log.warning("asked_to_wait", outbox=waiting.id, seconds=later.seconds, everyone=everyone)
        return self._put_off(waiting, later.seconds, later)

    async def _unreachable(self, waiting: Waiting, why: str) -> Outcome | None:
        """Let what waits for the chat be held or given up, all at once."""
        outgoing = waiting.outgoing
        if outgoing.toast is not None:
            return Failed(waiting, why)  # a press too old is no proof that its chat is gone
        try:
            await self._lost(outgoing.peer, outgoing.private, why)
        except Exception as failure:  # noqa: BLE001  because then it is tried again, and told again
            return self._mistaken(waiting, failure)
        DELIVERIES.labels(self._name, "held").inc()
        return None

    async def _relocated(self, waiting: Waiting, moved: Relocated) -> Outcome:
        peer = waiting.outgoing.peer
        try:
            async with self._store.unit() as unit:
                await unit.migrate(peer, replace(peer, chat=moved.chat))
                await unit.commit()
        except Exception as failure:  # noqa: BLE001  because then the messenger says it again
            return self._mistaken(waiting, failure)
        return self._put_off(waiting, 0, moved)

    def _mistaken(self, waiting: Waiting, failure: Exception) -> Outcome:
        """What no door foresaw is a mistake of ours. It must not block its chat for ever."""
        if isinstance(failure, Unavailable):  # the database's trouble is nobody's mistake
            log.warning("delivery_put_off", outbox=waiting.id, why=repr(failure))
            return self._put_off(waiting, _delay(waiting.attempts), failure)
        self._mistakes[waiting.id] += 1
        if self._mistakes[waiting.id] >= MISTAKES:
            del self._mistakes[waiting.id]
            log.error("delivery_given_up", outbox=waiting.id, exc_info=failure)
            return Failed(waiting, f"given up after {MISTAKES} attempts: {_told(failure)}")
        log.error("delivery_failed", outbox=waiting.id, exc_info=failure)
        return self._put_off(waiting, _delay(waiting.attempts + 3), failure)

    def _put_off(self, waiting: Waiting, seconds: float, why: Exception) -> Deferred:
        self._patience.remind(seconds)
        return Deferred(waiting, self._clock() + timedelta(seconds=seconds), _told(why))


def _told(error: Exception) -> str:
    """What is kept of an error: a database takes no half of a surrogate pair."""
    text = str(error) if isinstance(error, DoorError) else repr(error)
    return text.encode(errors="replace").decode()[:REASON]


def _delay(attempt: int) -> float:
    return backoff(attempt, FIRST_DELAY, LONGEST_DELAY)
