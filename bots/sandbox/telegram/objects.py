"""The world's people, chats and messages as Telegram's JSON."""

from typing import Any, Final

from bots.sandbox.identity import BOT_NAME, TELEGRAM, TELEGRAM_BOT_ID, TELEGRAM_USERNAME
from bots.sandbox.world import BOT, Chat, Json, Media, Message, Person, World

from .rules import bad_request

_PREFIXES: Final = {
    "photo": "AgACAgIAAxkBAA",
    "thumbnail": "AgACAgIAAxkBAT",
    "document": "BQACAgIAAxkBAA",
    "voice": "AwACAgIAAxkBAA",
    "video": "BAACAgIAAxkBAA",
    "audio": "CQACAgIAAxkBAA",
    "sticker": "CAACAgIAAxkBAA",
    "animation": "CgACAgIAAxkBAA",
    "video_note": "DQACAgIAAxkBAA",
}
_TYPE_NAMES: Final = {"video_note": "VideoNote"}
REFUSED_RIGHTS: Final = (
    "can_be_edited",
    "is_anonymous",
    "can_restrict_members",
    "can_promote_members",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_send_welcome_messages",  # since Bot API 10.3, and aiogram does not parse without it
)
GIVEN_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


def file_id(media: Media, kind: str | None = None) -> str:
    return _PREFIXES[kind or media.kind] + media.key


def find_file(world: World, text: str) -> tuple[Media, str]:
    """The file that a file_id names, and what it is there. Raises ``TelegramError``."""
    for kind, prefix in _PREFIXES.items():
        if text.startswith(prefix):
            media = world.media.get(text.removeprefix(prefix))
            if media is not None and media.lost:
                raise bad_request("wrong file_id or the file is temporarily unavailable")
            if media is not None:
                return media, kind
    raise bad_request("wrong file identifier/HTTP URL specified")


def type_name(kind: str) -> str:
    return _TYPE_NAMES.get(kind, kind.capitalize())


def bot() -> Json:
    return {
        "id": TELEGRAM_BOT_ID,
        "is_bot": True,
        "first_name": BOT_NAME,
        "username": TELEGRAM_USERNAME,
    }


def user(person: Person) -> Json:
    first, _, last = person.name.partition(" ")
    drawn: Json = {"id": person.id, "is_bot": False, "first_name": first or "?"}
    if last:
        drawn["last_name"] = last
    if person.username:
        drawn["username"] = person.username
    return {**drawn, "language_code": "ru"}


def sender(world: World, number: int) -> Json:
    if number == BOT:
        return bot()
    person = world.person(TELEGRAM, number)
    return user(person) if person else {"id": number, "is_bot": False, "first_name": "?"}


def chat_object(world: World, chat: Chat) -> Json:
    if chat.private:
        person = world.people[TELEGRAM][chat.id]
        named = {
            name: value
            for name, value in user(person).items()
            if name in {"first_name", "last_name", "username"}
        }
        return {"id": chat.id, **named, "type": "private"}
    if chat.kind == "forum":
        return {"id": chat.id, "title": chat.title, "type": "supergroup", "is_forum": True}
    return {"id": chat.id, "title": chat.title, "type": chat.kind}


def bot_member(status: str) -> Json:
    """The bot as a ChatMember: member, administrator, left or kicked."""
    drawn: Json = {"status": status, "user": bot()}
    if status == "kicked":
        drawn["until_date"] = 0
    if status == "administrator":
        drawn |= dict.fromkeys(REFUSED_RIGHTS, False) | dict.fromkeys(GIVEN_RIGHTS, True)
    return drawn


def message_object(world: World, message: Message, *, nested: bool = False) -> Json:
    """A Message. One that is quoted inside another does not quote further."""
    chat = world.chats[TELEGRAM][message.chat]
    drawn: Json = {
        "message_id": message.id,
        "from": sender(world, message.sender),
        "chat": chat_object(world, chat),
        "date": message.date,
    }
    _add_circumstances(world, chat, message, drawn, nested=nested)
    drawn |= message.action or {}
    _add_content(world, message, drawn)
    if message.markup:
        drawn["reply_markup"] = message.markup
    return drawn


def _add_circumstances(
    world: World, chat: Chat, message: Message, drawn: Json, *, nested: bool
) -> None:
    if message.thread is not None:
        drawn |= {"message_thread_id": message.thread, "is_topic_message": True}
    if message.edited is not None:
        drawn["edit_date"] = message.edited
    if message.album is not None:
        drawn["media_group_id"] = message.album
    if message.forwarded is not None:
        drawn["forward_origin"] = _origin(world, message.forwarded)
    quoted = world.find(chat, message.reply_to)
    if quoted is not None and not nested:
        drawn["reply_to_message"] = message_object(world, quoted, nested=True)


def _origin(world: World, forwarded: Json) -> Json:
    if forwarded.get("sender") is None:
        return {
            "type": "hidden_user",
            "date": forwarded["date"],
            "sender_user_name": forwarded["name"],
        }
    return {
        "type": "user",
        "date": forwarded["date"],
        "sender_user": sender(world, forwarded["sender"]),
    }


def _add_content(world: World, message: Message, drawn: Json) -> None:
    media = [world.media[key] for key in message.media]
    words = "caption" if media or message.strange else "text"
    if message.text:
        drawn[words] = message.text
        if message.entities:
            drawn["caption_entities" if media else "entities"] = message.entities
    if media:
        kind = message.strange if message.strange in _PREFIXES else media[0].kind
        drawn[str(kind)] = media_object(media[0], str(kind))
        if kind == "animation":  # an animation is also given as a document, for old bots
            drawn["document"] = media_object(media[0], "document")
    elif message.strange:
        drawn |= _oddity(message.strange, drawn)
    if message.place is not None:
        location = {name: message.place[name] for name in ("latitude", "longitude")}
        drawn["location"] = location
        if message.place.get("title"):
            title = message.place["title"]
            drawn["venue"] = {"location": location, "title": title, "address": title}
    if message.contact is not None:
        drawn["contact"] = _contact(message.contact)


def _contact(contact: Json) -> Json:
    first, _, last = str(contact["name"]).partition(" ")
    drawn: Json = {"phone_number": contact["phone"], "first_name": first}
    if last:
        drawn["last_name"] = last
    if contact.get("person") is not None:
        drawn["user_id"] = contact["person"]
    return drawn


def media_object(media: Media, kind: str) -> Any:
    unique = f"AQAD{media.key[:12]}"
    base: Json = {
        "file_id": file_id(media, kind),
        "file_unique_id": unique,
        "file_size": media.size,
    }
    if kind == "photo":
        small = {
            "file_id": file_id(media, "thumbnail"),
            "file_unique_id": f"{unique}s",
            "width": max(1, media.width // 4),
            "height": max(1, media.height // 4),
        }
        return [small, {**base, "width": media.width, "height": media.height}]
    named, length = {"file_name": media.name, "mime_type": media.mime}, media.duration
    shapes: dict[str, Json] = {
        "document": named,
        "voice": {"duration": length or 4, "mime_type": media.mime},
        "audio": {**named, "duration": length or 180, "title": "Песня", "performer": "Двор"},
        "video": {**named, "width": 1280, "height": 720, "duration": length or 9},
        "animation": {**named, "width": 320, "height": 240, "duration": length or 2},
        "video_note": {"length": 240, "duration": length or 7},
        "sticker": {
            "type": "regular",
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "emoji": "👍",
            "set_name": "Dvor",
        },
    }
    return {**base, **shapes[kind]}


def _oddity(kind: str, drawn: Json) -> Json:
    if kind == "dice":
        return {"dice": {"emoji": "🎲", "value": 4}}
    if kind == "story":
        return {"story": {"chat": drawn["chat"], "id": 1}}
    options = ("Да", "Нет")
    return {
        "poll": {
            "id": f"{drawn['message_id']}000",
            "question": "Во дворе темно?",
            "options": [
                {"persistent_id": str(number), "text": text, "voter_count": 0}
                for number, text in enumerate(options)
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": True,
            "members_only": False,
        }
    }
