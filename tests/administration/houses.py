"""A town's working folder for the administrator's commands: made, backed up, restored."""

import hashlib
import shutil
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from msgspec.structs import replace
from sqlalchemy import insert

from core.messages import Message, Outgoing
from storage.database import Database
from storage.safekeeping.archive import tail_of
from storage.safekeeping.backup import BACKUP, Manifest, Place, back_up
from storage.safekeeping.restore import Restored, restore
from storage.safekeeping.writing import Precious, whole_file
from storage.store import Store
from storage.tables import files
from tests.storage.told import ANNA, a_ticket, filed
from tests.tables import lay_tables

ROOT = Path(__file__).parents[2]
MADE = datetime(2026, 11, 24, 1, 0, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
PHOTO = bytes(range(256)) * 40


def quiet(what: str, done: int, total: int) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class House:
    """Where a town's bot lives. ``server`` is its database's address, if that is on a server."""

    folder: Path
    server: str = ""

    @property
    def database(self) -> Path:
        return self.folder / "paradnaya.db"

    @property
    def url(self) -> str:
        return self.server or f"sqlite+aiosqlite:///{self.database}"

    @property
    def files(self) -> Path:
        return self.folder / "files"

    def place(self) -> Place:
        town = self.folder / "town.toml"
        if not town.exists():
            shutil.copy(ROOT / "town.toml", town)
        return Place(self.url, self.files, town)

    async def back_up(self, to: Path, *, force: bool = False) -> Manifest:
        place = self.place()
        with whole_file(to, BACKUP, Precious(), force=force) as out:
            return await back_up(place, out, to.parent, "1.0", MADE, quiet)

    async def restore(self, backup: Path, *, replace: bool = False) -> Restored:
        return await restore(backup, self.url, self.files, LATER, quiet, replace=replace)

    def tree(self) -> dict[str, bytes]:
        """Everything in the folder but SQLite's own and the lock."""
        return {
            str(path.relative_to(self.folder)): path.read_bytes()
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not path.name.endswith(("-wal", "-shm", ".lock"))
        }


@asynccontextmanager
async def open_house(house: House) -> AsyncIterator[Store]:
    """The bot's store, while it runs."""
    database = Database(house.url)
    try:
        await lay_tables(database)
        yield Store(database, lambda one: (one,))
    finally:
        await database.close()


async def file_ticket(store: Store, number: str, text: str = "Яма") -> None:
    """A ticket, its resident's conversation and a message on its way: one unit of work."""
    async with store.unit() as unit:
        unit.record(filed(replace(a_ticket(number), text=text)))
        unit.remember(ANNA, {"said": text})
        unit.send(Outgoing(ANNA.peer, Message("Принято")))
        await unit.commit()


async def numbers_of(store: Store) -> list[str]:
    async with store.unit() as unit:
        found, _ = await unit.tickets_of(ANNA, 0, 99)
    return [ticket.number for ticket in found]


async def keep_file(house: House, ticket: str, content: bytes) -> str:
    """Keep a file of a ticket, as it is kept when it was fetched; return its digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = house.files / digest[:2] / digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.write_bytes(content)
    database = Database(house.url)
    async with database.write() as connection:
        await connection.execute(
            insert(files).values(
                door="telegram",
                ref=f"ref {digest}",
                ticket=ticket,
                kind="photo",
                url="",
                name="",
                claimed=len(content),
                state="kept",
                digest=digest,
                late=[],
                told=False,
                due_at=MADE,
                wanted_at=MADE,
            )
        )
        await connection.commit()
    await database.close()
    return digest


async def make_town(house: House) -> str:
    """A ticket with a photograph; return the photograph's digest."""
    async with open_house(house) as store:
        await file_ticket(store, "26-000001", "Яма, колесо пробил")
    return await keep_file(house, "26-000001", PHOTO)


def content_of(path: Path) -> bytes:
    return path.read_bytes()


def put(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def sealed(body: bytes) -> bytes:
    """What somebody who can write the file can make of it."""
    return body + tail_of(hashlib.sha256(body).hexdigest())
