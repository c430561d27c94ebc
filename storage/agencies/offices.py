"""The chats of agencies: which is whose."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Operator, Peer
from storage.tables import chats

from .known import Agencies


class Offices:
    """Of one unit of work."""

    def __init__(self, connection: AsyncConnection, now: datetime, agencies: Agencies) -> None:
        self._connection = connection
        self._now = now
        self._agencies = agencies

    async def bound(self) -> Mapping[Peer, str]:
        """All bound chats: as many as the town has agencies."""
        return await self._agencies.chats()

    async def of(self, agency: str) -> Peer | None:
        bound = await self.bound()
        return next((peer for peer, code in bound.items() if code == agency), None)

    async def titled(self, door: str) -> Mapping[int, tuple[str, str]]:
        """The chats of a messenger: the agency, and what the chat is called."""
        asked = select(chats.c.chat, chats.c.agency, chats.c.title).where(chats.c.door == door)
        found = await self._connection.execute(asked)
        return {one.chat: (one.agency, one.title) for one in found}

    async def bind(self, peer: Peer, agency: str, title: str, by: Operator) -> Peer | None:
        """Return the chat that the agency had, if it was another."""
        before = await self.of(agency)
        here = (chats.c.door == peer.door) & (chats.c.chat == peer.chat)
        await self._connection.execute(delete(chats).where(here | (chats.c.agency == agency)))
        await self._connection.execute(
            insert(chats).values(
                door=peer.door,
                chat=peer.chat,
                agency=agency,
                title=title,
                bound_at=self._now,
                bound_by=by.name,
            )
        )
        self._agencies.changed()
        return before if before != peer else None

    async def unbind(self, peer: Peer) -> str | None:
        """Return whose it was."""
        found = await self._connection.scalar(
            delete(chats)
            .where(chats.c.door == peer.door, chats.c.chat == peer.chat)
            .returning(chats.c.agency)
        )
        self._agencies.changed()
        return str(found) if found is not None else None
