"""MAX's door over HTTP: what it asks, and what it makes of the answers."""

import asyncio
import ssl
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
    Reception,
    Rejected,
    TooLarge,
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.max.calls import PAUSE, NotReady
from bots.doors.max.door import MaxDoor
from bots.doors.max.reading import UPDATES
from core.messages import Button, ButtonKind, File, FileKind, Message, Outgoing
from core.people import Peer
from dialogs.events import Said

from .max_server import Max, serving
from .max_updates import BOT, GROUP, PERSON, created, deed, message, reply, user
from .server import Answer

TOKEN = "f9LHodD0cOL-secret-secret-secret-secret-secret"
ALONE, CHAT = Peer("max", PERSON), Peer("max", GROUP)
SENT = Answer({"message": message("да", mid="mid9")})
DONE = Answer({"success": True})
ROWS = (
    (Button("Взять", "t/take/5"), Button("Карта", kind=ButtonKind.LINK, url="https://a.ru")),
    (Button("Я здесь", kind=ButtonKind.PLACE),),
    (Button("Мой номер", kind=ButtonKind.CONTACT),),
)
PHOTO = File(FileKind.PHOTO, "max", "p1", url="https://i.oneme.ru/p1")
HOOK = "https://bot.example.ru/hook/max"


def refused(status: int, code: str, words: str = "") -> Answer:
    return Answer({"code": code, "message": words}, status=status)


def text_of(words: str) -> Outgoing:
    return Outgoing(ALONE, Message(words))


@pytest.fixture
async def messenger() -> AsyncIterator[Max]:
    async with serving() as one:
        one.will_answer("GET /me", Answer(user(BOT, "Город", bot=True)))
        one.will_answer("PATCH /me/commands", Answer({"commands": []}))
        one.will_answer("GET /subscriptions", Answer({"subscriptions": []}))
        yield one


@pytest.fixture
async def door(messenger: Max) -> AsyncIterator[MaxDoor]:
    menu = [("my", "Мои обращения")]
    made = MaxDoor(TOKEN, messenger.url, commands=menu, wait=0, between=0)
    yield made
    await made.close()


# who the bot is, and how updates come


async def test_opening_learns_who_the_bot_is_and_sets_its_menu(
    messenger: Max, door: MaxDoor
) -> None:
    await door.open()
    assert {asked.headers["Authorization"] for asked in messenger.asked} == {TOKEN}
    (menu,) = messenger.of("PATCH /me/commands")
    assert menu.body == {"commands": [{"name": "my", "description": "Мои обращения"}]}
    mine = created("Завтра", link=reply("Обращение № 5"))
    arrival = door.read(mine, door.key(mine))
    assert arrival is not None
    assert arrival.quoted == "Обращение № 5"


@pytest.mark.parametrize(
    "answer", [refused(404, "not.found"), Answer("<html>", status=404), Answer(cut=True)]
)
async def test_a_menu_that_max_does_not_take_stops_nobody(
    messenger: Max, door: MaxDoor, answer: Answer
) -> None:
    messenger.will_answer("PATCH /me/commands", answer)
    await door.open()


async def test_to_poll_every_webhook_is_ended(messenger: Max, door: MaxDoor) -> None:
    old = {"url": HOOK, "time": 1, "update_types": None}
    messenger.will_answer("GET /subscriptions", Answer({"subscriptions": [old]}))
    messenger.will_answer("DELETE /subscriptions", DONE)
    await door.open()
    (ended,) = messenger.of("DELETE /subscriptions")
    assert ended.query["url"] == HOOK
    assert (await door.reception()).trouble == "a webhook keeps the bot from polling"
    messenger.will_answer("GET /subscriptions", Answer({"subscriptions": []}))
    assert await door.reception() == Reception()


async def test_a_webhook_is_set_and_looked_after(
    messenger: Max, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.doors.max.door.LOOKED_AFTER", 0)
    door = MaxDoor(TOKEN, messenger.url, hook=HOOK)
    raw = created("да", group=True)
    with pytest.raises(Unsettled):
        await door.welcome(raw)
    ours = {"url": HOOK, "time": 1, "update_types": list(UPDATES)}
    former = {"url": "https://old.example.ru", "time": 1, "update_types": None}
    messenger.will_answer("POST /subscriptions", DONE)
    messenger.will_answer("DELETE /subscriptions", DONE)
    messenger.will_answer(
        "GET /subscriptions",
        Answer({"subscriptions": [ours, former]}),
        Answer({"subscriptions": [ours]}),
        Answer({"subscriptions": [{**ours, "update_types": ["bot_started"]}]}),
        Answer({"subscriptions": []}),
    )
    await door.open()
    (asked,) = messenger.of("POST /subscriptions")
    assert (asked.body["url"], asked.body["update_types"]) == (HOOK, list(UPDATES))
    (ended,) = messenger.of("DELETE /subscriptions")
    assert ended.query["url"] == "https://old.example.ru"
    shown = {"X-Max-Bot-Api-Secret": asked.body["secret"]}
    assert door.genuine(shown, raw)
    assert door.stranger({"X-Max-Bot-Api-Secret": "ё"})
    assert door.stranger({})
    messenger.will_answer(f"GET /chats/{GROUP}", refused(403, "chat.denied"))
    assert await door.welcome(raw) == Batch(({**raw, "chat_title": ""},), None)
    assert await door.arrivals(None) == Batch((), None)
    with pytest.raises(Unsettled, match="message_created"):
        await door.arrivals(None)
    with pytest.raises(Unsettled, match="not there"):
        await door.arrivals(None)
    await door.close()


async def test_without_a_webhook_everybody_is_a_stranger(door: MaxDoor) -> None:
    assert door.stranger({"X-Max-Bot-Api-Secret": ""})


async def test_updates_come_raw_and_the_cursor_stands_behind_them(
    messenger: Max, door: MaxDoor
) -> None:
    strange = {"update_type": "from_the_future", "timestamp": 1}
    messenger.will_answer(
        "GET /updates",
        Answer({"updates": [strange, 7], "marker": 12}),
        Answer({"updates": [], "marker": None}),
    )
    assert await door.beginning() == "12"
    batch = await door.arrivals("12")
    assert batch == Batch([strange], "12")
    assert await door.arrivals(batch.cursor) == Batch([], "12")
    first, second = messenger.of("GET /updates")
    assert (first.query["timeout"], "marker" in first.query) == ("0", False)
    assert second.query["marker"] == "12"
    assert first.query["types"].split(",") == list(UPDATES)


async def test_max_is_not_asked_for_updates_more_often_than_it_allows(messenger: Max) -> None:
    door = MaxDoor(TOKEN, messenger.url, wait=0, between=0.1)
    messenger.will_answer("GET /updates", Answer({"updates": [], "marker": 1}))
    began = asyncio.get_running_loop().time()
    for _ in range(3):
        await door.arrivals("1")
    assert asyncio.get_running_loop().time() - began >= 0.2
    await door.close()


async def test_a_group_is_asked_for_its_name_once(messenger: Max, door: MaxDoor) -> None:
    named = deed("chat_title_changed", chat=GROUP, title="Дороги")
    left = deed("bot_removed", chat=-5, is_channel=False)
    again = deed("bot_added", chat=GROUP, is_channel=False)
    messenger.will_answer(
        "GET /updates",
        Answer({"updates": [created("да", group=True), created("нет", group=True)], "marker": 1}),
        Answer({"updates": [named, created("да", group=True), left, again], "marker": 2}),
    )
    messenger.will_answer(f"GET /chats/{GROUP}", Answer({"chat_id": GROUP, "title": "ЖКХ"}))
    batch = await door.arrivals(None)
    assert [raw["chat_title"] for raw in batch.updates] == ["ЖКХ", "ЖКХ"]
    arrival = door.read(batch.updates[0], "k")
    assert arrival is not None
    assert (arrival.title, arrival.event) == ("ЖКХ", Said("да"))
    later = await door.arrivals(batch.cursor)
    assert [raw["chat_title"] for raw in later.updates] == ["Дороги", "Дороги", "", "ЖКХ"]
    assert len(messenger.of(f"GET /chats/{GROUP}")) == 2


# what is sent


async def test_a_message_is_sent_without_markup_or_preview(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("POST /messages", SENT)
    said = Message("<b>да</b> [a](b)", ROWS, reply_to="mid3")
    assert await door.deliver(Outgoing(CHAT, said), 1) == "mid9"
    (asked,) = messenger.of("POST /messages")
    assert dict(asked.query) == {"chat_id": str(GROUP), "disable_link_preview": "true"}
    assert "format" not in asked.body
    assert (asked.body["text"], asked.body["link"]) == (
        "<b>да</b> [a](b)",
        {"type": "reply", "mid": "mid3"},
    )
    (keyboard,) = asked.body["attachments"]
    assert keyboard["payload"]["buttons"] == [
        [
            {"type": "callback", "text": "Взять", "payload": "t/take/5"},
            {"type": "link", "text": "Карта", "url": "https://a.ru"},
        ],
        [{"type": "request_geo_location", "text": "Я здесь"}],
        [{"type": "request_contact", "text": "Мой номер"}],
    ]


async def test_a_person_is_written_to_by_their_own_number(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("POST /messages", SENT)
    await door.deliver(text_of("да"), 1)
    assert messenger.asked[-1].query["user_id"] == str(PERSON)
    assert "chat_id" not in messenger.asked[-1].query


async def test_a_change_gives_the_whole_message(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("PUT /messages", DONE)
    card = Message("Обращение № 5", ROWS[:1], (PHOTO,))
    assert await door.deliver(Outgoing(CHAT, card, edits="mid7"), 1) == "mid7"
    assert await door.deliver(Outgoing(CHAT, Message("решено"), edits="mid7"), 1) == "mid7"
    whole, bare = messenger.of("PUT /messages")
    kinds = [one["type"] for one in whole.body["attachments"]]
    assert (whole.query["message_id"], kinds) == ("mid7", ["image", "inline_keyboard"])
    assert bare.body["attachments"] == [], "so that the buttons go"


async def test_a_toast_leaves_the_keyboard_alone(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("POST /answers", DONE, refused(404, "not.found"))
    toast = Outgoing(CHAT, Message("Уже взято"), toast="q1")
    assert await door.deliver(toast, 1) == ""
    assert await door.deliver(toast, 1) == "", "nobody waits for the answer any more"
    asked, _ = messenger.of("POST /answers")
    assert (asked.query["callback_id"], asked.body) == ("q1", {"notification": "Уже взято"})
    assert await door.deliver(replace(toast, message=Message("")), 1) == ""
    assert len(messenger.of("POST /answers")) == 2


async def test_what_replies_to_a_message_that_is_gone_still_arrives(
    messenger: Max, door: MaxDoor
) -> None:
    messenger.will_answer("POST /messages", refused(404, "not.found"), SENT)
    said = Outgoing(CHAT, Message("да", reply_to="mid3"))
    assert await door.deliver(said, 1) == "mid9"
    first, second = messenger.of("POST /messages")
    assert (first.body["link"]["mid"], second.body["link"]) == ("mid3", None)


async def test_what_is_not_processed_yet_is_waited_for(
    messenger: Max, door: MaxDoor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bots.doors.max.door.PROCESSED_AFTER", (0.0, 0.0))
    busy = refused(400, "attachment.not.ready", "Key: errors.process.attachment.file.not.processed")
    messenger.will_answer("POST /messages", busy, busy, SENT)
    assert await door.deliver(Outgoing(ALONE, Message("", files=(PHOTO,))), 1) == "mid9"
    messenger.will_answer("POST /messages", busy)
    with pytest.raises(NotReady):
        await door.deliver(Outgoing(ALONE, Message("", files=(PHOTO,))), 1)


async def test_a_call_is_made_once_whatever_becomes_of_it(messenger: Max, door: MaxDoor) -> None:
    for answer in (Answer("<html>", status=502), Answer({}, status=503), Answer(cut=True)):
        messenger.asked.clear()
        messenger.will_answer("POST /messages", answer)
        with pytest.raises(Unsettled):
            await door.deliver(text_of("да"), 1)
        assert len(messenger.asked) == 1


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(401, "verify.token", "Invalid access_token"), Misconfigured),
        (refused(403, "verify.token", "Invalid access_token"), Misconfigured),
        (refused(403, "chat.denied", "Key: error.dialog.suspended, args: [1]"), Unreachable),
        (refused(404, "not.found", "Chat not found"), Unreachable),
        (refused(400, "proto.payload", "error.dialog.notfound"), Unreachable),
        (refused(400, "proto.payload", "text: size must be between 0 and 4000"), Rejected),
        (refused(405, "method.not.allowed"), Rejected),
        (refused(413, "too.large"), TooLarge),
        (Answer("<html>Too Large</html>", status=413), TooLarge),
        (refused(429, "too.many.requests"), Later),
        (Answer("slow down", status=429), Later),
        (refused(500, "internal.error"), Unsettled),
        (refused(503, "service.unavailable"), Unsettled),
        (Answer("<html>502 Bad Gateway</html>", status=502), Unsettled),
        (Answer("<html>Not Found</html>", status=404), Unsettled),
        (Answer("<html>"), Unsettled),
        (Answer([1, 2]), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_every_failure_is_one_of_the_ports_errors(
    messenger: Max, door: MaxDoor, answer: Answer, error: type[DoorError]
) -> None:
    messenger.will_answer("POST /messages", answer)
    with pytest.raises(error) as raised:
        await door.deliver(text_of("да"), 1)
    assert type(raised.value) is error
    assert "secret" not in str(raised.value)
    assert "html" not in str(raised.value)
    if isinstance(raised.value, Later):
        assert raised.value.seconds == PAUSE


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (refused(404, "not.found", "Message not found"), Vanished),
        (refused(403, "chat.denied", "The message is too old to be edited"), Vanished),
        (Answer({"success": False, "message": "can't edit"}), Vanished),
        (refused(400, "proto.payload", "text: too long"), Rejected),
        (refused(500, "internal.error"), Unsettled),
    ],
)
async def test_what_cannot_be_changed_has_vanished(
    messenger: Max, door: MaxDoor, answer: Answer, error: type[DoorError]
) -> None:
    messenger.will_answer("PUT /messages", answer)
    with pytest.raises(error) as raised:
        await door.deliver(Outgoing(CHAT, Message("да"), edits="mid7"), 1)
    assert type(raised.value) is error


async def test_a_change_that_changes_nothing_is_made(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("PUT /messages", refused(400, "message.not.modified"))
    assert await door.deliver(Outgoing(CHAT, Message("да"), edits="mid7"), 1) == "mid7"


async def test_another_ones_webhook_is_told_clearly(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("GET /updates", refused(405, "method.not.allowed"))
    with pytest.raises(Misconfigured, match="405 GET /updates"):
        await door.arrivals("1")


async def test_an_answer_without_an_id_still_means_sent(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("POST /messages", Answer({"message": {"body": None}}))
    assert await door.deliver(text_of("да"), 1) == ""
    messenger.will_answer("POST /messages", Answer({"message": message("да", mid="m" * 65)}))
    assert await door.deliver(text_of("да"), 1) == "", "the database keeps no such name"


# files


@pytest.mark.parametrize(
    ("kind", "named", "where", "taken", "token"),
    [
        (FileKind.PHOTO, "", {}, {"photos": {"7": {"token": "p7"}}}, "p7"),
        (FileKind.DOCUMENT, "акт.pdf", {}, {"token": "f7", "fileId": 1}, "f7"),
        (FileKind.VIDEO, "", {"token": "v7"}, "<retval>1</retval>", "v7"),
        (FileKind.VOICE, "", {"token": "a7"}, "<retval>1</retval>", "a7"),
    ],
)
async def test_a_file_goes_in_two_steps_and_without_the_token(
    messenger: Max, door: MaxDoor, tmp_path: Path, kind: FileKind, named: str,
    where: dict[str, str], taken: Any, token: str,
) -> None:  # fmt: skip
    target = f"{messenger.url}/files/upload"
    messenger.will_answer("POST /uploads", Answer({"url": target, **where}))
    messenger.will_answer("POST /files/upload", Answer(taken))
    messenger.will_answer("POST /messages", SENT)
    kept = tmp_path / "digest"
    kept.write_bytes(b"content")
    adopted = await door.adopt(File(kind, "vk", "x1_2", "https://vk", named), kept, PERSON)
    assert (adopted.door, adopted.ref, adopted.url, adopted.kind) == ("max", token, "", kind)
    asked, put = messenger.asked
    name, content = put.body["data"]
    assert (content, "." in name) == (b"content", True)
    assert "Authorization" not in put.headers
    await door.deliver(Outgoing(ALONE, Message("", files=(adopted,))), 1)
    (attached,) = messenger.asked[-1].body["attachments"]
    assert attached == {"type": asked.query["type"], "payload": {"token": token}}


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer({"error_code": 4, "error_msg": "File extension is forbidden"}), Rejected),
        (Answer("no", status=415), Rejected),
        (Answer("no", status=413), TooLarge),
        (Answer("no", status=502), Unsettled),
        (Answer("<retval>1</retval>"), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_an_upload_that_fails_says_whether_to_try_again(
    messenger: Max, door: MaxDoor, tmp_path: Path, answer: Answer, error: type[DoorError]
) -> None:
    messenger.will_answer("POST /uploads", Answer({"url": f"{messenger.url}/files/upload"}))
    messenger.will_answer("POST /files/upload", answer)
    kept = tmp_path / "digest"
    kept.write_bytes(b"content")
    with pytest.raises(error) as raised:
        await door.adopt(File(FileKind.PHOTO, "vk", "x"), kept, PERSON)
    assert type(raised.value) is error


async def test_what_is_too_large_for_a_photograph_goes_as_a_document(
    messenger: Max, door: MaxDoor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    messenger.will_answer("POST /uploads", Answer({"url": f"{messenger.url}/files/upload"}))
    messenger.will_answer("POST /files/upload", Answer({"token": "f7"}))
    largest = {**dict.fromkeys(FileKind, 10), FileKind.DOCUMENT: 20}
    monkeypatch.setattr("bots.doors.max.door.LARGEST", largest)
    kept = tmp_path / "digest"
    kept.write_bytes(b"content, heavy")
    photo = File(FileKind.PHOTO, "vk", "photo1_2", name="photo.png")
    assert (await door.adopt(photo, kept, PERSON)).kind is FileKind.DOCUMENT
    kept.write_bytes(b"content, too heavy for anything")
    with pytest.raises(TooLarge):
        await door.adopt(photo, kept, PERSON)


async def test_a_file_is_downloaded_without_the_token(messenger: Max, door: MaxDoor) -> None:
    messenger.will_answer("GET /files/1.jpg", Answer(b"jpeg" * 100_000))
    file = replace(PHOTO, url=f"{messenger.url}/files/1.jpg")
    parts = [part async for part in door.fetch(file)]
    assert b"".join(parts) == b"jpeg" * 100_000
    assert max(map(len, parts)) <= 1 << 16
    assert "Authorization" not in messenger.asked[0].headers


async def test_of_a_video_the_copy_of_middle_size_is_taken(messenger: Max, door: MaxDoor) -> None:
    urls = {"mp4_1080": "x", "mp4_480": f"{messenger.url}/files/480.mp4", "hls": "x"}
    told = {"token": "v1", "width": 1, "height": 1, "duration": 1}
    messenger.will_answer("GET /videos/v1", Answer({**told, "urls": urls}), Answer(told))
    messenger.will_answer("GET /files/480.mp4", Answer(b"mp4"))
    video = File(FileKind.VIDEO, "max", "v1", url="https://player")
    assert [part async for part in door.fetch(video)] == [b"mp4"]
    with pytest.raises(Rejected):
        await anext(door.fetch(video))


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Answer(b"gone", status=404), Rejected),
        (Answer(b"busy", status=502), Unsettled),
        (Answer(cut=True), Unsettled),
    ],
)
async def test_a_download_that_fails_says_whether_to_try_again(
    messenger: Max, door: MaxDoor, answer: Answer, error: type[DoorError]
) -> None:
    messenger.will_answer("GET /files/1.jpg", answer)
    with pytest.raises(error):
        await anext(door.fetch(replace(PHOTO, url=f"{messenger.url}/files/1.jpg")))
    with pytest.raises(Rejected):
        await anext(door.fetch(replace(PHOTO, url="")))


async def test_the_national_authority_is_trusted_at_max(door: MaxDoor) -> None:
    connector = door._client.files.connector  # noqa: SLF001  because whom it trusts is seen nowhere else
    context = getattr(connector, "_ssl", None)
    assert isinstance(context, ssl.SSLContext)
    assert context.verify_mode is ssl.CERT_REQUIRED
    assert context.check_hostname
    assert "Russian Trusted Root CA" in str(context.get_ca_certs())
