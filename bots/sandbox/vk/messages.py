"""messages.send, edit, delete, sendMessageEventAnswer, setActivity: what the community says."""

import re
from typing import Any, Final

from bots.sandbox.identity import VK
from bots.sandbox.world import BOT, VK_CHATS, Chat, Json, Media, Message

from .door import ANSWER_SECONDS, VkDoor
from .keyboards import read_keyboard
from .objects import access_key, message_object
from .rules import ATTACHMENTS_LIMIT, TEXT_LIMIT, Call, VkError, bad_parameter

EDITABLE_SECONDS: Final = 24 * 3600
SNACKBAR: Final = 90
_ATTACHMENT: Final = re.compile(r"(photo|doc|audio_message)(-?\d+)_(\d+)(?:_([0-9a-z]+))?")
_ACTIVITIES: Final = frozenset({"typing", "audiomessage", "photo", "video", "file"})


def send(door: VkDoor, call: Call) -> Any:
    """A number for one recipient; for peer_ids a list, where each one's error is in its place.

    In a group chat the number is 0, as a community is told; only peer_ids says the
    conversation_message_id.
    """
    random_id = call.get("random_id")
    if not -(2**31) <= random_id < 2**31:
        raise bad_parameter("random_id should be a 32-bit integer")
    content = _content(door, call)
    several = call.get("peer_ids") or call.get("user_ids")
    if several:
        if len(several) > 100:
            raise bad_parameter("peer_ids should contain no more than 100 elements")
        return [_send_among(door, call, peer, content) for peer in several]
    return _send_one(door, call, _peer(door, call), content).number


def _peer(door: VkDoor, call: Call) -> int:
    if call.get("chat_id"):
        return VK_CHATS + int(call.get("chat_id"))
    if call.get("domain"):
        for person in door.world.people[VK].values():
            if call.get("domain") in {person.username, f"id{person.id}"}:
                return person.id
        raise bad_parameter("domain is unknown")
    peer = call.get("peer_id") or call.get("user_id")
    if not peer:
        raise bad_parameter(
            "you should specify peer_id, user_id, domain, chat_id or user_ids param"
        )
    return int(peer)


def _send_among(door: VkDoor, call: Call, peer: int, content: Json) -> Json:
    try:
        message = _send_one(door, call, peer, content)
    except VkError as error:
        refusal = {"code": error.code, "description": error.message}
        return {
            "peer_id": peer,
            "message_id": 0,
            "conversation_message_id": 0,
            "error": refusal,
        }
    return {
        "peer_id": peer,
        "message_id": message.number,
        "conversation_message_id": message.id,
    }


def _send_one(door: VkDoor, call: Call, peer: int, content: Json) -> Message:
    chat = door.writable(peer)
    random_id = call.get("random_id")
    before = door.sent_before(chat, random_id)
    if before is not None:
        return chat.messages[before]
    inline, keyboard = read_keyboard(call.get("keyboard", {"buttons": []}))
    message = door.world.post(
        chat,
        BOT,
        rows=keyboard.rows if inline else [],
        markup=call.get("keyboard") if inline else None,
        payload=call.get("payload"),
        **content,
        **_reply(door, chat, call),
    )
    door.remember_sent(chat, random_id, message.id)
    if call.get("keyboard") is not None and not inline:
        door.world.set_keyboard(chat, keyboard if keyboard.rows else None)
    door.put("message_reply", message_object(door.world, message))
    return message


def _content(door: VkDoor, call: Call) -> Json:
    text = call.get("message", "")
    if len(text) > TEXT_LIMIT:
        raise VkError(914, "Message is too long")
    if call.get("keyboard") is not None:
        read_keyboard(call.get("keyboard"))
    if call.get("template") is not None or call.get("sticker_id"):
        raise bad_parameter("the sandbox has no templates and stickers")
    media = _attachments(door, call.get("attachment", ""))
    place = _place(call)
    forwards = call.get("forward") or call.get("forward_messages")
    if not (text.strip() or media or place or forwards):
        raise bad_parameter("message is empty or invalid")
    return {"text": text, "media": [each.key for each in media], "place": place}


def _place(call: Call) -> Json | None:
    latitude, longitude = call.get("lat"), call.get("long")
    if latitude is None and longitude is None:
        return None
    if latitude is None or longitude is None or abs(latitude) > 90 or abs(longitude) > 180:
        raise bad_parameter("lat and long are invalid")
    return {"latitude": latitude, "longitude": longitude}


def _attachments(door: VkDoor, text: str) -> list[Media]:
    names = [name.strip() for name in text.split(",") if name.strip()]
    if len(names) > ATTACHMENTS_LIMIT:
        raise bad_parameter(f"attachment: no more than {ATTACHMENTS_LIMIT} are allowed")
    return [_attachment(door, name) for name in names]


def _attachment(door: VkDoor, name: str) -> Media:
    match = _ATTACHMENT.fullmatch(name)
    if match is None:
        raise bad_parameter(f"attachment {name} is invalid")
    kind, owner, number, key = match.groups()
    for media in door.world.media.values():
        if (media.owner, media.number) == (int(owner), int(number)):
            if (media.kind == "photo") != (kind == "photo"):
                break
            # What belongs to a person is seen by the community only with its access_key.
            if media.owner > 0 and key != access_key(media):
                raise bad_parameter(f"attachment {name}: access_key is wanted")
            return media
    raise bad_parameter(f"attachment {name} is invalid")


def _reply(door: VkDoor, chat: Chat, call: Call) -> Json:
    if call.get("reply_to"):
        message = by_number(chat, call.get("reply_to"))
        return {"reply_to": message.id if message else None}
    forward = call.get("forward")
    if forward is None:
        return _forwarded_numbers(door, chat, call.get("forward_messages", []))
    if not isinstance(forward, dict):
        raise bad_parameter("forward should be an object")
    source = door.readable(_forwarded_peer(forward, chat))
    numbers = forward.get("conversation_message_ids") or forward.get("cmids") or []
    others = forward.get("message_ids") or []
    if not isinstance(numbers, list) or not isinstance(others, list):
        raise bad_parameter("forward: message ids should be arrays")
    found = [door.world.find(source, number) for number in numbers]
    found += [by_number(source, number) for number in others]
    if not found or found[0] is None:
        raise bad_parameter("forward: there are no such messages")
    if forward.get("is_reply"):
        return {"reply_to": found[0].id} if source.id == chat.id else {}
    return {"forwarded": _origin(found[0])}


def _forwarded_peer(forward: Json, chat: Chat) -> int:
    peer = forward.get("peer_id", chat.id)
    if not isinstance(peer, int):
        raise bad_parameter("forward: peer_id should be integer")
    return peer


def _forwarded_numbers(door: VkDoor, chat: Chat, numbers: list[int]) -> Json:
    if not numbers:
        return {}
    for known in door.world.chats[VK].values():
        message = by_number(known, numbers[0])
        if message is not None:
            return {"forwarded": _origin(message)}
    raise bad_parameter("forward_messages: there are no such messages")


def _origin(message: Message) -> Json:
    return {
        "sender": message.sender,
        "name": "",
        "date": message.date,
        "text": message.text,
    }


def by_number(chat: Chat, number: int) -> Message | None:
    """A message by its community-wide number."""
    return next(
        (
            message
            for message in chat.messages.values()
            if number and message.number == number and not message.deleted
        ),
        None,
    )


def edit(door: VkDoor, call: Call) -> int:
    chat = door.writable(call.get("peer_id"))
    message = _own_message(door, chat, call)
    content = _content(door, call)
    inline, keyboard = read_keyboard(call.get("keyboard", {"buttons": []}))
    if keyboard.rows and not inline:
        raise VkError(911, "Keyboard format is invalid: only inline keyboard can be edited")
    # What is not named again (attachments, keyboard) is gone, as in the real one.
    message.text, message.media = content["text"], content["media"]
    message.place = content["place"]
    message.rows = keyboard.rows
    message.markup = call.get("keyboard") if inline else None
    message.edited = door.world.now()
    door.world.tell("edit", chat, message=message)
    return 1


def _own_message(door: VkDoor, chat: Chat, call: Call) -> Message:
    number = call.get("cmid") or call.get("conversation_message_id")
    if number:
        message = door.world.find(chat, number)
    else:
        message = by_number(chat, call.get("message_id", 0))
    if message is None:
        raise bad_parameter("message_id is invalid")
    if message.sender != BOT or message.service is not None:
        raise VkError(15, "Access denied: message can not be edited")
    if door.world.now() - message.date > EDITABLE_SECONDS:
        raise VkError(909, "Can't edit this message, because it's too old")
    return message


def delete(door: VkDoor, call: Call) -> list[Json]:
    if call.get("cmids"):
        chat = door.readable(call.get("peer_id"))
        named = [(chat, door.world.find(chat, number), number) for number in call.get("cmids")]
    else:
        chats = list(door.world.chats[VK].values())
        named = []
        for number in call.get("message_ids", []):
            hits = [(chat, by_number(chat, number), number) for chat in chats]
            named.append(next((hit for hit in hits if hit[1] is not None), hits[0]))
    if not named:
        raise bad_parameter("message_ids is a required parameter")
    for_all = bool(call.get("delete_for_all"))
    return [
        _delete_one(door, chat, message, number, for_all=for_all) for chat, message, number in named
    ]


def _delete_one(
    door: VkDoor, chat: Chat, message: Message | None, number: int, *, for_all: bool
) -> Json:
    if message is None:
        return {"message_id": number, "response": 0}
    drawn: Json = {
        "peer_id": chat.id,
        "message_id": message.number,
        "conversation_message_id": message.id,
    }
    old = door.world.now() - message.date > EDITABLE_SECONDS
    if for_all and (message.sender != BOT or old):
        words = "Can't delete this message for everybody"
        return {**drawn, "response": 0, "error": {"code": 924, "description": words}}
    if for_all:  # without it the message goes from the community's side alone: people see it
        door.world.delete(chat, message)
    return {**drawn, "response": 1}


def send_message_event_answer(door: VkDoor, call: Call) -> int:
    press = door.presses.get(call.get("event_id"))
    if press is None or press.answer is not None:
        raise bad_parameter("event_id is invalid")
    if (press.person, press.chat) != (call.get("user_id"), call.get("peer_id")):
        raise bad_parameter("event_id does not belong to this user_id and peer_id")
    if door.world.now() - press.date > ANSWER_SECONDS:
        raise bad_parameter("event_id is expired")
    data = call.get("event_data")
    text = _read_event_data(data)
    press.answer = {
        "person": press.person,
        "text": text,
        "message": press.message,
        "kind": "toast",
    }
    if data is not None and data["type"] == "open_link":
        press.answer["url"] = data["link"]
    door.world.tell("toast", door.world.chats[VK][press.chat], toast=press.answer)
    door.answered.ring()
    return 1


def _read_event_data(data: Any) -> str:
    """The toast's text, empty for other actions."""
    if data is None:
        return ""
    wanted = {"show_snackbar": "text", "open_link": "link", "open_app": "app_id"}
    if not isinstance(data, dict) or str(data.get("type")) not in wanted:
        raise bad_parameter("event_data.type is invalid")
    kind = str(data["type"])
    if not data.get(wanted[kind]):
        raise bad_parameter(f"event_data.{wanted[kind]} is a required parameter")
    if kind != "show_snackbar":
        return ""
    if len(str(data["text"])) > SNACKBAR:
        raise bad_parameter(f"event_data.text should be no more than {SNACKBAR} letters length")
    return str(data["text"])


def set_activity(door: VkDoor, call: Call) -> int:
    chat = door.writable(call.get("peer_id") or call.get("user_id") or 0)
    if call.get("type", "typing") not in _ACTIVITIES:
        raise bad_parameter("type is invalid")
    door.world.tell("typing", chat, action=call.get("type", "typing"))
    return 1


HANDLERS: Final = {
    "messages.send": send,
    "messages.edit": edit,
    "messages.delete": delete,
    "messages.sendMessageEventAnswer": send_message_event_answer,
    "messages.setActivity": set_activity,
}
