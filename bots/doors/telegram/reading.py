"""Telegram's updates → what a person did. Pure.

* Only people act: what bots, channels and automatic forwards post is nobody's act. An
  anonymous administrator of a group is a person; the group lends the name.
* /start is coming in, also in a group (a deep link that adds the bot carries its code so).
* In a group a command for another bot is not for us.
* A command is a command only in its author's own words: forwarded, or written by another bot
  for them (an inline result), it is text.
* Who came into a group and who went is told by its service messages, whoever caused it.
* Under a topic of a forum every message "replies" to the topic's first: that is no reply.
"""

import re
from typing import Any

from aiogram.enums import ChatMemberStatus, ChatType, ContentType
from aiogram.types import (
    CallbackQuery,
    Chat,
    Message,
    PhotoSize,
    User,
)
from msgspec.structs import replace
from pydantic import ValidationError

from bots.doors.plain import clean, signature
from core.messages import File, FileKind
from core.people import Speaker
from dialogs.events import (
    Arrival,
    Came,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Moved,
    Opened,
    Parted,
    Placed,
    Pressed,
    Returned,
    Said,
    Sent,
    Shared,
    Strange,
    read_payload,
)

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

_READ = frozenset(
    {
        *("message_id", "date", "chat", "from", "sender_chat", "author_signature", "via_bot"),
        *("is_automatic_forward", "forward_origin", "reply_to_message", "media_group_id"),
        *("text", "caption", "photo", "voice", "video", "video_note", "animation", "audio"),
        *("document", "contact", "venue", "location", "migrate_to_chat_id"),
        *("left_chat_member", "new_chat_members"),
    }
)
"""The fields of a message that say who did what here: none of them is ever left out."""

_OUTSIDE = frozenset({ChatMemberStatus.LEFT, ChatMemberStatus.KICKED})


def read_raw(raw: dict[str, Any], key: str, username: str) -> Arrival | None:
    """Read one update; ``username`` is the bot's own, "" while it is not known.

    Raises ValidationError (a ValueError), KeyError or TypeError on what is not an update.
    """
    int(raw["update_id"])  # an update has a number
    if (change := raw.get("my_chat_member")) is not None:
        return _membership(change, key)
    if (message := raw.get("message")) is not None:
        return _message(_parsed(message), key, username)
    if (message := raw.get("edited_message")) is not None:
        return _edited(_parsed(message), key)
    if (query := raw.get("callback_query")) is not None:
        return _pressed(CallbackQuery.model_validate(query), key)
    return None  # a kind that is nobody's act: not even looked into


def _parsed(message: dict[str, Any]) -> Message:
    """Parse a message; what aiogram refuses in a part that is not read here hides nothing else."""
    try:
        return Message.model_validate(message)
    except ValidationError as error:
        refused = {str(one["loc"][0]) for one in error.errors() if one["loc"]}
        if not refused or refused & (_READ - _STANDING.keys()):
            raise
        rest = {name: part for name, part in message.items() if name not in refused}
        stood = {name: stand(message) for name, stand in _STANDING.items() if name in refused}
        return Message.model_validate(rest | stood)


def _some_origin(message: dict[str, Any]) -> dict[str, Any]:
    """That it was forwarded is what matters, not from where."""
    return {"type": "hidden_user", "date": 0, "sender_user_name": "?"}


def _some_reply(message: dict[str, Any]) -> dict[str, Any]:
    """What matters is the number of the message replied to."""
    number = message["reply_to_message"]["message_id"]
    return {"message_id": number, "date": 0, "chat": message["chat"]}


_STANDING = {"forward_origin": _some_origin, "reply_to_message": _some_reply}
"""Parts that aiogram may not know yet, of which little is read: what stands in for them."""


def _message(message: Message, key: str, username: str) -> Arrival | None:
    if message.migrate_to_chat_id is not None:
        person = message.from_user.id if message.from_user else message.chat.id
        speaker = Speaker(DOOR, message.chat.id, person)
        return Arrival(key, speaker, Moved(message.migrate_to_chat_id), private=False)
    if message.left_chat_member is not None:
        return _member(message, key, message.left_chat_member, Parted())
    if message.new_chat_members:
        people = tuple(one.id for one in message.new_chat_members if not one.is_bot)
        return _member(message, key, message.new_chat_members[0], Came(people)) if people else None
    event = _event(message, username)
    arrival = None if event is None else _arrival(message, key, event)
    quoted, sent_at = _quoted(message, username), message.date.timestamp()
    return arrival and replace(arrival, quoted=quoted, sent_at=sent_at)


def _member(message: Message, key: str, person: User, event: Event) -> Arrival | None:
    """What happened to a member of a group; the bot's own coming and going is told otherwise."""
    if isinstance(event, Parted) and person.is_bot:
        return None
    return _of(message.chat, person, key, event)


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
        title=signature(message.chat.title or ""),
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
        return author.id, signature(message.author_signature or message.chat.title or "")
    if author.is_bot or message.sender_chat is not None:
        return None
    return author.id, signature(author.full_name)


def _event(message: Message, username: str) -> Event | None:
    if message.text is not None:
        return _text(message, username)
    if (file := _file(message)) is not None:
        return _files(message, file)
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
            name = clean(getattr(enclosed, "file_name", None) or "")  # a voice has none
            return File(kind, DOOR, enclosed.file_id, name=name, size=enclosed.file_size or 0)
    return None


def _reply_to(message: Message) -> str | None:
    replied = message.reply_to_message
    if replied is None or replied.forum_topic_created is not None:
        return None
    return str(replied.message_id)


def _quoted(message: Message, username: str) -> str:
    """The first line of the bot's own message that is replied to."""
    replied = message.reply_to_message
    author = replied.from_user if replied is not None else None
    if replied is None or author is None or not author.is_bot or author.username != username:
        return ""
    return (replied.text or replied.caption or "").partition("\n")[0]


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
        name=signature(person.full_name),
        private=chat.type == ChatType.PRIVATE,
        title=signature(chat.title or ""),
    )
