"""One door kept open: connect, wait for updates, hand them over, go on.

A messenger that is down at the start or falls over later is tried again with growing delay, and
stops nobody else.
"""

import asyncio
import random
from datetime import UTC, datetime

import structlog

from .doors.door import Batch, Door, DoorError, Later
from .intake import Intake
from .metrics import OPEN
from .ports import Store

log = structlog.get_logger()

LONGEST_DELAY = 60.0
"""Seconds between two attempts at most."""


class Presence(asyncio.Event):
    """Set while a door is open; tells since when it is as it is, and why, if it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.since = datetime.now(UTC)
        self.why = "not opened yet"

    def set(self) -> None:
        """It is open."""
        if not self.is_set():
            self.since, self.why = datetime.now(UTC), ""
        super().set()

    def shut(self, why: str) -> None:
        """It is closed, ``why``: a person reads it on the health page, so no secrets in it."""
        if self.is_set():
            self.since = datetime.now(UTC)
        self.why = why
        self.clear()


async def keep_open(door: Door, intake: Intake, store: Store, opened: Presence) -> None:
    """Serve one door until cancelled. ``opened`` is set while it is connected.

    With a webhook the door's updates come by themselves; what is served here is the rest.
    """
    failures = 0
    OPEN.labels(door.name).set(0)
    while True:
        try:
            await door.open()
            cursor = await store.cursor(door.name) or await _begin(door, intake)
            opened.set()
            OPEN.labels(door.name).set(1)
            log.info("door_open", door=door.name)
            while True:
                batch = await door.arrivals(cursor)
                failures = 0
                moved = batch.cursor is not None and batch.cursor != cursor
                if batch.updates or moved:
                    await intake.bring(door, batch)
                if moved:
                    cursor = batch.cursor
        except DoorError as failure:
            failures += 1
            opened.shut(str(failure))
            delay = _delay(failure, failures)
            log.warning("door_closed", door=door.name, why=str(failure), seconds=round(delay, 1))
        except Exception as failure:
            # A mistake of ours in one door: it is tried again too, and stops nobody else.
            failures += 1
            opened.shut(type(failure).__name__)
            delay = _longest(failures)
            log.exception("door_failed", door=door.name, seconds=round(delay, 1))
        OPEN.labels(door.name).set(0)
        await asyncio.sleep(delay)


async def _begin(door: Door, intake: Intake) -> str | None:
    """The first time of all: what is said before it is written down where to begin may be lost,
    so the door counts as closed until then."""
    cursor = await door.beginning()
    if cursor is not None:
        await intake.bring(door, Batch((), cursor))
    return cursor


def _delay(failure: DoorError, failures: int) -> float:
    if isinstance(failure, Later):
        return failure.seconds
    return _longest(failures)


def _longest(failures: int) -> float:
    longest = min(LONGEST_DELAY, 2.0 ** min(failures, 10) / 2)
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  because jitter is no secret
