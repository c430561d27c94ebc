"""One door kept open: connect, wait for updates, hand them over, go on.

* A messenger that is down at the start or falls over later is tried again with growing delay, and
  stops nobody else.
* Of several workers one polls a messenger: the lease ``poll/<door>`` says which. The others stand
  by; with a webhook they take what is brought to them, and need to know who the bot is for that.
"""

import asyncio
from datetime import UTC, datetime

import structlog

from bots.backoff import backoff
from bots.doors.door import Batch, Door, DoorError, Later
from bots.intake import Intake
from bots.metrics import OPEN
from bots.ports import Store
from core.leases import Lease, Overtaken

from .leasing import Leaseholder

log = structlog.get_logger()

FIRST_DELAY, LONGEST_DELAY = 0.5, 60.0
"""Seconds between two attempts at most."""


class Presence(asyncio.Event):
    """Set while a door is open here; tells since when it is as it is, and why, if it is closed."""

    def __init__(self) -> None:
        super().__init__()
        self.since = datetime.now(UTC)
        self.state = "closed"
        self.why = "not opened yet"

    @property
    def serves(self) -> bool:
        """Are people served, here or by another worker?"""
        return self.state != "closed"

    def set(self) -> None:
        """It is open."""
        self._turn("open")
        super().set()

    def stand_by(self) -> None:
        """Another worker keeps it open; this one is ready to."""
        self._turn("standing by")
        self.clear()

    def shut(self, why: str) -> None:
        """It is closed, ``why``: a person reads it on the health page, so no secrets in it."""
        self._turn("closed", why)
        self.clear()

    def _turn(self, state: str, why: str = "") -> None:
        if state != self.state:
            self.since = datetime.now(UTC)
        self.state, self.why = state, why


async def attend(
    door: Door,
    intake: Intake,
    store: Store,
    opened: Presence,
    holder: Leaseholder,
    *,
    hooked: bool = False,
) -> None:
    """Serve one door together with other workers, until cancelled.

    ``hooked``: the door's updates are brought to any worker, so it is open at each of them.
    """

    def beside() -> None:
        """Be as a worker is that does not hold the lease."""
        if hooked:
            opened.set()
        else:
            opened.stand_by()
        OPEN.labels(door.name).set(opened.is_set())

    async def poll(lease: Lease) -> None:
        try:
            await keep_open(door, intake, store, opened, lease)
        finally:
            beside()

    await _greet(door, opened)
    beside()
    await holder.hold(f"poll/{door.name}", poll)


async def keep_open(
    door: Door, intake: Intake, store: Store, opened: Presence, lease: Lease | None = None
) -> None:
    """Serve one door until cancelled. ``opened`` is set while it is connected.

    With a webhook the door's updates come by themselves; what is served here is the rest.
    Raises Overtaken when another worker serves it by now.
    """
    failures = 0
    while True:
        try:
            await door.open()
            cursor = await store.cursor(door.name) or await _begin(door, intake, lease)
            opened.set()
            OPEN.labels(door.name).set(1)
            log.info("door_open", door=door.name)
            while True:
                batch = await door.arrivals(cursor)
                failures = 0
                moved = batch.cursor is not None and batch.cursor != cursor
                if batch.updates or moved:
                    await intake.bring(door, batch, lease)
                if moved:
                    cursor = batch.cursor
        except Overtaken:
            raise
        except Exception as failure:  # noqa: BLE001  because whatever it is, it is told and tried again
            failures += 1
            await _rest(door, opened, failure, failures)


async def _begin(door: Door, intake: Intake, lease: Lease | None) -> str | None:
    """The first time of all: what is said before it is written down where to begin may be lost,
    so the door counts as closed until then."""
    cursor = await door.beginning()
    if cursor is not None:
        await intake.bring(door, Batch((), cursor), lease)
    return cursor


async def _greet(door: Door, opened: Presence) -> None:
    """Learn who the bot is at the messenger, however long it takes."""
    failures = 0
    while True:
        try:
            await door.greet()
        except Exception as failure:  # noqa: BLE001  because whatever it is, it is told and tried again
            failures += 1
            await _rest(door, opened, failure, failures)
        else:
            return


async def _rest(door: Door, opened: Presence, failure: Exception, failures: int) -> None:
    """Tell what failed, and wait before the next attempt."""
    OPEN.labels(door.name).set(0)
    if isinstance(failure, DoorError):
        opened.shut(str(failure))
        delay = failure.seconds if isinstance(failure, Later) else _delay(failures)
        log.warning("door_closed", door=door.name, why=str(failure), seconds=round(delay, 1))
    else:
        # A mistake of ours in one door: it is tried again too, and stops nobody else.
        opened.shut(type(failure).__name__)
        delay = _delay(failures)
        log.error("door_failed", door=door.name, seconds=round(delay, 1), exc_info=failure)
    await asyncio.sleep(delay)


def _delay(attempt: int) -> float:
    return backoff(attempt, FIRST_DELAY, LONGEST_DELAY)
