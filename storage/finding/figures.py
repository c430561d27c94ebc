"""Looks up how the house stands: only what is open or waits is counted, by partial indexes."""

from datetime import datetime

from sqlalchemy import case, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.reports.figures import Figures, Queue, Workload
from storage.tables import IS_OPEN, outbox, quarantine, tickets

from .lateness import is_late


async def look(connection: AsyncConnection, now: datetime) -> Figures:
    """Count what waits at this moment."""
    waiting = await connection.execute(
        select(outbox.c.door, outbox.c.lane, func.count(), func.min(outbox.c.created_at))
        .where(outbox.c.state == "pending")
        .group_by(outbox.c.door, outbox.c.lane)
    )
    held = await connection.execute(
        select(outbox.c.door, func.count()).where(outbox.c.state == "held").group_by(outbox.c.door)
    )
    overdue = func.sum(case((is_late(now), 1), else_=0))
    agencies = await connection.execute(
        select(tickets.c.agency, func.count(), overdue).where(IS_OPEN).group_by(tickets.c.agency)
    )
    set_aside = await connection.scalar(
        select(func.count()).select_from(quarantine).where(quarantine.c.done_at.is_(None))
    )
    return Figures(
        queues=[
            Queue(door, lane, count, (now - oldest).total_seconds())
            for door, lane, count, oldest in waiting
        ],
        held={row[0]: row[1] for row in held},
        agencies=[Workload(code, count, int(late)) for code, count, late in agencies],
        quarantined=set_aside or 0,
    )
