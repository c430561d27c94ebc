"""The last act of a complaint, «send», through the whole intake in a made town.

Residents nobody has seen yet come as far as the summary, all together; then each presses «send»
alone, and waits until it is committed. What is timed is the update from its JSON to the commit:
reading it, the conversation, the turn, the number, the ticket and its words, what is open nearby,
the agency's card, the reply. Nothing is delivered; what was to be is taken away afterwards.
"""

import asyncio
import contextlib
import json
import time
from collections.abc import Iterable

from sqlalchemy import delete

from bots.delivery.fitting import fitting
from bots.doors.door import Batch
from bots.intake import Intake
from core.messages import Message, Outgoing
from core.people import Operator, Peer, Speaker
from core.topics import Suggestions
from core.town import load_town
from core.words.written import read_json
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.store import Store
from storage.tables import outbox

from .complaints import TOWN
from .people import Messenger, Script
from .stubs import stub

NAME = "create: «send», through the intake"


class Filing:
    """``door`` is the messenger by which they come."""

    def __init__(self, database: Database, door: str) -> None:
        self._database = database
        self._lay_out = fitting(Catalogue())
        town, catalogue = load_town(TOWN), Catalogue()
        # On a server as one of several workers, who tell each other by the database.
        holder = None if database.url.drivername.startswith("sqlite") else "bench"
        self._store = Store(database, self._fit, holder=holder)
        turns = Turns(town, catalogue, Suggestions(town))
        self._intake = Intake(self._store, turns, town, catalogue, lambda: None)
        self._door = stub(door).door
        self._agencies = [agency.code for agency in town.agencies]
        # Each run brings people and updates that no run before it had.
        self._first = time.time_ns() // 1_000
        self._messenger = Messenger(door, self._first)
        self._script = Script(door)
        self._said: list[Outgoing] = []

    async def seconds(self, people: int) -> list[float]:
        """Of each person's «send»."""
        working = asyncio.create_task(self._intake.run())
        try:
            await self._bind()
            await self._learn()
            crowd = range(self._first + 1, self._first + 1 + people)
            for act in range(len(self._script.acts) - 1):
                await self._bring([self._act(person, act) for person in crowd])
            return [await self._timed(person) for person in crowd]
        finally:
            working.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await working
            await self._tidy()
            await self._door.close()

    async def _timed(self, person: int) -> float:
        said = self._act(person, len(self._script.acts) - 1)
        before = len(self._said)
        begun = time.perf_counter()
        await self._bring([said])
        spent = time.perf_counter() - begun
        if not any(one.ticket and one.peer.chat == person for one in self._said[before:]):
            raise SystemExit(f"{self._door.name}: «send» of {person} filed no ticket")
        return spent

    async def _bring(self, said: list[bytes]) -> None:
        await self._intake.bring(
            self._door, Batch([read_json(one) for one in said], str(time.time_ns()))
        )

    def _act(self, person: int, act: int) -> bytes:
        raw = self._messenger.update(self._script.acts[act], person, base=0)
        return json.dumps(raw, ensure_ascii=False).encode()

    async def _learn(self) -> None:
        """The first of them shows the others the way."""
        act = 0
        while True:
            self._said.clear()
            await self._bring([self._act(self._first, act)])
            if self._script.is_whole:
                return
            act += 1
            if act == len(self._script.acts):
                self._script.learn(self._shown())

    def _shown(self) -> list[Message]:
        return [one.message for one in self._said if one.peer.chat == self._first]

    async def _bind(self) -> None:
        async with self._store.unit() as unit:
            for place, agency in enumerate(self._agencies, 1):
                by = Operator(agency, "Ольга", Speaker(self._door.name, -place, 7))
                await unit.bind(Peer(self._door.name, -place), agency, "Чат", by)
            await unit.commit()

    async def _tidy(self) -> None:
        async with self._database.write() as connection:
            ours = outbox.c.chat.between(self._first, self._first + 10**9)
            cards = outbox.c.chat.between(-len(self._agencies), -1)
            await connection.execute(
                delete(outbox).where(outbox.c.state == "pending", ours | cards)
            )
            await connection.commit()

    def _fit(self, outgoing: Outgoing) -> Iterable[Outgoing]:
        made = tuple(self._lay_out(outgoing))
        self._said += made
        return made
