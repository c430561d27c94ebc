"""«paradnaya check» sets the webhooks up and asks the messengers whether they work."""

import asyncio
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path

import pytest
import structlog
from aiohttp import web
from msgspec.structs import replace
from structlog.testing import capture_logs

from bots.administration.checking import Finding, check_all
from bots.app import open_store, running
from bots.sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve
from bots.settings import load_settings
from bots.web import Readiness, health_routes
from storage.database import Database, DatabaseError, only_bot
from storage.migrate import migrate
from tests.storage.told import a_ticket, filed

DOORS = ("telegram", "vk", "max")

TOWN = Path(__file__).parents[2] / "town.toml"


@pytest.fixture
async def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """Settings that point to it, and nothing else set."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bots.doors.vk.callback.LOOK_EVERY", 0.02)
    shutil.copy(TOWN, tmp_path)
    async with serve() as sandbox:
        monkeypatch.setenv("PARADNAYA_TELEGRAM__TOKEN", TELEGRAM_TOKEN)
        monkeypatch.setenv("PARADNAYA_TELEGRAM__API", f"{sandbox.url}/telegram")
        monkeypatch.setenv("PARADNAYA_VK__TOKEN", VK_TOKEN)
        monkeypatch.setenv("PARADNAYA_VK__GROUP_ID", str(VK_GROUP_ID))
        monkeypatch.setenv("PARADNAYA_VK__API", f"{sandbox.url}/vk")
        monkeypatch.setenv("PARADNAYA_MAX__TOKEN", MAX_TOKEN)
        monkeypatch.setenv("PARADNAYA_MAX__API", f"{sandbox.url}/max")
        yield sandbox


def of_doors(findings: list[Finding]) -> list[tuple[str, bool, str]]:
    return [(one.what, one.right, one.said) for one in findings if one.what in DOORS]


async def test_polling_is_told(sandbox: Sandbox) -> None:
    found = of_doors(await check_all())
    said = ("отвечает, токен верный", "сообщения бот забирает сам")
    assert found == [(door, True, words) for door in DOORS for words in said]
    assert sandbox.vk.enabled


async def test_webhooks_are_registered_and_confirmed_though_the_bot_is_not_running(
    sandbox: Sandbox, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = f"http://127.0.0.1:{unused_tcp_port}"
    monkeypatch.setenv("PARADNAYA_WEB__PUBLIC", public)
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))
    found = of_doors(await check_all())
    assert all(right for _, right, _ in found)
    assert [said for _, _, said in found if "hook" in said] == [
        f"сообщения приходят на {public}/hook/telegram",
        f"сообщения приходят на {public}/hook/vk",
        f"сообщения приходят на {public}/hook/max",
    ]
    assert sandbox.telegram.queue.webhook.url == f"{public}/hook/telegram"
    (server,) = sandbox.vk.callbacks.servers.values()
    assert (server.url, server.status) == (f"{public}/hook/vk", "ok")


async def test_an_address_that_leads_elsewhere_is_told(
    sandbox: Sandbox, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__PUBLIC", f"{sandbox.url}/elsewhere")
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))
    found = of_doors(await check_all())
    (wrong,) = [said for door, right, said in found if door == "vk" and not right]
    assert f"{sandbox.url}/elsewhere/hook/vk" in wrong
    assert wrong.startswith("PARADNAYA_WEB__PUBLIC: VK не достучался")


@pytest.mark.parametrize(
    ("door", "name", "value", "says"),
    [
        ("telegram", "TELEGRAM__TOKEN", "1:AAgeheim", "Telegram не узнаёт токен"),
        ("vk", "VK__TOKEN", "vk1.geheim", "VK не узнаёт токен"),
        ("vk", "VK__GROUP_ID", "7", "«7» — токен не от этого сообщества"),
        (
            "telegram",
            "TELEGRAM__API",
            "http://127.0.0.1:{free}",
            "нет связи с Telegram (127.0.0.1)",
        ),
        ("vk", "VK__API", "http://127.0.0.1:{free}", "нет связи с VK (127.0.0.1)"),
        ("max", "MAX__TOKEN", "geheim-1", "MAX не узнаёт токен"),
        ("max", "MAX__API", "http://127.0.0.1:{free}", "нет связи с MAX (127.0.0.1)"),
    ],
)
@pytest.mark.usefixtures("sandbox")
async def test_what_a_messenger_refuses_is_told_with_its_setting(
    monkeypatch: pytest.MonkeyPatch,
    unused_tcp_port: int,
    door: str,
    name: str,
    value: str,
    says: str,
) -> None:
    monkeypatch.setenv(f"PARADNAYA_{name}", value.format(free=unused_tcp_port))
    (wrong,) = [one for one in of_doors(await check_all()) if not one[1]]
    assert wrong[0] == door
    assert wrong[2].startswith(f"PARADNAYA_{name}: ")
    assert says in wrong[2]
    assert "geheim" not in wrong[2]


@pytest.mark.parametrize("host", ["192.0.2.1", "[nonsense]"])
async def test_an_address_that_is_not_this_machines_is_told(
    sandbox: Sandbox, host: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__HOST", host)
    monkeypatch.setenv("PARADNAYA_WEB__PUBLIC", sandbox.url)
    (wrong,) = [one.said for one in await check_all() if one.what == "Веб"]
    assert wrong.startswith("PARADNAYA_WEB__HOST: ")
    assert "ожидается адрес этой машины" in wrong


@asynccontextmanager
async def bot_at(port: int) -> AsyncIterator[None]:
    """What can be seen of a bot that runs on the settings' database."""

    async def readiness() -> Readiness:
        return Readiness(True)

    application = web.Application()
    application.router.add_routes(health_routes(readiness))
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        yield
    finally:
        await runner.cleanup()


@pytest.mark.usefixtures("sandbox")
async def test_a_port_that_the_bot_itself_holds_is_no_mistake(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))
    with only_bot(load_settings().database):
        async with bot_at(unused_tcp_port):
            assert all(finding.right for finding in await check_all())


@pytest.mark.usefixtures("sandbox")
async def test_a_port_that_somebody_else_holds_is_told(
    unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))

    async def told() -> list[str]:
        return [one.said for one in await check_all() if not one.right]

    taken = f"PARADNAYA_WEB__PORT: порт {unused_tcp_port} занят другой программой — ожидается"
    async with bot_at(unused_tcp_port):  # another town's: nobody holds this database
        (said,) = await told()
        assert said.startswith(taken)
    server = await asyncio.start_server(
        lambda _, writer: writer.close(), "127.0.0.1", unused_tcp_port
    )
    async with server:
        (said,) = await told()
        assert said.startswith(taken)


async def test_webhooks_are_not_set_up_under_a_bot_that_was_started_without_them(
    sandbox: Sandbox, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_WEB__PUBLIC", f"http://127.0.0.1:{unused_tcp_port}")
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))
    with only_bot(load_settings().database):
        async with bot_at(unused_tcp_port):
            found = await check_all()
    (wrong,) = [one.said for one in found if not one.right]
    assert "перезапустите" in wrong
    assert [said for _, _, said in of_doors(found)] == ["отвечает, токен верный"] * len(DOORS)
    assert not sandbox.telegram.queue.webhook.url  # or the bot would be cut off from its messages
    assert not sandbox.vk.callbacks.servers


async def test_webhooks_are_confirmed_by_the_bot_that_runs_with_them(
    sandbox: Sandbox, unused_tcp_port: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    public = f"http://127.0.0.1:{unused_tcp_port}"
    monkeypatch.setenv("PARADNAYA_WEB__PUBLIC", public)
    monkeypatch.setenv("PARADNAYA_WEB__PORT", str(unused_tcp_port))
    settings = load_settings()
    with only_bot(settings.database):
        async with running(settings), asyncio.timeout(10):
            # It sets them up itself: two at once would disturb each other.
            while {one.status for one in sandbox.vk.callbacks.servers.values()} != {"ok"}:  # noqa: ASYNC110  because only a look tells that VK is content
                await asyncio.sleep(0.02)
            assert not [finding.said for finding in await check_all() if not finding.right]
    assert sandbox.telegram.queue.webhook.url == f"{public}/hook/telegram"


@pytest.mark.usefixtures("sandbox")
async def test_roles_that_serve_nobody_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARADNAYA_ROLES", "intake")
    (wrong,) = [one.said for one in await check_all() if not one.right]
    assert wrong.startswith("PARADNAYA_ROLES: «intake» — ")


@pytest.mark.usefixtures("sandbox")
@pytest.mark.parametrize(
    ("made", "said"),
    [
        (
            "CREATE TABLE alembic_version AS SELECT '9999' AS version_num",
            "таблицы новее этой программы (9999)",
        ),
        ("CREATE TABLE tickets (a TEXT)", "в ней таблицы другой программы (tickets)"),
    ],
)
async def test_a_database_on_which_the_bot_would_not_start_is_told_as_it_would(
    made: str, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARADNAYA_DATABASE", "sqlite+aiosqlite:///other.db")
    with closing(sqlite3.connect("other.db")) as other:
        other.executescript(made)
    (wrong,) = [one.said for one in await check_all() if not one.right]
    assert said in wrong
    database = Database(load_settings().database)
    with pytest.raises(DatabaseError) as caught:
        await migrate(database)
    await database.close()
    assert str(caught.value) == wrong


@pytest.mark.usefixtures("sandbox")
async def test_an_agency_that_left_open_tickets_behind_is_told() -> None:
    settings = load_settings()
    async with open_store(settings) as (_, store), store.unit() as unit:
        unit.record(filed(replace(a_ticket("26-000001"), agency="gone")))
        await unit.commit()
    findings = await check_all()
    assert all(one.right for one in findings)
    (told,) = [one.said for one in findings if one.doubtful]
    assert "исполнителя gone в файле города нет, а его открытых обращений — 1" in told
    before = structlog.get_config()
    structlog.reset_defaults()  # the tests are quiet otherwise
    with capture_logs() as logged:
        async with running(settings):
            pass
    structlog.configure(**before)
    (line,) = [one for one in logged if one["event"] == "agency_not_in_town_file"]
    assert (line["agency"], line["open"]) == ("gone", 1)
