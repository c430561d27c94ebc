"""A chat that has a new number, or an agency that has a new chat: what belongs to it goes along.

Of the tables that name a chat, with a new number:

* ``chats``, ``conversations``, ``jobs``, what waits in ``outbox``, and who holds an open ticket
  (``tickets.holder_chat``) go along.
* ``posts`` and ``threads`` do not: in the new chat messages are numbered anew, so an old number
  would soon be another message's. A card to be changed is then sent again, as for any lost message.
* ``shares`` is the pace of the chat that was; ``bind_attempts`` are of the last hour; ``consents``
  and the resident of a ticket are of private chats, which keep their number.

An agency that is bound elsewhere takes along who holds its tickets, and nothing else: everybody
begins anew there, and an order that runs was given in the chat that is left.
"""

from datetime import datetime

from sqlalchemy import exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Peer
from storage.tables import IS_OPEN, chats, conversations, jobs, outbox, tickets


async def relocate(connection: AsyncConnection, before: Peer, after: Peer, now: datetime) -> None:
    """Carry over what belongs to the chat; ``after`` is of the same messenger."""
    for table in (chats, conversations):
        there = table.alias()
        rest = [one.name for one in table.primary_key if one.name not in ("door", "chat")]
        # What the new chat has already is newer than what is brought.
        newer = exists().where(
            there.c.door == before.door,
            there.c.chat == after.chat,
            *(there.c[name] == table.c[name] for name in rest),
        )
        await connection.execute(
            update(table)
            .where(table.c.door == before.door, table.c.chat == before.chat, ~newer)
            .values(chat=after.chat)
        )
    ours = (jobs.c.door == before.door) & (jobs.c.chat == before.chat)
    await connection.execute(update(jobs).where(ours).values(chat=after.chat))
    await relocate_holders(connection, before, after)
    waiting = update(outbox).where(
        outbox.c.state == "pending", outbox.c.door == before.door, outbox.c.chat == before.chat
    )
    # A change without words takes the buttons off a message: there is nothing to send anew.
    is_bare = outbox.c.message["text"].as_string() == ""
    await connection.execute(
        waiting.where(is_bare, outbox.c.edits.is_not(None)).values(
            state="failed", settled_at=now, error="the chat has moved"
        )
    )
    await connection.execute(waiting.values(chat=after.chat, edits=None))


async def relocate_holders(connection: AsyncConnection, before: Peer, after: Peer) -> None:
    """Let who holds an open ticket in one chat hold it in the other, of the same messenger."""
    held = (tickets.c.holder_door == before.door) & (tickets.c.holder_chat == before.chat)
    await connection.execute(update(tickets).where(held, IS_OPEN).values(holder_chat=after.chat))
