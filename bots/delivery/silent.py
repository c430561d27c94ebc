"""What tidies up after a press and says nothing: a button stops waiting, or the buttons of a screen
that is answered go away. Nobody misses one that fails.

They stand in no row of the outbox. They take their turn of the messenger's pace like all that goes
out, but after replies: many press at once, and each waits for the next question more than for the
button. Where the messenger asked to wait, and where the turn comes too late, they are dropped: the
messenger stops a button by itself, and one that stayed is answered with the screen that stands.
What is said about waiting is heard as from any other call.
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
        if not self._goes_at_once(outgoing):
            try:
                async with asyncio.timeout(WORTH):
                    await self._wait(outgoing)
            except TimeoutError:
                return
        self._count(outgoing)
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

    def _goes_at_once(self, outgoing: Outgoing) -> bool:
        """Is there nothing to wait for? Mostly there is not, and a time-out costs as much as the
        call itself."""
        return self._rest(outgoing) <= 0 and self._pace.at_once()

    async def _wait(self, outgoing: Outgoing) -> None:
        """For the messenger's turn; and for the chat's, where a message of it is changed."""
        while (rest := self._rest(outgoing)) > 0:  # noqa: ASYNC110  because it is a time that is waited for
            await asyncio.sleep(rest)
        await self._pace.turn(Lane.NOTICE)

    def _rest(self, outgoing: Outgoing) -> float:
        return 0.0 if outgoing.toast is not None else self._patience.of(outgoing.peer.chat)

    def _count(self, outgoing: Outgoing) -> None:
        """To its chat; a toast is no message."""
        if outgoing.toast is None and (rest := self._pace.took(outgoing)) > 0:
            self._patience.rest(outgoing.peer.chat, rest)
