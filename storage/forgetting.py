"""What is no longer needed is deleted, a little at a time.

* An update's key is kept longer than any messenger could bring the update again.
* A message that was sent, or never can be, stays for a while for whoever asks what was said when;
  then its words go: the ticket's history has what matters, and they are personal data.
* A picture or a table that the bot made is made again when it is wanted again: it goes after a
  month, and its content with it (:func:`unneeded`). What people sent stays.
* What somebody sent who had their data deleted goes from the disk first, and then its row: a crash
  between them only has it looked for again.
* What waits or is held is never touched. Nothing here reads a table from end to end, but for
  :func:`unneeded`, which writes nothing and keeps nobody waiting.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, literal, select, tuple_
from sqlalchemy.ext.asyncio import AsyncConnection

from core.files import HOUSE, Fate
from core.jobs import Stage

from .tables import Moment, files, inbox, job_tickets, jobs, outbox

UPDATES_KEPT = timedelta(days=30)
"""Telegram keeps an undelivered update for a day; VK's conversations can be read back for longer,
but not by us after a month without the bot."""

MESSAGES_KEPT = timedelta(days=30)

ORDERS_KEPT = timedelta(days=1)
"""The tickets of one that is over: by then nothing of it can be taken back."""

MADE_KEPT = timedelta(days=30)
"""As long as the message it went with."""

AT_ONCE = 1_000
"""Rows of a table in one transaction: nobody waits long for the writer."""


async def forget(connection: AsyncConnection, now: datetime) -> int:
    """Delete at most :data:`AT_ONCE` rows of each table; return how many."""
    found = await _updates(connection, now) + await _messages(connection, now)
    return found + await _orders(connection, now)


async def _updates(connection: AsyncConnection, now: datetime) -> int:
    old = await connection.execute(
        select(inbox.c.door, inbox.c.key).where(inbox.c.at < now - UPDATES_KEPT).limit(AT_ONCE)
    )
    found: dict[str, list[str]] = {}
    for door, key in old:
        found.setdefault(door, []).append(key)
    for door, keys in found.items():
        await connection.execute(delete(inbox).where(inbox.c.door == door, inbox.c.key.in_(keys)))
    return sum(map(len, found.values()))


async def _messages(connection: AsyncConnection, now: datetime) -> int:
    """Rows are numbered in the order they came: only the first of those that may go are looked at,
    however many old or young ones there are."""
    first = (
        select(outbox.c.id, outbox.c.created_at)
        .where(outbox.c.state.in_(("sent", "failed")))
        .order_by(outbox.c.id)
        .limit(AT_ONCE)
        .subquery()
    )
    old = select(first.c.id).where(first.c.created_at < literal(now - MESSAGES_KEPT, Moment))
    found = (await connection.scalars(old)).all()
    if found:
        await connection.execute(delete(outbox).where(outbox.c.id.in_(found)))
    return len(found)


async def _orders(connection: AsyncConnection, now: datetime) -> int:
    """The tickets of orders that are over; the orders stay, they are few."""
    over = select(jobs.c.id).where(
        jobs.c.stage.in_((Stage.DONE.value, Stage.STOPPED.value)),
        jobs.c.began_at < literal(now - ORDERS_KEPT, Moment),
    )
    of = select(job_tickets.c.job, job_tickets.c.number).where(job_tickets.c.job.in_(over))
    found = [tuple(row) for row in await connection.execute(of.limit(AT_ONCE))]
    if found:
        known = tuple_(job_tickets.c.job, job_tickets.c.number).in_(found)
        await connection.execute(delete(job_tickets).where(known))
    return len(found)


async def forget_made(connection: AsyncConnection, now: datetime) -> list[str | None]:
    """Delete at most :data:`AT_ONCE` rows of what the bot made; return the digest of each, None
    where nothing came of it."""
    old = await connection.execute(
        select(files.c.ref, files.c.ticket, files.c.digest)
        .where(
            files.c.door == HOUSE,
            files.c.state != Fate.WANTED,  # also what is wanted once more
            files.c.settled_at < now - MADE_KEPT,
        )
        .limit(AT_ONCE)
    )
    found = old.all()
    if found:
        keys = [(row.ref, row.ticket) for row in found]
        known = tuple_(files.c.ref, files.c.ticket).in_(keys)
        await connection.execute(delete(files).where(files.c.door == HOUSE, known))
    return [row.digest for row in found]


async def unneeded(connection: AsyncConnection, digests: Iterable[str]) -> set[str]:
    """Which of these contents no file has any more: somebody may have sent the bot's own back."""
    asked = set(digests)
    if not asked:
        return asked
    needed = await connection.scalars(select(files.c.digest).where(files.c.digest.in_(asked)))
    return asked - set(needed)


_IS_ERASED = files.c.state == Fate.ERASED.value


async def erased(connection: AsyncConnection, most: int) -> dict[str, bool]:
    """Contents that are to go from the disk; whether another file has each all the same."""
    gone = (await connection.scalars(select(files.c.digest).where(_IS_ERASED).limit(most))).all()
    if not gone:
        return {}
    others = select(files.c.digest).where(files.c.digest.in_(gone), ~_IS_ERASED)
    needed = set(await connection.scalars(others))
    return {digest: digest in needed for digest in gone if digest}


async def forget_erased(connection: AsyncConnection, digests: Iterable[str]) -> None:
    """Delete the rows of what has gone from the disk."""
    known = files.c.digest.in_(list(digests))
    await connection.execute(delete(files).where(_IS_ERASED, known))
