"""/queue, its filters, /find and a history, with ten thousand open tickets of one agency.

    make queueing
    make queueing QUEUEING="--postgresql postgresql+asyncpg://…"

Each is a whole turn of an operator: from what was read of the messenger to the messages that are
written, without the commit. Ends with 1 if a median is 100 ms or more.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import typer
from msgspec.structs import replace
from rich.console import Console
from sqlalchemy import text

from bots.delivery.fitting import fitting
from core.desk import Desk, Draft
from core.people import Operator, Peer, Speaker
from core.substitutions import Substitution
from core.tickets import Place
from core.topics import Suggestions
from core.town import Town, load_town
from dialogs.events import Arrival, Commanded, Event, Pressed
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store

from .growth import server

OPEN, TIMES, AT_ONCE = 10_000, 30, 500
MEDIAN_AT_MOST = 0.1
"""Seconds."""

CHAT = Peer("telegram", -1)
OLGA = Speaker("telegram", -1, 501)
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


async def _measure(url: str, town: Town) -> dict[str, float]:
    database = Database(url)
    turns = Turns(town, Catalogue(), Suggestions(town))
    try:
        await migrate(database)
        store = Store(database, fitting(Catalogue()))
        async with store.unit() as unit:
            await unit.bind(CHAT, "roads", "Дороги", Operator("roads", "Ольга", OLGA))
            await unit.commit()
        await _fill(store, town)
        async with database.write() as connection:
            await connection.execute(text("ANALYZE"))
            await connection.commit()

        async def ask(*events: Event, by: Speaker = OLGA) -> float:
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
        measured = {
            name: statistics.median([await ask(*events) for _ in range(TIMES)])
            for name, events in acts.items()
        }
        await _stand_in(store)
        return measured | {
            name: statistics.median([await ask(*events, by=BORIS) for _ in range(TIMES)])
            for name, events in instead.items()
        }
    finally:
        await database.close()


def main(
    postgresql: Annotated[
        str, typer.Option(help="An empty database's address; else a server is started.")
    ] = "",
) -> None:
    town = load_town(Path(__file__).parents[1] / "town.toml")
    slow = False
    with tempfile.TemporaryDirectory() as folder:
        urls = {
            "SQLite": f"sqlite+aiosqlite:///{folder}/queue.db",
            "PostgreSQL": postgresql or server(Path(folder)),
        }
        for name, url in urls.items():
            for act, seconds in asyncio.run(_measure(url, town)).items():
                console.print(f"{name}  {act}: {seconds * 1000:.1f} ms")
                slow |= seconds >= MEDIAN_AT_MOST
    sys.exit(int(slow))


if __name__ == "__main__":
    typer.run(main)
