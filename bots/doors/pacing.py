"""Whose turns a turnstile gives out: this process's own, or those that all workers share.

* On SQLite there is one process, and it counts for itself.
* Workers on one PostgreSQL share a messenger's pace. Turns are booked in the database a little
  ahead, several at once; when they come, they are taken by this process's own clock.
* Who was late tells so with the next booking, in time for the turns that depend on it a second
  later. A turn that is too late for that is not taken at all, but given back.
* A message leaves a little after its turn was taken, and much later where the loop is held up just
  then, or a connection is to be made first. What counts is when it left. Until that is told, one's
  own is taken to leave now; of a shared one the database has its turn.
"""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Protocol

import structlog

from bots.ports import Paces
from core.pace import CLOSE, Timetable, TurnsWanted

from .leaving import Leaving

log = structlog.get_logger()

AHEAD = 0.25
"""Seconds for which turns are booked ahead: an urgent message waits for no more than these."""

LATE = 0.4
"""Seconds after which a booked turn is not taken any more. Together with :data:`AHEAD` it is less
than the second after which the next turns depend on when this one was really taken."""

UNTOLD = CLOSE / 4
"""Seconds of being late that need not be told."""

EARLY = 0.001

AGAIN = 0.5
"""Seconds until a database that failed is asked again."""


class Turns(Protocol):
    """Moments are seconds of the loop's clock."""

    def begin(self, ring: Callable[[], None]) -> None:
        """``ring`` is called when the next turn, asked for in vain, is known."""

    def next(self, count: int, waited: float) -> float | None:
        """When the next turn is; None: not known yet. So many wait, for so many seconds."""

    def take(self, waited: float) -> Leaving:
        """The turn that is next is taken now; what is returned is told when its message left."""

    def rest(self) -> None:
        """Nobody waits any more."""


Making = Callable[[str, float], Turns]
"""Turns by the name of what has a pace, and how many it has in a second."""


class OwnTurns:
    """The turns of the only process there is."""

    def __init__(self, rate: float) -> None:
        self._timetable = Timetable(rate)
        self._leaving = 0
        """How many took turns and have not left."""

    def begin(self, ring: Callable[[], None]) -> None:
        """The next turn is always known."""

    def next(self, count: int, waited: float) -> float:
        return self._timetable.next(asyncio.get_running_loop().time(), waited, self._leaving)

    def take(self, waited: float) -> Leaving:
        self._timetable.go_on(asyncio.get_running_loop().time(), waited)
        self._leaving += 1
        return Leaving(self._left)

    def _left(self) -> None:
        self._leaving -= 1
        self._timetable.left(asyncio.get_running_loop().time())

    def rest(self) -> None:
        """A pause needs nothing."""


def own(name: str, rate: float) -> Turns:
    return OwnTurns(rate)


class SharedTurns:
    """The turns of one of several workers, booked ahead."""

    def __init__(self, paces: Paces, name: str, rate: float) -> None:
        self._paces = paces
        self._name, self._rate = name, rate
        self._ring: Callable[[], None] = lambda: None
        self._ours: deque[_Turn] = deque()
        self._late: list[tuple[float, float]] = []
        self._unused: list[float] = []
        self._asking: asyncio.Task[None] | None = None
        self._resting = True
        self._apart = float("inf")
        """Seconds by which the loop's clock is ahead of the database's, as far as is known."""
        self._more_at = 0.0
        """By the loop's clock: before, there are no turns to be had."""

    def begin(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def next(self, count: int, waited: float) -> float | None:
        self._resting = False
        now = asyncio.get_running_loop().time()
        while self._ours and now - self._ours[0].at > LATE:
            self._unused.append(self._ours.popleft().moment)
        wanted = count - len(self._ours)
        if wanted > 0 and self._is_free():
            self._ask(wanted, waited)
        return self._ours[0].at if self._ours else None

    def take(self, waited: float) -> Leaving:
        return Leaving(partial(self._left, self._ours.popleft()))

    def _left(self, turn: "_Turn") -> None:
        late = asyncio.get_running_loop().time() - turn.at
        if late > UNTOLD:
            self._late.append((turn.moment, turn.moment + late))
        if late > CLOSE and self._resting and self._is_free():
            self._ask(0, 0.0)  # the others may go on for long before we book again

    def rest(self) -> None:
        self._resting = True
        self._unused += [turn.moment for turn in self._ours]
        self._ours.clear()
        if (self._late or self._unused) and self._is_free():
            self._ask(0, 0.0)

    def _is_free(self) -> bool:
        """May the database be asked? While not, the bell is to ring."""
        if self._asking is not None:
            return False
        # The loop rings a moment early: by what its clock cannot tell apart.
        return asyncio.get_running_loop().time() >= self._more_at - EARLY

    def _ask(self, count: int, waited: float) -> None:
        self._asking = asyncio.create_task(self._book(count, waited))

    async def _book(self, count: int, waited: float) -> None:
        loop = asyncio.get_running_loop()
        asked = loop.time()
        late, self._late = self._late, []
        unused, self._unused = self._unused, []
        try:
            order = TurnsWanted(count, waited, AHEAD, late, unused)
            booking = await self._paces.book(self._name, self._rate, order)
        except Exception as trouble:  # noqa: BLE001  because whatever it is, without turns nothing leaves
            self._late[:0], self._unused[:0] = late, unused
            self._more_at = loop.time() + AGAIN
            log.warning("no_turns", pace=self._name, why=repr(trouble))
        else:
            self._compare(booking.now, asked, loop.time())
            here = self._apart
            self._ours.extend(_Turn(moment, moment + here) for moment in booking.turns)
            self._more_at = loop.time() + booking.again
        finally:
            self._asking = None
        loop.call_at(self._more_at, self._ring)  # somebody may have come meanwhile

    def _compare(self, there: float, asked: float, answered: float) -> None:
        """The database's clock was read at some moment between these of the loop's clock.

        What was known is kept as far as that leaves it room. Else an answer that was long in coming
        would have its turns taken as much too late, and nobody would know.
        """
        self._apart = min(max(self._apart, asked - there), answered - there)


def shared(paces: Paces) -> Making:
    """Turns that all workers on these ``paces`` share."""

    def make(name: str, rate: float) -> Turns:
        return SharedTurns(paces, name, rate)

    return make


@dataclass(frozen=True, slots=True)
class _Turn:
    """A turn by the database's clock and by the loop's."""

    moment: float
    at: float
