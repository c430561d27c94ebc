"""The world's people, chats and messages as VK's JSON.

Addresses within are written with ``ORIGIN``, to be filled in when they are handed out.
"""

import re
from typing import Any, Final
from urllib.parse import quote

from bots.sandbox.identity import BOT_NAME, VK, VK_GROUP_ID, VK_SCREEN_NAME
from bots.sandbox.origin import ORIGIN
from bots.sandbox.world import BOT, Chat, Json, Media, Message, Person, World

_MENTION: Final = re.compile(rf"(?<![\w|])@(?:{VK_SCREEN_NAME}|club{VK_GROUP_ID})\b")
_DOCUMENT_TYPES: Final = {
    "txt": 1,
    "doc": 1,
    "docx": 1,
    "pdf": 1,
    "zip": 2,
    "gif": 3,
    "png": 4,
    "jpg": 4,
    "jpeg": 4,
    "mp3": 5,
    "mp4": 6,
}
MENTION: Final = f"[club{VK_GROUP_ID}|@{VK_SCREEN_NAME}]"


def with_mentions(text: str) -> str:
    """The community's name after @ becomes a mention, as the client writes it."""
    return _MENTION.sub(MENTION, text)


def group_object() -> Json:
    picture = f"{ORIGIN}/vk/picture.png"
    return {
        "id": VK_GROUP_ID,
        "name": BOT_NAME,
        "screen_name": VK_SCREEN_NAME,
        "is_closed": 0,
        "type": "group",
        "photo_50": picture,
        "photo_100": picture,
        "photo_200": picture,
    }


def user_object(person: Person, fields: list[str] | None = None) -> Json:
    first, _, last = person.name.partition(" ")
    drawn: Json = {
        "id": person.id,
        "first_name": first,
        "last_name": last,
        "can_access_closed": True,
        "is_closed": False,
    }
    screen_name = person.username or f"id{person.id}"
    known: Json = {
        "screen_name": screen_name,
        "domain": screen_name,
        "sex": 0,
        "photo_50": f"{ORIGIN}/vk/picture.png",
        "photo_100": f"{ORIGIN}/vk/picture.png",
        "photo_200": f"{ORIGIN}/vk/picture.png",
        "online": 1,
    }
    if person.deactivated:
        drawn["deactivated"] = "deleted"
    return drawn | {name: known[name] for name in fields or [] if name in known}


def client_info(person: Person) -> Json:
    return {**person.client, "carousel": True, "lang_id": 0}


def owner_of(number: int) -> int:
    return -VK_GROUP_ID if number == BOT else number


def message_object(world: World, message: Message) -> Json:
    chat = world.chats[VK][message.chat]
    drawn: Json = {
        "date": message.date,
        "from_id": owner_of(message.sender),
        "id": message.number,
        "version": 10_000_000 + message.id,
        "out": int(message.sender == BOT),
        "important": False,
        "is_hidden": False,
        "attachments": attachments(world, message),
        "conversation_message_id": message.id,
        "fwd_messages": _forwarded(message),
        "text": message.text,
        "peer_id": message.chat,
        "random_id": 0,
    }
    quoted = world.find(chat, message.reply_to)
    if quoted is not None:
        drawn["reply_message"] = foreign_object(world, quoted)
    if message.payload is not None:
        drawn["payload"] = message.payload
    if message.action is not None:
        drawn["action"] = message.action
    if message.edited is not None:
        drawn["update_time"] = message.edited
    if message.place is not None:
        drawn["geo"] = _geo(message.place)
    return drawn


def foreign_object(world: World, message: Message) -> Json:
    """A message inside another: quoted or forwarded."""
    drawn: Json = {
        "date": message.date,
        "from_id": owner_of(message.sender),
        "text": message.text,
        "attachments": attachments(world, message),
        "conversation_message_id": message.id,
        "peer_id": message.chat,
        "id": message.number,
    }
    return drawn | ({"geo": _geo(message.place)} if message.place is not None else {})


def _forwarded(message: Message) -> list[Json]:
    if message.forwarded is None:
        return []
    sender = message.forwarded.get("sender")
    return [
        {
            "date": message.forwarded["date"],
            "from_id": owner_of(sender) if sender is not None else 1,
            "text": message.forwarded["text"],
            "attachments": [],
            "conversation_message_id": 1,
        }
    ]


def _geo(place: Json) -> Json:
    coordinates = {name: place[name] for name in ("latitude", "longitude")}
    drawn: Json = {"type": "point", "coordinates": coordinates}
    if place.get("title"):
        drawn["place"] = {"title": place["title"]}
    return drawn


def access_key(media: Media) -> str:
    return media.key[:18]


def name_of(media: Media) -> str:
    """How a method's ``attachment`` names the file."""
    kind = "photo" if media.kind == "photo" else "doc"
    return f"{kind}{media.owner}_{media.number}_{access_key(media)}"


def attachments(world: World, message: Message) -> list[Json]:
    drawn = [_attachment(world.media[key]) for key in message.media]
    if message.strange == "poll":
        drawn.append({"type": "poll", "poll": _poll(message)})
    if message.strange == "dice":  # VK's dice is a sticker
        drawn.append(_sticker())
    return drawn


def _attachment(media: Media) -> Json:
    if media.kind == "photo":
        return {"type": "photo", "photo": photo_object(media)}
    if media.kind == "voice":
        return {"type": "audio_message", "audio_message": voice_object(media)}
    if media.kind == "audio":
        length = media.duration or 180
        song = {"artist": "Двор", "title": "Песня", "duration": length, "url": ""}
        return {"type": "audio", "audio": {**_named(media), **song}}
    if media.kind == "sticker":
        return _sticker()
    if media.kind in {"video", "video_note"}:
        # The published schema of attachments has the word but no object for it, and a community
        # token may not look at people's videos anyway.
        return {"type": "video"}
    return {"type": "doc", "doc": document_object(media)}


def _sticker() -> Json:
    images = [{"url": f"{ORIGIN}/vk/picture.png", "width": 128, "height": 128}]
    sticker = {"inner_type": "base_sticker_new", "product_id": 1, "sticker_id": 9, "images": images}
    return {"type": "sticker", "sticker": sticker}


def _named(media: Media) -> Json:
    return {"id": media.number, "owner_id": media.owner, "access_key": access_key(media)}


def _link(media: Media, name: str | None = None) -> str:
    return f"{ORIGIN}/vk/file/{media.link}/{quote(name or media.name, safe='')}"


def voice_object(media: Media) -> Json:
    """A voice message: the same sound under both of its links."""
    return {
        **_named(media),
        "duration": media.duration or 4,
        "link_mp3": _link(media, "audio.mp3"),
        "link_ogg": _link(media, "audio.ogg"),
        "waveform": [0, 5, 9, 3],
    }


def photo_object(media: Media) -> Json:
    """A photo; every size leads to the one picture there is, the largest is the last."""
    sizes = [("s", 75), ("m", 130), ("x", 604), ("z", 1080), ("w", 2560)]
    drawn = []
    for letter, side in sizes:
        scale = min(1.0, side / max(media.width, media.height, 1))
        width, height = round(media.width * scale), round(media.height * scale)
        drawn.append({"type": letter, "url": _link(media), "width": width, "height": height})
        if scale == 1.0:
            break
    return {
        **_named(media),
        "album_id": -3,
        "date": media.date,
        "sizes": drawn,
        "text": "",
        "has_tags": False,
    }


def document_object(media: Media) -> Json:
    extension = media.name.rpartition(".")[2].lower() if "." in media.name else ""
    return {
        **_named(media),
        "title": media.name,
        "size": media.size,
        "ext": extension,
        "date": media.date,
        "type": _DOCUMENT_TYPES.get(extension, 8),
        "url": _link(media),
    }


def _poll(message: Message) -> Json:
    flags = ("multiple", "closed", "is_board", "can_edit", "can_report", "disable_unvote")
    return {
        **dict.fromkeys(flags, False),
        "can_vote": True,
        "can_share": True,
        "end_date": 0,
        "created": message.date,
        "id": message.id,
        "owner_id": message.sender,
        "question": "Во дворе темно?",
        "votes": 0,
        "answers": [
            {"id": number, "rate": 0, "text": text, "votes": 0}
            for number, text in enumerate(("Да", "Нет"), start=1)
        ],
    }


def conversation_object(chat: Chat) -> Json:
    last = max(chat.messages.values(), key=lambda message: message.id, default=None)
    drawn: Json = {
        "peer": {
            "id": chat.id,
            "type": "user" if chat.private else "chat",
            "local_id": chat.id if chat.private else chat.id - 2_000_000_000,
        },
        "last_message_id": last.number if last else 0,
        "last_conversation_message_id": last.id if last else 0,
        "in_read": last.number if last else 0,
        "out_read": last.number if last else 0,
        "version": 10_000_000 + (last.id if last else 0),
        "can_write": {"allowed": True},
    }
    if not chat.private:
        drawn["chat_settings"] = _chat_settings(chat)
    return drawn


def _chat_settings(chat: Chat) -> Json:
    rights = (
        "can_change_info",
        "can_change_invite_link",
        "can_change_pin",
        "can_invite",
        "can_promote_users",
        "can_see_invite_link",
        "can_moderate",
        "can_copy_chat",
        "can_call",
        "can_use_mass_mentions",
    )
    return {
        "owner_id": chat.members[0] if chat.members else 0,
        "title": chat.title,
        "state": "in" if chat.bot_present else "kicked",
        "acl": dict.fromkeys(rights, False),
        "members_count": len(chat.members) + 1,
        "active_ids": list(chat.members[:4]),
    }


def event(kind: str, number: int, content: Any) -> Json:
    return {
        "group_id": VK_GROUP_ID,
        "type": kind,
        "event_id": f"{number:010x}{'c0ffee' * 5}",
        "v": "5.199",
        "object": content,
    }
