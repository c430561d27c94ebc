"""The collector: files are fetched soon, counted on the way, known by their bytes, kept once."""

import asyncio
import contextlib
import stat
import tracemalloc
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import select

from bots.delivery.carrying import Carrier
from bots.delivery.collecting import Collector
from bots.doors.door import Rejected, Unsettled
from core.actors import Actor, Party
from core.files import HOUSE, Fate, Found, Loss
from core.messages import File, FileKind, Message, Outgoing
from core.people import Operator, Peer, Speaker
from core.tickets import Move, Moved, Ticket, TicketEvent
from core.topics import Suggestions
from core.town import Town
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.files import FileStore
from storage.store import Store
from storage.tables import outbox
from tests.storage.told import a_ticket, filed

from .fakes import FAST, Clock, FakeDoor

JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + bytes(100)
NUMBER = "26-000001"
AGENCY = Peer("vk", -7)
ANNA = Speaker("telegram", 10, 10)
BY = Operator("roads", "Пётр", Speaker("vk", -7, 7))


def photo(ref: str, size: int = 0) -> File:
    return File(FileKind.PHOTO, "telegram", ref, size=size)


@dataclass
class House:
    """A collector over a real store and folder, and a messenger in memory."""

    store: Store
    database: Database
    clock: Clock
    folder: Path
    turns: Turns
    door: FakeDoor = field(default_factory=FakeDoor)
    committed: int = 0

    def collector(self, patience: float = 0.0, on_the_spot: float = 5.0) -> Collector:
        return Collector(
            {self.door.name: self.door},
            self.store,
            FileStore(self.folder),
            self.turns,
            self.count,
            clock=self.clock,
            patience=patience,
            on_the_spot=on_the_spot,
        )

    def count(self) -> None:
        self.committed += 1

    async def file(self, *files: File) -> Ticket:
        """A complaint with these files; the agency serves from VK."""
        ticket = replace(a_ticket(NUMBER, ANNA, self.clock.now), files=files)
        async with self.store.unit() as unit:
            await unit.bind(AGENCY, "roads", "Дороги", BY)
            unit.record(filed(ticket))
            await unit.commit()
        return ticket

    async def answer(self, ticket: Ticket, *files: File) -> None:
        event = TicketEvent(
            ticket.number, self.clock.now, Move.ANSWER, Actor(Party.AGENCY, "roads", "Пётр"),
            ticket.state, ticket.state, "roads", "Сделано", files,
        )  # fmt: skip
        async with self.store.unit() as unit:
            unit.record(Moved(ticket, event, ticket))
            await unit.commit()

    @contextlib.asynccontextmanager
    async def at_work(
        self, patience: float = 0.0, on_the_spot: float = 5.0
    ) -> AsyncIterator[Collector]:
        collector = self.collector(patience, on_the_spot)
        task = asyncio.create_task(collector.run())
        yield collector
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task

    async def becomes(self, file: File, fate: Fate) -> Found:
        async with asyncio.timeout(60):
            while (found := await self.store.file(file)) is None or found.fate is not fate:  # noqa: ASYNC110  because the database tells nobody when it changes
                await asyncio.sleep(0)
        return found

    async def called(self) -> None:
        """The couriers were called: there may be something to send now."""
        async with asyncio.timeout(60):
            while not self.committed:  # noqa: ASYNC110  because the call is a mere function
                await asyncio.sleep(0)

    async def collected(self, file: File, fate: Fate = Fate.KEPT) -> Found:
        async with self.at_work():
            return await self.becomes(file, fate)

    async def told(self) -> list[tuple[Peer, str]]:
        async with self.database.read() as connection:
            found = await connection.execute(select(outbox).order_by(outbox.c.id))
            return [
                (Peer(row.door, row.chat), row.message["text"] or row.message["caption"])
                for row in found
            ]

    def kept(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.fixture
def house(
    store: Store, database: Database, clock: Clock, tmp_path: Path, town: Town, catalogue: Catalogue
) -> House:
    turns = Turns(town, catalogue, Suggestions(town))
    return House(store, database, clock, tmp_path / "files", turns)


async def test_a_ticket_s_files_are_fetched_and_kept_by_their_content(house: House) -> None:
    house.door.contents = {"a": [JPEG[:50], JPEG[50:]]}
    await house.file(photo("a", size=1))
    async with house.at_work():
        found = await house.becomes(photo("a"), Fate.KEPT)
        await house.called()
    assert found.content is not None
    assert (found.content.type, found.content.size) == ("image/jpeg", len(JPEG))
    (path,) = house.kept()
    assert path.name == found.content.digest == sha256(JPEG).hexdigest()
    assert path.read_bytes() == JPEG
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


async def test_the_files_of_an_answer_are_fetched_too(house: House) -> None:
    house.door.contents = {"a": JPEG}
    await house.answer(await house.file(), photo("a"))
    assert (await house.collected(photo("a"))).content is not None


async def test_the_same_content_is_kept_once(house: House) -> None:
    house.door.contents = {"a": JPEG, "b": JPEG}
    await house.file(photo("a"), photo("b"))
    async with house.at_work():
        await house.becomes(photo("a"), Fate.KEPT)
        await house.becomes(photo("b"), Fate.KEPT)
    assert len(house.kept()) == 1


async def test_a_download_that_breaks_off_is_tried_again_later(house: House) -> None:
    house.door.contents = {"a": [JPEG[:50], Unsettled("cut")]}
    await house.file(photo("a"))
    async with house.at_work() as collector:
        async with asyncio.timeout(60):
            while not house.door.fetched or house.kept():  # noqa: ASYNC110  because the folder tells nobody
                await asyncio.sleep(0)
        house.door.contents = {"a": JPEG}
        while not (await house.store.file(photo("a"))).content:  # type: ignore[union-attr]  # because it is known
            house.clock.forward(1)
            collector.call()
            await asyncio.sleep(0)
    assert [path.read_bytes() for path in house.kept()] == [JPEG]


async def test_what_fails_for_a_day_is_missing_and_told_once(house: House) -> None:
    house.door.contents = {"a": Unsettled("down")}
    await house.file(photo("a"), photo("b"))
    house.door.contents["b"] = JPEG
    house.clock.forward(25 * 3600)
    await house.collected(photo("a"), Fate.MISSING)
    ((chat, text),) = await house.told()
    assert chat == AGENCY
    assert "26-000001: фото 1 из 2 от жителя получить не удалось" in text


@dataclass
class Endless(FakeDoor):
    """Claims a byte and never ends."""

    async def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        while True:
            yield bytes(1 << 16)
            await asyncio.sleep(0)


async def test_what_is_larger_than_it_claims_is_cut_off_and_told(house: House) -> None:
    house.door = Endless(limits=replace(FAST, download=1 << 20))
    await house.file(photo("a", size=1))
    await house.collected(photo("a"), Fate.MISSING)
    assert house.kept() == []
    ((_, text),) = await house.told()
    assert "слишком большой файл" in text


async def test_a_large_file_never_stands_in_memory_whole(house: House) -> None:
    size = 32 * 1024 * 1024
    part = bytes(1 << 16)
    house.door = FakeDoor(
        limits=replace(FAST, download=size), contents={"a": [part] * (size >> 16)}
    )
    await house.file(photo("a"))
    tracemalloc.start()
    await house.collected(photo("a"))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert house.kept()[0].stat().st_size == size
    assert peak < size // 8


@pytest.mark.parametrize(
    ("content", "name", "why"),
    [
        (b"MZ\x90\x00" + bytes(64), "акт.pdf", "похож на программу"),
        (b"#!/bin/sh\nrm -rf /\n", "", "похож на программу"),
        (b"<!DOCTYPE html><html><script>", "карта", "похож на программу"),
        (b"echo off", "уборка.bat", "похож на программу"),
        (b"", "акт.pdf", "файл пустой"),
    ],
)
async def test_a_program_is_refused_not_kept_and_told(
    house: House, content: bytes, name: str, why: str
) -> None:
    paper = File(FileKind.DOCUMENT, "telegram", "p", name=name)
    house.door.contents = {"p": content}
    await house.file(paper)
    await house.collected(paper, Fate.REFUSED if content else Fate.MISSING)
    assert house.kept() == []
    ((chat, text),) = await house.told()
    assert chat == AGENCY
    assert why in text


async def test_an_agency_is_told_that_its_photo_did_not_reach_the_resident(house: House) -> None:
    house.door = FakeDoor("vk", contents={"v": Rejected("404")})
    file = File(FileKind.PHOTO, "vk", "v", url="https://dead")
    await house.answer(await house.file(), file)
    await house.collected(file, Fate.MISSING)
    ((chat, text),) = await house.told()
    assert chat == AGENCY
    assert "фото из вашего сообщения жителю не дошло" in text
    assert "Пришлите, пожалуйста, ещё раз" in text


async def test_where_the_messenger_is_the_same_a_lost_copy_is_nobodys_loss_yet(
    house: House,
) -> None:
    house.door = FakeDoor("vk", contents={"v": Rejected("404")})
    await house.file(File(FileKind.PHOTO, "vk", "v"))
    await house.collected(File(FileKind.PHOTO, "vk", "v"), Fate.MISSING)
    assert await house.told() == []
    copy = Outgoing(AGENCY, Message("Обращение"), ticket=NUMBER)
    await house.collector().lost(File(FileKind.PHOTO, "vk", "v"), copy, Loss.GONE)
    await house.collector().lost(File(FileKind.PHOTO, "vk", "v"), copy, Loss.GONE)
    assert len(await house.told()) == 1


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (FileKind.PHOTO, "Картинка с показателями не ушла"),
        (FileKind.DOCUMENT, "Таблица не ушла"),
    ],
)
async def test_who_asked_for_what_the_house_made_is_told_that_it_was_not_taken(
    house: House, kind: FileKind, said: str
) -> None:
    made = File(kind, HOUSE, "figures", name="Показатели")
    asker = Peer("vk", 2_000_000_007)
    await house.collector().lost(made, Outgoing(asker, Message("", files=(made,))), Loss.UNTAKEN)
    ((chat, text),) = await house.told()
    assert chat == asker
    assert said in text


async def test_a_crash_between_fetching_and_writing_down_only_fetches_again(house: House) -> None:
    house.door.contents = {"a": JPEG}
    await house.file(photo("a"))
    folder = FileStore(house.folder)
    async with folder.arriving() as arriving:
        await arriving.write(JPEG)
        await arriving.keep()  # and here the process is killed
    (house.folder / "partial" / "half").write_bytes(b"half")
    await house.collected(photo("a"))
    assert [path.name for path in house.kept()] == [sha256(JPEG).hexdigest()]


async def test_words_wait_for_a_file_and_not_for_long(house: House) -> None:
    house.door.contents = {"a": Unsettled("down")}
    await house.file(photo("a"))
    async with house.at_work(patience=30.0, on_the_spot=0.05) as collector:
        with pytest.raises(Unsettled):
            await collector.find(photo("a"), NUMBER)
        house.clock.forward(31)
        assert (await collector.find(photo("a"), NUMBER)).fate is Fate.WANTED


async def test_a_file_is_waited_for_on_the_spot(house: House) -> None:
    house.door.contents = {"a": JPEG}
    await house.file(photo("a"))
    async with house.at_work(patience=30.0) as collector:
        assert (await collector.find(photo("a"), NUMBER)).fate is Fate.KEPT


async def test_a_late_file_follows_the_words_by_itself_once(house: House) -> None:
    house.door.contents = {"a": Unsettled("down")}
    await house.file(photo("a"))
    vk = FakeDoor("vk")
    collector = house.collector()
    carrier = Carrier(vk, collector)
    went = Outgoing(AGENCY, Message("Карточка", files=(photo("a"),)), ticket=NUMBER)
    await carrier.deliver(went, 1)
    await carrier.deliver(went, 1)  # it was not settled, and goes again
    assert [one.outgoing.message.files for one in vk.delivered] == [(), ()]
    house.door.contents = {"a": JPEG}
    await house.collected(photo("a"))
    ((chat, text),) = await house.told()
    assert chat == AGENCY
    assert "Пришло с задержкой" in text


async def test_a_file_that_nobody_asked_for_yet_is_asked_for_at_its_delivery(house: House) -> None:
    house.door.contents = {"old": JPEG}
    await house.file()
    async with house.at_work(patience=30.0) as collector:
        assert (await collector.find(photo("old"), NUMBER)).content is not None


async def test_a_kept_file_that_was_deleted_is_missing(house: House) -> None:
    house.door.contents = {"a": JPEG}
    await house.file(photo("a"))
    await house.collected(photo("a"))
    house.kept()[0].unlink()
    assert (await house.collector().find(photo("a"), NUMBER)).fate is Fate.MISSING


async def test_closing_lets_what_is_under_way_come_in(house: House) -> None:
    house.door.contents = {"a": [JPEG[:1]] * 50}
    await house.file(photo("a"))
    collector = house.collector()
    task = asyncio.create_task(collector.run())
    while not house.door.fetched:  # noqa: ASYNC110  because the fake tells nobody
        await asyncio.sleep(0)
    await collector.close(10)
    task.cancel()
    found = await house.store.file(photo("a"))
    assert found is not None
    assert found.fate is Fate.KEPT
