"""What is kept of a resident, and its deletion, see :mod:`core.privacy`.

* All of it is one transaction with the tickets' own move: a crash leaves everything or nothing.
* A ticket that stands in ``erasures`` lets its history be blotted (migration 0023); its number
  stands there for ever, and no other's lines can be changed.
* A file that stays leads to nobody: its ref, which in VK names its sender, becomes its content's
  digest. One that was not fetched yet cannot stay: only by its sender's ref could it be.
* A content that goes is noted first (:data:`~core.files.Fate.ERASED`), and its row is deleted when
  it has gone from the disk: see :mod:`storage.forgetting`.
"""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.actors import Party
from core.files import HOUSE, NOBODYS, Fate
from core.jobs import Kind
from core.messages import File, FileKind
from core.people import Speaker
from core.privacy import Blot, Given, Kept
from core.reports.copies import prefix_of

from . import rows
from .dialect import upsert
from .tables import (
    IS_OPEN,
    consents,
    delayed,
    erasures,
    files,
    jobs,
    outbox,
    posts,
    quarantine,
    quiet,
    ticket_events,
    tickets,
)

OPERATORS = frozenset({"to", "instead"})
"""Details of a move that are an operator's name."""

IN_WORDS = ("text", "address")
"""Fields of a ticket, as a move noted them before it, that are words."""
OF_RESIDENT = ("door", "chat", "person", "contact", "extras", "files")
"""Those that go: nothing is taken back to before the deletion."""

WORDS_OF_MESSAGE = ("text", "caption", "lead")

_AT_ONCE = 500

Left = dict[tuple[str, str], File | None]


class Privacy:
    """Of one unit of work. ``flush`` writes what the unit has collected, ``meddle`` tells that the
    outbox was changed."""

    def __init__(
        self,
        connection: AsyncConnection,
        flush: Callable[[], Awaitable[None]],
        meddle: Callable[[], None],
        now: datetime,
    ) -> None:
        self._connection = connection
        self._flush = flush
        self._meddle = meddle
        self._now = now
        self._scrubbed: dict[str, list[tuple[Blot, Left, bool]]] = {}
        """By ticket, how what was sent of it is blotted; and is it one of theirs?"""

    # what is kept

    async def kept(self, resident: Speaker) -> Kept:
        await self._flush()
        own = _own(resident)
        given = await self._connection.execute(
            select(consents.c.version, consents.c.at)
            .where(_is_of(consents, resident))
            .order_by(consents.c.id)
        )
        return Kept(
            tickets=await self._count(tickets, own),
            open=await self._count(tickets, own, IS_OPEN),
            contacts=await self._count(tickets, own, tickets.c.contact != ""),
            consents=tuple(Given(version, at) for version, at in given),
            quiet=bool(await self._count(quiet, _is_of(quiet, resident))),
        )

    async def numbers_of(self, resident: Speaker) -> Sequence[str]:
        await self._flush()
        asked = select(tickets.c.number).where(_own(resident)).order_by(tickets.c.number)
        return list(await self._connection.scalars(asked))

    async def copies_since(self, resident: Speaker, moment: datetime) -> int:
        await self._flush()
        return await self._count(files, _is_copy_of(resident), files.c.wanted_at > moment)

    async def _count(self, table: Table, *which: Any) -> int:
        counted = select(func.count()).select_from(table).where(*which)
        return await self._connection.scalar(counted) or 0

    # a ticket

    async def scrub(self, number: str, blot: Blot) -> Left:
        await self._flush()
        noted = upsert(self._connection.dialect.name, erasures).values(number=number, at=self._now)
        await self._connection.execute(noted.on_conflict_do_nothing())
        ticket = (
            (await self._connection.execute(select(tickets).where(tickets.c.number == number)))
            .mappings()
            .one()
        )
        found = await self._connection.execute(
            select(ticket_events).where(ticket_events.c.number == number)
        )
        history = found.mappings().all()
        theirs = list(rows.to_files(ticket["files"]))
        for line in history:
            if line["party"] == Party.RESIDENT.value:
                theirs += rows.to_files(line["files"])
        left = await self._without_sender(number, theirs)
        for line in history:
            await self._blot_line(line, blot, left)
        self._scrubbed.setdefault(number, []).append((blot, left, True))
        if ticket["into"]:
            self._scrubbed.setdefault(ticket["into"], []).append((blot, left, False))
        return left

    async def _nobody_waits(self, number: str) -> None:
        """For a file of the agency's that is still to come: whose the ticket is waits no more."""
        whose = await self._connection.execute(
            select(tickets.c.door, tickets.c.chat).where(tickets.c.number == number)
        )
        chat = list(whose.one())
        late = await self._connection.execute(
            select(files.c.door, files.c.ref, files.c.late).where(files.c.ticket == number)
        )
        for row in late.all():
            if chat in row.late:
                here = (files.c.door == row.door) & (files.c.ref == row.ref)
                others = [one for one in row.late if one != chat]
                one = update(files).where(here, files.c.ticket == number)
                await self._connection.execute(one.values(late=others))

    async def _without_sender(self, number: str, theirs: Iterable[File]) -> Left:
        """What stays of their files leads to nobody; what goes is noted to go from the disk."""
        of_ticket = files.c.ticket == number
        await self._nobody_waits(number)
        known = (await self._connection.execute(select(files).where(of_ticket))).mappings()
        kept = {(row["door"], row["ref"]): row for row in known}
        left: Left = {}
        for place, key in enumerate(dict.fromkeys((one.door, one.ref) for one in theirs)):
            row = kept.get(key)
            here = of_ticket & (files.c.door == key[0]) & (files.c.ref == key[1])
            left[key] = None
            if row is None:
                continue
            if row["digest"] is None:
                await self._connection.execute(delete(files).where(here))
                continue
            kind = _stays_as(row) if row["state"] == Fate.KEPT.value else None
            state = Fate.ERASED if kind is None else Fate.KEPT
            ref = f"{row['digest']}.{place}"
            nobodys = {"door": NOBODYS, "ref": ref, "url": "", "name": "", "late": []}
            nobodys |= {"state": state.value, "kind": kind or row["kind"]}
            await self._connection.execute(update(files).where(here).values(**nobodys))
            if kind is not None:
                left[key] = File(kind, NOBODYS, ref, size=row["size"] or 0)
        return left

    async def _blot_line(self, line: Any, blot: Blot, left: Left) -> None:
        after = {
            "text": blot(line["text"]),
            "files": _passed(line["files"], left),
            "details": _details(line["details"], blot),
            "was": _was(line["was"], blot),
        }
        changed = {name: value for name, value in after.items() if value != line[name]}
        if changed:
            about = update(ticket_events).where(ticket_events.c.id == line["id"])
            await self._connection.execute(about.values(**changed))

    async def _blot_sent(self) -> None:
        """What was sent to agencies of their tickets says nothing any more; what still waits, and
        what was said of a ticket that theirs was merged into, goes blotted. In one look through the
        outbox, which has no index for it."""
        numbers = sorted(self._scrubbed)
        for at in range(0, len(numbers), _AT_ONCE):
            of = outbox.c.ticket.in_(numbers[at : at + _AT_ONCE])
            found = await self._connection.execute(
                select(outbox.c.id, outbox.c.ticket, outbox.c.state, outbox.c.message).where(of)
            )
            for row in found.all():
                message = dict(row.message)
                for blot, left, own in self._scrubbed[row.ticket]:
                    over = own and row.state in ("sent", "failed")
                    message = {"text": ""} if over else _blotted(message, blot, left)
                if message != row.message:
                    one = update(outbox).where(outbox.c.id == row.id)
                    await self._connection.execute(one.values(message=message))
        self._scrubbed.clear()

    # all the rest

    async def forget(self, resident: Speaker) -> None:
        await self._flush()
        await self._blot_sent()
        for table in (consents, quiet):
            await self._connection.execute(delete(table).where(_is_of(table, resident)))
        for chats in (outbox, posts):
            here = (chats.c.door == resident.door) & (chats.c.chat == resident.chat)
            await self._connection.execute(delete(chats).where(here))
        await self._forget_delayed(resident)
        await self._forget_quarantined(resident)
        await self._forget_copies(resident)
        reached = f"{resident.door}/{resident.person}/{resident.chat}"
        ours = (jobs.c.kind == Kind.BROADCAST.value) & (jobs.c.cursor == reached)
        await self._connection.execute(
            update(jobs).where(ours, jobs.c.stage != "running").values(cursor="")
        )
        self._meddle()

    async def _forget_delayed(self, resident: Speaker) -> None:
        """Few wait, and none for longer than minutes: they are looked through."""
        found = await self._connection.execute(select(delayed.c.id, delayed.c.outgoing))
        peer = {"door": resident.door, "chat": resident.chat}
        theirs = [row.id for row in found if row.outgoing.get("peer") == peer]
        for at in range(0, len(theirs), _AT_ONCE):
            some = delayed.c.id.in_(theirs[at : at + _AT_ONCE])
            await self._connection.execute(delete(delayed).where(some))

    async def _forget_quarantined(self, resident: Speaker) -> None:
        """Updates that could not be taken lie there as they came, with all that was written. They
        are few; theirs are known by their number, in whatever the messenger calls it."""
        found = await self._connection.execute(
            select(quarantine.c.id, quarantine.c.raw).where(quarantine.c.door == resident.door)
        )
        theirs = [row.id for row in found if _mentions(row.raw, resident.person)]
        for at in range(0, len(theirs), _AT_ONCE):
            some = quarantine.c.id.in_(theirs[at : at + _AT_ONCE])
            await self._connection.execute(delete(quarantine).where(some))

    async def _forget_copies(self, resident: Speaker) -> None:
        copies = _is_copy_of(resident)
        found = await self._connection.execute(
            select(files.c.ref, files.c.digest).where(copies, files.c.digest.is_not(None))
        )
        for ref, digest in found.all():
            gone = {"door": NOBODYS, "ref": f"{digest}.{ref.rpartition('/')[2]}"}
            await self._connection.execute(
                update(files)
                .where(copies, files.c.ref == ref)
                .values(state=Fate.ERASED.value, url="", name="", late=[], **gone)
            )
        await self._connection.execute(delete(files).where(copies))


def _own(resident: Speaker) -> ColumnElement[bool]:
    return (
        (tickets.c.door == resident.door)
        & (tickets.c.chat == resident.chat)
        & (tickets.c.person == resident.person)
    )


def _is_of(table: Table, resident: Speaker) -> ColumnElement[bool]:
    return (table.c.door == resident.door) & (table.c.person == resident.person)


def _is_copy_of(resident: Speaker) -> ColumnElement[bool]:
    return (files.c.door == HOUSE) & files.c.ref.startswith(prefix_of(resident), autoescape=True)


def _stays_as(row: Any) -> FileKind | None:
    """What a file stays as that shows the problem, a picture sent «as a file» too; None: a voice or
    a document, which show whose they are."""
    kind = FileKind(row["kind"])
    if kind is FileKind.DOCUMENT and str(row["type"]).startswith("image/"):
        return FileKind.PHOTO
    return kind if kind in (FileKind.PHOTO, FileKind.VIDEO) else None


def _passed(written: Sequence[Any], left: Left) -> list[rows.Row]:
    """Files, as they are written, with what became of theirs."""
    passed = (left.get((one.door, one.ref), one) for one in rows.to_files(list(written)))
    return rows.from_files(tuple(one for one in passed if one is not None))


def _blotted(message: rows.Row, blot: Blot, left: Left) -> rows.Row:
    after = dict(message)
    for name in WORDS_OF_MESSAGE:
        if after.get(name):
            after[name] = blot(after[name])
    if after.get("files"):
        after["files"] = _passed(after["files"], left)
    return after


def _details(details: Sequence[Any] | None, blot: Blot) -> list[list[str]] | None:
    if details is None:
        return None
    return [[name, value if name in OPERATORS else blot(value)] for name, value in details]


def _was(was: rows.Row | None, blot: Blot) -> rows.Row | None:
    if was is None:
        return None
    return {
        name: blot(value) if name in IN_WORDS and isinstance(value, str) else value
        for name, value in was.items()
        if name not in OF_RESIDENT
    }


def _mentions(raw: object, person: int) -> bool:
    """Does the number of a person stand anywhere in an update?"""
    left = [raw]
    while left:
        one = left.pop()
        if isinstance(one, dict):
            left += one.values()
        elif isinstance(one, list):
            left += one
        elif one == person and not isinstance(one, bool):
            return True
    return False
