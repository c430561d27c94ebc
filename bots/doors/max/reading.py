"""MAX's updates → what a person did. Pure.

* Only people act: what bots write, and what is posted in channels, is nobody's act.
* «Начать» under a bot is coming in (``bot_started``), also after it was stopped; a link's code
  comes with it. «/start» typed by hand is the same.
* Who stops the bot or deletes its dialog has left. Who clears the dialog or mutes it has not: what
  was said is only not seen, and the next screen is.
* A button is a press (``message_callback``); one under a message that is deleted is nobody's act,
  because MAX does not say where it was.
* A command is a command only in its author's own words: forwarded, it is text. In a group a
  command for another bot is not for us.
* Of a group MAX tells only an administrator what is said there, and who is added is none yet.

The door adds ``chat_title`` to an update of a group: MAX does not tell it.
"""

import re

from msgspec import Struct, convert
from msgspec.structs import replace

from bots.doors.keepable import is_keepable
from bots.doors.plain import clean, signature
from core.people import Speaker
from dialogs.events import (
    Arrival,
    Came,
    Commanded,
    Edited,
    Event,
    Joined,
    Left,
    Opened,
    Parted,
    Pressed,
    Said,
    Sent,
    Strange,
)
from dialogs.payloads import read_payload

from .attachments import DOOR, contact, files, links, place, strange
from .chats import group_chat
from .shapes import Body, Callback, Deed, Link, Message, Raw, Recipient, User

UPDATES = (
    "message_created",
    "message_callback",
    "message_edited",
    "bot_started",
    "bot_stopped",
    "dialog_removed",
    "bot_added",
    "bot_removed",
    "user_added",
    "user_removed",
    "chat_title_changed",
)
"""What MAX is asked for: what is read here, and what tells a group's new name."""

_DIALOG, _CHANNEL = "dialog", "channel"

_COMMAND = re.compile(
    r"/(?P<name>[a-zA-Z0-9_]{1,32})(?:@(?P<bot>\w+))?(?:\s+(?P<argument>.*))?\s*", re.DOTALL
)

LONGEST_TOKEN = 500
"""Characters of what names a press; those seen have eighty."""

LATEST = 2**42
"""Milliseconds since 1970 that are still a date: the year 2109."""


class Me(Struct, frozen=True):
    """The bot itself at MAX; of an update that is read without asking MAX, nobody."""

    number: int = 0
    username: str = ""


NOBODY = Me()


def read_update(raw: Raw, key: str, me: Me = NOBODY) -> Arrival | None:
    """Read one update.

    Raises msgspec's ValidationError (a ValueError), KeyError or TypeError on what is none.
    """
    title = signature(raw.get("chat_title", ""))
    match raw["update_type"]:
        case "message_created":
            return _message(convert(raw["message"], Message), key, me, title)
        case "message_edited":
            return _edited(convert(raw["message"], Message), key, me, title)
        case "message_callback":
            return _pressed(raw, key, title)
        case "bot_started":
            deed = convert(raw, Deed)
            opened = Opened(clean(deed.payload or "").strip())
            return replace(_alone(deed.user, key, opened), sent_at=_seconds(deed.timestamp))
        case "bot_stopped" | "dialog_removed":
            return _alone(convert(raw, Deed).user, key, Left())
        case "bot_added":
            return _of_group(convert(raw, Deed), key, Joined(deaf=True), title)
        case "bot_removed":
            return _of_group(convert(raw, Deed), key, Left(), title)
        case "user_added":
            deed = convert(raw, Deed)
            return _of_member(deed, key, Came((deed.user.user_id,)), title)
        case "user_removed":
            return _of_member(convert(raw, Deed), key, Parted(), title)
    return None


def group_of(raw: Raw) -> int | None:
    """The number at MAX of the group that an update is from; None where there is none.

    Never raises: what cannot be read is set aside later.
    """
    message = raw.get("message")
    found = message.get("recipient") if isinstance(message, dict) else None
    if isinstance(found, dict):
        number = None if found.get("chat_type") == _DIALOG else found.get("chat_id")
    elif raw.get("update_type") in _OF_GROUPS:
        number = raw.get("chat_id")
    else:
        number = None
    return number if isinstance(number, int) else None


_OF_GROUPS = ("bot_added", "bot_removed", "user_added", "user_removed", "chat_title_changed")
"""Updates of groups, besides messages and presses."""


def _message(message: Message, key: str, me: Me, title: str) -> Arrival | None:
    sender = _person(message)
    if sender is None:
        return None
    event = _event(message, sender, me)
    if event is None:
        return None
    arrival = _of(message.recipient, sender, key, event, title)
    return replace(
        arrival,
        message=_id(message.body),
        quoted=_quoted(message.link, me),
        sent_at=_seconds(message.timestamp),
    )


def _edited(message: Message, key: str, me: Me, title: str) -> Arrival | None:
    sender, text = _person(message), clean((message.body or Body()).text or "")
    if sender is None or not text:
        return None
    event = Edited(text, _reply_to(message.link))
    arrival = _of(message.recipient, sender, key, event, title)
    return replace(arrival, message=_id(message.body), quoted=_quoted(message.link, me))


def _pressed(raw: Raw, key: str, title: str) -> Arrival | None:
    press = convert(raw["callback"], Callback)
    message = convert(raw["message"], Message | None)
    if message is None or press.user.is_bot or message.recipient.chat_type == _CHANNEL:
        return None
    event: Event = Pressed("", -1) if press.payload is None else read_payload(press.payload)
    arrival = _of(message.recipient, press.user, key, event, title)
    return replace(arrival, message=_id(message.body), press=_token(press))


def _person(message: Message) -> User | None:
    """Who wrote; None if it was not a person."""
    sender = message.sender
    if sender is None or sender.is_bot or message.recipient.chat_type == _CHANNEL:
        return None
    return sender


def _event(message: Message, sender: User, me: Me) -> Event | None:
    body, link = message.body or Body(), message.link
    own, reply_to = clean(body.text or ""), _reply_to(link)
    attached = body.attachments or []
    text, forwarded = _unmentioned(own, me), False
    if link is not None and link.type == "forward":
        brought, forwarded = link.message or Body(), True
        attached = [*attached, *(brought.attachments or [])]
        text = "\n".join(part for part in (text, clean(brought.text or "")) if part.strip())
    if (shared := contact(attached, 0 if forwarded else sender.user_id)) is not None:
        return shared
    if (placed := place(attached)) is not None:
        return placed
    if found := files(attached):
        return Sent(found, text, reply_to=reply_to, forwarded=forwarded)
    if not text.strip():
        text = "\n".join(links(attached))
    if not text.strip():
        return Strange(strange(attached) or "unknown", reply_to)
    if forwarded:
        return Said(text, reply_to, forwarded=True)
    return _text(text, reply_to, me)


def _text(text: str, reply_to: str | None, me: Me) -> Event | None:
    found = _COMMAND.fullmatch(text)
    if found is None:
        return Said(text, reply_to)
    if found["bot"] and me.username and found["bot"].lower() != me.username.lower():
        return None
    name, argument = found["name"].lower(), (found["argument"] or "").strip()
    return Opened(argument) if name == "start" else Commanded(name, argument, reply_to)


def _unmentioned(text: str, me: Me) -> str:
    """In a group people call the bot by name: the name is not the text."""
    called = f"@{me.username}".casefold()
    if not me.username or not text.lstrip().casefold().startswith(called):
        return text
    rest = text.lstrip()[len(called) :]
    return rest.lstrip(" ,:\n") if rest[:1] in {"", " ", ",", ":", "\n"} else text


def _reply_to(link: Link | None) -> str | None:
    return _id(link.message) if link is not None and link.type == "reply" else None


def _quoted(link: Link | None, me: Me) -> str:
    """The first line of the bot's own message that is replied to."""
    if link is None or link.type != "reply" or link.message is None or link.sender is None:
        return ""
    if link.sender.user_id != me.number:
        return ""
    return (link.message.text or "").partition("\n")[0]


def _id(body: Body | None) -> str | None:
    """The message's name. Raises ValueError on one that could not be kept."""
    if body is None or not body.mid:
        return None
    if not is_keepable(body.mid):
        raise ValueError("the name of a message is too long, or no name")
    return body.mid


def _token(callback: Callback) -> str:
    """What a press is answered by. Raises ValueError on what is none."""
    named = callback.callback_id
    if not (0 < len(named) <= LONGEST_TOKEN and named.isascii() and named.isprintable()):
        raise ValueError("the name of a press is too long, or no name")
    return named


def _seconds(timestamp: int) -> float | None:
    return timestamp / 1000 if 0 < timestamp < LATEST else None


def _of(recipient: Recipient, person: User, key: str, event: Event, title: str) -> Arrival:
    if recipient.chat_type == _DIALOG:
        return _alone(person, key, event)
    if recipient.chat_id is None:
        raise ValueError("a message in no chat")
    return _there(recipient.chat_id, person, key, event, title)


def _of_group(deed: Deed, key: str, event: Event, title: str) -> Arrival | None:
    """What befell the bot in a group; a channel is none."""
    return None if deed.is_channel else _there(deed.chat_id, deed.user, key, event, title)


def _of_member(deed: Deed, key: str, event: Event, title: str) -> Arrival | None:
    """What befell a member; a bot's coming and going is nobody's."""
    return None if deed.user.is_bot else _of_group(deed, key, event, title)


def _alone(person: User, key: str, event: Event) -> Arrival:
    number = person.user_id
    if number <= 0:  # it would be taken for a group's
        raise ValueError("the number of a person is not positive")
    return Arrival(key, Speaker(DOOR, number, number), event, name=signature(person.full_name))


def _there(number: int, person: User, key: str, event: Event, title: str) -> Arrival:
    return Arrival(
        key,
        Speaker(DOOR, group_chat(number), person.user_id),
        event,
        name=signature(person.full_name),
        private=False,
        title=title,
    )
