"""What agencies are told in the morning, and that they were told it."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, func, insert, literal, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.actors import Party
from core.reports.digests import Untouched
from core.tickets import State, Ticket
from storage import rows
from storage.finding.lateness import is_late
from storage.tables import IS_OPEN, Moment, mornings, ticket_events, tickets

KEPT = timedelta(days=60)
"""How long it is known that an agency was told."""


class Mornings:
    """See :class:`core.reports.digests.Mornings`. ``flush`` writes what the unit has collected."""

    def __init__(
        self, connection: AsyncConnection, flush: Callable[[], Awaitable[None]], now: datetime
    ) -> None:
        self._connection = connection
        self._flush = flush
        self._now = now

    async def greeted(self, since: date) -> Collection[tuple[str, date]]:
        found = await self._connection.execute(
            select(mornings.c.agency, mornings.c.day).where(mornings.c.day >= since)
        )
        return {(agency, day) for agency, day in found}

    async def greet(self, agency: str, day: date) -> None:
        old = (mornings.c.agency == agency) & (mornings.c.day < day - KEPT)
        await self._connection.execute(delete(mornings).where(old))
        told = insert(mornings).values(agency=agency, day=day, at=self._now)
        await self._connection.execute(told)

    async def due_by(self, agency: str, moment: datetime, most: int) -> Sequence[Ticket]:
        await self._flush()
        found = await self._connection.execute(
            select(tickets)
            .where(
                tickets.c.agency == agency,
                IS_OPEN,
                or_(
                    tickets.c.deadline < literal(moment, Moment),
                    tickets.c.state == State.NEED_INFO.value,
                ),
            )
            .order_by(tickets.c.deadline, tickets.c.number)
            .limit(most)
        )
        return [rows.to_ticket(row) for row in found.mappings()]

    async def late(self, now: datetime) -> Mapping[str, int]:
        await self._flush()
        found = await self._connection.execute(
            select(tickets.c.agency, func.count())
            .where(IS_OPEN, is_late(now))
            .group_by(tickets.c.agency)
        )
        return {agency: int(count) for agency, count in found}

    async def untouched(self) -> Sequence[Untouched]:
        await self._flush()
        lies = (
            select(
                tickets.c.agency,
                tickets.c.number,
                tickets.c.since,
                func.count().over(partition_by=tickets.c.agency).label("lying"),
                func.row_number()
                .over(partition_by=tickets.c.agency, order_by=(tickets.c.since, tickets.c.number))
                .label("place"),
            )
            .where(IS_OPEN, tickets.c.state == State.ROUTED.value, tickets.c.since.is_not(None))
            .subquery()
        )
        found = await self._connection.execute(select(lies).where(lies.c.place == 1))
        return [Untouched(row.agency, int(row.lying), row.number, row.since) for row in found]

    async def last_act(
        self, agency: str, after: Untouched, instead: Collection[str] = ()
    ) -> datetime | None:
        await self._flush()
        # The history is in the order of its keys: from where the ticket came, not all of it.
        came = (
            select(func.min(ticket_events.c.id))
            .where(
                ticket_events.c.number == after.oldest,
                ticket_events.c.at >= literal(after.since, Moment),
            )
            .scalar_subquery()
        )
        acts = select(ticket_events.c.at).where(
            ticket_events.c.id > came,
            or_(
                ticket_events.c.by_agency == agency,
                ticket_events.c.by_agency.in_(instead) & (ticket_events.c.agency == agency),
            )
            if instead
            else ticket_events.c.by_agency == agency,
            ticket_events.c.party == Party.AGENCY.value,
        )
        last: datetime | None = await self._connection.scalar(
            acts.order_by(ticket_events.c.id.desc()).limit(1)
        )
        return last
