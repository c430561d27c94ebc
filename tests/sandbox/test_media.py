"""Files of every kind, both ways: with any name and content, lying about their size, lost."""

import base64
from typing import Any

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaDocument, InputMediaPhoto, InputMediaVideo
from vkbottle import API, DocMessagesUploader, VoiceMessageUploader

from bots.sandbox.acts import MEDIA
from bots.sandbox.pictures import sample
from bots.sandbox.server import TELEGRAM_TOKEN

from .conftest import House

DOORS = ("telegram", "vk")
CONTENT = b"OggS\x00 not really a sound"


async def media(house: House, door: str, kind: str, **more: Any) -> Any:
    anna = await house.person(door)
    content = base64.b64encode(CONTENT).decode()
    act: dict[str, Any] = {
        "door": door,
        "chat": anna,
        "person": anna,
        "kind": kind,
        "content": content,
    }
    return await house.act("media", **act, **more)


async def download(house: House, path: str) -> tuple[int, bytes]:
    url = f"{house.sandbox.url}/telegram/file/bot{TELEGRAM_TOKEN}/{path}"
    async with house.session.get(url) as answer:
        return answer.status, await answer.read()


async def fetch(house: House, url: str) -> tuple[int, bytes]:
    async with house.session.get(url) as answer:
        return answer.status, await answer.read()


@pytest.mark.parametrize("kind", MEDIA)
async def test_what_a_person_sends_in_telegram_is_there_to_take(
    house: House, bot: Bot, kind: str
) -> None:
    sent = await media(house, "telegram", kind, name="../../зло.exe", mime="text/html", duration=31)
    assert sent["files"][0]["kind"] == kind
    message = (await bot.get_updates())[-1].message
    assert message is not None
    found = getattr(message, kind)
    assert found.file_size == len(CONTENT)
    if kind in {"document", "audio", "video", "animation"}:
        assert (found.file_name, found.mime_type) == ("../../зло.exe", "text/html")
    if kind in {"voice", "video_note", "audio", "video", "animation"}:
        assert found.duration == 31
    taken = await bot.download(found.file_id)
    assert taken is not None
    assert taken.read() == CONTENT


async def test_a_wild_name_makes_no_wild_path(house: House, bot: Bot) -> None:
    for name in ("a./../../etc/passwd", "без точки", "a.яд", "a." + "z" * 99):
        await media(house, "telegram", "document", name=name)
        message = (await bot.get_updates())[-1].message
        assert message is not None
        assert message.document is not None
        path = str((await bot.get_file(message.document.file_id)).file_path)
        assert path.startswith("documents/")
        assert path.endswith(".bin")
        assert await download(house, path) == (200, CONTENT)


async def test_a_file_may_lie_about_its_size(house: House, bot: Bot) -> None:
    small = await media(house, "telegram", "document", claimed_size=19 * 2**20)
    large = await media(house, "telegram", "document", claimed_size=21 * 2**20)
    assert small["files"][0]["size"] == 19 * 2**20
    files = [update.message.document for update in await bot.get_updates() if update.message]
    first, second = [each for each in files if each is not None]
    assert first.file_size == 19 * 2**20
    taken = await bot.download(first.file_id)
    assert taken is not None
    assert taken.read() == CONTENT
    with pytest.raises(TelegramBadRequest, match="file is too big"):
        await bot.get_file(second.file_id)
    assert large["files"][0]["size"] == 21 * 2**20
    assert (await media(house, "vk", "document", claimed_size=5))["files"][0]["size"] == 5


async def test_a_lost_file_is_not_had_and_a_link_runs_out(house: House, bot: Bot) -> None:
    sent = await media(house, "telegram", "voice")
    message = (await bot.get_updates())[-1].message
    assert message is not None
    assert message.voice is not None
    voice, key = message.voice.file_id, sent["files"][0]["key"]
    path = str((await bot.get_file(voice)).file_path)
    await house.act("lose_file", key=key, how="expired")
    assert (await download(house, path))[0] == 404
    again = str((await bot.get_file(voice)).file_path)
    assert again != path
    assert await download(house, again) == (200, CONTENT)
    await house.act("lose_file", key=key)
    assert (await download(house, again))[0] == 404
    with pytest.raises(TelegramBadRequest, match="temporarily unavailable"):
        await bot.get_file(voice)
    await house.act("lose_file", key=key, how="found")
    assert await download(house, again) == (200, CONTENT)
    await house.act("lose_file", status=400, key=key, how="сгорел")
    await house.act("lose_file", status=404, key="нет")


async def test_voices_and_documents_in_vk_have_links_that_run_out(house: House) -> None:
    voice = await media(house, "vk", "voice", duration=6)
    document = await media(house, "vk", "document", name="../../акт осмотра.pdf")
    events = (await house.vk_events())[-4:]
    attachments = [each["object"]["message"]["attachments"] for each in events]
    heard, read = (each[0] for each in attachments if each)
    assert heard["audio_message"]["duration"] == 6
    for link in ("link_ogg", "link_mp3"):
        assert await fetch(house, heard["audio_message"][link]) == (200, CONTENT)
    assert (read["doc"]["title"], read["doc"]["ext"]) == ("../../акт осмотра.pdf", "pdf")
    assert await fetch(house, read["doc"]["url"]) == (200, CONTENT)
    await house.act("lose_file", key=document["files"][0]["key"], how="expired")
    assert (await fetch(house, read["doc"]["url"]))[0] == 404
    again = await house.vk(
        "messages.getByConversationMessageId",
        peer_id=document["chat"],
        conversation_message_ids=document["id"],
    )
    assert await fetch(house, again["items"][0]["attachments"][0]["doc"]["url"]) == (200, CONTENT)
    await house.act("lose_file", key=voice["files"][0]["key"])
    assert (await fetch(house, heard["audio_message"]["link_ogg"]))[0] == 404


@pytest.mark.parametrize("kind", ["video", "video_note", "audio", "sticker", "animation"])
async def test_every_kind_reaches_vk(house: House, kind: str) -> None:
    await media(house, "vk", kind)
    attachment = (await house.vk_events())[-1]["object"]["message"]["attachments"][0]
    assert attachment["type"] == {"video_note": "video", "animation": "doc"}.get(kind, kind)


@pytest.mark.parametrize(
    "kind",
    ["document", "video", "voice", "audio", "animation", "video_note", "sticker"],
)
async def test_the_bot_sends_every_kind_in_telegram_and_again_by_its_name(
    house: House, bot: Bot, kind: str
) -> None:
    anna = await house.person("telegram")
    send = getattr(bot, f"send_{kind}")
    sent = await send(anna, BufferedInputFile(CONTENT, f"file.{kind}"))
    again = await send(anna, getattr(sent, kind).file_id)
    seen = (await house.messages("telegram", anna))[-2:]
    assert [each["files"][0]["kind"] for each in seen] == [kind, kind]
    assert (await fetch(house, house.sandbox.url + seen[0]["files"][0]["url"])) == (200, CONTENT)
    assert getattr(again, kind).file_id == getattr(sent, kind).file_id


async def test_the_bot_sends_albums_of_what_goes_together(house: House, bot: Bot) -> None:
    anna = await house.person("telegram")
    photo = InputMediaPhoto(media=BufferedInputFile(sample("lamp"), "lamp.png"))
    video = InputMediaVideo(media=BufferedInputFile(CONTENT, "yard.mp4"))
    document = InputMediaDocument(media=BufferedInputFile(CONTENT, "act.pdf"))
    assert len(await bot.send_media_group(anna, [photo, video])) == 2
    assert len(await bot.send_media_group(anna, [document, document])) == 2
    with pytest.raises(TelegramBadRequest, match="in the album"):
        await bot.send_media_group(anna, [photo, document])


async def test_the_community_sends_documents_and_voices(house: House, vk: API) -> None:
    anna = await house.person("vk")
    document = await DocMessagesUploader(vk).upload(CONTENT, peer_id=anna, title="акт.pdf")
    voice = await VoiceMessageUploader(vk).upload(CONTENT, peer_id=anna, title="ответ.ogg")
    for number, attachment in enumerate((document, voice), start=1):
        await vk.messages.send(peer_id=anna, random_id=number, attachment=attachment)
    files = [each["files"][0] for each in (await house.messages("vk", anna))[-2:]]
    assert [each["kind"] for each in files] == ["document", "voice"]
    assert await fetch(house, house.sandbox.url + files[1]["url"]) == (200, CONTENT)


@pytest.mark.parametrize("door", DOORS)
async def test_what_is_no_file_is_refused_in_russian(house: House, door: str) -> None:
    anna = await house.person(door)
    act: dict[str, Any] = {"door": door, "chat": anna, "person": anna}
    for body in (
        {"kind": "hologram"},
        {"kind": "voice", "content": "не base64"},
        {"kind": "voice", "claimed_size": -1},
        {"kind": "voice", "duration": "долго"},
    ):
        refused = await house.act("media", status=400, **act, **body)
        assert any("а" <= letter <= "я" for letter in refused["error"]), refused
