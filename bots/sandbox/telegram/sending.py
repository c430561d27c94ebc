"""Methods that say something new: send…, copyMessage, forwardMessage."""

from typing import Any, Final

from bots.sandbox.pictures import measure
from bots.sandbox.world import BOT, Chat, Json, Media, Message

from .door import TelegramDoor
from .keyboards import Markup, read_markup
from .markup import read_text
from .objects import find_file, message_object, type_name
from .rules import CAPTION_LIMIT, TEXT_LIMIT, Call, bad_request, utf16

PHOTO_LIMIT: Final = 10 * 2**20
ALBUM: Final = range(2, 11)
_ALBUM_KINDS: Final = ("photo", "video", "document", "audio")
_ACTIONS: Final = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)


def send_message(door: TelegramDoor, call: Call) -> Json:
    text, entities = read_text(call.get("text", ""), call.get("parse_mode"), call.get("entities"))
    if not text:
        door.writable(call.get("chat_id"))
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    return _say(door, call, text=text, entities=entities)


def send_photo(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "photo")


def send_document(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "document")


def send_video(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "video")


def send_voice(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "voice")


def send_audio(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "audio")


def send_animation(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "animation")


def send_video_note(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "video_note")


def send_sticker(door: TelegramDoor, call: Call) -> Json:
    return _send_file(door, call, "sticker")


def _send_file(door: TelegramDoor, call: Call, kind: str) -> Json:
    door.writable(call.get("chat_id"))
    text, entities = read_caption(call.values)
    media = _read_file(door, call, kind, call.get(kind), part=kind)
    if call.get("duration"):
        media.duration = call.get("duration")
    return _say(door, call, text=text, entities=entities, media=[media.key])


def read_caption(values: Json) -> tuple[str, list[Json]]:
    caption = str(values.get("caption") or "")
    text, entities = read_text(caption, values.get("parse_mode"), values.get("caption_entities"))
    if utf16(text) > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    return text, entities


def send_location(door: TelegramDoor, call: Call) -> Json:
    latitude, longitude = call.get("latitude"), call.get("longitude")
    if latitude is None or longitude is None:
        raise bad_request("latitude and longitude are wanted")
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_request("wrong location specified")
    return _say(door, call, place={"latitude": latitude, "longitude": longitude})


def send_contact(door: TelegramDoor, call: Call) -> Json:
    phone, first = call.get("phone_number"), call.get("first_name")
    if not phone:
        raise bad_request("phone number is empty")
    if not first:
        raise bad_request("first name is empty")
    name = f"{first} {call.get('last_name', '')}".strip()
    return _say(door, call, contact={"phone": phone, "name": name})


def send_media_group(door: TelegramDoor, call: Call) -> list[Json]:
    chat = door.writable(call.get("chat_id"))
    items = call.get("media")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad_request("can't parse media JSON object")
    if len(items) not in ALBUM:
        raise bad_request("an album is of 2-10 files")
    kinds = {str(item.get("type")) for item in items}
    mixed = len(kinds) > 1 and kinds - {"photo", "video"}
    if mixed or not kinds <= set(_ALBUM_KINDS):
        raise bad_request("can't use the media of the specified type in the album")
    read = [
        (_read_file(door, call, item["type"], item.get("media")), read_caption(item))
        for item in items
    ]
    place = _place(door, chat, call)
    album = str(13_000_000_000_000_000 + door.world.count("albums"))
    return [
        message_object(
            door.world,
            door.world.post(
                chat,
                BOT,
                media=[media.key],
                text=text,
                entities=entities,
                album=album,
                **place,
            ),
        )
        for media, (text, entities) in read
    ]


def copy_message(door: TelegramDoor, call: Call) -> Json:
    door.writable(call.get("chat_id"))
    source = _source(door, call, "message to copy not found")
    if source.service is not None:
        raise bad_request("message can't be copied")
    content = _content(source)
    if call.get("caption") is not None and source.media:
        content["text"], content["entities"] = read_caption(call.values)
    return {"message_id": _say(door, call, **content)["message_id"]}


def forward_message(door: TelegramDoor, call: Call) -> Json:
    door.writable(call.get("chat_id"))
    source = _source(door, call, "message to forward not found")
    if source.service is not None:
        raise bad_request("message can't be forwarded")
    origin = source.forwarded or {
        "sender": source.sender,
        "name": "",
        "date": source.date,
        "text": source.text,
    }
    return _say(door, call, **_content(source), forwarded=origin)


def _source(door: TelegramDoor, call: Call, complaint: str) -> Message:
    return door.needed(door.readable(call.get("from_chat_id")), call.get("message_id"), complaint)


def _content(message: Message) -> Json:
    return {
        "text": message.text,
        "entities": message.entities,
        "media": list(message.media),
        "place": message.place,
        "contact": message.contact,
        "strange": message.strange,
    }


def send_chat_action(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    if call.get("action") not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    door.world.tell("typing", chat, action=call.get("action"))
    return True


def _say(door: TelegramDoor, call: Call, **content: Any) -> Json:
    chat = door.writable(call.get("chat_id"))
    markup = read_markup(call.get("reply_markup"), private=chat.private)
    message = door.world.post(
        chat,
        BOT,
        markup=markup.inline,
        rows=markup.rows,
        bound=markup.bound,
        **_place(door, chat, call),
        **content,
    )
    _open_keyboard(door, chat, markup)
    return message_object(door.world, message)


def _open_keyboard(door: TelegramDoor, chat: Chat, markup: Markup) -> None:
    if markup.keyboard is not None:
        door.world.set_keyboard(chat, markup.keyboard if markup.keyboard.rows else None)
    elif markup.removes:
        door.world.set_keyboard(chat, None)


def _place(door: TelegramDoor, chat: Chat, call: Call) -> Json:
    """Where in the chat: the topic, and the message replied to."""
    thread = call.get("message_thread_id")
    if thread is not None and thread not in chat.topics:
        raise bad_request("message thread not found")
    reply = call.get("reply_parameters")
    if reply is None:
        return {"thread": thread}
    if not isinstance(reply, dict) or not isinstance(reply.get("message_id"), int):
        raise bad_request("can't parse reply parameters JSON object")
    elsewhere = reply.get("chat_id") not in (None, chat.id)
    quoted = None if elsewhere else door.world.find(chat, reply["message_id"])
    if quoted is None:
        if elsewhere or reply.get("allow_sending_without_reply"):
            return {"thread": thread}
        raise bad_request("message to be replied not found")
    return {"thread": thread or quoted.thread, "reply_to": quoted.id}


def _read_file(
    door: TelegramDoor, call: Call, kind: str, value: Any, part: str | None = None
) -> Media:
    """A file that was uploaded, or one known by its file_id. Raises ``TelegramError``."""
    text = str(value or "")
    name = text.removeprefix("attach://") if text.startswith("attach://") else part
    if name in call.files and (text.startswith("attach://") or not text):
        return _read_upload(door, call.files[str(name)], kind)
    if not text:
        raise bad_request(f"there is no {kind} in the request")
    if text.startswith("attach://"):
        raise bad_request(f'can\'t find the attached file "{name}"')
    if text.startswith(("http://", "https://")):
        # Nothing is fetched from the network here, as if no address could be reached.
        raise bad_request("failed to get HTTP URL content")
    media, known = find_file(door.world, text)
    if known != kind and (known, kind) != ("thumbnail", "photo"):
        raise bad_request(f"can't use file of type {type_name(known)} as {type_name(kind)}")
    return media


def _read_upload(door: TelegramDoor, upload: Any, kind: str) -> Media:
    content: bytes = upload.content
    if not content:
        raise bad_request("file must be non-empty")
    if kind != "photo":
        return door.world.keep_file(content, kind, upload.name or kind, upload.mime)
    if len(content) > PHOTO_LIMIT:
        raise bad_request(
            f"file of size {len(content)} bytes is too big for a photo; "
            f"the maximum size is {PHOTO_LIMIT} bytes"
        )
    measured = measure(content)
    if measured is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    mime, width, height = measured
    if not width or not height or width + height > 10_000:
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    if max(width, height) > 20 * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return door.world.keep_file(content, kind, upload.name, mime, width=width, height=height)


HANDLERS: Final = {
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVideo": send_video,
    "sendVoice": send_voice,
    "sendAudio": send_audio,
    "sendAnimation": send_animation,
    "sendVideoNote": send_video_note,
    "sendSticker": send_sticker,
    "sendLocation": send_location,
    "sendContact": send_contact,
    "sendMediaGroup": send_media_group,
    "copyMessage": copy_message,
    "forwardMessage": forward_message,
    "sendChatAction": send_chat_action,
}
