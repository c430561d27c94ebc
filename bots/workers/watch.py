"""What happens because time passes: what is due is done, what is no longer needed forgotten.

One worker does it at a time (the lease ``watch``). Two would do no harm, only the work twice:
what a look did is written down in the transaction that does it.
"""

import asyncio
import time
from collections.abc import Callable

import structlog

from bots.ports import Store
from core.work import Unavailable
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
        await asyncio.sleep(EVERY)


async def look(store: Store, turns: Turns, committed: Callable[[], None]) -> None:
    """Do all that is due."""
    while True:
        async with store.unit() as unit:
            found, moved = await turns.look(unit)
            if not found:
                return
            await unit.commit()
        committed()
        for one in moved:
            log.info("looked", ticket=one.ticket.number, move=one.event.move.value)
        await asyncio.sleep(BREATH)


async def _forget(store: Store) -> None:
    forgotten = 0
    while found := await store.forget():
        forgotten += found
        await asyncio.sleep(BREATH)
    if forgotten:
        log.info("forgotten", rows=forgotten)
