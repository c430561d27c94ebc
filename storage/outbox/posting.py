"""The messages of one unit of work: laid out, written into the outbox, and told to the courier of
this process once they are committed.

* What only tidies up after a press stands in no row where one process carries everything: it is
  handed over at the commit, see :mod:`storage.outbox.handing`.
* What was done to the outbox besides putting something there makes the courier look for itself.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Outgoing
from core.outbox import Outcome, Waiting
from storage.together import Together

from . import queue
from .handing import Handing

Fit = Callable[[Outgoing], Iterable[Outgoing]]
"""Cuts and lays out a message for its messenger: one row of the outbox is one call of it."""


class Posting:
    def __init__(
        self, connection: AsyncConnection, fit: Fit, now: datetime, handing: Handing | None
    ) -> None:
        self._connection = connection
        self._fit = fit
        self._now = now
        self._handing = handing
        self._outgoing: list[Outgoing] = []
        self._silent: list[Outgoing] = []
        self.replaced: set[int] = set()
        """Rows of the outbox that were changed."""
        self._waiting: list[Waiting] = []
        """Rows of the outbox that were written."""
        self._first = self._last = 0
        self._meddled = False

    def send(self, outgoing: Outgoing) -> None:
        for one in self._fit(outgoing):
            if self._handing is not None and one.is_silent:
                self._silent.append(one)
            else:
                self._outgoing.append(one)

    def meddle(self) -> None:
        """More was done to the outbox than to put something there."""
        self._meddled = True

    async def flush(self, writing: Together) -> None:
        """Write down what was sent so far."""
        first = not (self._last or self._meddled)
        written = await queue.put(
            self._connection, self._outgoing, self._now, self._handing, writing, self.replaced,
            first=first,
        )  # fmt: skip
        self._waiting += written.waiting
        self._first = self._first or written.first
        self._last = max(self._last, written.last)
        self._meddled |= not written.counted
        self._outgoing.clear()

    def hand_over(self, outcomes: Sequence[Outcome], *, written: bool) -> None:
        """Let the courier of this process know what waits now, and which outcomes were taken along.
        Where it was not ``written``, nobody knows what was."""
        handing = self._handing
        if handing is None:
            return
        if written:
            handing.settled(outcomes, lost=False)
            handing.answer(self._silent)
            handing.put_up(self._waiting, self._first, self._last)
        if self._meddled or self.replaced or not written:
            handing.lose_track()
        self._waiting, self._silent, self._first = [], [], 0
