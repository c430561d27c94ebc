"""What happens when, by the town's clock, which is moved along as fast as one likes.

At a ``speed`` of 60 a minute of the town takes a second. At :data:`AT_ONCE` the clock jumps from
one thing to the next. Things go on side by side, as in a town; the clock never leaves one that goes
on more than :data:`LAG` behind.
"""

import asyncio
import heapq
import itertools
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Protocol

Act = Callable[[], Awaitable[None]]

AT_ONCE = 0.0

LAG = timedelta(minutes=45)
"""Of the town's time: so long may somebody fill in a form while others go on."""

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
        self._going: list[tuple[datetime, asyncio.Task[None]]] = []
        """When each thing that goes on was begun."""

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
        try:
            await self._run(until, passed)
        finally:
            for _, task in self._going:
                task.cancel()
            await asyncio.gather(*(task for _, task in self._going), return_exceptions=True)

    async def _run(self, until: datetime, passed: Callable[[datetime], None]) -> None:
        while True:
            moment = min(self._acts[0][0], until) if self._acts else until
            await self._wait_for(moment)
            if self._acts and self._acts[0][0] < moment:
                continue  # what was waited for has added something earlier
            await self._go_to(moment, passed)
            while self._acts and self._acts[0][0] <= min(self.now, until):
                begun, _, act = heapq.heappop(self._acts)
                self._going.append((begun, asyncio.ensure_future(act())))
            if moment >= until:
                await self._wait_for(until + LAG)
                if not self._acts or self._acts[0][0] > until:
                    return

    async def _wait_for(self, moment: datetime) -> None:
        """Wait for what was begun more than :data:`LAG` before this moment."""
        late = [task for begun, task in self._going if begun + LAG <= moment]
        if late:
            await asyncio.gather(*late)
        self._going = [one for one in self._going if not one[1].done()]

    async def _go_to(self, moment: datetime, passed: Callable[[datetime], None]) -> None:
        while self._speed and (ahead := moment - self.now) > timedelta():
            step = min(ahead, timedelta(seconds=TICK * self._speed))
            await asyncio.sleep(step.total_seconds() / self._speed)
            await self._clock.move_to(min(moment, self.now + step))
            passed(self.now)
        if moment > self.now:
            await self._clock.move_to(moment)
        passed(self.now)
