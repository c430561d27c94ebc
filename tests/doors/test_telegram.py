"""Telegram's door over HTTP: what it asks, and what it makes of the answers."""

import json
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bots.doors.door import (
    Batch,
    DoorError,
    Later,
    Misconfigured,
    Rejected,
    Relocated,
    TooLarge,
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.telegram.door import ALLOWED_UPDATES, FORGOTTEN_AFTER, TelegramDoor
from core.messages import Button, ButtonKind, File, FileKind, Message, Outgoing
from core.people import Peer

from .server import Answer, Messenger, serving

TOKEN = "42:secret-secret"
CHAT = Peer("telegram", 501)
SENT = {"message_id": 7, "date": 1, "chat": {"id": 501, "type": "private"}, "text": "да"}
ROWS = ((Button("Взять", "t/take/5"), Button("Карта", kind=ButtonKind.LINK, url="https://a.ru")),)


def ok(result: Any) -> Answer:
    return Answer({"ok": True, "result": result})


def refused(status: int, text: str, **parameters: int) -> Answer:
    body = {"ok": False, "error_code": status, "description": text, "parameters": parameters}
    return Answer(body, status=status)


@pytest.fixture
async def telegram() -> AsyncIterator[Messenger]:
    async with serving("telegram") as messenger:
        yield messenger


@pytest.fixture
async def door(telegram: Messenger) -> AsyncIterator[TelegramDoor]:
    made = TelegramDoor(
        TOKEN,
        telegram.url,
        private_commands=[("my", "Мои обращения")],
        group_commands=[("bind", "Привязать чат")],
        wait=0,
    )
    yield made
    await made.close()


async def test_opening_learns_the_name_and_sets_both_menus(
    telegram: Messenger, door: TelegramDoor
) -> None:
    me = {"id": 42, "is_bot": True, "first_name": "Город", "username": "Gorod_bot"}
    telegram.will_answer("getMe", ok(me))
    telegram.will_answer("deleteWebhook", ok(True))
    telegram.will_answer("setMyCommands", ok(True))
    await door.open()
    assert door.username == "Gorod_bot"
    scopes = [
        json.loads(asked.parameters["scope"])["type"] for asked in telegram.of("setMyCommands")
    ]
    assert scopes == ["all_private_chats", "all_group_chats"]


async def test_a_webhook_is_set_and_looked_after(
    telegram: Messenger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.doors.telegram.door.LOOKED_AFTER", 0)
    door = TelegramDoor(TOKEN, telegram.url, hook="https://bot.example.ru/hook/telegram")
    me = {"id": 42, "is_bot": True, "first_name": "Город", "username": "Gorod_bot"}
    for method, answer in (("getMe", me), ("setWebhook", True), ("setMyCommands", True)):
        telegram.will_answer(method, ok(answer))
    await door.open()
    (asked,) = telegram.of("setWebhook")
    assert telegram.of("deleteWebhook") == []
    assert asked.parameters["url"] == "https://bot.example.ru/hook/telegram"
    assert asked.parameters["drop_pending_updates"] == "false"
    assert "my_chat_member" in json.loads(asked.parameters["allowed_updates"])
    assert door.genuine({"X-Telegram-Bot-Api-Secret-Token": asked.parameters["secret_token"]}, {})
    assert await door.welcome({"update_id": 5}) == Batch(({"update_id": 5},), None)
    info = {"url": asked.parameters["url"], "has_custom_certificate": False}
    old = {"last_error_message": "502", "last_error_date": 1_700_000_000}
    new = {"last_error_message": "502", "last_error_date": int(time.time())}
    telegram.will_answer(
        "getWebhookInfo",
        ok({**info, "pending_update_count": 3, **old}),
        ok({**info, "pending_update_count": 0, **new}),
        ok({**info, "pending_update_count": 3, **new}),
        ok({**info, "pending_update_count": 0, "url": ""}),
    )
    assert await door.arrivals("7") == Batch((), None)
    assert await door.arrivals("7") == Batch((), None)
    with pytest.raises(Unsettled, match="502"):
        await door.arrivals("7")
    with pytest.raises(Unsettled, match="not the one"):
        await door.arrivals("7")
    await door.close()


async def test_updates_come_raw_and_the_cursor_stands_behind_them(
    telegram: Messenger, door: TelegramDoor
) -> None:
    strange = {"update_id": 10, "message": {"forward_origin": {"type": "from the future"}}}
    telegram.will_answer("getUpdates", ok([strange, {"update_id": 11}]), ok([]))
    batch = await door.arrivals(None)
    assert batch.updates == [strange, {"update_id": 11}]
    again = await door.arrivals(batch.cursor)
    assert again.cursor == batch.cursor
    first, second = telegram.of("getUpdates")
    assert "offset" not in first.parameters
    assert second.parameters["offset"] == "12"
    assert json.loads(first.parameters["allowed_updates"]) == ALLOWED_UPDATES


async def test_after_a_week_of_silence_the_cursor_is_not_trusted(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("getUpdates", ok([]))
    await door.arrivals(f"900@{1_700_000_000 - FORGOTTEN_AFTER}")
    assert "offset" not in telegram.asked[0].parameters


async def test_the_cursor_of_another_bot_confirms_nothing(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("getUpdates", ok([{"update_id": 11}]), ok([]), ok([]))
    batch = await door.arrivals(None)
    own, other = f"{batch.cursor}", f"{(batch.cursor or '').rpartition('@')[0]}@424242"
    await door.arrivals(own)
    await door.arrivals(other)
    _, second, third = telegram.of("getUpdates")
    assert second.parameters["offset"] == "12"
    assert "offset" not in third.parameters


async def test_keys_tell_updates_apart_even_if_their_numbers_start_again(
    door: TelegramDoor,
) -> None:
    one = {"update_id": 10, "message": {"message_id": 3}}
    assert door.key(one) == door.key(dict(one))
    assert door.key(one) != door.key({"update_id": 10, "message": {"message_id": 4}})
    assert door.key({}) != door.key({"update_id": []})


async def test_a_message_is_sent_without_markup_or_preview(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("sendMessage", ok(SENT))
    message = Message("<b>да</b>", ROWS, reply_to="3")
    assert await door.deliver(Outgoing(CHAT, message), 1) == "7"
    (asked,) = telegram.asked
    assert "parse_mode" not in asked.parameters
    assert json.loads(asked.parameters["link_preview_options"]) == {"is_disabled": True}
    assert json.loads(asked.parameters["reply_parameters"]) == {
        "message_id": 3, "allow_sending_without_reply": True,
    }  # fmt: skip
    assert json.loads(asked.parameters["reply_markup"])["inline_keyboard"] == [
        [{"text": "Взять", "callback_data": "t/take/5"}, {"text": "Карта", "url": "https://a.ru"}]
    ]


async def test_a_place_is_asked_for_under_the_input_field(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("sendMessage", ok(SENT))
    rows = ((Button("Я здесь", kind=ButtonKind.PLACE),), (Button("Назад", "s/1/a/back"),))
    await door.deliver(Outgoing(CHAT, Message("Где?", rows, screen=True)), 1)
    assert json.loads(telegram.asked[0].parameters["reply_markup"]) == {
        "keyboard": [[{"text": "Я здесь", "request_location": True}], [{"text": "Назад"}]],
        "resize_keyboard": True,
        "one_time_keyboard": True,
    }


async def test_closing_removes_the_keyboard(telegram: Messenger, door: TelegramDoor) -> None:
    telegram.will_answer("sendMessage", ok(SENT))
    await door.deliver(Outgoing(CHAT, Message("Принято.", closes=True)), 1)
    assert json.loads(telegram.asked[0].parameters["reply_markup"]) == {"remove_keyboard": True}


async def test_photographs_go_as_an_album_and_one_alone(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("sendMediaGroup", ok([SENT, {**SENT, "message_id": 8}]))
    telegram.will_answer("sendPhoto", ok(SENT))
    photo = File(FileKind.PHOTO, "telegram", "AgAC")
    album = Message("", files=(photo, photo), caption="№ 5")
    assert await door.deliver(Outgoing(CHAT, album), 1) == "7,8"
    await door.deliver(Outgoing(CHAT, replace(album, files=(photo,))), 2)
    together, alone = telegram.asked
    assert json.loads(together.parameters["media"]) == [
        {"type": "photo", "media": "AgAC", "caption": "№ 5"},
        {"type": "photo", "media": "AgAC"},
    ]
    assert (alone.parameters["photo"], alone.parameters["caption"]) == ("AgAC", "№ 5")


async def test_a_file_of_another_door_is_sent_with_its_content(
    telegram: Messenger, door: TelegramDoor, tmp_path: Path
) -> None:
    telegram.will_answer("sendDocument", ok(SENT))
    telegram.will_answer("sendMediaGroup", ok([SENT]))
    paper = File(FileKind.DOCUMENT, "vk", "doc1_2", url="https://vk", name="акт.pdf")
    kept = tmp_path / "digest"
    kept.write_bytes(b"content")
    adopted = await door.adopt(paper, kept, 501)
    assert (adopted.door, adopted.url) == ("telegram", "")
    await door.deliver(Outgoing(CHAT, Message("", files=(adopted,))), 1)
    await door.deliver(Outgoing(CHAT, Message("", files=(adopted, adopted))), 1)
    assert [list(asked.files.values()) for asked in telegram.asked] == [
        [b"content"], [b"content", b"content"],
    ]  # fmt: skip


async def test_what_is_too_large_for_a_photograph_goes_as_a_document(
    door: TelegramDoor, tmp_path: Path
) -> None:
    photo = File(FileKind.PHOTO, "vk", "photo1_2", name="photo.png")
    kept = tmp_path / "digest"
    with kept.open("wb") as stream:
        stream.truncate(10 * 1024 * 1024 + 1)
    assert (await door.adopt(photo, kept, 501)).kind is FileKind.DOCUMENT
    with kept.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024 + 1)
    with pytest.raises(TooLarge):
        await door.adopt(photo, kept, 501)


async def test_a_change_and_a_toast(telegram: Messenger, door: TelegramDoor) -> None:
    telegram.will_answer("editMessageText", ok(SENT))
    telegram.will_answer("answerCallbackQuery", ok(True))
    assert await door.deliver(Outgoing(CHAT, Message("Взято"), edits="7"), 1) == "7"
    assert await door.deliver(Outgoing(CHAT, Message("Уже взято"), toast="q1"), 2) == ""
    change, toast = telegram.asked
    assert (change.parameters["message_id"], change.parameters["text"]) == ("7", "Взято")
    assert toast.parameters["text"] == "Уже взято"


async def test_what_needs_doing_no_more_counts_as_done(
    telegram: Messenger, door: TelegramDoor
) -> None:
    same = "Bad Request: message is not modified: specified new message content is the same"
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    telegram.will_answer("editMessageText", refused(400, same))
    telegram.will_answer("answerCallbackQuery", refused(400, old))
    assert await door.deliver(Outgoing(CHAT, Message("Взято"), edits="7"), 1) == "7"
    assert await door.deliver(Outgoing(CHAT, Message("Взято"), toast="q1"), 1) == ""


async def test_an_answer_that_aiogram_cannot_read_still_means_sent(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("sendMessage", ok({"message_id": 9, "from": "the future"}))
    assert await door.deliver(Outgoing(CHAT, Message("да")), 1) == "9"


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(429, "Too Many Requests: retry after 5", retry_after=5), Later),
        (refused(403, "Forbidden: bot was blocked by the user"), Unreachable),
        (refused(403, "Forbidden: user is deactivated"), Unreachable),
        (refused(400, "Bad Request: chat not found"), Unreachable),
        (refused(400, "Bad Request: not enough rights to send text messages"), Unreachable),
        (refused(400, "Bad Request: have no rights to send a message"), Unreachable),
        (refused(400, "Bad Request: not enough rights to send photos to the chat"), Rejected),
        (refused(400, "Bad Request: message to edit not found"), Vanished),
        (refused(400, "Bad Request: message is too long"), Rejected),
        (refused(413, "Request Entity Too Large"), Rejected),
        (refused(400, "Bad Request: upgraded", migrate_to_chat_id=-1009), Relocated),
        (refused(401, "Unauthorized"), Misconfigured),
        (refused(404, "Not Found"), Misconfigured),
        (refused(500, "Internal Server Error"), Unsettled),
        (Answer("<html>502 Bad Gateway</html>", status=502), Unsettled),
        (Answer([1, 2]), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_every_failure_is_one_of_the_ports_errors(
    telegram: Messenger, door: TelegramDoor, answer: Answer, error: type[DoorError]
) -> None:
    telegram.will_answer("sendMessage", answer)
    with pytest.raises(error) as raised:
        await door.deliver(Outgoing(CHAT, Message("да")), 1)
    assert type(raised.value) is error
    assert "secret" not in str(raised.value)
    if isinstance(raised.value, Later):
        assert raised.value.seconds == 5
    if isinstance(raised.value, Relocated):
        assert raised.value.chat == -1009


async def test_a_second_copy_is_told_clearly(telegram: Messenger, door: TelegramDoor) -> None:
    text = "Conflict: terminated by other getUpdates request"
    telegram.will_answer("getUpdates", refused(409, text))
    with pytest.raises(Misconfigured, match="other getUpdates"):
        await door.arrivals(None)


async def test_a_file_is_downloaded(telegram: Messenger, door: TelegramDoor) -> None:
    found = {"file_id": "AgAC", "file_unique_id": "u", "file_path": "photos/1.jpg"}
    telegram.will_answer("getFile", ok(found))
    telegram.will_answer("1.jpg", Answer(b"jpeg" * 100_000))
    parts = [part async for part in door.fetch(File(FileKind.PHOTO, "telegram", "AgAC"))]
    assert b"".join(parts) == b"jpeg" * 100_000
    assert max(map(len, parts)) <= 1 << 16


async def test_what_is_too_large_to_download_is_told_so(
    telegram: Messenger, door: TelegramDoor
) -> None:
    telegram.will_answer("getFile", refused(400, "Bad Request: file is too big"))
    with pytest.raises(TooLarge):
        await anext(door.fetch(File(FileKind.PHOTO, "telegram", "AgAC")))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(b"gone", status=404), Rejected),
        (Answer(b"busy", status=502), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_a_download_that_fails_says_whether_to_try_again(
    telegram: Messenger, door: TelegramDoor, answer: Answer, error: type[DoorError]
) -> None:
    found = {"file_id": "AgAC", "file_unique_id": "u", "file_path": "photos/1.jpg"}
    telegram.will_answer("getFile", ok(found))
    telegram.will_answer("1.jpg", answer)
    with pytest.raises(error) as raised:
        [_ async for _ in door.fetch(File(FileKind.PHOTO, "telegram", "AgAC"))]
    assert "secret" not in str(raised.value)
