"""A messenger in memory, turns that only echo, and a clock turned by hand."""

import asyncio
import hashlib
from collections.abc import AsyncGenerator, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from bots.doors.door import Batch, Raw, Reception
from bots.doors.limits import LIMITS, Limits, Pace
from core.files import Content, Fate, Found, Loss
from core.messages import File, Message, Outgoing
from core.people import Peer, Speaker
from core.tickets import Moved
from core.work import UnitOfWork
from dialogs.events import Arrival, Said
from dialogs.turns import Turns

FAST = replace(LIMITS["telegram"], pace=Pace(everyone=1e6, chat=1e6, group=1e6))
"""A messenger that takes everything at once."""


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@dataclass(frozen=True, slots=True)
class Delivery:
    chat: int
    text: str
    token: int
    outgoing: Outgoing


Answering = Callable[[Outgoing], Exception | None]


def taken(outgoing: Outgoing) -> None:
    """The messenger has nothing against it."""


def takes_any(file: File) -> None:
    """The messenger takes every file."""


@dataclass
class FakeDoor:
    """A messenger in memory.

    * ``polls``: what ``arrivals`` gives in turn (an error is raised); after that it is silent.
    * ``answering`` says with which error a delivery is refused, None: it is taken.
    * ``gates``: a chat's deliveries wait until its gate is opened.
    """

    name: str = "telegram"
    limits: Limits = FAST
    polls: list[Batch | Exception] = field(default_factory=list)
    opening: list[Exception] = field(default_factory=list)
    greeting: list[Exception] = field(default_factory=list)
    answering: Answering = taken
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    contents: dict[str, bytes | Exception | list[bytes | Exception]] = field(default_factory=dict)
    adopting: Callable[[File], Exception | None] = takes_any

    accepted: str = "taken"
    begins: str | None = None
    greeted: int = 0
    opened: int = 0
    asked: list[str | None] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)
    attempted: list[Delivery] = field(default_factory=list)
    adopted: list[bytes] = field(default_factory=list)
    given: list[File] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def greet(self) -> None:
        self.greeted += 1
        if self.greeting:
            raise self.greeting.pop(0)

    async def open(self) -> None:
        self.opened += 1
        if self.opening:
            raise self.opening.pop(0)

    async def close(self) -> None:
        self.opened = -1

    async def beginning(self) -> str | None:
        return self.begins

    async def arrivals(self, cursor: str | None) -> Batch:
        self.asked.append(cursor)
        self.changed.set()
        if not self.polls:
            await asyncio.Event().wait()
        answer = self.polls.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def stranger(self, headers: Mapping[str, str]) -> bool:
        return headers.get("Secret") != "s"

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        return not self.stranger(headers)

    async def welcome(self, raw: Raw) -> Batch | str:
        return "answer" if raw.get("text") == "who?" else Batch((raw,), None)

    async def reception(self) -> Reception:
        return Reception()

    def key(self, raw: Raw) -> str:
        return str(raw["id"])

    def read(self, raw: Raw, key: str) -> Arrival | None:
        if raw["text"] == "unreadable":
            raise ValueError("this update cannot be parsed")
        if raw["text"] == "nobody":
            return None
        person = int(raw["from"])
        chat = int(raw.get("chat", person))
        return Arrival(
            key=key,
            speaker=Speaker(self.name, chat, person),
            event=Said(str(raw["text"])),
            private=chat > 0,
        )

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        delivery = Delivery(outgoing.peer.chat, outgoing.message.text, token, outgoing)
        self.attempted.append(delivery)
        self.changed.set()
        if outgoing.peer.chat in self.gates:
            await self.gates[outgoing.peer.chat].wait()
        await asyncio.sleep(0)
        if (refusal := self.answering(outgoing)) is not None:
            raise refusal
        self.delivered.append(delivery)
        self.changed.set()
        return outgoing.edits or str(1000 + len(self.delivered))

    async def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        """In pieces; an error among them cuts the download there."""
        self.fetched.append(file.ref)
        content = self.contents[file.ref]
        for part in content if isinstance(content, list) else [content]:
            if isinstance(part, Exception):
                raise part
            yield part
            await asyncio.sleep(0)

    async def adopt(self, file: File, path: Path, chat: int) -> File:
        if (refusal := self.adopting(file)) is not None:
            raise refusal
        self.adopted.append(path.read_bytes())  # noqa: ASYNC240  because a test's files are small
        self.given.append(file)
        return replace(file, door=self.name, ref=f"adopted {file.ref}")

    # for the tests

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.delivered]

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until what was delivered or tried makes ``done`` true."""
        async with asyncio.timeout(60):
            while not done():
                self.changed.clear()
                await self.changed.wait()


def update(number: int, text: str, person: int = 1, **more: int) -> Raw:
    return {"id": number, "from": person, "text": text, **more}


def batch(*updates: Raw, cursor: str = "") -> Batch:
    return Batch(updates, cursor or str(updates[-1]["id"]))


class EchoTurns(Turns):
    """Keeps what a person said and says it back; «boom» makes it fail."""

    def __init__(self) -> None:
        self.taken: list[tuple[Speaker, str]] = []

    async def take(self, unit: UnitOfWork, arrival: Arrival) -> Sequence[Moved]:
        assert isinstance(arrival.event, Said)
        text = arrival.event.text
        memory = await unit.recall(arrival.speaker) or {"said": []}
        unit.remember(arrival.speaker, {"said": [*memory["said"], text]})
        if text == "boom":
            raise ZeroDivisionError("a mistake of ours")
        self.taken.append((arrival.speaker, text))
        unit.send(Outgoing(arrival.speaker.peer, Message(f"«{text}»")))
        return ()


@dataclass
class FakeFiles:
    """What the carrier asks the collector: every file's fate is told by its ref."""

    folder: Path = Path()
    fates: dict[str, list[Found | Exception]] = field(default_factory=dict)
    losses: list[tuple[str, Loss]] = field(default_factory=list)
    following: list[str] = field(default_factory=list)

    async def find(self, file: File, ticket: str) -> Found:
        told = self.fates[file.ref]
        fate = told.pop(0) if len(told) > 1 else told[0]
        if isinstance(fate, Exception):
            raise fate
        return fate

    def path(self, content: Content) -> Path:
        return self.folder / content.digest

    async def follows(self, file: File, ticket: str, peer: Peer) -> bool:
        self.following.append(file.ref)
        known = self.fates[file.ref][0]
        return isinstance(known, Found) and known.fate is Fate.WANTED

    async def lost(self, file: File, outgoing: Outgoing, why: Loss) -> None:
        self.losses.append((file.ref, why))

    # for the tests

    def keep(self, ref: str, content: bytes, content_type: str) -> None:
        digest = hashlib.sha256(content).hexdigest()
        (self.folder / digest).write_bytes(content)
        found = Found(Fate.KEPT, Clock().now, Content(digest, content_type, len(content)))
        self.fates[ref] = [found]


def numbered(texts: Iterable[str]) -> Sequence[Raw]:
    return [update(at, text) for at, text in enumerate(texts, 1)]
