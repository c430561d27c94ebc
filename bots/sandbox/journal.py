"""What happened, in order: the page reads it live and catches up after a break.

An event is written down as it looks at that moment. Old events are forgotten; who comes back
with a number from before them reads the state anew.
"""

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from .bell import Bell

KEPT: Final = 5_000


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    kind: str
    data: dict[str, Any]


class Journal:
    def __init__(self) -> None:
        self.bell = Bell()
        self.last = 0
        self.view: Callable[[str, Any, dict[str, Any]], dict[str, Any]] | None = None
        self._entries: deque[Entry] = deque(maxlen=KEPT)

    def note(self, kind: str, subject: Any, facts: dict[str, Any]) -> None:
        """Write down an event; ``view`` turns the subject and the facts into JSON."""
        self.last += 1
        data = self.view(kind, subject, facts) if self.view else {}
        self._entries.append(Entry(self.last, kind, {"id": self.last, **data}))
        self.bell.ring()

    def after(self, number: int) -> Iterator[Entry]:
        return iter([entry for entry in self._entries if entry.id > number])

    def forget(self) -> None:
        """Drop the entries. The numbers go on, so that nobody waits for one that has passed."""
        self._entries.clear()
