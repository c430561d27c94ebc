"""What lies on the disk is the process's own; what an error tells holds nobody's words or token."""

import os
import stat
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import SQLAlchemyError

from bots.doors.door import DoorError
from bots.doors.max.door import MaxDoor
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.sandbox.identity import TELEGRAM
from bots.sandbox.state import Keeper
from bots.sandbox.world import World
from storage.database import Database
from storage.migrate import migrate
from storage.tables import conversations
from tests.doors.max_server import serving as max_serving
from tests.doors.server import Answer, serving

TELEGRAM_TOKEN = "123456789:AAsecretsecretsecretsecretsecretsecr"
VK_TOKEN = "vk1.a.secretsecretsecretsecret"
MAX_TOKEN = "f9LHodD0cOL-secretsecretsecretsecretsecret"
WHEN = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.fixture(autouse=True)
def careless() -> Iterator[None]:
    """An administrator whose umask closes nothing."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    return [
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    ]


def open_all(folder: Path) -> None:
    for path in folder.iterdir():
        path.chmod(0o666)


async def written(database: Database) -> None:
    await migrate(database)
    async with database.write() as connection:
        row = {"door": "vk", "chat": 1, "person": 1, "memory": {}, "changed_at": WHEN}
        await connection.execute(insert(conversations).values(row))
        await connection.commit()


async def test_the_database_and_what_sqlite_puts_beside_it_are_closed(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/var/town.db")
    await written(database)
    names = {path.name for path in (tmp_path / "var").iterdir()}
    assert {"town.db", "town.db-wal", "town.db-shm"} <= names
    assert open_to_others(tmp_path) == []
    await database.close()


async def test_a_database_that_stood_open_is_closed_at_the_start(tmp_path: Path) -> None:
    first = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await written(first)
    open_all(tmp_path)
    second = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await written_again(second)
    assert open_to_others(tmp_path) == []
    await second.close()
    await first.close()


async def written_again(database: Database) -> None:
    async with database.write() as connection:
        await connection.execute(conversations.delete())
        await connection.commit()


def test_the_sandboxs_memory_is_closed(tmp_path: Path) -> None:
    world = World()
    world.add_person(TELEGRAM, "Анна", 1)
    world.keep_file(b"picture", "photo", "a.jpg", "image/jpeg")
    Keeper(tmp_path / "var" / "sandbox.json", world, {}).save()
    assert (tmp_path / "var" / "sandbox.json").exists()
    assert open_to_others(tmp_path) == []


async def test_an_error_of_the_database_tells_no_parameters(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/town.db")
    await migrate(database)
    secret = "+7 914 000-00-00 Анна Каренина"
    row = {"door": secret, "chat": 1, "person": None, "memory": {"what": secret}}
    async with database.write() as connection:
        with pytest.raises(SQLAlchemyError) as caught:
            await connection.execute(insert(conversations).values(row))
    told = "".join(traceback.format_exception(caught.value))
    assert "INSERT INTO conversations" in told
    assert secret not in told
    await database.close()


def test_a_traceback_as_it_is_set_aside_holds_no_locals() -> None:
    secret = "+7 914 000-00-00"

    def fails(words: str) -> None:
        copy = words
        raise ZeroDivisionError(len(copy) and "a mistake of ours")

    try:
        fails(secret)
    except ZeroDivisionError:
        told = traceback.format_exc()  # as Intake does
    assert "fails" in told
    assert secret not in told


HTML = Answer(status=502, body="<html>Bad gateway</html>")
CUT = Answer(cut=True)
REFUSED = Answer(status=401, body={"ok": False, "error_code": 401, "description": "Unauthorized"})


async def failing(door: TelegramDoor | VkDoor | MaxDoor) -> str:
    """All that is told of a failure, as a log with tracebacks would show it."""
    try:
        await door.open()
    except DoorError as error:
        return "".join(traceback.format_exception(error))
    finally:
        await door.close()
    raise AssertionError("it should have failed")


@pytest.mark.parametrize("answer", [HTML, CUT, REFUSED], ids=["html", "cut", "refused"])
async def test_telegrams_errors_hold_no_token(answer: Answer) -> None:
    async with serving("telegram") as messenger:
        messenger.will_answer("getMe", answer)
        told = await failing(TelegramDoor(TELEGRAM_TOKEN, messenger.url))
    assert told
    assert TELEGRAM_TOKEN not in told
    assert TELEGRAM_TOKEN.partition(":")[2] not in told


WRONG = Answer(body={"error": {"error_code": 5, "error_msg": "wrong", "request_params": [
    {"key": "access_token", "value": VK_TOKEN}]}})  # fmt: skip


@pytest.mark.parametrize("answer", [HTML, CUT, WRONG], ids=["html", "cut", "wrong"])
async def test_vks_errors_hold_no_token(answer: Answer) -> None:
    async with serving("vk") as messenger:
        messenger.will_answer("groups.getById", answer)
        told = await failing(VkDoor(VK_TOKEN, 1, messenger.url))
    assert told
    assert VK_TOKEN not in told


REPEATED = Answer({"code": "verify.token", "message": f"Invalid: {MAX_TOKEN}"}, status=403)


@pytest.mark.parametrize("answer", [HTML, CUT, REPEATED], ids=["html", "cut", "repeated"])
async def test_maxs_errors_hold_no_token(answer: Answer) -> None:
    async with max_serving() as messenger:
        messenger.will_answer("GET /me", answer)
        told = await failing(MaxDoor(MAX_TOKEN, messenger.url))
    assert told
    assert MAX_TOKEN not in told


@pytest.mark.parametrize("make", [
    lambda: TelegramDoor(TELEGRAM_TOKEN, "http://127.0.0.1:9"),
    lambda: VkDoor(VK_TOKEN, 1, "http://127.0.0.1:9"),
    lambda: MaxDoor(MAX_TOKEN, "http://127.0.0.1:9"),
], ids=["telegram", "vk", "max"])  # fmt: skip
async def test_nobody_there_is_told_without_the_token(make: object) -> None:
    assert callable(make)
    told = await failing(make())
    assert TELEGRAM_TOKEN not in told
    assert VK_TOKEN not in told
    assert MAX_TOKEN not in told
