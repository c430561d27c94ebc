"""A town goes from one database to another: what was begun goes on, and nothing is lost halfway."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update
from typer.testing import CliRunner, Result

from bots.__main__ import app
from core.messages import Message, Outgoing
from core.people import Speaker
from core.work import Unavailable
from storage.database import Database, path_of
from storage.finding import searching
from storage.safekeeping.moving import carried, carry
from storage.safekeeping.refused import Refused
from storage.store import Store
from storage.tables import conversations, leases, tickets
from tests.postgres import Postgres
from tests.storage.told import ANNA, a_ticket, filed, whole
from tests.tables import lay_tables
from tests.transcripts.stage import TUESDAY, open_stage

from .houses import content_of, quiet

SECRET = "geheim"


@pytest.fixture
def file_url(tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{tmp_path}/paradnaya.db"


@pytest.fixture(params=["to PostgreSQL", "to SQLite"])
def ways(request: pytest.FixtureRequest, file_url: str, empty_postgresql_url: str) -> list[str]:
    """The address to leave and the one to go to."""
    both = [file_url, empty_postgresql_url]
    return both if request.param == "to PostgreSQL" else both[::-1]


@asynccontextmanager
async def open_both(old: str, new: str) -> AsyncIterator[tuple[Database, Database]]:
    source, target = Database(old, alone=True), Database(new, alone=True)
    try:
        yield source, target
    finally:
        await source.close()
        await target.close()


async def furnish(url: str) -> None:
    """A ticket, its resident's conversation, and a message on its way."""
    database = Database(url)
    await lay_tables(database)
    async with Store(database, whole).unit() as unit:
        unit.record(filed(a_ticket("26-000001")))
        unit.remember(ANNA, {"said": "Яма", "turn": 1})
        unit.send(Outgoing(ANNA.peer, Message("Принято")))
        await unit.commit()
    await database.close()


async def rows_in(url: str) -> int:
    """Rows of all that makes a town; 0 where there are no tables."""
    database = Database(url)
    await lay_tables(database)
    async with database.read() as connection:
        counts = [
            await connection.scalar(select(func.count()).select_from(table)) for table in carried()
        ]
    await database.close()
    return sum(count or 0 for count in counts)


# what goes on


async def test_what_was_begun_goes_on_in_the_other_database(
    tmp_path: Path, ways: list[str]
) -> None:
    old, new = ways
    async with open_stage(tmp_path, url=old) as stage:
        roads = await stage.agency("roads", "telegram", -500)
        anna = stage.resident("Анна", "telegram", 101)
        boris = stage.resident("Борис", "vk", 202)
        number = await anna.files("Яма на дороге, колесо пробил")
        await boris.says("Яма на дороге")
        await boris.agrees()
        await boris.presses("Ямы")
        chats = stage.chats  # what people have on their screens
        before = await stage.history(number)
    async with open_both(old, new) as (source, target):
        counts = await carry(source, target, quiet)
    assert counts["tickets"] == 1
    assert counts["conversations"] == 3  # the administrator's too, by whose name a card is given
    async with open_stage(tmp_path, url=new) as stage:
        stage.chats = chats
        assert await stage.history(number) == before
        boris = stage.resident("Борис", "vk", 202)
        await boris.presses("Пропустить")
        await boris.says("Благовещенск, Ленина, 5")
        await boris.presses("Пропустить", "Пропустить", "Отправить")
        assert await stage.tickets_of(boris) == ["26-000002"]
        card = roads.with_button("в работу")
        operator = stage.operator("Виктор", roads, 7)
        await operator.presses("в работу", on=card)
        async with stage.database.read() as connection:
            found = await searching.find(connection, "колесо", None, "", 9)
        assert found == [number]


async def test_a_number_that_was_given_is_not_given_again(ways: list[str]) -> None:
    """Even that of a row that is gone: a message's key at the messenger is made of it."""
    old, new = ways
    await furnish(old)
    async with open_both(old, new) as (source, target):
        async with source.write() as connection:
            await connection.execute(text("DELETE FROM outbox"))
            await connection.commit()
        await carry(source, target, quiet)
        async with Store(target, whole).unit() as unit:
            unit.send(Outgoing(ANNA.peer, Message("Ещё")))
            await unit.commit()
        (waiting,) = await Store(target, whole).ready("telegram", 9, ())
    assert waiting.id == 2


async def test_every_row_is_the_same_whatever_is_in_it(ways: list[str]) -> None:
    old, new = ways
    said = "Ёж «\"' \\ 🚧\u202e\n\t" + "ы" * 5_000
    memory = {"ключ": [1, 2.5, None, True, {"b": 1, "a": said}], "n": 2**53, "zero": "\0"}
    async with open_both(old, new) as (source, target):
        await lay_tables(source)
        async with Store(source, whole).unit() as unit:
            unit.record(filed(a_ticket("26-000001")))
            for person in (1, 2**62, -(2**62)):
                unit.remember(Speaker("telegram", person, person), memory)
            await unit.commit()
        async with source.write() as connection:
            exact = {"text": said, "latitude": 50.29065000000001, "longitude": -0.1}
            await connection.execute(update(tickets).values(**exact, deadline=TUESDAY))
            await connection.execute(
                insert(leases).values(name="watch", holder="me", epoch=1, until=TUESDAY)
            )
            await connection.commit()
        await carry(source, target, quiet)
        async with source.read() as here, target.read() as there:
            for table in carried():
                order = select(table).order_by(*table.primary_key)
                ours, theirs = await here.execute(order), await there.execute(order)
                assert list(ours) == list(theirs), table.name
            assert (await there.scalars(select(conversations.c.memory))).first() == memory
            assert (await there.execute(select(leases))).all() == []  # who held it works there yet


# what goes wrong halfway


@pytest.mark.parametrize("stage", ["Перенос", "Сверка", "Поиск"])
async def test_a_connection_lost_on_the_way_leaves_the_old_as_it_was_and_the_new_empty(
    postgres: Postgres, file_url: str, empty_postgresql_url: str, stage: str
) -> None:
    await furnish(file_url)
    before = content_of(path_of(file_url))

    def tell(what: str, done: int, total: int) -> None:
        if what == stage:
            postgres.cut(empty_postgresql_url)

    async with open_both(file_url, empty_postgresql_url) as (source, target):
        with pytest.raises(Unavailable):
            await carry(source, target, tell)
    assert await rows_in(empty_postgresql_url) == 0
    assert content_of(path_of(file_url)) == before
    async with open_both(file_url, empty_postgresql_url) as (source, target):
        assert (await carry(source, target, quiet))["tickets"] == 1


@pytest.mark.parametrize(
    ("spoilt", "says"),
    [
        ({"text": "Яма\0"}, "tickets: новая база не принимает строку"),
        ({"language": "язык " * 9}, "tickets: новая база не принимает строку"),
        ({"answers": 2**40}, "tickets: новая база не принимает строку"),
    ],
)
async def test_a_row_that_the_new_database_cannot_hold_is_told_without_its_words(
    file_url: str, empty_postgresql_url: str, spoilt: dict[str, Any], says: str
) -> None:
    await furnish(file_url)
    async with open_both(file_url, empty_postgresql_url) as (source, target):
        async with source.write() as connection:
            await connection.execute(update(tickets).values(**spoilt))
            await connection.commit()
        with pytest.raises(Refused, match=says) as caught:
            await carry(source, target, quiet)
    assert "Яма" not in str(caught.value)
    assert "язык" not in str(caught.value)
    assert await rows_in(empty_postgresql_url) == 0


# the command


def move(old: str, new: str) -> Result:
    result = CliRunner().invoke(app, ["move", "--to", new], env={"PARADNAYA_DATABASE": old})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.stderr
    assert SECRET not in result.output
    return result


def refused(old: str, new: str) -> str:
    result = move(old, new)
    assert result.exit_code == 2, result.output
    return result.stderr


async def refused_while_a_bot_runs_on(url: str, old: str, new: str) -> str:
    database = Database(url)
    await lay_tables(database)
    await Store(database, whole).pending()  # its connection is kept open
    told = await asyncio.to_thread(refused, old, new)
    await database.close()
    return told


@pytest.mark.usefixtures("folder")
def test_the_command_says_what_was_carried_and_what_to_do_next(ways: list[str]) -> None:
    old, new = ways
    asyncio.run(furnish(old))
    said = move(old, new).stdout
    assert "обращений — 1, событий — 1, разговоров — 1" in said
    assert "Расхождений нет" in said
    assert "PARADNAYA_DATABASE" in said
    assert asyncio.run(rows_in(new)) == asyncio.run(rows_in(old)) > 3


@pytest.mark.usefixtures("folder")
def test_only_an_empty_database_is_moved_to(ways: list[str]) -> None:
    old, new = ways
    asyncio.run(furnish(old))
    asyncio.run(furnish(new))
    count = asyncio.run(rows_in(new))
    assert "база не пуста (" in refused(old, new)
    assert asyncio.run(rows_in(new)) == count
    assert "--to: это та же база" in refused(old, old)


@pytest.mark.usefixtures("folder")
def test_nothing_is_moved_from_under_a_running_bot(ways: list[str]) -> None:
    old, new = ways

    told = asyncio.run(refused_while_a_bot_runs_on(old, old, new))
    assert told.startswith("PARADNAYA_DATABASE: ")
    assert "работает бот или другая команда" in told


@pytest.mark.usefixtures("folder")
def test_nothing_is_moved_into_a_database_that_somebody_works_with(ways: list[str]) -> None:
    old, new = ways
    asyncio.run(furnish(old))
    told = asyncio.run(refused_while_a_bot_runs_on(new, old, new))
    assert told.startswith("--to: ")
    assert "работает бот или другая команда" in told


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("address", "says"),
    [
        (f"postgresql://u:{SECRET}@here/town", "«postgresql» — ожидается"),
        (f"u:{SECRET}", "это не адрес базы — ожидается"),
        (f"postgresql+asyncpg://u:{SECRET}@here/", "база без имени"),
        (f"postgresql+asyncpg://u:{SECRET}@here/town?sslmode=require", "ожидается ssl=require"),
        (f"postgresql+asyncpg://u:{SECRET}@127.0.0.1:1/town", "сервер не отвечает"),
        (f"postgresql+asyncpg://u:{SECRET}@nowhere.invalid/town", "с таким адресом не нашлось"),
        ("{nowhere}", "такой базы на сервере нет"),
        ("{nobody}", "имя или пароль не те"),
        ("sqlite+aiosqlite:////proc/nowhere/paradnaya.db", "не открывается"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_by_the_options_name(
    file_url: str, empty_postgresql_url: str, address: str, says: str
) -> None:
    asyncio.run(furnish(file_url))
    nowhere = empty_postgresql_url.replace("@/town_", "@/village_")
    nobody = empty_postgresql_url.replace("//postgres@", f"//nobody:{SECRET}@")
    told = refused(file_url, address.format(nowhere=nowhere, nobody=nobody))
    assert says in told
    assert told.startswith("--to")


@pytest.mark.usefixtures("folder")
def test_what_is_no_town_is_not_moved(file_url: str, empty_postgresql_url: str) -> None:
    assert "это не база Парадной" in refused(file_url, empty_postgresql_url)


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("content", [b"Letter", b"SQLite format 3\x00" + b"?" * 2000])
def test_what_is_no_database_is_not_moved_to(file_url: str, tmp_path: Path, content: bytes) -> None:
    asyncio.run(furnish(file_url))
    letter = tmp_path / "notes.txt"
    letter.write_bytes(content)
    letter.chmod(0o644)
    told = refused(file_url, f"sqlite+aiosqlite:///{letter}")
    assert told.startswith("--to: ")
    assert "ожидается новая" in told
    assert letter.read_bytes() == content
    if content == b"Letter":  # of what only begins like a database SQLite alone can tell
        assert letter.stat().st_mode & 0o777 == 0o644
        assert not (tmp_path / "notes.txt.lock").exists()


@pytest.mark.usefixtures("folder")
def test_the_same_file_by_another_path_is_the_same(file_url: str, tmp_path: Path) -> None:
    asyncio.run(furnish(file_url))
    (tmp_path / "var").mkdir()
    round_about = f"sqlite+aiosqlite:///{tmp_path}/var/../paradnaya.db"
    assert "--to: это та же база" in refused(file_url, round_about)
