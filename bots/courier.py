"""Messages out: in order within a chat, within the messenger's pace, until they are settled.

Rules
-----
* Only what stands in the outbox is sent, and a row leaves it only when its fate is written down.
* One chat's messages go one after another; different chats do not wait for each other. A chat is
  not looked at again before what became of its messages is written down.
* What became of a message is written down as soon as the database is free, not when its chat
  is done: a card can be replied to at once, and a crash repeats as little as can be.
* A toast is not a message: it does not wait for the chat's pace, only for the messenger's.
* «Wait» is obeyed, for the chat or for everyone. A failure of the network is tried again with
  growing delay and jitter. What will never be taken is not tried again.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import structlog

from core.messages import Card, Message, Outgoing
from core.outbox import Deferred, Failed, Held, Outcome, Sent, Waiting

from .carrying import Carrier
from .doors.door import Door, DoorError, Later, Rejected, Relocated, Unreachable
from .pace import Pace
from .ports import Files, Outbox, Store

log = structlog.get_logger()

WINDOW = 64
"""Rows taken at a time: enough to keep a messenger busy, few enough that a reply written now
is seen soon though a broadcast waits."""

LOOK_AGAIN = 1.0
"""Seconds after which the outbox is looked at though nobody called: put-off rows come due."""

FIRST_DELAY, LONGEST_DELAY = 1.0, 300.0
"""Seconds: the delay after the first failure doubles with each, up to the longest."""

EPOCH = datetime.fromtimestamp(0, UTC)


def _now() -> datetime:
    return datetime.now(UTC)


class Courier:
    """Carries the messages of one door.

    ``missed`` is told of a ticket (its number) whose resident could not be reached; ``clock``
    tells the time, aware.
    """

    def __init__(
        self,
        door: Door,
        doors: Mapping[str, Door],
        outbox: Outbox,
        store: Store,
        files: Files,
        missed: Callable[[str], Awaitable[None]],
        clock: Callable[[], datetime] = _now,
    ) -> None:
        self._door = door
        self._outbox = outbox
        self._store = store
        self._carrier = Carrier(door, doors, files)
        self._pace = Pace(door.limits)
        self._called = asyncio.Event()
        self._busy: set[int] = set()
        self._outcomes: list[Outcome] = []
        self._finished: set[int] = set()
        self._settling = asyncio.Lock()
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed_until = EPOCH
        self._missed = missed
        self._clock = clock

    def call(self) -> None:
        """Say that there is something to send."""
        self._called.set()

    async def run(self) -> None:
        """Carry messages until cancelled; what is under way then is left for the next start."""
        try:
            while True:
                self._called.clear()
                await self._settle()
                await self._start()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(LOOK_AGAIN):
                        await self._called.wait()
        finally:
            for task in self._tasks:
                task.cancel()
            await asyncio.gather(*self._tasks, return_exceptions=True)
            await self._settle()

    async def _settle(self) -> None:
        """Write down what became of messages, and let their chats be looked at again."""
        async with self._settling:
            outcomes, self._outcomes = self._outcomes, []
            finished, self._finished = self._finished, set()
            try:
                if outcomes:
                    await self._outbox.settle(outcomes)
            except BaseException:
                self._outcomes[:0] = outcomes  # whoever is stopped here, the last one writes them
                self._finished |= finished
                raise
            self._busy -= finished

    async def _start(self) -> None:
        """Start a task for each chat that has something to send."""
        room = WINDOW - len(self._busy)
        if room <= 0 or self._closed_for() > 0:
            return
        chats: dict[int, list[Waiting]] = {}
        found = await self._outbox.ready(self._door.name, room, self._busy)
        if len(found) == room:
            self.call()  # one chat may have filled the window: the others are not to wait for it
        for waiting in found:
            chats.setdefault(waiting.outgoing.peer.chat, []).append(waiting)
        for chat, rows in chats.items():
            self._busy.add(chat)
            task = asyncio.create_task(self._carry(chat, rows))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, chat: int, rows: Sequence[Waiting]) -> None:
        """Send one chat's rows in order; stop at one that must be tried again."""
        try:
            for waiting in rows:
                if waiting.outgoing.card in (Card.EDIT, Card.UNDER):
                    # Its card may be among those just sent: it is found once that is written.
                    await self._settle()
                outcome = await self._send(waiting)
                self._outcomes.append(outcome)
                self.call()
                if isinstance(outcome, Deferred):
                    break
        finally:
            self._finished.add(chat)
            self.call()

    async def _send(self, waiting: Waiting) -> Outcome:
        outgoing = waiting.outgoing
        try:
            await self._pace.wait(outgoing)
            if (left := self._closed_for()) > 0:  # another chat's message was told so meanwhile
                return Deferred(waiting, self._in(left), "the messenger asked everyone to wait")
            ready = await self._anchored(waiting)
            return Sent(waiting, await self._carrier.deliver(ready, _token(waiting)))
        except Later as later:
            if later.everyone:
                self._closed_until = self._in(later.seconds)
            return Deferred(waiting, self._in(later.seconds), str(later))
        except Unreachable as refusal:
            return await self._unreachable(waiting, str(refusal))
        except Rejected as refusal:
            log.warning(
                "not_delivered", outbox=waiting.id, peer=str(outgoing.peer), why=str(refusal)
            )
            return Failed(waiting, str(refusal))
        except Relocated as moved:
            async with self._store.unit() as unit:
                await unit.migrate(outgoing.peer, replace(outgoing.peer, chat=moved.chat))
                await unit.commit()
            return Deferred(waiting, self._in(0), str(moved))
        except DoorError as failure:
            delay = _delay(waiting.attempts)
            log.warning("delivery_put_off", outbox=waiting.id, seconds=delay, why=str(failure))
            return Deferred(waiting, self._in(delay), str(failure))
        except Exception as failure:
            log.exception("delivery_failed", outbox=waiting.id)
            return Deferred(waiting, self._in(_delay(waiting.attempts + 3)), repr(failure))

    async def _unreachable(self, waiting: Waiting, why: str) -> Outcome:
        """What a resident was to be told of a ticket is kept until they are back."""
        outgoing = waiting.outgoing
        log.warning("unreachable", outbox=waiting.id, peer=str(outgoing.peer), why=why)
        if outgoing.ticket is None or not outgoing.private or outgoing.toast is not None:
            return Failed(waiting, why)
        await self._missed(outgoing.ticket)
        return Held(waiting, why)

    async def _anchored(self, waiting: Waiting) -> Outgoing:
        """Find the card that a message changes or stands under."""
        outgoing = waiting.outgoing
        if outgoing.card not in (Card.EDIT, Card.UNDER):
            return outgoing
        anchor = await self._outbox.anchor(waiting)
        if outgoing.card is Card.EDIT:
            return replace(outgoing, edits=anchor)
        message: Message = replace(outgoing.message, reply_to=anchor)
        return replace(outgoing, message=message)

    def _in(self, seconds: float) -> datetime:
        return self._clock() + timedelta(seconds=seconds)

    def _closed_for(self) -> float:
        """Seconds for which the messenger wants to hear from nobody."""
        return (self._closed_until - self._clock()).total_seconds()


def _token(waiting: Waiting) -> int:
    """The idempotency key: the row's number and its text's version, never the same twice."""
    return waiting.id * 64 + waiting.version % 64


def _delay(attempts: int) -> float:
    longest = min(LONGEST_DELAY, FIRST_DELAY * 2.0 ** min(attempts, 16))
    return longest * random.uniform(0.5, 1.0)  # noqa: S311  because jitter is no secret
