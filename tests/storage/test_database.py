"""The tables of both databases; SQLite's file: its pragmas, who may read it, and what is said if it
cannot be used. What is PostgreSQL's own is in test_postgresql.py."""

import asyncio
import contextlib
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, select, text

from core.people import Speaker
from storage.database import Database, DatabaseError, only_bot
from storage.lock import bot_file
from storage.migrate import FOLDER, is_known, migrate, revisions
from storage.store import Store
from storage.tables import conversations, metadata

from .told import on_sqlite


@on_sqlite
@pytest.mark.parametrize("writes", [True, False])
async def test_the_pragmas_are_really_set(database: Database, writes: bool) -> None:
    async with database.write() if writes else database.read() as connection:
        assert await connection.scalar(text("PRAGMA journal_mode")) == "wal"
        assert await connection.scalar(text("PRAGMA synchronous")) == 2  # FULL
        assert await connection.scalar(text("PRAGMA busy_timeout")) == 30_000
        assert await connection.scalar(text("PRAGMA foreign_keys")) == 1


@on_sqlite
async def test_nobody_else_may_read_the_file(database: Database) -> None:
    async with database.write() as connection:
        await connection.commit()
    file = Path(str(database.url.database))
    found = [file, *file.parent.glob(f"{file.name}-*")]
    assert len(found) == 3  # and the write-ahead log beside it
    for each in found:
        assert stat.S_IMODE(each.stat().st_mode) == 0o600


async def test_a_folder_that_is_made_is_closed_too(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/var/town.db")
    await database.close()
    assert stat.S_IMODE((tmp_path / "var").stat().st_mode) == 0o700


async def test_the_migrations_make_exactly_the_tables_of_the_program(database: Database) -> None:
    def differences(connection: Connection) -> list[object]:
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                # The words of tickets are another thing on each: storage.finding.searching.
                "include_name": lambda name, kind, parent: (
                    kind != "table" or not str(name).startswith("ticket_words")
                ),
            },
        )
        return list(compare_metadata(context, metadata))

    async with database.read() as connection:
        assert await connection.run_sync(differences) == []


@on_sqlite
async def test_the_migrations_keep_what_the_comparison_does_not_see(database: Database) -> None:
    """Partial indexes, tables without rowid, ids that are never given twice."""
    async with database.read() as connection:
        found = await connection.execute(text("SELECT name, sql FROM sqlite_master"))
        made = {row.name: str(row.sql) for row in found}
    for table in metadata.tables.values():
        options = table.dialect_options["sqlite"]
        without_rowid = options["with_rowid"] is False
        assert ("WITHOUT ROWID" in made[table.name]) == without_rowid, table.name
        assert ("AUTOINCREMENT" in made[table.name]) == bool(options["autoincrement"]), table.name
        for index in table.indexes:
            where = index.dialect_options["sqlite"]["where"]
            condition = "" if where is None else str(where)
            assert made[str(index.name)].partition(" WHERE ")[2] == condition, index.name


async def test_migrating_again_does_nothing(database: Database) -> None:
    await migrate(database)
    current, newest = await revisions(database)
    assert current == newest


def test_revisions_are_known_by_the_names_of_their_files() -> None:
    in_order = list(ScriptDirectory(str(FOLDER)).walk_revisions())
    assert [is_known(one.revision) for one in in_order] == [True] * len(in_order)
    assert [one.revision for one in in_order] == sorted(
        (one.revision for one in in_order), reverse=True
    )
    assert not is_known("9999")


async def test_a_unit_rolls_back_unless_it_is_committed(store: Store) -> None:
    anna = Speaker("telegram", 1, 1)
    async with store.unit() as unit:
        unit.remember(anna, {"turn": 1})
        unit.seen("telegram", "1")
        assert await unit.next_number(2026) == 1
        assert await unit.history("26-000001") == []  # what was collected is written by now
    with contextlib.suppress(ZeroDivisionError):
        async with store.unit() as unit:
            unit.remember(anna, {"turn": 1})
            await unit.history("26-000001")
            raise ZeroDivisionError
    async with store.unit() as unit:
        assert await unit.recall(anna) is None
        assert await unit.unseen("telegram", ["1"]) == {"1"}
        assert await unit.next_number(2026) == 1


async def test_units_write_one_after_another(store: Store) -> None:
    """Each sees what the one before committed, though all are begun at once."""
    anna = Speaker("telegram", 1, 1)

    async def count() -> None:
        async with store.unit() as unit:
            memory = await unit.recall(anna) or {"turn": 0}
            await asyncio.sleep(0)
            unit.remember(anna, {"turn": memory["turn"] + 1})
            await unit.commit()

    await asyncio.gather(*(count() for _ in range(20)))
    async with store.unit() as unit:
        assert await unit.recall(anna) == {"turn": 20}


async def test_what_is_committed_is_there_after_a_restart(store: Store, url: str) -> None:
    async with store.unit() as unit:
        unit.remember(Speaker("vk", 1, 1), {"turn": 7, "name": "Анна 👩‍🚒"})
        await unit.commit()
    again = Database(url)
    async with again.read() as connection:
        memory = await connection.scalar(select(conversations.c.memory))
    await again.close()
    assert memory == {"turn": 7, "name": "Анна 👩‍🚒"}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("nonsense", "не адрес базы"),
        ("sqlite:///{here}/town.db", "«sqlite»"),
        ("postgres://u:secret@host/town", "«postgres»"),
        ("postgresql+asyncpg://u:secret@host:port/town", "не адрес базы"),
        ("postgresql+asyncpg://u:secret@host", "база без имени"),
        ("postgresql+asyncpg://u:secret@host/town?sslmode=require", "ожидается ssl=require"),
        ("postgresql+asyncpg://u:secret@host/town?pool=9", "«?pool=»"),
        ("sqlite+aiosqlite:///{here}", "не открывается (это папка, а не файл)"),
        ("sqlite+aiosqlite:///{here}/taken/town.db", "не открывается"),
        ("sqlite+aiosqlite://", "база без файла"),
        ("sqlite+aiosqlite:///", "база без файла"),
        ("sqlite+aiosqlite:///:memory:", "база без файла"),
        ("sqlite+aiosqlite:///file:town?mode=memory&uri=true", "база без файла"),
    ],
)
def test_a_database_that_cannot_be_opened_gives_a_sentence(
    tmp_path: Path, url: str, says: str
) -> None:
    (tmp_path / "taken").write_text("")
    with pytest.raises(DatabaseError) as caught:
        Database(url.format(here=tmp_path))
    told = str(caught.value)
    assert told.startswith("PARADNAYA_DATABASE")
    assert says in told
    assert "ожидается" in told
    assert "secret" not in told


@on_sqlite
async def test_a_file_that_is_no_database_gives_a_sentence(url: str, tmp_path: Path) -> None:
    (tmp_path / "town.db").write_text("Это письмо, а не база. " * 100)
    with pytest.raises(DatabaseError, match="не читается"):
        Database(url)
    begins_well = b"SQLite format 3\x00" + bytes(2000)
    (tmp_path / "town.db").write_bytes(begins_well)
    database = Database(url)
    with pytest.raises(DatabaseError, match="не читается"):
        await migrate(database)
    await database.close()


async def test_a_database_of_a_newer_program_gives_a_sentence(database: Database) -> None:
    async def now_at(revision: str) -> str:
        async with database.write() as connection:
            before = await connection.scalar(text("SELECT version_num FROM alembic_version"))
            said = text("UPDATE alembic_version SET version_num = :revision")
            await connection.execute(said, {"revision": revision})
            await connection.commit()
        return str(before)

    ours = await now_at("9999")
    with pytest.raises(DatabaseError, match="новее"):
        await migrate(database)
    await now_at(ours)  # the database goes on to the next test


@on_sqlite
async def test_one_bot_runs_on_a_database_and_commands_go_on_beside_it(url: str) -> None:
    with only_bot(url):
        taken = r"town\.db — с этой базой уже работает бот"
        with pytest.raises(DatabaseError, match=taken), only_bot(url):
            pytest.fail("two bots on one database")
        beside = Database(url)
        await migrate(beside)
        await beside.close()
    with only_bot(url):
        pass


HOLDS = """
import pathlib, sys
from storage import lock
lock.take(lock.bot_file(pathlib.Path(sys.argv[1])), alone=True)
print("held", flush=True)
sys.stdin.read()
"""


@on_sqlite
def test_a_bot_that_was_killed_leaves_nothing_to_clean_up(url: str, tmp_path: Path) -> None:
    file = tmp_path / "town.db"
    with subprocess.Popen(  # noqa: S603  because it is our own program
        [sys.executable, "-c", HOLDS, str(file)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        with pytest.raises(DatabaseError), only_bot(url):
            pytest.fail("two bots on one database")
        other.kill()
        other.wait()
        with only_bot(url):
            assert stat.S_IMODE(bot_file(file).stat().st_mode) == 0o600
