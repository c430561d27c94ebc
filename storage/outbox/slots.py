"""Rows of the outbox that wait under a slot, and give way to a newer message of the same slot.

A row that nobody can have begun to send gives way; ``version`` counts how often it did. Who may
have begun is known to :mod:`storage.outbox.handing` where one process carries, and by the claim
where several do (:mod:`storage.outbox.claims`): there a message takes its place, or goes to the
end, in the one statement that writes all that a unit has to write.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import and_, bindparam, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card, Outgoing
from storage import quick, rows
from storage.tables import Moment, posts
from storage.tables import outbox as table
from storage.together import Piece, piece_of

from .handing import Handing


async def replace_waiting(
    connection: AsyncConnection,
    outgoing: Sequence[Outgoing],
    handing: Handing,
    changing: set[int],
    *,
    first: bool,
) -> set[int]:
    """Put messages in the place of rows that wait under their slots: which of them did. The rows
    are noted in ``changing``.

    ``first``: nothing that this unit wrote waits already. What others wrote is known then without
    asking the database, and mostly there is nothing: a new card asks for none of the thousand that
    wait in its agency's chat.
    """
    slots = {
        (one.peer.door, one.peer.chat, one.slot): at for at, one in enumerate(outgoing) if one.slot
    }
    if first:
        slots = {
            (door, chat, slot): at
            for (door, chat, slot), at in slots.items()
            if handing.shelf(door).may_wait(chat, slot or "")
        }
    # Of several that wait under one slot the last may change: what comes after it would else go
    # out later than what is newer.
    last: dict[int, _Slot] = {}
    for row in await _waiting(connection, slots, handing.since):
        at = slots.get((row.door, row.chat, row.slot))
        if at is not None and (at not in last or last[at].id < row.id):
            last[at] = row
    waiting = {row.id: (row, at) for at, row in last.items() if row.changes}
    replaced: set[int] = set()
    for number in handing.may_change(waiting, changing):
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
        replaced.add(at)
    return replaced


class _Slot(NamedTuple):
    id: int
    door: str
    chat: int
    slot: str
    card: str | None
    changes: bool


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
    since: datetime,
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
        asked = {"at": door, "ours": list(ours), "since": since}
        found += [_Slot(*row) for row in await quick.read(connection, _UNDER_SLOTS, asked)]
    return found


_BEFORE = (
    "said AS MATERIALIZED (SELECT g.* FROM {rows})",
    # Sorted by «id + 0», which no index has in order: the chat's own is read, where few wait.
    (
        "last AS MATERIALIZED (SELECT one.id, one.changes, g.place FROM said AS g"
        " CROSS JOIN LATERAL (SELECT w.id, (w.attempts = 0 AND w.claimed_by IS NULL)"
        " OR (w.card = 'edit' AND EXISTS (SELECT FROM posts AS p WHERE p.door = w.door"
        " AND p.chat = w.chat AND p.ticket = w.ticket AND p.card)) AS changes"
        " FROM outbox AS w WHERE w.door = g.door AND w.chat = g.chat AND w.slot = g.slot"
        " AND w.state = 'pending' AND (w.claimed_until IS NULL OR w.claimed_until <= now())"
        " ORDER BY w.id + 0 DESC LIMIT 1 FOR UPDATE OF w SKIP LOCKED) AS one)"
    ),
    (
        "replaced AS (UPDATE outbox AS w SET message = CAST(g.message AS json), edits = g.edits,"
        " card = CASE w.card WHEN 'new' THEN 'new' ELSE g.card END, version = w.version + 1"
        " FROM last JOIN said AS g ON g.place = last.place"
        " WHERE w.id = last.id AND last.changes RETURNING g.place)"
    ),
)


@cache
def taking_places(names: tuple[str, ...]) -> Piece:
    """Rows of the outbox, each in the place of the last that waits under its slot; the others go
    to the end. No two may have the same slot.

    The row that gives way is locked, so that nobody claims it meanwhile; one that is being claimed
    at the moment, or is another unit's, is passed over.
    """
    source = "said AS g WHERE g.place NOT IN (SELECT place FROM replaced)"
    return piece_of(table, names, before=_BEFORE, source=source)
