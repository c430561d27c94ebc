"""Work that takes a while, done a portion at a time: a broadcast, or many tickets moved at once.

* A portion and how far the job has got are written in one transaction: after a kill the job goes
  on after the last portion, and nobody is told twice.
* An **audience** is everybody who filed a ticket of that kind, each once. Whoever does not want to
  be told is not in it.
* A **choice** is open tickets, as they stood when a coordinator saw how many they are: what is
  filed later is not in it. It is looked up once, when the order is given, and its numbers are kept
  with the job. They are moved in order of their numbers. What did not move is no more kept: an
  order that takes all of it back has the rest.
"""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from msgspec import Struct

from .finding import EVERYTHING, Only
from .people import Peer, Speaker


class Stage(StrEnum):
    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"
    DONE = "done"


class Kind(StrEnum):
    BROADCAST = "broadcast"
    BULK = "bulk"
    UNDO = "undo"
    """Many that are taken back: before all else, for there is little time."""


class Deed(StrEnum):
    """What is done to each ticket of a choice."""

    ROUTE = "route"
    REJECT = "reject"
    MERGE = "merge"
    UNDO = "undo"
    """What another order did is taken back."""


class Choice(Struct, frozen=True):
    """Open tickets filed by ``at``; ``agency``: "" for any; ``words``: that their text or address
    has, "" for any; ``numbers``: of these alone, () for any."""

    at: datetime
    only: Only = EVERYTHING
    agency: str = ""
    words: str = ""
    numbers: tuple[str, ...] = ()


class Order(Struct, frozen=True):
    """``target``: an agency, a reason of the town file's list, a number, or the deed that is taken
    back. ``person``: who ordered it. ``failed``: what could not be moved, counted by its reason.
    ``undone``: another order takes it back. ``until``: of one that takes back, when the other had
    ended: what was moved later was moved by somebody else."""

    choice: Choice
    deed: Deed
    target: str
    person: int
    failed: tuple[tuple[str, int], ...] = ()
    undone: bool = False
    until: datetime | None = None


class Audience(Struct, frozen=True):
    """Residents with a ticket on this group of topics, in this municipality, filed in these last
    days; "" and 0: any."""

    group: str = ""
    municipality: str = ""
    days: int = 0


class Broadcast(Struct, frozen=True):
    """The same ``text`` for each of an audience."""

    audience: Audience
    text: str


class Job(Struct, frozen=True):
    """``peer`` is the chat that is told how it goes, last at ``told_at``; ``by``: the name of who
    began it; ``cursor``: after whom or what the next portion begins; ``total``: as counted when it
    began; ``skipped``: whom the bot cannot reach, or what could not be moved. ``id`` is 0 until it
    is kept."""

    peer: Peer
    by: str
    work: Broadcast | Order
    began_at: datetime
    told_at: datetime
    total: int = 0
    stage: Stage = Stage.RUNNING
    done: int = 0
    skipped: int = 0
    cursor: str = ""
    id: int = 0

    @property
    def kind(self) -> Kind:
        match self.work:
            case Order(deed=Deed.UNDO):
                return Kind.UNDO
            case Order():
                return Kind.BULK
        return Kind.BROADCAST


class Portion(Struct, frozen=True):
    """Residents, and the cursor after them."""

    residents: tuple[Speaker, ...]
    cursor: str


class Lot(Struct, frozen=True):
    """The next numbers of an order; ``left``: those that are no more as they were chosen."""

    numbers: tuple[str, ...]
    left: frozenset[str]


class Jobs(Protocol):
    async def begin(self, job: Job, of: Job | None = None) -> Job:
        """Keep a new job, and the numbers of its order's choice, or those that ``of`` has moved;
        return it with its own number, and with how many they are."""

    async def job(self, number: int) -> Job | None:
        """Load a job and hold it."""

    async def keep(self, job: Job) -> None: ...

    async def running(self, kind: Kind) -> Job | None:
        """The first job of its kind that runs, held; None if none does, or others have it."""

    async def last_broadcast(self) -> Job | None:
        """The broadcast that was begun last, whether it runs or is over; None: there was none."""

    async def chosen(self, choice: Choice, most: int) -> Sequence[str]:
        """The first numbers of a choice's tickets."""

    async def let_go(self, job: Job, numbers: Sequence[str]) -> None:
        """Keep these no more: they did not move."""

    async def lot(self, job: Job, order: Order, most: int) -> Lot:
        """The order's next tickets, after the job's cursor."""

    async def count_chosen(self, choice: Choice) -> int: ...

    async def count(self, audience: Audience, now: datetime) -> int: ...

    async def portion(self, job: Job, audience: Audience, most: int) -> Portion:
        """The broadcast's next residents, after the job's cursor."""

    async def backlog(self, most: int) -> int:
        """How many messages of broadcasts wait to be sent, counted to ``most``."""

    async def quiet(self, resident: Speaker, *, wanted: bool) -> None:
        """This person wants broadcasts no more, or again."""
