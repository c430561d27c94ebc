"""A database of an older program, brought to today's tables with what is in it."""

import hashlib
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, select, text

from core.desk import Desk
from core.tickets import State
from storage.database import Database
from storage.migrate import FOLDER, migrate
from storage.store import Store
from storage.tables import tickets
from tests.shipped import TOWN

from .told import whole

ANSWERED, WITHOUT_A_WATCH = 500, "0008"

OLD = """INSERT INTO tickets (number, door, chat, person, filed_at, state, topic, municipality,
agency, text, address, deadline, changed_at, files, extras, contact, language, taken_by,
answers, returns)
VALUES (:number, 'vk', 1, 1, :at, :state, 'roads.pit', 'blag', 'roads', 'Яма', '', :at, :at, '[]',
'[]', '', 'ru', 'Ольга', 1, 0)"""


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/town.db"
    return str(request.getfixturevalue("empty_postgresql_url"))


async def _bring_to(database: Database, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    def upgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)

    async with database.write() as connection:
        await connection.run_sync(upgrade)
        await connection.commit()


async def _file(database: Database, *rows: dict[str, Any]) -> None:
    """Write tickets as the program did that had no watch yet."""
    on_postgresql = database.engine.dialect.name == "postgresql"
    async with database.write() as connection:
        for row in rows:
            at = row["at"] if on_postgresql else f"{row['at']:%Y-%m-%d %H:%M:%S.%f}"
            await connection.execute(text(OLD), {**row, "at": at})
        await connection.commit()


async def test_what_was_filed_before_is_found_by_its_words(empty_url: str) -> None:
    database = Database(empty_url)
    await _bring_to(database, WITHOUT_A_WATCH)
    numbers = [f"26-{at:06d}" for at in range(1, 11)]
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    await _file(database, *({"number": one, "at": at, "state": "closed"} for one in numbers))
    await migrate(database)
    async with Store(database, whole).unit() as unit:
        found = await unit.finding.words("яма", None, "", 3)
        assert [ticket.number for ticket in found.tickets] == numbers[:-4:-1]
        assert (await unit.finding.words("яма дорога", None, "", 3)).tickets == ()
    if database.engine.dialect.name == "sqlite":
        async with database.read() as connection:
            pages = text("SELECT v FROM ticket_words_config WHERE k = 'pgsz'")
            assert await connection.scalar(pages) == 1000
    await database.close()


async def test_what_was_answered_for_years_does_not_close_at_the_first_looks(
    empty_url: str,
) -> None:
    database = Database(empty_url)
    await _bring_to(database, WITHOUT_A_WATCH)
    long_ago = datetime(2026, 3, 2, 9, tzinfo=UTC)
    rows = [
        {"number": f"26-{at:06d}", "at": long_ago + timedelta(minutes=at), "state": "answered"}
        for at in range(1, ANSWERED + 1)
    ]
    closed = {"number": "26-900000", "at": long_ago, "state": "closed"}
    await _file(database, *rows, closed)
    await migrate(database)
    upgraded = datetime.now(UTC)

    async with database.read() as connection:
        found = (await connection.execute(select(tickets.c.state, tickets.c.look_at))).all()
    looks = [row.look_at for row in found if row.state == "answered"]
    assert len(looks) == ANSWERED
    assert [row.look_at for row in found if row.state == "closed"] == [None]
    assert upgraded < min(looks)
    assert max(looks) < upgraded + timedelta(days=7, hours=1)
    assert max(Counter(looks).values()) <= ANSWERED // (7 * 24) + 1

    store = Store(database, whole, lambda: max(looks))
    async with store.unit() as unit:
        first = (await unit.to_look_at(1))[0]
        assert await Desk(TOWN, unit).look(first) is None  # it is not time yet
        ticket = await unit.ticket(first)
    assert ticket is not None
    assert ticket.state is State.ANSWERED
    assert ticket.look_at is not None
    assert ticket.look_at >= upgraded + timedelta(days=TOWN.desk.close_days)
    await database.close()


async def test_updates_are_remembered_without_the_person(empty_url: str) -> None:
    """What was taken before the upgrade is known after it, and names nobody."""
    database = Database(empty_url)
    await _bring_to(database, "0022")
    on_postgresql = database.engine.dialect.name == "postgresql"
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    async with database.write() as connection:
        for door, key in (("vk", "20001.3.100"), ("vk", "e1"), ("telegram", "7.8.9")):
            row = text("INSERT INTO inbox (door, key, at) VALUES (:door, :key, :at)")
            moment = at if on_postgresql else f"{at:%Y-%m-%d %H:%M:%S.%f}"
            await connection.execute(row, {"door": door, "key": key, "at": moment})
        await connection.commit()
    await migrate(database)
    digest = hashlib.sha256(b"20001.3.100").hexdigest()
    async with Store(database, whole).unit() as unit:
        assert await unit.unseen("vk", ["20001.3.100", digest, "e1"]) == {"20001.3.100"}
        assert await unit.unseen("telegram", ["7.8.9"]) == set()
    await database.close()
