"""What is known of the files of tickets: wanted, kept, missing, refused.

* A file is wanted in the transaction that gave it to a ticket. A ticket has its own row of it,
  because each ticket's people are told of their own; the bytes are kept once.
* A fate is sealed once: only what is wanted becomes kept, missing or refused, and only who
  sealed it goes on to tell.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Row, case, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.files import HOUSE, Concerned, Content, Fate, Found, Wanted
from core.messages import File, FileKind
from core.people import Peer

from . import rows
from .tables import files as table
from .together import Together

_SURE_FIRST = case((table.c.state == Fate.KEPT, 0), (table.c.state == Fate.WANTED, 1), else_=2)
"""Of several tickets' rows of one file, the one that has it says what is known."""


class Keeping:
    """The files' side of a unit of work."""

    def __init__(self, connection: AsyncConnection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._wanted: list[tuple[File, str]] = []

    def want(self, files: Iterable[File], ticket: str) -> None:
        """Ask for a ticket's files to be fetched; what was asked before is asked once."""
        self._wanted += [(file, ticket) for file in files]

    async def flush(self, writing: Together) -> None:
        """Write down what is wanted, with all else that the unit is writing."""
        wanted, self._wanted = self._wanted, []
        if not wanted:
            return
        values: list[rows.Row] = [
            {
                "door": file.door,
                "ref": file.ref,
                "ticket": ticket,
                "kind": file.kind.value,
                "url": file.url,
                "name": file.name,
                "claimed": file.size,
                "late": [],
                "told": False,
                "due_at": self._now,
                "wanted_at": self._now,
            }
            for file, ticket in wanted
        ]
        await writing.add(table, values, changed=())

    async def seal(
        self, file: File, fate: Fate, content: Content | None = None, error: str | None = None
    ) -> Sequence[Concerned]:
        """Write down what became of a wanted file; return whom it concerns, none if it was
        known before."""
        found = await self._connection.execute(
            update(table)
            .where(_is(file), table.c.state == Fate.WANTED)
            .values(
                state=fate.value,
                digest=content.digest if content else None,
                type=content.type if content else None,
                size=content.size if content else None,
                settled_at=self._now,
                error=error,
            )
            .returning(table.c.ticket, table.c.late)
        )
        return [
            Concerned(ticket, tuple(Peer(door, chat) for door, chat in late))
            for ticket, late in found
        ]

    async def put_off(self, file: File, due_at: datetime, error: str) -> None:
        """Try again, not before ``due_at``."""
        await self._connection.execute(
            update(table)
            .where(_is(file), table.c.state == Fate.WANTED)
            .values(due_at=due_at, attempts=table.c.attempts + 1, error=error)
        )

    async def follows(self, file: File, ticket: str, peer: Peer) -> bool:
        """Remember that a chat's message went without a file that is still wanted; False if
        its fate is known by now."""
        own = _is(file) & (table.c.ticket == ticket) & (table.c.state == Fate.WANTED)
        late = await self._connection.scalar(select(table.c.late).where(own))
        if late is None:
            return False
        chat = [peer.door, peer.chat]
        if chat not in late:
            await self._connection.execute(update(table).where(own).values(late=[*late, chat]))
        return True

    async def make_again(self, file: File) -> None:
        """What was not made before is tried once more."""
        again = _is(file) & table.c.state.in_((Fate.MISSING, Fate.REFUSED))
        await self._connection.execute(
            update(table)
            .where(again)
            .values(state=Fate.WANTED.value, attempts=0, due_at=self._now, late=[])
        )

    async def first_told(self, file: File, ticket: str) -> bool:
        """Take note that a loss is told; False if it was before."""
        told = await self._connection.execute(
            update(table)
            .where(_is(file), table.c.ticket == ticket, table.c.told.is_(False))
            .values(told=True)
        )
        return told.rowcount > 0


async def due(
    connection: AsyncConnection,
    now: datetime,
    most: int,
    busy: Iterable[tuple[str, str]],
    *,
    ours: bool = False,
) -> list[Wanted]:
    """Files to be fetched now, the longest due first; none of those ``busy`` (door, ref).
    ``ours``: those that are to be made."""
    house = table.c.door == HOUSE
    under_way = set(busy)
    found = await connection.execute(
        select(table)
        .where(table.c.state == Fate.WANTED, table.c.due_at <= now, house if ours else ~house)
        .order_by(table.c.due_at)
        .limit(most + len(under_way))
    )
    wanted: dict[tuple[str, str], Wanted] = {}
    for row in found:
        if (row.door, row.ref) not in under_way:
            wanted.setdefault((row.door, row.ref), _wanted(row))
    return list(wanted.values())[:most]


async def find(connection: AsyncConnection, file: File) -> Found | None:
    """What is known of a file; None: nobody asked for it yet."""
    row = (
        await connection.execute(select(table).where(_is(file)).order_by(_SURE_FIRST).limit(1))
    ).one_or_none()
    if row is None:
        return None
    kept = row.digest is not None
    content = Content(row.digest, row.type, row.size) if kept else None
    return Found(Fate(row.state), row.wanted_at, content)


def _is(file: File) -> ColumnElement[bool]:
    return (table.c.door == file.door) & (table.c.ref == file.ref)


def _wanted(row: Row[tuple[object, ...]]) -> Wanted:
    file = File(FileKind(row.kind), row.door, row.ref, row.url, row.name, row.claimed)
    return Wanted(file, row.attempts, row.wanted_at)


async def latest(connection: AsyncConnection) -> str | None:
    """The digest of the file that was kept last; None while none was."""
    kept = select(table.c.digest).where(table.c.state == Fate.KEPT)
    return await connection.scalar(kept.order_by(table.c.settled_at.desc()).limit(1))
