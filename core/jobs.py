"""Work that takes a while: a broadcast, sent a portion at a time.

* A portion and how far the job has got are written in one transaction: after a kill the job goes
  on after the last portion, and nobody is told twice.
* An **audience** is everybody who filed a ticket of that kind, each once. Whoever does not want to
  be told is not in it.
"""

from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from .people import Peer, Speaker


class Stage(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Audience(Struct, frozen=True):
    """Residents with a ticket on this group of topics, in this municipality, filed in these last
    days; "" and 0: any."""

    group: str = ""
    municipality: str = ""
    days: int = 0


class Job(Struct, frozen=True):
    """``peer`` is the chat that is told how it goes, last at ``told_at``; ``cursor``: after whom
    the next portion begins; ``total``: as counted when it began; ``skipped``: whom the bot cannot
    reach. ``id`` is 0 until it is kept."""

    id: int
    stage: Stage
    peer: Peer
    by: str
    text: str
    audience: Audience
    began_at: datetime
    told_at: datetime
    total: int
    done: int = 0
    skipped: int = 0
    cursor: str = ""


class Portion(Struct, frozen=True):
    """Residents, and the cursor after them."""

    residents: tuple[Speaker, ...]
    cursor: str


class Jobs(Protocol):
    async def begin(self, job: Job) -> Job:
        """Keep a new job; return it with its number."""

    async def job(self, number: int) -> Job | None:
        """Load a job and hold it."""

    async def keep(self, job: Job) -> None: ...

    async def running(self) -> Job | None:
        """The first job that runs, held; None if none does, or another worker has it."""

    async def count(self, audience: Audience, now: datetime) -> int: ...

    async def portion(self, job: Job, most: int) -> Portion: ...

    async def backlog(self, most: int) -> int:
        """How many messages of broadcasts wait to be sent, counted to ``most``."""

    async def quiet(self, resident: Speaker, *, wanted: bool) -> None:
        """This person wants broadcasts no more, or again."""
