"""The rows of the outbox that wait for one door, kept in memory just as they stand in the database.

* A courier looks at the outbox after each of its messages, and what it looks for was written by
  this process a moment ago: to read it back, row by row, would cost more than to write it.
* The shelf is ``whole`` only while it is known to hold every row that waits; it is filled from the
  database, and follows each commit. Whatever is not simply put up or sent (a row put off, a chat
  that is lost, a row that changed) makes it lose track, and the database is asked again.
* It never holds more than :data:`ROOM` rows: with more, the database is asked, as if there were no
  shelf. That somebody else wrote rows is found out in :mod:`storage.outbox.handing`.

This holds within one process, which is all that may send from SQLite.
"""

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from core.messages import Lane
from core.outbox import Waiting

ROOM = 20_000
"""Rows of a door that are kept in memory at most: some tens of megabytes."""

OF_A_CHAT = 8
"""Rows of one chat that are offered at once: they go one after another all the same."""


def without(found: Iterable[Waiting], changing: AbstractSet[int]) -> list[Waiting]:
    """Of rows in order, those that may go out while these are changing: what comes after one of
    them in its chat waits for it."""
    left: list[Waiting] = []
    held_back: set[int] = set()
    for waiting in found:
        outgoing = waiting.outgoing
        if waiting.id not in changing:
            if outgoing.toast is not None or outgoing.peer.chat not in held_back:
                left.append(waiting)
        elif outgoing.toast is None:
            held_back.add(outgoing.peer.chat)
    return left


class Shelf:
    def __init__(self) -> None:
        self._rows: dict[int, Waiting] = {}
        self._lanes: dict[Lane, dict[int, Waiting]] = {lane: {} for lane in Lane}
        """The same rows by their lanes, in order: what is committed later has a higher number."""
        self._slots: Counter[tuple[int, str]] = Counter()
        """How many rows wait under a slot of a chat."""
        self.whole = False
        self.changes = 0
        """How often what waits may have changed: a filling that it overtook is worth nothing."""

    def fill(self, waiting: Iterable[Waiting], changes: int) -> None:
        """All that waits, as it was read after ``changes`` changes."""
        if changes == self.changes:
            self._clear()
            self.whole = True
            self._put(waiting)

    def put_up(self, waiting: Iterable[Waiting]) -> None:
        """These rows were committed: they wait from now on."""
        self.changes += 1
        if self.whole:
            self._put(waiting)

    def take_down(self, rows: Iterable[int]) -> None:
        """These rows do not wait any more."""
        self.changes += 1
        for row in rows:
            waiting = self._rows.pop(row, None)
            if waiting is None:
                continue
            outgoing = waiting.outgoing
            del self._lanes[outgoing.lane][row]
            if outgoing.slot is not None:
                slot = outgoing.peer.chat, outgoing.slot
                self._slots[slot] -= 1
                if not self._slots[slot]:
                    del self._slots[slot]

    def may_wait(self, chat: int, slot: str) -> bool:
        """Does a row wait under this slot, as far as is known?"""
        return not self.whole or (chat, slot) in self._slots

    def lose(self) -> None:
        """What waits is not known any more."""
        self.changes += 1
        self.whole = False
        self._clear()

    def ready(
        self, most: int, busy: AbstractSet[int], toasts: AbstractSet[int], but: AbstractSet[int]
    ) -> list[Waiting]:
        """Rows that may go out now, in order, as from :func:`storage.outbox.queue.ready`; without
        those that are changing (``but``)."""
        found: list[Waiting] = []
        held_back: set[int] = set()
        """Chats in which what is changing holds back what comes after it."""
        offered: dict[int, int] = {}
        for lane in self._lanes.values():
            for row, waiting in lane.items():
                outgoing = waiting.outgoing
                if outgoing.toast is not None:
                    if row in toasts or row in but:
                        continue
                else:
                    chat = outgoing.peer.chat
                    if chat in busy or chat in held_back:
                        continue
                    before = offered.get(chat, 0)
                    if before == OF_A_CHAT:
                        continue
                    if row in but:
                        held_back.add(chat)
                        continue
                    offered[chat] = before + 1
                found.append(waiting)
                if len(found) == most:
                    return found
        return found

    def _put(self, waiting: Iterable[Waiting]) -> None:
        for one in waiting:
            outgoing = one.outgoing
            # What was committed while the shelf was filled may have been read there already.
            if outgoing.slot is not None and one.id not in self._rows:
                self._slots[outgoing.peer.chat, outgoing.slot] += 1
            self._rows[one.id] = one
            self._lanes[outgoing.lane][one.id] = one
        if len(self._rows) > ROOM:
            self.lose()

    def _clear(self) -> None:
        self._rows.clear()
        self._slots.clear()
        for lane in self._lanes.values():
            lane.clear()
