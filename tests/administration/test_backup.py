"""A backup: of one moment, whole or refused; restored on another machine, the town goes on."""

import asyncio
import contextlib
import hashlib
import sqlite3
import stat
import tarfile
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from core.messages import Message, Outgoing
from core.people import Peer, Speaker
from storage import lock
from storage.database import Database, DatabaseError
from storage.migrate import FOLDER
from storage.safekeeping.archive import MANIFEST, TAIL
from storage.safekeeping.refused import Refused
from storage.safekeeping.restore import SKIPPED
from storage.store import Store

from .houses import (
    PHOTO,
    House,
    content_of,
    file_ticket,
    keep_file,
    make_town,
    names_in,
    numbers_of,
    open_house,
)


async def test_the_copy_is_of_one_moment_while_the_bot_writes(
    house: House, other: House, tmp_path: Path
) -> None:
    async with open_house(house) as store:
        written = 0

        async def write() -> None:
            nonlocal written
            while True:
                await _say_hello(store, written)
                written += 1

        writing = asyncio.create_task(write())
        copies = [tmp_path / f"{attempt}.tar" for attempt in range(3)]
        started = []
        for copy in copies:
            started.append(written)
            await asyncio.to_thread(lambda to: asyncio.run(house.back_up(to)), copy)
        assert written > started[0]  # nobody waited for the backups
        writing.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await writing
    for copy, least in zip(copies, started, strict=True):
        counts = (await other.restore(copy, replace=True)).manifest.counts
        assert counts["inbox"] == counts["conversations"] == counts["outbox"] >= least


async def _say_hello(store: Store, number: int) -> None:
    """One unit of work: three tables, all or none."""
    async with store.unit() as unit:
        unit.seen("telegram", str(number))
        unit.remember(Speaker("telegram", number + 1, number + 1), {"said": number})
        unit.send(Outgoing(Peer("telegram", number + 1), Message("Здравствуйте")))
        await unit.commit()


async def test_what_waited_in_the_outbox_waits_still(
    house: House, other: House, tmp_path: Path
) -> None:
    async with open_house(house) as store:
        await _say_hello(store, 0)
    await house.back_up(tmp_path / "copy.tar")
    assert (await other.restore(tmp_path / "copy.tar")).pending == 1
    async with open_house(other) as store:
        (waiting,) = await store.ready("telegram", 9, ())
        assert waiting.outgoing.message.text == "Здравствуйте"
        await _say_hello(store, 1)
        assert (await store.ready("telegram", 9, ()))[-1].id > waiting.id + SKIPPED


async def test_only_its_owner_can_read_it_or_what_comes_of_it(backup: Path, other: House) -> None:
    await other.restore(backup)
    for path in other.folder.rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) == (0o700 if path.is_dir() else 0o600), path


async def test_any_tar_reads_it_and_no_secret_is_in_it(backup: Path) -> None:
    with tarfile.open(backup) as tar:
        names = tar.getnames()
    digest = hashlib.sha256(PHOTO).hexdigest()
    kept = f"files/{digest[:2]}/{digest}"
    assert names == ["paradnaya.db", kept, "town.toml", MANIFEST, "seal.sha256"]


async def test_what_was_deleted_is_not_in_it(house: House, tmp_path: Path) -> None:
    await make_town(house)
    with closing(sqlite3.connect(house.database, isolation_level=None)) as database:
        database.execute("UPDATE tickets SET text = 'Удалено', extras = '[]'")
        database.execute("DELETE FROM outbox")
        database.execute("DELETE FROM conversations")
        database.execute("DROP TRIGGER ticket_events_no_update")
        database.execute("UPDATE ticket_events SET text = ''")
    await house.back_up(tmp_path / "copy.tar")
    content = content_of(tmp_path / "copy.tar")
    assert "колесо пробил".encode() not in content


async def test_a_file_that_is_gone_or_damaged_is_named_and_the_rest_is_kept(
    house: House, other: House, tmp_path: Path
) -> None:
    await make_town(house)
    gone, damaged, fine = [
        await keep_file(house, f"26-00000{at}", PHOTO[at + 1 :]) for at in range(3)
    ]
    (house.files / gone[:2] / gone).unlink()
    (house.files / damaged[:2] / damaged).write_bytes(b"!")
    made = await house.back_up(tmp_path / "copy.tar")
    assert set(made.missing) == {gone, damaged}
    await other.restore(tmp_path / "copy.tar")
    kept = {path.name for path in other.files.rglob("*") if path.is_file()}
    assert kept == {fine, hashlib.sha256(PHOTO).hexdigest()}


async def test_a_backup_is_not_written_over_another_unasked(house: House, tmp_path: Path) -> None:
    await make_town(house)
    copy = tmp_path / "copy.tar"
    await house.back_up(copy)
    await keep_file(house, "26-000001", PHOTO[1:])
    with pytest.raises(Refused, match="--force"):
        await house.back_up(copy)
    before = content_of(copy)
    await house.back_up(copy, force=True)
    assert len(content_of(copy)) > len(before) > TAIL
    assert names_in(tmp_path) == ["copy.tar", "old"]


async def test_a_backup_that_fails_leaves_nothing(house: House, tmp_path: Path) -> None:
    await make_town(house)
    with house.database.open("r+b") as file:
        file.seek(4096)  # all but the first page
        file.write(b"\xff" * 40_960)
    with pytest.raises(Refused, match=r"paradnaya\.db"):
        await house.back_up(tmp_path / "copy.tar")
    assert names_in(tmp_path) == ["old"]


async def test_a_full_disk_is_told_by_the_folder_where_the_copy_was_to_be(
    house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await make_town(house)
    full = sqlite3.OperationalError("database or disk is full")
    full.sqlite_errorname = "SQLITE_FULL"

    def connect(path: Path, mode: str) -> sqlite3.Connection:
        raise full

    monkeypatch.setattr("storage.safekeeping.backup.connect", connect)
    with pytest.raises(Refused) as caught:
        await house.back_up(tmp_path / "copy.tar")
    assert str(caught.value) == (
        f"{tmp_path}: копия базы сюда не помещается: на диске кончилось место"
    )


# what is there


async def test_a_town_with_tickets_is_replaced_only_when_asked_and_can_be_had_back(
    backup: Path, other: House
) -> None:
    async with open_house(other) as store:
        await file_ticket(store, "26-000777")
    digest = await keep_file(other, "26-000777", b"own")
    with pytest.raises(Refused, match="--replace"):
        await other.restore(backup)
    before = other.tree()
    kept, files = (await other.restore(backup, replace=True)).aside.paths
    assert kept.read_bytes() == before["paradnaya.db"]
    assert (files / digest[:2] / digest).read_bytes() == b"own"
    async with open_house(other) as store:
        assert await numbers_of(store) == ["26-000001"]
    kept.replace(other.database)  # it was the wrong backup: as it was before
    async with open_house(other) as store:
        assert await numbers_of(store) == ["26-000777"]


async def test_an_empty_database_is_replaced_without_asking(backup: Path, other: House) -> None:
    async with open_house(other):
        pass
    assert (await other.restore(backup)).manifest.counts["tickets"] == 1


async def test_a_database_that_cannot_be_read_is_not_taken_for_empty(
    backup: Path, other: House
) -> None:
    other.database.write_bytes(b"x" * 5000)
    other.database.with_name("paradnaya.db-wal").write_bytes(b"y" * 500)
    with pytest.raises(Refused, match="--replace"):
        await other.restore(backup)
    (kept,) = (await other.restore(backup, replace=True)).aside.paths
    assert kept.read_bytes() == b"x" * 5000
    async with open_house(other) as store:
        assert await numbers_of(store) == ["26-000001"]


async def test_while_a_bot_runs_its_database_stays(backup: Path, other: House) -> None:
    async with open_house(other):
        before = other.tree()
        with pytest.raises(Refused, match="работает бот"):
            await other.restore(backup, replace=True)
        assert other.tree() == before


async def test_while_it_is_restored_nobody_opens_it(other: House) -> None:
    with lock.holding(other.database, alone=True), pytest.raises(DatabaseError, match="восстан"):
        Database(other.url)
    async with open_house(other) as store:
        assert await store.pending() == 0


async def bring_down(url: str, revision: str) -> None:
    """Make it the database of an older program."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER))

    def downgrade(connection: Connection) -> None:
        config.attributes["connection"] = connection
        command.downgrade(config, revision)

    database = Database(url)
    async with database.write() as connection:
        await connection.run_sync(downgrade)
        await connection.commit()
    await database.close()


async def test_an_older_backup_is_brought_to_todays_tables(
    house: House, other: House, tmp_path: Path
) -> None:
    await make_town(house)
    await bring_down(house.url, "0003")
    await house.back_up(tmp_path / "copy.tar")
    assert (await other.restore(tmp_path / "copy.tar")).manifest.revision == "0003"
    with closing(sqlite3.connect(other.database)) as database:
        database.execute("SELECT done_at FROM quarantine")
