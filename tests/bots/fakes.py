"""A messenger in memory, turns that only echo, and a clock turned by hand."""

import asyncio
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from bots.doors.door import Batch, Raw
from bots.doors.layout import LIMITS, Limits, Pace
from core.messages import File, Message, Outgoing
from core.people import Speaker
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
    answering: Answering = taken
    gates: dict[int, asyncio.Event] = field(default_factory=dict)
    contents: dict[str, bytes | Exception] = field(default_factory=dict)

    opened: int = 0
    asked: list[str | None] = field(default_factory=list)
    delivered: list[Delivery] = field(default_factory=list)
    attempted: list[Delivery] = field(default_factory=list)
    adopted: list[bytes] = field(default_factory=list)
    fetched: list[str] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def open(self) -> None:
        self.opened += 1
        if self.opening:
            raise self.opening.pop(0)

    async def close(self) -> None:
        self.opened = -1

    async def arrivals(self, cursor: str | None) -> Batch:
        self.asked.append(cursor)
        self.changed.set()
        if not self.polls:
            await asyncio.Event().wait()
        answer = self.polls.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    def key(self, raw: Raw) -> str:
        return str(raw["id"])

    def read(self, raw: Raw) -> Arrival | None:
        if raw["text"] == "unreadable":
            raise ValueError("this update cannot be parsed")
        if raw["text"] == "nobody":
            return None
        person = int(raw["from"])
        chat = int(raw.get("chat", person))
        return Arrival(
            key=self.key(raw),
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

    async def fetch(self, file: File) -> bytes:
        self.fetched.append(file.ref)
        content = self.contents[file.ref]
        if isinstance(content, Exception):
            raise content
        return content

    async def adopt(self, file: File, content: bytes, chat: int) -> File:
        self.adopted.append(content)
        return replace(file, door=self.name, ref=f"adopted {file.ref}")

    # for the tests

    @property
    def texts(self) -> list[str]:
        return [one.text for one in self.delivered]

    async def until(self, done: Callable[[], bool]) -> None:
        """Wait until what was delivered or tried makes ``done`` true."""
        async with asyncio.timeout(10):
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

    async def take(self, unit: UnitOfWork, arrival: Arrival) -> None:
        assert isinstance(arrival.event, Said)
        text = arrival.event.text
        memory = await unit.recall(arrival.speaker) or {"said": []}
        unit.remember(arrival.speaker, {"said": [*memory["said"], text]})
        if text == "boom":
            raise ZeroDivisionError("a mistake of ours")
        self.taken.append((arrival.speaker, text))
        unit.send(Outgoing(arrival.speaker.peer, Message(f"«{text}»")))


@dataclass
class FakeFiles:
    kept: dict[str, bytes] = field(default_factory=dict)

    async def get(self, file: File) -> bytes | None:
        return self.kept.get(file.ref)

    async def keep(self, file: File, content: bytes) -> None:
        self.kept[file.ref] = content


def numbered(texts: Iterable[str]) -> Sequence[Raw]:
    return [update(at, text) for at, text in enumerate(texts, 1)]
