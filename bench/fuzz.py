"""Random, realistic and spoiled updates through all doors: nothing crashes, nothing is lost.

    python -m bench.fuzz --updates 100000 --seed 1

Everything is real but the network and the disk's pace, see ``bench/fuzzing/house.py``; what has to
hold is said in ``bench/fuzzing/verdicts.py``. The same seed brings the same updates. Whatever does
not hold is written to a file with the update that did it, and the exit code is 1.
"""

import asyncio
import logging
import resource
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from .fuzzing.house import open_house, open_town
from .fuzzing.source import KINDS, Source
from .fuzzing.verdicts import Verdicts, Violation, told
from .fuzzing.world import DOORS, people_of

ENOUGH = 20
"""Violations after which there is no need for more."""

SETTLE_EVERY = 10
"""Batches after which the agencies' chats are bound again, and what is old is forgotten."""

GROWTH = 200
"""MiB that the process may grow after the first quarter: caches fill, nothing else does."""

COLUMNS = ("updates", "valid", "read", "ignored", "quarantined", "quarantined valid")

console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass(frozen=True, slots=True)
class Result:
    verdicts: Verdicts
    has_schema: bool
    seconds: float
    grown: float
    """MiB between the first quarter and the end."""


async def run(updates: int, seed: int, folder: Path, url: str = "") -> Result:
    chance, town = Random(seed), open_town()  # noqa: S311  because chance must repeat itself here
    world = people_of(chance, len(town.agencies))
    source = Source(chance, world)
    async with open_house(folder, town, world, url) as house:
        verdicts = Verdicts(house)
        early = _memory()
        started = time.perf_counter()
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            task = progress.add_task("updates", total=updates)
            done = batches = 0
            while done < updates and len(verdicts.violations) < ENOUGH:
                batch = source.batch(done, updates - done)
                await verdicts.batch(batch)
                if done * 4 < updates:
                    early = _memory()
                done, batches = done + len(batch), batches + 1
                if batches % SETTLE_EVERY == 0:
                    await house.settle_in()
                    await house.store.forget()
                progress.advance(task, len(batch))
        seconds = time.perf_counter() - started
    grown = _memory() - early
    if grown > GROWTH:
        verdicts.blame("memory grows", f"{grown:.0f} MiB since the first quarter")
    return Result(verdicts, source.has_schema, seconds, grown)


def table(result: Result, seed: int) -> Table:
    verdicts = result.verdicts
    total = sum(count for (*_, what), count in verdicts.counts.items() if what == "updates")
    crashes = sum(one.what.startswith("the intake ended") for one in verdicts.violations)
    made = Table(
        title=f"Updates through the doors, seed {seed}",
        caption=(
            f"crashes: {crashes} · other violations: {len(verdicts.violations) - crashes} · "
            f"tickets filed: {verdicts.tickets} · presses answered: {verdicts.presses} · "
            f"messages written: {verdicts.messages} · {total / result.seconds:.0f} updates/s · "
            f"memory: {result.grown:+.0f} MiB since the first quarter"
        ),
    )
    made.add_column("messenger")
    made.add_column("made")
    for name in COLUMNS:
        made.add_column(name, justify="right")
    for door in DOORS:
        for kind in KINDS:
            made.add_row(door, kind, *(str(verdicts.counts[door, kind, what]) for what in COLUMNS))
    sums = (sum(n for (*_, what), n in verdicts.counts.items() if what == name) for name in COLUMNS)
    made.add_section()
    made.add_row("all", "all", *map(str, sums))
    return made


def keep(violations: list[Violation], seed: int, folder: Path) -> None:
    """Write each down, and say where."""
    folder.mkdir(parents=True, exist_ok=True)
    for at, one in enumerate(violations, 1):
        path = folder / f"{seed}-{at}.json"
        path.write_text(told(one, seed), encoding="utf-8")
        index = one.update.index if one.update else "?"
        console.print(f"{one.what}: --seed {seed}, update {index} → {path}", markup=False)


def _memory() -> float:
    """MiB the process holds now; the most it ever held, where the system does not tell."""
    try:
        pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return pages * resource.getpagesize() / 2**20


def main(
    updates: Annotated[int, typer.Option(min=1, help="How many.")] = 100_000,
    seed: Annotated[int, typer.Option(help="Which: the same seed brings the same.")] = 1,
    reports: Annotated[Path, typer.Option(help="Where to write what does not hold.")] = Path(
        "var/fuzz"
    ),
) -> None:
    """Bring random, realistic and spoiled updates through all doors."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder:
        result = asyncio.run(run(updates, seed, Path(folder)))
    if not result.has_schema:
        console.print(
            "The published schemas are not beside the repository: updates of every kind are left "
            "out, and the types of aiogram and vkbottle say what is valid."
        )
    console.print(table(result, seed))
    if result.verdicts.violations:
        keep(result.verdicts.violations, seed, reports)
        raise SystemExit(1)


if __name__ == "__main__":
    app = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
    app.command()(main)
    app()
