"""MAX's Bot API over bare HTTP: what it does, and what it refuses."""

from typing import Any

from bots.sandbox.max.numbers import DIALOGS
from bots.sandbox.server import MAX_BOT_ID

from .conftest import House


def keyboard(*rows: list[Any]) -> list[Any]:
    return [{"type": "inline_keyboard", "payload": {"buttons": list(rows)}}]


def press_button(text: str = "Да", payload: str = "yes") -> dict[str, str]:
    return {"type": "callback", "text": text, "payload": payload}


async def updates(house: House, marker: int | None = 1, **query: Any) -> list[Any]:
    more = {} if marker is None else {"marker": marker}
    answer = await house.max("GET /updates", timeout=0, **more, **query)
    return list(answer["updates"])


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
    assert message["recipient"] == {
        "chat_id": DIALOGS + anna,
        "chat_type": "dialog",
        "user_id": MAX_BOT_ID,
    }


async def test_a_message_is_sent_changed_read_and_deleted(house: House) -> None:
    anna = await house.person("max")
    sent = await house.max("POST /messages", user_id=anna, body={"text": "Здравствуйте"})
    mid = sent["message"]["body"]["mid"]
    await house.max("PUT /messages", message_id=mid, body={"text": "Добрый день"})
    assert (await house.max(f"GET /messages/{mid}"))["body"]["text"] == "Добрый день"
    listed = await house.max("GET /messages", chat_id=DIALOGS + anna)
    assert [each["body"]["mid"] for each in listed["messages"]] == [mid]
    await house.max("DELETE /messages", message_id=mid)
    assert await house.max(f"GET /messages/{mid}", status=404) == "not.found"
    assert (await house.messages("max", anna))[-1]["deleted"]


async def test_a_press_is_answered_with_a_toast_and_another_message(house: House) -> None:
    anna = await house.person("max")
    body = {"text": "Отправить?", "attachments": keyboard([press_button()])}
    sent = await house.max("POST /messages", user_id=anna, body=body)
    number = (await house.messages("max", anna))[-1]["id"]
    await house.act("press", door="max", chat=anna, person=anna, message=number, button="Да")
    pressed = (await updates(house))[-1]
    assert pressed["update_type"] == "message_callback"
    assert pressed["callback"]["payload"] == "yes"
    assert pressed["message"]["body"]["mid"] == sent["message"]["body"]["mid"]
    name = pressed["callback"]["callback_id"]
    await house.max("POST /answers", callback_id=name, body={"notification": "Принято"})
    assert (await house.messages("max", anna))[-1]["buttons"] != []
    changed = {"message": {"text": "Отправлено", "attachments": []}}
    await house.max("POST /answers", callback_id=name, body=changed)
    last = (await house.messages("max", anna))[-1]
    assert (last["text"], last["buttons"]) == ("Отправлено", [])
