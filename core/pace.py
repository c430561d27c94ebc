"""When the next message may leave, so that no second holds more than a messenger takes. Pure.

Rules
-----
* As long as somebody waits, turns come at even steps. What was missed meanwhile, because the
  process was busy, is caught up: at most :data:`BEHIND` seconds of it.
* Whatever is caught up, no window of a second holds more turns than the rate. The window is a
  little longer than a second (:data:`CLOSE`), because messages sent a second apart may arrive
  closer together.
* After a silence nothing is caught up: nobody waited.

Moments are seconds of any clock that only goes forward.
"""

from bisect import insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor

CLOSE = 0.002
"""Seconds: what the ways of two messages to the messenger may differ by. It costs as much of the
pace: 0.2 %. As much again may be lost to the time from a turn until its message has left."""

BEHIND = 0.25
"""Seconds of turns that are caught up at most."""

REMEMBERED = 64
"""Turns that are remembered beyond those of a window: some may be given back."""


class Timetable:
    """``rate``: turns a second. ``even``: when the next one is due at even steps; ``taken``: the
    last turns."""

    def __init__(
        self, rate: float, even: float = float("-inf"), taken: Iterable[float] = ()
    ) -> None:
        self._step = 1 / rate
        self._held = max(1, floor(rate))
        self._window = self._held * self._step + CLOSE
        self.even = even
        self.taken = sorted(taken)

    def next(self, now: float, waited: float = 0.0, leaving: int = 0) -> float:
        """When the next turn is, now at the earliest. ``waited``: seconds for which somebody has
        been waiting without a pause. ``leaving``: how many took turns and have not left; they leave
        now at the earliest."""
        last = self.taken[-1] if self.taken and not leaving else now
        free, left = last, self._held - leaving
        if left <= 0:
            free = now + self._window
        elif len(self.taken) >= left:
            free = self.taken[-left] + self._window
        return max(now, self._due(now, waited), last, free)

    def take(self, at: float, now: float, waited: float = 0.0) -> None:
        """Take the next turn, ``at`` that moment."""
        self.go_on(now, waited)
        self.left(at)

    def go_on(self, now: float, waited: float = 0.0) -> None:
        """The next turn is taken, by one who has not left yet."""
        self.even = self._due(now, waited) + self._step

    def left(self, at: float) -> None:
        """One left, ``at`` that moment."""
        insort(self.taken, at)
        del self.taken[: -self._held - REMEMBERED]

    def give_back(self, moment: float) -> None:
        """Nobody left at this turn."""
        if moment in self.taken:
            self.taken.remove(moment)
            self.even -= self._step

    def put_right(self, moment: float, at: float) -> None:
        """Who had this turn left ``at`` another moment."""
        if moment in self.taken:
            self.taken.remove(moment)
            insort(self.taken, at)

    def _due(self, now: float, waited: float) -> float:
        return max(self.even, now - min(waited, BEHIND))


@dataclass(frozen=True, slots=True)
class TurnsWanted:
    """What one of several workers asks of the timetable that they share, and tells it.

    ``count`` turns are wanted by who has been waiting for ``waited`` seconds, none later than
    ``ahead`` seconds from now. ``late``: turns it had, and when they were really taken;
    ``unused``: turns that were not taken.
    """

    count: int
    waited: float
    ahead: float
    late: Sequence[tuple[float, float]] = ()
    unused: Sequence[float] = ()


@dataclass(frozen=True, slots=True)
class Booking:
    """Turns that are one worker's from ``now`` on. ``again``: seconds until there may be more."""

    now: float
    turns: Sequence[float]
    again: float


def book(timetable: Timetable, order: TurnsWanted, now: float) -> Booking:
    """Book what is ordered, as far as there is any."""
    for moment, at in order.late:
        timetable.put_right(moment, at)
    for moment in order.unused:
        timetable.give_back(moment)
    turns: list[float] = []
    latest = now + order.ahead
    while len(turns) < order.count:
        turn = timetable.next(now, order.waited)
        if turn > latest:
            return Booking(now, turns, turn - latest)
        timetable.take(turn, now, order.waited)
        turns.append(turn)
    return Booking(now, turns, 0.0)
