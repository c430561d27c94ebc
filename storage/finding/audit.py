"""A ticket's whole history for whoever has to account for it: every line, with what it changed.

A line keeps what its move changed as it was before (``was``). What it became is found going back
from the ticket as it stands now.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import select

from core.tickets import Ticket, TicketEvent
from storage import rows
from storage.database import Database
from storage.tables import ticket_events, tickets

Value = Any
"""A column's: a text, a number, a moment in ISO 8601, None."""

Changes = Mapping[str, tuple[Value, Value]]
"""Columns of the ticket that changed: what each was, and what it became."""


class Entry(Struct, frozen=True):
    """One line. ``changed`` is None where it was written before changes were kept."""

    event: TicketEvent
    changed: Changes | None


async def read_audit(database: Database, number: str) -> tuple[Ticket, Sequence[Entry]] | None:
    """The ticket as it is and its lines, the first first; None: there is no such ticket."""
    async with database.at_one_moment() as connection:
        found = await connection.execute(select(tickets).where(tickets.c.number == number))
        row = found.mappings().one_or_none()
        if row is None:
            return None
        lines = await connection.execute(
            select(ticket_events)
            .where(ticket_events.c.number == number)
            .order_by(ticket_events.c.id.desc())
        )
        now = {name: _plain(value) for name, value in row.items()}
        entries = []
        for line in lines.mappings():
            was = line["was"]
            changed = None
            if was is not None or line["before"] is None:
                changed = {name: (value, now[name]) for name, value in (was or {}).items()}
                now.update(was or {})
            entries.append(Entry(rows.to_event(line), changed))
        return rows.to_ticket(row), entries[::-1]


def _plain(value: Value) -> Value:
    return value.isoformat() if isinstance(value, datetime) else value
