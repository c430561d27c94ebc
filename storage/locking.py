"""Who holds a conversation while its turn is taken, on PostgreSQL.

* The rows of a batch are locked in the order of their keys, so that two batches with the same
  people in them wait for one another and never in a ring.
* Who has no row yet is held by an advisory lock of the transaction, in the order of the locks'
  numbers, and looked up once more: whoever was faster has made the row by now.
* A ring there may still be, of rows and advisory locks together or of tickets. PostgreSQL
  notices within a second and undoes one of the two, which is a :class:`core.work.Conflict`.

On SQLite none of this is needed: a writing transaction is alone from its first moment.
"""

from collections.abc import Iterable, Sequence
from hashlib import blake2b

from sqlalchemy import BigInteger, String, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Speaker
from core.work import Memory

from .tables import conversations

_WANTED = (
    bindparam("doors", type_=ARRAY(String)),
    bindparam("chats", type_=ARRAY(BigInteger)),
    bindparam("persons", type_=ARRAY(BigInteger)),
)

# One text for any number of people: the driver prepares it once.
_HELD = (
    text(
        "SELECT c.door, c.chat, c.person, c.memory FROM conversations AS c"
        " JOIN unnest(:doors, :chats, :persons) AS w (door, chat, person)"
        " ON c.door = w.door AND c.chat = w.chat AND c.person = w.person"
        " ORDER BY c.door, c.chat, c.person FOR UPDATE OF c"
    )
    .bindparams(*_WANTED)
    .columns(
        conversations.c.door,
        conversations.c.chat,
        conversations.c.person,
        conversations.c.memory,
    )
)

# The inner query is sorted before the outer one takes a single lock.
_PLACES = text(
    "SELECT pg_advisory_xact_lock(place)"
    " FROM (SELECT DISTINCT place FROM unnest(:places) AS place ORDER BY place) AS sorted"
).bindparams(bindparam("places", type_=ARRAY(BigInteger)))


async def hold(connection: AsyncConnection, speakers: Iterable[Speaker]) -> dict[Speaker, Memory]:
    """Lock the conversations of these people until the transaction ends; return those there are."""
    wanted = list(speakers)
    found = await _held(connection, wanted)
    new = [one for one in wanted if one not in found]
    if new:
        await connection.execute(_PLACES, {"places": [_place(one) for one in new]})
        found |= await _held(connection, new)
    return found


async def _held(connection: AsyncConnection, wanted: Sequence[Speaker]) -> dict[Speaker, Memory]:
    rows = await connection.execute(
        _HELD,
        {
            "doors": [one.door for one in wanted],
            "chats": [one.chat for one in wanted],
            "persons": [one.person for one in wanted],
        },
    )
    return {Speaker(door, chat, person): memory for door, chat, person, memory in rows}


def _place(speaker: Speaker) -> int:
    """The advisory lock's number: the same in every process, as hash() is not."""
    said = f"{speaker.door}/{speaker.chat}/{speaker.person}".encode()
    return int.from_bytes(blake2b(said, digest_size=8).digest(), signed=True)
