"""What the messengers bring is taken once it is committed, and nobody else is let in."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from bots import webhooks
from bots.doors.door import Batch, Raw, Unsettled
from bots.doors.max.door import MaxDoor
from bots.doors.max.webhook import SECRET_HEADER as MAX_SECRET_HEADER
from bots.doors.telegram.door import SECRET_HEADER, TelegramDoor
from bots.doors.vk.door import VkDoor
from bots.doors.webhook import webhook
from bots.intake import Intake
from bots.sandbox.server import MAX_TOKEN, TELEGRAM_TOKEN, VK_GROUP_ID, VK_TOKEN
from bots.webhooks import hook_address, hook_routes
from core.town import Town
from dialogs.texts import Catalogue
from storage.store import Store

from .fakes import EchoTurns, FakeDoor, update
from .hooking import ADDRESS, OURS, Page, Taker, let_through, served


@pytest.fixture
async def page() -> AsyncIterator[Page]:
    taker, door = Taker(), FakeDoor()
    taker.gate.set()
    application = web.Application()
    application.router.add_routes(hook_routes({door.name: door}, taker))
    async with TestServer(application) as server, ClientSession() as http:
        yield Page(http, str(server.make_url("")).rstrip("/"), taker, door)


async def test_an_update_is_accepted_in_the_messengers_words(page: Page) -> None:
    assert await page.bring(update(1, "Яма")) == (200, "taken")
    assert page.taker.brought == [Batch((update(1, "Яма"),), None)]


async def test_nothing_is_answered_before_the_commit(page: Page) -> None:
    page.taker.gate.clear()
    asking = asyncio.create_task(page.bring(update(1, "Яма")))
    await page.taker.asked.wait()
    for _ in range(50):
        await asyncio.sleep(0)
    assert not asking.done()
    page.taker.gate.set()
    assert await asking == (200, "taken")


async def test_what_could_not_be_committed_is_to_be_brought_again(page: Page) -> None:
    page.taker.failure = OSError("disk full")
    assert await page.bring(update(1, "Яма")) == (500, "")


async def test_a_question_of_the_messenger_is_answered_and_is_no_update(page: Page) -> None:
    assert await page.bring(update(1, "who?")) == (200, "answer")
    assert page.taker.brought == []


async def test_a_question_that_cannot_be_answered_now_is_to_be_asked_again(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def welcome(raw: object) -> Batch:
        raise Unsettled("502")

    monkeypatch.setattr(page.door, "welcome", welcome)
    assert await page.bring(update(1, "Яма")) == (503, "")


@pytest.mark.parametrize(
    "headers", [{}, {"Secret": ""}, {"Secret": "t"}, {"Secret": "ß" * 300}, {"Other": "s"}]
)
async def test_who_does_not_know_the_secret_is_refused_without_a_word(
    page: Page, headers: dict[str, str]
) -> None:
    assert await page.bring(update(1, "Яма"), headers) == (403, "")
    assert page.taker.brought == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"<html>", 400),
        (b"\xff\xfe", 400),
        (b"[1]", 400),
        (b'"text"', 400),
        (b"[" * 100_000, 400),
        (b'{"a":' * 100_000, 400),
        (b"9" * 5_000, 400),
        (b" " * (webhooks.LARGEST + 1), 413),
    ],
    ids=lambda value: str(value)[:12],
)
async def test_what_is_no_update_is_refused(page: Page, body: bytes, status: int) -> None:
    assert await page.bring(body) == (status, "")


async def test_a_body_without_a_length_is_too_large_all_the_same(page: Page) -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * (1 << 16)

    async with page.http.post(f"{page.url}/hook/telegram", data=parts(), headers=OURS) as answer:
        assert answer.status == 413


async def test_an_unknown_door_and_another_method_are_not_there(page: Page) -> None:
    assert (await page.bring(update(1, "Яма"), door="max"))[0] == 404
    async with page.http.get(f"{page.url}/hook/telegram") as answer:
        assert answer.status == 405


async def test_what_waits_is_bounded_also_when_the_messenger_gave_up_waiting(
    page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(webhooks, "WAITING_AT_MOST", 3)
    monkeypatch.setattr(webhooks, "TAKEN_WITHIN", 0.01)
    page.taker.gate.clear()
    assert [await page.bring(update(at, "Яма")) for at in range(5)] == [(503, "")] * 5
    assert len(page.taker.brought) == 3
    page.taker.gate.set()
    monkeypatch.setattr(webhooks, "TAKEN_WITHIN", 5)
    assert await page.bring(update(9, "Яма")) == (200, "taken")


async def test_redelivery_is_taken_once_and_order_is_kept(store: Store, town: Town) -> None:
    turns, door = EchoTurns(), FakeDoor()
    intake = Intake(store, turns, town, Catalogue(), lambda: None)
    application = web.Application()
    application.router.add_routes(hook_routes({door.name: door}, intake))
    working = asyncio.create_task(intake.run())
    async with TestServer(application) as server, ClientSession() as http:
        page = Page(http, str(server.make_url("")).rstrip("/"), Taker(), door)
        await store_cursor(store, "before")
        for number in (1, 2, 2, 1, 3):
            assert await page.bring(update(number, str(number))) == (200, "taken")
    working.cancel()
    await asyncio.gather(working, return_exceptions=True)
    assert [text for _, text in turns.taken] == ["1", "2", "3"]
    assert await store.cursor(door.name) == "before"


async def test_the_same_update_twice_at_one_moment_is_one_turn(store: Store, town: Town) -> None:
    turns, door = EchoTurns(), FakeDoor()
    intake = Intake(store, turns, town, Catalogue(), lambda: None)
    async with served(door, taker=intake) as port, ClientSession() as http:
        page = Page(http, f"http://127.0.0.1:{port}", Taker(), door)
        both = [asyncio.create_task(page.bring(update(7, "Яма"))) for _ in range(2)]
        working = asyncio.create_task(intake.run())
        assert await asyncio.gather(*both) == [(200, "taken")] * 2
        working.cancel()
        await asyncio.gather(working, return_exceptions=True)
    assert [text for _, text in turns.taken] == ["Яма"]


async def store_cursor(store: Store, cursor: str) -> None:
    async with store.unit() as unit:
        unit.advance("telegram", cursor)
        await unit.commit()


# secrets


def test_the_secret_is_derived_from_the_token_and_fits_both_messengers() -> None:
    one = webhook(ADDRESS, TELEGRAM_TOKEN, "telegram")
    again = webhook(ADDRESS, TELEGRAM_TOKEN, "telegram")
    others = {webhook(ADDRESS, TELEGRAM_TOKEN, "vk"), webhook(ADDRESS, VK_TOKEN, "telegram")}
    assert one == again
    assert one is not None
    assert one not in others
    assert one.secret.isalnum()
    assert len(one.secret) == 48
    assert one.secret not in repr(one)
    assert one.secret not in TELEGRAM_TOKEN
    assert webhook("", VK_TOKEN, "vk") is None


@pytest.mark.parametrize("shown", [None, 5, "", "x", "ё" * 48, "\udcff", ["a"]])
def test_what_is_not_the_secret_is_not_known(shown: object) -> None:
    hook = webhook(ADDRESS, VK_TOKEN, "vk")
    assert hook is not None
    assert not hook.knows(shown)
    assert hook.knows(hook.secret)


async def test_telegram_shows_the_secret_in_a_header() -> None:
    hook = webhook(ADDRESS, TELEGRAM_TOKEN, "telegram")
    assert hook is not None
    door = TelegramDoor(TELEGRAM_TOKEN, hook=ADDRESS)
    polling = TelegramDoor(TELEGRAM_TOKEN)
    shown = {SECRET_HEADER: hook.secret}
    assert door.genuine(shown, {})
    assert not door.genuine({SECRET_HEADER: hook.secret + "x"}, {})
    assert not door.genuine({}, {"secret_token": hook.secret})
    assert not polling.genuine(shown, {})
    assert not polling.genuine({SECRET_HEADER: ""}, {})


async def test_max_shows_the_secret_in_a_header_of_its_own() -> None:
    hook = webhook(ADDRESS, MAX_TOKEN, "max")
    assert hook is not None
    door, polling = MaxDoor(MAX_TOKEN, hook=ADDRESS), MaxDoor(MAX_TOKEN)
    shown = {MAX_SECRET_HEADER: hook.secret}
    assert door.genuine(shown, {})
    assert not door.genuine({MAX_SECRET_HEADER: hook.secret[:-1]}, {})
    assert not door.genuine({SECRET_HEADER: hook.secret}, {"secret": hook.secret})
    assert not polling.genuine(shown, {})


async def test_vk_shows_the_secret_in_the_body_and_names_the_community() -> None:
    hook = webhook(ADDRESS, VK_TOKEN, "vk")
    assert hook is not None
    door = VkDoor(VK_TOKEN, VK_GROUP_ID, hook=ADDRESS)
    polling = VkDoor(VK_TOKEN, VK_GROUP_ID)
    event = {"type": "message_new", "group_id": VK_GROUP_ID, "secret": hook.secret}
    asked = {"type": "confirmation", "group_id": VK_GROUP_ID}
    assert door.genuine({}, event)
    assert door.genuine({}, asked)
    assert door.genuine({}, {**asked, "secret": hook.secret})
    for forged in (
        {**event, "secret": "x"},
        {**event, "secret": None},
        {**event, "secret": ["x"]},
        {**event, "group_id": 1},
        {"type": "message_new", "group_id": VK_GROUP_ID},
        {**asked, "group_id": 1},
        {**asked, "secret": "x"},
        {},
    ):
        assert not door.genuine({}, forged)
    assert not polling.genuine({}, event)
    for made in (door, polling):
        await made.close()


async def test_a_confirmation_for_another_community_hears_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    door, taker = VkDoor(VK_TOKEN, VK_GROUP_ID, hook=ADDRESS), let_through()
    welcomed: list[Raw] = []

    async def welcome(raw: Raw) -> str:
        welcomed.append(raw)
        return "code"

    monkeypatch.setattr(door, "welcome", welcome)
    async with served(door, taker=taker) as port, ClientSession() as http:
        page = Page(http, f"http://127.0.0.1:{port}", taker, FakeDoor())
        asked = {"type": "confirmation", "group_id": VK_GROUP_ID}
        for other in (VK_GROUP_ID + 1, str(VK_GROUP_ID), None, [VK_GROUP_ID]):
            assert await page.bring({**asked, "group_id": other}, {}, door="vk") == (403, "")
        assert await page.bring(asked, {}, door="vk") == (200, "code")
    assert welcomed == [asked]
    await door.close()


def test_the_address_of_a_hook() -> None:
    assert hook_address("https://bot.example.ru/", "vk") == ADDRESS
    assert hook_address("https://example.ru/bot", "vk") == "https://example.ru/bot/hook/vk"
    assert hook_address("", "vk") == ""
