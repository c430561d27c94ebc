"""/queue, its filters, /find, a history and /stats, with ten thousand open tickets of one agency.

    make queueing
    make queueing QUEUEING="--postgresql postgresql+asyncpg://…"

Each is a whole turn of an operator: from what was read of the messenger to the messages that are
written, without the commit, by the clock on the wall: what the database does is waited for too.
Beside the open tickets stand fifty thousand that were answered: a thousand a day for sixty days, a
month and the month before it, through which the figures of a month go; ``--answered`` makes another
town. /stats is asked by the coordinators, of the whole town, and by the agency; the picture is
ordered within the turn and drawn later by another process.
Ends with 1 if a median is 100 ms or more.
"""

import asyncio
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import typer
from msgspec.structs import replace
from rich.console import Console
from sqlalchemy import insert, text

from bots.delivery.fitting import fitting
from core.desk import Desk, Draft
from core.numbers import number
from core.people import Operator, Peer, Speaker
from core.places import Place
from core.reports.insights import Cut, Span
from core.substitutions import Substitution
from core.tickets import Verdict
from core.topics import Suggestions
from core.town import Town, load_town
from dialogs.events import Arrival, Commanded, Event, Pressed
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.finding import searching
from storage.migrate import migrate
from storage.store import Store
from storage.tables import tickets

from .growing import Growing
from .growth import server

OPEN, TIMES, AT_ONCE = 10_000, 30, 500
ANSWERED, DAYS, ROWS_AT_ONCE = 50_000, 60, 2_000
MEDIAN_AT_MOST = 0.1
"""Seconds."""

CHAT, HALL = Peer("telegram", -1), Peer("telegram", -3)
OLGA, RAISA = Speaker("telegram", -1, 501), Speaker("telegram", -3, 701)
BORIS = Speaker("telegram", -2, 502)

console = Console()


async def _fill(store: Store, town: Town) -> None:
    """Complaints of everybody to the roads, every tenth taken by Olga."""
    topics = [code for code in town.topics if code.startswith("roads.")]
    places = [one.code for one in town.municipalities]
    by = Operator("roads", "Ольга", OLGA)
    for begin in range(0, OPEN, AT_ONCE):
        async with store.unit() as unit:
            desk = Desk(town, unit)
            unit.now = datetime.now(UTC) - timedelta(minutes=OPEN - begin)
            for at in range(begin, begin + AT_ONCE):
                draft = Draft(
                    f"Яма номер {at} на дороге", topics[at % len(topics)],
                    places[at % len(places)], Place(f"Ленина, {at % 300}"),
                )  # fmt: skip
                moved = await desk.file(Speaker("telegram", at, at), draft)
                unit.keep(replace(moved.ticket, agency="roads"))
                if at % 10 == 0:
                    await desk.take(by, moved.ticket.number)
            await unit.commit()


async def _stand_in(store: Store) -> None:
    """Another agency, which has nothing of its own, answers for the roads."""
    async with store.unit() as unit:
        await unit.bind(BORIS.peer, "yards", "Дворы", Operator("yards", "Борис", BORIS))
        tomorrow = unit.now + timedelta(days=1)
        one = Substitution("roads", "yards", tomorrow, "Раиса", unit.now)
        await unit.substitutions.begin(one)
        await unit.commit()


def _answered(town: Town, count: int) -> Iterator[dict[str, Any]]:
    """Rows of tickets of everybody to everybody that have been answered, the oldest first."""
    chance = random.Random(26)  # noqa: S311  because the same town is wanted each time
    topics, agencies = [*town.topics], [one.code for one in town.agencies]
    places = [one.code for one in town.municipalities]
    begin, span = datetime.now(UTC) - timedelta(days=DAYS), timedelta(days=DAYS)
    for place, row in enumerate(Growing(count).tickets()):
        at = begin + span * (place / count)
        waited = timedelta(minutes=2 * (row["answer_minutes"] or 60))
        yield row | {
            "number": number(2001, place + 1),
            "filed_at": at,
            "since": at,
            "changed_at": at + waited,
            "deadline": at + timedelta(hours=24),
            "look_at": None,
            "state": "closed",
            "topic": chance.choice(topics),
            "municipality": chance.choice(places),
            "agency": chance.choice(agencies),
            "first_answer_at": at + waited,
            "answer_minutes": waited // timedelta(minutes=2),
            "in_time": chance.random() < 0.95,
            "answers": 1,
            "returns": int(chance.random() < 0.05),
            "verdict": Verdict.SATISFIED.value if chance.random() < 0.4 else None,
        }


async def _fill_answered(database: Database, town: Town, count: int) -> None:
    """They are found by words as well; and the database is as one that has been in use."""
    rows = _answered(town, count)
    async with database.write(long=True) as connection:
        while portion := list(islice(rows, ROWS_AT_ONCE)):
            await connection.execute(insert(tickets), portion)
        await connection.run_sync(lambda plain: [*searching.rebuild(plain)])
        await connection.commit()
    is_file = database.url.drivername.startswith("sqlite")
    async with database.engine.connect() as one:
        plain = await one.execution_options(isolation_level="AUTOCOMMIT")
        await plain.execute(text("ANALYZE" if is_file else "VACUUM ANALYZE"))


async def _measure(url: str, town: Town, answered: int) -> dict[str, float]:
    database = Database(url)
    turns = Turns(town, Catalogue(), Suggestions(town))
    try:
        await migrate(database)
        store = Store(database, fitting(Catalogue()))
        async with store.unit() as unit:
            await unit.bind(CHAT, "roads", "Дороги", Operator("roads", "Ольга", OLGA))
            centre = town.coordinators.code
            await unit.bind(HALL, centre, "Центр", Operator(centre, "Раиса", RAISA))
            await unit.commit()
        await _fill(store, town)
        await _fill_answered(database, town, answered)

        async def ask(by: Speaker, *events: Event) -> float:
            """The last of the turns, in seconds."""
            async with store.unit() as unit:
                for act in events:
                    event = act
                    if isinstance(act, Pressed):
                        memory = await unit.recall(by) or {}
                        event = replace(act, turn=int(memory.get("turn", 0)))
                    began = time.perf_counter()
                    await turns.take(unit, Arrival("1", by, event, private=False))
                return time.perf_counter() - began

        year = datetime.now(town.zone).year % 100
        queue = Commanded("queue")
        acts: dict[str, tuple[Event, ...]] = {
            "/queue": (queue,),
            "дальше": (queue, Pressed("further", 0)),
            "отбор: что есть": (queue, Pressed("f.choose", 0)),
            "отбор: по теме": (queue, Pressed("f.topics", 0)),
            "/queue мои": (Commanded("queue", "мои"),),
            "/queue просроченные, свободные, дороги": (
                Commanded("queue", "просроченные свободные дороги"),
            ),
            "/find яма Ленина": (Commanded("find", "яма Ленина"),),
            "/find 299": (Commanded("find", "Ленина 299"),),
            "/find номер": (Commanded("find", f"{year}-005000"),),
            "/t с историей": (Commanded("t", f"{year}-005001"),),
        }
        instead: dict[str, tuple[Event, ...]] = {
            "замещающий: /queue": (queue,),
            "замещающий: дальше": (queue, Pressed("further", 0)),
            "замещающий: отбор": (queue, Pressed("f.choose", 0)),
            "замещающий: /find яма Ленина": (Commanded("find", "яма Ленина"),),
        }
        whole: dict[str, tuple[Event, ...]] = {
            f"/stats, весь город, {span.value} {cut.value}": (
                Commanded("stats", f"{span.value} {cut.value}"),
            )
            for span, cut in ((Span.MONTH, Cut.TOPIC), (Span.MONTH, Cut.AGENCY),
                              (Span.WEEK, Cut.TOPIC), (Span.DAY, Cut.MUNICIPALITY))
        }  # fmt: skip
        whole["/stats, весь город, month: картинка"] = (
            Commanded("stats", "month"), Pressed("picture", 0),
        )  # fmt: skip
        acts["/stats, свои, month topic"] = (Commanded("stats", "month"),)
        measured: dict[str, float] = {}
        for by, asked in ((OLGA, acts), (RAISA, whole), (BORIS, instead)):
            if by is BORIS:
                await _stand_in(store)
            for name, events in asked.items():
                measured[name] = statistics.median([await ask(by, *events) for _ in range(TIMES)])
        return measured
    finally:
        await database.close()


def main(
    postgresql: Annotated[
        str, typer.Option(help="An empty database's address; else a server is started.")
    ] = "",
    answered: Annotated[int, typer.Option(help="Tickets of the two months.")] = ANSWERED,
) -> None:
    town = load_town(Path(__file__).parents[1] / "town.toml")
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        urls = {
            "SQLite": f"sqlite+aiosqlite:///{folder}/queue.db",
            "PostgreSQL": postgresql or server(Path(folder)),
        }
        for name, url in urls.items():
            for act, seconds in asyncio.run(_measure(url, town, answered)).items():
                console.print(f"{name}  {act}: {seconds * 1000:.1f} ms")
                slow |= seconds >= MEDIAN_AT_MOST
    sys.exit(int(slow))


if __name__ == "__main__":
    typer.run(main)
