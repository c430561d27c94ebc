"""Which rows of the outbox may still change: those that nobody can have begun to send.

* A courier that has taken a row may be sending it. What it sent may have been taken though no
  answer came, and after a kill nobody remembers: so a row tried once, or written by a process
  that is no more, is never changed. A newer text follows it as a row of its own.
* A courier takes rows and a unit of work changes them at the same time; both say so here before
  they look at the database, so that no row is taken as it was before a change.

This holds within one process, which is all that may send from SQLite.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime


class Handing:
    """``since``: when this process opened the store; rows written before are not its own."""

    def __init__(self, since: datetime) -> None:
        self.since = since
        self._looking = 0
        self._out: set[int] = set()
        self._changing: set[int] = set()

    # the courier's side

    @contextmanager
    def looking(self) -> Iterator[AbstractSet[int]]:
        """While rows are looked up nothing changes; gives those that were being changed when it
        began: they are to be left out. What is handed out must be said before anybody else runs."""
        self._looking += 1
        try:
            yield frozenset(self._changing)
        finally:
            self._looking -= 1

    def hand_out(self, rows: Iterable[int]) -> None:
        self._out.update(rows)

    def take_back(self, rows: Iterable[int]) -> None:
        self._out.difference_update(rows)

    # the unit's side

    def may_change(self, rows: Iterable[int]) -> set[int]:
        """Of these rows, those that may be changed by who asks: nobody takes them until
        :meth:`changed`."""
        if self._looking:
            return set()
        free = set(rows) - self._out - self._changing
        self._changing |= free
        return free

    def changed(self, rows: Iterable[int]) -> None:
        """The change is committed, or undone."""
        self._changing.difference_update(rows)
