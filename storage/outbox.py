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
* A row that nobody can have begun to send gives way to a newer one of the same slot; ``version``
  counts how often it did. Who may have begun is known to :mod:`storage.handing` on SQLite, and by
  the claim on PostgreSQL (:mod:`storage.claims`).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Row,
    RowMapping,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card, Lane, Outgoing
from core.outbox import Deferred, Failed, Outcome, Sent, Waiting
from core.people import Peer

from . import rows
from .dialect import is_postgresql, upsert
from .handing import Handing
from .tables import outbox as table
from .tables import posts


async def put(
    connection: AsyncConnection,
    outgoing: Sequence[Outgoing],
    now: datetime,
    handing: Handing | None,
) -> set[int]:
    """Write messages down. Those whose slot is still waiting take its place there.

    Returns the rows that were changed. On SQLite none is without ``handing``: the courier is
    elsewhere.
    """
    if not outgoing:
        return set()
    latest: dict[tuple[Peer, str], int] = {}
    for at, one in enumerate(outgoing):
        if one.slot:
            latest[one.peer, one.slot] = at
    fresh = [
        one for at, one in enumerate(outgoing) if not one.slot or latest[one.peer, one.slot] == at
    ]
    may = latest and (handing is not None or is_postgresql(connection))
    replaced = await _replace(connection, fresh, handing) if may else {}
    rest = [one for at, one in enumerate(fresh) if at not in replaced]
    away = await _away(connection, rest)
    values = [_row(one, now, held=_is_kept(one) and one.peer in away) for one in rest]
    if values:
        await connection.execute(insert(table), values)
    return set(replaced.values())


def _is_kept(one: Outgoing) -> bool:
    """Is it held for a person who cannot be reached? A reply is not: they are there."""
    about_ticket = one.ticket is not None and one.toast is None
    return about_ticket and one.private and one.lane is not Lane.REPLY


async def _away(connection: AsyncConnection, outgoing: Iterable[Outgoing]) -> set[Peer]:
    """Of those who would be told of a ticket, the people for whom rows are held."""
    chats: dict[str, set[int]] = {}
    for one in outgoing:
        if _is_kept(one):
            chats.setdefault(one.peer.door, set()).add(one.peer.chat)
    found: set[Peer] = set()
    for door, ours in chats.items():
        held = select(table.c.chat).where(
            table.c.state == "held", table.c.door == door, table.c.chat.in_(ours)
        )
        found |= {Peer(door, chat) for chat in await connection.scalars(held)}
    return found


async def _replace(
    connection: AsyncConnection, outgoing: Sequence[Outgoing], handing: Handing | None
) -> dict[int, int]:
    """Put messages in the place of rows that wait under their slots: which took which row."""
    slots = {
        (one.peer.door, one.peer.chat, one.slot): at for at, one in enumerate(outgoing) if one.slot
    }
    # Of several that wait under one slot the last may change: what comes after it would else go
    # out later than what is newer.
    last: dict[int, Row[Any]] = {}
    for row in await _waiting(connection, slots, handing.since if handing else None):
        at = slots.get((row.door, row.chat, row.slot))
        if at is not None and (at not in last or last[at].id < row.id):
            last[at] = row
    waiting = {row.id: (row, at) for at, row in last.items() if row.changes}
    replaced: dict[int, int] = {}
    for number in handing.may_change(waiting) if handing else waiting:
        row, at = waiting[number]
        one = outgoing[at]
        # A card not yet sent stays a new card, whatever it says by now.
        card = Card.NEW if Card.NEW in (row.card, one.card) else one.card
        await connection.execute(
            update(table)
            .where(table.c.id == row.id)
            .values(
                message=rows.from_message(one.message),
                edits=one.edits,
                card=card,
                version=table.c.version + 1,
            )
        )
        replaced[at] = row.id
    return replaced


async def _waiting(
    connection: AsyncConnection,
    slots: Iterable[tuple[str, int, str | None]],
    since: datetime | None,
) -> list[Row[Any]]:
    """Rows that wait in these chats under a slot; ``changes``: whether it may be replaced, being
    never tried, or a change of a card that stands there, which does no harm twice. By chat,
    because that has an index: few wait in each.

    On PostgreSQL they are held until the unit ends, so nobody claims them; those that are being
    claimed at the moment, or are another unit's, are passed over.
    """
    untried = and_(table.c.attempts == 0, table.c.claimed_by.is_(None))
    if since is not None:
        untried = and_(untried, table.c.created_at >= since)
    stands = exists().where(
        posts.c.door == table.c.door,
        posts.c.chat == table.c.chat,
        posts.c.ticket == table.c.ticket,
        posts.c.card.is_(True),
    )
    changes = and_(table.c.card == Card.EDIT.value, stands)
    chats: dict[str, set[int]] = {}
    for door, chat, _ in slots:
        chats.setdefault(door, set()).add(chat)
    found: list[Row[Any]] = []
    for door, ours in chats.items():
        found += await connection.execute(
            select(
                table.c.id,
                table.c.door,
                table.c.chat,
                table.c.slot,
                table.c.card,
                or_(untried, changes).label("changes"),
            )
            .where(
                table.c.state == "pending",
                table.c.door == door,
                table.c.chat.in_(ours),
                table.c.slot.is_not(None),
                or_(table.c.claimed_until.is_(None), table.c.claimed_until <= func.now()),
            )
            .with_for_update(of=table, skip_locked=True)
        )
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
        "due_at": now,
        "created_at": now,
    }


def is_early(row: Any, now: datetime) -> ColumnElement[bool]:
    touched = func.coalesce(row.c.settled_at, row.c.created_at)
    return and_(row.c.due_at > now, touched <= now)


async def ready(
    connection: AsyncConnection,
    door: str,
    now: datetime,
    most: int,
    busy: Iterable[int],
    toasts: Iterable[int] = (),
) -> list[Waiting]:
    """Rows that may go out now, in order. See :meth:`storage.store.Store.ready`."""
    held = table.alias("held")
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
    found = await connection.execute(
        select(table)
        .where(
            table.c.door == door,
            table.c.state == "pending",
            ~is_early(table, now),
            or_(
                and_(table.c.toast.is_(None), table.c.chat.not_in(list(busy)), ~held_back),
                and_(table.c.toast.is_not(None), table.c.id.not_in(list(toasts))),
            ),
        )
        .order_by(table.c.lane, table.c.id)
        .limit(most)
    )
    return [read_waiting(row) for row in found.mappings()]


def read_waiting(row: RowMapping) -> Waiting:
    return Waiting(
        id=row["id"],
        outgoing=Outgoing(
            peer=Peer(row["door"], row["chat"]),
            message=rows.to_message(row["message"]),
            lane=Lane(row["lane"]),
            edits=row["edits"],
            toast=row["toast"],
            ticket=row["ticket"],
            card=Card(row["card"]) if row["card"] else None,
            slot=row["slot"],
            private=row["private"],
        ),
        attempts=row["attempts"],
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


async def card_in(connection: AsyncConnection, peer: Peer, ticket: str | None) -> str | None:
    """The messenger's id of the ticket's card in the chat, once it was delivered."""
    found = await connection.scalar(
        select(posts.c.message).where(
            posts.c.door == peer.door,
            posts.c.chat == peer.chat,
            posts.c.ticket == ticket,
            posts.c.card.is_(True),
        )
    )
    return str(found) if found is not None else None


async def settle(
    connection: AsyncConnection,
    outcomes: Sequence[Outcome],
    now: datetime,
    holder: str | None = None,
) -> None:
    """Write down what became of rows; remember which message stands for which ticket.

    ``holder``: who claimed them. What it could not send may be another's by now, and is left
    to that one then; what was sent, was sent.
    """
    sent = [one for one in outcomes if isinstance(one, Sent)]
    if sent:
        await _settle_sent(connection, sent, now)
    for outcome in outcomes:
        row = update(table).where(table.c.id == outcome.waiting.id)
        if holder is not None:
            row = row.where(table.c.claimed_by == holder)
        match outcome:
            case Failed(_, error):
                await connection.execute(row.values(state="failed", settled_at=now, error=error))
            case Deferred(waiting, due_at, error):
                await connection.execute(
                    row.where(table.c.state == "pending").values(
                        due_at=due_at,
                        settled_at=now,
                        attempts=waiting.attempts + 1,
                        error=error,
                        claimed_until=None,
                    )
                )


async def _settle_sent(connection: AsyncConnection, sent: Sequence[Sent], now: datetime) -> None:
    """In one statement, because under load there are many."""
    await connection.execute(
        update(table)
        .where(table.c.id == bindparam("row"))
        .values(state="sent", settled_at=now, sent=bindparam("given"), error=None),
        [{"row": one.waiting.id, "given": one.message} for one in sent],
    )
    reached: set[Peer] = set()
    for one in sent:
        outgoing = one.waiting.outgoing
        await _post(connection, outgoing, one.message)
        if outgoing.private and outgoing.toast is None:
            reached.add(outgoing.peer)
    await _release(connection, reached, now)


async def _release(connection: AsyncConnection, reached: Iterable[Peer], now: datetime) -> None:
    """Who got a message is there: let go what was held for them."""
    chats: dict[str, set[int]] = {}
    for peer in reached:
        chats.setdefault(peer.door, set()).add(peer.chat)
    for door, ours in chats.items():
        await connection.execute(
            update(table)
            .where(table.c.state == "held", table.c.door == door, table.c.chat.in_(ours))
            .values(state="pending", due_at=now)
        )


async def _post(connection: AsyncConnection, outgoing: Outgoing, message: str) -> None:
    """Remember which ticket a delivered message stands for; a changed one may stand for none."""
    here = (posts.c.door == outgoing.peer.door) & (posts.c.chat == outgoing.peer.chat)
    if outgoing.toast is not None or not message:
        return
    if outgoing.ticket is None:
        if outgoing.edits is not None:
            await connection.execute(delete(posts).where(here, posts.c.message == message))
        return
    is_card = outgoing.card in (Card.NEW, Card.EDIT)
    if is_card:
        # The latest card is the one that is edited; the older ones still lead to their ticket.
        await connection.execute(
            update(posts)
            .where(here, posts.c.ticket == outgoing.ticket, posts.c.message != message)
            .values(card=False)
        )
    statement = upsert(connection, posts)
    statement = statement.on_conflict_do_update(
        index_elements=["door", "chat", "message"],
        set_={"ticket": statement.excluded.ticket, "card": statement.excluded.card},
    )
    await connection.execute(
        statement,
        [
            {
                "door": outgoing.peer.door,
                "chat": outgoing.peer.chat,
                "message": one,
                "ticket": outgoing.ticket,
                "card": is_card,
            }
            for one in message.split(",")
        ],
    )
