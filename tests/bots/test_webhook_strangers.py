"""Strangers at the webhooks, who send slowly or half: nobody waits for them, no log fills."""

import asyncio
import contextlib
from collections.abc import Iterator, Mapping

import pytest
import structlog
from aiohttp import ClientSession

from bots import webhooks
from bots.doors.door import Raw
from bots.doors.telegram.door import SECRET_HEADER, TelegramDoor
from bots.doors.webhook import webhook
from bots.sandbox.server import TELEGRAM_TOKEN

from .fakes import FakeDoor, update
from .hooking import ADDRESS, Page, let_through, served


class BodyDoor(FakeDoor):
    """As VK does: the secret is in the body."""

    def stranger(self, headers: Mapping[str, str]) -> bool:
        return False

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        return raw.get("secret") == "s"


Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]


async def begin(port: int, door: str, rest: bytes) -> Stream:
    """Send the beginning of a request, and leave the connection open."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(f"POST /hook/{door} HTTP/1.1\r\nHost: bot\r\n".encode() + rest)
    await writer.drain()
    return reader, writer


HALF = b"Content-Length: 100\r\n\r\n{"


async def test_slow_strangers_keep_nobody_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webhooks, "WAITING_AT_MOST", 1)
    monkeypatch.setattr(webhooks, "READ_WITHIN", 60)
    hook = webhook(ADDRESS, TELEGRAM_TOKEN, "telegram")
    assert hook is not None
    taker, vk = let_through(), BodyDoor(name="vk")
    telegram = TelegramDoor(TELEGRAM_TOKEN, hook=ADDRESS)
    monkeypatch.setattr(telegram, "_username", "gorod_bot")  # as if it had been greeted
    async with served(telegram, vk, taker=taker) as port, ClientSession() as http:
        slow = [await begin(port, door, HALF) for door in ("telegram", "vk") * 150]
        page = Page(http, f"http://127.0.0.1:{port}", taker, vk)
        async with asyncio.timeout(30):
            shown = {SECRET_HEADER: hook.secret}
            assert await page.bring({"update_id": 1}, shown) == (200, telegram.accepted)
            theirs = {**update(1, "Яма"), "secret": "s"}
            assert await page.bring(theirs, {}, door="vk") == (200, "taken")
        for _, writer in slow:
            writer.close()
    assert len(taker.brought) == 2
    await telegram.close()


async def test_who_lacks_the_header_is_refused_while_the_body_is_still_to_come() -> None:
    async with served(FakeDoor(), taker=let_through()) as port:
        reader, writer = await begin(port, "telegram", HALF)
        async with asyncio.timeout(30):
            assert await reader.readline() == b"HTTP/1.1 403 Forbidden\r\n"
        writer.close()


async def test_a_body_that_does_not_come_in_time_is_given_up(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhooks, "READ_WITHIN", 0.01)
    async with served(BodyDoor(), taker=let_through()) as port:
        reader, writer = await begin(port, "telegram", HALF)
        assert await reader.readline() == b"HTTP/1.1 408 Request Timeout\r\n"
        writer.close()


async def test_the_bytes_being_read_are_bounded_and_free_again_afterwards(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webhooks, "HELD_AT_MOST", 1_000)
    door, taker = BodyDoor(), let_through()
    async with served(door, taker=taker) as port, ClientSession() as http:
        page = Page(http, f"http://127.0.0.1:{port}", taker, door)
        assert await page.bring(b" " * 1_001) == (503, "")
        assert await page.bring({**update(1, "Яма"), "secret": "s"}) == (200, "taken")


CUT = [HALF, b"Transfer-Encoding: chunked\r\n\r\n5\r\nhel"]
MALFORMED = [
    b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
    b"Content-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    b"Content-Encoding: br\r\nContent-Length: 5\r\n\r\nhello",
    b"\x00: \x00\r\n\r\n",
]


@contextlib.contextmanager
def quiet(caplog: pytest.LogCaptureFixture) -> Iterator[list[tuple[str, str]]]:
    """aiohttp says nothing, and we say nothing twice; what we said."""
    said: list[tuple[str, str]] = []
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(0))
    with structlog.testing.capture_logs() as lines:
        yield said
    said += [(line["event"], line["why"]) for line in lines]
    assert len(said) == len(set(said))
    assert [record for record in caplog.records if record.name.startswith("aiohttp")] == []


async def test_bodies_that_break_off_do_not_flood_the_log(
    caplog: pytest.LogCaptureFixture,
) -> None:
    begun = asyncio.Event()

    class Watched(BodyDoor):
        def stranger(self, headers: Mapping[str, str]) -> bool:
            begun.set()
            return False

    with quiet(caplog) as said:
        async with served(Watched(), taker=let_through()) as port:
            for rest in CUT * 10:
                begun.clear()
                _, writer = await begin(port, "telegram", rest)
                await begun.wait()
                writer.close()
                await writer.wait_closed()
    assert said == [("hook_refused", "broken off")]


@pytest.mark.parametrize("door", [FakeDoor(), BodyDoor()], ids=["header", "body"])
async def test_malformed_requests_do_not_flood_the_log(
    door: FakeDoor, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks.MALFORMED_TOLD, "told", -webhooks.TOLD_EVERY)
    with quiet(caplog) as said:
        async with served(door, taker=let_through()) as port:
            for rest in MALFORMED * 10:
                reader, writer = await begin(port, "telegram", rest)
                assert (await reader.read()).split()[1] in (b"400", b"403")
                writer.close()
    assert "request_malformed" in dict(said)


async def test_our_own_mistakes_are_still_in_the_log(caplog: pytest.LogCaptureFixture) -> None:
    class Mistaken(FakeDoor):
        def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
            raise ConnectionError("a mistake of ours")

    door, taker = Mistaken(), let_through()
    async with served(door, taker=taker) as port, ClientSession() as http:
        page = Page(http, f"http://127.0.0.1:{port}", taker, door)
        assert (await page.bring(update(1, "Яма")))[0] == 500
    assert "a mistake of ours" in caplog.text
