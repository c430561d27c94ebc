"""What has to hold after every batch.

* The intake goes on: nothing that was brought ends it.
* Every update of the batch is behind us: taken, ignored, or in quarantine. Only what the
  messenger may not send is in quarantine.
* Every press that was read is answered, where a button waits for it.
* Whatever is said fits its messenger, and can be written as its call.
* A ticket's history follows the table of moves, event after event, and ends at its state.
"""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from aiogram import Bot
from sqlalchemy import select

from bots.doors.limits import LIMITS
from bots.doors.max import calls as max_calls
from bots.doors.plain import units
from bots.doors.telegram import calls as telegram_calls
from bots.doors.vk import calls as vk_calls
from core.messages import Outgoing
from core.tickets import MOVES, Move, State
from dialogs.events import Arrival
from storage.tables import inbox, outbox, quarantine, ticket_events, tickets
from tests.doors import max_contract
from tests.doors.contract import complaints

from .house import House, Update
from .validity import is_valid

SAMPLE = 10
"""One message in so many is held against the published schema of requests, too."""

FORGIVEN = ("cmid",)
"""What VK takes and its published schema does not know."""


@dataclass(frozen=True, slots=True)
class Violation:
    """``update`` is the one that did it, None where it is not known."""

    what: str
    detail: str
    update: Update | None = None


@dataclass(slots=True)
class Verdicts:
    """Counts what happened, and keeps what must not."""

    house: House
    counts: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    violations: list[Violation] = field(default_factory=list)
    messages: int = 0
    presses: int = 0
    _bot: Bot = field(default_factory=lambda: Bot("42:token"))
    _quarantined: int = 0
    _told: int = 0
    _states: dict[str, State] = field(default_factory=dict)

    def blame(self, what: str, detail: str, update: Update | None = None) -> None:
        self.violations.append(Violation(what, detail, update))

    async def batch(self, updates: Sequence[Update]) -> None:
        """Bring a batch and judge what became of it."""
        self.house.introduce(updates)
        read = [self._read(one) for one in updates]
        keys = [self.house.doors[one.door].key(one.raw) for one in updates]
        before = await self._behind(keys)
        ended = await self.house.take(updates)
        if ended is not None:
            await self._find_culprit(updates, ended)
        behind = await self._behind(keys)
        for one, key in zip(updates, keys, strict=True):
            if (one.door, key) not in behind:
                self.blame("neither taken nor set aside", key, one)
        await self._look_into_quarantine(updates, keys)
        await self._answered(updates, keys, read, before)
        await self._say()
        await self._histories()

    def _read(self, update: Update) -> Arrival | None:
        """What the door reads; also counts."""
        door = self.house.doors[update.door]
        self._count(update, "updates")
        if is_valid(update.door, update.raw):
            self._count(update, "valid")
        door.genuine({}, update.raw)
        try:
            arrival = door.read(update.raw, door.key(update.raw))
        except Exception:  # noqa: BLE001  because the quarantine, looked at later, tells
            return None
        self._count(update, "ignored" if arrival is None else "read")
        return arrival

    def _count(self, update: Update, what: str) -> None:
        self.counts[update.door, update.kind, what] += 1

    async def _find_culprit(self, updates: Sequence[Update], ended: BaseException) -> None:
        """Take the updates of a fatal batch one by one; what is fatal alone is to blame."""
        found = False
        for one in updates:
            if (alone := await self.house.take([one])) is not None:
                self.blame("the intake ended", repr(alone)[:2000], one)
                found = True
        if not found:
            self.blame("the intake ended, of a batch", repr(ended)[:2000], updates[0])

    async def _behind(self, keys: Sequence[str]) -> set[tuple[str, str]]:
        """Which of these the inbox has: (door, key)."""
        async with self.house.database.read() as connection:
            found = await connection.execute(
                select(inbox.c.door, inbox.c.key).where(inbox.c.key.in_(set(keys)))
            )
            return {(row.door, row.key) for row in found}

    async def _look_into_quarantine(self, updates: Sequence[Update], keys: Sequence[str]) -> None:
        async with self.house.database.read() as connection:
            found = await connection.execute(
                select(quarantine.c.id, quarantine.c.door, quarantine.c.key, quarantine.c.trace)
                .where(quarantine.c.id > self._quarantined)
                .order_by(quarantine.c.id)
            )
            rows = found.all()
        named = {(one.door, key): one for one, key in reversed([*zip(updates, keys, strict=True)])}
        for row in rows:
            self._quarantined = row.id
            update = named.get((row.door, row.key))
            if update is None:
                self.blame("something else is in quarantine", row.trace[-2000:])
            elif is_valid(update.door, update.raw):
                self._count(update, "quarantined valid")
                self.blame("valid, and in quarantine", row.trace[-2000:], update)
            else:
                self._count(update, "quarantined")

    async def _answered(
        self,
        updates: Sequence[Update],
        keys: Sequence[str],
        read: Sequence[Arrival | None],
        before: set[tuple[str, str]],
    ) -> None:
        """``before``: what was taken in an earlier batch; a repeat is dropped, and rightly."""
        pressed: dict[tuple[str, str], Update] = {}
        for one, key, arrival in zip(updates, keys, read, strict=True):
            fresh = (one.door, key) not in before
            before.add((one.door, key))
            waits = arrival is not None and LIMITS[one.door].spins
            if fresh and waits and arrival and arrival.press and _is_text(arrival.press):
                pressed[one.door, arrival.press] = one
        async with self.house.database.read() as connection:
            found = await connection.execute(
                select(outbox.c.door, outbox.c.toast).where(
                    outbox.c.toast.in_({press for _, press in pressed})
                )
            )
            answered = {(row.door, row.toast) for row in found}
            answered |= self.house.silent()
            aside = select(quarantine.c.door, quarantine.c.key).where(quarantine.c.key.in_(keys))
            quarantined = {(row.door, row.key) for row in await connection.execute(aside)}
        for name, update in pressed.items():
            key = self.house.doors[update.door].key(update.raw)
            if name in answered:
                self.presses += 1
            elif (update.door, key) not in quarantined:
                self.blame("a press is not answered", str(name), update)

    # what is said

    async def _say(self) -> None:
        async for outgoing in self.house.outgoing():
            self.messages += 1
            try:
                wrong = self._unfit(outgoing)
            except Exception as error:  # noqa: BLE001  because this is what is looked for
                wrong = f"cannot be written: {error!r}"
            if wrong:
                self.blame("what is said does not fit", f"{wrong}\n{outgoing!r}"[:4000])

    def _unfit(self, outgoing: Outgoing) -> str:
        """What is wrong with the call; "" if nothing."""
        text, limits = outgoing.message.text, LIMITS[outgoing.peer.door]
        files = outgoing.message.files
        if units(text) > (limits.toast if outgoing.toast is not None else limits.text):
            return f"{units(text)} units"
        if "\x00" in text or not _is_text(text):
            return "signs that no messenger takes"
        for row in outgoing.message.rows:
            for button in row:
                if len(button.payload.encode()) > limits.payload or not button.label.strip():
                    return f"the button {button!r}"
        if outgoing.toast is None and outgoing.edits is None and not text.strip() and not files:
            return "nothing is said"
        if outgoing.peer.door == "max":
            call = max_calls.call_for(outgoing)
            query = {name: str(value) for name, value in call.query.items()}
            return "\n".join(max_contract.request(call.verb, call.path, query, call.body))
        method, parameters = (
            self._telegram(outgoing) if outgoing.peer.door == "telegram" else _vk(outgoing)
        )
        if self.messages % SAMPLE:
            return ""
        if parameters.get("event_id") == "":
            return ""  # so the press came: there is nobody to answer
        named = {name: one for name, one in parameters.items() if name not in FORGIVEN}
        return complaints(outgoing.peer.door, method, named, ())

    def _telegram(self, outgoing: Outgoing) -> tuple[str, dict[str, object]]:
        call = telegram_calls.call_for(outgoing, lambda file: file.ref or "-")
        parameters = {
            name: self._bot.session.prepare_value(value, bot=self._bot, files={})
            for name, value in call.model_dump(warnings=False).items()
        }
        told = {name: value for name, value in parameters.items() if value is not None}
        return call.__api_method__, told

    # what became of tickets

    async def _histories(self) -> None:
        async with self.house.database.read() as connection:
            found = await connection.execute(
                select(ticket_events)
                .where(ticket_events.c.id > self._told)
                .order_by(ticket_events.c.id)
            )
            events = found.all()
            changed = {row.number for row in events}
            now = await connection.execute(
                select(tickets.c.number, tickets.c.state).where(tickets.c.number.in_(changed))
            )
            states = {row.number: State(row.state) for row in now}
        for row in events:
            self._told = row.id
            move, after = Move(row.move), State(row.after)
            before = State(row.before) if row.before else None
            stood = self._states.get(row.number)
            if before is not stood:
                self.blame("a history has a gap", f"{row.number}: {stood} → {before}, {move}")
            follows = (
                stood is None if move is Move.FILE else MOVES[move].get(stood or after) is after
            )
            if not follows or (stood is None and move is not Move.FILE):
                self.blame("no move of the table", f"{row.number}: {before} {move} {after}")
            self._states[row.number] = after
        for number in changed:
            if states.get(number) is not self._states[number]:
                self.blame("a ticket is not where its history ends", number)

    @property
    def tickets(self) -> int:
        return len(self._states)


def _is_text(text: str) -> bool:
    """No half of a surrogate pair in it, and no NUL, which PostgreSQL does not keep."""
    return "\0" not in text and not any("\ud800" <= sign <= "\udfff" for sign in text)


def _vk(outgoing: Outgoing) -> tuple[str, dict[str, object]]:
    method, parameters = vk_calls.call_for(outgoing, 7)
    return method, {**parameters, "access_token": "t", "v": "5.199"}


def told(violation: Violation, seed: int) -> str:
    """As a file that says how to see it again."""
    update = violation.update
    return json.dumps(
        {
            "what": violation.what,
            "seed": seed,
            "index": update.index if update else None,
            "door": update.door if update else None,
            "kind": update.kind if update else None,
            "update": update.raw if update else None,
            "detail": violation.detail,
        },
        indent=1,
    )
