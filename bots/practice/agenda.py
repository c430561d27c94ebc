"""What happens when, by the town's clock, which is moved along as fast as one likes.

At a ``speed`` of 60 a minute of the town takes a second. At :data:`AT_ONCE` the clock jumps from
one thing to the next, and waits for nothing but what the thing itself takes.
"""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

Act = Callable[[], Awaitable[None]]

AT_ONCE = 0.0

TICK = 0.5
"""Seconds between two moves of the clock's hand."""


class Clock(Protocol):
    """The town's clock, which only goes forward here."""

    def now(self) -> datetime: ...
    async def move_to(self, moment: datetime) -> None: ...


class Agenda:
    def __init__(self, clock: Clock, speed: float = AT_ONCE) -> None:
        self._clock = clock
        self._speed = speed
        self._acts: list[tuple[datetime, int, Act]] = []
        self._order = itertools.count()

    @property
    def now(self) -> datetime:
        return self._clock.now()

    def at(self, moment: datetime, act: Act) -> None:
        """Do it then; what is late is done at once. Of one moment, the first named first."""
        heapq.heappush(self._acts, (moment, next(self._order), act))

    def within(self, span: timedelta, act: Act) -> None:
        self.at(self.now + span, act)

    async def run(self, until: datetime, passed: Callable[[datetime], None]) -> None:
        """Do everything due by then; acts may add others. ``passed``: the hand has moved."""
        while self._acts and self._acts[0][0] <= until:
            moment, _, act = self._acts[0]
            await self._go_to(moment, passed)
            if self._acts[0][2] is not act:
                continue  # something earlier was added while the clock went
            heapq.heappop(self._acts)
            await act()
        await self._go_to(until, passed)

    async def _go_to(self, moment: datetime, passed: Callable[[datetime], None]) -> None:
        while self._speed and (ahead := moment - self.now) > timedelta():
            step = min(ahead, timedelta(seconds=TICK * self._speed))
            await asyncio.sleep(step.total_seconds() / self._speed)
            await self._clock.move_to(min(moment, self.now + step))
            passed(self.now)
        if moment > self.now:
            await self._clock.move_to(moment)
        passed(self.now)
