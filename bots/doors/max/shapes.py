"""Of MAX's updates, what is read of them: no more is looked at, so nothing else can fail.

Field by field as https://dev.max.ru/docs-api/objects/Update has them (OpenAPI 0.0.32). Attachments
are left as they came, because each is of a form of its own and new ones come with MAX's versions.
"""

from typing import Any

from msgspec import Struct

Raw = dict[str, Any]


class User(Struct):
    """``name`` is the old way to tell the first name and the last."""

    user_id: int
    first_name: str | None = None
    last_name: str | None = None
    name: str | None = None
    is_bot: bool = False

    @property
    def full_name(self) -> str:
        told = " ".join(part for part in (self.first_name, self.last_name) if part)
        return told or self.name or ""


class Recipient(Struct):
    """``chat_type``: dialog, chat or channel."""

    chat_type: str
    chat_id: int | None = None


class Body(Struct):
    """``mid`` is the message's id, in every chat another."""

    mid: str = ""
    text: str | None = None
    attachments: list[Raw] | None = None


class Link(Struct):
    """What a message replies to (``type`` reply) or brings from elsewhere (forward)."""

    type: str
    message: Body | None = None
    sender: User | None = None


class Message(Struct):
    """``timestamp`` is in milliseconds since 1970. Without ``body`` it only forwards another."""

    recipient: Recipient
    timestamp: int
    sender: User | None = None
    body: Body | None = None
    link: Link | None = None


class Callback(Struct):
    """A press. ``payload`` is the button's."""

    callback_id: str
    user: User
    payload: str | None = None


class Deed(Struct):
    """What somebody did to a chat or to a dialog, ``timestamp`` in milliseconds since 1970."""

    user: User
    timestamp: int
    chat_id: int
    payload: str | None = None
    is_channel: bool = False
