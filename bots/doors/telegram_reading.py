"""Telegram's updates → what a person did. Pure.

* Only people act: what bots, channels and automatic forwards post is nobody's act. An
  anonymous administrator of a group is a person; the group lends the name.
* /start is coming in, also in a group (a deep link that adds the bot carries its code so).
* In a group a command for another bot is not for us.
* Under a topic of a forum every message "replies" to the topic's first: that is no reply.
"""

import re
from dataclasses import replace
from typing import Any

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import (
    CallbackQuery,
    Chat,
    Document,
    Message,
    PhotoSize,
    Update,
    User,
)

from core.messages import File, FileKind
from core.people import Speaker
from dialogs.events import (
    Arrival,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Moved,
    Opened,
    Placed,
    Pressed,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
    read_payload,
)

from .plain import clean, clean_name

DOOR = "telegram"

ANONYMOUS_ADMINISTRATOR = 1087968824
"""@GroupAnonymousBot: writes for administrators who stay anonymous."""

_COMMAND = re.compile(
    r"/(?P<name>[a-zA-Z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?\s*", re.DOTALL
)

_STRANGE = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CHECKLIST,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.PAID_MEDIA,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.UNKNOWN,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
"""Contents that a person sends; the rest are the messenger's own remarks."""

_OUTSIDE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


def read_raw(raw: dict[str, Any], key: str, username: str) -> Arrival | None:
    """Read one update; ``username`` is the bot's own, "" while it is not known.

    Raises ValidationError (a ValueError), KeyError or TypeError on what is not an update.
    """
    if "my_chat_member" in raw:
        return _membership(raw["my_chat_member"], key)
    update = Update.model_validate(raw)
    if update.message is not None:
        return _message(update.message, key, username)
    if update.edited_message is not None:
        return _edited(update.edited_message, key)
    if update.callback_query is not None:
        return _pressed(update.callback_query, key)
    return None


def _message(message: Message, key: str, username: str) -> Arrival | None:
    if message.migrate_to_chat_id is not None:
        person = message.from_user.id if message.from_user else message.chat.id
        speaker = Speaker(DOOR, message.chat.id, person)
        return Arrival(key, speaker, Moved(message.migrate_to_chat_id), private=False)
    event = _event(message, username)
    return None if event is None else _arrival(message, key, event)


def _edited(message: Message, key: str) -> Arrival | None:
    text = clean(message.text or message.caption or "")
    return _arrival(message, key, Edited(text)) if text else None


def _arrival(message: Message, key: str, event: Event) -> Arrival | None:
    person = _person(message)
    if person is None:
        return None
    number, name = person
    return Arrival(
        key,
        Speaker(DOOR, message.chat.id, number),
        event,
        name=name,
        private=message.chat.type == ChatType.PRIVATE,
        title=clean_name(message.chat.title or ""),
        message=str(message.message_id),
    )


def _person(message: Message) -> tuple[int, str] | None:
    """Who wrote: the number and the name; None if it was not a person."""
    if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward:
        return None
    author = message.from_user
    if author is None:
        return None
    if author.id == ANONYMOUS_ADMINISTRATOR:
        return author.id, clean_name(message.author_signature or message.chat.title or "")
    if author.is_bot or message.sender_chat is not None:
        return None
    return author.id, clean_name(author.full_name)


def _event(message: Message, username: str) -> Event | None:
    if message.text is not None:
        return _text(message, username)
    if message.photo:
        return _files(message, _photo(message.photo))
    if message.document is not None and message.animation is None:
        return _files(message, _document(message.document))
    if message.contact is not None:
        own = message.from_user is not None and message.contact.user_id == message.from_user.id
        return Shared(clean(message.contact.phone_number), own)
    if message.venue is not None:
        place, title = message.venue.location, f"{message.venue.title}, {message.venue.address}"
        return Placed(place.latitude, place.longitude, clean(title.strip(", ")))
    if message.location is not None:
        return Placed(message.location.latitude, message.location.longitude)
    kind = message.content_type
    if kind not in _STRANGE:
        return None
    return Strange(ContentType(kind).value, _reply_to(message))


def _text(message: Message, username: str) -> Event | None:
    text = clean(message.text or "")
    found = _COMMAND.fullmatch(text)
    if found is None or message.forward_origin is not None:
        return Said(text, _reply_to(message), forwarded=message.forward_origin is not None)
    if found["bot"] and username and found["bot"].lower() != username.lower():
        return None
    name, argument = found["name"].lower(), (found["argument"] or "").strip()
    if name == "start":
        return Opened(argument)
    return Commanded(name, argument, _reply_to(message))


def _files(message: Message, file: File) -> Sent:
    return Sent(
        (file,),
        text=clean(message.caption or ""),
        album=message.media_group_id,
        reply_to=_reply_to(message),
        forwarded=message.forward_origin is not None,
    )


def _photo(sizes: list[PhotoSize]) -> File:
    largest = max(sizes, key=lambda size: size.width * size.height)
    return File(FileKind.PHOTO, DOOR, largest.file_id, size=largest.file_size or 0)


def _document(document: Document) -> File:
    name = clean_name(document.file_name or "")
    return File(FileKind.DOCUMENT, DOOR, document.file_id, name=name, size=document.file_size or 0)


def _reply_to(message: Message) -> str | None:
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return None
    return str(replied.message_id)


def _pressed(query: CallbackQuery, key: str) -> Arrival | None:
    message = query.message
    if message is None or query.from_user.is_bot:
        return None
    event: Event = Pressed("", -1) if query.data is None else read_payload(query.data)
    arrival = _of(message.chat, query.from_user, key, event)
    return replace(arrival, message=str(message.message_id), press=query.id)


def _membership(change: dict[str, Any], key: str) -> Arrival | None:
    chat, person = Chat.model_validate(change["chat"]), User.model_validate(change["from"])
    was_in, is_in = _inside(change["old_chat_member"]), _inside(change["new_chat_member"])
    if chat.type == ChatType.CHANNEL or was_in == is_in:
        return None
    private = chat.type == ChatType.PRIVATE
    event: Event = (Returned() if private else Joined()) if is_in else Left()
    return _of(chat, person, key, event)


def _inside(member: dict[str, Any]) -> bool:
    """Is the bot in the chat? Read without aiogram, which refuses an administrator with any
    right missing, and each version of the Bot API brings new rights."""
    if member["status"] == ChatMemberStatus.RESTRICTED:
        return bool(member.get("is_member"))
    return member["status"] not in _OUTSIDE


def _of(chat: Chat, person: User, key: str, event: Event) -> Arrival:
    return Arrival(
        key,
        Speaker(DOOR, chat.id, person.id),
        event,
        name=clean_name(person.full_name),
        private=chat.type == ChatType.PRIVATE,
        title=clean_name(chat.title or ""),
    )
