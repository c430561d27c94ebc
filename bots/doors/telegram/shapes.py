"""Of Telegram's updates, what is read of them: no more is looked at, so nothing else can fail.

Field by field as https://core.telegram.org/bots/api has them. What only has to be there is an
``object``: what it looks like inside changes with the messenger's versions, and says nothing here.
"""

from typing import Any

from msgspec import Struct, ValidationError, convert, field


class User(Struct):
    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name


class Chat(Struct):
    id: int
    type: str
    title: str | None = None


class PhotoSize(Struct):
    file_id: str
    width: int
    height: int
    file_size: int | None = None


class Enclosed(Struct):
    """A voice, a video, a document."""

    file_id: str
    file_name: str | None = None
    file_size: int | None = None


class Contact(Struct):
    phone_number: str
    user_id: int | None = None


class Location(Struct):
    latitude: float
    longitude: float


class Venue(Struct):
    location: Location
    title: str = ""
    address: str = ""


class Replied(Struct):
    """The message that was replied to."""

    message_id: int
    author: User | None = field(default=None, name="from")
    text: str | None = None
    caption: str | None = None
    forum_topic_created: object = None


class Message(Struct):
    """``date`` is in seconds since 1970."""

    message_id: int
    date: int
    chat: Chat
    message_thread_id: int | None = None
    is_topic_message: bool = False
    author: User | None = field(default=None, name="from")
    sender_chat: object = None
    author_signature: str | None = None
    via_bot: object = None
    is_automatic_forward: bool = False
    forward_origin: object = None
    reply_to_message: dict[str, Any] | None = None
    media_group_id: str | None = None
    text: str | None = None
    caption: str | None = None
    photo: list[PhotoSize] | None = None
    voice: Enclosed | None = None
    video: Enclosed | None = None
    video_note: Enclosed | None = None
    animation: Enclosed | None = None
    audio: Enclosed | None = None
    document: Enclosed | None = None
    contact: Contact | None = None
    venue: Venue | None = None
    location: Location | None = None
    migrate_to_chat_id: int | None = None
    left_chat_member: User | None = None
    new_chat_members: list[User] | None = None

    @property
    def replied(self) -> Replied | None:
        """What was replied to; its number alone, where the rest is of a kind not known yet."""
        if self.reply_to_message is None:
            return None
        try:
            return convert(self.reply_to_message, Replied)
        except ValidationError:
            return Replied(convert(self.reply_to_message.get("message_id"), int))


class Pressed(Struct):
    """The message under whose button it was pressed; of an old one little more is told."""

    message_id: int
    chat: Chat
    message_thread_id: int | None = None
    is_topic_message: bool = False


class CallbackQuery(Struct):
    id: str
    author: User = field(name="from")
    message: Pressed | None = None
    data: str | None = None
