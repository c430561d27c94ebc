"""Kill the bot hundreds of times while people talk to it, and prove that nothing is lost.

    python -m bench.crash --kills 200 --residents 8 --seed 1
    python -m bench.crash --kills 200 --residents 8 --seed 1 --faults 0.05
    python -m bench.crash --kills 100 --workers 3
    python -m bench.crash --kills 100 --max --residents 9

The bot is the real process (`paradnaya run`) with the real libraries; the messengers are the
sandbox's. Who plays, and what is proved from the sandbox's record, stands in ``tests/process/``:
``residents.py``, ``operators.py``, ``proof.py``. Ends with 1 if anything is lost or doubled.

With ``--workers`` several processes work over one PostgreSQL, which is fetched and started for it
as the tests do; one of them is killed at a time, as often as not one that polls a messenger.
"""

import asyncio
import contextlib
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from bots.sandbox.identity import MAX
from tests.postgres import Mortal
from tests.process.books import Books, on_server
from tests.process.keeper import nursery
from tests.process.play import DOORS, Plan, Played, play
from tests.process.sending import INSTANT, Sending
from tests.process.weather import weather

ROOT = Path(__file__).parents[1]

FAILURES_SHOWN = 20

console = Console(width=None if sys.stdout.isatty() else 110)


async def run(plan: Plan, root: Path, folder: Path) -> Played:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal
    ) as progress:
        task = progress.add_task("kills", total=plan.kills)
        async with nursery(root) as keeper:
            with _books(plan) as books:
                return await play(
                    folder,
                    keeper,
                    plan,
                    lambda kills: progress.update(task, completed=kills),
                    books,
                )


@contextlib.contextmanager
def _books(plan: Plan) -> Iterator[Books | None]:
    """A server's database where several workers write, or none: a file is made by the play."""
    if plan.workers == 1:
        yield None
        return
    server = Mortal()
    try:
        with on_server(server.url) as books:
            yield books
    finally:
        server.close()


def table(plan: Plan, played: Played) -> Table:
    """The figures. What must be 0 says so."""
    proof, sending = played.proof, played.proof.sending
    made = Table(title=f"kill -9, seed {plan.seed}, workers {plan.workers}", caption=_setting(plan))
    made.add_column("figure")
    made.add_column("", justify="right")
    figures: list[tuple[str, str]] = [
        ("kills", f"{played.kills}"),
        ("complaints sent", f"{proof.complaints}"),
        ("tickets", f"{proof.tickets}"),
        *((f"{kind}s that arrived", f"{count}") for kind, count in sorted(proof.words.items())),
        ("lines of history", f"{proof.events}"),
        ("what people did (messages, presses)", f"{played.ledger.acts}"),
        ("messages of the bot, Telegram", f"{sending.messages.get('telegram', 0)}"),
        ("messages of the bot, VK", f"{sending.messages.get('vk', 0)}"),
        ("messages of the bot, MAX", f"{sending.messages.get('max', 0)}"),
        ("rows of the outbox (and answers to presses)", f"{sending.rows} (+{sending.toasts})"),
        ("lost (must be 0)", f"{len(proof.lost) + len(played.unanswered)}"),
        ("duplicate tickets (must be 0)", f"{proof.duplicates}"),
        ("VK repeats (must be 0)", f"{sending.repeats['vk']}"),
        ("  calls VK knew by random_id", f"{sending.swallowed}"),
        ("Telegram repeats, MAX repeats", f"{_repeats(sending)}"),
        (
            f"  in the instant of a kill (≤ {INSTANT:g} s)",
            f"{len(sending.delays)}, median {sending.median:.2f} s, worst {sending.worst:.2f} s",
        ),
        ("  after a fault", f"{sending.by_fault}"),
        ("  without a reason (must be 0)", f"{sending.unexplained}"),
        ("anything else wrong (must be 0)", f"{len(proof.wrong) + len(sending.wrong)}"),
    ]
    figures += [
        (f"{lease}: {len(gaps)} hand-overs after a kill", _seconds(gaps))
        for lease, gaps in sorted(played.gaps.items())
    ]
    if played.record.faults:
        told = ", ".join(f"{kind} {count}" for kind, count in sorted(played.record.faults.items()))
        figures.append(("faults", told))
    figures.append(("duration", f"{played.seconds:.0f} s"))
    for figure in figures:
        made.add_row(*figure)
    return made


def _repeats(sending: Sending) -> str:
    return f"{sending.repeats['telegram']}, {sending.repeats['max']}"


def _seconds(gaps: list[float]) -> str:
    return f"median {statistics.median(gaps):.1f} s, worst {max(gaps):.1f} s"


def _setting(plan: Plan) -> str:
    return f"residents {plan.residents}, operators {plan.operators} in each of 3 chats"


def main(
    kills: Annotated[int, typer.Option(help="How often the bot is killed.")] = 200,
    residents: Annotated[int, typer.Option(help="As many in each messenger.")] = 8,
    with_max: Annotated[bool, typer.Option("--max", help="In MAX too, and an agency.")] = False,
    operators: Annotated[int, typer.Option(help="In each agency's chat.")] = 2,
    seed: Annotated[int, typer.Option(help="Of what people do and when the bot dies.")] = 1,
    workers: Annotated[int, typer.Option(help="More than one: over PostgreSQL.", min=1)] = 1,
    faults: Annotated[float, typer.Option(help="The share of calls that go wrong.")] = 0.0,
    root: Annotated[Path, typer.Option(help="The tree whose bot is started.")] = ROOT,
    patience: Annotated[float, typer.Option(help="Seconds after which nobody waits on.")] = 240.0,
    keep: Annotated[Path | None, typer.Option(help="Keep database and log here.")] = None,
) -> None:
    """Kill the bot while people talk to it; prove that nothing is lost."""
    plan = Plan(
        seed,
        kills,
        residents,
        operators,
        rules=weather(faults) if faults else (),
        patience=patience,
        workers=workers,
        doors=(*DOORS, MAX) if with_max else DOORS,
    )
    with tempfile.TemporaryDirectory() as temporary:
        folder = keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        played = asyncio.run(run(plan, root, folder))
    console.print(table(plan, played))
    for failure in played.failures[:FAILURES_SHOWN]:
        console.print(f"✗ {failure}", markup=False, style="red")
    if played.failures:
        console.print(f"{len(played.failures)} in all", style="red")
        raise typer.Exit(1)
    console.print("Nothing is lost, nothing is doubled.", style="green")


if __name__ == "__main__":
    typer.run(main)
