"""What became of rows of the outbox, until somebody writes it down: whoever commits next takes it
along. Under load that is a unit of work that is on its way already, so that the disk is waited for
once, and a chat is free again as soon as its next message stands in the outbox.

What a unit did not write goes alone from then on: it may be why the unit failed, and must not spoil
another's work.

This holds within one process, which is all that may send from SQLite.
"""

import asyncio
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from core.outbox import Outcome


class Owed:
    """``fate``: was it written? If not, whoever brought it writes it alone."""

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        self.outcomes = outcomes
        self.fate: asyncio.Future[bool] = asyncio.get_running_loop().create_future()

    def become(self, *, written: bool) -> None:
        if not self.fate.done():  # who waited may have been cancelled: to write it twice is no harm
            self.fate.set_result(written)


class Owing:
    def __init__(self) -> None:
        self._owed: list[Owed] = []
        self._units = 0
        self._alone: set[int] = set()
        """Rows whose outcome a unit took along and did not write."""

    @contextmanager
    def unit(self) -> Iterator[None]:
        """While a unit of work is open, or waits to be. What it leaves is left to who brought it,
        unless another unit comes."""
        self._units += 1
        try:
            yield
        finally:
            self._units -= 1
            if not self._units:
                for one in self.take():
                    one.become(written=False)

    async def taken_along(self, outcomes: Sequence[Outcome]) -> bool:
        """Was it written by a unit of work that was under way? At once no, if none is."""
        rows = {one.waiting.id for one in outcomes}
        if not self._units or not self._alone.isdisjoint(rows):
            return False
        owed = Owed(outcomes)
        self._owed.append(owed)
        if await owed.fate:
            return True
        self._alone |= rows
        return False

    def written_alone(self, outcomes: Sequence[Outcome]) -> None:
        self._alone.difference_update(one.waiting.id for one in outcomes)

    def take(self) -> list[Owed]:
        """All that is owed. Who takes it says what became of it."""
        taken, self._owed = self._owed, []
        return taken
