"""The unit of work, as the use cases and dialogs see it: the store's port.

One unit is one transaction, for one batch of updates. What is written in it is seen by what is
read in it, becomes durable at its commit all together, and is gone if it is not committed.
A conversation is kept as plain JSON: what it means is known to dialogs/ alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import Enum, auto
from typing import Any, Protocol

from msgspec import Struct

from .finding import Finding
from .jobs import Jobs
from .messages import File, Outgoing
from .people import Operator, Peer, Speaker
from .privacy import Privacy
from .reports.digests import Mornings
from .reports.insights import Insights
from .spoilt import Spoilt
from .substitutions import Substitutions
from .templates import Templates
from .tickets import Moved, Ticket, TicketEvent

Memory = dict[str, Any]


class Unavailable(Exception):
    """The store can't be used now: its disk is full, somebody holds it, it is gone for a while.

    Nothing was written. The same work, done again later, succeeds.
    ``code`` is the database's own name for it; ``why`` says it in a few words, for a person.
    """

    def __init__(self, code: str, why: str = "") -> None:
        super().__init__(code, why)
        self.code, self.why = code, why or code

    def __str__(self) -> str:
        return self.code if self.why == self.code else f"{self.code}: {self.why}"


class Conflict(Unavailable):
    """Another worker was faster, or the two waited for one another.

    Nothing was written. The same work is taken again at once, and sees what the other wrote.
    """


class Unredeemed(Enum):
    """Why an invitation's code was not taken."""

    WRONG = auto()
    """Unknown, used or too old: whoever guesses is not told which."""
    TOO_MANY = auto()
    """This person, or this chat, has tried too many wrong ones."""
    PAUSED = auto()
    """Too many wrong ones were tried by all together."""


class Consent(Struct, frozen=True):
    """What 152-FZ asks to keep of a consent: which text, when, through which messenger."""

    speaker: Speaker
    version: str
    at: datetime


class UnitOfWork(Protocol):
    """``now`` is the time of the whole unit, aware, in UTC."""

    now: datetime

    @property
    def finding(self) -> Finding: ...

    @property
    def jobs(self) -> Jobs: ...

    @property
    def insights(self) -> Insights: ...

    @property
    def templates(self) -> Templates: ...

    @property
    def substitutions(self) -> Substitutions: ...

    @property
    def privacy(self) -> Privacy: ...

    # conversations
    async def recall(self, speaker: Speaker) -> Memory | None: ...
    def remember(self, speaker: Speaker, memory: Memory) -> None: ...
    async def forget_talk(self, speaker: Speaker) -> None:
        """Nobody was ever heard there."""

    def consent(self, consent: Consent) -> None: ...
    async def talks_in(self, peer: Peer) -> Sequence[tuple[Speaker, Memory, datetime]]:
        """The conversations in a chat, with when each last changed, the latest first."""

    # tickets
    async def next_number(self, year: int) -> int:
        """Count up within a year; a number is never given twice."""

    async def ticket(self, number: str) -> Ticket | None:
        """Load a ticket and hold it: nobody else changes it before this unit ends."""

    async def history(self, number: str) -> Sequence[TicketEvent]: ...

    async def tickets_of(
        self, resident: Speaker, page: int, size: int
    ) -> tuple[Sequence[Ticket], int]:
        """A page (from 0) of a resident's tickets, the latest first, and how many there are."""

    async def has_filed(self, resident: Speaker) -> bool:
        """Have they a ticket at all? It costs little, and nothing is flushed for it."""

    async def filed_since(self, resident: Speaker, moment: datetime) -> int:
        """How many tickets a resident has filed since then."""

    async def open_tickets(self, agency: str, most: int) -> Sequence[Ticket]: ...

    def record(self, moved: Moved) -> None:
        """Keep a ticket after its move, and the event."""

    def keep(self, ticket: Ticket) -> None:
        """Keep a ticket to which nothing happened: only when it is looked at next has changed."""

    async def last_move(self, number: str) -> Moved | None:
        """The last move of a ticket but those of :data:`~core.tickets.STANDING`, with the ticket as
        it was before it."""

    async def merged_into(self, number: str) -> Sequence[Ticket]:
        """The tickets whose residents are told what this one's is told."""

    # chats of agencies
    async def agency_of(self, peer: Peer) -> str | None: ...
    async def chat_of(self, agency: str) -> Peer | None: ...
    async def offices(self, door: str) -> Mapping[int, tuple[str, str]]:
        """Every bound chat of a messenger: its number → its agency, and its title."""

    async def redeem(self, code: str, by: Speaker) -> str | Unredeemed:
        """Use up an invitation and return its agency; else why not."""

    async def bind(self, peer: Peer, agency: str, title: str, by: Operator) -> Peer | None:
        """Make a chat the agency's only one; return the chat it had before, if another."""

    async def unbind(self, peer: Peer) -> str | None:
        """The chat is nobody's any more; return whose it was."""

    async def migrate(self, before: Peer, after: Peer) -> None:
        """The chat has a new number: whatever it was bound to, it still is."""

    # messages
    async def has_card(self, peer: Peer, ticket: str) -> bool:
        """Does a card of the ticket stand in that chat?"""

    # threads
    async def thread_of(self, peer: Peer, ticket: str) -> int | None:
        """The ticket's own thread in that chat."""

    async def ticket_in(self, peer: Peer, thread: int) -> str | None:
        """The number of the ticket whose thread it is."""

    async def forget_thread(self, peer: Peer, ticket: str) -> bool:
        """The ticket's thread is gone; False: there was none."""

    async def may_open_threads(self, peer: Peer) -> bool:
        """False while the messenger refused lately to open a thread there."""

    async def refuse_threads(self, peer: Peer) -> bool:
        """The messenger refuses to open threads there; False: that was known."""

    async def ticket_of(self, peer: Peer, message: str) -> str | None:
        """The number of the ticket that a delivered message stands for."""

    async def stop(self, peer: Peer, why: str) -> Sequence[str]:
        """The chat cannot be written to: try nothing more that waits for it.

        What concerns a resident's ticket is held until they are back, the rest is given up.
        Returns the numbers of the tickets that it was about.
        """

    async def release(self, peer: Peer) -> None:
        """The person is back: send what was held for them."""

    def send(self, outgoing: Outgoing) -> None: ...

    async def make(self, file: File, peer: Peer) -> bool:
        """Have a file of the house made; it follows to the chat. False: it is there already."""

    def send_later(self, outgoing: Outgoing, at: datetime, of: str = "") -> None:
        """Send it then, unless it is taken back before with all that waits ``of`` a ticket: by
        default the one that it is about."""

    async def take_back(self, ticket: str) -> bool:
        """Send nothing of what waits to be sent later; False: something of it was sent already."""

    async def hurry(self, ticket: str) -> None:
        """Send at once what about this ticket was to be sent later: something follows it."""


class Watched(UnitOfWork, Protocol):
    """What the watch needs besides: whatever is due."""

    @property
    def mornings(self) -> Mornings: ...

    @property
    def spoilt(self) -> Spoilt: ...

    async def deliver_delayed(self, most: int) -> int:
        """Send what was to be sent later and is due now, at most ``most``; return how many."""

    async def deliver_one(self, row: int) -> int:
        """Send this one now; return 0 if it is gone."""

    async def recall_all(self, speakers: Iterable[Speaker]) -> None:
        """Load many conversations at once."""

    async def to_look_at(self, most: int) -> Sequence[str]:
        """Numbers of tickets whose next look is due, the longest due first."""

    async def look_later(self, number: str, at: datetime) -> None:
        """Let a ticket be until then, whatever is wrong with it."""
