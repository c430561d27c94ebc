"""/chats: what a chat is, the bot's actions there, and what is pinned."""

from typing import Final

from bots.sandbox.max.door import MaxDoor
from bots.sandbox.max.numbers import shown_chat
from bots.sandbox.max.objects import chat_object, message_object
from bots.sandbox.max.rules import Call, bad_payload, denied, not_found
from bots.sandbox.world import BOT, Json, Message

ACTIONS: Final = (
    "typing_on",
    "sending_photo",
    "sending_video",
    "sending_audio",
    "sending_file",
)
TITLE: Final = 200
DONE: Final = {"success": True}


def get_chat(door: MaxDoor, call: Call) -> Json:
    chat = door.chat(call.get("chatId"))
    return chat_object(door.world, chat, door.world.find(chat, chat.pinned))


def change_chat(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    title, pin = call.body.get("title"), call.body.get("pin")
    if "icon" in call.body:
        raise bad_payload("icon: the sandbox's chats have none")
    if title is not None:
        if not 1 <= len(title) <= TITLE:
            raise bad_payload(f"title: size must be between 1 and {TITLE}")
        chat.title = title
        door.world.post(chat, BOT, service=f"Парадная: чат теперь «{title}»")
    if pin is not None:
        chat.pinned = _of_chat(door, call, pin).id
    door.world.tell("chat", chat)
    return chat_object(door.world, chat, door.world.find(chat, chat.pinned))


def act(door: MaxDoor, call: Call) -> Json:
    """Show that the bot is writing, or sending."""
    chat = door.writable(door.chat(call.get("chatId")))
    action = call.body["action"]
    if action not in ACTIONS:
        raise bad_payload(f"action: none of {', '.join(ACTIONS)}")
    door.world.tell("typing", chat, action="typing" if action == "typing_on" else action)
    return dict(DONE)


def get_pinned(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    message = door.world.find(chat, chat.pinned)
    return {"message": None if message is None else message_object(door.world, message)}


def pin(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    chat.pinned = _of_chat(door, call, call.body["message_id"]).id
    door.world.post(chat, BOT, service="Парадная закрепила сообщение")
    return dict(DONE)


def _of_chat(door: MaxDoor, call: Call, name: str) -> Message:
    chat, message = door.message(name)
    if shown_chat(chat.id) != call.get("chatId"):
        raise denied("The message is of another chat")
    return message


def unpin(door: MaxDoor, call: Call) -> Json:
    chat = door.administered(call.get("chatId"))
    if door.world.find(chat, chat.pinned) is None:
        raise not_found("There is no pinned message")
    chat.pinned = None
    return dict(DONE)


HANDLERS: Final = {
    "GET /chats/{chatId}": get_chat,
    "PATCH /chats/{chatId}": change_chat,
    "POST /chats/{chatId}/actions": act,
    "GET /chats/{chatId}/pin": get_pinned,
    "PUT /chats/{chatId}/pin": pin,
    "DELETE /chats/{chatId}/pin": unpin,
}
