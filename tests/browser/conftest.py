"""A real process in its sandbox, and a real browser in front of it.

The browser is Debian's Chromium. Where there is none the test says so; where the environment
has ``CI`` set, its absence is a failure: what CI does not look at, nobody does.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Page, async_playwright, expect

ROOT = Path(__file__).parents[2]
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


PATIENCE = 30_000
"""Milliseconds for what is awaited on the page: a busy machine is slow, and not wrong."""


def chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None and os.environ.get("CI"):
        pytest.fail("no chromium on this machine, and CI must have one (see .ci/run)")
    if found is None:
        pytest.skip("no chromium on this machine: the story in the browser was not played")
    return found


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start Парадная without any token, as ``make run`` does; give the page's address.

    One town for all the plays of a file, as one is enough for all its residents.
    """
    chromium()
    folder = tmp_path_factory.mktemp("town")
    process = subprocess.Popen(
        [sys.executable, "-m", "bots", "run"],
        cwd=ROOT,
        env={
            **{name: value for name, value in os.environ.items() if "PARADNAYA_" not in name},
            "PARADNAYA_DATABASE": f"sqlite+aiosqlite:///{folder}/paradnaya.db",
            "PARADNAYA_FILES": f"{folder}/files",
            "PARADNAYA_WEB__PORT": "0",
            "PYTHONUNBUFFERED": "1",
        },
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _printed(process)
    finally:
        process.terminate()
        process.wait(timeout=20)


def _printed(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    pytest.fail("the process ended before it opened its door")


@pytest_asyncio.fixture
async def page(address: str) -> AsyncIterator[Page]:
    async with async_playwright() as player:
        browser = await player.chromium.launch(executable_path=chromium(), args=SWITCHES)
        page = await browser.new_page(
            viewport={"width": 1440, "height": 900}, locale="ru-RU", timezone_id="Europe/London"
        )
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        mistakes: list[str] = []
        page.on("pageerror", lambda error: mistakes.append(str(error)))
        await page.goto(address)
        yield page
        await browser.close()
    assert mistakes == []
