"""Jobs and their portions, see :mod:`core.jobs`.

Residents are paged by the index of tickets by resident, so each comes once, in one order, however
many tickets they have; a portion costs the same at the end as at the beginning.
"""

from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from msgspec import convert, to_builtins
from msgspec.structs import replace
from sqlalchemy import (
    ColumnElement,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.jobs import Audience, Broadcast, Choice, Job, Kind, Lot, Order, Portion, Stage
from core.messages import Lane
from core.people import NOBODY, Peer, Speaker

from .finding import choosing
from .finding.tickets import is_of
from .tables import Moment, jobs, outbox, quiet, tickets

_PEOPLE = (tickets.c.door, tickets.c.person, tickets.c.chat)


class Jobs:
    """Of one unit of work. ``flush`` writes what the unit has collected."""

    def __init__(
        self, connection: AsyncConnection, flush: Callable[[], Awaitable[None]], now: datetime
    ) -> None:
        self._connection = connection
        self._flush = flush
        self._now = now

    async def begin(self, job: Job, of: Job | None = None) -> Job:
        found = await self._connection.scalar(insert(jobs).values(**_row(job)).returning(jobs.c.id))
        job = replace(job, id=found)
        if isinstance(job.work, Order):
            await self._flush()
            if of is None:
                total = await choosing.keep(self._connection, job.id, job.work.choice)
            else:
                total = await choosing.keep_moved(self._connection, job.id, of)
            job = replace(job, total=total)
            await self.keep(job)
        return job

    async def job(self, number: int) -> Job | None:
        return await self._one(select(jobs).where(jobs.c.id == number).with_for_update())

    async def keep(self, job: Job) -> None:
        await self._connection.execute(update(jobs).where(jobs.c.id == job.id).values(**_row(job)))

    async def running(self, kind: Kind) -> Job | None:
        running = select(jobs).where(jobs.c.stage == Stage.RUNNING.value, jobs.c.kind == kind.value)
        return await self._one(
            running.order_by(jobs.c.id).limit(1).with_for_update(skip_locked=True)
        )

    async def last_broadcast(self) -> Job | None:
        ours = select(jobs).where(jobs.c.kind == Kind.BROADCAST.value)
        return await self._one(ours.order_by(jobs.c.id.desc()).limit(1))

    async def chosen(self, choice: Choice, most: int) -> Sequence[str]:
        await self._flush()
        return await choosing.first(self._connection, choice, most)

    async def let_go(self, job: Job, numbers: Sequence[str]) -> None:
        await choosing.let_go(self._connection, job.id, numbers)

    async def lot(self, job: Job, order: Order, most: int) -> Lot:
        await self._flush()
        return await choosing.lot(self._connection, job.id, order, job.cursor, most)

    async def count_chosen(self, choice: Choice) -> int:
        await self._flush()
        return await choosing.count(self._connection, choice)

    async def count(self, audience: Audience, now: datetime) -> int:
        await self._flush()
        people = select(*_PEOPLE).where(*_of(audience, now)).distinct().subquery()
        return int(await self._connection.scalar(select(func.count()).select_from(people)) or 0)

    async def portion(self, job: Job, audience: Audience, most: int) -> Portion:
        await self._flush()
        asked = select(*_PEOPLE).where(*_of(audience, job.began_at))
        if job.cursor:
            door, person, chat = job.cursor.split("/")
            here = tuple_(literal(door), literal(int(person)), literal(int(chat)))
            asked = asked.where(tuple_(*_PEOPLE) > here)
        found = await self._connection.execute(asked.distinct().order_by(*_PEOPLE).limit(most))
        people = tuple(Speaker(one.door, one.chat, one.person) for one in found)
        last = people[-1] if people else None
        return Portion(people, f"{last.door}/{last.person}/{last.chat}" if last else job.cursor)

    async def backlog(self, most: int) -> int:
        await self._flush()
        waiting = (
            select(outbox.c.id)
            .where(outbox.c.state == "pending", outbox.c.lane == Lane.BROADCAST.value)
            .limit(most)
            .subquery()
        )
        return int(await self._connection.scalar(select(func.count()).select_from(waiting)) or 0)

    async def quiet(self, resident: Speaker, *, wanted: bool) -> None:
        here = (quiet.c.door == resident.door) & (quiet.c.person == resident.person)
        await self._connection.execute(delete(quiet).where(here))
        if wanted:
            await self._connection.execute(
                insert(quiet).values(door=resident.door, person=resident.person, at=self._now)
            )

    async def _one(self, asked: Any) -> Job | None:
        row = (await self._connection.execute(asked)).mappings().one_or_none()
        if row is None:
            return None
        return Job(
            id=row["id"],
            stage=Stage(row["stage"]),
            peer=Peer(row["door"], row["chat"]),
            by=row["by_name"],
            work=_work(row["spec"]),
            began_at=row["began_at"],
            told_at=row["told_at"],
            total=row["total"],
            done=row["done"],
            skipped=row["skipped"],
            cursor=row["cursor"],
        )


def _of(audience: Audience, now: datetime) -> Iterator[ColumnElement[bool]]:
    """Tickets of the audience that were filed by ``now``, of people who want to be told."""
    yield tickets.c.filed_at <= literal(now, Moment)
    if audience.days:
        yield tickets.c.filed_at > literal(now - timedelta(days=audience.days), Moment)
    if audience.group:
        yield is_of(audience.group)
    if audience.municipality:
        yield tickets.c.municipality == audience.municipality
    yield tickets.c.door != NOBODY.door
    yield ~exists().where(quiet.c.door == tickets.c.door, quiet.c.person == tickets.c.person)


def _row(job: Job) -> dict[str, Any]:
    return {
        "kind": job.kind.value,
        "stage": job.stage.value,
        "door": job.peer.door,
        "chat": job.peer.chat,
        "by_name": job.by,
        "spec": _spec(job.work),
        "began_at": job.began_at,
        "told_at": job.told_at,
        "total": job.total,
        "done": job.done,
        "skipped": job.skipped,
        "cursor": "" if _is_over(job) else job.cursor,
    }


def _is_over(job: Job) -> bool:
    """How far a broadcast had got is its last reader's number: when all are told, nobody asks."""
    return job.stage is Stage.DONE and isinstance(job.work, Broadcast)


def _spec(work: Broadcast | Order) -> dict[str, Any]:
    """An order has a broadcast's keys too, and nothing in them."""
    order = work if isinstance(work, Order) else None
    broadcast = work if isinstance(work, Broadcast) else Broadcast(Audience(), "")
    return {"text": broadcast.text, **to_builtins(broadcast.audience), "order": to_builtins(order)}


def _work(spec: Mapping[str, Any]) -> Broadcast | Order:
    if spec.get("order"):
        return convert(spec["order"], Order)
    return Broadcast(Audience(spec["group"], spec["municipality"], spec["days"]), spec["text"])
