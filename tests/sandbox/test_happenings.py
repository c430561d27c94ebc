"""What befalls people and chats: gone, deactivated, put out, grown into a supergroup."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramForbiddenError, TelegramMigrateToChat

from bots.sandbox.server import VK_GROUP_ID, serve
from bots.sandbox.world import World

from .conftest import Clock, House

DOORS = ("telegram", "vk")


async def write(house: House, door: str, chat: int, number: int = 1) -> Any:
    """What became of a message to a chat: Telegram's words of refusal, VK's code, or success."""
    if door == "telegram":
        body = {"chat_id": chat, "text": "слово"}
        url = f"{house.sandbox.url}/telegram/bot123456:{'A' * 35}/sendMessage"
        async with house.session.post(url, json=body) as answer:
            return (await answer.json()).get("description", "sent")
    answered = await house.vk("messages.send", peer_id=chat, random_id=number, message="слово")
    return answered if answered in {18, 900, 901, 902, 917, 945} else "sent"


@pytest.mark.parametrize(
    ("door", "code", "refused"),
    [
        ("telegram", None, "Forbidden: user is deactivated"),
        ("vk", None, 18),
        ("vk", 900, 900),
        ("vk", 901, 901),
        ("vk", 902, 902),
    ],
)
async def test_who_is_deactivated_is_not_written_to_and_may_come_back(
    house: House, door: str, code: int | None, refused: Any
) -> None:
    anna = await house.person(door)
    more = {"code": code} if code else {}
    seen = await house.act("deactivate", door=door, person=anna, **more)
    assert seen["deactivated"] is True
    assert await write(house, door, anna) == refused
    await house.act("say", status=400, door=door, chat=anna, person=anna, text="Я тут")
    if door == "vk":
        assert (await house.vk("users.get", user_ids=anna))[0]["deactivated"] == "deleted"
    await house.act("deactivate", door=door, person=anna, deactivated=False)
    assert await write(house, door, anna) == "sent"
    await house.act("say", door=door, chat=anna, person=anna, text="Я тут")


@pytest.mark.parametrize(
    ("door", "code", "refused"),
    [("telegram", None, "Bad Request: chat not found"), ("vk", None, 917), ("vk", 945, 945)],
)
async def test_a_chat_may_be_gone_and_be_back(
    house: House, door: str, code: int | None, refused: Any
) -> None:
    anna = await house.person(door)
    group = await house.group(door, anna)
    more = {"code": code} if code else {}
    for chat in (group, anna):
        await house.act("gone", door=door, chat=chat, **more)
        assert await write(house, door, chat) == refused
        await house.act("say", status=400, door=door, chat=chat, person=anna, text="Есть кто?")
        await house.act("gone", door=door, chat=chat, gone=False)
        assert await write(house, door, chat, 2) == "sent"


async def test_a_code_that_means_something_else_is_refused(house: House) -> None:
    anna = await house.person("vk")
    await house.act("deactivate", status=400, door="vk", person=anna, code=917)
    await house.act("gone", status=400, door="vk", chat=anna, code=18)


async def test_a_group_becomes_a_supergroup(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    group = await house.group("telegram", anna, all_messages=True)
    fresh = (await house.act("migrate", door="telegram", chat=group))["chat"]
    assert fresh < -1_000_000_000_000
    messages = [update.message for update in await bot.get_updates() if update.message]
    told = [(each.chat.id, each.migrate_to_chat_id, each.migrate_from_chat_id) for each in messages]
    assert told[-2:] == [(group, fresh, None), (fresh, None, group)]
    with pytest.raises(TelegramMigrateToChat) as caught:
        await bot.send_message(group, "слово")
    assert caught.value.migrate_to_chat_id == fresh
    await bot.send_message(fresh, "слово")
    said: dict[str, Any] = {"door": "telegram", "person": anna, "text": "слышно?"}
    assert str(fresh) in (await house.act("say", status=400, chat=group, **said))["error"]
    await house.act("say", chat=fresh, **said)
    last = (await bot.get_updates())[-1].message
    assert last is not None
    assert (last.chat.id, last.text) == (fresh, "слышно?")
    for chat in (group, fresh, anna):
        await house.act("migrate", status=400, door="telegram", chat=chat)


async def test_members_come_and_go_by_themselves_and_by_others(house: House, bot: Bot) -> None:
    anna, vera = await house.person("telegram"), await house.person("telegram", "Вера Ли")
    group = await house.group("telegram", anna, kind="supergroup", all_messages=True)
    await bot.get_updates(allowed_updates=["message", "chat_member"], offset=-1)
    member: dict[str, Any] = {"door": "telegram", "chat": group, "person": vera}
    await house.act("member", **member)
    await house.act("member", **member, present=False)
    await house.act("member", **member, by=anna)
    await house.act("member", **member, present=False, by=anna)
    updates = (await bot.get_updates())[-8:]
    services = [each.message for each in updates if each.message]
    assert [each.from_user.id for each in services if each.from_user] == [vera, vera, anna, anna]
    assert [bool(each.new_chat_members) for each in services] == [True, False, True, False]
    changed = [each.chat_member for each in updates if each.chat_member]
    statuses = [str(each.new_chat_member.status) for each in changed]
    assert [status.rpartition(".")[2].lower() for status in statuses] == [
        "member",
        "left",
        "member",
        "kicked",
    ]
    await house.act("say", status=400, door="telegram", chat=group, person=vera, text="Эй")
    await house.act("member", door="telegram", chat=group, person=bot.id, present=False)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(group, "слово")


async def test_vk_tells_of_members_with_the_actor_and_whom_it_befell(house: House) -> None:
    anna, vera = await house.person("vk"), await house.person("vk", "Вера Ли")
    chat = await house.group("vk", anna)
    member: dict[str, Any] = {"door": "vk", "chat": chat, "person": vera}
    await house.act("member", **member, by=anna)
    await house.act("member", **member, present=False, by=anna)
    await house.act("member", **member)
    await house.act("member", **member, present=False)
    messages = [event["object"]["message"] for event in (await house.vk_events())[-4:]]
    assert [(each["from_id"], each["action"]["type"]) for each in messages] == [
        (anna, "chat_invite_user"),
        (anna, "chat_kick_user"),
        (anna, "chat_invite_user"),
        (vera, "chat_kick_user"),
    ]
    assert {each["action"]["member_id"] for each in messages} == {vera}
    await house.act("member", door="vk", chat=chat, person=-VK_GROUP_ID, present=False)
    assert await write(house, "vk", chat) == 917


async def test_what_befell_outlives_a_restart(clock: Clock, tmp_path: Path) -> None:
    kept = tmp_path / "sandbox.json"
    async with aiohttp.ClientSession() as session:
        async with serve(state_file=kept, world=World(clock)) as sandbox:
            house = House(sandbox, session, clock)
            anna = await house.person("telegram")
            group = await house.group("telegram", anna)
            fresh = (await house.act("migrate", door="telegram", chat=group))["chat"]
            await house.act("gone", door="telegram", chat=fresh)
            await house.act("deactivate", door="telegram", person=anna)
        async with serve(state_file=kept, world=World(clock)) as sandbox:
            house = House(sandbox, session, clock)
            assert await write(house, "telegram", anna) == "Forbidden: user is deactivated"
            assert await write(house, "telegram", fresh) == "Bad Request: chat not found"
            assert "upgraded to a supergroup" in await write(house, "telegram", group)
