"""How long the figures of /stats take in a town of a million tickets, thirty thousand of them open.

    python -m bench.figures                     # on SQLite and on PostgreSQL
    python -m bench.figures --tickets 100000

Towns without histories are made once and kept in var/figures. What is measured is the whole
question within its transaction, as a turn asks it: every span, every cut, of an agency and of all.
The picture is drawn elsewhere, by another process.
"""

import asyncio
import statistics
import time
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import Annotated
from zoneinfo import ZoneInfo

import typer
from rich.console import Console
from rich.table import Table
from sqlalchemy import func, insert, make_url, select, text

from core.insights import Cut, Span, period
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store
from storage.tables import IS_OPEN, tickets

from .growing import AGENCIES, BEGIN, YEARS, Growing
from .growth import server

AT_ONCE = 5_000
TIMES, WARMING = 15, 3
ZONE = ZoneInfo("Asia/Yakutsk")
AT_MOST = 0.1
"""Seconds, the promise."""

console = Console()


async def fill(url: str, count: int) -> int:
    """Make the town unless it is there; return how many of its tickets are open."""
    database = Database(url)
    try:
        await migrate(database)
        async with database.write(long=True) as connection:
            if not await connection.scalar(select(func.count()).select_from(tickets)):
                rows = Growing(count).tickets()
                while portion := list(islice(rows, AT_ONCE)):
                    await connection.execute(insert(tickets), portion)
                await connection.commit()
        async with database.engine.connect() as plain:
            settled = await plain.execution_options(isolation_level="AUTOCOMMIT")
            is_file = database.url.drivername.startswith("sqlite")
            await settled.execute(
                text("PRAGMA wal_checkpoint(TRUNCATE)" if is_file else "VACUUM ANALYZE tickets")
            )
        async with database.read() as connection:
            return int(
                await connection.scalar(select(func.count()).select_from(tickets).where(IS_OPEN))
                or 0
            )
    finally:
        await database.close()


async def ask(url: str, span: Span, cut: Cut, agency: str | None) -> Sequence[float]:
    """Seconds, of each time."""
    end = BEGIN.replace(year=BEGIN.year + YEARS)
    of = period(span, end, ZONE)
    database, seconds = Database(url), []
    try:
        store = Store(database, lambda one: (one,))
        for _ in range(TIMES + WARMING):
            async with store.unit() as unit:
                begun = time.process_time()
                found = await unit.insights.figures(of, cut, agency)
                seconds.append(time.process_time() - begun)
                assert found.now.received  # noqa: S101  because nothing would be measured
    finally:
        await database.close()
    return seconds[WARMING:]


def main(tickets: Annotated[int, typer.Option(help="Of the town.")] = 1_000_000) -> None:
    folder = Path("var/figures").absolute()
    folder.mkdir(parents=True, exist_ok=True)
    there = make_url(server(folder)).render_as_string(hide_password=False)
    table = Table("whose", "span", "cut", "SQLite, ms", "PostgreSQL, ms", title="median, slowest")
    urls = (f"sqlite+aiosqlite:///{folder}/town-{tickets}.db", there)
    for url in urls:
        is_open = asyncio.run(fill(url, tickets))
        console.print(f"{tickets:,} tickets, {is_open:,} of them open")
    wrong = 0
    for agency in (None, AGENCIES[0]):
        for span in Span:
            for cut in Cut:
                found = [asyncio.run(ask(url, span, cut, agency)) for url in urls]
                wrong += sum(statistics.median(one) > AT_MOST for one in found)
                cells = (
                    f"{statistics.median(one) * 1e3:.1f}, {max(one) * 1e3:.1f}" for one in found
                )
                table.add_row(agency or "all", span, cut, *cells)
    console.print(table)
    raise SystemExit(bool(wrong))


def _told(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1e3:.1f}, {max(seconds) * 1e3:.1f}"


if __name__ == "__main__":
    typer.run(main)
