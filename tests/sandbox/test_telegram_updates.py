"""How updates wait for the bot: offsets, kinds, privacy, the webhook."""

import asyncio
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramConflictError
from aiohttp import web

from bots.sandbox.server import TELEGRAM_USERNAME

from .conftest import House


async def texts(bot: Bot, **parameters: Any) -> list[str | None]:
    updates = await bot.get_updates(**parameters)
    return [update.message.text for update in updates if update.message]


async def say(house: House, chat: int, person: int, text: str, **more: Any) -> int:
    said = await house.act("say", door="telegram", chat=chat, person=person, text=text, **more)
    return int(said["id"])


async def test_updates_are_kept_until_the_offset_passes_them(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    await say(house, anna, anna, "раз")
    await say(house, anna, anna, "два")
    assert await texts(bot) == ["/start", "раз", "два"]
    first = (await bot.get_updates(limit=1))[0].update_id
    assert await texts(bot, offset=first + 1) == ["раз", "два"]
    assert await texts(bot) == ["раз", "два"]
    assert await texts(bot, offset=-1) == ["два"]
    assert await texts(bot) == ["два"]
    assert await texts(bot, offset=first + 3) == []


async def test_updates_are_forgotten_after_a_day(house: House, bot: Bot) -> None:
    await house.person("telegram")
    house.clock.now += 24 * 3600 + 1
    assert await texts(bot) == []


async def test_a_waiting_poll_gets_what_comes(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    last = (await bot.get_updates())[-1].update_id
    waiting = asyncio.create_task(texts(bot, offset=last + 1, timeout=20))
    await asyncio.sleep(0)
    await say(house, anna, anna, "вот")
    async with asyncio.timeout(30):
        assert await waiting == ["вот"]


async def test_the_newer_poll_wins(house: House, bot: Bot) -> None:
    older = asyncio.create_task(bot.get_updates(timeout=20))
    while not house.sandbox.telegram.queue.polls:  # noqa: ASYNC110  because only a peek tells that the server has it
        await asyncio.sleep(0.01)
    await bot.get_updates()
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates request"):
        await older


async def test_only_the_named_kinds_come(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    last = (await bot.get_updates(allowed_updates=["message"]))[-1].update_id
    await house.act("block", door="telegram", person=anna, blocked=True)
    await house.act("block", door="telegram", person=anna, blocked=False)
    await say(house, anna, anna, "я тут")
    assert await texts(bot, offset=last + 1) == ["я тут"]


async def test_the_privacy_mode(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    group = await house.group("telegram", anna)
    sent = await bot.send_message(group, "Карточка")
    await bot.get_updates(offset=(await bot.get_updates())[-1].update_id + 1)
    await say(house, group, anna, "между собой")
    await say(house, group, anna, "/bind CODE")
    await say(house, group, anna, "/bind@other_bot CODE")
    await say(house, group, anna, f"/help@{TELEGRAM_USERNAME}")
    await say(house, group, anna, f"@{TELEGRAM_USERNAME}, привет")
    answer = await say(house, group, anna, "это ответ", reply_to=sent.message_id)
    await say(house, group, anna, "ответ на ответ", reply_to=answer)
    assert await texts(bot) == [
        "/bind CODE",
        f"/help@{TELEGRAM_USERNAME}",
        f"@{TELEGRAM_USERNAME}, привет",
        "это ответ",
    ]
    await house.act("chat", door="telegram", id=group, all_messages=True)
    await say(house, group, anna, "теперь слышно")
    assert (await texts(bot))[-1] == "теперь слышно"


async def test_being_put_into_a_group_is_told(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    await bot.get_updates(offset=(await bot.get_updates())[-1].update_id + 1)
    await house.group("telegram", anna, kind="supergroup")
    joined, service = await bot.get_updates()
    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert service.message is not None
    assert service.message.new_chat_members is not None


async def test_numbers_of_messages_repeat_between_supergroups(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    numbers = []
    for _ in range(2):
        group = await house.group("telegram", anna, kind="supergroup")
        numbers.append((await bot.send_message(group, "!")).message_id)
    assert numbers[0] == numbers[1]


async def test_the_webhook_delivers_in_order_and_again(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    got: list[tuple[str | None, Any]] = []
    enough = asyncio.Event()

    async def receive(request: web.Request) -> web.Response:
        body = await request.json()
        got.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), body))
        if len(got) == 3:
            enough.set()
        return web.Response(status=500 if len(got) == 1 else 200)

    application = web.Application()
    application.router.add_post("/hook", receive)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    await bot.set_webhook(f"http://127.0.0.1:{runner.addresses[0][1]}/hook", secret_token="s3cret")
    with pytest.raises(TelegramConflictError, match="while webhook is active"):
        await bot.get_updates()
    await say(house, anna, anna, "раз")
    async with asyncio.timeout(60):
        await enough.wait()
    assert [secret for secret, _ in got] == ["s3cret"] * 3
    assert [body["message"]["text"] for _, body in got] == ["/start", "/start", "раз"]
    info = await bot.get_webhook_info()
    assert "500" in (info.last_error_message or "")
    await bot.delete_webhook(drop_pending_updates=True)
    assert await texts(bot) == []
    await runner.cleanup()


async def test_a_raw_update_is_handed_out_unchanged(house: House) -> None:
    house.raw.append("what is put in raw need not fit the schema")
    strange = {"update_id": 2_000_000_000, "message": {"hologram": True}}
    await house.act("raw", door="telegram", update=strange)
    assert await house.telegram("getUpdates") == [strange]
    again = {"update_id": 5, "message": {"text": "из прошлого"}}
    await house.act("raw", door="telegram", update=again)
    assert await house.telegram("getUpdates", offset=2_000_000_001) == [again]
    assert await house.telegram("getUpdates", offset=6) == []
