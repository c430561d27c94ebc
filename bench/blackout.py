"""A blackout hour in a city of a million, played in seconds: how long people wait for an answer.

    python -m bench.blackout
    python -m bench.blackout --writing 20000 --seed 2

What is played, and by which rules, stands in :mod:`bench.outage`: the bot's own pace on a virtual
clock. Each scenario ends with what must hold: everybody answered, no second fuller than the
messenger takes. Ends with 1 if it does not.
"""

import asyncio
import sys
from collections import defaultdict
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bots.doors.limits import LIMITS
from bots.doors.vk.bundle import REQUESTS

from .outage import MINUTE, Blackout, Record, Scenario, fullest
from .virtual import VirtualLoop

BIN = 5
"""Minutes of a line of the table."""

COLUMNS = 64
"""Of the chart at most."""

BARS = " ▁▂▃▄▅▆▇█"

NAMES = {"telegram": "Telegram", "vk": "VK"}

A_SECOND = {"telegram": int(LIMITS["telegram"].pace.everyone), "vk": REQUESTS}
"""Requests a second that each messenger takes of a bot."""

console = Console(width=None if sys.stdout.isatty() else 120)


def played(scenario: Scenario, name: str) -> Record:
    """Play one scenario to its end."""
    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("minute {task.completed}"))
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task(name, total=70)

        def tell(minutes: float) -> None:
            progress.update(task, completed=int(minutes), total=max(70, int(minutes)))

        with asyncio.Runner(loop_factory=VirtualLoop) as runner:
            return runner.run(Blackout(scenario).play(tell))


def percentile(waits: list[float], share: float) -> float:
    """Seconds within which this share was answered; the waits in order."""
    return waits[min(len(waits) - 1, int(len(waits) * share))]


def bars(values: list[float]) -> str:
    """A column for each value, as high as its share of the highest."""
    highest = max(values, default=0.0) or 1.0
    return "".join(BARS[-(-int(value / highest * 8000) // 1000)] for value in values)


def by_bin(record: Record, door: str, minutes: int = BIN) -> dict[int, list[float]]:
    """Waits in order, by the minute at which a bin of so many begins."""
    bins: dict[int, list[float]] = defaultdict(list)
    for written, wait in record.waits[door]:
        bins[int(written / MINUTE) // minutes * minutes].append(wait)
    return {at: sorted(bins[at]) for at in sorted(bins)}


def table(record: Record, name: str) -> Table:
    """Waiting for an answer and the queue, for every five minutes."""
    made = Table(title=name)
    made.add_column("minute")
    for door in NAMES.values():
        for column in ("updates", "p50, s", "p95, s", "p99, s", "queue"):
            made.add_column(f"{door}\n{column}", justify="right")
    bins = {door: by_bin(record, door) for door in NAMES}
    longest = {door: _queue(record, door) for door in NAMES}
    for at in sorted(set().union(*bins.values())):
        cells = [f"{at}–{at + BIN}"]
        for door in NAMES:
            waits = bins[door].get(at)
            told = (
                [f"{percentile(waits, share):.1f}" for share in (0.5, 0.95, 0.99)] if waits else []
            )
            cells += [f"{len(waits or ())}", *(told or ["", "", ""])]
            cells.append(f"{longest[door].get(at, 0)}")
        made.add_row(*cells)
    return made


def _queue(record: Record, door: str) -> dict[int, int]:
    """The longest queue in each bin."""
    longest: dict[int, int] = defaultdict(int)
    for moment, waiting in record.queue[door]:
        at = int(moment / MINUTE) // BIN * BIN
        longest[at] = max(longest[at], waiting)
    return longest


def chart(record: Record) -> str:
    """A line a messenger, a column for so many minutes: the p95 wait for an answer."""
    lines = []
    for door, name in NAMES.items():
        step = 1 + max(by_bin(record, door, 1)) // COLUMNS
        bins = by_bin(record, door, step)
        ats = range(0, max(bins) + 1, step)
        values = [percentile(bins[at], 0.95) if at in bins else 0.0 for at in ats]
        each = f"p95, {step} min a column, highest {max(values):.1f} s"
        lines.append(f"{name:>8} │{bars(values)}│ {each}")
    return "\n".join(lines)


def figures(record: Record) -> list[str]:
    """What else happened."""
    said = f"complaints {record.complaints}, of them from a house that had complained already"
    said += f" {record.same_house}; written again for want of an answer"
    lines = [f"{said} {sum(record.again.values())}"]
    for door, name in NAMES.items():
        waits = sorted(wait for _, wait in record.waits[door])
        told = f"{name}: all hour p50 {percentile(waits, 0.5):.1f} s,"
        told += f" p95 {percentile(waits, 0.95):.1f} s, p99 {percentile(waits, 0.99):.1f} s;"
        cards = sorted(record.card_waits[door])
        told += f" a card to its group p50 {percentile(cards, 0.5) / MINUTE:.1f} min,"
        told += f" the last {cards[-1] / MINUTE:.1f} min"
        lines.append(told)
        ends = {key.split("/")[1]: at for key, at in record.told.items() if key.startswith(door)}
        sent = ", ".join(f"«{key}» until {at / MINUTE:.1f} min" for key, at in sorted(ends.items()))
        second = max(fullest(at) for (of, _), at in record.requests.items() if of == door)
        minute = max(fullest(at, MINUTE) for (of, _), at in record.cards.items() if of == door)
        lines.append(
            f"{name}: told to all: {sent}; fullest second {second} of {A_SECOND[door]} requests,"
            f" fullest minute of a group {minute} messages"
        )
    return lines


def faults(record: Record) -> list[str]:
    """What must not be."""
    wrong = []
    if record.answered != record.asked:
        wrong.append(f"{record.asked - record.answered} updates were never answered")
    for (door, number), moments in record.requests.items():
        if (most := fullest(moments)) > A_SECOND[door]:
            wrong.append(f"{door}, bot {number}: {most} requests within a second")
    return wrong


def main(
    writing: Annotated[int, typer.Option(help="People who complain in the hour.")] = 10_000,
    houses: Annotated[int, typer.Option(help="Houses without light.")] = 2_000,
    known: Annotated[int, typer.Option(help="People who are told at minute 20.")] = 50_000,
    bots: Annotated[int, typer.Option(help="In the last scenario, of each messenger.")] = 3,
    seed: Annotated[int, typer.Option(help="Of everything that is left to chance.")] = 1,
) -> None:
    """Play the blackout with lanes, without them, and with more bots."""
    scenarios = {
        "one bot a messenger, with lanes": Scenario(writing, houses, known, seed=seed),
        "one bot, first come, first served": Scenario(
            writing, houses, known, lanes=False, seed=seed
        ),
        f"{bots} bots a messenger, with lanes": Scenario(writing, houses, known, bots, seed=seed),
    }
    wrong = []
    for name, scenario in scenarios.items():
        record = played(scenario, name)
        console.print(table(record, f"{name}: {writing} people write, {known} are told"))
        console.print(chart(record), markup=False, highlight=False)
        for line in figures(record):
            console.print(line, markup=False, highlight=False)
        console.print()
        wrong += [f"{name}: {fault}" for fault in faults(record)]
    for fault in wrong:
        console.print(f"✗ {fault}", markup=False, style="red")
    if wrong:
        raise typer.Exit(1)
    console.print("Everybody is answered, no second is too full.", style="green")


if __name__ == "__main__":
    typer.run(main)
