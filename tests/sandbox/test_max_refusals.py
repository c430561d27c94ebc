"""What MAX refuses, with its statuses and codes."""

from typing import Any

import pytest

from bots.sandbox.max.numbers import DIALOGS
from bots.sandbox.pictures import sample

from .conftest import House
from .max_hands import button, keyboard, send, updates, upload

LINK = {"type": "link", "text": "Сайт", "url": "https://example.org/"}
PLACE = {"type": "request_geo_location", "text": "Где я"}


async def test_the_token_is_the_whole_authorization_header(house: House) -> None:
    url = f"{house.sandbox.url}/max/me"
    for headers in ({}, {"Authorization": "short"}, {"Authorization": f"Bearer {'x' * 40}"}):
        async with house.session.get(url, headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (401, "verify.token")


async def test_what_is_not_there_and_what_is_not_allowed(house: House) -> None:
    assert await house.max("GET /nowhere", status=404) == "not.found"
    assert await house.max("GET /chats/-5", status=404) == "not.found"
    assert await house.max("PATCH /me", body={"commands": []}, status=405) == "method.not.allowed"
    assert await house.max("GET /chats", status=405) == "method.not.allowed"
    assert (await house.max("GET /me"))["is_bot"]


@pytest.mark.parametrize(
    ("query", "body"),
    [
        ({}, {"text": "Никому"}),
        ({"chat_id": DIALOGS + 900000001}, {"text": "Двоим"}),
        ({"typo": 1}, {"text": "Лишнее"}),
        ({}, {"text": "Лишнее", "reply_markup": {}}),
        ({}, {"text": "я" * 4001}),
        ({}, {"text": "😀" * 2001}),
        ({}, {"text": "  "}),
        ({}, {"text": 5}),
        ({}, {}),
        ({}, None),
        ({}, {"text": "Как?", "format": "bbcode"}),
        ({}, {"text": "Кому?", "link": {"type": "quote", "mid": "mid"}}),
        ({"disable_link_preview": "maybe"}, {"text": "Так?"}),
    ],
)
async def test_a_message_that_cannot_be(house: House, query: dict[str, Any], body: Any) -> None:
    anna = await house.person("max")
    whom = {} if body == {"text": "Никому"} else {"user_id": anna}
    refused = await house.max("POST /messages", body=body, status=400, **whom, **query)
    assert refused == "proto.payload"


@pytest.mark.parametrize(
    "rows",
    [
        [],
        [[]],
        [[button("Да", "y")]] * 31,
        [[button("Да", "y")] * 8],
        [[LINK, *[button("Да", "y")] * 3]],
        [[PLACE] * 4],
        [[button("", "y")]],
        [[button("я" * 129, "y")]],
        [[button("Да", "y" * 1025)]],
        [[{"type": "callback", "text": "Без payload"}]],
        [[{"type": "link", "text": "Куда", "url": "javascript:alert(1)"}]],
        [[{"type": "chat", "text": "Обсудить", "chat_title": "Чат"}]],
        [[{"type": "callback", "text": "Цвет", "payload": "y", "intent": "positive"}]],
    ],
)
async def test_a_keyboard_that_cannot_be(house: House, rows: list[Any]) -> None:
    anna = await house.person("max")
    body = {"text": "Выберите", "attachments": keyboard(*rows)}
    refused = await house.max("POST /messages", user_id=anna, body=body, status=400)
    assert refused == "proto.payload"


async def test_the_largest_message_that_can_be(house: House) -> None:
    anna = await house.person("max")
    rows = [[button("я" * 128, "y" * 1024)] * 7] * 30
    await send(house, anna, "я" * 4000, keyboard(*rows))
    await send(house, anna, "Три в ряд", keyboard([LINK, PLACE, button("Да", "y")]))


@pytest.mark.parametrize(
    "attachment",
    [
        {"type": "hologram"},
        {"type": "image", "payload": {"token": "t123"}},
        {"type": "image", "payload": {"url": "https://example.org/a.png"}},
        {"type": "image", "payload": {}},
        {"type": "file", "payload": {"url": "https://example.org/a.pdf"}},
        {"type": "location", "latitude": 91, "longitude": 0},
        {"type": "contact", "payload": {}},
        {"type": "sticker", "payload": {"code": "0"}},
    ],
)
async def test_an_attachment_that_cannot_be(house: House, attachment: Any) -> None:
    anna = await house.person("max")
    body = {"text": "Вот", "attachments": [attachment]}
    refused = await house.max("POST /messages", user_id=anna, body=body, status=400)
    assert refused == "proto.payload"


async def test_a_body_that_is_no_json(house: House) -> None:
    anna = await house.person("max")
    url = f"{house.sandbox.url}/max/messages?user_id={anna}"
    headers = {"Authorization": "x" * 40, "Content-Type": "application/json"}
    for data in ("{", "[]", '"text"'):
        async with house.session.post(url, data=data, headers=headers) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, "proto.payload")


async def test_who_cannot_be_written_to(house: House) -> None:
    stranger = await house.person("max", starts=False)
    anna = await house.person("max")
    body = {"text": "Здравствуйте"}
    assert await house.max("POST /messages", user_id=5, body=body, status=404) == "not.found"
    assert await house.max("POST /messages", user_id=stranger, body=body, status=404) == "not.found"
    # A person's number is not their dialog's.
    assert await house.max("POST /messages", chat_id=anna, body=body, status=404) == "not.found"
    await house.max("POST /messages", chat_id=DIALOGS + anna, body=body)
    await house.act("block", door="max", person=anna)
    async with house.session.post(
        f"{house.sandbox.url}/max/messages",
        params={"user_id": str(anna)},
        json=body,
        headers={"Authorization": "x" * 40},
    ) as answer:
        said = await answer.json()
    assert (answer.status, said) == (
        403,
        {"code": "chat.denied", "message": "error.dialog.suspended"},
    )
    await house.act("block", door="max", person=anna, blocked=False)
    await house.act("deactivate", door="max", person=anna)
    assert await house.max("POST /messages", user_id=anna, body=body, status=404) == "not.found"


async def test_whose_words_may_be_changed_and_deleted(house: House) -> None:
    anna = await house.person("max")
    await house.act("say", door="max", chat=anna, person=anna, text="Темно")
    said = (await updates(house))[-1]["message"]["body"]["mid"]
    body = {"text": "Светло"}
    assert await house.max("PUT /messages", message_id=said, body=body, status=403) == "chat.denied"
    assert await house.max("DELETE /messages", message_id=said, status=403) == "chat.denied"
    plain = await send(house, anna, "Без кнопок")
    pressed = await send(house, anna, "С кнопкой", keyboard([button("Да", "y")]))
    house.clock.now += 8 * 86_400
    assert await house.max("PUT /messages", message_id=plain, body=body, status=403)
    await house.max("PUT /messages", message_id=pressed, body=body)
    for unknown in ("mid0", "mid" + "0" * 32):
        assert await house.max("PUT /messages", message_id=unknown, body=body, status=404)


async def test_presses_that_are_not_and_answers_that_say_nothing(house: House) -> None:
    anna = await house.person("max")
    body = {"notification": "Принято"}
    assert await house.max("POST /answers", callback_id="1", body=body, status=404) == "not.found"
    await send(house, anna, "Отправить?", keyboard([button("Да", "y")]))
    number = (await house.messages("max", anna))[-1]["id"]
    await house.act("press", door="max", chat=anna, person=anna, message=number, button="Да")
    pressed = (await updates(house))[-1]
    name = pressed["callback"]["callback_id"]
    assert await house.max("POST /answers", callback_id=name, body={}, status=400)
    await house.max("DELETE /messages", message_id=pressed["message"]["body"]["mid"])
    changed = {"message": {"text": "Поздно"}}
    assert await house.max("POST /answers", callback_id=name, body=changed, status=404)


async def test_uploads_that_are_none(house: House) -> None:
    assert await house.max("POST /uploads", type="photo", status=400) == "proto.payload"
    url = (await house.max("POST /uploads", type="image"))["url"]
    for content, code in ((b"", "proto.payload"), (b"%PDF", "upload.error")):
        async with house.session.post(url, data=content) as answer:
            assert (answer.status, (await answer.json())["code"]) == (400, code)
    async with house.session.post(url, data=sample("yard")) as answer:
        assert answer.status == 200
    async with house.session.post(url, data=sample("yard")) as answer:
        assert answer.status == 400, "an address takes one file"
    anna = await house.person("max")
    token = (await upload(house, "file", b"%PDF"))["token"]
    body = {"attachments": [{"type": "image", "payload": {"token": token}}]}
    assert await house.max("POST /messages", user_id=anna, body=body, status=400)
