"""One door kept open: connect, wait for updates, hand them over, go on.

A messenger that is down at the start or falls over later is tried again with growing delay, and
stops nobody else.
"""

import asyncio
import random

import structlog

from .doors.door import Door, DoorError, Later
from .intake import Intake
from .ports import Store

log = structlog.get_logger()

LONGEST_DELAY = 60.0
"""Seconds between two attempts at most."""


async def keep_open(door: Door, intake: Intake, store: Store, opened: asyncio.Event) -> None:
    """Serve one door until cancelled. ``opened`` is set while it is connected."""
    failures = 0
    while True:
        try:
            await door.open()
            opened.set()
            log.info("door_open", door=door.name)
            cursor = await store.cursor(door.name)
            while True:
                batch = await door.arrivals(cursor)
                failures = 0
                if batch.updates or batch.cursor != cursor:
                    await intake.bring(door, batch)
                cursor = batch.cursor
        except DoorError as failure:
            failures += 1
            delay = _delay(failure, failures)
            log.warning("door_closed", door=door.name, why=str(failure), seconds=round(delay, 1))
        except Exception:
            # A mistake of ours in one door: it is tried again too, and stops nobody else.
            failures += 1
            delay = _longest(failures)
            log.exception("door_failed", door=door.name, seconds=round(delay, 1))
        opened.clear()
        await asyncio.sleep(delay)


def _delay(failure: DoorError, failures: int) -> float:
    if isinstance(failure, Later):
        return failure.seconds
    return _longest(failures)


def _longest(failures: int) -> float:
    longest = min(LONGEST_DELAY, 2.0 ** min(failures, 10) / 2)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  because jitter is no secret
