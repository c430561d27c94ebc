"""The outbox: everything that is to be sent, in the transaction that made it necessary.

* A row waits (``pending``) until the messenger took it (``sent``) or will never take it
  (``failed``). What concerns a ticket is ``held`` for a person who blocked the bot. What was
  delivered is remembered by its row, not by the process.
* In a chat, rows go out in the order of their lanes, and within a lane in order; a row that
  must wait holds back what comes after it in the same chat, and nothing else. The answer to a
  press is no message: it neither waits for others nor holds them back.
* A row waits until ``due_at`` by the wall's clock. If that clock was set back, rows touched «in
  the future» are due at once: better early than hours late.
* What is written for a person whose rows are held is held behind them; a message that reaches
  the person all the same lets everything go.
* A row that nobody can have begun to send gives way to a newer one of the same slot, see
  :mod:`storage.outbox.slots`.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    Select,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card, Lane, Outgoing, Thread
from core.outbox import Waiting
from core.people import Peer
from storage import quick, rows
from storage.dialect import is_postgresql
from storage.tables import Moment
from storage.tables import outbox as table
from storage.together import Together

from .handing import Handing
from .slots import replace_waiting, taking_places

_LAST = select(func.last_insert_rowid())


class Written(Struct, frozen=True):
    """Rows that wait from now on, and the first and the last of all that were written. ``counted``:
    these are told; on a server they are not."""

    waiting: tuple[Waiting, ...] = ()
    first: int = 0
    last: int = 0
    counted: bool = True


async def put(
    connection: AsyncConnection,
    outgoing: Sequence[Outgoing],
    now: datetime,
    handing: Handing | None,
    writing: Together,
    changing: set[int],
    *,
    first: bool = False,
) -> Written:
    """Write messages down. Those whose slot is still waiting take its place there: rows that change
    are noted in ``changing``, whatever fails after that.

    ``first``: the unit wrote none before.
    On SQLite none does without ``handing``: the courier is elsewhere. New rows go out with all that
    the unit is ``writing``.
    """
    if not outgoing:
        return Written()
    latest: dict[tuple[Peer, str], int] = {}
    for at, one in enumerate(outgoing):
        if one.slot:
            latest[one.peer, one.slot] = at
    fresh = [
        one for at, one in enumerate(outgoing) if not one.slot or latest[one.peer, one.slot] == at
    ]
    replaced: set[int] = set()
    if latest and handing is not None:
        replaced = await replace_waiting(connection, fresh, handing, changing, first=first)
    rest = [one for at, one in enumerate(fresh) if at not in replaced]
    away = await _away(connection, rest)
    values = [_row(one, now, held=_is_kept(one) and one.peer in away) for one in rest]
    on_server = is_postgresql(connection)
    if values and latest and handing is None and on_server:
        writing.put(taking_places(tuple(values[0])), values)
    else:
        await writing.add(table, values)
    if handing is None or not values:
        return Written()
    if on_server:
        return Written(counted=False)
    # One statement of the only writer there is: its rows are numbered one after another.
    ((last,),) = await quick.read(connection, _LAST, {})
    start = last - len(values) + 1
    waiting = [
        Waiting(number, one, now)
        for number, (one, row) in enumerate(zip(rest, values, strict=True), start)
        if row["state"] == "pending"
    ]
    return Written(tuple(waiting), start, last)


def _is_kept(one: Outgoing) -> bool:
    """Is it held for a person who cannot be reached? A reply is not: they are there."""
    about_ticket = one.ticket is not None and one.toast is None
    return about_ticket and one.private and one.lane is not Lane.REPLY


_HELD = select(table.c.chat).where(
    table.c.state == "held",
    table.c.door == bindparam("at"),
    table.c.chat.in_(bindparam("ours", expanding=True)),
)


async def _away(connection: AsyncConnection, outgoing: Iterable[Outgoing]) -> set[Peer]:
    """Of those who would be told of a ticket, the people for whom rows are held."""
    chats: dict[str, set[int]] = {}
    for one in outgoing:
        if _is_kept(one):
            chats.setdefault(one.peer.door, set()).add(one.peer.chat)
    found: set[Peer] = set()
    for door, ours in chats.items():
        held = await quick.read(connection, _HELD, {"at": door, "ours": list(ours)})
        found |= {Peer(door, chat) for (chat,) in held}
    return found


def _row(one: Outgoing, now: datetime, *, held: bool) -> rows.Row:
    return {
        "state": "held" if held else "pending",
        "door": one.peer.door,
        "chat": one.peer.chat,
        "lane": one.lane.value,
        "message": rows.from_message(one.message),
        "edits": one.edits,
        "toast": one.toast,
        "ticket": one.ticket,
        "card": one.card.value if one.card else None,
        "slot": one.slot,
        "private": one.private,
        "thread": one.thread,
        "threading": one.threading.value if one.threading else None,
        "due_at": now,
        "created_at": now,
    }


def is_early(row: Any, now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    touched = func.coalesce(row.c.settled_at, row.c.created_at)
    return and_(row.c.due_at > now, touched <= now)


ON_THE_WAY = (
    table.c.id,
    table.c.door,
    table.c.chat,
    table.c.lane,
    table.c.message,
    table.c.edits,
    table.c.toast,
    table.c.ticket,
    table.c.card,
    table.c.slot,
    table.c.private,
    table.c.thread,
    table.c.threading,
    table.c.attempts,
    table.c.created_at,
)
"""What a courier has to know of a row."""


def _ready() -> Select[Any]:
    held = table.alias("held")
    now = bindparam("now", type_=Moment)
    held_back = exists().where(
        held.c.door == table.c.door,
        held.c.chat == table.c.chat,
        held.c.state == "pending",
        held.c.toast.is_(None),
        is_early(held, now),
        or_(
            held.c.lane < table.c.lane,
            and_(held.c.lane == table.c.lane, held.c.id <= table.c.id),
        ),
    )
    busy = bindparam("busy", expanding=True, type_=BigInteger)
    toasts = bindparam("toasts", expanding=True, type_=BigInteger)
    return (
        select(*ON_THE_WAY)
        .where(
            table.c.door == bindparam("at"),
            table.c.state == "pending",
            ~is_early(table, now),
            or_(
                and_(table.c.toast.is_(None), table.c.chat.not_in(busy), ~held_back),
                and_(table.c.toast.is_not(None), table.c.id.not_in(toasts)),
            ),
        )
        .order_by(table.c.lane, table.c.id)
        .limit(bindparam("most"))
    )


_READY = _ready()


async def ready(
    connection: AsyncConnection,
    door: str,
    now: datetime,
    most: int,
    busy: Iterable[int],
    toasts: Iterable[int] = (),
) -> list[Waiting]:
    """Rows that may go out now, in order. See :meth:`storage.store.Store.ready`."""
    asked = {"at": door, "now": now, "most": most, "busy": list(busy), "toasts": list(toasts)}
    found = await connection.execute(_READY, asked)
    return [read_waiting(row) for row in found]


_WAITING = (
    select(
        *ON_THE_WAY,
        is_early(table, bindparam("now", type_=Moment)).label("early"),
    )
    .where(table.c.door == bindparam("at"), table.c.state == "pending")
    .order_by(table.c.lane, table.c.id)
    .limit(bindparam("most"))
)

_COUNT = select(func.count()).select_from(
    select(table.c.id)
    .where(table.c.door == bindparam("at"), table.c.state == "pending")
    .limit(bindparam("most"))
    .subquery()
)

_LATEST = select(func.max(table.c.id))


async def waiting(
    connection: AsyncConnection, door: str, now: datetime, most: int
) -> list[Waiting] | None:
    """All rows that wait; None: there are more than ``most``, or one of them must wait longer."""
    if int(await connection.scalar(_COUNT, {"at": door, "most": most + 1}) or 0) > most:
        return None
    found = (await connection.execute(_WAITING, {"at": door, "now": now, "most": most})).all()
    return None if any(row.early for row in found) else [read_waiting(row[:-1]) for row in found]


async def latest(connection: AsyncConnection) -> int:
    """The number of the row that was written last; 0: none was."""
    return int(await connection.scalar(_LATEST) or 0)


def read_waiting(row: Sequence[Any]) -> Waiting:
    """Read a row of :data:`ON_THE_WAY`."""
    number, door, chat, lane, message, edits, toast, ticket, card, slot, private, *rest = row
    thread, threading, attempts, written_at = rest
    return Waiting(
        id=number,
        outgoing=Outgoing(
            peer=Peer(door, chat),
            message=rows.to_message(message),
            lane=Lane(lane),
            edits=edits,
            toast=toast,
            ticket=ticket,
            card=Card(card) if card else None,
            slot=slot,
            private=private,
            thread=thread,
            threading=Thread(threading) if threading else None,
        ),
        written_at=written_at,
        attempts=attempts,
    )


async def stop(connection: AsyncConnection, peer: Peer, why: str, now: datetime) -> Sequence[str]:
    """The chat cannot be written to: let nothing be tried that waits for it.

    What concerns a resident's ticket is held until they are back; the rest is given up. Returns
    the tickets that it was about.
    """
    waits = and_(table.c.door == peer.door, table.c.chat == peer.chat, table.c.state == "pending")
    concerns = and_(table.c.ticket.is_not(None), table.c.toast.is_(None))
    found = await connection.scalars(
        select(table.c.ticket).where(waits, concerns).group_by(table.c.ticket)
    )
    tickets = [str(number) for number in found]
    held = update(table).where(waits, concerns, table.c.private.is_(True))
    await connection.execute(held.values(state="held", error=why, claimed_until=None))
    await connection.execute(
        update(table).where(waits).values(state="failed", settled_at=now, error=why)
    )
    return tickets


async def release(connection: AsyncConnection, peer: Peer, now: datetime) -> None:
    """Let what was held for a person go: they are back."""
    await connection.execute(
        update(table)
        .where(
            table.c.door == peer.door,
            table.c.chat == peer.chat,
            table.c.state == "held",
        )
        .values(state="pending", due_at=now)
    )
