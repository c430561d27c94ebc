"""Updates a second, in process: from raw JSON to the durable reply handed to the messenger.

    python -m bench.complaints
    python -m bench.complaints --postgresql
    python -m bench.complaints --same-words

Everything is real but the network: the doors' own reading of updates, the turns, the example
town, SQLite on this disk with synchronous=FULL, the courier, the messengers' libraries down to
where they would open a connection. Residents take turns as people do: each sends the next update
when the reply to the one before was handed over, so batches are as large as they become by
themselves. The messenger answers at once and has no pace. Beside it stands what one fsync costs
on this disk.
"""

import asyncio
import contextlib
import gc
import itertools
import json
import os
import statistics
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from sqlalchemy import event, func, select

from bots.app import COLLECTED_AFTER
from bots.delivery.courier import Courier
from bots.delivery.fitting import fitting
from bots.doors.door import Batch
from bots.hearing import learned
from bots.intake import Intake
from bots.loop import run
from core.messages import Message
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from core.town import load_town
from core.words.written import read_json
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from storage.tables import tickets

from .people import UPDATES, Messenger, Script
from .stubs import NoFiles, Stub, free, stub

TOWN = Path(__file__).parents[1] / "town.toml"
FIRST = 5_000_000
"""The number of the first resident; the one before learns the way."""

QUIET = 0.2
"""Seconds after which nothing more is said to an update of the first resident."""

console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass(slots=True)
class Result:
    """``latencies`` are seconds from an update's bytes to its reply at the messenger.
    ``commits`` are the durable ones: each is one fsync of the write-ahead log. ``processor``:
    seconds of processor time that all threads together took."""

    door: str
    residents: int
    complaints: int
    seconds: float = 0.0
    processor: float = 0.0
    commits: int = 0
    latencies: list[float] = field(default_factory=list)

    @property
    def updates(self) -> int:
        return len(self.latencies)

    def percentile(self, share: float) -> float:
        """Milliseconds below which this share of updates was answered."""
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] * 1000


class Bench:
    """A bot at work over a fresh database, and a messenger that is not there.

    ``prepare`` it, then ``take`` the acts of people, each by :attr:`said`.
    """

    def __init__(self, door: str, database: Database, *, same_words: bool = False) -> None:
        self.stub: Stub = stub(door)
        town, catalogue = load_town(TOWN), Catalogue()
        self.database = database
        self.store = Store(database, fitting(Catalogue()))
        turns = Turns(town, catalogue, Suggestions(town, learned(town, by_words=True)))
        self.courier = Courier(
            self.stub.door, self.store, self.store, NoFiles(), _never_lost, making=free
        )
        self.intake = Intake(self.store, turns, town, catalogue, self.courier.call)
        self.messenger = Messenger(door, same_words=same_words)
        self.script = Script(door)
        self.replies: list[int] = []
        """How many messages each act is answered with."""
        self._cursor = itertools.count()
        self.agencies = [agency.code for agency in town.agencies]

    @contextlib.asynccontextmanager
    async def at_work(self) -> AsyncIterator[None]:
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED_AFTER)
        working = [asyncio.create_task(one.run()) for one in (self.intake, self.courier)]
        try:
            yield
        finally:
            for task in working:
                task.cancel()
            await asyncio.gather(*working, return_exceptions=True)
            await self.stub.door.close()

    async def take(self, person: int, act: int) -> None:
        """One act of a person, until the last message of the reply was handed over."""
        await self.taken(self.said(person, act), person, self.replies[act])

    def said(self, person: int, act: int) -> bytes:
        """The act as the messenger brings it."""
        raw = self.messenger.update(self.script.acts[act], person, base=0)
        return json.dumps(raw, ensure_ascii=False).encode()

    async def taken(self, said: bytes, person: int, replies: int) -> None:
        answered = self.stub.expect(person, replies)
        batch = Batch((read_json(said),), str(next(self._cursor)))
        await self.intake.bring(self.stub.door, batch)
        await answered

    async def prepare(self) -> None:
        """Bind the agencies' chats, and let the first resident learn the way."""
        name = self.stub.door.name
        async with self.store.unit() as unit:
            for place, agency in enumerate(self.agencies, 1):
                by = Operator(agency, "Ольга", Speaker(name, -place, 7))
                await unit.bind(Peer(name, -place), agency, "Чат", by)
            await unit.commit()
        act = 0
        while True:
            shown = await self._shown(act)
            self.replies.append(len(shown))
            if self.script.is_whole and act == len(self.script.acts) - 1:
                assert len(self.script.acts) == UPDATES  # noqa: S101  because figures are compared with others' nine
                return
            act += 1
            if act == len(self.script.acts):
                self.script.learn(shown)

    async def _shown(self, act: int) -> list[Message]:
        """What the first resident is told at an act."""
        self.stub.told.clear()
        await self.taken(self.said(FIRST - 1, act), FIRST - 1, 1)
        await asyncio.sleep(QUIET)
        return [one.message for one in self.stub.told if one.peer.chat == FIRST - 1]

    async def reside(
        self, result: Result, people: "dict[int, list[bytes]]", done: Callable[[], None]
    ) -> None:
        """One seat: somebody new files a complaint, then the next, while there are some left."""
        clock = time.perf_counter
        while people:
            who, acts = people.popitem()
            for said, replies in zip(acts, self.replies, strict=True):
                started = clock()
                await self.taken(said, who, replies)
                result.latencies.append(clock() - started)
            done()


async def _never_lost(chat: Peer, private: bool, why: str) -> None:
    raise AssertionError(f"{chat}: {why}")


async def measure(
    door: str,
    residents: int,
    complaints: int,
    folder: Path,
    url: str = "",
    watched: AbstractContextManager[object] = contextlib.nullcontext(),  # noqa: B008  because it keeps nothing
    *,
    same_words: bool = False,
) -> Result:
    """On the empty database at ``url``, or in a file; ``watched`` while the residents talk.
    ``same_words``: all of them say the same, as no town does."""
    result = Result(door, residents, complaints)
    database = Database(url or f"sqlite+aiosqlite:///{folder}/{door}-{residents}.db")
    await migrate(database)
    bench = Bench(door, database, same_words=same_words)
    async with bench.at_work():
        await bench.prepare()
        bench.stub.told.clear()
        acts = range(len(bench.script.acts))
        people = {
            FIRST + n: [bench.said(FIRST + n, act) for act in acts] for n in range(complaints)
        }
        commits: Counter[str] = Counter()
        event.listen(
            database.engine.sync_engine, "commit", lambda connection: commits.update(("commit",))
        )
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task(f"{door}, жителей: {residents}", total=complaints)
            started, worked = time.perf_counter(), time.process_time()
            seats = (
                bench.reside(result, people, lambda: progress.advance(task))
                for _ in range(residents)
            )
            with watched:
                await asyncio.gather(*seats)
            result.seconds = time.perf_counter() - started
            result.processor = time.process_time() - worked
        result.commits = commits["commit"]
    async with database.read() as connection:
        filed = await connection.scalar(select(func.count()).select_from(tickets))
    await database.close()
    if filed != complaints + 1:
        raise SystemExit(f"{door}: {complaints} complaints became {filed} tickets")
    return result


def measure_on_server(
    door: str, residents: int, complaints: int, folder: Path, *, same_words: bool = False
) -> Result:
    """On a PostgreSQL of its own, with its own careful settings, started for this."""
    from tests.postgres import Mortal  # noqa: PLC0415  because it needs what only the tests install

    server = Mortal()
    try:
        work = measure(door, residents, complaints, folder, server.url, same_words=same_words)
        return run(work)
    finally:
        server.close()


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


def table(results: list[Result], fsync: float, where: str = "SQLite") -> Table:
    made = Table(
        title=f"Nine-update complaints: raw JSON → durable reply handed over ({where}, fsynced)",
        caption=f"one fsync of a page on this disk: {fsync:.2f} ms (median)",
    )
    made.add_column("door")
    for name in (
        "residents", "updates", "updates/s", "complaints/s", "commits", "fsyncs/update",
        "CPU, µs/update", "p50, ms", "p99, ms",
    ):  # fmt: skip
        made.add_column(name, justify="right")
    for one in results:
        updates = one.updates
        made.add_row(
            one.door,
            f"{one.residents}",
            f"{updates}",
            f"{updates / one.seconds:.0f}",
            f"{one.complaints / one.seconds:.0f}",
            f"{one.commits}",
            f"{one.commits / updates:.3f}",
            f"{one.processor / updates * 1e6:.0f}",
            f"{one.percentile(0.50):.1f}",
            f"{one.percentile(0.99):.1f}",
        )
    return made


def main(
    residents: Annotated[list[int] | None, typer.Option(help="How many at once.")] = None,
    complaints: Annotated[int, typer.Option(help="Complaints in each run.")] = 400,
    door: Annotated[list[str] | None, typer.Option(help="telegram, vk; both by default.")] = None,
    folder: Annotated[Path | None, typer.Option(help="On which disk; else the temporary.")] = None,
    postgresql: Annotated[bool, typer.Option(help="On a server, started for each run.")] = False,
    same_words: Annotated[bool, typer.Option(help="All say the same of what happened.")] = False,
) -> None:
    """Measure complaints a second, from raw update to committed reply."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory(dir=folder) as place:
        fsync = fsync_cost(Path(place))
        results = [
            measure_on_server(
                name, seats, min(complaints, seats * 50), Path(place), same_words=same_words
            )
            if postgresql
            else run(
                measure(
                    name, seats, min(complaints, seats * 50), Path(place), same_words=same_words
                )
            )
            for name in door or ("telegram", "vk")
            for seats in residents or (1, 20, 200)
        ]
    console.print(table(results, fsync, "PostgreSQL" if postgresql else "SQLite"))


if __name__ == "__main__":
    typer.run(main)
