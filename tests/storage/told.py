"""What the tests of the store put into it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from core.actors import RESIDENT
from core.messages import Card, Lane, Message, Outgoing
from core.outbox import Waiting
from core.people import Peer, Speaker
from core.places import Place
from core.tickets import Move, Moved, State, Ticket, TicketEvent
from storage.store import Store

on_sqlite = pytest.mark.parametrize("url", ["sqlite"], indirect=True)
on_postgresql = pytest.mark.parametrize("url", ["postgresql"], indirect=True)

ANNA = Speaker("telegram", 10, 10)
GROUP = Peer("telegram", -100)


@dataclass
class Clock:
    now: datetime = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def forward(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


def whole(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    """Every message fits as it is."""
    return (outgoing,)


def a_ticket(number: str, resident: Speaker = ANNA, at: datetime | None = None) -> Ticket:
    filed = at or Clock.now
    return Ticket(
        number=number,
        resident=resident,
        filed_at=filed,
        state=State.ROUTED,
        topic="roads.pit",
        municipality="left",
        agency="roads",
        text="Яма",
        place=Place("Ленина, 5"),
        deadline=filed + timedelta(days=3),
        changed_at=filed,
    )


def filed(ticket: Ticket) -> Moved:
    event = TicketEvent(
        ticket.number, ticket.filed_at, Move.FILE, RESIDENT, None, ticket.state, ticket.agency
    )
    return Moved(ticket, event)


def said(
    text: str,
    chat: int = 10,
    *,
    door: str = "telegram",
    lane: Lane = Lane.REPLY,
    slot: str | None = None,
    card: Card | None = None,
    ticket: str | None = None,
    edits: str | None = None,
) -> Outgoing:
    return Outgoing(
        Peer(door, chat), Message(text), lane, slot=slot, card=card, ticket=ticket, edits=edits
    )


async def send(store: Store, *outgoing: Outgoing) -> None:
    async with store.unit() as unit:
        for one in outgoing:
            unit.send(one)
        await unit.commit()


async def ready(store: Store, *, door: str = "telegram", most: int = 64) -> Sequence[Waiting]:
    return await store.ready(door, most, ())


async def texts(store: Store, *, door: str = "telegram", most: int = 64) -> list[str]:
    return [one.outgoing.message.text for one in await ready(store, door=door, most=most)]
