"""Rows of the outbox that wait under a slot, and give way to a newer message of the same slot.

A row that nobody can have begun to send gives way; ``version`` counts how often it did. Who may
have begun is known to :mod:`storage.handing` on SQLite, and by the claim on PostgreSQL
(:mod:`storage.claims`).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import NamedTuple

from sqlalchemy import and_, bindparam, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card, Outgoing

from . import quick, rows
from .handing import Handing
from .tables import Moment, posts
from .tables import outbox as table


async def replace_waiting(
    connection: AsyncConnection,
    outgoing: Sequence[Outgoing],
    handing: Handing | None,
    *,
    first: bool,
) -> dict[int, int]:
    """Put messages in the place of rows that wait under their slots: which took which row.

    ``first``: nothing that this unit wrote waits already. What others wrote is known then without
    asking the database, and mostly there is nothing.
    """
    slots = {
        (one.peer.door, one.peer.chat, one.slot): at for at, one in enumerate(outgoing) if one.slot
    }
    if first and handing is not None:
        may = [handing.shelf(door).may_wait(chat, slot or "") for door, chat, slot in slots]
        if not any(may):
            return {}
    # Of several that wait under one slot the last may change: what comes after it would else go
    # out later than what is newer.
    last: dict[int, _Slot] = {}
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


class _Slot(NamedTuple):
    id: int
    door: str
    chat: int
    slot: str
    card: str | None
    changes: bool


_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)

_UNDER_SLOTS = (
    select(
        table.c.id,
        table.c.door,
        table.c.chat,
        table.c.slot,
        table.c.card,
        or_(
            and_(
                table.c.attempts == 0,
                table.c.claimed_by.is_(None),
                table.c.created_at >= bindparam("since", type_=Moment),
            ),
            and_(
                table.c.card == Card.EDIT.value,
                exists().where(
                    posts.c.door == table.c.door,
                    posts.c.chat == table.c.chat,
                    posts.c.ticket == table.c.ticket,
                    posts.c.card.is_(True),
                ),
            ),
        ).label("changes"),
    )
    .where(
        table.c.state == "pending",
        table.c.door == bindparam("at"),
        table.c.chat.in_(bindparam("ours", expanding=True)),
        table.c.slot.is_not(None),
        or_(table.c.claimed_until.is_(None), table.c.claimed_until <= func.now()),
    )
    .with_for_update(of=table, skip_locked=True)
)


async def _waiting(
    connection: AsyncConnection,
    slots: Iterable[tuple[str, int, str | None]],
    since: datetime | None,
) -> list[_Slot]:
    """Rows that wait in these chats under a slot; ``changes``: whether it may be replaced, being
    never tried, or a change of a card that stands there, which does no harm twice. By chat,
    because that has an index: few wait in each.

    On PostgreSQL they are held until the unit ends, so nobody claims them; those that are being
    claimed at the moment, or are another unit's, are passed over.
    """
    chats: dict[str, set[int]] = {}
    for door, chat, _ in slots:
        chats.setdefault(door, set()).add(chat)
    found: list[_Slot] = []
    for door, ours in chats.items():
        asked = {"at": door, "ours": list(ours), "since": since or _LONG_AGO}
        found += [_Slot(*row) for row in await quick.read(connection, _UNDER_SLOTS, asked)]
    return found
