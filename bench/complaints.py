"""Complaints a second, in process: from a raw update to the committed reply in the outbox.

    python -m bench.complaints

Everything is real but the network: the doors' own reading of updates, the turns, the example
town, SQLite on this disk with synchronous=FULL. Residents take turns as people do: each sends
the next update when the reply to the one before is committed, so batches are as large as they
become by themselves. Beside it stands what one fsync costs on this disk.
"""

import asyncio
import itertools
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import event, func, select

from bots.delivery.fitting import fitting
from bots.doors.door import Batch, Door
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.intake import Intake
from core.messages import Message
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from core.town import load_town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from storage.tables import tickets

from .people import UPDATES, Messenger, Script

TOWN = Path(__file__).parents[1] / "town.toml"
FIRST = 5_000_000
"""The number of the first resident; the one before learns the way."""

console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass(slots=True)
class Result:
    """``latencies`` are seconds from an update's arrival to its commit."""

    door: str
    residents: int
    complaints: int
    seconds: float = 0.0
    commits: int = 0
    latencies: list[float] = field(default_factory=list)

    def percentile(self, share: float) -> float:
        """Milliseconds below which this share of updates was committed."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Bench:
    """An intake at work over a fresh database."""

    def __init__(self, door: str, database: Database) -> None:
        self.door: Door = (
            VkDoor("vk1.token", 77, "http://localhost")
            if door == "vk"
            else TelegramDoor("42:token", "http://localhost")
        )
        town, catalogue = load_town(TOWN), Catalogue()
        self.database = database
        self.store = Store(database, fitting(Catalogue()))
        turns = Turns(town, catalogue, Suggestions(town))
        self.intake = Intake(self.store, turns, town, catalogue, lambda: None)
        self.messenger = Messenger(door)
        self.script = Script(door)
        self._cursor = itertools.count()
        self.agencies = [agency.code for agency in town.agencies]

    async def take(self, person: int, act: int) -> None:
        """One update, until it is committed."""
        raw = self.messenger.update(self.script.acts[act], person, base=0)
        await self.intake.bring(self.door, Batch((raw,), str(next(self._cursor))))

    async def prepare(self) -> None:
        """Bind the agencies' chats, and let the first resident learn the way."""
        async with self.store.unit() as unit:
            for place, agency in enumerate(self.agencies, 1):
                by = Operator(agency, "Ольга", Speaker(self.door.name, -place, 7))
                await unit.bind(Peer(self.door.name, -place), agency, "Чат", by)
            await unit.commit()
        await self.take(FIRST - 1, 0)
        act = 1
        while True:
            await self.take(FIRST - 1, act)
            if self.script.is_whole:
                assert len(self.script.acts) == UPDATES  # noqa: S101  because figures are compared with others' nine
                return
            self.script.learn(await self._shown())
            act += 1

    async def _shown(self) -> list[Message]:
        """What is on its way to the first resident."""
        rows = await self.store.ready(self.door.name, 500, ())
        found = [one.outgoing for one in rows if one.outgoing.toast is None]
        return [one.message for one in found if one.peer.chat == FIRST - 1]

    async def reside(
        self, result: Result, left: "itertools.count[int]", done: Callable[[], None]
    ) -> None:
        """One seat: somebody new files a complaint, then the next, while there are some left."""
        clock = time.perf_counter
        while (number := next(left)) < result.complaints:
            who = FIRST + number
            for act in range(len(self.script.acts)):
                started = clock()
                await self.take(who, act)
                result.latencies.append(clock() - started)
            done()


async def measure(door: str, residents: int, complaints: int, folder: Path) -> Result:
    result = Result(door, residents, complaints)
    database = Database(f"sqlite+aiosqlite:///{folder}/{door}-{residents}.db")
    await migrate(database)
    bench = Bench(door, database)
    working = asyncio.create_task(bench.intake.run())
    await bench.prepare()
    commits: list[None] = []
    event.listen(database.engine.sync_engine, "commit", lambda connection: commits.append(None))
    left = itertools.count()
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task(f"{door}, жителей: {residents}", total=complaints)
        started = time.perf_counter()
        await asyncio.gather(
            *(bench.reside(result, left, lambda: progress.advance(task)) for _ in range(residents))
        )
        result.seconds = time.perf_counter() - started
    result.commits = len(commits)
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    async with database.read() as connection:
        filed = await connection.scalar(select(func.count()).select_from(tickets))
    await bench.door.close()
    await database.close()
    if filed != complaints + 1:
        raise SystemExit(f"{door}: {complaints} complaints became {filed} tickets")
    return result


def fsync_cost(folder: Path, times: int = 100) -> float:
    """Milliseconds (median) of appending a page and fsync, as a commit does."""
    page, costs = os.urandom(4096), []
    with (folder / "fsync").open("wb", buffering=0) as file:
        for _ in range(times):
            started = time.perf_counter()
            file.write(page)
            os.fsync(file.fileno())
            costs.append(time.perf_counter() - started)
    return statistics.median(costs) * 1000


def table(results: list[Result], fsync: float) -> Table:
    made = Table(
        title="Complaints in process: raw update → committed reply (SQLite, synchronous=FULL)",
        caption=f"one fsync of a page on this disk: {fsync:.2f} ms (median)",
    )
    made.add_column("door")
    for name in (
        "residents", "updates", "updates/s", "complaints/s", "commits", "updates/commit",
        "p50, ms", "p99, ms",
    ):  # fmt: skip
        made.add_column(name, justify="right")
    for one in results:
        updates = len(one.latencies)
        made.add_row(
            one.door,
            f"{one.residents}",
            f"{updates}",
            f"{updates / one.seconds:.0f}",
            f"{one.complaints / one.seconds:.0f}",
            f"{one.commits}",
            f"{updates / one.commits:.1f}",
            f"{one.percentile(0.50):.1f}",
            f"{one.percentile(0.99):.1f}",
        )
    return made


def main(
    residents: Annotated[list[int] | None, typer.Option(help="How many at once.")] = None,
    complaints: Annotated[int, typer.Option(help="Complaints in each run.")] = 400,
    door: Annotated[list[str] | None, typer.Option(help="telegram, vk; both by default.")] = None,
    folder: Annotated[Path | None, typer.Option(help="On which disk; else the temporary.")] = None,
) -> None:
    """Measure complaints a second, from raw update to committed reply."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory(dir=folder) as place:
        fsync = fsync_cost(Path(place))
        results = [
            asyncio.run(measure(name, seats, min(complaints, seats * 50), Path(place)))
            for name in door or ("telegram", "vk")
            for seats in residents or (1, 20, 200)
        ]
    console.print(table(results, fsync))


if __name__ == "__main__":
    typer.run(main)
