"""What a unit of work has said and not written yet, but for messages: they have rules of their own,
see :mod:`storage.outbox.queue`."""

from collections.abc import Mapping
from datetime import datetime

from core.leases import Lease
from core.people import Speaker
from core.tickets import Ticket, TicketEvent
from core.work import Consent, Memory

from . import rows
from .tables import (
    consents,
    conversations,
    cursors,
    inbox,
    numbers,
    ticket_events,
    tickets,
)
from .together import Together

_OF_A_TICKET = tuple(one.name for one in tickets.c if not one.primary_key)


class Collected:
    def __init__(self, now: datetime) -> None:
        self._now = now
        self.seen: list[tuple[str, str]] = []
        """Updates, by their door and key."""
        self.cursors: dict[str, str] = {}
        self.leases: list[Lease] = []
        """Those that must still be held when the cursors move."""
        self.remembered: dict[Speaker, Memory | None] = {}
        self.consents: list[Consent] = []
        self.counted: dict[int, int] = {}
        """By year, the last number that was given and is not written."""
        self.moved: dict[str, Ticket] = {}
        self.events: list[tuple[TicketEvent, rows.Row | None]] = []
        """With what each changed of its ticket, as it was before."""

    async def write(self, writing: Together) -> None:
        """What was heard and done, a statement a table; cursors go last."""
        # An update that another worker has taken meanwhile ends this unit: see storage/locking.py.
        seen = [{"door": door, "key": key, "at": self._now} for door, key in self.seen]
        await writing.add(inbox, seen)
        given = [{"year": year, "last": last} for year, last in self.counted.items()]
        await writing.add(numbers, given, ("last",))
        moved = [rows.from_ticket(ticket) for ticket in self.moved.values()]
        await writing.add(tickets, moved, _OF_A_TICKET)
        said = [self._conversation(*one) for one in self.remembered.items()]
        await writing.add(conversations, said, ("memory", "changed_at"))
        happened = [{**rows.from_event(event), "was": was} for event, was in self.events]
        await writing.add(ticket_events, happened)
        await writing.add(consents, [_consent(one) for one in self.consents])

    async def write_cursors(self, writing: Together) -> None:
        await writing.add(cursors, _cursors(self.cursors, self._now), ("cursor", "at"))

    def clear(self) -> None:
        """It is written."""
        for one in (self.seen, self.cursors, self.leases, self.remembered, self.consents):
            one.clear()
        for other in (self.counted, self.moved, self.events):
            other.clear()

    def _conversation(self, speaker: Speaker, memory: Memory | None) -> rows.Row:
        return {
            "door": speaker.door,
            "chat": speaker.chat,
            "person": speaker.person,
            "memory": memory,
            "changed_at": self._now,
        }


def _consent(one: Consent) -> rows.Row:
    speaker = one.speaker
    return {"door": speaker.door, "person": speaker.person, "version": one.version, "at": one.at}


def _cursors(moved: Mapping[str, str], now: datetime) -> list[rows.Row]:
    return [{"door": door, "cursor": cursor, "at": now} for door, cursor in moved.items()]
