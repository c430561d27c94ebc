"""A backup of a database on a server, and one restored into it: as of a file, and into a file."""

import asyncio
import contextlib
from pathlib import Path

import pytest
from sqlalchemy import text
from typer.testing import CliRunner

from bots.__main__ import app
from core.messages import Message, Outgoing
from core.people import Peer, Speaker
from core.work import Unavailable
from storage.database import Database, DatabaseError
from storage.safekeeping import restore as restoring
from storage.safekeeping.refused import Refused
from storage.store import Store
from tests.postgres import Postgres

from .houses import (
    LATER,
    House,
    file_ticket,
    keep_file,
    names_in,
    numbers_of,
    open_house,
)

PHOTO = bytes(range(256)) * 40


@pytest.fixture
def house(tmp_path: Path, postgresql_url: str) -> House:
    (tmp_path / "old").mkdir(mode=0o700)
    return House(tmp_path / "old", postgresql_url)


@pytest.fixture
async def backup(tmp_path: Path) -> Path:
    """Of a town on SQLite, with a ticket and its photograph."""
    (tmp_path / "first").mkdir(mode=0o700)
    first = House(tmp_path / "first")
    async with open_house(first) as store:
        await file_ticket(store, "26-000001", "Яма, колесо пробил")
    await keep_file(first, "26-000001", PHOTO)
    await first.back_up(tmp_path / "copy.tar")
    return tmp_path / "copy.tar"


async def furnish(house: House) -> str:
    """A ticket that is not the backup's, and its photograph; return the photograph's digest."""
    async with open_house(house) as store:
        await file_ticket(store, "26-000777")
    return await keep_file(house, "26-000777", b"own")


async def _say_hello(store: Store, number: int) -> None:
    """One unit of work: three tables, all or none."""
    async with store.unit() as unit:
        unit.seen("telegram", str(number))
        unit.remember(Speaker("telegram", number + 1, number + 1), {"said": number})
        unit.send(Outgoing(Peer("telegram", number + 1), Message("Здравствуйте")))
        await unit.commit()


async def test_the_copy_is_of_one_moment_while_the_bot_writes(house: House, tmp_path: Path) -> None:
    async with open_house(house) as store:
        written = 0

        async def write() -> None:
            nonlocal written
            while True:
                await _say_hello(store, written)
                written += 1

        writing = asyncio.create_task(write())
        made = []
        for attempt in range(3):
            least = written
            made.append((least, await house.back_up(tmp_path / f"{attempt}.tar")))
        assert written > made[0][0]  # nobody waited for the backups
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
    for least, manifest in made:
        counts = manifest.counts
        assert counts["inbox"] == counts["conversations"] == counts["outbox"] >= least


async def test_a_town_with_tickets_is_replaced_only_when_asked_and_can_be_had_back(
    house: House, backup: Path
) -> None:
    digest = await furnish(house)
    with pytest.raises(Refused, match="--replace"):
        await house.restore(backup)
    async with open_house(house) as store:
        assert await numbers_of(store) == ["26-000777"]
    aside = (await house.restore(backup, replace=True)).aside
    (files,) = aside.paths
    assert (files / digest[:2] / digest).read_bytes() == b"own"
    async with open_house(house) as store:
        assert await numbers_of(store) == ["26-000001"]
        assert await store.pending() == 1
    database = Database(house.url)
    async with database.write() as connection:
        kept = f"SELECT number FROM {aside.schema}.tickets"  # noqa: S608  because the name is ours
        assert (await connection.scalars(text(kept))).all() == ["26-000777"]
        await connection.execute(text(f"DROP SCHEMA {aside.schema} CASCADE"))  # nothing of today's
        await connection.commit()
    await database.close()
    async with open_house(house) as store:
        assert await numbers_of(store) == ["26-000001"]


async def test_while_a_bot_runs_its_database_stays(house: House, backup: Path) -> None:
    await furnish(house)
    async with open_house(house) as store:
        assert await store.pending() == 1
        with pytest.raises(DatabaseError, match="работает бот"):
            await house.restore(backup, replace=True)
        assert await numbers_of(store) == ["26-000777"]


@pytest.mark.parametrize("stage", ["Перенос", "Сверка"])
async def test_a_connection_lost_on_the_way_leaves_all_as_it_was(
    house: House, backup: Path, postgres: Postgres, stage: str
) -> None:
    await furnish(house)
    before = house.tree()

    def tell(what: str, done: int, total: int) -> None:
        if what == stage:
            postgres.cut(house.url)

    with pytest.raises(Unavailable):
        await restoring.restore(backup, house.url, house.files, LATER, tell, replace=True)
    assert house.tree() == before
    async with open_house(house) as store:
        assert await numbers_of(store) == ["26-000777"]


async def test_a_backup_of_a_server_that_went_away_is_no_file(
    house: House, tmp_path: Path, postgres: Postgres, monkeypatch: pytest.MonkeyPatch
) -> None:
    await furnish(house)

    def cut(what: str, done: int, total: int) -> None:
        postgres.cut(house.url)

    monkeypatch.setattr("tests.administration.houses.quiet", cut)
    with pytest.raises(Unavailable):
        await house.back_up(tmp_path / "copy.tar")
    assert names_in(tmp_path) == ["old"]


@pytest.mark.usefixtures("folder")
def test_the_commands_work_as_on_a_file(postgresql_url: str, tmp_path: Path) -> None:
    async def furnished() -> None:
        async with open_house(House(tmp_path, postgresql_url)) as store:
            await file_ticket(store, "26-000001")

    def call(*arguments: str) -> str:
        environment = {"PARADNAYA_DATABASE": postgresql_url}
        result = CliRunner().invoke(app, arguments, env=environment)
        assert result.exit_code == 0, result.output
        return result.stdout

    asyncio.run(furnished())
    assert "обращений — 1" in call("backup", "copy.tar")
    assert "Прежние таблицы отложены, не удалены: схема before_" in call(
        "restore", "copy.tar", "--replace"
    )
    assert "обращений — 1" in call("export", "tickets.csv")
    assert "В карантине пусто" in call("quarantine", "list")


@pytest.mark.parametrize("kind", ["SQLite", "PostgreSQL"])
async def test_numbers_go_on_after_all_that_were_given_out_since(
    tmp_path: Path, empty_postgresql_url: str, backup: Path, kind: str
) -> None:
    """However many they are: the database that is replaced knows."""
    (tmp_path / "old").mkdir(mode=0o700)
    house = House(tmp_path / "old", empty_postgresql_url if kind == "PostgreSQL" else "")
    async with open_house(house) as store, store.unit() as unit:
        given = [await unit.next_number(2026) for _ in range(restoring.SKIPPED + 500)]
        await unit.commit()
    restored = await house.restore(backup, replace=True)
    assert restored.numbers_known
    async with open_house(house) as store, store.unit() as unit:
        assert await unit.next_number(2026) == given[-1] + 1


async def test_where_nothing_is_replaced_numbers_are_passed_over(
    tmp_path: Path, backup: Path
) -> None:
    (tmp_path / "new").mkdir(mode=0o700)
    house = House(tmp_path / "new")
    restored = await house.restore(backup)
    assert not restored.numbers_known
    async with open_house(house) as store, store.unit() as unit:
        assert await unit.next_number(2026) == restoring.SKIPPED + 1
