"""Telegram's updates → what a person did. Pure.

* Only people act: what bots, channels and automatic forwards post is nobody's act. An
  anonymous administrator of a group is a person; the group lends the name.
* /start is coming in, also in a group.
* In a group a command for another bot is not for us.
* A command is a command only in its author's own words: forwarded, or written by another bot
  for them (an inline result), it is text.
* Who came into a group and who went is told by its service messages, whoever caused it.
* The topic of a forum is told by its number; of the «General» one none is told, and elsewhere a
  thread is but a chain of replies.
* Under a topic of a forum every message "replies" to the topic's first: that is no reply.
"""

import re
from typing import Any

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from msgspec import convert
from msgspec.structs import replace

from bots.doors.plain import clean, signature
from core.messages import File, FileKind
from core.people import Speaker
from dialogs.events import (
    Arrival,
    Came,
    ChatMoved,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Opened,
    Parted,
    Placed,
    Pressed,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
)
from dialogs.payloads import read_payload

from .shapes import CallbackQuery, Chat, Message, PhotoSize, User
from .shapes import Pressed as PressedOn

DOOR = "telegram"

ANONYMOUS_ADMINISTRATOR = 1087968824
"""@GroupAnonymousBot: writes for administrators who stay anonymous."""

_COMMAND = re.compile(
    r"/(?P<name>[a-zA-Z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?\s*", re.DOTALL
)

_STRANGE = frozenset(
    {
        ContentType.CHECKLIST,
        ContentType.DICE,
        ContentType.GAME,
        ContentType.PAID_MEDIA,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.UNKNOWN,
    }
)
"""Contents that a person sends; the rest are the messenger's own remarks."""

_CONTENTS = frozenset(kind.value for kind in ContentType)
"""The names of all that a message may hold; of its fields, one or two."""

_OUTSIDE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


def read_raw(raw: dict[str, Any], key: str, username: str) -> Arrival | None:
    """Read one update; ``username`` is the bot's own, "" while it is not known.

    Raises msgspec's ValidationError (a ValueError), KeyError or TypeError on what is none.
    """
    int(raw["update_id"])  # an update has a number
    if (change := raw.get("my_chat_member")) is not None:
        return _membership(change, key)
    if (message := raw.get("message")) is not None:
        return _message(convert(message, Message), message, key, username)
    if (message := raw.get("edited_message")) is not None:
        return _edited(convert(message, Message), key, username)
    if (query := raw.get("callback_query")) is not None:
        return _pressed(convert(query, CallbackQuery), key)
    return None  # a kind that is nobody's act: not even looked into


def _message(message: Message, raw: dict[str, Any], key: str, username: str) -> Arrival | None:
    if message.migrate_to_chat_id is not None:
        person = message.author.id if message.author else message.chat.id
        speaker = Speaker(DOOR, message.chat.id, person)
        return Arrival(key, speaker, ChatMoved(message.migrate_to_chat_id), private=False)
    if message.left_chat_member is not None:
        return _member(message, key, message.left_chat_member, Parted())
    if message.new_chat_members:
        people = tuple(one.id for one in message.new_chat_members if not one.is_bot)
        return _member(message, key, message.new_chat_members[0], Came(people)) if people else None
    event = _event(message, raw, username)
    if event is None:
        return None
    return _arrival(message, key, event, _quoted(message, username), float(message.date))


def _member(message: Message, key: str, person: User, event: Event) -> Arrival | None:
    """What happened to a member of a group; the bot's own coming and going is told otherwise."""
    if isinstance(event, Parted) and person.is_bot:
        return None
    return _of(message.chat, person, key, event)


def _edited(message: Message, key: str, username: str) -> Arrival | None:
    text = clean(message.text or message.caption or "")
    if not text:
        return None
    return _arrival(message, key, Edited(text, _reply_to(message)), _quoted(message, username))


def _arrival(
    message: Message, key: str, event: Event, quoted: str = "", sent_at: float | None = None
) -> Arrival | None:
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
        title=signature(message.chat.title or ""),
        message=str(message.message_id),
        quoted=quoted,
        sent_at=sent_at,
        thread=_thread(message),
    )


def _thread(message: Message | PressedOn) -> int:
    return message.message_thread_id or 0 if message.is_topic_message else 0


def _person(message: Message) -> tuple[int, str] | None:
    """Who wrote: the number and the name; None if it was not a person."""
    if message.chat.type == ChatType.CHANNEL or message.is_automatic_forward:
        return None
    author = message.author
    if author is None:
        return None
    if author.id == ANONYMOUS_ADMINISTRATOR:
        return author.id, signature(message.author_signature or message.chat.title or "")
    if author.is_bot or message.sender_chat is not None:
        return None
    return author.id, signature(author.full_name)


def _event(message: Message, raw: dict[str, Any], username: str) -> Event | None:
    if message.text is not None:
        return _text(message, username)
    if (file := _file(message)) is not None:
        return _files(message, file)
    if message.contact is not None:
        own = message.author is not None and message.contact.user_id == message.author.id
        return Shared(clean(message.contact.phone_number), own)
    if message.venue is not None:
        place, title = message.venue.location, f"{message.venue.title}, {message.venue.address}"
        return Placed(place.latitude, place.longitude, clean(title.strip(", ")))
    if message.location is not None:
        return Placed(message.location.latitude, message.location.longitude)
    kinds = _CONTENTS & raw.keys()
    strange = next(iter(_STRANGE & kinds), None)
    if strange is None and kinds:
        return None
    return Strange(strange or ContentType.UNKNOWN.value, _reply_to(message))


def _text(message: Message, username: str) -> Event | None:
    text = clean(message.text or "")
    found = _COMMAND.fullmatch(text)
    if found is None or message.forward_origin is not None or message.via_bot is not None:
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


def _file(message: Message) -> File | None:
    """What was enclosed. An animation comes as a document too, so it is looked for first."""
    if message.photo:
        return _photo(message.photo)
    for kind, enclosed in (
        (FileKind.VOICE, message.voice),
        (FileKind.VIDEO, message.video or message.video_note or message.animation),
        (FileKind.DOCUMENT, message.audio or message.document),
    ):
        if enclosed is not None:
            name = clean(enclosed.file_name or "")  # a voice has none
            return File(kind, DOOR, enclosed.file_id, name=name, size=enclosed.file_size or 0)
    return None


def _reply_to(message: Message) -> str | None:
    replied = message.replied
    if replied is None or replied.forum_topic_created is not None:
        return None
    return str(replied.message_id)


def _quoted(message: Message, username: str) -> str:
    """The first line of the bot's own message that is replied to."""
    replied = message.replied
    author = replied.author if replied is not None else None
    if replied is None or author is None or not author.is_bot or author.username != username:
        return ""
    return (replied.text or replied.caption or "").partition("\n")[0]


def _pressed(query: CallbackQuery, key: str) -> Arrival | None:
    message = query.message
    if message is None or query.author.is_bot:
        return None
    event: Event = Pressed("", -1) if query.data is None else read_payload(query.data)
    arrival = _of(message.chat, query.author, key, event)
    return replace(
        arrival, message=str(message.message_id), press=query.id, thread=_thread(message)
    )


def _membership(change: dict[str, Any], key: str) -> Arrival | None:
    chat, person = convert(change["chat"], Chat), convert(change["from"], User)
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
        name=signature(person.full_name),
        private=chat.type == ChatType.PRIVATE,
        title=signature(chat.title or ""),
    )
