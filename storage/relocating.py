"""A chat that has a new number: what belongs to it goes along.

Not its posts: in the new chat messages are numbered anew, so an old number would soon be another
message's. A card to be changed is then sent again, as for any lost message.
"""

from datetime import datetime

from sqlalchemy import exists, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Peer

from .tables import chats, conversations, outbox


async def relocate(connection: AsyncConnection, before: Peer, after: Peer, now: datetime) -> None:
    """Carry over the chat's agency, its drafts, and what waits to be sent."""
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
