"""What is known of the agencies: which chats are theirs, and who stands in for whom.

Who needs the one mostly needs the other, and both are as few as the agencies: so they are read
together, once in a unit of work. What the unit itself changes of them is read anew.
"""

from collections.abc import Mapping

from sqlalchemy import BigInteger, String, Text, cast, null, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Peer
from core.substitutions import Substitution
from storage import quick
from storage.tables import Moment, chats, substitutions

_ALL = union_all(
    select(
        chats.c.agency,
        chats.c.door,
        chats.c.chat,
        cast(null(), String).label("by"),
        cast(null(), Moment).label("until"),
        cast(null(), Text).label("set_by"),
        cast(null(), Moment).label("set_at"),
    ),
    select(
        substitutions.c.agency,
        cast(null(), String),
        cast(null(), BigInteger),
        substitutions.c.by,
        substitutions.c.until,
        substitutions.c.set_by,
        substitutions.c.set_at,
    ),
)


class Agencies:
    """Of one unit of work."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection
        self._known: tuple[dict[Peer, str], dict[str, Substitution]] | None = None

    async def chats(self) -> Mapping[Peer, str]:
        """All bound chats: whose each is."""
        return (await self._read())[0]

    async def substitutions(self) -> Mapping[str, Substitution]:
        """By the agency that is away; also those that are over."""
        return (await self._read())[1]

    def changed(self) -> None:
        """What was read may be true no more."""
        self._known = None

    async def _read(self) -> tuple[dict[Peer, str], dict[str, Substitution]]:
        if self._known is None:
            bound: dict[Peer, str] = {}
            instead: dict[str, Substitution] = {}
            found = await quick.read(self._connection, _ALL, {})
            for agency, door, chat, by, until, set_by, set_at in found:
                if door is None:
                    moments = quick.read_moment(until), quick.read_moment(set_at)
                    instead[agency] = Substitution(agency, by, moments[0], set_by, moments[1])
                else:
                    bound[Peer(door, chat)] = agency
            self._known = bound, instead
        return self._known
