"""Work that one worker alone does: it ends before the lease does, and goes on elsewhere.

In virtual time; the leases are the database's in small.
"""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import pytest
from prometheus_client import REGISTRY

from bots.workers.leasing import LASTS, LOOKED_FOR_EVERY, Leaseholder
from core.leases import Lease, Overtaken
from core.work import Unavailable

from .virtual_time import at_once, later

NAME = "watch"


@dataclass
class Shelf:
    """Where the leases lie. ``away``: the database does not answer this worker."""

    seconds: float = LASTS
    epoch: int = 0
    until: float = 0.0
    away: bool = False
    silent: bool = False

    async def take(self, name: str) -> Lease | None:
        await self._reach()
        if self._now() < self.until:
            return None
        self.epoch, self.until = self.epoch + 1, self._now() + self.seconds
        return Lease(name, self.epoch)

    async def renew(self, lease: Lease) -> bool:
        await self._reach()
        if lease.epoch != self.epoch:
            return False
        self.until = self._now() + self.seconds
        return True

    async def release(self, lease: Lease) -> None:
        await self._reach()
        if lease.epoch == self.epoch:
            self.until = self._now()

    async def _reach(self) -> None:
        if self.away:
            raise Unavailable("away")
        if self.silent:
            await asyncio.Event().wait()

    def _now(self) -> float:
        return asyncio.get_running_loop().time()


@dataclass
class Diary:
    """When somebody worked, by the loop's seconds; a stretch without an end goes on."""

    stretches: list[tuple[int, float, float | None]] = field(default_factory=list)

    async def work(self, lease: Lease) -> None:
        time = asyncio.get_running_loop().time
        at = len(self.stretches)
        self.stretches.append((lease.epoch, time(), None))
        try:
            await asyncio.Event().wait()
        finally:
            epoch, began, _ = self.stretches[at]
            self.stretches[at] = (epoch, began, time())


def play(scene: Callable[[], Awaitable[None]]) -> None:
    async def run() -> None:
        await scene()

    at_once(run())


async def _cancelled(task: "asyncio.Task[None]") -> None:
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


def test_work_goes_on_for_as_long_as_the_lease_is_renewed() -> None:
    async def scene() -> None:
        diary, holder = Diary(), Leaseholder(Shelf())
        working = asyncio.create_task(holder.hold(NAME, diary.work))
        await later(3600)
        assert holder.held == [NAME]
        assert [(epoch, end) for epoch, _, end in diary.stretches] == [(1, None)]
        await _cancelled(working)

    play(scene)


def test_a_killed_workers_lease_passes_on_within_seven_seconds() -> None:
    async def scene() -> None:
        shelf, time = Shelf(), asyncio.get_running_loop().time
        first, second = Diary(), Diary()
        killed = asyncio.create_task(Leaseholder(shelf).hold(NAME, first.work))
        await later(100)
        waiting = asyncio.create_task(Leaseholder(shelf).hold(NAME, second.work))
        await later(100)
        assert second.stretches == []
        at = time()
        await _cancelled(killed)  # as after kill -9: it gives nothing back
        await later(60)
        ((_, began, _),) = second.stretches
        assert began - at <= LASTS + LOOKED_FOR_EVERY + 0.1
        await _cancelled(waiting)

    play(scene)


def test_a_worker_that_ends_gives_its_lease_back_when_all_is_written() -> None:
    async def scene() -> None:
        shelf, time = Shelf(), asyncio.get_running_loop().time
        first, second = Diary(), Diary()
        ending = Leaseholder(shelf)
        work = asyncio.create_task(ending.hold(NAME, first.work))
        waiting = asyncio.create_task(Leaseholder(shelf).hold(NAME, second.work))
        await later(100)
        await _cancelled(work)
        await later(2)  # it writes down what it heard
        assert (ending.held, second.stretches) == ([NAME], [])
        at = time()
        await ending.release()
        await later(1)
        ((_, began, _),) = second.stretches
        assert began - at <= LOOKED_FOR_EVERY + 0.1
        assert ending.held == []
        await _cancelled(waiting)

    play(scene)


@pytest.mark.parametrize("trouble", ["away", "silent"])
def test_a_worker_that_cannot_renew_has_stopped_before_another_begins(trouble: str) -> None:
    async def scene() -> None:
        shelf, time = Shelf(), asyncio.get_running_loop().time
        diary, holder = Diary(), Leaseholder(shelf)
        working = asyncio.create_task(holder.hold(NAME, diary.work))
        await later(101)
        setattr(shelf, trouble, True)
        ends = shelf.until
        await later(60)
        ((_, _, stopped),) = diary.stretches
        assert stopped is not None
        assert stopped < ends
        assert holder.held == []
        setattr(shelf, trouble, False)
        back = time()
        await later(60)
        epoch, began, end = diary.stretches[-1]
        assert (epoch, end) == (2, None)
        assert began - back < 2
        await _cancelled(working)

    play(scene)


def test_a_database_that_fails_for_a_moment_costs_nobody_the_lease() -> None:
    async def scene() -> None:
        shelf, diary = Shelf(), Diary()
        working = asyncio.create_task(Leaseholder(shelf).hold(NAME, diary.work))
        for _ in range(20):
            await later(10)
            shelf.away = True
            await later(2)
            shelf.away = False
        assert [end for _, _, end in diary.stretches] == [None]
        await _cancelled(working)

    play(scene)


def test_a_worker_that_is_told_it_was_overtaken_waits_for_its_next_turn() -> None:
    """So does the one that slept too long: its write is refused, and it asks no further."""

    async def scene() -> None:
        shelf, diary = Shelf(), Diary()
        refused = asyncio.Event()

        async def work(lease: Lease) -> None:
            if lease.epoch == 1:
                await refused.wait()
                raise Overtaken(lease)
            await diary.work(lease)

        working = asyncio.create_task(Leaseholder(shelf).hold(NAME, work))
        await later(1)
        refused.set()
        await later(LASTS + 2)
        assert [epoch for epoch, _, _ in diary.stretches] == [2]
        await _cancelled(working)

    play(scene)


def test_what_a_worker_holds_and_how_often_it_took_it_is_counted() -> None:
    def told(name: str) -> float | None:
        return REGISTRY.get_sample_value(name, {"lease": NAME})

    async def scene() -> None:
        taken, holder = told("paradnaya_leases_taken_total") or 0.0, Leaseholder(Shelf())
        working = asyncio.create_task(holder.hold(NAME, Diary().work))
        await later(1)
        assert told("paradnaya_lease_held") == 1
        assert told("paradnaya_leases_taken_total") == taken + 1
        await _cancelled(working)
        await holder.release()
        assert told("paradnaya_lease_held") == 0

    play(scene)


def test_a_mistake_in_the_work_is_no_lost_lease() -> None:
    async def scene() -> None:
        async def work(lease: Lease) -> None:
            await later(1)
            raise TimeoutError("of its own")

        with pytest.raises(TimeoutError, match="of its own"):
            await Leaseholder(Shelf()).hold(NAME, work)

    play(scene)
