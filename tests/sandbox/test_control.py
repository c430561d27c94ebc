"""Acting as the people, and reading what they see."""

import asyncio
import base64
import json
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup

from bots.sandbox.acts import STRANGE
from bots.sandbox.pictures import SAMPLES, measure, sample
from bots.sandbox.server import TELEGRAM_TOKEN, serve

from .conftest import Clock, House

DOORS = ("telegram", "vk")


@pytest.mark.parametrize("door", DOORS)
async def test_an_empty_private_chat_offers_to_start(house: House, door: str) -> None:
    anna = await house.person(door, starts=False)
    chat = (await house.read("state"))["chats"][0]
    label = {"telegram": "START", "vk": "Начать"}[door]
    assert chat["keyboard"]["rows"][0][0]["label"] == label
    await house.act("press", door=door, chat=anna, person=anna, button=label)
    said = [message["text"] for message in await house.messages(door, anna)]
    assert said == [{"telegram": "/start", "vk": "Начать"}[door]]


async def test_a_deep_link_starts_with_a_payload(house: House, bot: Bot) -> None:
    anna = await house.person("telegram", starts=False)
    await house.act("say", door="telegram", chat=anna, person=anna, text="/start ticket-42")
    message = (await bot.get_updates())[0].message
    assert message is not None
    assert message.text == "/start ticket-42"
    assert message.entities is not None
    assert (message.entities[0].type, message.entities[0].length) == ("bot_command", 6)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("kind", STRANGE)
async def test_oddities_arrive(house: House, door: str, kind: str) -> None:
    anna = await house.person(door)
    if (door, kind) == ("vk", "story"):
        await house.act("strange", status=400, door=door, chat=anna, person=anna, kind=kind)
        return
    sent = await house.act("strange", door=door, chat=anna, person=anna, kind=kind)
    assert sent["strange"] == kind
    if door == "telegram":
        assert kind in (await house.telegram("getUpdates"))[-1]["message"]
    else:
        assert (await house.vk_events())[-1]["object"]["message"]["attachments"]


@pytest.mark.parametrize("door", DOORS)
async def test_everything_else_a_person_sends(house: House, door: str) -> None:
    anna = await house.person(door)
    act: dict[str, Any] = {"door": door, "chat": anna, "person": anna}
    content = base64.b64encode(b"%PDF-1.4").decode()
    sent = await house.act("document", **act, name="акт.pdf", content=content, mime="text/plain")
    assert sent["files"][0]["name"] == "акт.pdf"
    sent = await house.act("place", **act, latitude=50.3, longitude=127.5, title="Дом")
    assert sent["place"]["title"] == "Дом"
    sent = await house.act("say", **act, text="переслано", forward=True)
    assert (sent["text"], sent["forwarded"]) == ("переслано", True)
    sent = await house.act("say", **act, text="раз")
    edited = await house.act("edit", **act, message=sent["id"], text="два")
    assert (edited["text"], edited["edited"]) == ("два", True)
    sent = await house.act("photo", **act, count=12, caption="Двор")
    photos = [photo for message in sent["messages"] for photo in message["photos"]]
    assert len(photos) == 12
    async with house.session.get(house.sandbox.url + photos[0]["url"]) as answer:
        assert measure(await answer.read()) == ("image/png", 640, 480)
    if door == "telegram":
        sent = await house.act("contact", **act, phone="+79145550101", own=True)
        assert sent["contact"] == {"phone": "+79145550101", "name": "Анна Петрова", "person": anna}
    await house.act("say", **act, text="я" * 5000)
    said = [len(message["text"]) for message in await house.messages(door, anna)]
    assert said[-2:] == [4096, 904]


async def test_what_cannot_be_done_is_refused_in_russian(house: House) -> None:
    anna = await house.person("telegram")
    act: dict[str, Any] = {"door": "telegram", "chat": anna, "person": anna}
    for name, status, body in (
        ("say", 400, {**act, "text": "  "}),
        ("say", 400, {**act, "door": "icq", "text": "а"}),
        ("say", 404, {**act, "chat": 5, "text": "а"}),
        ("say", 404, {**act, "text": "а", "reply_to": 99}),
        ("press", 400, {**act, "button": "Нет такой"}),
        ("press", 404, {**act, "message": 99, "button": 0}),
        ("photo", 400, {**act, "samples": ["кот"]}),
        ("photo", 400, {**act, "images": [base64.b64encode(b"no picture").decode()]}),
        ("edit", 404, {**act, "message": 99, "text": "а"}),
        ("chat", 400, {"door": "telegram", "title": "Чат", "members": []}),
        ("person", 400, {"door": "telegram", "name": " "}),
    ):
        refused = await house.act(name, status=status, **body)
        assert any("а" <= letter <= "я" for letter in refused["error"]), refused


async def test_a_press_waits_for_the_answer(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    button = InlineKeyboardButton(text="Да", callback_data="yes")
    sent = await bot.send_message(
        anna, "?", reply_markup=InlineKeyboardMarkup(inline_keyboard=[[button]])
    )
    act: dict[str, Any] = {
        "door": "telegram",
        "chat": anna,
        "person": anna,
        "message": sent.message_id,
    }
    last = (await bot.get_updates())[-1].update_id
    pressing = asyncio.create_task(house.act("press", **act, button=0, wait=10))
    query = (await bot.get_updates(offset=last + 1, timeout=10))[0].callback_query
    assert query is not None
    await query.answer("Готово").as_(bot)
    answer = await pressing
    assert (answer["toast"], answer["answered"]) == ("Готово", True)
    answer = await house.act("press", **act, payload="made:up", wait=0)
    assert not answer["answered"]
    assert (await bot.get_updates())[-1].callback_query.data == "made:up"  # type: ignore[union-attr]  # because the last update is the press


async def test_events_come_live_and_are_replayed(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    seen = (await house.read("state"))["last"]
    sent = await bot.send_message(anna, "Раз")
    await bot.edit_message_text("Два", chat_id=anna, message_id=sent.message_id)
    await bot.send_chat_action(anna, "typing")
    await bot.delete_message(anna, sent.message_id)
    headers = {"Last-Event-ID": str(seen)}
    url = f"{house.sandbox.url}/control/events"
    async with house.session.get(url, headers=headers) as stream:
        assert [kind for kind, _ in await read_events(stream, 4)] == [
            "message",
            "edit",
            "typing",
            "delete",
        ]
        await house.act("say", door="telegram", chat=anna, person=anna, text="Живое")
        ((kind, data),) = await read_events(stream, 1)
        assert (kind, data["message"]["text"], data["chat"]) == ("message", "Живое", anna)


async def read_events(stream: Any, count: int) -> list[tuple[str, Any]]:
    events: list[tuple[str, Any]] = []
    kind = ""
    async with asyncio.timeout(60):
        while len(events) < count:
            line = (await stream.content.readline()).decode().strip()
            if line.startswith("event: "):
                kind = line.removeprefix("event: ")
            elif line.startswith("data: "):
                events.append((kind, json.loads(line.removeprefix("data: "))))
    return events


async def test_traffic_tells_what_was_asked_without_tokens(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    await bot.send_message(anna, "!")
    await bot.get_updates()
    await house.vk("users.get", user_ids=1)
    calls = (await house.read("traffic"))["calls"]
    assert [(call["kind"], call["method"]) for call in calls] == [
        ("call", "sendMessage"),
        ("update", ""),
        ("call", "getUpdates"),
        ("call", "users.get"),
    ]
    assert TELEGRAM_TOKEN not in json.dumps(calls)
    assert "access_token" not in json.dumps(calls)
    assert len((await house.read("traffic", after=3))["calls"]) == 1


async def test_reset_empties_the_world_but_the_numbers_go_on(house: House, bot: Bot) -> None:
    await house.person("telegram")
    before = (await bot.get_updates())[-1].update_id
    await house.act("reset")
    state = await house.read("state")
    assert (state["people"], state["chats"]) == ([], [])
    await house.person("telegram")
    assert (await bot.get_updates(offset=before + 1))[0].update_id == before + 1


async def test_a_person_is_updated_by_the_number(house: House) -> None:
    first = await house.act("person", door="vk", id=42, name="Анна")
    again = await house.act(
        "person", door="vk", id=42, name="Анна К.", client={"inline_keyboard": False}
    )
    assert (first["id"], again["name"]) == (42, "Анна К.")
    assert again["client"]["keyboard"]
    assert not again["client"]["inline_keyboard"]
    assert len((await house.read("state"))["people"]) == 1


async def test_the_state_outlives_a_restart(tmp_path: Path) -> None:
    file = tmp_path / "state" / "sandbox.json"
    async with aiohttp.ClientSession() as session:
        async with serve(state_file=file) as sandbox:
            house = House(sandbox, session, Clock())
            anna = await house.person("telegram")
            boris = await house.person("vk")
            await house.act("photo", door="telegram", chat=anna, person=anna, samples=["snow"])
            await house.telegram("sendMessage", chat_id=anna, text="Привет", reply_markup=OPEN)
            before = await house.read("state")
            said = await house.messages("telegram", anna)
            updates = await house.telegram("getUpdates")
            events = await house.vk_events()
        async with serve(state_file=file) as sandbox:
            house = House(sandbox, session, Clock())
            assert await house.read("state") == before
            assert await house.messages("telegram", anna) == said
            assert await house.telegram("getUpdates") == updates
            assert await house.vk_events() == events
            async with session.get(sandbox.url + said[1]["photos"][0]["url"]) as answer:
                assert await answer.read() == sample("snow")
            sent = await house.telegram("sendMessage", chat_id=anna, text="Снова")
            assert sent["message_id"] == said[-1]["id"] + 1
            assert len(await house.messages("vk", boris)) == 1


async def test_after_a_crash_no_number_is_given_twice(tmp_path: Path) -> None:
    file = tmp_path / "sandbox.json"
    crashed = tmp_path / "crashed.json"
    async with aiohttp.ClientSession() as session:
        async with serve(state_file=file) as sandbox:
            house = House(sandbox, session, Clock())
            anna = await house.person("telegram")
            async with asyncio.timeout(60):
                while not file.exists():  # noqa: ASYNC110  because nothing else tells that the saver has been here
                    await asyncio.sleep(0.05)
            crashed.write_bytes(file.read_bytes())
            await house.act("say", door="telegram", chat=anna, person=anna, text="не записано")
            lost = (await house.telegram("getUpdates"))[-1]
        async with serve(state_file=crashed) as sandbox:
            house = House(sandbox, session, Clock())
            await house.act("say", door="telegram", chat=anna, person=anna, text="новое")
            fresh = (await house.telegram("getUpdates"))[-1]
    assert fresh["message"]["text"] == "новое"
    assert fresh["update_id"] > lost["update_id"]
    assert fresh["message"]["message_id"] > lost["message"]["message_id"]


OPEN = {"keyboard": [[{"text": "Меню"}]]}


def test_the_samples_are_photos() -> None:
    assert {measure(sample(name)) for name in SAMPLES} == {("image/png", 640, 480)}
