"""VK's door over HTTP: what it asks, and what it makes of the answers."""

import asyncio
import hashlib
import json
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
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.vk.calls import random_id
from bots.doors.vk.door import EVENTS, VkDoor
from core.messages import Button, ButtonKind, File, FileKind, Message, Outgoing
from core.people import Peer

from .server import Answer, Messenger, serving

TOKEN = "vk1.secret"
GROUP = 77
CHAT = Peer("vk", 501)
SENT = [{"peer_id": 501, "message_id": 90, "conversation_message_id": 7}]
ROWS = ((Button("Взять", "t/take/5"), Button("Отказать", "t/refuse/5")),)


def ok(response: Any) -> Answer:
    return Answer({"response": response})


def refused(code: int, text: str = "refused") -> Answer:
    return Answer({"error": {"error_code": code, "error_msg": text, "request_params": []}})


@pytest.fixture
async def vk() -> AsyncIterator[Messenger]:
    async with serving("vk") as messenger:
        messenger.will_answer("messages.send", ok(SENT))
        server = {"server": f"{messenger.url}/longpoll", "key": "k1", "ts": "100"}
        messenger.will_answer("groups.getLongPollServer", ok(server))
        messenger.will_answer(
            "users.get", ok([{"id": 501, "first_name": "Анна", "last_name": "К"}])
        )
        messenger.will_answer("messages.getConversationsById", refused(917))
        yield messenger


@pytest.fixture
async def door(vk: Messenger) -> AsyncIterator[VkDoor]:
    made = VkDoor(TOKEN, GROUP, vk.url, wait=0)
    yield made
    await made.close()


def number_of(batch: Batch) -> str:
    """Long poll's number in the cursor."""
    assert batch.cursor is not None
    return batch.cursor.partition("@")[0]


def sent_keyboard(vk: Messenger) -> Any:
    return json.loads(vk.of("messages.send")[-1].parameters["keyboard"])


async def test_opening_checks_the_community_and_switches_events_on(
    vk: Messenger, door: VkDoor
) -> None:
    vk.will_answer("groups.getById", ok({"groups": [{"id": GROUP, "name": "Город"}]}))
    vk.will_answer("groups.setLongPollSettings", ok(1))
    vk.will_answer("groups.getCallbackServers", ok({"count": 0, "items": []}))
    await door.open()
    (asked,) = vk.of("groups.setLongPollSettings")
    assert all(asked.parameters[event] == "1" for event in EVENTS)
    assert vk.of("groups.deleteCallbackServer") == []


async def test_a_token_of_another_community_is_told_clearly(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer("groups.getById", ok({"groups": [{"id": 78}]}))
    with pytest.raises(Misconfigured, match="77"):
        await door.open()


async def test_events_come_with_names_and_the_cursor_stands_behind_them(
    vk: Messenger, door: VkDoor
) -> None:
    body = {"message": {"from_id": 501, "peer_id": 2_000_000_001}}
    event = {"type": "message_new", "event_id": "e1", "object": body}
    vk.will_answer(
        "longpoll",
        Answer({"ts": "102", "updates": [event]}),
        Answer({"ts": "103", "updates": [event]}),
    )
    batch = await door.arrivals("90")
    assert batch.cursor is not None
    assert batch.cursor.startswith("102@")
    assert batch.updates[0]["person_name"] == "Анна К"
    await door.arrivals(batch.cursor)
    assert [asked.parameters["ts"] for asked in vk.of("longpoll")] == ["90", "102"]
    assert len(vk.of("users.get")) == len(vk.of("messages.getConversationsById")) == 1
    assert door.key(batch.updates[0]) == "e1"


async def test_events_that_are_brought_keep_their_order_and_names_are_asked_for_together(
    vk: Messenger,
) -> None:
    door = VkDoor(TOKEN, GROUP, vk.url, hook="https://bot.example.ru/hook/vk")
    people = [{"id": number, "first_name": "А", "last_name": str(number)} for number in range(9)]
    vk.will_answer("users.get", ok([people[5]]), ok(people))
    order: list[int] = []

    async def bring(number: int) -> None:
        body = {"message": {"from_id": number, "peer_id": number}}
        event = {"type": "message_new", "secret": "s", "object": body}
        batch = await door.welcome(event)
        assert isinstance(batch, Batch)
        (raw,) = batch.updates
        assert (raw["person_name"], "secret" in raw) == (f"А {number}", False)
        order.append(number)

    await asyncio.gather(*(bring(number) for number in (5, 3, 7, 1)))
    assert order == [5, 3, 7, 1]
    assert len(vk.of("users.get")) == 2  # the first one's, and those who came meanwhile
    await door.close()


async def test_a_changed_confirmation_code_is_told_and_a_stranger_makes_us_ask_three_times(
    vk: Messenger,
) -> None:
    """Whoever sets the server up beside a bot that has just started (``check`` does) changes it."""
    door = VkDoor(TOKEN, GROUP, vk.url, hook="https://bot.example.ru/hook/vk")
    codes = [ok({"code": code}) for code in ("first", "changed", "again")]
    vk.will_answer("groups.getCallbackConfirmationCode", *codes)
    asked = {"type": "confirmation", "group_id": GROUP}
    told = [await door.welcome(asked) for _ in range(6)]
    assert told == ["first", "changed", *["again"] * 4]
    assert len(vk.of("groups.getCallbackConfirmationCode")) == 3
    await door.close()


async def test_a_server_that_vk_cannot_confirm_is_told(vk: Messenger) -> None:
    address = "https://bot.example.ru/hook/vk"
    door = VkDoor(TOKEN, GROUP, vk.url, hook=address)
    old = {"id": 3, "title": "Парадная", "url": "https://old.example.ru", "status": "failed"}
    server = {**old, "creator_id": 1, "secret_key": "x"}
    vk.will_answer("groups.getById", ok({"groups": [{"id": GROUP}]}))
    vk.will_answer("groups.getCallbackServers", ok({"count": 1, "items": [server]}))
    vk.will_answer("groups.editCallbackServer", ok(1))
    with pytest.raises(Misconfigured, match=address):
        await door.open()
    (edited,) = vk.of("groups.editCallbackServer")
    assert (edited.parameters["server_id"], edited.parameters["url"]) == ("3", address)
    assert edited.parameters["secret_key"].isalnum()
    assert vk.of("groups.addCallbackServer") == []
    await door.close()


async def test_a_new_message_is_known_by_its_place_and_other_events_by_their_name(
    door: VkDoor,
) -> None:
    message = {"peer_id": 5, "conversation_message_id": 3, "date": 100}
    told = {"type": "message_new", "event_id": "e1", "object": {"message": message}}
    read = {**told, "event_id": "read.5.3"}
    edit = {"type": "message_edit", "event_id": "e2", "object": message}
    assert door.key(told) == door.key(read) == hashlib.sha256(b"5.3.100").hexdigest()
    assert door.key(edit) == "e2"
    assert door.key({**told, "object": {"message": {**message, "date": 101}}}) != door.key(told)
    assert door.key({**told, "object": {"message": {"peer_id": 5}}}) == "e1"
    assert len(door.key({"type": "message_deny", "event_id": "e" * 500})) <= 64
    assert len(door.key({"type": "message_deny", "event_id": {"a": 1}})) <= 64


async def test_the_first_start_begins_where_vk_is(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer("longpoll", Answer({"ts": "100", "updates": []}))
    assert number_of(await door.arrivals(None)) == "100"


async def test_a_failed_poll_is_put_right(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer(
        "longpoll",
        Answer({"failed": 1, "ts": 105}),
        Answer({"failed": 2}),
        Answer({"failed": 3}),
        Answer({"ts": "101", "updates": []}),
    )
    vk.will_answer("messages.getConversations", ok({"count": 0, "items": []}))
    cursors = []
    cursor: str | None = "90"
    for _ in range(4):
        batch = await door.arrivals(cursor)
        cursor = batch.cursor
        cursors.append(number_of(batch))
    assert cursors == ["105", "105", "100", "101"]
    assert len(vk.of("groups.getLongPollServer")) == 3


async def test_events_come_without_names_when_vk_does_not_tell(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer("users.get", refused(6))
    body = {"message": {"from_id": 501, "peer_id": 501}}
    event = {"type": "message_new", "event_id": "e1", "object": body}
    vk.will_answer("longpoll", Answer({"ts": "102", "updates": [event]}))
    assert (await door.arrivals("90")).updates[0]["person_name"] == ""


async def test_a_message_has_its_own_buttons_under_it(vk: Messenger, door: VkDoor) -> None:
    photo = File(FileKind.PHOTO, "vk", "photo1_2_k")
    message = Message("Карточка", ROWS, (photo, photo), reply_to="3")
    assert await door.deliver(Outgoing(CHAT, message), 1) == "7"
    asked = vk.of("messages.send")[0].parameters
    assert (asked["message"], asked["attachment"]) == ("Карточка", "photo1_2_k,photo1_2_k")
    assert json.loads(asked["forward"]) == {
        "peer_id": 501, "conversation_message_ids": [3], "is_reply": True,
    }  # fmt: skip
    keyboard = sent_keyboard(vk)
    assert keyboard["inline"] is True
    assert [button["action"]["type"] for button in keyboard["buttons"][0]] == ["callback"] * 2
    assert keyboard["buttons"][0][0]["action"]["payload"] == '{"p":"t/take/5"}'


async def test_a_screen_is_the_chats_keyboard(vk: Messenger, door: VkDoor) -> None:
    place = Button("Я здесь", kind=ButtonKind.PLACE)
    link = Button("Карта", kind=ButtonKind.LINK, url="https://example.org")
    rows = ((place,), (Button("Назад", "s/1/a/back"),), (link,))
    await door.deliver(Outgoing(CHAT, Message("Где?", rows, screen=True)), 1)
    keyboard = sent_keyboard(vk)
    assert (keyboard["inline"], keyboard["one_time"]) == (False, False)
    kinds = [row[0]["action"]["type"] for row in keyboard["buttons"]]
    assert kinds == ["location", "text", "open_link"]


@pytest.mark.parametrize("message", [Message("Всё", screen=True), Message("Всё", closes=True)])
async def test_a_screen_without_buttons_removes_the_keyboard(
    vk: Messenger, door: VkDoor, message: Message
) -> None:
    await door.deliver(Outgoing(CHAT, message), 1)
    assert sent_keyboard(vk)["buttons"] == []


async def test_a_notice_without_buttons_leaves_the_keyboard(vk: Messenger, door: VkDoor) -> None:
    await door.deliver(Outgoing(CHAT, Message("Принято")), 1)
    assert "keyboard" not in vk.of("messages.send")[0].parameters


async def test_a_repeat_has_the_same_key_and_another_row_another(
    vk: Messenger, door: VkDoor
) -> None:
    outgoing = Outgoing(CHAT, Message("да"))
    for token in (1, 1, 2):
        await door.deliver(outgoing, token)
    keys = [asked.parameters["random_id"] for asked in vk.of("messages.send")]
    assert keys[0] == keys[1] != keys[2]
    assert all(0 < random_id(outgoing, token) < 2**31 for token in range(2000))


async def test_a_change_and_a_toast(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer("messages.edit", ok(1))
    vk.will_answer("messages.sendMessageEventAnswer", ok(1))
    press = '{"event_id":"ab","user_id":501,"peer_id":501}'
    assert await door.deliver(Outgoing(CHAT, Message("Взято", ROWS), edits="7"), 1) == "7"
    assert await door.deliver(Outgoing(CHAT, Message("Уже взято"), toast=press), 2) == ""
    assert await door.deliver(Outgoing(CHAT, Message(""), toast=press), 3) == ""
    (change,) = vk.of("messages.edit")
    said, silent = vk.of("messages.sendMessageEventAnswer")
    assert (change.parameters["cmid"], change.parameters["message"]) == ("7", "Взято")
    assert json.loads(said.parameters["event_data"])["text"] == "Уже взято"
    assert "event_data" not in silent.parameters


async def test_a_press_that_nobody_waits_for_counts_as_answered(
    vk: Messenger, door: VkDoor
) -> None:
    vk.will_answer("messages.sendMessageEventAnswer", refused(100))
    press = '{"event_id":"ab","user_id":501,"peer_id":501}'
    assert await door.deliver(Outgoing(CHAT, Message("да"), toast=press), 1) == ""


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(901), Unreachable),
        (ok([{"peer_id": 501, "error": {"code": 902, "description": "privacy"}}]), Unreachable),
        (refused(917), Unreachable),
        (refused(911), Rejected),
        (refused(914), Rejected),
        (refused(100), Rejected),
        (refused(909), Vanished),
        (refused(6), Later),
        (refused(9), Later),
        (refused(14), Later),
        (refused(29), Later),
        (refused(1), Unsettled),
        (refused(10), Unsettled),
        (refused(5), Misconfigured),
        (Answer("<html>502 Bad Gateway</html>", status=502), Unsettled),
        (Answer([1]), Unsettled),
        (Answer({}), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_every_failure_is_one_of_the_ports_errors(
    vk: Messenger, door: VkDoor, answer: Answer, error: type[DoorError]
) -> None:
    vk.will_answer("messages.send", answer)
    with pytest.raises(error) as raised:
        await door.deliver(Outgoing(CHAT, Message("да")), 1)
    assert type(raised.value) is error
    assert "secret" not in str(raised.value)
    assert len(vk.of("messages.send")) == 1


async def test_a_reply_to_what_is_gone_is_sent_as_a_message(vk: Messenger, door: VkDoor) -> None:
    vk.will_answer("messages.send", refused(100), ok(SENT))
    assert await door.deliver(Outgoing(CHAT, Message("Готово", reply_to="3")), 1) == "7"
    first, second = (asked.parameters for asked in vk.of("messages.send"))
    assert "forward" in first
    assert "forward" not in second
    assert first["random_id"] == second["random_id"]


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    path = tmp_path / "digest"
    path.write_bytes(b"content")
    return path


async def test_a_photograph_and_a_document_are_uploaded(
    vk: Messenger, door: VkDoor, kept: Path
) -> None:
    vk.will_answer("photos.getMessagesUploadServer", ok({"upload_url": f"{vk.url}/upload"}))
    vk.will_answer("docs.getMessagesUploadServer", ok({"upload_url": f"{vk.url}/upload"}))
    told = {"server": 1, "photo": "[{}]", "hash": "h", "file": "f"}
    vk.will_answer("upload", Answer(told))
    saved = {"id": 2, "owner_id": -77, "access_key": "k"}
    vk.will_answer("photos.saveMessagesPhoto", ok([saved]))
    vk.will_answer("docs.save", ok({"type": "doc", "doc": saved}))
    photo = File(FileKind.PHOTO, "telegram", "AgAC")
    adopted = await door.adopt(photo, kept, 501)
    paper = await door.adopt(replace(photo, kind=FileKind.DOCUMENT, name="акт.pdf"), kept, 501)
    assert (adopted.door, adopted.ref) == ("vk", "photo-77_2_k")
    assert (paper.ref, paper.name) == ("doc-77_2_k", "акт.pdf")
    sent = [asked.files for asked in vk.of("upload")]
    assert sent == [{"photo": b"content"}, {"file": b"content"}]


@pytest.mark.parametrize(("taken", "ref"), [(True, "audio_message-77_2_k"), (False, "doc-77_2_k")])
async def test_a_voice_is_vks_own_voice_or_else_a_document(
    vk: Messenger, door: VkDoor, kept: Path, *, taken: bool, ref: str
) -> None:
    vk.will_answer("docs.getMessagesUploadServer", ok({"upload_url": f"{vk.url}/upload"}))
    refusal = [] if taken else [Answer({"error": "not a voice"})]
    vk.will_answer("upload", *refusal, Answer({"file": "f"}))
    kind = "audio_message" if taken else "doc"
    saved = {"id": 2, "owner_id": -77, "access_key": "k"}
    vk.will_answer("docs.save", ok({"type": kind, kind: saved}))
    voice = File(FileKind.VOICE, "telegram", "AwAC", name="voice.ogg")
    assert (await door.adopt(voice, kept, 501)).ref == ref
    assert vk.of("docs.getMessagesUploadServer")[0].parameters["type"] == "audio_message"


async def test_a_photograph_that_vk_does_not_take_is_rejected(
    vk: Messenger, door: VkDoor, kept: Path
) -> None:
    vk.will_answer("photos.getMessagesUploadServer", ok({"upload_url": f"{vk.url}/upload"}))
    vk.will_answer("upload", Answer({"server": 1, "photo": "[]", "hash": "h"}))
    with pytest.raises(Rejected):
        await door.adopt(File(FileKind.PHOTO, "telegram", "AgAC"), kept, 501)


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(b"gone", status=404), Rejected),
        (Answer(b"busy", status=502), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_a_download_that_fails_says_whether_to_try_again(
    vk: Messenger, door: VkDoor, answer: Answer, error: type[DoorError]
) -> None:
    vk.will_answer("1.jpg", Answer(b"jpeg"), answer)
    file = File(FileKind.PHOTO, "vk", "photo1_2", url=f"{vk.url}/file/1.jpg")
    assert [part async for part in door.fetch(file)] == [b"jpeg"]
    with pytest.raises(error):
        [_ async for _ in door.fetch(file)]
    with pytest.raises(Rejected):
        await anext(door.fetch(replace(file, url="")))
