"""Парадная beside its peers: one table, from raw JSON to the reply handed to the messenger.

    python -m bench.speed

The same nine-update complaint for everybody, each contestant in its own process and (peers) its
own environment, which the first run makes. Contestants take turns, round after round, so that a
slow minute of the machine is everybody's; a figure is the median of the rounds. What each
promises of a reply stands beside its speed. See `bench.peers` for how peers are written.
"""

import json
import os
import platform
import signal
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from .complaints import fsync_cost
from .peers import contestants, environments
from .peers.contestants import Contestant, Kept
from .peers.environments import Absent

ROOT = Path(__file__).parents[1]
REQUIRED = {"telegram": 6.0, "vk": 2.0}
"""How many times the best durable peer we must be, by the messenger."""
WARMING = 40
"""Complaints before the measured ones; they tell how many fit into the time, too."""
LONE = 20
"""Complaints of the lone resident in a round."""
ACTS = 9

console = Console(width=None if sys.stdout.isatty() else 150)


@dataclass(slots=True)
class Figures:
    """One contestant's rounds: updates a second, milliseconds, transactions an update (None:
    nobody counts them). ``absent`` tells why it was not run."""

    contestant: Contestant
    speeds: list[float] = field(default_factory=list)
    halves: list[float] = field(default_factory=list)
    tails: list[float] = field(default_factory=list)
    commits: list[float] = field(default_factory=list)
    lone: list[float] = field(default_factory=list)
    absent: str = ""

    @property
    def speed(self) -> float:
        """Updates a second: the median of rounds."""
        return statistics.median(self.speeds)

    def crowded(self, raw: dict[str, Any]) -> None:
        """Add a round of many people (see `bench.peers.load` for what ``raw`` has)."""
        self.speeds.append(raw["updates"] / raw["seconds"])
        self.halves.append(raw["p50"])
        self.tails.append(raw["p99"])
        if raw["commits"] is not None:
            self.commits.append(raw["commits"] / raw["updates"])


class Process:
    """A contestant at work, which takes orders one by one."""

    def __init__(self, contestant: Contestant, python: str, socket: Path | None) -> None:
        command = [python, "-m", f"bench.peers.{contestant.module}", contestant.variant]
        if socket is not None:
            command.append(str(socket))
        self._process = subprocess.Popen(  # noqa: S603  because it is our own command
            command,
            cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "ignore"},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        self._line()

    def play(self, people: int, complaints: int, place: Path) -> dict[str, Any]:
        """One run on a fresh folder. Raises :class:`Absent` when the contestant could not."""
        assert self._process.stdin is not None  # noqa: S101  because it was opened as a pipe
        with tempfile.TemporaryDirectory(dir=place) as folder:
            order = {"people": people, "complaints": complaints, "folder": folder}
            self._process.stdin.write(json.dumps(order) + "\n")
            self._process.stdin.flush()
            while "done" in (said := self._line()):
                pass
        if "error" in said:
            raise Absent(said["error"])
        return said

    def end(self) -> None:
        self._process.kill()
        self._process.wait()

    def _line(self) -> dict[str, Any]:
        assert self._process.stdout is not None  # noqa: S101  because it was opened as a pipe
        line = self._process.stdout.readline()
        if not line:
            raise Absent("its process ended")
        return dict(json.loads(line))


@dataclass(slots=True)
class Race:
    """All who are measured together. ``seconds`` is about how long one run of a crowd takes."""

    people: int
    seconds: float
    rounds: int
    place: Path
    cache: Path
    figures: list[Figures]
    _ends: ExitStack = field(default_factory=ExitStack)
    _sockets: dict[str, Path] = field(default_factory=dict)

    def run(self, progress: Progress) -> None:
        with self._ends:
            processes = self._started(progress)
            task = progress.add_task("warming", total=len(processes) * (self.rounds + 1))
            sizes: dict[int, int] = {}
            for one in self.figures:
                if process := processes.get(id(one)):
                    sizes[id(one)] = self._warmed(one, process)
                progress.advance(task)
            for number in range(1, self.rounds + 1):
                for one in self.figures:
                    name = f"round {number}: {one.contestant.door}, {one.contestant.name}"
                    progress.update(task, description=name)
                    if not one.absent:
                        if not console.is_terminal:
                            print(name, file=sys.stderr, flush=True)  # noqa: T201  because a log shows no bar
                        self._round(one, processes[id(one)], sizes[id(one)])
                    progress.advance(task)

    def _started(self, progress: Progress) -> dict[int, Process]:
        """Everybody's process; who cannot be started gets a reason."""
        processes = {}
        task = progress.add_task("environments", total=len(self.figures))
        for one in self.figures:
            progress.update(
                task, description=f"environment: {one.contestant.environment or 'ours'}"
            )
            try:
                processes[id(one)] = process = self._start(one.contestant)
                self._ends.callback(process.end)
            except Absent as why:
                one.absent = str(why)
            progress.advance(task)
        progress.remove_task(task)
        return processes

    def _start(self, contestant: Contestant) -> Process:
        python = sys.executable
        if contestant.environment is not None:
            python = str(environments.environment(contestant.environment, self.cache))
        often = contestant.redis
        if often is not None and often not in self._sockets:
            server = environments.redis(often, self.place / f"redis-{often}")
            self._sockets[often] = self._ends.enter_context(server)
        return Process(contestant, python, self._sockets[often] if often else None)

    def _warmed(self, one: Figures, process: Process) -> int:
        """How many complaints fill the time of a run, found by a short one."""
        try:
            raw = process.play(min(self.people, WARMING), WARMING, self.place)
        except Absent as why:
            one.absent = str(why)
            return 0
        speed: float = raw["updates"] / raw["seconds"]
        return max(self.people, round(speed * self.seconds / ACTS))

    def _round(self, one: Figures, process: Process, complaints: int) -> None:
        try:
            one.crowded(process.play(self.people, complaints, self.place))
            one.lone.append(process.play(1, LONE, self.place)["p50"])
        except Absent as why:
            one.absent = str(why)


def best(figures: list[Figures], door: str) -> Figures | None:
    """The quickest peer at this messenger that writes what it promised."""
    durable = [
        one
        for one in figures
        if one.contestant.door == door
        and not one.absent
        and not one.contestant.is_ours
        and one.contestant.is_durable
    ]
    return max(durable, key=lambda one: one.speed, default=None)


def verdict(figures: list[Figures], door: str) -> str:
    """Whether we are as many times the best durable peer as is required."""
    mine, peer = ours(figures, door), best(figures, door)
    if mine is None or mine.absent:
        return f"{door}: not compared: we were not run"
    if peer is None:
        return f"{door}: not compared: no durable peer was run"
    ratio = mine.speed / peer.speed
    met = "met" if ratio >= REQUIRED[door] else "NOT MET"
    return (
        f"{door}: {ratio:.1f}× the best durable peer ({peer.contestant.name}); "
        f"required {REQUIRED[door]:.0f}×: {met}"
    )


def ours(figures: list[Figures], door: str) -> Figures | None:
    return next((f for f in figures if f.contestant.is_ours and f.contestant.door == door), None)


def table(figures: list[Figures], people: int, fsync: float) -> Table:
    """Rows by messenger. ``fsync`` is the machine's, in microseconds."""
    made = Table(
        title="Nine-update complaints: raw JSON → reply handed over (medians of turns)",
        caption=f"{os.cpu_count()} cores, Python {platform.python_version()}, "
        f"one fsync of a page: {fsync:.0f} µs (median)",
    )
    made.add_column("messenger")
    made.add_column("who")
    made.add_column("kept when the reply leaves")
    for name in (
        f"updates/s, {people} people", "p50, ms", "p99, ms", "fsyncs/update", "lone p50, ms",
        "Парадная is",
    ):  # fmt: skip
        made.add_column(name, justify="right")
    for one in figures:
        who = one.contestant
        if one.absent:
            made.add_row(who.door, who.name, f"not run: {one.absent}", *("—",) * 6)
            continue
        mine = ours(figures, who.door)
        counted = one.commits and who.kept in (Kept.POWER, Kept.AFTER) and who.redis is None
        made.add_row(
            who.door,
            who.name,
            who.kept,
            f"{one.speed:,.0f}",
            f"{statistics.median(one.halves):.1f}",
            f"{statistics.median(one.tails):.1f}",
            f"{statistics.median(one.commits):.3f}" if counted else "—",
            f"{statistics.median(one.lone):.1f}",
            f"{mine.speed / one.speed:.1f}×" if mine and not mine.absent else "—",
        )
    return made


def main(
    people: Annotated[int, typer.Option(help="How many at once.", min=2)] = 200,
    rounds: Annotated[int, typer.Option(help="Turns of each; medians are of these.", min=1)] = 3,
    seconds: Annotated[float, typer.Option(help="About how long a crowd's run takes.")] = 2.0,
    door: Annotated[list[str] | None, typer.Option(help="telegram, vk; both by default.")] = None,
    cache: Annotated[Path, typer.Option(help="Where peers' environments are.")] = ROOT / ".bench",
    folder: Annotated[Path | None, typer.Option(help="On which disk; else the temporary.")] = None,
) -> None:
    """Measure Парадная and its peers side by side, in one table."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that servers end with us
    doors = door or ["telegram", "vk"]
    figures = [Figures(one) for one in contestants.ALL if one.door in doors]
    with tempfile.TemporaryDirectory(dir=folder) as place:
        fsync = fsync_cost(Path(place)) * 1000
        race = Race(people, seconds, rounds, Path(place), cache, figures)
        with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
            race.run(progress)
    console.print(table(figures, people, fsync))
    for one in doors:
        console.print(verdict(figures, one))


if __name__ == "__main__":
    typer.run(main)
