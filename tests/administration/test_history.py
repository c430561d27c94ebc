"""``paradnaya log``: who did what to a ticket, what it changed, and who saw the contact."""

import asyncio
import json
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace
from rich.console import Console

from bots.administration.history import DETAILS, UNTOLD, Historian
from core.actors import RESIDENT, Actor, Party
from core.people import Speaker
from core.tickets import Move, Outcome, State, TicketEvent, Verdict, move
from core.town import load_town
from dialogs.texts import Catalogue
from storage.database import Database
from storage.finding.audit import Entry
from storage.store import Store
from tests.storage.told import a_ticket, filed
from tests.tables import lay_tables

from .houses import ROOT
from .test_commands import call, refused

FILED = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
OLGA = Actor(Party.AGENCY, "roads", "Ольга \x1b[31m")
PHONE = "+79140000000"

pytestmark = pytest.mark.usefixtures("folder")


async def _furnish() -> None:
    database = Database("sqlite+aiosqlite:///var/paradnaya.db")
    await lay_tables(database)
    ticket = replace(
        a_ticket("26-000001", Speaker("vk", 987654321, 987654321), FILED),
        contact=PHONE,
        topic="roads.pothole",
    )
    async with Store(database, lambda one: (one,)).unit() as unit:
        unit.record(filed(ticket))
        for minutes, what, by, changes in (
            (5, Move.TAKE, OLGA, {"taken_by": "Ольга"}),
            (65, Move.REVEAL, OLGA, {}),
            (70, Move.ANSWER, OLGA, {"outcome": Outcome.SOLVED, "answers": 1}),
            (200, Move.CONFIRM, RESIDENT, {"verdict": Verdict.SATISFIED}),
        ):
            at = FILED + timedelta(minutes=minutes)
            details = (("outcome", "solved"),) if what is Move.ANSWER else ()
            text = "Заделали" if what is Move.ANSWER else ""
            done = move(ticket, what, by, at, text=text, details=details, **changes)
            unit.record(done)
            ticket = done.ticket
        await unit.commit()
    await database.close()


@pytest.fixture
def town(folder: Path) -> None:
    asyncio.run(_furnish())


def logged() -> dict[str, Any]:
    told: dict[str, Any] = json.loads(call("log", "26-000001", "--json").stdout)
    return told


@pytest.mark.usefixtures("town")
def test_the_log_tells_what_each_line_changed_in_the_towns_time() -> None:
    events = logged()["events"]
    assert [one["move"] for one in events] == ["file", "take", "reveal", "answer", "confirm"]
    assert events[1]["at"] == "2026-11-24T10:05:00+09:00"
    assert events[0]["changed"] == {}
    assert events[1]["changed"]["taken_by"] == {"was": "", "became": "Ольга"}
    assert events[1]["changed"]["state"] == {"was": "routed", "became": "in_work"}
    assert events[3]["changed"]["outcome"] == {"was": None, "became": "solved"}
    assert events[4]["changed"]["state"] == {"was": "answered", "became": "closed"}


@pytest.mark.usefixtures("town")
def test_who_saw_the_contact_stands_first_and_the_contact_nowhere() -> None:
    said = call("log", "26-000001").stdout
    flat = re.sub(r"\s+", " ", said)
    assert "Контакт жителя видели: Ольга" in flat
    assert "24.11.2026 11:05" in flat
    assert logged()["contact_shown"][0]["at"] == "2026-11-24T11:05:00+09:00"
    for told in (said, json.dumps(logged())):
        assert PHONE not in told
        assert "987654321" not in told


@pytest.mark.usefixtures("town")
def test_what_was_written_does_not_move_the_cursor() -> None:
    said = call("log", "26-000001").stdout
    assert "\x1b" not in said
    assert "Заделали" in said


@pytest.mark.usefixtures("town")
def test_a_number_that_is_none_is_refused_in_a_sentence() -> None:
    assert "такого обращения нет" in refused("log", "26-999999")
    assert "ожидается номер" in refused("log", "ямы")


DETAILS_IN_SOURCE = re.compile(r'\("([a-z]+)", [^)"]')
"""A detail as the use cases write it: its name, and a value that is put in."""


def written_details() -> set[str]:
    """The names of the details that moves are made with, by the source."""
    sources = [*(ROOT / "core" / "desk").glob("*.py"), ROOT / "core" / "tickets.py"]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    return {*DETAILS_IN_SOURCE.findall(text), "topic", "municipality", "warning", "withdrawn"}


def test_every_detail_that_a_move_is_made_with_has_a_word_or_is_left_out() -> None:
    named = written_details() - {"agency", "since"}  # fields, not details
    assert {"stamp", "instead", "for", "verdict", "outcome", "until", "to", "share"} <= named
    assert named <= {*DETAILS, *UNTOLD}


@pytest.mark.parametrize(
    ("what", "detail", "told"),
    [
        (Move.REFUSE, ("for", "roads"), "за исполнителя: Дорожная служба"),
        (Move.RECLASSIFY, ("topic", "roads.pothole"), "прежняя тема: 🛣 Дороги: Ямы"),
        (Move.RECLASSIFY, ("municipality", ""), "прежний муниципалитет: Амурская область"),
        (Move.CONFIRM, ("verdict", "neutral"), "оценка: помогло частично"),
        (Move.REJECT, ("reason", "spam"), "причина: Не обращение"),
        (Move.ANSWER, ("instead", "Ольга"), "вместо ответа сотрудника: Ольга"),
        (Move.ANSWER, ("warning", "short"), "замечание: Слишком коротко"),
        (Move.ANSWER, ("warning", "of another release"), "замечание: of another release"),
        (Move.PART, ("withdrawn", "26-000007"), "отозвано обращение: 26-000007"),
    ],
)
def test_details_are_told_in_words(
    what: Move, detail: tuple[str, str], told: str, folder: Path
) -> None:
    ticket = a_ticket("26-000001")
    done = TicketEvent(
        ticket.number, FILED, what, OLGA, None, State.NEW, "roads", "", (), (detail,)
    )
    said = Console(width=240)
    with said.capture() as caught:
        historian = Historian(load_town(folder / "town.toml"), Catalogue())
        said.print(historian.told(ticket, [Entry(done, {})]))
    assert told in caught.get()
    assert "помогло │" not in caught.get(), "what was marked is said by the mark"


def test_a_stamp_is_for_the_program_and_not_for_people(folder: Path) -> None:
    ticket = a_ticket("26-000001")
    details = (("move", "route"), ("stamp", "19ab12cd"))
    undo = TicketEvent(
        ticket.number, FILED, Move.UNDO, OLGA, None, State.NEW, "roads", "", (), details
    )
    said = Console(width=240)
    with said.capture() as caught:
        historian = Historian(load_town(folder / "town.toml"), Catalogue())
        said.print(historian.told(ticket, [Entry(undo, {})]))
    assert "19ab12cd" not in caught.get()


@pytest.mark.parametrize("what", Move)
def test_every_move_has_its_words_and_may_have_been_undone(what: Move, folder: Path) -> None:
    ticket = a_ticket("26-000001")
    entries = [
        Entry(
            TicketEvent(ticket.number, FILED, made, OLGA, None, State.NEW, "roads", "", (), of), {}
        )
        for made, of in ((what, ()), (Move.UNDO, (("move", what.value),)))
    ]
    said = Console(width=200)
    with said.capture() as caught:
        said.print(Historian(load_town(folder / "town.toml"), Catalogue()).told(ticket, entries))
    assert not re.search(r"[a-z_]{4,}", caught.get().partition("Когда")[2].replace("roads", ""))
