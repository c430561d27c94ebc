"""The world's people, chats and messages as MAX's JSON. Times are unix milliseconds."""

import hashlib
import hmac
from typing import Any, Final
from urllib.parse import quote

from bots.sandbox.identity import BOT_NAME, MAX, MAX_BOT_ID, MAX_TOKEN, MAX_USERNAME
from bots.sandbox.origin import ORIGIN
from bots.sandbox.world import BOT, Chat, Json, Media, Message, Person, World

from .markup import elements
from .numbers import mid, shown_chat

LOCALE: Final = "ru"
KINDS: Final = {
    "photo": "image",
    "animation": "image",
    "video": "video",
    "video_note": "video",
    "voice": "audio",
    "audio": "audio",
    "sticker": "sticker",
}
"""What MAX calls a file of the world; all others are a ``file``."""


def bot(world: World) -> Json:
    return {
        "user_id": MAX_BOT_ID,
        "first_name": BOT_NAME,
        "username": MAX_USERNAME,
        "is_bot": True,
        "last_activity_time": world.now() * 1000,
        "name": BOT_NAME,
    }


def user(world: World, person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    return {
        "user_id": person.id,
        "first_name": first,
        "last_name": last or None,
        "username": person.username or None,
        "is_bot": False,
        "last_activity_time": world.now() * 1000,
        "name": person.name,
    }


def sender_of(world: World, number: int) -> Json | None:
    """Who said something; None for somebody this world does not have."""
    if number == BOT:
        return bot(world)
    person = world.person(MAX, number)
    return None if person is None else user(world, person)


def chat_object(world: World, chat: Chat, pinned: Message | None = None) -> Json:
    last = max((message.date for message in chat.messages.values()), default=world.now())
    drawn: Json = {
        "chat_id": shown_chat(chat.id),
        "type": "dialog" if chat.private else "chat",
        "status": "active",
        "title": None if chat.private else chat.title,
        "icon": None,
        "last_event_time": last * 1000,
        "participants_count": 2 if chat.private else len(chat.members) + int(chat.bot_present),
        "owner_id": None if chat.private else next(iter(chat.members), None),
        "is_public": False,
        "link": None,
        "description": None,
    }
    if chat.private:
        person = user(world, world.people[MAX][chat.id])
        drawn["dialog_with_user"] = {**person, "description": None}
    else:
        drawn["messages_count"] = sum(not each.deleted for each in chat.messages.values())
    return drawn | ({"pinned_message": message_object(world, pinned)} if pinned else {})


def message_object(world: World, message: Message) -> Json:
    chat = world.chats[MAX][message.chat]
    towards = None
    if chat.private:
        towards = chat.id if message.sender == BOT else MAX_BOT_ID
    drawn: Json = {
        "recipient": {
            "chat_id": shown_chat(chat.id),
            "chat_type": "dialog" if chat.private else "chat",
            "user_id": towards,
        },
        "timestamp": message.date * 1000,
        "body": body_object(world, message),
    }
    sender = sender_of(world, message.sender)
    link = _link(world, chat, message)
    return drawn | ({"sender": sender} if sender else {}) | ({"link": link} if link else {})


def body_object(world: World, message: Message) -> Json:
    drawn: Json = {
        "mid": mid(message.chat, message.id),
        "seq": (message.date * 1000 << 16) + message.id,
        "text": message.text or None,
        "attachments": attachments(world, message) or None,
    }
    return drawn | ({"markup": elements(message.entities)} if message.entities else {})


def _link(world: World, chat: Chat, message: Message) -> Json | None:
    quoted = world.find(chat, message.reply_to)
    if message.forwarded is not None:
        return _forwarded(world, chat, message)
    if quoted is None:
        return None
    sender = sender_of(world, quoted.sender)
    drawn = {"type": "reply", "message": body_object(world, quoted)}
    return drawn | ({"sender": sender} if sender else {})


def _forwarded(world: World, chat: Chat, message: Message) -> Json:
    origin: Json = message.forwarded or {}
    number = origin.get("sender")
    sender = sender_of(world, number) if number is not None else None
    files = [attachment(world.media[key]) for key in origin.get("media", [])]
    drawn: Json = {
        "type": "forward",
        "message": {
            # What was forwarded keeps a name of its own, which leads to nothing a bot may see.
            "mid": mid(0, message.id),
            "seq": origin["date"] * 1000 << 16,
            "text": origin["text"] or None,
            "attachments": files or None,
        },
    }
    return drawn | ({"sender": sender} if sender else {})


def attachments(world: World, message: Message) -> list[Json]:
    drawn = [attachment(world.media[key]) for key in message.media]
    if message.place is not None:
        place = {name: message.place[name] for name in ("latitude", "longitude")}
        drawn.append({"type": "location", **place})
    if message.contact is not None:
        drawn.append(_contact(world, message.contact))
    if message.markup is not None:
        drawn.append({"type": "inline_keyboard", "payload": message.markup})
    return drawn


def attachment(media: Media) -> Json:
    kind = KINDS.get(media.kind, "file")
    drawn: Json = {"type": kind, "payload": {"url": file_link(media), "token": token_of(media)}}
    if kind == "image":
        drawn["payload"]["photo_id"] = media.number
    elif kind == "video":
        drawn |= {"width": 640, "height": 480, "duration": media.duration}
    elif kind == "sticker":
        drawn["payload"] = {"url": file_link(media), "code": media.key[:8]}
        drawn |= {"width": 128, "height": 128}
    elif kind == "file":
        drawn |= {"filename": media.name, "size": media.size}
    return drawn


def token_of(media: Media) -> str:
    """By which a file is attached to another message."""
    return f"t{media.key}"


def file_link(media: Media) -> str:
    return f"{ORIGIN}/max/file/{media.link}/{quote(media.name, safe='')}"


def _contact(world: World, contact: Json) -> Json:
    """One's own contact is signed with the bot's token and names its owner; another's is not."""
    lines = ("BEGIN:VCARD", "VERSION:3.0", f"FN:{contact['name']}")
    phone = str(contact["phone"]).removeprefix("+")
    card = "\r\n".join([*lines, f"TEL;TYPE=cell:{phone}", "END:VCARD", ""])
    payload: Json = {"vcf_info": card}
    person = world.person(MAX, contact["person"]) if contact.get("person") else None
    if person is not None:
        payload["hash"] = hmac.new(MAX_TOKEN.encode(), card.encode(), hashlib.sha256).hexdigest()
        payload["max_info"] = user(world, person)
    return {"type": "contact", "payload": payload}


def event_of(world: World, chat: Chat, person: Person, **more: Any) -> Json:
    """What most updates about a chat say: where, and who."""
    return {"chat_id": shown_chat(chat.id), "user": user(world, person), **more}
