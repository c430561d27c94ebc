"""What happens because time passes: what is due is done, what is no longer needed forgotten.

One worker does it at a time (the lease ``watch``). Two would do no harm, only the work twice:
what a look did is written down in the transaction that does it.
"""

import asyncio
import time
import traceback
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any, Protocol

import structlog

from bots.metrics import MOVES
from bots.ports import Store
from core.tickets import Moved
from core.work import Unavailable
from dialogs.coordination.moving_many import PORTION
from dialogs.turns import Turns

log = structlog.get_logger()

EVERY = 1.0
"""Seconds between two looks at what is due."""

TO_FORGET = 3600.0
"""Seconds between two rounds of forgetting."""

BREATH = 0.05
"""Seconds between two transactions of one round: whoever waits to write comes first."""


async def keep_watch(store: Store, turns: Turns, committed: Callable[[], None]) -> None:
    """Watch until cancelled. ``committed`` is called when something was written to be sent."""
    forgotten_at = -TO_FORGET
    while True:
        try:
            await look(store, turns, committed)
            if time.monotonic() - forgotten_at >= TO_FORGET:
                forgotten_at = time.monotonic()
                await _forget(store)
        except Unavailable as error:
            log.warning("watch_interrupted", why=str(error))
        except Exception:
            log.exception("watch_failed")  # and in a second all that is due is looked at again
        await asyncio.sleep(EVERY)


async def look(store: Store, turns: Turns, committed: Callable[[], None]) -> None:
    """Do all that is due."""
    await _Looking(store, turns, committed).all()


class _Put(Protocol):
    def __call__(self, trace: str, *, tell: bool) -> Coroutine[Any, Any, None]: ...


class _Looking:
    """Does all that is due: together, and if that goes wrong, one by one."""

    def __init__(self, store: Store, turns: Turns, committed: Callable[[], None]) -> None:
        self._store = store
        self._turns = turns
        self._committed = committed
        self._trace = ""
        """Of the last thing that could not be done."""

    async def all(self) -> None:
        try:
            found = await self._together()
            while found:
                await asyncio.sleep(BREATH)
                found = await self._together()
        except Unavailable:
            raise
        except Exception:
            log.exception("not_together")
            await self._one_by_one()

    async def _together(self) -> int:
        async with self._store.unit() as unit:
            found, moved = await self._turns.look(unit)
            if found:
                await unit.commit()
        self._note(found, moved)
        return found

    async def _one_by_one(self) -> None:
        """Whatever cannot be done is logged, and keeps nothing else waiting."""
        await self._try("delayed", self._deliver_one_by_one)
        await self._try("due", self._look_one_by_one)
        await self._try("mornings", self._greet_one_by_one)
        await self._try("substitutions", self._end_substitutions)
        if not await self._try("jobs", self._go_on):
            await self._try("broadcast", self._broadcast)
            await self._move_one_by_one()

    async def _try(self, what: str, do: Callable[[], Awaitable[None]]) -> bool:
        try:
            await do()
        except Unavailable:
            raise
        except Exception:
            log.exception("not_looked_at", what=what)
            self._trace = traceback.format_exc()
            return False
        return True

    async def _deliver_one_by_one(self) -> None:
        """A message that cannot be sent goes into the quarantine."""
        async with self._store.unit() as unit:
            due = await self._turns.watch(unit).delayed()
        for row in due:
            if not await self._try(f"delayed {row}", partial(self._deliver, row)):
                await self._aside(f"delayed {row}", partial(self._set_message_aside, row))

    async def _deliver(self, row: int) -> None:
        async with self._store.unit() as unit:
            found = await self._turns.watch(unit).deliver_one(row)
            await unit.commit()
        self._note(found)

    async def _set_message_aside(self, row: int, trace: str, *, tell: bool) -> None:
        async with self._store.unit() as unit:
            await self._turns.watch(unit).set_message_aside(row, trace, tell=tell)
            await unit.commit()
        self._note(1)

    async def _look_one_by_one(self) -> None:
        async with self._store.unit() as unit:
            due = await self._turns.watch(unit).due()
        for number in due:
            if not await self._try(number, partial(self._look_at, number)):
                await self._aside(number, partial(self._postpone, number))

    async def _aside(self, what: str, put: _Put) -> None:
        """Set aside what broke; what broke it may break the telling too: it goes without then."""
        trace = self._trace
        if not await self._try(what, partial(put, trace, tell=True)):
            await self._try(what, partial(put, trace, tell=False))

    async def _look_at(self, number: str) -> None:
        async with self._store.unit() as unit:
            moved = await self._turns.watch(unit).look_at(number)
            await unit.commit()
        self._note(1, moved)

    async def _postpone(self, number: str, trace: str, *, tell: bool) -> None:
        async with self._store.unit() as unit:
            await self._turns.watch(unit).postpone(number, trace, tell=tell)
            await unit.commit()
        self._note(1)

    async def _go_on(self) -> None:
        async with self._store.unit() as unit:
            found, moved = await self._turns.watch(unit).go_on()
            await unit.commit()
        self._note(found, moved)

    async def _broadcast(self) -> None:
        async with self._store.unit() as unit:
            found = await self._turns.watch(unit).broadcast()
            await unit.commit()
        self._note(found)

    async def _move_one(self) -> None:
        async with self._store.unit() as unit:
            found, moved = await self._turns.watch(unit).move_one()
            await unit.commit()
        self._note(found, moved)

    async def _move_one_by_one(self) -> None:
        """A portion of an order; what cannot be moved is set aside."""
        for _ in range(PORTION):
            done = await self._try("order", self._move_one)
            if not done and not await self._try("order", self._set_one_aside):
                return

    async def _set_one_aside(self) -> None:
        async with self._store.unit() as unit:
            found = await self._turns.watch(unit).set_one_aside()
            await unit.commit()
        self._note(found)

    async def _end_substitutions(self) -> None:
        async with self._store.unit() as unit:
            found = await self._turns.watch(unit).end_substitutions()
            await unit.commit()
        self._note(found)

    async def _greet_one_by_one(self) -> None:
        async with self._store.unit() as unit:
            waiting = await self._turns.watch(unit).mornings()
        for agency in waiting:
            if not await self._try(agency, partial(self._greet, agency)):
                await self._try(agency, partial(self._skip_morning, agency))

    async def _greet(self, agency: str) -> None:
        async with self._store.unit() as unit:
            found = await self._turns.watch(unit).greet_one(agency)
            await unit.commit()
        self._note(found)

    async def _skip_morning(self, agency: str) -> None:
        async with self._store.unit() as unit:
            await self._turns.watch(unit).skip_morning(agency)
            await unit.commit()

    def _note(self, found: int, moved: Sequence[Moved] = ()) -> None:
        if found:
            self._committed()
        for one in moved:
            MOVES.labels(one.event.move.value).inc()
            log.info("looked", ticket=one.ticket.number, move=one.event.move.value)


async def _forget(store: Store) -> None:
    forgotten = 0
    while found := await store.forget():
        forgotten += found
        await asyncio.sleep(BREATH)
    if forgotten:
        log.info("forgotten", rows=forgotten)
