"""One-time codes that bind a chat to an agency.

Rules
-----
* Only a code's digest is kept, and compared in constant time with that of every live one.
* A code is used once. One that was used, is too old or never was gets the same answer.
* Wrong codes are counted, over an hour and in the database, so a restart forgives nobody: by
  person, by chat, and all together. What came after a limit is not even compared, nor counted:
  the table never holds more rows than the limit for all.

A code is eight signs of an alphabet of 31 (``bots/app.py``): a guess hits one of ten live codes
once in 85,000,000,000 tries, and there are a hundred an hour.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

import structlog
from sqlalchemy import ColumnElement, delete, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from core.people import Speaker
from core.work import Unredeemed
from storage.tables import bind_attempts, invitations

log = structlog.get_logger()

COUNTED_OVER = timedelta(hours=1)
WRONG_AT_MOST = 5
"""Wrong codes of one person, and in one chat."""

WRONG_OF_ALL_AT_MOST = 100


def digest(code: str) -> str:
    """What is kept of an invitation's code: the code itself never is. Case and dashes are free."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum())
    return hashlib.sha256(plain.encode()).hexdigest()


async def invite(connection: AsyncConnection, code: str, agency: str, expires_at: datetime) -> None:
    await connection.execute(
        insert(invitations).values(digest=digest(code), agency=agency, expires_at=expires_at)
    )


async def redeem(
    connection: AsyncConnection, code: str, by: Speaker, now: datetime
) -> str | Unredeemed:
    """Use a code up and return its agency; else say why not."""
    refusal = await _refusal(connection, by, now)
    if refusal is not None:
        return refusal
    agency = await _use(connection, code, now)
    if agency is None:
        await _count(connection, by, now)
        return Unredeemed.WRONG
    return agency


async def _use(connection: AsyncConnection, code: str, now: datetime) -> str | None:
    live = await connection.scalars(
        select(invitations.c.digest).where(
            invitations.c.used_at.is_(None), invitations.c.expires_at > now
        )
    )
    said, found = digest(code), None
    for known in live:  # all of them: where the right one stands must not be heard in the time
        if hmac.compare_digest(known, said):
            found = known
    if found is None:
        return None
    # Asked again by the statement that uses it up, so two chats cannot both have it.
    agency = await connection.scalar(
        update(invitations)
        .where(invitations.c.digest == found, invitations.c.used_at.is_(None))
        .values(used_at=now)
        .returning(invitations.c.agency)
    )
    return None if agency is None else str(agency)


async def _refusal(connection: AsyncConnection, by: Speaker, now: datetime) -> Unredeemed | None:
    lately, door = bind_attempts.c.at > now - COUNTED_OVER, bind_attempts.c.door == by.door
    persons = door & (bind_attempts.c.person == by.person)
    chats = door & (bind_attempts.c.chat == by.chat)
    for whose in (persons, chats):
        if await _number(connection, lately & whose) >= WRONG_AT_MOST:
            return Unredeemed.TOO_MANY
    if await _number(connection, lately) >= WRONG_OF_ALL_AT_MOST:
        return Unredeemed.PAUSED
    return None


async def _count(connection: AsyncConnection, by: Speaker, now: datetime) -> None:
    """Write a wrong code down, without the code, and forget those of more than an hour ago."""
    await connection.execute(delete(bind_attempts).where(bind_attempts.c.at <= now - COUNTED_OVER))
    await connection.execute(
        insert(bind_attempts).values(door=by.door, chat=by.chat, person=by.person, at=now)
    )
    wrong = await _number(connection, bind_attempts.c.at > now - COUNTED_OVER)
    log.warning("bind_code_wrong", door=by.door, chat=by.chat, person=by.person, wrong=wrong)
    if wrong >= WRONG_OF_ALL_AT_MOST:
        log.error("binding_paused", wrong=wrong, minutes=COUNTED_OVER.total_seconds() / 60)


async def _number(connection: AsyncConnection, which: ColumnElement[bool]) -> int:
    counted = select(func.count()).select_from(bind_attempts).where(which)
    return await connection.scalar(counted) or 0
