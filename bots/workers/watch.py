"""What happens because time passes. So far: what is no longer needed is forgotten.

One worker does it at a time (the lease ``watch``). Two would do no harm, only the work twice.
"""

import asyncio

import structlog

from bots.ports import Store
from core.work import Unavailable

log = structlog.get_logger()

EVERY = 3600.0
"""Seconds between two looks."""

BREATH = 0.05
"""Seconds between two transactions of one look: whoever waits to write comes first."""


async def keep_watch(store: Store) -> None:
    """Watch until cancelled."""
    while True:
        forgotten = 0
        try:
            while found := await store.forget():
                forgotten += found
                await asyncio.sleep(BREATH)
        except Unavailable as error:
            log.warning("not_forgotten", why=str(error))
        if forgotten:
            log.info("forgotten", rows=forgotten)
        await asyncio.sleep(EVERY)
