"""Messages out: in order within a chat, within the messenger's pace, until they are settled.

Rules
-----
* Only what stands in the outbox is sent, and a row leaves it only when its fate is written down.
* One chat's messages go one after another; different chats do not wait for each other. Replies
  found together go in one go. A chat is not looked at again before what became of its messages is
  written down; if the database does not take that, it is offered again and nothing new is begun.
* Few rows wait for the messenger's pace at once, and the most urgent of them goes first: so a
  reply written now passes a broadcast of thousands. A chat whose call hangs takes no place
  among them; the calls under way are bounded by the pace and the doors' time-outs.
* A toast is not a message: it waits neither for its chat's pace nor for its chat's messages.
* «Wait» is obeyed by a clock that nobody sets. What becomes of a message that was not taken is
  decided in :mod:`bots.delivery.refusals`.
* A chat that cannot be written to is left alone: nothing else that waits for it is tried.
* Several workers' couriers may carry for one messenger. Whose row it is the outbox knows; here it
  is only said which rows are on their way still. A row that was held up for long may be
  another's by now: it is not begun any more.
"""

import asyncio
import contextlib
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from datetime import UTC, datetime
from typing import Any

import structlog
from msgspec.structs import replace

from bots.backoff import backoff
from bots.doors.door import (
    Announcer,
    Door,
    Threadless,
)
from bots.doors.pacing import Making, own
from bots.metrics import DELIVERIES, DELIVERY_SECONDS
from bots.ports import Files, Outbox, Store
from core.messages import ITS_OWN, Card, Message, Outgoing, Thread
from core.outbox import Deferred, Failed, Outcome, Sent, Spent, Waiting

from .carrying import Carrier
from .crowds import crowds, token
from .pace import Pace
from .patience import Patience
from .refusals import Lost, Refusals
from .silent import Silent
from .trains import trains

log = structlog.get_logger()

AHEAD, AHEAD_SECONDS = 250, 0.5
"""Rows that wait for the messenger's pace at most: what it takes in half a second, no more than
these. Enough to keep it busy; few enough that what is urgent is soon among them."""

UNDER_WAY = 1000
"""Messages under way at most. Thirty calls a second that all hang until the doors'
time-out (15 s) are half of that."""

LOOK_AGAIN = 1.0
"""Seconds after which the outbox is looked at though nobody called."""

DATABASE_DELAY, LONGEST_DATABASE_DELAY = 0.1, 5.0
"""Seconds until a database that failed is asked again."""

KEPT_EVERY, STALE = 2.5, 5.0
"""Seconds after which the outbox is told again what is on its way; and after which a row that
was not begun is left to whoever looks next. Both are well within
:data:`storage.outbox.claims.LASTS`."""

WithoutThread = Callable[[Outgoing], Awaitable[None]]


async def _nobody(outgoing: Outgoing) -> None: ...


Carry = Callable[[list[Waiting]], Coroutine[Any, Any, None]]


def _now() -> datetime:
    return datetime.now(UTC)


class Courier:
    """Carries the messages of one door.

    ``lost`` is told of a chat that cannot be written to: which, whether it is a person's, and
    why. It decides what becomes of all that waits for it, in one transaction. ``threadless`` is
    told of what was to go into a thread that is not there, or cannot be opened. ``clock`` tells
    the time, aware; ``steady`` tells seconds of a clock that nobody sets.
    """

    def __init__(
        self,
        door: Door,
        outbox: Outbox,
        store: Store,
        files: Files,
        lost: Lost,
        clock: Callable[[], datetime] = _now,
        steady: Callable[[], float] = time.monotonic,
        making: Making = own,
        threadless: WithoutThread = _nobody,
    ) -> None:
        self._door = door
        self._outbox = outbox
        self._carrier = Carrier(door, files)
        self._announcer = door if isinstance(door, Announcer) else None
        self._pace = Pace(door.name, door.limits, making)
        for result in (Sent, Deferred, Failed):  # counted from zero, whether it ever happens or not
            DELIVERIES.labels(door.name, result.__name__.lower())
        self._ahead_at_most = max(4, min(AHEAD, int(door.limits.pace.everyone * AHEAD_SECONDS)))
        self._threadless = threadless
        self._steady = steady
        self._patience = Patience(steady)
        self._silent = Silent(door, self._pace, self._patience)
        self._called = asyncio.Event()
        self._closing = False
        self._busy: set[int] = set()
        """Chats with a message under way, or whose outcome is not written down."""
        self._taken: dict[int, Waiting] = {}
        """Rows under way, or whose outcome is not written down, toasts too; by number."""
        self._ahead: set[int] = set()
        """Rows that wait for the messenger's pace."""
        self._calls: dict[asyncio.Task[None], bool] = {}
        """What is under way, and whether the messenger is being called."""
        self._outcomes: list[Outcome] = []
        self._finished: list[Waiting] = []
        self._rested: list[int] = []
        """Chats of which nothing is on its way any more, once that is written down."""
        self._spent: list[Spent] = []
        """Of the pace that all workers share, not told to them yet."""
        self._kept_at = steady()
        self._refusals = Refusals(door.name, store, self._patience, lost, self._spend, clock)
        self._settling = asyncio.Lock()
        self._troubles = 0

    def call(self) -> None:
        """Say that there is something to send."""
        self._called.set()

    async def run(self) -> None:
        """Carry messages until closed or cancelled.

        What is under way when cancelled is left for the next start; what is known is written.
        """
        try:
            while not self._closing:
                self._called.clear()
                delay = await self._look()
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(delay):
                        await self._called.wait()
        finally:
            if not self._closing:
                await self._drop(list(self._calls))
                await self._look_away()
                await self._silent.close()

    async def close(self, patience: float) -> None:
        """Take nothing new; let the calls under way end within ``patience`` seconds.

        What waits for its turn, and what is not done by then, stays in the outbox.
        """
        self._closing = True
        self.call()
        await self._drop([task for task, calling in self._calls.items() if not calling])
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(patience):
                while self._calls:
                    await asyncio.wait(self._calls, return_when=asyncio.FIRST_COMPLETED)
                    await self._look_away()
        await self._drop(list(self._calls))
        await self._look_away()
        await self._silent.close()

    async def _drop(self, tasks: list[asyncio.Task[None]]) -> None:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    # looking at the outbox

    async def _look(self) -> float:
        """Write down, begin what can be begun; the seconds after which to look again."""
        self._patience.wake()
        silent = self._outbox.answers(self._door.name)
        try:
            await self._settle()
            await self._keep()
            await self._start()
        except Exception as trouble:  # noqa: BLE001  because the messages must go on when the database does
            self._troubles += 1
            log.warning("outbox_out_of_reach", door=self._door.name, why=repr(trouble))
            await asyncio.sleep(backoff(self._troubles, DATABASE_DELAY, LONGEST_DATABASE_DELAY))
            return 0.0
        finally:
            if not self._closing:  # else the door is closed by then, and would be opened again
                self._silent.begin(silent)  # after the replies
        self._troubles = 0
        return min(LOOK_AGAIN, self._patience.next())

    async def _look_away(self) -> None:
        """Write down what is known, if the database lets us: this is the end."""
        try:
            await self._settle()
        except Exception:
            log.exception("outcomes_not_written", door=self._door.name)

    async def _settle(self) -> None:
        """Write down what became of messages, and let their chats be looked at again."""
        async with self._settling:
            outcomes, self._outcomes = self._outcomes, []
            finished, self._finished = self._finished, []
            rested, self._rested = self._rested, []
            spent, self._spent = self._spent, []
            told = {outcome.waiting.id for outcome in outcomes}
            untold = [waiting for waiting in finished if waiting.id not in told]
            try:
                if outcomes or untold:
                    await self._outbox.settle(outcomes, untold, spent)
            except BaseException:
                self._outcomes[:0] = outcomes  # they are offered again; their chats stay busy
                self._finished[:0] = finished
                self._rested[:0] = rested
                self._spent[:0] = spent
                raise
            for result, count in Counter(type(one).__name__.lower() for one in outcomes).items():
                DELIVERIES.labels(self._door.name, result).inc(count)
            self._outbox.ended(waiting.id for waiting in finished)
            for waiting in finished:
                del self._taken[waiting.id]
            self._busy.difference_update(rested)

    async def _keep(self) -> None:
        """Say again what is on its way."""
        if self._taken and self._steady() - self._kept_at > KEPT_EVERY:
            await self._outbox.keep(self._taken)
            self._kept_at = self._steady()

    async def _start(self) -> None:
        """Start what may go: the first messages of each chat, and every toast."""
        room = min(self._ahead_at_most - len(self._ahead), UNDER_WAY - len(self._taken))
        if room <= 0 or self._patience.everyone() > 0:
            return
        busy = self._busy | self._patience.resting()
        toasts = [one.id for one in self._taken.values() if one.outgoing.toast is not None]
        asked = self._steady()  # the claims begin after it, however late we hear of them
        found = await self._outbox.ready(self._door.name, room, busy, toasts)
        if self._closing:
            return
        singly, begun = trains(found), []
        if (announcer := self._announcer) is not None:
            told, singly = crowds(singly, announcer.hearers)
            for crowd in told:
                begun += self._begin(crowd, lambda c: self._announce(announcer, c, asked))
        for train in singly:
            begun += self._begin(train, lambda t: self._carry(t, asked))
        self._outbox.begun(waiting.id for waiting in begun)
        if begun and len(found) == room:
            self.call()  # one chat may have filled it: the others are not to wait for it

    def _begin(self, train: list[Waiting], carry: Carry) -> list[Waiting]:
        """What goes together, on its way; nothing if any of it is there already."""
        if any(waiting.id in self._taken for waiting in train):
            return []  # its chat has a new number since it went on its way
        for waiting in train:
            if waiting.outgoing.toast is None:
                self._busy.add(waiting.outgoing.peer.chat)
            self._taken[waiting.id] = waiting
            self._ahead.add(waiting.id)
        task = asyncio.create_task(carry(train))
        self._calls[task] = False
        task.add_done_callback(lambda done: self._calls.pop(done, None))
        return train

    # one message

    async def _carry(self, train: list[Waiting], started: float) -> None:
        """Send rows of one chat one after another, and keep what became of them until it can be
        written down. What comes after one that was not sent waits for another time."""
        chat = train[0].outgoing.peer.chat
        left = list(train)
        try:
            while left and await self._carry_one(left[0], started):
                self._end(left.pop(0))
                if self._patience.of(chat) > 0:
                    break
        finally:
            for waiting in left:
                self._end(waiting)
            if train[0].outgoing.toast is None:
                self._rested.append(chat)
            self.call()

    async def _carry_one(self, waiting: Waiting, started: float) -> bool:
        """Send one row; was it sent?"""
        outcome = await self._send(waiting, started)
        self._became(outcome, started)
        return isinstance(outcome, Sent)

    def _became(self, outcome: Outcome | None, started: float) -> None:
        DELIVERY_SECONDS.observe(self._door.name, self._steady() - started)
        if outcome is not None:
            self._outcomes.append(outcome)

    def _end(self, waiting: Waiting) -> None:
        self._ahead.discard(waiting.id)
        self._finished.append(waiting)
        self.call()

    async def _send(self, waiting: Waiting, started: float) -> Outcome | None:
        """What became of it; None: nothing that is to be written."""
        try:
            if not await self._may_go([waiting], started):
                return None
            ready = await self._anchored(waiting)
            message = await self._deliver(ready, waiting)
        except Exception as failure:  # noqa: BLE001  because one row must not stop the others
            return await self._refusals.outcome(waiting, failure)
        return self._sent(waiting, message)

    async def _deliver(self, outgoing: Outgoing, waiting: Waiting) -> str:
        """Deliver it; where its thread is gone, in the chat itself."""
        if outgoing.threading is not None:
            # a thread that is there already, or was to be closed and is not there
            there = outgoing.thread > 0
            if there is (outgoing.threading is Thread.OPEN):
                return str(outgoing.thread or "")
        try:
            return await self._carrier.deliver(outgoing, waiting.id, waiting.attempts)
        except Threadless as why:
            log.warning("without_thread", peer=str(outgoing.peer), why=str(why))
            await self._threadless(outgoing)
            if outgoing.threading is not None:
                return ""
            outgoing = replace(outgoing, thread=0)
            return await self._carrier.deliver(outgoing, waiting.id, waiting.attempts)

    async def _announce(self, announcer: Announcer, crowd: list[Waiting], started: float) -> None:
        """Tell many the same by one call; each has a fate of their own."""
        try:
            if not await self._may_go(crowd, started):
                return
            told: Sequence[str | Exception]
            try:
                told = await announcer.announce([one.outgoing for one in crowd], token(crowd))
            except Exception as failure:  # noqa: BLE001  because it must not stop the others
                told = [failure] * len(crowd)
            for waiting, said in zip(crowd, told, strict=True):
                if isinstance(said, Exception):
                    self._became(await self._refusals.outcome(waiting, said), started)
                else:
                    self._became(self._sent(waiting, said), started)
        finally:
            for waiting in crowd:
                self._end(waiting)
                self._rested.append(waiting.outgoing.peer.chat)

    def _sent(self, waiting: Waiting, message: str) -> Outcome:
        self._patience.taken()
        self._refusals.forget(waiting)
        return Sent(waiting, message)

    async def _may_go(self, together: list[Waiting], started: float) -> bool:
        """Wait for the messenger's pace; no, if it asked everyone to wait meanwhile, or it took
        so long that the rows may be another's."""
        await self._pace.turn(together[0].outgoing.lane)
        self._ahead.difference_update([waiting.id for waiting in together])
        self.call()
        late = self._steady() - started > STALE
        if self._closing or late or self._patience.everyone() > 0:
            return False
        for outgoing in (waiting.outgoing for waiting in together):
            if outgoing.toast is None:
                self._spend(self._pace.cost(outgoing))
                if (rest := self._pace.took(outgoing)) > 0:
                    self._patience.rest(outgoing.peer.chat, rest)
        if (task := asyncio.current_task()) is not None:
            self._calls[task] = True
        return True

    def _spend(self, spent: Spent) -> None:
        self._spent.append(spent)

    async def _anchored(self, waiting: Waiting) -> Outgoing:
        """Find the thread it goes into, and the card that it changes or stands under."""
        outgoing = waiting.outgoing
        if outgoing.thread == ITS_OWN:
            thread = await self._outbox.thread(waiting) if self._door.limits.thread else None
            outgoing = replace(outgoing, thread=thread or 0)
        if outgoing.card not in (Card.EDIT, Card.UNDER):
            return outgoing
        anchor = await self._outbox.anchor(waiting)
        if outgoing.card is Card.EDIT:
            return replace(outgoing, edits=anchor)
        message: Message = replace(outgoing.message, reply_to=anchor)
        return replace(outgoing, message=message)
