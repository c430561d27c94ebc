"""Updates in: one transaction a batch.

Rules
-----
* What has arrived from every door is taken together: one commit for all of it. Idle, a batch is
  one update and waits for nothing; under load the batches grow by themselves.
* A door's poll is acknowledged only when its updates are committed: its cursor moves in the
  same transaction.
* Updates of one conversation keep their order. One seen before is dropped.
* Who sends without end is turned away (``flood``; without it, nobody is).
* Other workers take updates of the same people at the same time. A batch that lost a race to
  them is taken again at once; one that was polled under a lease that is lost is dropped: who
  holds the lease has it.
* While the database can't be used (a full disk, a lock), the batch waits and is taken again.
* If a batch fails, its updates are taken one by one; the one that fails alone goes to
  quarantine with its traceback, its author gets an apology, and the coordinators are told.
"""

import asyncio
import random
import traceback
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

import structlog

from core.leases import Lease, Overtaken
from core.messages import Lane, Message, Outgoing
from core.tickets import Moved
from core.town import Town
from core.work import Conflict, Unavailable
from dialogs.conversation import load
from dialogs.effects import phrase
from dialogs.events import Arrival
from dialogs.texts import Catalogue
from dialogs.turns import Turns

from .doors.door import Batch, Door, Raw
from .doors.keepable import shallow
from .flood import Flood, Gate
from .metrics import BATCH_SECONDS, BATCH_SIZE, COMMIT_SECONDS, MOVES, TURNS, UPDATES
from .ports import Store, Unit

log = structlog.get_logger()

BATCH_AT_MOST = 500
"""Updates in one transaction: more would keep the first of them waiting."""

FIRST_DELAY, LONGEST_DELAY = 0.5, 30.0
"""Seconds between attempts while the database can't be used: each delay is twice the last."""

RACES = 5
"""Races that a batch may lose to other workers before its updates are taken one by one, and that
one update may lose before it is set aside: then it is no race."""

ASIDE = 0.05
"""Seconds within which a batch that lost a race is taken again."""

_Moved = tuple[Arrival, Moved]
"""What an arrival did to a ticket."""


@dataclass(slots=True)
class _Parcel:
    """What one poll of a door brought, and who waits for it to be committed."""

    door: Door
    batch: Batch
    lease: Lease | None
    done: "asyncio.Future[None]" = field(
        default_factory=lambda: asyncio.get_running_loop().create_future()
    )


@dataclass(frozen=True, slots=True)
class _Update:
    door: Door
    raw: Raw
    key: str


@dataclass(slots=True)
class _Done:
    """What is counted of a transaction, once it is committed: it may have to be taken again."""

    fates: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Updates, by door and by what became of them."""
    turns: Counter[str] = field(default_factory=Counter)
    moved: list[_Moved] = field(default_factory=list)


_Tell = Callable[[Unit, _Update, int], Awaitable[None]]


class Intake:
    """Takes batches until it is cancelled. ``committed`` is called after each commit."""

    def __init__(
        self,
        store: Store,
        turns: Turns,
        town: Town,
        catalogue: Catalogue,
        committed: Callable[[], None],
        flood: Flood | None = None,
    ) -> None:
        self._store = store
        self._turns = turns
        self._town = town
        self._catalogue = catalogue
        self._committed = committed
        self._gate = Gate(flood, town, catalogue) if flood is not None else None
        self._arrived: asyncio.Queue[_Parcel] = asyncio.Queue()
        self.writes = True
        """Did the database take what came last?"""

    async def bring(self, door: Door, batch: Batch, lease: Lease | None = None) -> None:
        """Hand a poll's updates over; return when they are committed.

        Raises Overtaken where they were asked for under a lease that is another's by now.
        """
        parcel = _Parcel(door, batch, lease)
        await self._arrived.put(parcel)
        await parcel.done

    async def run(self) -> None:
        """Take what arrives, for ever."""
        while True:
            parcels = [await self._arrived.get()]
            count = len(parcels[0].batch.updates)
            while count < BATCH_AT_MOST and not self._arrived.empty():
                parcels.append(self._arrived.get_nowait())
                count += len(parcels[-1].batch.updates)
            await self._take(parcels)
            for _ in parcels:
                self._arrived.task_done()

    async def rest(self) -> None:
        """Wait until all that was handed over is committed."""
        await self._arrived.join()

    async def _take(self, parcels: Sequence[_Parcel]) -> None:
        """Commit the parcels, however often it has to be tried; not those of a lost lease."""
        failures = races = 0
        while parcels:
            try:
                await self._taken(parcels, races)
                break
            except Overtaken as overtaken:
                parcels = _without(parcels, overtaken)
            except Conflict:
                races += 1
                await _step_aside()
            except Unavailable as why:
                delay = min(LONGEST_DELAY, FIRST_DELAY * 2**failures)
                failures += 1
                self.writes = False
                log.warning("database_unavailable", seconds=delay, why=str(why))
                await asyncio.sleep(delay)
        self.writes = True
        self._committed()
        for parcel in parcels:
            if not parcel.done.done():
                parcel.done.set_result(None)

    async def _taken(self, parcels: Sequence[_Parcel], races: int) -> None:
        """Commit the parcels after so many lost ``races``.

        Raises Conflict, Unavailable or Overtaken where it is nobody's fault here.
        """
        try:
            if races < RACES:
                await self._together(parcels, races)
            else:
                await self._one_by_one(parcels)
        except (Unavailable, Overtaken):
            raise
        except Exception:
            log.exception("batch_failed", updates=sum(len(one.batch.updates) for one in parcels))
            await self._one_by_one(parcels)

    async def _together(self, parcels: Sequence[_Parcel], races: int) -> None:
        updates = [
            _Update(parcel.door, raw, parcel.door.key(raw))
            for parcel in parcels
            for raw in parcel.batch.updates
        ]
        BATCH_SIZE.observe(len(updates))
        with BATCH_SECONDS.time():
            # One alone was hardly seen before. If it was, that is a race lost, and it is asked.
            expected = len(updates) == 1 and not races
            done = await self._commit(updates, parcels, expected=expected)
        self._count(done)

    async def _commit(
        self,
        updates: Sequence[_Update],
        parcels: Sequence[_Parcel] = (),
        *,
        expected: bool = False,
    ) -> _Done:
        """One transaction: the turns, and the cursors behind them. ``expected``: see
        :meth:`bots.ports.Unit.unseen`."""
        async with self._store.unit() as unit:
            done = await self._turn_all(unit, updates, expected=expected)
            for parcel in parcels:
                _advance(unit, parcel)
            with COMMIT_SECONDS.time():
                await unit.commit()
        return done

    async def _turn_all(self, unit: Unit, updates: Sequence[_Update], *, expected: bool) -> _Done:
        done = _Done()
        arrivals = [
            arrival
            for update in await self._fresh(unit, updates, done, expected=expected)
            if (arrival := update.door.read(update.raw, update.key)) is not None
        ]
        await unit.recall_all([arrival.speaker for arrival in arrivals])
        for arrival in arrivals:
            if self._gate is not None and not await self._gate.lets_in(unit, arrival):
                continue
            done.turns[arrival.speaker.door] += 1
            done.moved += [(arrival, one) for one in await self._turns.take(unit, arrival)]
        return done

    def _count(self, done: _Done) -> None:
        """Tell what was done, once it is committed."""
        for (door, fate), count in done.fates.items():
            UPDATES.labels(door, fate).inc(count)
        for door, count in done.turns.items():
            TURNS.labels(door).inc(count)
        for arrival, one in done.moved:
            MOVES.labels(one.event.move.value).inc()
            log.info(
                "ticket",
                ticket=one.ticket.number,
                move=one.event.move.value,
                state=one.ticket.state.value,
                agency=one.ticket.agency,
                conversation=str(arrival.speaker),
            )

    async def _fresh(
        self, unit: Unit, updates: Sequence[_Update], done: _Done, *, expected: bool
    ) -> list[_Update]:
        """Drop what was seen before, here or in the database; remember the rest as seen."""
        by_door: dict[str, list[_Update]] = {}
        for update in updates:
            by_door.setdefault(update.door.name, []).append(update)
        fresh: list[_Update] = []
        for door, ours in by_door.items():
            unseen = await unit.unseen(door, [one.key for one in ours], expected=expected)
            for update in ours:
                if update.key in unseen:
                    unseen.discard(update.key)
                    unit.seen(door, update.key)
                    fresh.append(update)
            taken = sum(update.door.name == door for update in fresh)
            done.fates[door, "new"] += taken
            done.fates[door, "repeated"] += len(ours) - taken
        return fresh

    # when something fails

    async def _one_by_one(self, parcels: Sequence[_Parcel]) -> None:
        for parcel in parcels:
            for raw in parcel.batch.updates:
                update = _Update(parcel.door, raw, parcel.door.key(raw))
                await self._alone(update)
            async with self._store.unit() as unit:
                _advance(unit, parcel)
                await unit.commit()

    async def _alone(self, update: _Update) -> None:
        """Commit one update by itself; one that fails, or loses every race, is set aside."""
        for race in range(1, RACES + 1):
            try:
                self._count(await self._commit([update]))
            except Conflict:
                if race == RACES:
                    await self._set_aside(update, traceback.format_exc())
                await _step_aside()
            except Unavailable:
                raise
            except Exception:  # noqa: BLE001  because this is where poison is set aside
                await self._set_aside(update, traceback.format_exc())
                return
            else:
                return

    async def _set_aside(self, update: _Update, trace: str) -> None:
        """Put an update into quarantine, apologise, and tell the coordinators."""
        try:
            number = await self._write_aside(update, trace, self._tell)
        except Unavailable:
            raise
        except Exception:
            # What broke the turn may break the telling too. The update is kept all the same.
            log.exception("quarantine_not_told", door=update.door.name, key=update.key)
            number = await self._write_aside(update, trace)
        UPDATES.labels(update.door.name, "quarantined").inc()
        log.error("quarantined", number=number, door=update.door.name, key=update.key)

    async def _write_aside(self, update: _Update, trace: str, tell: _Tell | None = None) -> int:
        async with self._store.unit() as unit:
            raw = shallow(update.raw)
            number = await unit.set_aside(update.door.name, update.key, raw, trace)
            unit.seen(update.door.name, update.key)
            if tell is not None:
                await tell(unit, update, number)
            await unit.commit()
        return number

    async def _tell(self, unit: Unit, update: _Update, number: int) -> None:
        arrival = self._read(update)
        apologised = arrival is not None and arrival.private
        if arrival is not None and arrival.private:
            talk = load(arrival.speaker, await unit.recall(arrival.speaker))
            text = self._catalogue.say(talk.language, phrase("sorry"), self._town.zone)
            unit.send(Outgoing(arrival.speaker.peer, Message(text), client=arrival.client))
        chat = await unit.chat_of(self._town.coordinators.code)
        if chat is not None:
            words = phrase(
                "quarantined",
                count=await unit.spoilt.count(),
                id=str(number),
                door=update.door.name,
                apologised="yes" if apologised else "no",
            )
            text = self._catalogue.say(self._town.language, words, self._town.zone)
            message = Message(text)
            # After a bad deploy everything is set aside: one notice tells how much lies there.
            unit.send(Outgoing(chat, message, Lane.NOTICE, slot="quarantine", private=False))

    def _read(self, update: _Update) -> Arrival | None:
        try:
            return update.door.read(update.raw, update.key)
        except Exception:  # noqa: BLE001  because what cannot be read has nobody to apologise to
            return None


def _advance(unit: Unit, parcel: _Parcel) -> None:
    """Move the door's cursor; what a webhook brought has none."""
    if parcel.batch.cursor is not None:
        unit.advance(parcel.door.name, parcel.batch.cursor, parcel.lease)


def _without(parcels: Sequence[_Parcel], overtaken: Overtaken) -> Sequence[_Parcel]:
    """The other parcels: who brought those of the lost lease is told, and asks no further."""
    for parcel in parcels:
        if parcel.lease == overtaken.lease and not parcel.done.done():
            parcel.done.set_exception(overtaken)
    return [parcel for parcel in parcels if parcel.lease != overtaken.lease]


async def _step_aside() -> None:
    """Let the other worker finish, and do not meet it again at the same moment."""
    await asyncio.sleep(random.uniform(0, ASIDE))  # noqa: S311  because jitter is no secret
