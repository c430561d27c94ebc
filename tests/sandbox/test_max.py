"""MAX's Bot API over bare HTTP: what it does.

Every answer and update of these tests is compared with MAX's published schema by their fixture.
"""

from typing import Any

import pytest

from bots.sandbox.max.numbers import DIALOGS
from bots.sandbox.pictures import sample
from bots.sandbox.server import MAX_BOT_ID

from .conftest import House
from .max_hands import button, keyboard, kinds, send, updates, upload


async def test_a_dialog_begins_with_a_press_that_says_nothing(house: House) -> None:
    anna = await house.person("max")
    await house.act("say", door="max", chat=anna, person=anna, text="Во дворе темно")
    started, said = await updates(house)
    assert started["update_type"] == "bot_started"
    assert started["payload"] is None
    assert started["chat_id"] == DIALOGS + anna
    assert started["user"]["user_id"] == anna
    assert said["update_type"] == "message_created"
    message = said["message"]
    assert message["body"]["text"] == "Во дворе темно"
    assert message["sender"]["first_name"] == "Анна"
    towards = {"chat_id": DIALOGS + anna, "chat_type": "dialog", "user_id": MAX_BOT_ID}
    assert message["recipient"] == towards


async def test_a_link_brings_its_payload_whenever_it_is_followed(house: House) -> None:
    anna = await house.person("max")
    await house.act("press", door="max", chat=anna, person=anna, link="ticket-42")
    assert [each["payload"] for each in await updates(house)] == [None, "ticket-42"]


async def test_a_message_is_sent_changed_read_and_deleted(house: House) -> None:
    anna = await house.person("max")
    name = await send(house, anna, "Здравствуйте")
    await house.max("PUT /messages", message_id=name, body={"text": "Добрый день"})
    assert (await house.max(f"GET /messages/{name}"))["body"]["text"] == "Добрый день"
    listed = await house.max("GET /messages", chat_id=DIALOGS + anna)
    assert [each["body"]["mid"] for each in listed["messages"]] == [name]
    assert await house.max("GET /messages", message_ids=f"{name},{name}")
    await house.max("DELETE /messages", message_id=name)
    assert await house.max(f"GET /messages/{name}", status=404) == "not.found"
    assert (await house.messages("max", anna))[-1]["deleted"]


async def test_messages_of_a_chat_come_the_last_first_within_bounds(house: House) -> None:
    anna = await house.person("max")
    for number in range(3):
        house.clock.now += 1
        await send(house, anna, f"№ {number}")
    moment = int(house.clock.now) * 1000

    async def said(**query: int) -> list[str]:
        found = await house.max("GET /messages", chat_id=DIALOGS + anna, **query)
        return [each["body"]["text"] for each in found["messages"]]

    assert await said() == ["№ 2", "№ 1", "№ 0"]
    assert await said(count=1) == ["№ 2"]
    assert await said(**{"from": moment - 1000}) == ["№ 1", "№ 0"]
    assert await said(to=moment) == ["№ 2"]


async def test_a_press_is_answered_with_a_toast_and_another_message(house: House) -> None:
    anna = await house.person("max")
    name = await send(house, anna, "Отправить?", keyboard([button("Да", "yes")]))
    number = (await house.messages("max", anna))[-1]["id"]
    await house.act("press", door="max", chat=anna, person=anna, message=number, button="Да")
    pressed = (await updates(house))[-1]
    assert pressed["update_type"] == "message_callback"
    assert pressed["callback"]["payload"] == "yes"
    assert pressed["message"]["body"]["mid"] == name
    press = pressed["callback"]["callback_id"]
    await house.max("POST /answers", callback_id=press, body={"notification": "Принято"})
    assert (await house.messages("max", anna))[-1]["buttons"] != []
    changed = {"message": {"text": "Отправлено", "attachments": []}}
    await house.max("POST /answers", callback_id=press, body=changed)
    last = (await house.messages("max", anna))[-1]
    assert (last["text"], last["buttons"]) == ("Отправлено", [])


async def test_who_waits_for_an_answer_sees_the_toast(house: House) -> None:
    anna = await house.person("max")
    await send(house, anna, "Отправить?", keyboard([button("Да", "yes")]))
    number = (await house.messages("max", anna))[-1]["id"]
    place: dict[str, Any] = {"door": "max", "chat": anna, "person": anna, "message": number}
    press = (await house.act("press", **place, payload="из прошлого года"))["press"]
    assert (await updates(house))[-1]["callback"]["payload"] == "из прошлого года"
    await house.max("POST /answers", callback_id=press, body={"notification": "Поздно"})
    assert house.sandbox.max.presses[press].answer == {
        "person": anna,
        "text": "Поздно",
        "message": number,
        "kind": "toast",
    }


async def test_what_is_not_named_in_a_change_stays(house: House) -> None:
    anna = await house.person("max")
    name = await send(house, anna, "Было", keyboard([button("Да", "yes")]))
    await house.max("PUT /messages", message_id=name, body={"text": "Стало"})
    kept = (await house.messages("max", anna))[-1]
    assert (kept["text"], len(kept["buttons"])) == ("Стало", 1)
    await house.max("PUT /messages", message_id=name, body={"attachments": []})
    bare = (await house.messages("max", anna))[-1]
    assert (bare["text"], bare["buttons"]) == ("Стало", [])


async def test_buttons_of_each_kind_do_what_they_say(house: House) -> None:
    anna = await house.person("max")
    rows = [
        [{"type": "message", "text": "Меню"}],
        [{"type": "clipboard", "text": "Номер", "payload": "26-000042"}],
        [{"type": "request_geo_location", "text": "Где я"}],
        [{"type": "request_contact", "text": "Мой номер"}],
        [{"type": "link", "text": "Сайт", "url": "https://example.org/"}],
    ]
    await send(house, anna, "Что дальше?", keyboard(*rows))
    number = (await house.messages("max", anna))[-1]["id"]
    who: dict[str, Any] = {"door": "max", "chat": anna, "person": anna}

    async def press(label: str, status: int = 200) -> Any:
        return await house.act("press", status=status, **who, message=number, button=label)

    await press("Меню")
    assert (await updates(house))[-1]["message"]["body"]["text"] == "Меню"
    assert (await press("Номер"))["copied"] == "26-000042"
    assert (await press("Сайт"))["url"] == "https://example.org/"
    await press("Где я", status=400)
    await house.act("place", **who, latitude=50.29, longitude=127.53)
    await house.act("contact", **who, phone="+79140000000")
    await house.act("contact", **who, phone="+79141111111", own=False)
    place, own, other = (
        each["message"]["body"]["attachments"][0] for each in (await updates(house))[-3:]
    )
    assert place == {"type": "location", "latitude": 50.29, "longitude": 127.53}
    assert "TEL;TYPE=cell:79140000000" in own["payload"]["vcf_info"]
    assert own["payload"]["max_info"]["user_id"] == anna
    assert len(own["payload"]["hash"]) == 64
    assert {"hash", "max_info"}.isdisjoint(other["payload"])


async def test_photos_and_files_of_people_are_had_by_their_addresses(house: House) -> None:
    anna = await house.person("max")
    who: dict[str, Any] = {"door": "max", "chat": anna, "person": anna}
    await house.act("photo", **who, samples=["pothole", "lamp"], caption="Яма и фонарь")
    for kind in ("document", "voice", "video", "sticker", "animation"):
        await house.act("media", **who, kind=kind, content="T2dnUw==")
    told = [each["message"]["body"] for each in (await updates(house))[1:]]
    assert told[0]["text"] == "Яма и фонарь"
    assert [each["type"] for each in told[0]["attachments"]] == ["image", "image"]
    shapes = [each["attachments"][0]["type"] for each in told[1:]]
    assert shapes == ["file", "audio", "video", "sticker", "image"]
    address = told[0]["attachments"][0]["payload"]["url"]
    async with house.session.get(address) as answer:
        assert (answer.status, await answer.read()) == (200, sample("pothole"))


async def test_what_is_brought_to_an_upload_address_is_attached_by_its_token(house: House) -> None:
    anna = await house.person("max")
    photos = (await upload(house, "image", sample("yard")))["photos"]
    token = (await upload(house, "file", b"%PDF", "акт.pdf"))["token"]
    attached = [
        {"type": "image", "payload": {"photos": photos}},
        {"type": "file", "payload": {"token": token}},
        {"type": "location", "latitude": 50.29, "longitude": 127.53},
        {"type": "contact", "payload": {"name": "ЕДДС", "vcf_phone": "112"}},
    ]
    name = await send(house, anna, "Акт", attached)
    seen = (await house.messages("max", anna))[-1]
    assert (len(seen["photos"]), seen["files"][0]["name"]) == (1, "акт.pdf")
    assert seen["place"]["latitude"] == 50.29
    told = (await house.max(f"GET /messages/{name}"))["body"]["attachments"]
    assert [each["type"] for each in told] == ["image", "file", "location", "contact"]
    # A token of somebody's file does for another message, and so does its address for an image.
    again = [{"type": "image", "payload": {"url": told[0]["payload"]["url"]}}]
    await send(house, anna, "", again)


async def test_a_video_has_its_token_before_it_is_there(house: House) -> None:
    anna = await house.person("max")
    given = await house.max("POST /uploads", type="video")
    attached = [{"type": "video", "payload": {"token": given["token"]}}]
    body = {"text": "Смотрите", "attachments": attached}
    early = await house.max("POST /messages", user_id=anna, body=body, status=400)
    assert early == "attachment.not.ready"
    async with house.session.post(given["url"], data=b"\0\0\0") as answer:
        assert await answer.text() == "<retval>1</retval>"
    await house.max("POST /messages", user_id=anna, body=body)
    video = await house.max(f"GET /videos/{given['token']}")
    assert video["urls"]["mp4_480"].endswith("/file")


async def test_replies_and_forwards_name_what_they_are_of(house: House) -> None:
    anna = await house.person("max")
    await house.act("say", door="max", chat=anna, person=anna, text="Темно")
    said = (await updates(house))[-1]["message"]
    link = {"type": "reply", "mid": said["body"]["mid"]}
    name = await send(house, anna, "Где?", link=link)
    number = (await house.messages("max", anna))[-1]["id"]
    place: dict[str, Any] = {"door": "max", "chat": anna, "person": anna}
    await house.act("say", **place, text="Во дворе", reply_to=number)
    await house.act("say", **place, text="Слышали?", forward=True)
    replied, forwarded = ((each["message"]) for each in (await updates(house))[-2:])
    assert replied["link"]["type"] == "reply"
    assert replied["link"]["message"]["mid"] == name
    assert replied["link"]["sender"]["is_bot"]
    assert forwarded["body"]["text"] is None
    assert forwarded["link"]["message"]["text"] == "Слышали?"
    group = await house.group("max", anna)
    await house.max(
        "POST /messages",
        chat_id=group,
        body={"link": {"type": "forward", "mid": said["body"]["mid"]}},
    )
    assert (await house.messages("max", group))[-1]["text"] == "Темно"


@pytest.mark.parametrize(
    ("named", "text"),
    [
        ("html", "<b>Важно</b>: <a href='https://example.org/'>тут</a> и <x>всё</x>"),
        ("markdown", "**Важно**: [тут](https://example.org/) и всё"),
    ],
)
async def test_a_formatted_text_is_told_plain_with_its_spans(
    house: House, named: str, text: str
) -> None:
    anna = await house.person("max")
    name = await send(house, anna, text, format=named)
    body = (await house.max(f"GET /messages/{name}"))["body"]
    assert body["text"] == "Важно: тут и всё"
    assert body["markup"] == [
        {"type": "strong", "from": 0, "length": 5},
        {"type": "link", "from": 7, "length": 3, "url": "https://example.org/"},
    ]


async def test_a_forwarded_photo_comes_along(house: House) -> None:
    anna = await house.person("max")
    place: dict[str, Any] = {"door": "max", "chat": anna, "person": anna}
    sent = await house.act("photo", **place, samples=["lamp"], caption="Фонарь")
    number = sent["messages"][0]["id"]
    seen = await house.act("say", **place, text="", forward=number)
    assert (seen["text"], len(seen["photos"])) == ("Фонарь", 1)
    link = (await updates(house))[-1]["message"]["link"]
    assert [each["type"] for each in link["message"]["attachments"]] == ["image"]


async def test_changes_and_deletions_of_people_are_told(house: House) -> None:
    anna = await house.person("max")
    place: dict[str, Any] = {"door": "max", "chat": anna, "person": anna}
    number = (await house.act("say", **place, text="Темно"))["id"]
    await house.act("edit", **place, message=number, text="Очень темно")
    await house.act("delete", **place, message=number)
    said, edited, removed = (await updates(house))[-3:]
    assert edited["message"]["body"]["text"] == "Очень темно"
    assert removed["message_id"] == said["message"]["body"]["mid"]
    assert removed["user_id"] == anna


async def test_who_stops_the_bot_or_deletes_the_dialog_is_told_of(house: House) -> None:
    anna = await house.person("max")
    await house.act("dialog", door="max", person=anna, how="cleared")
    await house.act("block", door="max", person=anna)
    await house.act("block", door="max", person=anna, blocked=False)
    await house.act("dialog", door="max", person=anna, how="removed")
    assert kinds(await updates(house))[1:] == [
        "dialog_cleared",
        "bot_stopped",
        "bot_started",
        "bot_stopped",
        "dialog_removed",
    ]
    await house.act("dialog", door="max", person=anna, how="сожжён", status=400)


async def test_an_action_is_seen_while_it_lasts(house: House) -> None:
    anna = await house.person("max")
    path = f"POST /chats/{DIALOGS + anna}/actions"
    assert await house.max(path, body={"action": "typing_on"}) == {"success": True}
    assert await house.max(path, body={"action": "dancing"}, status=400) == "proto.payload"
    assert (await house.max(f"GET /chats/{DIALOGS + anna}"))["dialog_with_user"]["user_id"] == anna
