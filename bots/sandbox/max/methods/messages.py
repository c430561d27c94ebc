"""/messages and /answers: what the bot says, changes, takes back and reads again."""

from typing import Any, Final

from bots.sandbox.max.attachments import read_attachments
from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.markup import read_text
from bots.sandbox.max.objects import message_object
from bots.sandbox.max.rules import (
    TEXT_LIMIT,
    Call,
    bad_payload,
    denied,
    not_found,
    read_fields,
    utf16,
)
from bots.sandbox.world import BOT, Chat, Json, Message

EDITABLE_SECONDS: Final = 7 * 86_400
"""In a dialog, for a message without a keyboard; one with a keyboard has no such time."""

FORMATS: Final = frozenset({"markdown", "html"})
DONE: Final = {"success": True}
_BODY: Final = {
    "text": "text",
    "attachments": "list",
    "link": "object",
    "notify": "bool",
    "format": "text",
}


def send(door: MaxDoor, call: Call) -> Json:
    person, shown = call.get("user_id"), call.get("chat_id")
    if (person is None) == (shown is None):
        raise bad_payload("One of user_id and chat_id is expected")
    chat = door.dialog(person) if person is not None else door.writable(door.chat(shown))
    content = _content(door, call.body) | _link(door, chat, call.body)
    _check_substance(content)
    return {"message": message_object(door.world, door.world.post(chat, BOT, **content))}


def edit(door: MaxDoor, call: Call) -> Json:
    chat, message = door.message(call.get("message_id"))
    if message.sender != BOT:
        raise denied("The message is not the bot's")
    door.writable(chat)
    old = door.world.now() - message.date > EDITABLE_SECONDS
    if chat.private and old and not message.rows:
        raise denied("The message is too old to be edited")
    _change(door, chat, message, call.body)
    return dict(DONE)


def _change(door: MaxDoor, chat: Chat, message: Message, body: Json) -> None:
    """What is not named (or null) stays as it was; an empty list takes all attachments away."""
    content = _content(door, body)
    kept = ("text", "entities", "media", "place", "contact", "markup", "rows", "forwarded")
    whole = {name: getattr(message, name) for name in kept}
    whole |= content | _link(door, chat, body)
    _check_substance(whole)
    for name, value in whole.items():
        setattr(message, name, value)
    message.edited = door.world.now()
    door.world.tell("edit", chat, message=message)


def _content(door: MaxDoor, body: Json) -> Json:
    """The fields of a message that a body names."""
    content: Json = {}
    named = body.get("format")
    if named is not None and named not in FORMATS:
        raise bad_payload(f"format: none of {', '.join(sorted(FORMATS))}")
    if "text" in body:
        if utf16(body["text"]) > TEXT_LIMIT:
            raise bad_payload(f"text: size must be between 0 and {TEXT_LIMIT}")
        content["text"], content["entities"] = read_text(body["text"], named)
    if "attachments" in body:
        content |= read_attachments(door, body["attachments"])
    return content


def _check_substance(content: Json) -> None:
    """A keyboard alone is no message."""
    substance = ("text", "media", "place", "contact", "forwarded")
    if not any(str(content.get(name) or "").strip() for name in substance):
        raise bad_payload("Message is empty: a text or an attachment is expected")


def _link(door: MaxDoor, chat: Chat, body: Json) -> Json:
    if "link" not in body:
        return {}
    link = read_fields(body["link"], {"type": "text", "mid": "text"}, "link.")
    if link.get("type") not in {"reply", "forward"}:
        raise bad_payload("link.type: none of forward, reply")
    source, message = door.message(link.get("mid", ""))
    if link["type"] == "forward":
        return {"forwarded": origin_of(message)}
    if source.id != chat.id:
        raise bad_payload("link.mid: the message is of another chat")
    return {"reply_to": message.id}


def origin_of(message: Message) -> Json:
    """Whose words are forwarded, and what was with them."""
    return message.forwarded or {
        "sender": message.sender,
        "name": "",
        "date": message.date,
        "text": message.text,
        "media": list(message.media),
    }


def delete(door: MaxDoor, call: Call) -> Json:
    chat, message = door.message(call.get("message_id"))
    if message.sender != BOT and (chat.private or not chat.all_messages):
        raise denied("The message is not the bot's, and the bot is no administrator")
    door.world.delete(chat, message)
    return dict(DONE)


def get_one(door: MaxDoor, call: Call) -> Json:
    _, message = door.message(call.get("messageId"))
    return message_object(door.world, message)


def get_several(door: MaxDoor, call: Call) -> Json:
    """By their names as they were named, or those of a chat, the last ones first.

    ``from`` is the later bound and ``to`` the earlier one: so the schema has it.
    """
    shown, names = call.get("chat_id"), call.get("message_ids")
    if (shown is None) == (names is None):
        raise bad_payload("One of chat_id and message_ids is expected")
    if names is not None:
        messages = [door.message(name)[1] for name in names]
    else:
        messages = _of_chat(door, call, door.chat(shown))
    return {"messages": [message_object(door.world, each) for each in messages]}


def _of_chat(door: MaxDoor, call: Call, chat: Chat) -> list[Message]:
    count = call.get("count", 50)
    if not 1 <= count <= 100:
        raise bad_payload("count: must be between 1 and 100")
    door.writable(chat)
    if not chat.private and not chat.all_messages:
        raise denied("Bot is not an administrator of the chat")
    latest, earliest = call.get("from"), call.get("to")
    found = [
        message
        for message in chat.messages.values()
        if not message.deleted
        and message.service is None
        and (latest is None or message.date * 1000 <= latest)
        and (earliest is None or message.date * 1000 >= earliest)
    ]
    return found[::-1][:count]


def answer(door: MaxDoor, call: Call) -> Json:
    """Answer a press: change its message, show a notification, or both.

    A message that names ``attachments: []`` loses its keyboard; a notification alone leaves it.
    """
    press = door.presses.get(call.get("callback_id"))
    if press is None:
        raise not_found("Callback not found")
    body: Any = call.body.get("message")
    notification = call.body.get("notification")
    if body is None and not notification:
        raise bad_payload("One of message and notification is expected")
    chat = door.writable(door.world.chats["max"][press.chat])
    if body is not None:
        message = door.world.find(chat, press.message)
        if message is None:
            raise not_found("The message was deleted")
        _change(door, chat, message, read_fields(body, _BODY, "message."))
    press.answer = {
        "person": press.person,
        "text": notification or "",
        "message": press.message,
        "kind": "toast",
    }
    door.world.tell("toast", chat, toast=press.answer)
    door.answered.ring()
    return dict(DONE)


HANDLERS: Final = {
    "POST /messages": send,
    "PUT /messages": edit,
    "DELETE /messages": delete,
    "GET /messages": get_several,
    "GET /messages/{messageId}": get_one,
    "POST /answers": answer,
}
