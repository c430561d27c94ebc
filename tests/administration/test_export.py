"""The table of tickets: what is in it, what is not, and how a spreadsheet reads it."""

import csv
import io
import zipfile
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from msgspec.structs import replace

from bots.administration.export import export
from bots.registers.columns import ENDED
from core.actors import RESIDENT, Actor, Party
from core.people import Speaker
from core.places import Place
from core.tickets import MOVES, Move, Moved, State, Ticket, TicketEvent, Verdict, move
from core.town import Town
from dialogs.texts import Catalogue
from storage.database import Database
from storage.finding import register
from storage.store import Store
from tests.core.small_town import load
from tests.storage.told import a_ticket, filed
from tests.tables import lay_tables

from .houses import quiet

FILED = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
ROADS = Actor(Party.AGENCY, "roads", "Ольга")


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return load(tmp_path)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite+aiosqlite:///{tmp_path}/town.db"
    return str(request.getfixturevalue("postgresql_url"))


@pytest.fixture
async def store(url: str) -> AsyncIterator[Store]:
    database = Database(url)
    await lay_tables(database)
    yield Store(database, lambda one: (one,))
    await database.close()


@pytest.fixture
async def database(store: Store, url: str) -> AsyncIterator[Database]:
    del store  # it made the tables
    opened = Database(url)
    yield opened
    await opened.close()


async def keep(store: Store, ticket: Ticket, *moves: tuple[Move, Actor, int]) -> None:
    """A ticket, and what was done with it so many minutes later."""
    async with store.unit() as unit:
        unit.record(filed(ticket))
        for what, by, minutes in moves:
            at = FILED + timedelta(minutes=minutes)
            verdict = Verdict.SATISFIED if what is Move.CONFIRM else None
            heard = what in (Move.ANSWER, Move.PROMISE) and ticket.first_answer_at is None
            first = at if heard else ticket.first_answer_at
            done = move(ticket, what, by, at, verdict=verdict, first_answer_at=first)
            unit.record(done)
            ticket = done.ticket
        await unit.commit()


async def table(database: Database, town: Town) -> tuple[bytes, list[dict[str, str]]]:
    out = io.BytesIO()
    count = await export(database, town, Catalogue(), out, quiet)
    content = out.getvalue()
    reader = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";")
    rows = list(reader)
    assert count == len(rows)
    return content, rows


async def test_a_ticket_is_a_row_in_the_towns_words_and_time(
    store: Store, database: Database, town: Town
) -> None:
    ticket = a_ticket("26-000001", at=FILED)
    answered, returned = (Move.ANSWER, ROADS, 60), (Move.RETURN, RESIDENT, 120)
    again, confirmed = (Move.ANSWER, ROADS, 180), (Move.CONFIRM, RESIDENT, 240)
    await keep(store, ticket, answered, returned, again, confirmed)
    content, (row,) = await table(database, town)
    assert content.startswith(b'\xef\xbb\xbf"')
    assert row == {
        "Номер": "26-000001",
        "Подано": "24.11.2026 10:00",
        "Группа тем": "Дороги",
        "Тема": "Яма",
        "Муниципалитет": "Левый",
        "Адрес": "Ленина, 5",
        "Исполнитель": "Дорожная служба",
        "Важность": "срочная",
        "Состояние": "закрыто",
        "Исход": "",
        "Срок ответа": "27.11.2026 10:00",
        "Первый ответ": "24.11.2026 11:00",
        "Время до ответа": "",
        "В срок": "",
        "Возвраты": "0",
        "Оценка": "помогло",
        "Закрыто": "24.11.2026 14:00",
        "Причина закрытия": "житель поставил оценку",
        "Текст": "Яма",
    }


async def test_an_open_ticket_and_one_opened_again_have_no_end(
    store: Store, database: Database, town: Town
) -> None:
    await keep(store, a_ticket("26-000001", at=FILED))
    closed, returned = (Move.CONFIRM, RESIDENT, 20), (Move.RETURN, RESIDENT, 30)
    await keep(store, a_ticket("26-000002", at=FILED), (Move.ANSWER, ROADS, 10), closed, returned)
    await keep(store, a_ticket("26-000003", at=FILED), (Move.WITHDRAW, RESIDENT, 5))
    _, rows = await table(database, town)
    assert [row["Первый ответ"] for row in rows] == ["", "24.11.2026 10:10", ""]
    assert [row["Закрыто"] for row in rows] == ["", "", "24.11.2026 10:05"]


async def test_a_promise_is_a_first_answer_as_its_minutes_say(
    store: Store, database: Database, town: Town
) -> None:
    await keep(store, a_ticket("26-000001", at=FILED), (Move.PROMISE, ROADS, 30))
    _, (row,) = await table(database, town)
    assert row["Первый ответ"] == "24.11.2026 10:30"


async def test_whatever_ends_a_ticket_is_said_and_says_no_more_than_the_verdict(
    store: Store, database: Database, town: Town
) -> None:
    joined = (Move.JOIN, RESIDENT, 5)
    await keep(store, a_ticket("26-000001", at=FILED), joined)
    partly = replace(a_ticket("26-000002", at=FILED), state=State.CLOSED, verdict=Verdict.NEUTRAL)
    confirmed = TicketEvent(
        partly.number, FILED, Move.CONFIRM, RESIDENT, State.ANSWERED, State.CLOSED, "roads"
    )
    async with store.unit() as unit:
        unit.record(filed(replace(partly, state=State.ANSWERED)))
        unit.record(Moved(partly, confirmed, replace(partly, state=State.ANSWERED)))
        await unit.commit()
    _, (first, second) = await table(database, town)
    assert first["Причина закрытия"] == "житель присоединился к поданному раньше"
    assert second["Оценка"] == "помогло частично"
    assert second["Причина закрытия"] == "житель поставил оценку"


def test_no_way_to_an_end_is_without_its_words() -> None:
    lead = {
        what.value
        for what, ways in MOVES.items()
        for before, after in ways.items()
        if after in register.ENDS and before not in register.ENDS
    }
    assert lead == set(ENDED)


async def test_who_the_resident_is_is_not_in_it(
    store: Store, database: Database, town: Town
) -> None:
    resident = Speaker("vk", 987654321, 987654321)
    ticket = replace(a_ticket("26-000001", resident, FILED), contact="+79140000000")
    await keep(store, ticket, (Move.REVEAL, ROADS, 1))
    content, _ = await table(database, town)
    assert b"987654321" not in content
    assert b"9140000000" not in content
    assert "Ольга".encode() not in content


async def test_what_was_written_begins_no_formula_and_no_cell(
    store: Store, database: Database, town: Town
) -> None:
    ticket = replace(
        a_ticket("26-000001", at=FILED), text='=1+1";"x\nвторая', place=Place(" @SUM(A1)")
    )
    await keep(store, ticket)
    _, (row,) = await table(database, town)
    assert row["Текст"] == '\'=1+1";"x\nвторая'
    assert row["Адрес"] == "' @SUM(A1)"


async def test_codes_the_town_no_longer_knows_stand_for_themselves(
    store: Store, database: Database, town: Town
) -> None:
    ticket = replace(
        a_ticket("26-000001", at=FILED), topic="moon.crater", municipality="far", agency="gone",
        state=State.NEW, place=Place("", 51.123456, 127.5),
    )  # fmt: skip
    await keep(store, ticket)
    _, (row,) = await table(database, town)
    assert row["Тема"] == "moon.crater"
    assert row["Муниципалитет"] == "far"
    assert row["Исполнитель"] == "gone"
    assert row["Адрес"] == "51.12346, 127.50000"


async def test_pages_are_no_seams_and_what_is_filed_meanwhile_waits(
    store: Store, database: Database, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register, "PAGE", 2)
    numbers = [f"26-{at:06}" for at in range(1, 8)]
    for number in numbers:
        await keep(store, a_ticket(number, at=FILED), (Move.ANSWER, ROADS, 1))
    read: list[str] = []
    async for line, count in register.read_register(database):
        assert count == 7
        assert line.answered_at == FILED + timedelta(minutes=1)
        if not read:
            await keep(store, a_ticket("26-000099", at=FILED))
        read.append(line.number)
    assert read == numbers
    out = io.BytesIO()
    assert await export(database, town, Catalogue(), out, quiet) == 8


async def test_a_workbook_has_the_tickets_and_their_totals(
    store: Store, database: Database, town: Town, tmp_path: Path
) -> None:
    hostile = replace(a_ticket("26-000001", at=FILED), text="=1+1", answer_minutes=90, in_time=True)
    await keep(store, hostile, (Move.ANSWER, ROADS, 90), (Move.CONFIRM, RESIDENT, 240))
    await keep(store, a_ticket("26-000002", at=FILED))
    path = tmp_path / "tickets.xlsx"
    with path.open("wb") as out:
        assert await export(database, town, Catalogue(), out, quiet, workbook=True) == 2
    first, totals = sheets(path)
    assert first[0][:2] == ["Номер", "Подано"]
    assert [row[0] for row in first[1:]] == ["26-000001", "26-000002"]
    assert "=1+1" in first[1]
    assert totals[2][:4] == ["Всего", "Поступило", "С ответом", "В срок"]
    assert totals[3][:5] == ["Все обращения", 2, 1, 1, 1]


def sheets(path: Path) -> list[list[list[Any]]]:
    """Cells by sheet and row, as a program reads them; of formulas there must be none."""
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    with zipfile.ZipFile(path) as book:
        read: list[list[list[Any]]] = []
        for name in ("sheet1", "sheet2"):
            root = ET.fromstring(book.read(f"xl/worksheets/{name}.xml"))  # noqa: S314  because the file is ours
            assert root.find(".//m:f", space) is None
            rows: list[list[Any]] = []
            for row in root.iterfind(".//m:row", space):
                while len(rows) < int(row.attrib["r"]) - 1:
                    rows.append([])
                rows.append([_cell(cell, space) for cell in row.iterfind("m:c", space)])
            read.append(rows)
    return read


def _cell(cell: ET.Element, space: dict[str, str]) -> Any:
    text = cell.find("m:is/m:t", space)
    if text is not None:
        return text.text
    number = cell.findtext("m:v", "", space)
    return float(number) if number else None
