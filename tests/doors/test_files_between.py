"""Files from one messenger to the other: real doors, couriers and collector over the sandbox.

A resident on Telegram, an agency on VK. What they send is read from the messenger, given to a
ticket, told, collected and delivered; only the dialog between is left out.
"""

import asyncio
import base64
import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession
from msgspec.structs import replace

from bots.delivery.collecting import Collector
from bots.delivery.courier import Courier
from bots.doors.door import Door
from bots.doors.layout import expand
from bots.doors.limits import LIMITS
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, serve
from core.actors import Actor, Party
from core.messages import File, FileKind, Outgoing
from core.people import Operator, Peer, Speaker
from core.tickets import Move, Moved, Ticket, move
from core.topics import Suggestions
from core.town import Town
from dialogs.events import Sent
from dialogs.office import Office, open_office
from dialogs.telling import Teller
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.files import FileStore
from storage.store import Store
from tests.core.small_town import load
from tests.storage.told import a_ticket, filed
from tests.tables import lay_tables

ANNA, PETR = 7001, 7002
NUMBER = "26-000001"
OGG = b"OggS\0\2" + bytes(22) + b"OpusHead" + bytes(60)
BY = Operator("roads", "Пётр", Speaker("vk", PETR, PETR))


def fit(outgoing: Outgoing) -> tuple[Outgoing, ...]:
    return expand(outgoing, LIMITS[outgoing.peer.door])


@dataclass
class Between:
    """Two messengers, and the bot's machinery between them."""

    url: str
    http: ClientSession
    doors: dict[str, Door]
    store: Store
    office: Office
    collector: Collector
    cursors: dict[str, str | None]

    async def control(self, deed: str, **body: Any) -> Any:
        async with self.http.post(f"{self.url}/control/{deed}", json=body) as response:
            answer = await response.json()
            assert response.status == 200, answer
            return answer

    async def act(self, door: str, person: int, deed: str, **more: Any) -> Any:
        return await self.control(deed, door=door, chat=person, person=person, **more)

    async def files(self, door: str) -> tuple[File, ...]:
        """The files that came through a door since it was asked last."""
        batch = await self.doors[door].arrivals(self.cursors[door])
        self.cursors[door] = batch.cursor
        read = [self.doors[door].read(raw, self.doors[door].key(raw)) for raw in batch.updates]
        events = [arrival.event for arrival in read if arrival is not None]
        return tuple(f for event in events if isinstance(event, Sent) for f in event.files)

    async def record(self, moved: Moved) -> Ticket:
        async with self.store.unit() as unit:
            await unit.bind(Peer("vk", PETR), "roads", "Дороги", BY)
            unit.record(moved)
            await Teller(self.office, unit).tell([moved])
            await unit.commit()
        return moved.ticket

    async def complain(self, *files: File) -> Ticket:
        ticket = a_ticket(NUMBER, Speaker("telegram", ANNA, ANNA))
        return await self.record(filed(_with(ticket, files)))

    async def answer(self, ticket: Ticket, *files: File) -> None:
        by = Actor(Party.AGENCY, "roads", "Пётр")
        at = ticket.changed_at
        await self.record(move(ticket, Move.ANSWER, by, at, text="Сделано", files=files))

    @contextlib.asynccontextmanager
    async def collecting(self) -> AsyncIterator[None]:
        task = asyncio.create_task(self.collector.run())
        yield
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    async def collected(self, *files: File) -> None:
        async with self.collecting():
            for file in files:
                await self.collector.find(file, NUMBER)

    async def delivered(self) -> None:
        """Let everything that waits be sent."""

        async def lost(peer: Peer, private: bool, why: str) -> None:
            raise AssertionError(f"{peer}: {why}")

        couriers = [
            Courier(door, self.store, self.store, self.collector, lost)
            for door in self.doors.values()
        ]
        tasks = [asyncio.create_task(courier.run()) for courier in couriers]
        async with asyncio.timeout(30):
            while await self.store.pending():  # noqa: ASYNC110  because the database tells nobody when it changes
                await asyncio.sleep(0.02)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def shown(self, door: str, person: int) -> list[dict[str, Any]]:
        asked = {"door": door, "chat": str(person)}
        async with self.http.get(f"{self.url}/control/messages", params=asked) as response:
            found = (await response.json())["messages"]
            return [message for message in found if message["from"]["bot"]]


def _with(ticket: Ticket, files: tuple[File, ...]) -> Ticket:
    return replace(ticket, files=files)


@pytest.fixture
async def between(tmp_path: Path) -> AsyncIterator[Between]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(database)
    town: Town = load(tmp_path)
    async with serve() as sandbox, ClientSession() as http:
        doors: dict[str, Door] = {
            "telegram": TelegramDoor(TELEGRAM_TOKEN, f"{sandbox.url}/telegram", wait=0),
            "vk": VkDoor(VK_TOKEN, VK_GROUP_ID, f"{sandbox.url}/vk", wait=0),
        }
        store = Store(database, fit)
        catalogue, suggestions = Catalogue(), Suggestions(town)
        turns = Turns(town, catalogue, suggestions)
        folder = FileStore(tmp_path / "files")
        collector = Collector(doors, store, folder, turns, lambda: None)
        office = open_office(town, catalogue, suggestions)
        cursors: dict[str, str | None] = {"telegram": None, "vk": None}
        for door in doors.values():
            await door.open()
        cursors["vk"] = (await doors["vk"].arrivals(None)).cursor
        made = Between(sandbox.url, http, doors, store, office, collector, cursors)
        await made.control("person", door="telegram", name="Анна Иванова", id=ANNA)
        await made.control("person", door="vk", name="Пётр Петров", id=PETR)
        await made.act("telegram", ANNA, "say", text="/start")
        await made.act("vk", PETR, "say", text="Здравствуйте")
        yield made
        for door in doors.values():
            await door.close()
    await database.close()


async def test_a_voice_from_telegram_is_heard_in_vk(between: Between) -> None:
    said = base64.b64encode(OGG).decode()
    await between.act("telegram", ANNA, "media", kind="voice", content=said, mime="audio/ogg")
    (voice,) = await between.files("telegram")
    assert voice.kind is FileKind.VOICE
    await between.complain(voice)
    async with between.collecting():
        await between.delivered()
    kinds = [file["kind"] for post in await between.shown("vk", PETR) for file in post["files"]]
    assert kinds == ["voice"]


async def test_an_answers_photo_outlives_its_link(between: Between) -> None:
    await between.act("vk", PETR, "photo", count=1)
    (photo,) = await between.files("vk")
    ticket = await between.complain()
    await between.answer(ticket, photo)
    await between.collected(photo)
    await _lose(between, "vk", PETR)
    await between.delivered()
    photos = [one for post in await between.shown("telegram", ANNA) for one in post["photos"]]
    assert len(photos) == 1


async def test_a_photo_that_died_before_it_was_fetched_is_told_under_the_card(
    between: Between,
) -> None:
    await between.act("telegram", ANNA, "photo", count=2)
    files = await between.files("telegram")
    await _lose(between, "telegram", ANNA)
    await between.complain(*files)
    async with between.collecting():
        await between.delivered()
    posts = await between.shown("vk", PETR)
    texts = [post["text"] for post in posts]
    assert sum("фото 1 из 2 от жителя получить не удалось" in text for text in texts) == 1
    assert sum(len(post["photos"]) for post in posts) == 1


async def test_telegram_is_given_what_it_forgot_itself(between: Between) -> None:
    await between.act("telegram", ANNA, "photo", count=1)
    (photo,) = await between.files("telegram")
    ticket = await between.complain()
    await between.answer(ticket, photo)
    await between.collected(photo)
    await _lose(between, "telegram", ANNA)
    await between.delivered()
    photos = [one for post in await between.shown("telegram", ANNA) for one in post["photos"]]
    assert len(photos) == 1


async def _lose(between: Between, door: str, person: int) -> None:
    """Let the messenger lose the first file that somebody sent."""
    asked = {"door": door, "chat": str(person)}
    async with between.http.get(f"{between.url}/control/messages", params=asked) as response:
        posts = (await response.json())["messages"]
    key = next(one["key"] for post in posts for one in post["photos"])
    await between.control("lose_file", key=key)
