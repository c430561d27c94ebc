"""The collector: files people sent are fetched soon and kept, before their links die.

Rules
-----
* What is wanted stands in the database, written by the turn that gave it to a ticket. So a
  crash between the fetching and the writing down only fetches again.
* A few are fetched at a time, piece by piece, counted on the way: what the messenger claims of
  a size is not believed. What is too large, empty or a program is dropped at once.
* A failure of the network is tried again, with growing delay, for a day; then, and where the
  messenger says that it has the file no more, the file is missing.
* Who counts on a file that is missing or refused is told once, under the ticket's card.
* A message waits for its files for ``PATIENCE`` seconds from when they were wanted, no longer:
  a moment on the spot, then put off like any that fails. After that the words go, and the file
  follows by itself when it comes.
"""

import asyncio
import contextlib
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import structlog

from bots.backoff import backoff
from bots.doors.door import Door, DoorError, Later, Rejected, TooLarge, Unreachable, Unsettled
from bots.ports import Arriving, Folder, Store, Unit
from core.files import HOUSE, Concerned, Content, Fate, Found, Loss, Wanted
from core.messages import File, Outgoing
from core.people import Peer
from core.work import Unavailable
from dialogs.turns import Turns

from .contents import is_program, type_of

log = structlog.get_logger()

AT_ONCE = 4
"""Files fetched at a time: the messengers' own pace is for messages."""

LOOK_AGAIN = 1.0
"""Seconds after which the table is looked at though nobody called: put-off files come due."""

PATIENCE = 30.0
"""Seconds for which words wait for a file."""

ON_THE_SPOT = 2.0
"""Seconds of them for which the courier's hands are kept full."""

FIRST_DELAY, LONGEST_DELAY = 1.0, 600.0
"""Seconds: the delay after the first failure doubles with each, up to the longest."""

GIVEN_UP_AFTER = timedelta(days=1)
"""As long as Telegram keeps an update."""

TAIL = 1 << 16
"""Bytes of a file's end that are looked at."""


def _now() -> datetime:
    return datetime.now(UTC)


class _Lost(Exception):
    """The file will never be had, or is nothing to pass on."""

    def __init__(self, fate: Fate, why: Loss) -> None:
        super().__init__(why)
        self.fate = fate
        self.why = why


class Collector:
    """One per process. ``committed`` is called when there may be something to send."""

    def __init__(
        self,
        doors: Mapping[str, Door],
        store: Store,
        folder: Folder,
        turns: Turns,
        committed: Callable[[], None],
        *,
        clock: Callable[[], datetime] = _now,
        patience: float = PATIENCE,
        on_the_spot: float = ON_THE_SPOT,
    ) -> None:
        self._doors = doors
        self._store = store
        self._folder = folder
        self._turns = turns
        self._committed = committed
        self._clock = clock
        self._patience = patience
        self._on_the_spot = on_the_spot
        self._called = asyncio.Event()
        self._known = asyncio.Event()
        self._fetching: dict[tuple[str, str], asyncio.Task[None]] = {}
        self._closing = False
        self._since = clock()

    def call(self) -> None:
        """Say that a file may be wanted."""
        self._called.set()

    async def run(self) -> None:
        """Collect until cancelled; what is under way then is fetched anew by whoever runs next.

        Of several workers one alone runs (the lease ``files``): so a file is fetched once, and
        nobody sweeps away what another is writing.
        """
        self._closing = False
        if left := self._folder.sweep():
            log.info("half_fetched_files_removed", count=left)
        self._since = self._clock()
        try:
            while True:
                self._called.clear()
                try:
                    await self._start()
                except Unavailable as trouble:
                    log.warning("files_out_of_reach", why=str(trouble))
                await _event(self._called, LOOK_AGAIN)
        finally:
            await self.close(0)

    async def close(self, patience: float) -> None:
        """Begin nothing more; let what is under way come in, for at most so many seconds."""
        self._closing = True
        tasks = set(self._fetching.values())
        if tasks and patience > 0:
            await asyncio.wait(tasks, timeout=patience)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # for the carrier

    async def find(self, file: File, ticket: str) -> Found:
        """What is known of a file; one that is still wanted is waited for, not for long.

        Raises Unsettled while it is worth coming back.
        """
        found = await self._store.file(file)
        if found is None:  # sent before there was a collector
            async with self._store.unit() as unit:
                unit.files.want([file], ticket)
                await unit.commit()
            self.call()
            found = Found(Fate.WANTED, self._clock())
        if found.fate is Fate.WANTED:
            found = await self._waited(file, found)
        if found.content is not None and not self.path(found.content).exists():
            log.error("kept_file_is_gone", digest=found.content.digest)
            return Found(Fate.MISSING, found.wanted_at)
        return found

    def path(self, content: Content) -> Path:
        return self._folder.path(content.digest)

    async def follows(self, file: File, ticket: str, peer: Peer) -> bool:
        """The chat's message goes without it, and the file follows when it comes."""
        async with self._store.unit() as unit:
            follows = await unit.files.follows(file, ticket, peer)
            await unit.commit()
        return follows

    async def lost(self, file: File, outgoing: Outgoing, why: Loss) -> None:
        """Tell those who count on it that a file was not delivered, once: the agency of a ticket;
        the chat that asked for what the house has made."""
        ticket = outgoing.ticket or ""
        async with self._store.unit() as unit:
            if file.door == HOUSE:
                await self._turns.of_files(unit).unsent(file, outgoing.peer)
            elif await unit.files.first_told(file, ticket):
                await self._turns.of_files(unit).lost(file, ticket, why)
            await unit.commit()
        self._committed()

    async def _waited(self, file: File, found: Found) -> Found:
        """Wait on the spot for a file that is wanted."""
        waited = (self._clock() - max(found.wanted_at, self._since)).total_seconds()
        left = self._patience - waited
        time = asyncio.get_running_loop().time
        until = time() + min(left, self._on_the_spot)
        while found.fate is Fate.WANTED and (rest := until - time()) > 0:
            known = self._known  # before looking, so that nothing falls between
            if (found := await self._store.file(file) or found).fate is Fate.WANTED:
                await _event(known, min(rest, LOOK_AGAIN))
        if found.fate is Fate.WANTED and left > self._on_the_spot:
            raise Unsettled("its file is still to come")
        return found

    # fetching

    async def _start(self) -> None:
        room = AT_ONCE - len(self._fetching)
        if room <= 0 or self._closing:
            return
        for wanted in await self._store.files_due(room, self._fetching):
            name = (wanted.file.door, wanted.file.ref)
            task = asyncio.create_task(self._collect(wanted))
            self._fetching[name] = task
            task.add_done_callback(partial(self._done, name))

    def _done(self, name: tuple[str, str], _: "asyncio.Task[None]") -> None:
        del self._fetching[name]
        known, self._known = self._known, asyncio.Event()
        known.set()
        self.call()

    async def _collect(self, wanted: Wanted) -> None:
        """Fetch one file, and write down what became of it."""
        try:
            await self._settled(wanted)
        except Unavailable as trouble:  # it is wanted still, and so fetched again
            log.warning("file_not_settled", door=wanted.file.door, why=str(trouble))
            await asyncio.sleep(LOOK_AGAIN)
        except Exception as mistake:
            log.exception("file_not_collected", door=wanted.file.door)
            await self._put_off(wanted, mistake)

    async def _settled(self, wanted: Wanted) -> None:
        file = wanted.file
        try:
            await self._kept(file, await self._content(file))
        except _Lost as loss:
            await self._sealed(file, loss.fate, loss.why)
        except DoorError as failure:
            await self._put_off(wanted, failure)
        except OSError as failure:  # the disk is full, or not ours
            log.exception("file_not_written", door=file.door)
            await self._put_off(wanted, failure)

    async def _content(self, file: File) -> Content:
        """Have the file, from the folder or from its messenger. Raises _Lost, DoorError."""
        known = await self._store.file(file)
        if known is not None and known.content is not None:
            return known.content
        door = self._doors.get(file.door)
        if door is None:
            raise DoorError(f"{file.door} is switched off")
        async with self._folder.arriving() as arriving:
            try:
                await _fetch(door, file, arriving)
            except TooLarge:
                raise _Lost(Fate.MISSING, Loss.LARGE) from None
            except (Rejected, Unreachable) as refusal:
                log.warning("file_is_gone", door=file.door, why=str(refusal))
                raise _Lost(Fate.MISSING, Loss.GONE) from None
            if not arriving.size:
                raise _Lost(Fate.MISSING, Loss.EMPTY)
            await arriving.flush()
            tail = await asyncio.to_thread(_end, arriving.path)
            if is_program(arriving.head, tail, file.name):
                raise _Lost(Fate.REFUSED, Loss.PROGRAM)
            size, found = arriving.size, type_of(arriving.head)
            return Content(await arriving.keep(), found, size)

    async def _put_off(self, wanted: Wanted, failure: Exception) -> None:
        """Try again later, unless it was tried for a day."""
        now = self._clock()
        if now - wanted.wanted_at > GIVEN_UP_AFTER:
            await self._sealed(wanted.file, Fate.MISSING, Loss.GONE)
            return
        delay = failure.seconds if isinstance(failure, Later) else _delay(wanted.attempts)
        log.warning("file_put_off", door=wanted.file.door, seconds=delay, why=str(failure))
        async with self._store.unit() as unit:
            await unit.files.put_off(wanted.file, now + timedelta(seconds=delay), str(failure))
            await unit.commit()

    # what became of it

    async def _kept(self, file: File, content: Content) -> None:
        """Write down that the file is kept; it follows where a message went without it."""
        async with self._store.unit() as unit:
            for one in await unit.files.seal(file, Fate.KEPT, content):
                for peer in one.late:
                    await self._turns.of_files(unit).came(file, one.ticket, peer)
            await unit.commit()
        log.info("file_kept", door=file.door, type=content.type, size=content.size)
        self._committed()

    async def _sealed(self, file: File, fate: Fate, why: Loss) -> None:
        """Write down that the file will not be had, and tell who counts on it.

        Its own messenger may still have it, so there nobody misses it yet.
        """
        async with self._store.unit() as unit:
            for one in await unit.files.seal(file, fate, error=why.value):
                await self._tell(unit, file, one, fate, why)
            await unit.commit()
        log.warning("file_lost", door=file.door, fate=fate.value, why=why.value)
        self._committed()

    async def _tell(self, unit: Unit, file: File, one: Concerned, fate: Fate, why: Loss) -> None:
        teller = self._turns.of_files(unit)
        reader = await teller.reader(file, one.ticket)
        elsewhere = reader is not None and reader.door != file.door
        if (elsewhere or one.late or fate is Fate.REFUSED) and await unit.files.first_told(
            file, one.ticket
        ):
            await teller.lost(file, one.ticket, why)


async def _event(event: asyncio.Event, seconds: float) -> None:
    """Wait for an event, or for so long."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()


async def _fetch(door: Door, file: File, arriving: Arriving) -> None:
    async with contextlib.aclosing(door.fetch(file)) as parts:
        async for part in parts:
            if arriving.size + len(part) > door.limits.download:
                raise TooLarge(f"more than {door.limits.download} bytes")
            await arriving.write(part)


def _end(path: Path) -> bytes:
    with path.open("rb") as stream:
        stream.seek(max(0, path.stat().st_size - TAIL))
        return stream.read()


def _delay(attempt: int) -> float:
    return backoff(attempt, FIRST_DELAY, LONGEST_DELAY)
