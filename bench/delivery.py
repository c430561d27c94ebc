"""How fast the outbox empties: at the messengers' pace, past a broadcast, and without any pace.

    make delivery
    make delivery DELIVERY="--seconds 60 --postgresql postgresql+asyncpg://…"

* At the pace: a full outbox is carried through the real courier and the real doors, down to where
  a connection would be opened; there each request is noted with its moment. ``busiest`` is the
  fullest second that there is, wherever it begins. Then again while the loop is held up by chance
  for 0.2–1.5 s (seeded): nobody can send then, so that pace is told of the time that was left.
* A reply against a broadcast of 100,000: from the beginning of its unit of work to the messenger.
* Without a pace: rows are found, as many as the courier has ahead of it at most, handed on 32 at a
  time, and written down with durable commits, as what is sent is written down while more is found.

Ends with 1 if what is required is not met.
"""

import asyncio
import contextlib
import gc
import itertools
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

import structlog
import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bots.app import COLLECTED_AFTER
from bots.delivery.courier import AHEAD, UNDER_WAY, Courier
from bots.doors.door import Door
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.bundle import REQUESTS
from bots.doors.vk.door import VkDoor
from bots.loop import run
from core.messages import Lane, Message, Outgoing
from core.outbox import Sent, Waiting
from core.people import Peer
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store

from .growth import server
from .noting import telegram_without_connection, vk_without_connection
from .stubs import NoFiles

PACE_AT_LEAST = 0.995
REPLY_AT_MOST = 1.0
"""Seconds."""
ROWS_AT_LEAST = 20_000
"""A second."""
PORTION = 32
BROADCAST = 100_000
STALL = (0.2, 1.5)
"""Seconds for which the loop is held up."""

console = Console(width=None if sys.stdout.isatty() else 120)


@dataclass
class Noted:
    """Moments of requests, of a clock that only goes forward, and how many people each was for."""

    at: list[float] = field(default_factory=list)
    people: int = 0

    def note(self, people: int) -> None:
        self.at.append(time.perf_counter())
        self.people += people

    @property
    def busiest(self) -> int:
        """Requests in the fullest second."""
        most = first = 0
        for last, moment in enumerate(self.at):
            while moment - self.at[first] >= 1:
                first += 1
            most = max(most, last - first + 1)
        return most

    def share(self, rate: float, lost: float = 0.0) -> float:
        """Of the pace, in the time that was left."""
        return (len(self.at) - 1) / (self.at[-1] - self.at[0] - lost) / rate


@dataclass
class Line:
    """What was measured; ``enough``: None where nothing is required."""

    what: str
    figures: str
    required: str
    enough: bool | None


def to(door: str, chat: int, text: str, lane: Lane = Lane.BROADCAST) -> Outgoing:
    return Outgoing(Peer(door, chat), Message(text), lane)


def _whole(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return (outgoing,)


async def _never_lost(peer: Peer, private: bool, why: str) -> None:
    raise AssertionError(peer, private, why)


@contextlib.asynccontextmanager
async def opened(url: str, holder: str | None = None) -> AsyncIterator[Store]:
    database = Database(url)
    try:
        await migrate(database)
        yield Store(database, _whole, holder=holder)
    finally:
        await database.close()


async def fill(store: Store, rows: Iterator[Outgoing]) -> None:
    while portion := list(itertools.islice(rows, 2_000)):
        async with store.unit() as unit:
            for one in portion:
                unit.send(one)
            await unit.commit()


@contextlib.asynccontextmanager
async def carried(door: Door, store: Store) -> AsyncIterator[Courier]:
    courier = Courier(door, store, store, NoFiles(), _never_lost)
    running = asyncio.create_task(courier.run())
    try:
        yield courier
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await door.close()


async def _held_up(seed: int, lost: list[float]) -> None:
    """Hold the loop up every few seconds."""
    chance = random.Random(seed)  # noqa: S311  because the same stalls are wanted each time
    while True:
        await asyncio.sleep(chance.uniform(1.0, 4.0))
        lost.append(chance.uniform(*STALL))
        time.sleep(lost[-1])  # noqa: ASYNC251  because to hold the loop up is what is wanted


async def drain(
    store: Store,
    door: Door,
    noted: Noted,
    rows: list[Outgoing],
    progress: Progress,
    *,
    held_up: bool,
) -> float:
    """Empty a full outbox; the seconds for which the loop was held up meanwhile."""
    await fill(store, iter(rows))
    task = progress.add_task(f"{door.name}{', held up' if held_up else ''}", total=len(rows))
    lost: list[float] = []
    async with carried(door, store):
        holding = asyncio.create_task(_held_up(1, lost)) if held_up else None
        while noted.people < len(rows):
            await asyncio.sleep(0.1)
            progress.update(task, completed=noted.people)
        if holding is not None:
            holding.cancel()
    return sum(lost)


async def pace(place: Path, seconds: float, progress: Progress, *, held_up: bool) -> list[Line]:
    noted = Noted()
    telegram: TelegramDoor = telegram_without_connection(noted.note)
    rate = telegram.limits.pace.everyone
    rows = [to("telegram", chat, f"{chat}") for chat in range(1, int(rate * seconds))]
    name = f"t{held_up}.db"
    async with opened(f"sqlite+aiosqlite:///{place / name}") as store:
        lost = await drain(store, telegram, noted, rows, progress, held_up=held_up)
    lines = [_paced("Telegram, messages", noted, rate, lost, held_up=held_up)]
    noted = Noted()
    vk: VkDoor = vk_without_connection(noted.note)
    alike = [to("vk", chat, f"{chat}") for chat in range(1, int(REQUESTS * 25 * seconds * 0.9))]
    async with opened(f"sqlite+aiosqlite:///{place / ('v' + name)}") as store:
        lost = await drain(store, vk, noted, alike, progress, held_up=held_up)
    lines.append(_paced("VK, requests, every text another", noted, REQUESTS, lost, held_up=held_up))
    return lines


def _paced(what: str, noted: Noted, rate: float, lost: float, *, held_up: bool) -> Line:
    share = noted.share(rate, lost)
    figures = f"{share:.2%} of {rate:.0f}/s, busiest second {noted.busiest}"
    figures += f"; {noted.people / (noted.at[-1] - noted.at[0]):.0f} messages/s"
    enough = share >= PACE_AT_LEAST and noted.busiest <= rate
    if held_up:
        what += f" (loop held up {lost:.1f} s of {noted.at[-1] - noted.at[0]:.0f})"
    return Line(what, figures, f"≥ {PACE_AT_LEAST:.1%}, ≤ {rate:.0f} in any second", enough)


async def announcement(place: Path, progress: Progress, people: int = 20_000) -> Line:
    """One text for many through VK."""
    noted = Noted()
    vk = vk_without_connection(noted.note)
    rows = [to("vk", chat, "Завтра не будет воды") for chat in range(1, people + 1)]
    async with opened(f"sqlite+aiosqlite:///{place / 'all.db'}") as store:
        await drain(store, vk, noted, rows, progress, held_up=False)
    seconds = noted.at[-1] - noted.at[0]
    figures = f"{noted.people} people in {seconds:.1f} s, {len(noted.at)} requests"
    figures += f", {noted.people / seconds:.0f} messages/s, busiest second {noted.busiest}"
    enough = noted.busiest <= REQUESTS
    return Line("VK, one text for all", figures, f"≤ {REQUESTS} requests in any second", enough)


async def overtaking(place: Path, progress: Progress, times: int = 5) -> Line:
    """A reply against a broadcast of thousands."""
    arrived, moments = asyncio.Event(), list[float]()
    door = telegram_without_connection(lambda _: None)
    deliver = door.deliver

    async def noting(outgoing: Outgoing, token: int) -> str:
        if outgoing.lane is Lane.REPLY:
            moments.append(time.perf_counter())
            arrived.set()
        return await deliver(outgoing, token)

    door.deliver = noting  # type: ignore[method-assign]  # because the moment is wanted
    waited = []
    task = progress.add_task(f"a reply against {BROADCAST:,}", total=times)
    async with opened(f"sqlite+aiosqlite:///{place / 'overtaking.db'}") as store:
        await fill(store, (to("telegram", chat, "всем") for chat in range(1, BROADCAST + 1)))
        async with carried(door, store) as courier:
            for number in range(times):
                await asyncio.sleep(1.5)
                begun = time.perf_counter()
                await fill(
                    store, iter([to("telegram", 900_000 + number, f"ответ {number}", Lane.REPLY)])
                )
                courier.call()
                await asyncio.wait_for(arrived.wait(), 60)
                arrived.clear()
                waited.append(moments[-1] - begun)
                progress.advance(task)
    figures = f"{min(waited) * 1000:.0f}–{max(waited) * 1000:.0f} ms"
    what = f"a reply against a broadcast of {BROADCAST:,} (Telegram)"
    return Line(what, figures, f"≤ {REPLY_AT_MOST:.0f} s", max(waited) <= REPLY_AT_MOST)


async def throughput(kind: str, url: str, rows: int, progress: Progress) -> Line:
    """Rows found, handed to a messenger that is not there, a portion at a time, and written down
    as sent, without any pace. What was sent while the disk was waited for is written together."""
    task = progress.add_task(f"{kind}, without a pace", total=rows)
    sent: list[Sent] = []
    busy: set[int] = set()
    done = 0

    async def write_down() -> None:
        nonlocal done
        while outcomes := sent[:]:
            sent.clear()
            await store.settle(outcomes)
            store.ended(one.waiting.id for one in outcomes)
            busy.difference_update(one.waiting.outgoing.peer.chat for one in outcomes)
            done += len(outcomes)
            progress.update(task, completed=done)

    gc.collect()  # what earlier measurements left is no part of this one
    gc.freeze()
    gc.set_threshold(*COLLECTED_AFTER)  # as the bot has it
    async with opened(url, "bench" if kind == "postgresql" else None) as store:
        await fill(store, (to("telegram", chat, f"{chat}") for chat in range(1, rows + 1)))
        writing = asyncio.create_task(write_down())
        begun = time.perf_counter()
        while found := await store.ready("telegram", AHEAD, busy):
            store.begun(one.id for one in found)
            busy.update(one.outgoing.peer.chat for one in found)
            for at in range(0, len(found), PORTION):
                sent += await _taken(found[at : at + PORTION])
                if writing.done():
                    writing = asyncio.create_task(write_down())
            if len(busy) > UNDER_WAY - AHEAD:  # no more is claimed than a courier has under way
                await writing
        await writing
        await write_down()
        seconds = time.perf_counter() - begun
    assert done == rows, done  # noqa: S101  because a row that was passed over makes the rest a lie
    rate = done / seconds
    figures = f"{rate:,.0f} messages/s ({seconds / done * PORTION * 1000:.2f} ms a portion)"
    what = f"outbox without a pace, {PORTION} at a time, {kind}"
    return Line(what, figures, f"≥ {ROWS_AT_LEAST:,}/s", rate >= ROWS_AT_LEAST)


async def _taken(portion: list[Waiting]) -> list[Sent]:
    """A messenger that takes everything at once."""
    await asyncio.sleep(0)
    return [Sent(one, str(one.id)) for one in portion]


async def _all(place: Path, seconds: float, rows: int, postgresql: str) -> list[Line]:
    with Progress(console=console, transient=True) as progress:
        lines = await pace(place, seconds, progress, held_up=False)
        lines += await pace(place, seconds, progress, held_up=True)
        lines.append(await announcement(place, progress))
        lines.append(await overtaking(place, progress))
        here = f"sqlite+aiosqlite:///{place / 'throughput.db'}"
        lines.append(await throughput("sqlite", here, rows, progress))
        lines.append(await throughput("postgresql", postgresql, rows, progress))
    return lines


def main(
    seconds: Annotated[float, typer.Option(help="Of each drain at the pace.")] = 20,
    rows: Annotated[int, typer.Option(help="Rows without a pace.")] = 16_000,
    postgresql: Annotated[str, typer.Option(help="An empty database; else one is started.")] = "",
    folder: Annotated[Path | None, typer.Option(help="On which disk; else the temporary.")] = None,
) -> None:
    """Measure how fast the outbox empties."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    with tempfile.TemporaryDirectory(dir=folder) as place:
        there = postgresql or server(Path(place))
        lines = run(_all(Path(place), seconds, rows, there))
    table = Table(title="Delivery")
    for name in ("what", "measured", "required", ""):
        table.add_column(name)
    for line in lines:
        table.add_row(line.what, line.figures, line.required, "yes" if line.enough else "NO")
    console.print(table)
    if not all(line.enough for line in lines):
        raise typer.Exit(1)


if __name__ == "__main__":
    typer.run(main)
