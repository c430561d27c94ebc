"""The questions that people ask of a town's store, each timed by itself."""

import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec.structs import replace

from core.actors import RESIDENT
from core.finding import words_of
from core.messages import Card, Lane, Message, Outgoing
from core.numbers import number
from core.people import Peer, Speaker
from core.places import Place
from core.tickets import Move, Moved, State, Ticket, TicketEvent
from storage import forgetting
from storage.dialect import is_postgresql
from storage.outbox import claims, queue
from storage.store import Store
from storage.unit import Unit

from .growing import BEGIN, YEARS

PAGE = 5
"""Tickets on a page, as in the chats."""
NEAR = 3
SHOWN = 60
"""Tickets before the page that is asked for: the thirteenth page."""

NOW = BEGIN + timedelta(days=365.25 * YEARS)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Asked:
    """The ticket that a question is about."""

    number: str
    door: str
    person: int
    agency: str
    topic: str
    text: str
    address: str
    latitude: float | None
    longitude: float | None
    deadline: float

    @classmethod
    def row(cls, row: dict[str, Any]) -> dict[str, Any]:
        """What is kept of a ticket's row, as JSON."""
        kept = {name: row[name] for name in cls.__slots__ if name != "deadline"}
        return {**kept, "deadline": row["deadline"].timestamp()}

    @property
    def resident(self) -> Speaker:
        return Speaker(self.door, self.person, self.person)

    def ticket(self, name: str, at: datetime) -> Ticket:
        """One more like it, with a point."""
        place = Place(self.address, self.latitude or 50.29, self.longitude or 127.53)
        return Ticket(
            name, self.resident, at, State.ROUTED, self.topic, "blag", self.agency, self.text,
            place, at + timedelta(hours=8), at,
        )  # fmt: skip


Asking = Callable[[Unit, Asked], Awaitable[object]]


@dataclass(frozen=True)
class Question:
    name: str
    put: Asking
    writes: bool = False
    counts: int = 1
    """So many people are served at once: the time is one's share."""

    async def ask(self, store: Store, asked: Asked) -> float:
        """Seconds of one question, or of one's share in a whole transaction that writes."""
        begun = time.perf_counter()
        async with store.unit() as unit:
            ready = begun if self.writes else time.perf_counter()
            await self.put(unit, asked)
            if self.writes:
                await unit.commit()
            return (time.perf_counter() - ready) / self.counts


async def _mine(unit: Unit, asked: Asked) -> object:
    return await unit.tickets_of(asked.resident, 0, PAGE)


async def _mine_later(unit: Unit, asked: Asked) -> object:
    return await unit.tickets_of(asked.resident, 2, PAGE)


async def _ticket(unit: Unit, asked: Asked) -> object:
    return await unit.ticket(asked.number), await unit.history(asked.number)


async def _queue(unit: Unit, asked: Asked) -> object:
    page = await unit.finding.queue(asked.agency, "", PAGE)
    return page, await unit.finding.waiting(asked.agency, NOW)


async def _queue_later(unit: Unit, asked: Asked) -> object:
    """A page that begins after a ticket long due."""
    at = round(asked.deadline * 1_000_000)
    return await unit.finding.queue(asked.agency, f"{at}/{asked.number}", PAGE)


async def _near(unit: Unit, asked: Asked) -> object:
    return await unit.finding.near(asked.ticket("99-999999", NOW), None, NEAR)


async def _near_own(unit: Unit, asked: Asked) -> object:
    return await unit.finding.near(asked.ticket("99-999999", NOW), asked.agency, NEAR)


async def _at_address(unit: Unit, asked: Asked) -> object:
    typed = replace(asked.ticket("99-999999", NOW), place=Place(asked.address))
    return await unit.finding.near(typed, asked.agency, NEAR)


async def _words_own(unit: Unit, asked: Asked) -> object:
    words = words_of(asked.text)
    return await unit.finding.words(f"{words[0]} {words[-1]}", asked.agency, "", PAGE)


async def _words_all(unit: Unit, asked: Asked) -> object:
    words = words_of(asked.text)
    return await unit.finding.words(f"{words[0]} {words[-1]}", None, "", PAGE)


async def _common_word(unit: Unit, asked: Asked) -> object:
    return await unit.finding.words(words_of(asked.text)[0], asked.agency, "", PAGE)


async def _address(unit: Unit, asked: Asked) -> object:
    return await unit.finding.words(asked.address, None, "", PAGE)


async def _words_later(unit: Unit, asked: Asked) -> object:
    return await unit.finding.words(words_of(asked.text)[0], None, asked.number, PAGE)


async def _rare(unit: Unit, asked: Asked) -> object:
    """A word of few tickets, where the ticket has one; else all of its words."""
    words = words_of(asked.text.partition(".")[0])
    return await unit.finding.words(" ".join(words[-1:]), None, "", PAGE)


async def _number(unit: Unit, asked: Asked) -> object:
    """/find and /t with a number."""
    return await unit.ticket(asked.number)


async def _nobody(unit: Unit, asked: Asked) -> object:
    """A word that nobody has written."""
    return await unit.finding.words("ыыыы", asked.agency, "", PAGE)


async def _pick(unit: Unit, asked: Asked) -> object:
    """What the courier asks before each round, among the delivered rows of a month."""
    connection = unit._connection  # noqa: SLF001  because the courier's has no unit
    if is_postgresql(connection):
        return await claims.claim(connection, "bench", asked.door, NOW, 32)
    return await queue.ready(connection, asked.door, NOW, 32, ())


async def _old(unit: Unit, asked: Asked) -> object:
    """What the watch asks each time: which rows are old enough to go. None is, so none goes."""
    return await forgetting.forget(unit._connection, BEGIN)  # noqa: SLF001  because the watch's has no unit


async def _absent(unit: Unit, asked: Asked) -> object:
    """Words that are common, and never stand together."""
    return await unit.finding.words("сосульки качели", None, "", PAGE)


async def _create_fifty(unit: Unit, asked: Asked) -> object:
    return [await _create(unit, asked) for _ in range(50)]


async def _create(unit: Unit, asked: Asked) -> object:
    """What the desk and the teller do with a complaint that is sent: number, ticket, history,
    neighbours, a card for the agency, a word for the resident."""
    year = NOW.year
    name = number(year, await unit.next_number(year))
    ticket = replace(asked.ticket(name, NOW), filed_at=unit.now, changed_at=unit.now)
    filed = TicketEvent(
        name, unit.now, Move.FILE, RESIDENT, None, ticket.state, ticket.agency, ticket.text
    )
    unit.record(Moved(ticket, filed))
    await unit.finding.near(ticket, ticket.agency, NEAR)
    card = Message(f"{name} · {ticket.text}")
    chat = Peer(ticket.resident.door, -100)
    unit.send(Outgoing(chat, card, Lane.NOTICE, ticket=name, card=Card.NEW, private=False))
    unit.send(Outgoing(ticket.resident.peer, Message(f"Принято: {name}"), ticket=name))
    return name


QUESTIONS = (
    Question("my tickets", _mine),
    Question("my tickets, third page", _mine_later),
    Question("a ticket with its history", _ticket),
    Question("an agency's queue", _queue),
    Question("the queue, further on", _queue_later),
    Question("open nearby", _near),
    Question("open nearby, own", _near_own),
    Question("open at the address, own", _at_address),
    Question("search: two words, own", _words_own),
    Question("search: two words, all", _words_all),
    Question("search: a common word, own", _common_word),
    Question("search: an address, all", _address),
    Question("search: a page further on, all", _words_later),
    Question("search: the last word, all", _rare),
    Question("search: a number", _number),
    Question("search: a word of nobody, own", _nobody),
    Question("search: words never together", _absent),
    Question("outbox: what is to be sent", _pick),
    Question("watch: what is old", _old),
    Question("create: all of it, committed", _create, writes=True),
    Question("create: fifty at once, committed", _create_fifty, writes=True, counts=50),
)
