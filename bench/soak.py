"""Hours of a town's work in minutes: does the process keep its memory, its tasks, its files?

    python -m bench.soak --minutes 5

The real process against the sandbox, residents who complain one after another, operators who
answer. Every few seconds the process is asked at ``/metrics`` how it is. After the warm-up (the
caches fill, the code has been everywhere once) a straight line is laid through what was measured:
its slope is told in KiB for each thousand updates, so that a faster machine is not judged harder.

How much is an hour? Russia's official bots took 13.7 million messages in three years, 0.145 a
second for 146 million people: 3.6 an hour for a town of a million. The busiest hour is taken for
20 times that, 72 complaints; at nine updates each, 650 updates.

Ends with 1 if memory grows, a task or a descriptor is left over, or the outbox does not drain.
"""

import asyncio
import contextlib
import itertools
import random
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

import typer
from prometheus_client.parser import text_string_to_metric_families
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bots.sandbox.identity import TELEGRAM, VK, Door
from tests.process.house import House, built
from tests.process.keeper import Nursery, nursery
from tests.process.operators import Office, Operator
from tests.process.play import CHATS, TO_BE_GIVEN
from tests.process.players import Scene
from tests.process.residents import ANSWERED, ASKED, Resident
from tests.process.words import Ledger

UPDATES_AN_HOUR = 650
"""Of a town of a million in its busiest hour, see above."""

SAMPLED_EVERY = 3.0
"""Seconds."""

WARM_UP = 0.4
"""The share of the run that is not judged."""

GROWTH_AT_MOST = 512.0
"""KiB for each thousand updates: half a kilobyte an update. What is kept of every update would
be more: an update alone is one."""

LEFT_AT_MOST = 3
"""Tasks or descriptors more at the end, at rest, than in the middle of the work."""

FIRST = 20_000
OPERATOR = 11_001

console = Console(width=None if sys.stdout.isatty() else 110)


@dataclass(frozen=True, slots=True)
class Sample:
    """How the process is. Memory in KiB; ``tasks`` is None where it does not tell."""

    at: float
    updates: float
    memory: float
    descriptors: float
    outbox: float
    tasks: float | None


@dataclass
class Soak:
    samples: list[Sample] = field(default_factory=list)
    complaints: int = 0
    seconds: float = 0.0
    failures: list[str] = field(default_factory=list)

    @property
    def judged(self) -> list[Sample]:
        return self.samples[int(len(self.samples) * WARM_UP) :]

    @property
    def growth(self) -> float:
        """KiB for each thousand updates: the slope of the least squares."""
        told = self.judged
        mean_x = sum(one.updates for one in told) / len(told)
        mean_y = sum(one.memory for one in told) / len(told)
        spread = sum((one.updates - mean_x) ** 2 for one in told)
        if not spread:
            return 0.0
        return 1000 * sum((one.updates - mean_x) * (one.memory - mean_y) for one in told) / spread


async def ask(house: House, port: int) -> Sample:
    """Ask the process itself."""
    async with house.session.get(f"http://127.0.0.1:{port}/metrics") as answer:
        text = await answer.text()
    sums: dict[str, float] = {}
    for family in text_string_to_metric_families(text):
        for one in family.samples:
            sums[one.name] = sums.get(one.name, 0.0) + one.value
    return Sample(
        time.monotonic(),
        sums.get("paradnaya_updates_total", 0.0),
        sums["process_resident_memory_bytes"] / 1024,
        sums["process_open_fds"],
        sums.get("paradnaya_outbox_messages", 0.0),
        sums.get("paradnaya_tasks"),
    )


WORDS = ("/help", "/new", "Во дворе не горит фонарь", "/cancel", "/my", "спасибо")
"""What people say who complain of nothing."""

OPEN_AT_MOST = 6
"""Complaints under way in the whole town: an agency's group in Telegram takes 20 messages a
minute, and the process is to be kept busy."""


@dataclass
class Seat(Resident):
    """Talks; complains when the agencies have time, and is content with what they answer."""

    town: set["Seat"] = field(default_factory=set)
    """Who has a complaint under way."""

    __hash__ = object.__hash__

    async def live(self) -> None:
        await self.scene.house.act("person", door=self.door, id=self.number, name=self.name)
        while not self.scene.closing:
            if self._is_answered():
                await self._turn()
            elif self not in self.town and len(self.town) < OPEN_AT_MOST:
                self.town.add(self)
                await self._complain()
            else:
                await self._talk()
            if all(one.closed for one in self.tickets.values()):
                self.town.discard(self)

    def _is_answered(self) -> bool:
        return self._found(ASKED) is not None or self._found(ANSWERED) is not None

    async def _talk(self) -> None:
        """Say something; there is always an answer."""
        words = self.chance.choice(WORDS)
        await self.do("say", text=words)
        await self.until(lambda: next(self.said(new=True, back=5), None), f"an answer to {words!r}")


async def soak(
    folder: Path, keeper: Nursery, minutes: float, seats: int, seed: int, tell: Callable[[], None]
) -> Soak:
    result, port = Soak(), free_port()
    chance = random.Random(seed)  # noqa: S311  because it only chooses what people do
    async with built(folder) as house:
        house.environment["PARADNAYA_WEB__PORT"] = str(port)
        house.environment["PARADNAYA_FLOOD"] = "false"  # these people never rest
        await keeper.serve(house)
        await house.until(house.knows_where_vk_is, "the first connection to VK")
        for number, (door, chat, agency) in enumerate(CHATS):
            await house.bind_chat(door, chat, agency, [OPERATOR + number])

        async def nothing() -> None:
            return None

        scene = Scene(house, Ledger(), nothing, patience=120.0)
        playing = [asyncio.create_task(work) for work in _everybody(scene, seats, chance)]
        started = time.monotonic()
        while time.monotonic() < started + minutes * 60:
            await asyncio.sleep(SAMPLED_EVERY)
            result.samples.append(await ask(house, port))
            tell()
            if any(task.done() for task in playing):
                break
        scene.closing = True
        await _end(playing, result)
        with contextlib.suppress(AssertionError):
            await house.at_rest()
        result.seconds = time.monotonic() - started
        last = await ask(house, port)
        result.complaints = int(house.rows("SELECT count(*) FROM tickets")[0][0])
        await keeper.stop()
    _judge(result, last)
    return result


async def _end(playing: list["asyncio.Task[None]"], result: Soak) -> None:
    """Residents come to an end by themselves, operators are sent home."""
    done, _ = await asyncio.wait(playing, timeout=20)
    for task in playing:
        task.cancel()
    await asyncio.gather(*playing, return_exceptions=True)
    result.failures += [str(task.exception()) for task in done if task.exception() is not None]


def _everybody(
    scene: Scene, seats: int, chance: random.Random
) -> Iterator[Coroutine[Any, Any, None]]:
    doors: Iterator[Door] = itertools.cycle((TELEGRAM, VK, VK))
    town: set[Seat] = set()
    for number, door in zip(range(seats), doors, strict=False):
        person = FIRST + number
        name = f"Житель {number}"
        yield Seat(scene, door, person, person, _derived(chance), name=name, town=town).live()
    shared = Office()
    for number, (door, chat, agency) in enumerate(CHATS):
        office = Office(agency == "zur", TO_BE_GIVEN)
        person = OPERATOR + number
        yield Operator(scene, door, chat, person, _derived(chance), office, shared).work()


def _derived(chance: random.Random) -> random.Random:
    return random.Random(chance.random())  # noqa: S311  because it only chooses what people do


def _judge(result: Soak, last: Sample) -> None:
    if len(result.judged) < 3:
        result.failures.append("too short to judge: at least half a minute is needed")
        return
    if result.growth > GROWTH_AT_MOST:
        result.failures.append(f"memory grows by {result.growth:.0f} KiB a thousand updates")
    if last.outbox:
        result.failures.append(f"{last.outbox:.0f} messages are left in the outbox")
    middle = result.judged[0]
    if last.descriptors > middle.descriptors + LEFT_AT_MOST:
        result.failures.append(f"descriptors: {middle.descriptors:.0f} → {last.descriptors:.0f}")
    if middle.tasks is None or last.tasks is None:
        result.failures.append("the process does not tell its tasks (paradnaya_tasks)")
    elif last.tasks > middle.tasks + LEFT_AT_MOST:
        result.failures.append(f"tasks: {middle.tasks:.0f} → {last.tasks:.0f}")
    result.samples.append(replace(last))


def free_port() -> int:
    with contextlib.closing(socket.socket()) as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def table(result: Soak) -> Table:
    made = Table(title="Soak: the real process, how it is over time")
    for name in ("minute", "updates", "memory, MiB", "tasks", "descriptors", "outbox"):
        made.add_column(name, justify="right")
    first = result.samples[0].at
    step = max(1, len(result.samples) // 12)
    for one in [*result.samples[::step], result.samples[-1]]:
        made.add_row(
            f"{(one.at - first) / 60:.1f}",
            f"{one.updates:.0f}",
            f"{one.memory / 1024:.1f}",
            "—" if one.tasks is None else f"{one.tasks:.0f}",
            f"{one.descriptors:.0f}",
            f"{one.outbox:.0f}",
        )
    return made


def main(
    minutes: Annotated[float, typer.Option(help="How long people go on.")] = 5.0,
    seats: Annotated[int, typer.Option(help="Residents at once.")] = 30,
    seed: Annotated[int, typer.Option(help="Of what people do.")] = 1,
) -> None:
    """Let a town talk to the bot for a while; look whether anything piles up in it."""

    async def run(folder: Path) -> Soak:
        total = int(minutes * 60 / SAMPLED_EVERY)
        with Progress(console=console, disable=not console.is_terminal) as progress:
            task = progress.add_task("soak", total=total)
            async with nursery() as keeper:
                return await soak(
                    folder, keeper, minutes, seats, seed, lambda: progress.advance(task)
                )

    with tempfile.TemporaryDirectory() as folder:
        result = asyncio.run(run(Path(folder)))
    console.print(table(result))
    updates = result.samples[-1].updates
    console.print(
        f"{result.complaints} complaints, {updates:.0f} updates in {result.seconds:.0f} s: "
        f"{updates / UPDATES_AN_HOUR:.1f} busiest hours of a town of a million. "
        f"Memory after the warm-up: {result.growth:+.0f} KiB a thousand updates "
        f"(at most {GROWTH_AT_MOST:.0f})."
    )
    for failure in result.failures:
        console.print(f"✗ {failure}", markup=False, style="red")
    if result.failures:
        raise typer.Exit(1)
    console.print("Nothing piles up.", style="green")


if __name__ == "__main__":
    typer.run(main)
