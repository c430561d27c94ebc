"""Groups in MAX: what a bot hears there, who is there, and what it may do."""

from typing import Any

from bots.sandbox.server import MAX_BOT_ID

from .conftest import House
from .max_hands import button, keyboard, kinds, updates


async def test_only_an_administrator_hears_what_is_said(house: House) -> None:
    anna = await house.person("max")
    group = await house.group("max", anna)
    await house.act("say", door="max", chat=group, person=anna, text="Не слышит")
    assert kinds(await updates(house)) == ["bot_started", "bot_added"]
    await house.max("POST /messages", chat_id=group, body={"text": "А писать может"})
    await house.act("chat", door="max", id=group, all_messages=True)
    await house.act("say", door="max", chat=group, person=anna, text="Слышит")
    said = (await updates(house))[-1]["message"]
    assert said["body"]["text"] == "Слышит"
    assert said["recipient"] == {"chat_id": group, "chat_type": "chat", "user_id": None}


async def test_comings_goings_and_another_title_are_told(house: House) -> None:
    anna, oleg = await house.person("max"), await house.person("max", "Олег")
    group = await house.group("max", anna, all_messages=True)
    place: dict[str, Any] = {"door": "max", "chat": group}
    await house.act("member", **place, person=oleg, present=True, by=anna)
    await house.act("member", **place, person=oleg, present=False)
    await house.act("chat", door="max", id=group, title="Теплосеть")
    await house.act("member", **place, person=MAX_BOT_ID, present=False)
    added, came, gone, titled, removed = (await updates(house))[2:]
    assert added["update_type"] == "bot_added"
    assert (came["user"]["user_id"], came["inviter_id"]) == (oleg, anna)
    assert gone["update_type"] == "user_removed"
    assert "admin_id" not in gone
    assert titled["title"] == "Теплосеть"
    assert removed["update_type"] == "bot_removed"
    body = {"text": "Есть кто?"}
    assert await house.max("POST /messages", chat_id=group, body=body, status=403) == "chat.denied"


async def test_a_press_in_a_group_is_told_of(house: House) -> None:
    anna = await house.person("max")
    group = await house.group("max", anna, all_messages=True)
    body = {"text": "Чьё?", "attachments": keyboard([button("Наше", "ours")])}
    await house.max("POST /messages", chat_id=group, body=body)
    number = (await house.messages("max", group))[-1]["id"]
    await house.act("press", door="max", chat=group, person=anna, message=number, button="Наше")
    pressed = (await updates(house))[-1]
    assert pressed["message"]["recipient"]["chat_id"] == group
    name = pressed["callback"]["callback_id"]
    answer = {"notification": "Взято", "message": {"text": "Взято", "attachments": []}}
    await house.max("POST /answers", callback_id=name, body=answer)
    assert (await house.messages("max", group))[-1]["text"] == "Взято"


async def test_members_are_listed_added_and_removed(house: House) -> None:
    anna, oleg = await house.person("max"), await house.person("max", "Олег")
    group = await house.group("max", anna, all_messages=True)
    path = f"/chats/{group}/members"
    added = await house.max(f"POST {path}", body={"user_ids": [oleg, 5]})
    assert added["failed_user_ids"] == [5]
    page = await house.max(f"GET {path}", count=2)
    assert [each["user_id"] for each in page["members"]] == [MAX_BOT_ID, anna]
    rest = await house.max(f"GET {path}", count=2, marker=page["marker"])
    assert ([each["user_id"] for each in rest["members"]], rest["marker"]) == ([oleg], None)
    asked = await house.max(f"GET {path}", user_ids=f"{anna},7")
    assert [each["is_owner"] for each in asked["members"]] == [True]
    await house.max(f"DELETE {path}", user_id=oleg)
    assert await house.max(f"DELETE {path}", user_id=oleg, status=404) == "not.found"
    assert kinds(await updates(house))[-2:] == ["user_added", "user_removed"]


async def test_administrators_are_appointed_and_dismissed(house: House) -> None:
    anna, oleg = await house.person("max"), await house.person("max", "Олег")
    group = await house.group("max", anna, oleg, all_messages=True)
    path = f"/chats/{group}/members/admins"
    given = {"admins": [{"user_id": oleg, "permissions": ["write"]}]}
    await house.max(f"POST {path}", body=given)
    found = (await house.max(f"GET {path}"))["members"]
    assert [each["user_id"] for each in found] == [MAX_BOT_ID, anna, oleg]
    assert found[2]["permissions"] == ["write"]
    await house.max(f"DELETE {path}/{oleg}")
    assert await house.max(f"DELETE {path}/{oleg}", status=404) == "not.found"
    wrong = {"admins": [{"user_id": oleg, "permissions": ["fly"]}]}
    assert await house.max(f"POST {path}", body=wrong, status=400) == "proto.payload"


async def test_what_is_for_administrators_alone(house: House) -> None:
    anna = await house.person("max")
    group = await house.group("max", anna)
    for name in ("members", "members/admins", "pin"):
        refused = await house.max(f"GET /chats/{group}/{name}", status=403)
        assert refused == "chat.denied"
    assert not (await house.max(f"GET /chats/{group}/members/me"))["is_admin"]
    assert await house.max("GET /messages", chat_id=group, status=403) == "chat.denied"
    await house.max(f"DELETE /chats/{group}/members/me")
    assert await house.max(f"GET /chats/{group}", status=403) == "chat.denied"


async def test_a_chat_is_told_about_titled_and_pinned_in(house: House) -> None:
    anna = await house.person("max")
    group = await house.group("max", anna, all_messages=True)
    sent = await house.max("POST /messages", chat_id=group, body={"text": "Правила"})
    name = sent["message"]["body"]["mid"]
    assert await house.max(f"DELETE /chats/{group}/pin", status=404) == "not.found"
    await house.max(f"PUT /chats/{group}/pin", body={"message_id": name})
    pinned = await house.max(f"GET /chats/{group}/pin")
    assert pinned["message"]["body"]["mid"] == name
    changed = await house.max(f"PATCH /chats/{group}", body={"title": "Теплосеть"})
    assert (changed["title"], changed["owner_id"]) == ("Теплосеть", anna)
    assert changed["pinned_message"]["body"]["mid"] == name
    await house.max(f"DELETE /chats/{group}/pin")
    assert await house.max(f"GET /chats/{group}/pin") == {"message": None}
    assert await house.max(f"PATCH /chats/{group}", body={"title": ""}, status=400)


async def test_a_chat_that_is_gone_is_not_found(house: House) -> None:
    anna = await house.person("max")
    group = await house.group("max", anna)
    await house.act("gone", door="max", chat=group)
    body = {"text": "Есть кто?"}
    assert await house.max("POST /messages", chat_id=group, body=body, status=404) == "not.found"
