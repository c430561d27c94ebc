"""Answers to presses that say nothing: a button stops waiting, and nobody misses one that fails.

They stand in no row of the outbox. They take their turn of the messenger's pace like all that goes
out, but after replies: many press at once, and each waits for the next question more than for the
button. Where the messenger asked to wait, and where the turn comes too late, they are dropped: it
stops the button by itself. What it says about waiting is heard as from any other call.
"""

import asyncio
from collections.abc import Sequence

import structlog

from bots.doors.door import Door, DoorError, Later
from core.messages import Lane, Outgoing

from .pace import Pace
from .patience import Patience

log = structlog.get_logger()

UNDER_WAY = 1000
"""Answers under way at most: whoever presses while so many hang is answered by the messenger."""

WORTH = 10.0
"""Seconds after which nobody looks at the button any longer."""


class Silent:
    """The silent answers of one door."""

    def __init__(self, door: Door, pace: Pace, patience: Patience) -> None:
        self._door = door
        self._pace = pace
        self._patience = patience
        self._under_way: set[asyncio.Task[None]] = set()

    def begin(self, answers: Sequence[Outgoing]) -> None:
        """Answer, without waiting for it."""
        for outgoing in answers[: UNDER_WAY - len(self._under_way)]:
            task = asyncio.create_task(self._answer(outgoing))
            self._under_way.add(task)
            task.add_done_callback(self._under_way.discard)

    async def close(self) -> None:
        """Give up what is under way."""
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _answer(self, outgoing: Outgoing) -> None:
        try:
            async with asyncio.timeout(WORTH):
                await self._pace.turn(Lane.NOTICE)
        except TimeoutError:
            return
        if self._patience.everyone() > 0:
            return
        try:
            await self._door.deliver(outgoing, 0)
        except Later as later:
            chat = outgoing.peer.chat
            everyone = self._patience.asked(chat, later.seconds, everyone=later.everyone)
            log.warning("asked_to_wait", door=self._door.name, seconds=later.seconds, all=everyone)
        except DoorError as why:
            log.debug("press_not_answered", door=self._door.name, why=str(why))
        except Exception:
            log.exception("press_not_answered", door=self._door.name)
        else:
            self._patience.taken()
