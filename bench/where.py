"""Where an update's microseconds go: reading, the turn, its words, storage, sending.

    python -m bench.where
    python -m bench.where --door vk --residents 20

The town of :mod:`bench.complaints`, looked at every two milliseconds of processor time: what the
main thread has used since the last look is put down to the innermost part of the bot on its
stack. Unlike a profiler that is called at every call, it makes nothing slower that is called
often. Only processor time counts: how busy the machine is otherwise, and how long the disk takes,
makes no difference.
"""

import signal
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Annotated, Self

import structlog
import typer
from rich.console import Console
from rich.table import Table

from bots.loop import run

from .complaints import Result, measure

EVERY = 0.002
"""Seconds of processor time between two looks."""

PARTS = {
    "json/decoder.py": "parse",
    "bots/doors/telegram/reading": "parse",
    "bots/doors/telegram/shapes": "parse",
    "bots/doors/vk/reading": "parse",
    "bots/doors/vk/arrivals": "parse",
    "bots/doors/plain": "parse",
    "bots/doors/keepable": "parse",
    "dialogs/texts": "render",
    "dialogs/screens": "render",
    "dialogs/ticket/cards": "render",
    "dialogs/telling": "render",
    "bots/doors/layout": "render",
    "bots/doors/keyboards": "render",
    "bots/delivery/fitting": "render",
    "dialogs/": "turn",
    "bots/intake": "intake",
    "storage/": "storage",
    "bots/delivery/": "send",
    "bots/doors/": "send",
    "bench/": "bench",
}
"""The part by the path of a source file: the first that is in it. Where a file has none of them
(a library, core/), whoever called it is asked."""

LIBRARIES = "site-packages/"
REST = "loop"


class Looks:
    """Seconds of the main thread by part, while the context lasts."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = defaultdict(float)
        self._parts: dict[str, str] = {}
        self._last = 0.0

    def __enter__(self) -> Self:
        self._last = time.thread_time()
        signal.signal(signal.SIGPROF, self._look)
        signal.setitimer(signal.ITIMER_PROF, EVERY, EVERY)
        return self

    def __exit__(self, *why: object) -> None:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, signal.SIG_IGN)  # one may still be on its way

    def _look(self, number: int, frame: FrameType | None) -> None:
        del number
        now = time.thread_time()
        self.seconds[self._part(frame)] += now - self._last
        self._last = now

    def _part(self, frame: FrameType | None) -> str:
        while frame is not None:
            path = frame.f_code.co_filename
            part = self._parts.get(path)
            if part is None:
                part = self._parts[path] = _part_of(path)
            if part:
                return part
            frame = frame.f_back
        return REST


def _part_of(path: str) -> str:
    """The part; "" where whoever called is to be asked."""
    known = (part for name, part in PARTS.items() if name in path)
    return "" if LIBRARIES in path else next(known, "")


def table(found: list[tuple[Result, Looks]]) -> Table:
    made = Table(title="Processor time an update, µs (SQLite, fsynced)")
    made.add_column("part")
    for result, _ in found:
        made.add_column(f"{result.door}, {result.residents}", justify="right")

    def row(name: str, seconds: Callable[[Result, Looks], float]) -> None:
        figures = (seconds(result, looks) / result.updates * 1e6 for result, looks in found)
        made.add_row(name, *(f"{figure:.0f}" for figure in figures))

    for part in (*dict.fromkeys(PARTS.values()), REST):
        row(part, lambda _, looks, part=part: looks.seconds[part])  # type: ignore[misc]  # because a default has no type here
    row("database's thread", lambda result, looks: result.processor - sum(looks.seconds.values()))
    row("all", lambda result, _: result.processor)
    return made


def main(
    door: Annotated[list[str] | None, typer.Option(help="telegram, vk; both by default.")] = None,
    residents: Annotated[int, typer.Option(help="How many at once.")] = 200,
    complaints: Annotated[int, typer.Option(help="Complaints in each run.")] = 1000,
) -> None:
    """Say where the processor's time goes, part by part."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(40))
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for name in door or ("telegram", "vk"):
            looks = Looks()
            work = measure(name, residents, complaints, Path(folder), watched=looks)
            found.append((run(work), looks))
    Console().print(table(found))


if __name__ == "__main__":
    typer.run(main)
