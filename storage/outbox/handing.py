"""Which rows of the outbox may still change: those that nobody can have begun to send.

* A courier that has taken a row may be sending it. What it sent may have been taken though no
  answer came, and after a kill nobody remembers: so a row tried once, or written by a process
  that is no more, is never changed. A newer text follows it as a row of its own.
* A courier takes rows and a unit of work changes them at the same time; both say so here before
  they look at the database, so that no row is taken as it was before a change.
* An answer to a press that says nothing needs no row: the button stops waiting a little sooner,
  and whoever is killed before leaves the messenger to stop it by itself.
* What waits for each door lies on a shelf (:mod:`storage.outbox.shelf`), which follows every
  commit.

This holds within one process, which is all that may send from SQLite.
"""

import time
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from datetime import datetime

from core.messages import Outgoing
from core.outbox import Deferred, Outcome, Waiting

from .shelf import Shelf

LOOKED_EVERY = 1.0
"""Seconds between two looks whether another program wrote rows: some of the commands do."""

SILENT_AT_MOST = 1000
"""Silent answers that wait for a courier; of more, nobody looks at the oldest any longer."""


class Handing:
    """``since``: when this process opened the store; rows written before are not its own.
    ``steady`` tells seconds of a clock that nobody sets."""

    def __init__(self, since: datetime, steady: Callable[[], float] = time.monotonic) -> None:
        self.since = since
        self._steady = steady
        self._last = 0
        self._looked_at = -LOOKED_EVERY
        self._looking = 0
        self._out: set[int] = set()
        self._changing: set[int] = set()
        self._shelves: defaultdict[str, Shelf] = defaultdict(Shelf)
        self._silent: defaultdict[str, deque[Outgoing]] = defaultdict(
            lambda: deque(maxlen=SILENT_AT_MOST)
        )

    # what waits

    def shelf(self, door: str) -> Shelf:
        return self._shelves[door]

    @property
    def is_due(self) -> bool:
        """Is it time to ask which number the latest row has?"""
        return self._steady() - self._looked_at >= LOOKED_EVERY

    def latest(self, number: int) -> None:
        """The latest row in the database has this number. If it is not this process's, somebody
        else wrote it."""
        self._looked_at = self._steady()
        if number > self._last:
            self._last = number
            self.lose_track()

    def put_up(self, waiting: Iterable[Waiting], first: int, last: int) -> None:
        """These rows were committed, and wait from now on; ``first`` and ``last``: of all that
        were written. Rows are numbered one after another: where the first is not the next one,
        somebody else has written rows since."""
        if first > self._last + 1:
            self.lose_track()
        self._last = max(self._last, last)
        by_door: dict[str, list[Waiting]] = {}
        for one in waiting:
            by_door.setdefault(one.outgoing.peer.door, []).append(one)
        for door, ours in by_door.items():
            self._shelves[door].put_up(ours)

    def answer(self, silent: Iterable[Outgoing]) -> None:
        """What these presses led to is committed."""
        for one in silent:
            self._silent[one.peer.door].append(one)

    def answers(self, door: str) -> Sequence[Outgoing]:
        """Silent answers to presses, each once."""
        waiting = self._silent[door]
        found = tuple(waiting)
        waiting.clear()
        return found

    def settled(self, outcomes: Sequence[Outcome], *, lost: bool) -> None:
        """What became of these rows is written down; ``lost``: more was changed than that."""
        if lost or any(isinstance(one, Deferred) for one in outcomes):
            self.lose_track()
            return
        by_door: dict[str, list[int]] = {}
        for one in outcomes:
            by_door.setdefault(one.waiting.outgoing.peer.door, []).append(one.waiting.id)
        for door, rows in by_door.items():
            self._shelves[door].take_down(rows)

    def lose_track(self) -> None:
        """What waits was changed, or may have been: the database is to be asked."""
        for shelf in self._shelves.values():
            shelf.lose()

    # the courier's side

    @property
    def changing(self) -> AbstractSet[int]:
        """Rows that are being changed: they are to be left out."""
        return self._changing

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

    def may_change(self, rows: Iterable[int], changing: set[int]) -> set[int]:
        """Of these rows, those that may be changed by who asks: nobody takes them until
        :meth:`changed`. They are noted in ``changing`` too, before anything can fail."""
        if self._looking:
            return set()
        free = set(rows) - self._out - self._changing
        self._changing |= free
        changing |= free
        return free

    def changed(self, rows: Iterable[int]) -> None:
        """The change is committed, or undone."""
        self._changing.difference_update(rows)
