"""Who kills the bot and starts it again, and keeps the moments of it.

A kill is SIGKILL: the process ends between two instructions, whatever it was doing.
"""

import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from .house import House, plain_environment

ROOT = Path(__file__).parents[2]

SOON = 0.3
"""Seconds after an act within which the kill falls."""

PAUSE = (0.2, 1.8)
"""Seconds between a start and the act that calls for the next kill."""

AGAIN = 0.2
"""The share of kills that are followed by another one while the bot is starting."""

STARTING = 0.8
"""Seconds that a start takes, about: within them falls the second kill."""


@dataclass
class Nursery:
    """Bots, each a process of its own, forked where the libraries are imported already."""

    process: "subprocess.Popen[bytes]"
    house: House | None = None
    bots: list[int] = field(default_factory=list)
    kills: list[tuple[float, int]] = field(default_factory=list)
    """The moments, unix seconds, and which process it was."""
    changing: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def order(self, **order: object) -> int:
        return await asyncio.to_thread(self._order, json.dumps(order).encode() + b"\n")

    def _order(self, line: bytes) -> int:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(line)
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    async def serve(self, house: House, workers: int = 1) -> None:
        """Start bots for this house; what was before is forgotten."""
        self.house, self.kills = house, []
        for _ in range(workers):
            await self.start()

    async def start(self, **settings: str) -> None:
        """Start a bot with these settings beside the house's."""
        assert self.house is not None
        folder = self.house.folder
        environment = {**self.house.environment, **settings}
        bot = await self.order(start=environment, folder=str(folder), log=str(folder / "log"))
        self.bots.append(bot)

    async def stop(self) -> None:
        for bot in list(self.bots):
            await self._end(bot)

    async def kill(self, bot: int | None = None) -> None:
        """Kill a bot now, the first unless it is named, and start another at once."""
        async with self.changing:
            killed = self.bots[0] if bot is None else bot
            self.kills.append((time.time(), killed))
            await self._end(killed)
            await self.start()

    async def retire(self, bot: int) -> float:
        """End a bot in order, and start another when it has ended; the moment it was told to."""
        async with self.changing:
            told = time.time()
            os.kill(bot, signal.SIGTERM)
            self.bots.remove(bot)
            assert await self.order(wait=bot) == 0, "the bot did not end in order"
            await self.start()
        return told

    async def _end(self, bot: int) -> None:
        os.kill(bot, signal.SIGKILL)
        self.bots.remove(bot)
        assert await self.order(wait=bot) == -signal.SIGKILL, "the bot had ended by itself"


@contextlib.asynccontextmanager
async def nursery(root: Path = ROOT) -> AsyncIterator[Nursery]:
    """``root`` is the tree whose bot is started."""
    made = Nursery(await asyncio.to_thread(_forking, root))
    try:
        yield made
        await made.stop()
    except BaseException:
        # Who knows what it was doing.
        made.process.kill()
        made.process.wait()
        _forking.cache_clear()
        for bot in made.bots:
            os.kill(bot, signal.SIGKILL)
        raise


@cache
def _forking(root: Path) -> "subprocess.Popen[bytes]":
    """What forks bots, for all plays of a run one after another. It ends with this process."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.process.nursery"],
        cwd=root, env=plain_environment(), stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdout is not None
    assert process.stdout.readline() == b"ready\n"
    return process


def first(chance: random.Random) -> None:
    """Where there is one bot, it."""


class Reaper:
    """Kills the bot ``times`` times: after some act, up to 0.3 s later; at times again at once.

    ``acted`` is to be called after each act of anybody. ``whom`` says which bot is next.
    """

    def __init__(
        self,
        keeper: Nursery,
        chance: random.Random,
        times: int,
        whom: Callable[[random.Random], int | None] = first,
    ) -> None:
        self._keeper = keeper
        self._chance = chance
        self._times = times
        self._whom = whom
        self._acted = asyncio.Event()
        self._work: asyncio.Task[None] | None = None

    @property
    def left(self) -> int:
        return self._times - len(self._keeper.kills)

    async def acted(self) -> None:
        self._acted.set()

    def begin(self) -> "asyncio.Task[None]":
        self._work = asyncio.create_task(self._run())
        return self._work

    async def end(self) -> None:
        """Kill no more. The bot is left running, never between a kill and a start."""
        assert self._work is not None
        async with self._keeper.changing:
            self._work.cancel()
        await asyncio.gather(self._work, return_exceptions=True)

    async def _run(self) -> None:
        while self.left > 0:
            await asyncio.sleep(self._chance.uniform(*PAUSE))
            self._acted.clear()
            await self._acted.wait()
            await asyncio.sleep(self._chance.uniform(0, SOON))
            await self._keeper.kill(self._whom(self._chance))
            while self.left > 0 and self._chance.random() < AGAIN:
                await asyncio.sleep(self._chance.uniform(0, STARTING))
                await self._keeper.kill(self._whom(self._chance))
