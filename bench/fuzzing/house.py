"""The intake over a real database, and a courier whose messenger takes everything.

Everything is the program's own but the network and the clock: the doors' ``key`` and ``read``,
the turns on the example town, SQLite in a file, the outbox, the doors' ``call_for``. The disk is
not waited for (``synchronous=OFF``): a crash of the machine is not what is looked for here.
"""

import asyncio
import contextlib
import itertools
from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from msgspec.structs import replace
from sqlalchemy import event

from bots.delivery.fitting import fitting
from bots.doors.door import Batch, Door, Raw
from bots.doors.layout import is_below
from bots.doors.limits import LIMITS
from bots.doors.max.door import MaxDoor
from bots.doors.max.keys import TITLE
from bots.doors.max.reading import group_of
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.doors.vk.reading import author_of
from bots.intake import Intake
from core.messages import Card, Outgoing
from core.outbox import Sent, Waiting
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from core.town import Town, load_town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.migrate import migrate
from storage.store import Store

from .vk_people import GROUP
from .world import Shown, World

TOWN = Path(__file__).parents[2] / "town.toml"
BEGAN = datetime(2026, 9, 1, 1, 0, tzinfo=UTC)
STEP = timedelta(minutes=3)
"""Between two batches, by the house's clock."""

HOOK = "https://bot.example/hook"
AT_ONCE = 500
"""Messages taken from the outbox at a time."""


@dataclass(frozen=True, slots=True)
class Update:
    """``index`` counts the updates of the whole run; ``kind`` is how it was made."""

    index: int
    door: str
    kind: str
    raw: Raw


class House:
    """Open it with :func:`open_house`."""

    def __init__(self, database: Database, town: Town, world: World) -> None:
        self.database = database
        self.world = world
        self.doors: Mapping[str, Door] = {
            "telegram": TelegramDoor("42:token", "http://localhost", hook=HOOK),
            "vk": VkDoor("vk1.token", GROUP, "http://localhost", hook=HOOK),
            "max": MaxDoor("max-token", "http://localhost", hook=HOOK),
        }
        self.now = BEGAN
        self.store = Store(database, fitting(Catalogue()), lambda: self.now)
        self._town = town
        self._catalogue = Catalogue()
        self._turns = Turns(town, self._catalogue, Suggestions(town))
        self._cursor = itertools.count()
        self._intake, self._working = self._begin()

    async def take(self, updates: Sequence[Update]) -> BaseException | None:
        """Bring a batch, as the doors would; the exception that ended the intake, if one did."""
        self.now += STEP
        by_door = [(name, [one.raw for one in updates if one.door == name]) for name in self.doors]
        bringing = asyncio.gather(
            *(
                self._intake.bring(self.doors[name], Batch(raws, str(next(self._cursor))))
                for name, raws in by_door
                if raws
            )
        )
        await asyncio.wait({bringing, self._working}, return_when=asyncio.FIRST_COMPLETED)
        if not self._working.done():
            return None
        bringing.cancel()
        await asyncio.gather(bringing, return_exceptions=True)
        ended = self._working.exception()
        self._intake, self._working = self._begin()
        return ended

    def introduce(self, updates: Iterable[Update]) -> None:
        """What the doors of VK and MAX do before the intake sees an update: the names that those
        do not tell."""
        for one in updates:
            if one.door == "vk":
                person, chat = author_of(one.raw)
                one.raw["person_name"] = self.world.words.name() if person else ""
                one.raw["chat_title"] = self.world.words.name() if chat else ""
            elif one.door == "max":
                one.raw[TITLE] = self.world.words.name() if group_of(one.raw) else ""

    async def settle_in(self) -> None:
        """Bind the agencies whose chats the people have unbound; invite to one by a code."""
        code = f"ABCD-{next(self._cursor):06d}"
        async with self.store.unit() as unit:
            agencies = iter(agency.code for agency in self._town.agencies)
            for door, chat in _in_turn(self.world.bound):
                agency = next(agencies)
                if await unit.chat_of(agency) is None:
                    by = Operator(agency, "Ольга", Speaker(door, chat, self.world.people[0]))
                    await unit.bind(Peer(door, chat), agency, "Чат", by)
            await unit.invite(code, self._town.coordinators.code, self.now + STEP * 10)
            await unit.commit()
        self.world.words.code = code

    async def outgoing(self) -> AsyncIterator[Outgoing]:
        """What waits in the outbox, each with its card found, until nothing waits. It is taken,
        and seen by the people of its chat."""
        for door in self.doors:
            while waiting := await self.store.ready(door, AT_ONCE, ()):
                settled = []
                for one in waiting:
                    ready = await self._addressed(one)
                    yield ready
                    settled.append(Sent(one, self._taken(ready)))
                await self.store.settle(settled)

    def silent(self) -> set[tuple[str, str | None]]:
        """Presses that are answered without a word, by their doors; each is told once."""
        return {(door, one.toast) for door in self.doors for one in self.store.answers(door)}

    async def _addressed(self, waiting: Waiting) -> Outgoing:
        """As the courier does it."""
        outgoing = waiting.outgoing
        if outgoing.card not in (Card.EDIT, Card.UNDER):
            return outgoing
        anchor = await self.store.anchor(waiting)
        if outgoing.card is Card.EDIT:
            return replace(outgoing, edits=anchor)
        return replace(outgoing, message=replace(outgoing.message, reply_to=anchor))

    def _taken(self, outgoing: Outgoing) -> str:
        if outgoing.toast is not None:
            return ""
        count = max(1, len(outgoing.message.files))
        numbers = [next(self.world.numbers) for _ in range(count)]
        if outgoing.edits is not None and outgoing.edits.isdecimal():
            numbers = [int(outgoing.edits)]
        door, message = outgoing.peer.door, outgoing.message
        below = is_below(message, LIMITS[door]) or (door == "vk" and message.screen)
        shown = Shown(numbers[0], message.text, message.rows, below)
        self.world.show(door, outgoing.peer.chat, shown)
        return ",".join(map(str, numbers))

    def _begin(self) -> tuple[Intake, "asyncio.Task[Any]"]:
        intake = Intake(self.store, self._turns, self._town, self._catalogue, lambda: None)
        return intake, asyncio.create_task(intake.run())

    async def close(self) -> None:
        self._working.cancel()
        await asyncio.gather(self._working, return_exceptions=True)
        for door in self.doors.values():
            await door.close()
        await self.database.close()


@contextlib.asynccontextmanager
async def open_house(folder: Path, town: Town, world: World, url: str = "") -> AsyncIterator[House]:
    """A house over a database in ``folder``, or over the one at ``url``."""
    database = Database(url or f"sqlite+aiosqlite:///{folder}/fuzz.db")
    if not url:
        event.listen(database.engine.sync_engine, "connect", _do_not_wait)
    await migrate(database)
    house = House(database, town, world)
    try:
        await house.settle_in()
        yield house
    finally:
        await house.close()


def open_town() -> Town:
    return load_town(TOWN)


def _do_not_wait(connection: Any, record: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA synchronous=OFF")
    cursor.close()


def _in_turn(bound: Mapping[str, Sequence[int]]) -> list[tuple[str, int]]:
    """The groups as they were shared out: one messenger, the other, the first again."""
    rounds = itertools.zip_longest(
        *([(door, chat) for chat in chats] for door, chats in bound.items())
    )
    return [one for pair in rounds for one in pair if one is not None]
