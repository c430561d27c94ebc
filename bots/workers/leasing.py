"""Work that one worker at a time does: it is done under a lease.

Rules
-----
* The lease is renewed while the work goes on, and the work is ended before the lease is: a
  worker that cannot renew it (the database is away, the process was stopped for a while) must
  have stopped when another begins.
* Who sleeps through even that is stopped by the database: see :func:`storage.leases.prove`.
* Whoever has no lease looks for it twice a second: a worker that was killed is replaced when its
  lease ends, one that ends in order gives it back at once.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bots.metrics import LEASE, TAKEN
from bots.ports import Leases
from core.leases import Lease, Overtaken

log = structlog.get_logger()

LASTS = 6.0
"""Seconds that a lease lasts. With the look for it, another worker goes on within seven."""

RENEWED_EVERY, LOOKED_FOR_EVERY = 2.0, 0.5
"""Seconds: two renewals may fail before the work is ended."""

ASKED_WITHIN = 1.0
"""Seconds for the database's answer; then it is asked again, over another connection."""

EARLY = 1.0
"""Seconds before the end of the lease at which the work is ended: what it is doing ends too."""

GIVEN_BACK_WITHIN = 0.5
"""Seconds that a worker spends at its end to give a lease back."""

Work = Callable[[Lease], Awaitable[None]]


class Leaseholder:
    """Holds this worker's leases."""

    def __init__(self, leases: Leases) -> None:
        self._leases = leases
        self._held: dict[str, Lease] = {}
        self._over: list[Lease] = []
        """Held still, though the work under them has ended."""

    @property
    def held(self) -> Sequence[str]:
        """The names of the leases that this worker holds."""
        return sorted(self._held)

    async def hold(self, name: str, work: Work) -> None:
        """Do ``work`` whenever the lease is ours, until cancelled.

        The lease is kept then until :meth:`release`: something may be left to be written under
        it.
        """
        LEASE.labels(name).set(0)
        while True:
            lease, asked = await self._taken(name)
            self._note(lease)
            TAKEN.labels(name).inc()
            log.info("lease_taken", lease=name, epoch=lease.epoch)
            try:
                await self._do(work, lease, asked)
            except Overtaken:
                self._forget(lease)
                log.warning("lease_lost", lease=name, epoch=lease.epoch)
            except asyncio.CancelledError:
                self._over.append(lease)
                raise

    async def release(self) -> None:
        """Give back what is held of work that has ended: another worker goes on at once."""
        over, self._over = self._over, []
        await asyncio.gather(*(self._give_back(lease) for lease in over))

    async def _give_back(self, lease: Lease) -> None:
        self._forget(lease)
        try:
            async with asyncio.timeout(GIVEN_BACK_WITHIN):
                await self._leases.release(lease)
        except Exception as error:  # noqa: BLE001  because it ends by itself all the same
            log.warning("lease_not_released", lease=lease.name, why=repr(error))

    async def _taken(self, name: str) -> tuple[Lease, float]:
        """Wait until the lease is ours; when it was asked for, by the loop's clock."""
        time = asyncio.get_running_loop().time
        waits = False
        while True:
            asked = time()
            try:
                async with asyncio.timeout(ASKED_WITHIN):
                    lease = await self._leases.take(name)
                if lease is not None:
                    return lease, asked
                if not waits:
                    log.info("lease_elsewhere", lease=name)
                    waits = True
            except Exception as error:  # noqa: BLE001  because whatever it is, without a lease nothing is done
                log.warning("lease_not_asked", lease=name, why=repr(error))
            await asyncio.sleep(LOOKED_FOR_EVERY)

    async def _do(self, work: Work, lease: Lease, asked: float) -> None:
        """Do the work as long as the lease is ours. Raises Overtaken when it is not."""
        try:
            async with asyncio.timeout_at(self._end(asked)) as end:
                renewing = asyncio.create_task(self._renew(lease, end))
                try:
                    await work(lease)
                finally:
                    renewing.cancel()
        except TimeoutError:
            if not end.expired():
                raise
            raise Overtaken(lease) from None

    async def _renew(self, lease: Lease, end: asyncio.Timeout) -> None:
        time = asyncio.get_running_loop().time
        ours = True
        while ours:
            await asyncio.sleep(RENEWED_EVERY)
            asked = time()
            try:
                async with asyncio.timeout(ASKED_WITHIN):
                    ours = await self._leases.renew(lease)
            except Exception as error:  # noqa: BLE001  because the end of the lease comes by itself
                log.warning("lease_not_renewed", lease=lease.name, why=repr(error))
                continue
            if not end.expired():
                end.reschedule(self._end(asked) if ours else asked)

    def _end(self, asked: float) -> float:
        """When work under a lease must end that was given, or renewed, when ``asked`` for."""
        return asked + self._leases.seconds - EARLY

    def _note(self, lease: Lease) -> None:
        self._held[lease.name] = lease
        LEASE.labels(lease.name).set(1)

    def _forget(self, lease: Lease) -> None:
        self._held.pop(lease.name, None)
        LEASE.labels(lease.name).set(0)
