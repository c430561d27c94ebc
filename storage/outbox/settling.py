"""What became of rows of the outbox, written down: in few statements, because under load there
are many.

* A row that was sent is sent, whoever claimed it meanwhile.
* Which delivered message stands for which ticket is remembered (``posts``): by it a reply is
  understood, and a card found that is to be changed.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import (
    ARRAY,
    BigInteger,
    Text,
    Update,
    all_,
    any_,
    bindparam,
    column,
    delete,
    func,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Card
from core.outbox import Deferred, Failed, Outcome, Sent, Waiting
from core.people import Peer
from storage import quick, rows
from storage.agencies import threads
from storage.dialect import is_postgresql, replacing
from storage.tables import outbox as table
from storage.tables import posts

_CARD = select(posts.c.message).where(
    posts.c.door == bindparam("at"),
    posts.c.chat == bindparam("in"),
    posts.c.ticket == bindparam("about"),
    posts.c.card.is_(True),
)


async def card_in(connection: AsyncConnection, peer: Peer, ticket: str | None) -> str | None:
    """The messenger's id of the ticket's card in the chat, once it was delivered."""
    asked = {"at": peer.door, "in": peer.chat, "about": ticket}
    found = await connection.scalar(_CARD, asked)
    return str(found) if found is not None else None


async def settle(
    connection: AsyncConnection,
    outcomes: Sequence[Outcome],
    now: datetime,
    holder: str | None = None,
) -> bool:
    """Write down what became of rows; remember which message stands for which ticket. Were rows
    that had been held for a person let go?

    ``holder``: who claimed them. What it could not send may be another's by now, and is left
    to that one then; what was sent, was sent.
    """
    sent = [one for one in outcomes if isinstance(one, Sent)]
    released = await _settle_sent(connection, sent, now) if sent else False
    for outcome in outcomes:
        match outcome:
            case Failed(waiting, error):
                row = _row(waiting, holder).where(table.c.state == "pending")
                await connection.execute(row.values(state="failed", settled_at=now, error=error))
            case Deferred(waiting, due_at, error):
                row = _row(waiting, holder).where(table.c.state == "pending")
                await connection.execute(
                    row.values(
                        due_at=due_at,
                        settled_at=now,
                        attempts=waiting.attempts + 1,
                        error=error,
                        claimed_until=None,
                    )
                )
    return released


def _row(waiting: Waiting, holder: str | None) -> Update:
    row = update(table).where(table.c.id == waiting.id)
    return row if holder is None else row.where(table.c.claimed_by == holder)


_SENT = (
    update(table)
    .where(table.c.id == bindparam("row"))
    .values(state="sent", settled_at=bindparam("now"), sent=bindparam("given"), error=None)
)

# A server is told all at once. What it is told has the same shape whatever its length, so it is
# prepared once. That they are these rows is said once more, as a list: joined alone, the whole
# table may be looked through for them.
_ROWS = bindparam("rows", type_=ARRAY(BigInteger))
_TOLD = (
    func.unnest(_ROWS, bindparam("given", type_=ARRAY(Text)))
    .table_valued(column("number", BigInteger), column("message", Text), name="told")
    .render_derived()
)
_WAITS_AGAIN = {"state": "pending", "due_at": bindparam("now")}
_RELEASE = (
    update(table)
    .where(
        table.c.state == "held",
        table.c.door == bindparam("at"),
        table.c.chat.in_(bindparam("ours", expanding=True)),
    )
    .values(_WAITS_AGAIN)
)

_SENT_AT_ONCE = (
    update(table)
    .where(table.c.id == _TOLD.c.number, table.c.id == any_(_ROWS))
    .values(state="sent", settled_at=bindparam("now"), sent=_TOLD.c.message, error=None)
    .returning(table.c.door, table.c.chat, table.c.private, table.c.toast)
    .cte("reached")
)
# In the same statement, which does not see yet that what was held and went out all the same is
# sent: so those rows are left out by their numbers.
_SENT_AND_RELEASED = (
    update(table)
    .where(
        table.c.state == "held",
        table.c.door == _SENT_AT_ONCE.c.door,
        table.c.chat == _SENT_AT_ONCE.c.chat,
        _SENT_AT_ONCE.c.private,
        _SENT_AT_ONCE.c.toast.is_(None),
        table.c.id != all_(_ROWS),
    )
    .values(_WAITS_AGAIN)
)

_HERE = (posts.c.door == bindparam("at")) & (posts.c.chat == bindparam("in"))
_STANDS_FOR_NOTHING = delete(posts).where(_HERE, posts.c.message == bindparam("given"))
_NO_MORE_THE_CARD = (
    update(posts)
    .where(_HERE, posts.c.ticket == bindparam("about"), posts.c.message != bindparam("given"))
    .values(card=False)
)


async def _settle_sent(connection: AsyncConnection, sent: Sequence[Sent], now: datetime) -> bool:
    """Who got a message is there: what was held for them may go."""
    if is_postgresql(connection):
        told = {"rows": [one.waiting.id for one in sent], "given": [one.message for one in sent]}
        released = await quick.change(connection, _SENT_AND_RELEASED, {**told, "now": now})
    else:
        rows_sent = [{"row": one.waiting.id, "given": one.message, "now": now} for one in sent]
        await quick.write(connection, _SENT, rows_sent)
        released = await _release(connection, sent, now)
    await _post(connection, [one for one in sent if one.waiting.outgoing.threading is None])
    await threads.opened(connection, sent)
    return released > 0


async def _release(connection: AsyncConnection, sent: Sequence[Sent], now: datetime) -> int:
    reached: dict[str, set[int]] = {}
    for one in sent:
        outgoing = one.waiting.outgoing
        if outgoing.private and outgoing.toast is None:
            reached.setdefault(outgoing.peer.door, set()).add(outgoing.peer.chat)
    released = 0
    for door, chats in reached.items():
        asked = {"at": door, "ours": list(chats), "now": now}
        released += await quick.change(connection, _RELEASE, asked)
    return released


async def _post(connection: AsyncConnection, sent: Sequence[Sent]) -> None:
    """Remember which tickets delivered messages stand for; a changed one may stand for none.

    Of one message or card several rows may speak only one after another, so what stands in
    between does not matter: the last word of each is kept.
    """
    nothing: list[rows.Row] = []
    cards: list[rows.Row] = []
    standing: dict[tuple[str, int, str], rows.Row] = {}
    for one in sent:
        outgoing, message = one.waiting.outgoing, one.message
        door, chat = outgoing.peer.door, outgoing.peer.chat
        if outgoing.toast is not None or not message:
            continue
        if outgoing.ticket is None:
            if outgoing.edits is not None and not outgoing.is_silent:  # its text is another now
                standing.pop((door, chat, message), None)
                nothing.append({"at": door, "in": chat, "given": message})
            continue
        is_card = outgoing.card in (Card.NEW, Card.EDIT)
        if is_card:
            # The latest card is the one that is edited; the older ones still lead to their ticket.
            about = {"at": door, "in": chat, "about": outgoing.ticket, "given": message}
            cards.append(about)
            for row in standing.values():
                if (row["door"], row["chat"], row["ticket"]) == (door, chat, outgoing.ticket):
                    row["card"] = False
        for part in message.split(","):
            standing[door, chat, part] = {
                "door": door,
                "chat": chat,
                "message": part,
                "ticket": outgoing.ticket,
                "card": is_card,
            }
    if nothing:
        await quick.write(connection, _STANDS_FOR_NOTHING, nothing)
    if cards:
        await quick.write(connection, _NO_MORE_THE_CARD, cards)
    if standing:
        statement = replacing(connection, posts, ("ticket", "card"))
        await quick.write(connection, statement, list(standing.values()))
