"""What is kept of a resident, and how it is deleted: the store's port.

152-FZ gives a person two rights that a chat can serve: to learn what is kept of them (art. 14 and
20), and to have it deleted when they take their consent back (art. 21). DOMAIN.md: «a resident can
get a copy of their data and be forgotten (the ticket stays, the person goes)».
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from msgspec import Struct

from .messages import File
from .people import Speaker

Blot = Callable[[str], str]
"""Takes a person's own out of words, see :mod:`core.words.blotting`."""


class Given(Struct, frozen=True):
    """A consent: which text of it, and when."""

    version: str
    at: datetime


class Kept(Struct, frozen=True):
    """What is kept of a resident in one messenger. ``contacts``: in how many of their tickets one
    is; ``quiet``: they want no broadcasts."""

    tickets: int = 0
    open: int = 0
    contacts: int = 0
    consents: tuple[Given, ...] = ()
    quiet: bool = False


class Privacy(Protocol):
    async def kept(self, resident: Speaker) -> Kept: ...

    async def numbers_of(self, resident: Speaker) -> Sequence[str]:
        """The numbers of all their tickets, in order."""

    async def copies_since(self, resident: Speaker, moment: datetime) -> int:
        """How many copies of their data they have ordered since then."""

    async def scrub(self, number: str, blot: Blot) -> dict[tuple[str, str], File | None]:
        """Take the resident out of a ticket's history and its files.

        From then on, and for no other ticket, its history admits that. Returns what became of each
        file of theirs, by its door and ref: None, it goes.
        """

    async def forget(self, resident: Speaker) -> None:
        """Delete all that is kept of them besides their tickets, which were scrubbed before;
        what was sent of those is blotted too."""
