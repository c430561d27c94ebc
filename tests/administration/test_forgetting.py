"""``paradnaya forget``, and what a restored backup brings back."""

import asyncio
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec.structs import replace

from core.people import Peer
from core.tickets import Move
from core.work import Consent
from storage.database import Database
from storage.store import Store
from tests.storage.told import ANNA, a_ticket, filed
from tests.tables import lay_tables

from .test_commands import call, refused

pytestmark = pytest.mark.usefixtures("folder")

URL = "sqlite+aiosqlite:///var/paradnaya.db"
NOW = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)


async def _furnish() -> None:
    database = Database(URL)
    await lay_tables(database)
    async with Store(database, lambda one: (one,)).unit() as unit:
        for number in ("26-000001", "26-000002"):
            ticket = replace(a_ticket(number), contact="+7 914 555-66-77")
            unit.record(filed(replace(ticket, text="Яма, звоните 8 914 555 66 77")))
        unit.consent(Consent(ANNA, "1", NOW))
        unit.remember(ANNA, {"turn": 3, "name": "Анна Вяземская"})
        await unit.commit()
    await database.close()


@pytest.fixture
def town(folder: Path) -> None:
    """Two tickets of one resident."""
    asyncio.run(_furnish())


async def _seen() -> tuple[list[bool], list[list[Move]], list[tuple[Peer, str]], object]:
    """Of both tickets, whether somebody is there and what happened; what waits to be said, and what
    is remembered."""
    database = Database(URL)
    store = Store(database, lambda one: (one,))
    async with store.unit() as unit:
        tickets = [await unit.ticket(number) for number in ("26-000001", "26-000002")]
        moves = [[one.move for one in await unit.history(one.number)] for one in tickets if one]
        remembered = await unit.recall(ANNA)
    waiting = [one.outgoing for one in await store.ready(ANNA.door, 99, ())]
    await database.close()
    said = [(one.peer, one.message.text) for one in waiting]
    return [bool(one and one.has_resident) for one in tickets], moves, said, remembered


@pytest.mark.usefixtures("town")
def test_it_tells_what_goes_asks_and_does_it() -> None:
    told = call("forget", "26-000001", typed="да\n")
    assert told.exit_code == 0, told.output
    said = " ".join(told.output.split())
    assert "2 (26-000001, 26-000002), открытых — 2" in said
    assert "контакты (в обращениях: 2), согласия (1)" in said
    assert "остались без жителя: 2" in said
    assert "Вяземская" not in said
    assert "555" not in said
    there, moves, waits, remembered = asyncio.run(_seen())
    assert there == [False, False]
    assert moves == [[Move.FILE, Move.ERASE]] * 2
    assert [peer for peer, text in waits if "Ваши данные удалены" in text] == [ANNA.peer]
    assert remembered is None
    history = json.loads(call("log", "26-000001", "--json").output)
    assert history["events"][-1]["move"] == "erase", history["events"][-1]
    assert "555" not in json.dumps(history)


@pytest.mark.usefixtures("town")
def test_who_does_not_agree_changes_nothing() -> None:
    for typed in ("нет\n", ""):
        told = call("forget", "26-000001", typed=typed)
        assert told.exit_code == 2
        assert "Оставлено как есть" in told.stderr
    assert asyncio.run(_seen())[0] == [True, True]


@pytest.mark.usefixtures("town")
def test_it_refuses_what_is_none_and_what_is_done() -> None:
    assert "ожидается номер" in refused("forget", "яма")
    assert "26-000009: такого обращения нет" in refused("forget", "26-000009", "--yes")
    assert call("forget", "26-000001", "--yes").exit_code == 0
    assert "уже удалены" in refused("forget", "26-000002", "--yes")


@pytest.mark.usefixtures("town")
def test_a_restored_backup_brings_nobody_back() -> None:
    assert call("backup", "copy.tar").exit_code == 0
    assert call("forget", "26-000001", "--yes").exit_code == 0
    told = call("restore", "copy.tar", "--replace")
    assert told.exit_code == 0, told.output
    assert "удалены снова: обращений — 2" in " ".join(told.output.split())
    there, moves, waits, remembered = asyncio.run(_seen())
    assert there == [False, False]
    assert moves == [[Move.FILE, Move.ERASE]] * 2
    assert not [text for _, text in waits if "Ваши данные удалены" in text], "they were told"
    assert remembered is None


@pytest.mark.usefixtures("town")
def test_where_the_town_file_is_wrong_it_is_told_what_is_left_to_do() -> None:
    assert call("backup", "copy.tar").exit_code == 0
    assert call("forget", "26-000001", "--yes").exit_code == 0
    Path("town.toml").write_text("x = 1", "utf-8")
    told = " ".join(call("restore", "copy.tar", "--replace").output.split())
    assert "paradnaya forget НОМЕР — 26-000001, 26-000002" in told
