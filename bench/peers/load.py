"""The crowd that every contestant faces, and how it is told to begin: JSON lines.

    → {"ready": true, "versions": {…}}                        the process is up
    ← {"people": 200, "complaints": 400, "folder": "/…"}      one run, on a fresh folder
    → {"done": 37}                                            progress, at most ten a second
    → {"updates": 3600, "seconds": …, "p50": …, "p99": …, "commits": …}   figures, or {"error": …}
    ← (end of input)                                          the process ends

Each person sends the next update when the reply to the last was handed to the messenger, and
stays until there are no complaints left to file. A latency is that wait; the clock of a run
goes from the first update to the end of the last one's handling. Standard library only: this
runs in every contestant's environment.
"""

import asyncio
import gc
import json
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

FIRST = 5_000_000
"""The number of the first person."""
COLLECTED_AFTER = (100_000, 20, 50)
"""As Парадная has it: every contestant gets the collector's quick setting."""
PATIENCE = 20.0
"""Seconds without any reply to anybody after which a run is called off."""


class Contestant(Protocol):
    """A bot, open and at work."""

    learns: bool
    """Whether a button's data is known only when it was shown: else all updates are made before."""

    def act(self, act: int, person: int) -> bytes:
        """The raw update by which this person does the act (0 to 8)."""

    async def feed(self, raw: bytes) -> None:
        """Take one raw update, as the library's receiver would; ends with its handling."""

    def commits(self) -> int | None:
        """How many transactions were made durable until now; None where nothing counts them."""

    async def tickets(self) -> int:
        """How many complaints are kept."""


class Replies:
    """Who waits for a reply. The stub of the messenger calls `handed`."""

    def __init__(self) -> None:
        self._waiting: dict[int, asyncio.Future[None]] = {}

    def expect(self, person: int) -> "asyncio.Future[None]":
        """A future that the next reply to this person completes."""
        self._waiting[person] = future = asyncio.get_running_loop().create_future()
        return future

    def handed(self, person: int) -> None:
        """A reply to this person has reached the messenger; further ones of the turn are free."""
        if waits := self._waiting.pop(person, None):
            waits.set_result(None)


Opening = Callable[[Path, Replies], AbstractAsyncContextManager[Contestant]]


@dataclass(frozen=True, slots=True)
class Order:
    people: int
    complaints: int
    folder: Path
    acts: tuple[int, int] = (0, 9)
    """The first act and the one after the last."""


@dataclass(slots=True)
class Crowd:
    contestant: Contestant
    replies: Replies
    order: Order
    latencies: list[float] = field(default_factory=list)
    done: int = 0
    _said: list[list[bytes]] = field(default_factory=list)
    _last_word: float = 0.0

    async def run(self) -> dict[str, Any]:
        """Play the order; return its figures."""
        order, before = self.order, self.contestant.commits()
        left = iter(range(order.complaints))
        if not self.contestant.learns:
            self._said = [self._acts(FIRST + number) for number in range(order.complaints)]
        gc.collect()
        gc.freeze()
        started = time.perf_counter()
        people = min(order.people, order.complaints)
        seats = asyncio.gather(*(self._reside(left) for _ in range(people)))
        watching = asyncio.create_task(self._watch(seats))
        try:
            await seats
        except asyncio.CancelledError:
            raise Unfinished(f"nobody was answered for {PATIENCE:.0f} s") from None
        seconds = time.perf_counter() - started
        watching.cancel()
        after = self.contestant.commits()
        kept = await self.contestant.tickets()
        if order.acts[1] == 9 and kept != order.complaints:
            raise Unfinished(f"{order.complaints} complaints became {kept} tickets")
        ordered = sorted(self.latencies)
        return {
            "updates": len(ordered),
            "seconds": seconds,
            "p50": ordered[len(ordered) // 2] * 1000,
            "p99": ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))] * 1000,
            "commits": None if after is None or before is None else after - before,
        }

    def _acts(self, person: int) -> list[bytes]:
        return [self.contestant.act(act, person) for act in range(*self.order.acts)]

    async def _reside(self, left: Iterator[int]) -> None:
        """One seat: somebody new files a complaint, then the next, while there are some left."""
        clock, contestant, replies = time.perf_counter, self.contestant, self.replies
        for number in left:
            person = FIRST + number
            handling: list[asyncio.Task[None]] = []
            for place, act in enumerate(range(*self.order.acts)):
                raw = (
                    contestant.act(act, person) if contestant.learns else self._said[number][place]
                )
                reply = replies.expect(person)
                started = clock()
                handling.append(asyncio.create_task(contestant.feed(raw)))
                await reply
                self.latencies.append(clock() - started)
            await asyncio.gather(*handling)
            self._tell()

    async def _watch(self, seats: "asyncio.Future[list[None]]") -> None:
        """Call the run off when nobody was answered for a long time."""
        seen = -1
        while seen != (seen := len(self.latencies)):
            await asyncio.wait([seats], timeout=PATIENCE)
        seats.cancel()

    def _tell(self) -> None:
        self.done += 1
        if (now := time.monotonic()) - self._last_word > 0.1:
            self._last_word = now
            say({"done": self.done})


class Unfinished(Exception):
    """The crowd could not file its complaints."""


def say(line: dict[str, Any]) -> None:
    _out.write(json.dumps(line) + "\n")
    _out.flush()


_out = sys.stdout


async def play(opening: Opening, order: Order) -> dict[str, Any]:
    replies = Replies()
    async with opening(order.folder, replies) as contestant:
        return await Crowd(contestant, replies, order).run()


def serve(opening: Opening, packages: tuple[str, ...]) -> None:
    """Answer orders until the input ends."""
    global _out
    _out, sys.stdout = sys.stdout, sys.stderr  # what a library prints must not look like figures
    gc.set_threshold(*COLLECTED_AFTER)
    say({"ready": True, "versions": {name: version(name) for name in packages}})
    for line in sys.stdin:
        raw = json.loads(line)
        order = Order(
            raw["people"], raw["complaints"], Path(raw["folder"]), tuple(raw.get("acts", (0, 9)))
        )
        try:
            say(run(play(opening, order)))
        except Exception as error:  # noqa: BLE001  because the runner says what broke
            say({"error": f"{type(error).__name__}: {error}"})


def run(work: Any) -> Any:
    """Under uvloop where the environment has it."""
    try:
        import uvloop
    except ImportError:
        return asyncio.run(work)
    return uvloop.run(work)
