"""Files to and from MAX, over HTTP."""

from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from bots.doors.door import DoorError, Rejected, TooLarge, Unsettled
from bots.doors.max.door import MaxDoor
from core.messages import File, FileKind, Message, Outgoing
from core.people import Peer

from .max_server import Max
from .max_updates import PERSON, message
from .server import Answer

ALONE = Peer("max", PERSON)
SENT = Answer({"message": message("да", mid="mid9")})
PHOTO = File(FileKind.PHOTO, "max", "p1", url="https://i.oneme.ru/p1")


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
