"""What breaks the watch: set aside with its error, as a broken update is, and told once."""

from collections.abc import Sequence
from typing import Protocol

LATER, WATCH = "later", "watch"
"""Instead of a messenger's name in the quarantine: a message that waited, a ticket to look at."""


class Spoilt(Protocol):
    async def due(self, most: int) -> Sequence[int]:
        """Rows of messages that waited and are due now; what they say is not read."""

    async def message(self, row: int, trace: str) -> int | None:
        """Move one that cannot be sent into the quarantine; return its number there. None: it is
        gone already."""

    async def ticket(self, number: str, trace: str) -> int | None:
        """Note in the quarantine that a ticket cannot be looked at; return the note's number.
        None: such a note lies there."""

    async def count(self) -> int:
        """How much lies in the quarantine and is not worked off."""
