"""VK's events → what a person did. Pure.

* Only people act: communities have negative numbers, and what the bot itself sent comes back
  as events that are nobody's act.
* A text button of a screen is a message with the button's payload; a button under a message is
  an event of its own, answered with a toast. «Начать» is coming in.
* A link with a ``ref`` marks the first message written after it. A word or two is a greeting,
  so the ref is what the person came for; a longer message is what they want to say.
* A location button's message carries the button's payload too: the place is what matters.
* In a chat people call the bot by name: ``[club1|@name] text``; the name is not the text.

The door adds ``person_name`` and ``chat_title`` to an event: VK does not tell them.
"""

import re
from typing import Any

from msgspec.structs import replace

from bots.doors.plain import clean, signature
from core.messages import Client, File, FileKind
from core.people import Speaker
from core.words.written import read_json, write_json
from dialogs.events import (
    Acted,
    Arrival,
    Came,
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
    Strange,
)
from dialogs.payloads import read_payload

DOOR = "vk"

CHATS_FROM = 2_000_000_000
"""The peer_id of a group chat is this and its number."""

FILES_IN_MESSAGE = 10

Object = dict[str, Any]

_START_WORDS = frozenset({"начать", "старт", "start"})

_GREETING_WORDS = 2
"""Words of a first message that are still a greeting."""

_MENTION = re.compile(r"\s*\[(?:club|public)(?P<group>\d+)\|[^\]]*\][,:]?\s*")
_COMMAND = re.compile(
    r"/(?P<name>[a-zA-Z0-9_]{1,32})(?:@\S+)?(?:\s+(?P<argument>.*))?\s*", re.DOTALL
)

_NOT_GIVEN = frozenset({"audio", "video", "clip", "story"})
"""Attachments that VK shows to people and gives to no bot."""


def read_event(raw: Object, key: str, group: int) -> Arrival | None:
    """Read one event; ``group`` is the community's number.

    Raises KeyError, TypeError or ValueError on an event that is not of VK's form.
    """
    body = raw["object"]
    name, title = signature(raw.get("person_name", "")), signature(raw.get("chat_title", ""))
    match raw["type"]:
        case "message_new":
            return _message(body["message"], body.get("client_info") or {}, key, group, name, title)
        case "message_edit":
            return _edited(body, key, group, name, title)
        case "message_event":
            return _pressed(body, key, name, title)
        case "message_allow":
            return _private(int(body["user_id"]), key, Returned(), name)
        case "message_deny":
            return _private(int(body["user_id"]), key, Left(), name)
    return None


def author_of(raw: Object) -> tuple[int, int]:
    """(person, chat) of an event, zeros where there are none: whose names are to be found."""
    body = raw.get("object")
    if not isinstance(body, dict):
        return 0, 0
    message = body.get("message")
    found = message if isinstance(message, dict) else body
    person, chat = found.get("from_id", found.get("user_id")), found.get("peer_id")
    return (
        person if isinstance(person, int) and person > 0 else 0,
        chat if isinstance(chat, int) and chat > CHATS_FROM else 0,
    )


def read_press(token: str) -> Object:
    """The parameters with which a press is answered, from the token in ``Arrival.press``."""
    found: Object = read_json(token)
    return found


def _message(
    message: Object, client: Object, key: str, group: int, name: str, title: str
) -> Arrival | None:
    author = int(message["from_id"])
    if (moved := _member(message)) is not None:
        # Told of whom it happened to; a community may have caused it.
        return Arrival(key, *moved, private=False, title=title)
    if author <= 0 or message.get("out"):
        return None
    event = _event(message, group)
    if event is None:
        return None
    arrival = _of(message, key, event, name, title, _client(client))
    return replace(arrival, quoted=_quoted(message, group), sent_at=_sent_at(message))


def _edited(message: Object, key: str, group: int, name: str, title: str) -> Arrival | None:
    text = clean(message.get("text") or "")
    if int(message["from_id"]) <= 0 or message.get("out") or not text:
        return None
    arrival = _of(message, key, Edited(text, _reply_to(message)), name, title, Client())
    return replace(arrival, quoted=_quoted(message, group))


def _of(message: Object, key: str, event: Event, name: str, title: str, client: Client) -> Arrival:
    chat = int(message["peer_id"])
    return Arrival(
        key,
        Speaker(DOOR, chat, int(message["from_id"])),
        event,
        name=name,
        private=chat < CHATS_FROM,
        title=title,
        message=str(int(message["conversation_message_id"])),
        client=client,
    )


def _private(person: int, key: str, event: Event, name: str) -> Arrival:
    return Arrival(key, Speaker(DOOR, person, person), event, name=name)


def _pressed(body: Object, key: str, name: str, title: str) -> Arrival:
    chat, person = int(body["peer_id"]), int(body["user_id"])
    token = {"event_id": str(body["event_id"]), "user_id": person, "peer_id": chat}
    payload = _payload(body.get("payload")).get("p")
    cmid = body.get("conversation_message_id")
    return Arrival(
        key,
        Speaker(DOOR, chat, person),
        read_payload(payload) if isinstance(payload, str) else Pressed("", -1),
        name=name,
        private=chat < CHATS_FROM,
        title=title,
        message=None if cmid is None else str(int(cmid)),
        press=write_json(token),
    )


def _event(message: Object, group: int) -> Event | None:
    if action := message.get("action"):
        return _action(action, group)
    text = _unmentioned(clean(message.get("text") or ""), group)
    reply_to = _reply_to(message)
    forwarded = message.get("fwd_messages") or []
    attachments = message.get("attachments") or []
    without = next((str(a["type"]) for a in attachments if a["type"] in _NOT_GIVEN), "")
    if files := _files(attachments) or tuple(f for m in forwarded for f in _deep_files(m)):
        kept = files[:FILES_IN_MESSAGE]
        said = _with(text, forwarded)
        return Sent(kept, said, reply_to=reply_to, forwarded=bool(forwarded), without=without)
    if (geo := message.get("geo")) and geo.get("coordinates"):
        return _place(geo)
    if (known := _known_payload(message, attachments)) is not None:
        return known
    if forwarded:
        return Said(_with(text, forwarded), reply_to, forwarded=True)
    if text and without:
        return Said(text, reply_to, without=without)
    if text:
        return _text(text, reply_to, private=int(message["peer_id"]) < CHATS_FROM)
    kind = str(attachments[0]["type"]) if attachments else "unknown"
    return Strange(kind, reply_to)


def _member(message: Object) -> tuple[Speaker, Event] | None:
    """A person came into a chat, or went; None if the message tells something else."""
    action = message.get("action") or {}
    kind, person = action.get("type"), action.get("member_id")
    if kind == "chat_invite_user_by_link":
        person = person or message["from_id"]  # VK leaves it out: who came by a link, wrote it
    if not isinstance(person, int) or person <= 0:
        return None
    speaker = Speaker(DOOR, int(message["peer_id"]), person)
    if kind in (
        "chat_invite_user",
        "chat_invite_user_by_link",
        "chat_invite_user_by_message_request",
    ):
        return speaker, Came((person,))
    return (speaker, Parted()) if kind == "chat_kick_user" else None


def _action(action: Object, group: int) -> Event | None:
    """Only what happens to the bot itself."""
    if action.get("member_id") != -group:
        return None
    match action.get("type"):
        case "chat_invite_user" | "chat_invite_user_by_link":
            return Joined()
        case "chat_kick_user":
            return Left()
    return None


def _known_payload(message: Object, attachments: list[Object]) -> Opened | Pressed | Acted | None:
    """What the payload of a text button says, or the ref of a link."""
    payload = _payload(message.get("payload"))
    ref = clean(str(message.get("ref") or ""))
    if payload.get("command") == "start":
        return Opened(ref)
    if isinstance(pressed := payload.get("p"), str):
        return read_payload(pressed)
    greeting = len((message.get("text") or "").split()) <= _GREETING_WORDS
    return Opened(ref) if ref and greeting and not attachments else None


def _payload(value: object) -> Object:
    """A payload comes as JSON or as what it stands for; anything else is none of ours."""
    if isinstance(value, str):
        try:
            value = read_json(value)
        except ValueError:
            return {}
    return value if isinstance(value, dict) else {}


def _text(text: str, reply_to: str | None, *, private: bool) -> Event:
    if private and text.strip().casefold() in _START_WORDS:
        return Opened()
    found = _COMMAND.fullmatch(text)
    if found is None:
        return Said(text, reply_to)
    name, argument = found["name"].lower(), (found["argument"] or "").strip()
    return Opened(argument) if name == "start" else Commanded(name, argument, reply_to)


def _unmentioned(text: str, group: int) -> str:
    found = _MENTION.match(text)
    return text[found.end() :] if found and int(found["group"]) == group else text


def _with(text: str, forwarded: list[Object]) -> str:
    """The text and what is forwarded with it, one under another."""
    told = (clean(message.get("text") or "") for message in forwarded)
    return "\n".join(part for part in (text, *told) if part.strip())


def _reply_to(message: Object) -> str | None:
    replied = message.get("reply_message") or {}
    cmid = replied.get("conversation_message_id")
    return None if cmid is None else str(cmid)


def _quoted(message: Object, group: int) -> str:
    """The first line of the community's own message that is replied to."""
    replied = message.get("reply_message") or {}
    if replied.get("from_id") != -group:
        return ""
    return str(replied.get("text") or "").partition("\n")[0]


def _sent_at(message: Object) -> float | None:
    date = message.get("date")
    return float(date) if isinstance(date, int) and 0 < date < 2**40 else None


def _place(geo: Object) -> Placed:
    where, place = geo["coordinates"], geo.get("place") or {}
    return Placed(
        float(where["latitude"]), float(where["longitude"]), clean(str(place.get("title") or ""))
    )


def _deep_files(message: Object) -> tuple[File, ...]:
    """The files of a forwarded message, and of those forwarded in it, however deep."""
    found: list[File] = []
    left = [message]
    while left and len(found) < FILES_IN_MESSAGE:
        one = left.pop(0)
        found += _files(one.get("attachments") or [])
        left[:0] = one.get("fwd_messages") or []
    return tuple(found)


def _files(attachments: list[Object]) -> tuple[File, ...]:
    return tuple(file for one in attachments if (file := _file(one)) is not None)


def _file(attachment: Object) -> File | None:
    """None also where VK names a kind and leaves the file itself out, as its schema allows."""
    kind = attachment["type"]
    if not (enclosed := attachment.get(kind)):
        return None
    match kind:
        case "photo":
            return _photo(enclosed)
        case "doc":
            return _document(enclosed)
        case "audio_message":
            return _voice(enclosed)
    return None


def _photo(photo: Object) -> File | None:
    told = photo.get("sizes") or [photo.get("orig_photo")]
    sizes = [one for one in told if one and one.get("url")]
    if not sizes:
        return None
    largest = max(sizes, key=lambda size: int(size.get("width", 0)) * int(size.get("height", 0)))
    return File(FileKind.PHOTO, DOOR, _ref("photo", photo), url=str(largest["url"]))


def _document(document: Object) -> File:
    return File(
        FileKind.DOCUMENT,
        DOOR,
        _ref("doc", document),
        url=str(document.get("url") or ""),
        name=clean(document.get("title") or ""),
        size=int(document.get("size") or 0),
    )


def _voice(voice: Object) -> File:
    url = str(voice.get("link_ogg") or voice.get("link_mp3") or "")
    return File(FileKind.VOICE, DOOR, _ref("audio_message", voice), url=url)


def _ref(kind: str, owned: Object) -> str:
    key = owned.get("access_key")
    return f"{kind}{int(owned['owner_id'])}_{int(owned['id'])}" + (f"_{key}" if key else "")


def _client(told: Object) -> Client:
    """What the application shows; one that does not say shows everything."""
    actions = told.get("button_actions") or ["text", "callback"]
    return Client(
        buttons=bool(told.get("keyboard", True)) and "text" in actions,
        inline=bool(told.get("inline_keyboard", True)) and "callback" in actions,
    )
