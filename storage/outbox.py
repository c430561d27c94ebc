"""The outbox: everything that is to be sent, in the transaction that made it necessary.

* A row waits (``pending``) until the messenger took it (``sent``) or will never take it
  (``failed``). What concerns a ticket is ``held`` for a person who blocked the bot. What was
  delivered is remembered by its row, not by the process.
* In a chat, rows go out in the order of their lanes, and within a lane in order; a row that
  must wait holds back what comes after it in the same chat, and nothing else.
* A row not yet sent gives way to a newer one of the same slot. ``version`` counts that: a
  courier that sent the older text does not settle the newer.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, and_, delete, exists, insert, or_, select, update
from sqlalchemy.dialects.sqlite import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card, Lane, Outgoing
from core.outbox import Deferred, Failed, Held, Outcome, Sent, Waiting
from core.people import Peer

from . import rows
from .tables import outbox as table
from .tables import posts


async def put(connection: AsyncConnection, outgoing: Sequence[Outgoing], now: datetime) -> None:
    """Write messages down. Those whose slot is still waiting take its place there."""
    if not outgoing:
        return
    latest: dict[tuple[Peer, str], int] = {}
    for at, one in enumerate(outgoing):
        if one.slot:
            latest[one.peer, one.slot] = at
    fresh = [
        one for at, one in enumerate(outgoing) if not one.slot or latest[one.peer, one.slot] == at
    ]
    replaced = await _replace(connection, fresh) if latest else set()
    values = [_row(one, now) for at, one in enumerate(fresh) if at not in replaced]
    if values:
        await connection.execute(insert(table), values)


async def _replace(connection: AsyncConnection, outgoing: Sequence[Outgoing]) -> set[int]:
    """Put messages in the place of rows that wait under their slots; say which did."""
    slots = {
        (one.peer.door, one.peer.chat, one.slot): at for at, one in enumerate(outgoing) if one.slot
    }
    replaced: set[int] = set()
    for row in await _waiting(connection, slots):
        at = slots.get((row.door, row.chat, row.slot))
        if at is None:
            continue
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
        replaced.add(at)
    return replaced


async def _waiting(
    connection: AsyncConnection, slots: Iterable[tuple[str, int, str | None]]
) -> list[Row[Any]]:
    """Rows that wait in these chats. By chat, because that has an index: few wait in each."""
    chats: dict[str, set[int]] = {}
    for door, chat, _ in slots:
        chats.setdefault(door, set()).add(chat)
    found: list[Row[Any]] = []
    for door, ours in chats.items():
        found += await connection.execute(
            select(table.c.id, table.c.door, table.c.chat, table.c.slot, table.c.card).where(
                table.c.state == "pending", table.c.door == door, table.c.chat.in_(ours)
            )
        )
    return found


def _row(one: Outgoing, now: datetime) -> rows.Row:
    return {
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


async def ready(
    connection: AsyncConnection, door: str, now: datetime, most: int, busy: Iterable[int]
) -> list[Waiting]:
    """Rows that may go out now, in order; none of the chats that are ``busy``."""
    held = table.alias("held")
    held_back = exists().where(
        held.c.door == table.c.door,
        held.c.chat == table.c.chat,
        held.c.state == "pending",
        held.c.due_at > now,
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
            table.c.due_at <= now,
            table.c.chat.not_in(list(busy)),
            ~held_back,
        )
        .order_by(table.c.lane, table.c.id)
        .limit(most)
    )
    return [
        Waiting(
            id=row["id"],
            version=row["version"],
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
        for row in found.mappings()
    ]


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


async def anchor(connection: AsyncConnection, outgoing: Outgoing) -> str | None:
    """The messenger's id of the ticket's card in the chat, once it was delivered."""
    found = await connection.scalar(
        select(posts.c.message).where(
            posts.c.door == outgoing.peer.door,
            posts.c.chat == outgoing.peer.chat,
            posts.c.ticket == outgoing.ticket,
            posts.c.card.is_(True),
        )
    )
    return str(found) if found is not None else None


async def settle(connection: AsyncConnection, outcomes: Iterable[Outcome], now: datetime) -> None:
    """Write down what became of rows; remember which message stands for which ticket."""
    for outcome in outcomes:
        waiting = outcome.waiting
        row = update(table).where(table.c.id == waiting.id)
        unchanged = row.where(table.c.version == waiting.version)
        match outcome:
            case Sent(message=message):
                settled = await connection.execute(
                    unchanged.values(state="sent", settled_at=now, sent=message, error=None)
                )
                if not settled.rowcount and waiting.outgoing.card is Card.NEW:
                    # Its text was replaced on the way: now there is a card to be changed.
                    await connection.execute(row.values(card=Card.EDIT.value))
                await _post(connection, waiting.outgoing, message)
            case Failed(error=error):
                await connection.execute(
                    unchanged.values(state="failed", settled_at=now, error=error)
                )
            case Held(error=error):
                await connection.execute(unchanged.values(state="held", error=error))
            case Deferred(due_at=due_at, error=error):
                await connection.execute(
                    row.values(due_at=due_at, attempts=waiting.attempts + 1, error=error)
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
    statement = upsert(posts)
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
