"""«paradnaya check» sets the webhooks up and asks the messengers whether they work."""

import os
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bots.checking import Finding, check_all
from bots.sandbox.server import TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN, Sandbox, serve

TOWN = Path(__file__).parents[2] / "town.toml"


@pytest.fixture
async def sandbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Sandbox]:
    """Settings that point to it, and nothing else set."""
    for name in list(os.environ):
        if name.startswith("PARADNAYA_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("bots.doors.vk_callback.LOOK_EVERY", 0.02)
    shutil.copy(TOWN, tmp_path)
    async with serve() as sandbox:
        monkeypatch.setenv("PARADNAYA_TELEGRAM__TOKEN", TELEGRAM_TOKEN)
        monkeypatch.setenv("PARADNAYA_TELEGRAM__API", f"{sandbox.url}/telegram")
        monkeypatch.setenv("PARADNAYA_VK__TOKEN", VK_TOKEN)
        monkeypatch.setenv("PARADNAYA_VK__GROUP_ID", str(VK_GROUP_ID))
        monkeypatch.setenv("PARADNAYA_VK__API", f"{sandbox.url}/vk")
        yield sandbox


def of_doors(findings: list[Finding]) -> list[tuple[str, bool, str]]:
    return [(one.what, one.right, one.said) for one in findings if one.what in {"telegram", "vk"}]


async def test_polling_is_told(sandbox: Sandbox) -> None:
    found = of_doors(await check_all())
    said = ("отвечает, токен верный", "сообщения бот забирает сам")
    assert found == [(door, True, words) for door in ("telegram", "vk") for words in said]
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
