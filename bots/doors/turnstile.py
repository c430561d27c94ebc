"""What waits for a messenger's pace passes here one turn after another, the most urgent first.

* When a turn comes is known to :mod:`bots.doors.pacing`; whose it is, is decided here.
* Whoever comes to a free turn goes at once; where turns are shared, after those who come in the
  same step of the loop, so that they share it.
* Of those who wait, a reply passes before a notice and a notice before a broadcast, whoever came
  first; within a lane it is first come, first served. Who gave up waiting takes no turn.
* Those who ``join`` share one turn, up to ``together`` of them.
"""

import asyncio
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count
from typing import Generic, Protocol, TypeVar

from core.messages import Lane

from .leaving import Leaving
from .pacing import Turns


class Passenger(Protocol):
    """``joins``: may it share a turn? ``gave_up``: does nobody wait for it any more?"""

    @property
    def joins(self) -> bool: ...

    def gave_up(self) -> bool: ...


Kind = TypeVar("Kind", bound=Passenger)


class Turnstile(Generic[Kind]):
    """``let`` is given those whose turn it is, and what is to hear when they leave; it does not
    wait. What it wakes or starts leaves in its first step, or says that it is held."""

    def __init__(
        self, turns: Turns, let: Callable[[list[Kind], Leaving], None], *, together: int = 1
    ) -> None:
        self._turns = turns
        self._let = let
        self._together = together
        self._waiting: list[tuple[Lane, int, Kind]] = []
        self._arrived = count()
        self._since = 0.0
        """When the first of those came who have been waiting without a pause."""
        self._bell: asyncio.Handle | None = None
        turns.begin(self._turn)

    def at_once(self) -> Leaving | None:
        """Go through, where nobody waits and a turn is free; what goes must leave before it waits
        for anything, or say that it is held."""
        if self._waiting or self._together > 1 or self._bell is not None:
            return None
        loop = asyncio.get_running_loop()
        at = self._turns.next(1, 0.0)
        if at is None or at > loop.time():
            return None
        leaving = self._turns.take(0.0)
        loop.call_soon(leaving.step_over)
        self._turns.rest()
        return leaving

    def put(self, lane: Lane, passenger: Kind) -> None:
        """Let it through now if a turn is free, else when its turn comes."""
        if not self._waiting:
            self._since = asyncio.get_running_loop().time()
        heappush(self._waiting, (lane, next(self._arrived), passenger))
        if self._bell is None and self._together > 1:
            self._bell = asyncio.get_running_loop().call_soon(self._turn)
        elif self._bell is None:
            self._turn()

    def _turn(self) -> None:
        """Take the turns that have come; ring again when the next one does."""
        loop = asyncio.get_running_loop()
        if self._bell is not None:
            self._bell.cancel()
            self._bell = None
        while self._waiting:
            waited = loop.time() - self._since
            at = self._turns.next(-(-len(self._waiting) // self._together), waited)
            if at is None:
                return
            if at > loop.time():
                self._bell = loop.call_at(at, self._turn)
                return
            if passing := self._next():
                self._pass(passing, waited)
        self._turns.rest()

    def _pass(self, passing: list[Kind], waited: float) -> None:
        leaving = self._turns.take(waited)
        self._let(passing, leaving)
        # After the step in which those who were let through begin.
        asyncio.get_running_loop().call_soon(leaving.step_over)

    def _next(self) -> list[Kind]:
        passing: list[Kind] = []
        while self._waiting and len(passing) < self._together:
            passenger = self._waiting[0][2]
            if passing and not passenger.joins and not passenger.gave_up():
                break
            heappop(self._waiting)
            if passenger.gave_up():
                continue
            passing.append(passenger)
            if not passenger.joins:
                break
        return passing


class Turn:
    """One who waits for a turn of their own, and is told by a future."""

    joins = False

    def __init__(self) -> None:
        self.come: asyncio.Future[Leaving] = asyncio.get_running_loop().create_future()

    def gave_up(self) -> bool:
        return self.come.done()
