"""Pictures that the bot makes: ordered in a turn, drawn by another process, sent when they are."""

import asyncio
import os
import time
from base64 import b64encode
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from msgspec.structs import replace
from sqlalchemy import insert

from bots.delivery import workshop as module
from bots.delivery.workshop import Workshop
from core.files import HOUSE, Fate, Found
from core.messages import File, FileKind
from core.people import Peer, Speaker
from core.reports import copies, registers
from core.reports.posters import ADDRESS, Bar, Number, Poster, Ranked, as_file
from core.reports.registers import Extract, Form
from core.reports.registers import as_file as as_table
from core.topics import Suggestions
from dialogs.texts import Catalogue
from dialogs.turns import Turns
from storage.database import Database
from storage.files import FileStore
from storage.store import Store
from storage.tables import files
from tests.shipped import TOWN
from tests.storage.told import ANNA, a_ticket, filed
from tests.tables import lay_tables

ROOT = Path(__file__).parents[2]
POSTER = Poster(
    "Показатели", "Все", (Number("Поступило", "3", "+1"),), "По дням", "поступило", "с ответом",
    (Bar("24.11", 3, 2),), "В срок", None, (), "Чаще всего", (Ranked("Ямы $x$ " * 20, 3),), "Город",
)  # fmt: skip
FILE = as_file(POSTER, "Показатели.png")
CHAT = Peer("telegram", -1)


def test_the_same_figures_are_the_same_file() -> None:
    assert as_file(POSTER, "Показатели.png") == FILE
    assert FILE.door == HOUSE


async def _until(store: Store, fate: Fate) -> None:
    await _known(store, FILE, fate)


async def _known(store: Store, file: File, fate: Fate) -> Found:
    async with asyncio.timeout(60):
        while True:
            found = await store.file(file)
            if found is not None and found.fate is fate:
                return found
            await asyncio.sleep(0.05)


async def _work(tmp_path: Path, fate: Fate) -> tuple[Store, FileStore, Database]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(database)
    store, folder = Store(database, lambda one: (one,)), FileStore(tmp_path / "files")
    async with store.unit() as unit:
        assert await unit.make(FILE, CHAT)
        await unit.commit()
    assert await store.files_due(9, ()) == []
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
    # Another one, as after a crash: what was ordered stands in the database.
    running = asyncio.create_task(Workshop(store, folder, turns, lambda: None).run())
    await _until(store, fate)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    return store, folder, database


async def test_what_is_ordered_is_drawn_kept_and_sent_once(tmp_path: Path) -> None:
    store, folder, database = await _work(tmp_path, Fate.KEPT)
    (waiting,) = await store.ready("telegram", 9, ())
    assert waiting.outgoing.peer == CHAT
    assert waiting.outgoing.message.files == (FILE,)
    found = await store.file(FILE)
    assert found is not None
    assert found.content is not None
    drawn = folder.path(found.content.digest).read_bytes()
    assert drawn.startswith(b"\x89PNG")
    assert (int.from_bytes(drawn[16:20]), int.from_bytes(drawn[20:24])) == (1080, 1350)
    async with store.unit() as unit:
        assert not await unit.make(FILE, CHAT)  # it is there
    await database.close()


async def test_what_was_drawn_long_ago_is_forgotten_with_its_content(tmp_path: Path) -> None:
    _, folder, database = await _work(tmp_path, Fate.KEPT)
    (drawn,) = (path for path in (tmp_path / "files").rglob("*") if path.is_file())
    long_ago = time.time() - 31 * 86_400
    os.utime(drawn, (long_ago, long_ago))
    later = Store(database, lambda one: (one,), lambda: datetime.now(UTC) + timedelta(days=31))
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
    running = asyncio.create_task(Workshop(later, folder, turns, lambda: None).run())
    async with asyncio.timeout(60):
        while True:
            if not drawn.exists():
                break
            await asyncio.sleep(0.05)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert await later.file(FILE) is None
    async with later.unit() as unit:
        assert await unit.make(FILE, CHAT)  # and may be drawn again
    await database.close()


async def test_what_cannot_be_drawn_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "TAKES_AT_MOST", 0.0)
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    store, _, database = await _work(tmp_path, Fate.MISSING)
    (waiting,) = await store.ready("telegram", 9, ())
    assert "не получилось" in waiting.outgoing.message.text
    async with store.unit() as unit:
        assert await unit.make(FILE, CHAT)  # and may be tried again
    await database.close()


async def test_a_mistake_of_ours_ends_no_worker(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or the order would end every start of the bot."""

    async def mistaken(poster: object) -> bytes:
        raise KeyError("frozen")

    monkeypatch.setattr(module, "draw", mistaken)
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    store, _, database = await _work(tmp_path, Fate.MISSING)
    (waiting,) = await store.ready("telegram", 9, ())
    assert "не получилось" in waiting.outgoing.message.text
    await database.close()


SPOILT = (
    copies.ADDRESS + "abc",
    registers.ADDRESS + b64encode(b'{"begins": "by another release"}').decode(),
    registers.ADDRESS + "abc",
    ADDRESS + "abc",
)


def _kind(address: str) -> str:
    return "copy" if address.startswith(copies.ADDRESS) else "register"


async def test_orders_that_cannot_be_read_are_given_up_and_the_next_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "ATTEMPTS", 1)
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(database)
    store, folder = Store(database, lambda one: (one,)), FileStore(tmp_path / "files")
    spoilt = [
        File(FileKind.DOCUMENT, HOUSE, f"{_kind(address)}/spoilt{number}", address, "Обращения.csv")
        for number, address in enumerate(SPOILT)
    ]
    for one in spoilt:
        async with store.unit() as unit:
            assert await unit.make(one, CHAT)
            await unit.commit()
    async with store.unit() as unit:
        assert await unit.make(FILE, CHAT)
        await unit.commit()
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
    running = asyncio.create_task(Workshop(store, folder, turns, lambda: None).run())
    drawn = asyncio.create_task(_until(store, Fate.KEPT))
    await asyncio.wait({running, drawn}, return_when=asyncio.FIRST_COMPLETED)
    assert not running.done()
    for one in spoilt:
        await _known(store, one, Fate.MISSING)
    running.cancel()
    await asyncio.gather(running, drawn, return_exceptions=True)
    await database.close()


@pytest.mark.parametrize("form", Form)
async def test_a_table_is_written_by_a_process_of_its_own(tmp_path: Path, form: Form) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(database)
    store, folder = Store(database, lambda one: (one,)), FileStore(tmp_path / "files")
    filed_at = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
    order = Extract(filed_at, filed_at + timedelta(days=1), "roads", "roads", form)
    file = as_table(order, f"Обращения.{form.value}")
    async with store.unit() as unit:
        for number, agency in (("26-000001", "roads"), ("26-000002", "gas")):
            ticket = replace(a_ticket(number, at=filed_at), agency=agency, text="Яма у дома")
            unit.record(filed(ticket))
        assert await unit.make(file, CHAT)
        await unit.commit()
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
    workshop = Workshop(store, folder, turns, lambda: None, ROOT / "town.toml")
    running = asyncio.create_task(workshop.run())
    found = await _known(store, file, Fate.KEPT)
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    (waiting,) = await store.ready("telegram", 9, ())
    assert waiting.outgoing.message.files == (file,)
    assert found.content is not None
    written = folder.path(found.content.digest).read_bytes()
    if form is Form.CSV:
        told = written.decode("utf-8-sig")
        assert "26-000001" in told
        assert "26-000002" not in told  # another agency's
    else:
        assert written.startswith(b"PK")
    await database.close()


async def _house(tmp_path: Path) -> tuple[Store, FileStore, Database, Workshop]:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await lay_tables(database)
    store, folder = Store(database, lambda one: (one,)), FileStore(tmp_path / "files")
    turns = Turns(TOWN, Catalogue(), Suggestions(TOWN))
    return store, folder, database, Workshop(store, folder, turns, lambda: None)


async def _stopped(running: asyncio.Task[None]) -> None:
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


async def test_a_copy_of_a_residents_data_is_a_text_that_goes_to_them(tmp_path: Path) -> None:
    store, folder, database, workshop = await _house(tmp_path)
    order = copies.Copy(ANNA, "en", "Anna", datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    file = copies.as_file(order, "Мои данные 24.11.2026.txt")
    async with store.unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        unit.record(filed(replace(a_ticket("26-000002"), resident=Speaker("telegram", 11, 11))))
        assert await unit.make(file, ANNA.peer)
        await unit.commit()
    running = asyncio.create_task(workshop.run())
    found = await _known(store, file, Fate.KEPT)
    await _stopped(running)
    assert found.content is not None
    assert found.content.type == "text/plain"
    written = folder.path(found.content.digest).read_bytes()
    assert written.startswith(b"\xef\xbb\xbf")
    told = written.decode("utf-8-sig")
    assert "Request 26-000001" in told
    assert "26-000002" not in told
    (waiting,) = await store.ready("telegram", 9, ())
    assert (waiting.outgoing.peer, waiting.outgoing.private) == (ANNA.peer, True)
    assert waiting.outgoing.message.files == (file,)
    await database.close()


async def test_a_copy_whose_reader_is_forgotten_meanwhile_leaves_nothing(tmp_path: Path) -> None:
    store, _, database, workshop = await _house(tmp_path)
    order = copies.Copy(ANNA, "ru", "Анна", datetime(2026, 11, 24, 1, 0, tzinfo=UTC))
    async with store.unit() as unit:
        assert await unit.make(copies.as_file(order, "Мои данные.txt"), ANNA.peer)
        await unit.commit()
    (wanted,) = await store.made_due(1)
    async with store.unit() as unit:
        await unit.privacy.forget(ANNA)
        await unit.commit()
    await workshop._make(wanted)
    assert not [path for path in (tmp_path / "files").rglob("*") if path.is_file()]
    assert await store.ready("telegram", 9, ()) == []
    await database.close()


async def test_what_a_forgotten_resident_sent_goes_from_the_disk(tmp_path: Path) -> None:
    """Not what somebody else sent too, and not what came just now: that is looked at again."""
    store, folder, database, workshop = await _house(tmp_path)
    contents = {}
    for name in ("own", "shared", "fresh"):
        async with folder.arriving() as arriving:
            await arriving.write(name.encode())
            contents[name] = await arriving.keep()
        if name != "fresh":
            os.utime(folder.path(contents[name]), (0.0, 0.0))
    async with database.write() as connection:
        for at, (name, state) in enumerate(
            (("own", "erased"), ("shared", "erased"), ("shared", "kept"), ("fresh", "erased"))
        ):
            values = {
                "door": "nobody", "ref": str(at), "ticket": "26-000001", "kind": "voice", "url": "",
                "name": "", "claimed": 0, "state": state, "digest": contents[name], "late": [],
                "told": False, "due_at": datetime.now(UTC), "wanted_at": datetime.now(UTC),
            }  # fmt: skip
            await connection.execute(insert(files).values(**values))
        await connection.commit()
    running = asyncio.create_task(workshop.run())
    async with asyncio.timeout(60):
        while True:
            if len(await store.erased_contents(9)) == 1:
                break
            await asyncio.sleep(0.05)
    await _stopped(running)
    there = {name for name, digest in contents.items() if folder.path(digest).exists()}
    assert there == {"shared", "fresh"}
    assert await store.erased_contents(9) == {contents["fresh"]: False}
    await database.close()
