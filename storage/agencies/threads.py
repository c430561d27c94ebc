"""Which thread of a chat is a ticket's own.

It is written down with the delivery that opened it (:mod:`storage.outbox.settling`), as posts are.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Thread
from core.outbox import Sent
from core.people import Peer
from storage import quick
from storage.dialect import replacing
from storage.tables import chats, threads

TRIED_AGAIN = timedelta(hours=1)
"""After the messenger refused to open a thread: somebody may have set the chat right."""

_HERE = (threads.c.door == bindparam("at")) & (threads.c.chat == bindparam("in"))
_THREAD = select(threads.c.thread).where(_HERE, threads.c.ticket == bindparam("about"))
_TICKET = select(threads.c.ticket).where(_HERE, threads.c.thread == bindparam("which"))


async def thread_of(connection: AsyncConnection, peer: Peer, ticket: str | None) -> int | None:
    found = await quick.read(
        connection, _THREAD, {"at": peer.door, "in": peer.chat, "about": ticket}
    )
    return int(found[0][0]) if found else None


async def ticket_in(connection: AsyncConnection, peer: Peer, thread: int) -> str | None:
    found = await quick.read(
        connection, _TICKET, {"at": peer.door, "in": peer.chat, "which": thread}
    )
    return str(found[0][0]) if found else None


async def forget(connection: AsyncConnection, peer: Peer, ticket: str) -> bool:
    gone = await connection.execute(
        delete(threads).where(
            threads.c.door == peer.door, threads.c.chat == peer.chat, threads.c.ticket == ticket
        )
    )
    return gone.rowcount > 0


async def opened(connection: AsyncConnection, sent: Iterable[Sent]) -> None:
    """Remember the threads that were opened."""
    for one in sent:
        outgoing = one.waiting.outgoing
        if outgoing.threading is not Thread.OPEN or not one.message:
            continue
        here = {"door": outgoing.peer.door, "chat": outgoing.peer.chat}
        row = {**here, "ticket": outgoing.ticket, "thread": int(one.message)}
        await quick.write(connection, replacing(connection, threads, ("thread",)), [row])
        await connection.execute(
            update(chats)
            .where(*(chats.c[name] == value for name, value in here.items()))
            .values(threadless_at=None)
        )


async def refused_at(connection: AsyncConnection, peer: Peer) -> datetime | None:
    """When the messenger refused last to open a thread there; None: it did not, or has since."""
    return await connection.scalar(
        select(chats.c.threadless_at).where(chats.c.door == peer.door, chats.c.chat == peer.chat)
    )


async def refuse(connection: AsyncConnection, peer: Peer, now: datetime) -> bool:
    """Note that it refuses; False: that was known."""
    before = await refused_at(connection, peer)
    await connection.execute(
        update(chats)
        .where(chats.c.door == peer.door, chats.c.chat == peer.chat)
        .values(threadless_at=now)
    )
    return before is None
