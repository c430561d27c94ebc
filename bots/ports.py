"""What the process needs of the store. ``app.py`` alone knows which store it is."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from pathlib import Path
from typing import Protocol

from core.files import Concerned, Content, Fate, Found, Loss, Wanted
from core.leases import Lease
from core.messages import File, Outgoing
from core.outbox import Outcome, Spent, Waiting
from core.pace import Booking, TurnsWanted
from core.people import Peer, Speaker
from core.reports.figures import Figures
from core.reports.registers import Extract, Line
from core.work import Watched


class Keeping(Protocol):
    """What a unit of work writes down of files. A fate is sealed once, and told by who did."""

    def want(self, files: Iterable[File], ticket: str) -> None: ...
    async def seal(
        self, file: File, fate: Fate, content: Content | None = None, error: str | None = None
    ) -> Sequence[Concerned]: ...
    async def put_off(self, file: File, due_at: datetime, error: str) -> None: ...
    async def follows(self, file: File, ticket: str, peer: Peer) -> bool: ...
    async def first_told(self, file: File, ticket: str) -> bool: ...


class Unit(Watched, Protocol):
    """A unit of work with what only the intake uses."""

    @property
    def files(self) -> Keeping: ...

    async def unseen(
        self, door: str, keys: Sequence[str], *, expected: bool = False
    ) -> set[str]: ...
    def seen(self, door: str, key: str) -> None: ...
    def advance(self, door: str, cursor: str, lease: Lease | None = None) -> None: ...
    async def recall_all(self, speakers: Iterable[Speaker]) -> None: ...
    async def set_aside(self, door: str, key: str, raw: object, trace: str) -> int: ...
    async def invite(self, code: str, agency: str, expires_at: datetime) -> None: ...
    async def commit(self) -> None: ...


class Store(Protocol):
    def unit(self) -> AbstractAsyncContextManager[Unit]: ...
    async def cursor(self, door: str) -> str | None: ...
    async def file(self, file: File) -> Found | None: ...
    async def files_due(self, most: int, busy: Iterable[tuple[str, str]]) -> Sequence[Wanted]: ...
    async def made_due(self, most: int) -> Sequence[Wanted]: ...
    def register(self, order: Extract) -> AsyncIterator[tuple[Line, int]]: ...
    async def figures(self) -> Figures: ...
    async def forget(self) -> int: ...
    async def forget_made(self) -> tuple[int, set[str]]: ...
    async def erased_contents(self, most: int) -> dict[str, bool]: ...
    async def erased(self, digests: Iterable[str]) -> None: ...
    async def is_needed(self, digest: str) -> bool: ...


class Leases(Protocol):
    """Rights that one worker at a time has, each for so many ``seconds`` unless it is renewed.

    Raises Unavailable while the database that keeps them can't be used.
    """

    @property
    def seconds(self) -> float: ...
    async def take(self, name: str) -> Lease | None:
        """Take a lease that nobody holds; None while somebody does."""

    async def renew(self, lease: Lease) -> bool:
        """Hold it for another while; False: it is another's by now."""

    async def release(self, lease: Lease) -> None: ...


class Outbox(Protocol):
    """The courier's side of the store. A row is settled once: sent, failed, or put off."""

    async def ready(
        self, door: str, most: int, busy: Iterable[int], toasts: Iterable[int] = ()
    ) -> Sequence[Waiting]: ...
    def answers(self, door: str) -> Sequence[Outgoing]:
        """Silent answers to presses that stand in no row, each once."""

    def begun(self, rows: Iterable[int]) -> None:
        """To be called at once after ``ready``, before anything is awaited."""

    def ended(self, rows: Iterable[int]) -> None: ...
    async def anchor(self, waiting: Waiting) -> str | None: ...
    async def thread(self, waiting: Waiting) -> int | None:
        """The ticket's own thread in the chat, if it has one."""

    async def settle(
        self,
        outcomes: Sequence[Outcome],
        untold: Iterable[Waiting] = (),
        spent: Iterable[Spent] = (),
    ) -> None:
        """``untold``: rows on their way no more of which there is nothing to write. ``spent``:
        of the pace that all workers share."""

    async def keep(self, rows: Iterable[int]) -> None:
        """These rows are on their way still: nobody else may take them."""


class Paces(Protocol):
    """The messengers' paces, where several workers share them. Raises Unavailable."""

    async def book(self, name: str, rate: float, order: TurnsWanted) -> Booking:
        """Book turns of what is called ``name`` and has ``rate`` of them a second."""


class Arriving(Protocol):
    """A file on its way in. ``head`` is its beginning, ``size`` the bytes so far."""

    path: Path
    head: bytes
    size: int

    async def write(self, part: bytes) -> None: ...
    async def flush(self) -> None: ...
    async def keep(self) -> str: ...


class Folder(Protocol):
    """Where files are kept, by the digest of their content."""

    def path(self, digest: str) -> Path: ...
    def sweep(self) -> int: ...
    async def remove(self, digest: str, settled: float = ...) -> bool: ...
    def arriving(self) -> AbstractAsyncContextManager[Arriving]: ...


class Files(Protocol):
    """The carrier's side of the collector."""

    async def find(self, file: File, ticket: str) -> Found:
        """What is known of a file; one that is still wanted is waited for, not for long.

        Raises Unsettled while it is worth coming back.
        """

    def path(self, content: Content) -> Path: ...

    async def follows(self, file: File, ticket: str, peer: Peer) -> bool:
        """The chat's message goes without it, and the file follows when it comes. False: it
        came meanwhile."""

    async def lost(self, file: File, outgoing: Outgoing, why: Loss) -> None:
        """The file was not delivered with the message: those who count on it are told, once."""
