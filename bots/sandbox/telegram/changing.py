"""Methods that change what was said, or answer a press: edit…, delete…, answerCallbackQuery."""

from typing import Any, Final

from bots.sandbox.world import BOT, Chat, Json, Message

from .door import QUERY_SECONDS, TelegramDoor
from .keyboards import read_markup
from .markup import read_text
from .objects import message_object
from .rules import TEXT_LIMIT, TOAST_LIMIT, Call, bad_request, utf16
from .sending import read_caption

DELETABLE_SECONDS: Final = 48 * 3600
_UNCHANGED: Final = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)


def edit_message_text(door: TelegramDoor, call: Call) -> Json:
    chat, message = _editable(door, call)
    text, entities = read_text(call.get("text", ""), call.get("parse_mode"), call.get("entities"))
    if not text:
        raise bad_request("message text is empty")
    if utf16(text) > TEXT_LIMIT:
        raise bad_request("message is too long")
    if message.media or not message.text:
        raise bad_request("there is no text in the message to edit")
    return _edit(door, chat, message, call, text=text, entities=entities)


def edit_message_caption(door: TelegramDoor, call: Call) -> Json:
    chat, message = _editable(door, call)
    if not message.media:
        raise bad_request("there is no caption in the message to edit")
    text, entities = read_caption(call.values)
    return _edit(door, chat, message, call, text=text, entities=entities)


def edit_message_reply_markup(door: TelegramDoor, call: Call) -> Json:
    chat, message = _editable(door, call)
    return _edit(door, chat, message, call, text=message.text, entities=message.entities)


def _editable(door: TelegramDoor, call: Call) -> tuple[Chat, Message]:
    if call.get("inline_message_id") is not None:
        raise bad_request("MESSAGE_ID_INVALID")
    chat = door.writable(call.get("chat_id"))
    if not call.get("message_id"):
        raise bad_request("message identifier is not specified")
    message = door.needed(chat, call.get("message_id"), "message to edit not found")
    # A message that carries a reply keyboard can't be edited: documented, and often forgotten.
    if message.sender != BOT or message.bound or message.forwarded or message.service:
        raise bad_request("message can't be edited")
    return chat, message


def _edit(
    door: TelegramDoor,
    chat: Chat,
    message: Message,
    call: Call,
    *,
    text: str,
    entities: list[Json],
) -> Json:
    markup = read_markup(call.get("reply_markup"), private=chat.private, only_inline=True)
    if (text, entities, markup.inline) == (message.text, message.entities, message.markup):
        raise bad_request(_UNCHANGED)
    message.text, message.entities = text, entities
    message.markup, message.rows = markup.inline, markup.rows
    message.edited = door.world.now()
    door.world.tell("edit", chat, message=message)
    return message_object(door.world, message)


def delete_message(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    message = door.needed(chat, call.get("message_id"), "message to delete not found")
    _check_deletable(door, chat, message)
    door.world.delete(chat, message)
    return True


def delete_messages(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    numbers = call.get("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("1-100 message identifiers are wanted")
    messages = [door.world.find(chat, number) for number in numbers]
    found = [message for message in messages if message is not None]
    for message in found:
        _check_deletable(door, chat, message)
    for message in found:
        door.world.delete(chat, message)
    return True


def _check_deletable(door: TelegramDoor, chat: Chat, message: Message) -> None:
    if message.date < door.world.now() - DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    if message.sender != BOT and not chat.private and not chat.all_messages:
        raise bad_request("message can't be deleted")


def answer_callback_query(door: TelegramDoor, call: Call) -> bool:
    query = door.queries.get(call.get("callback_query_id", ""))
    if query is None or query.answer is not None or _is_old(door, query.date):
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = call.get("text", "")
    if utf16(text) > TOAST_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    query.answer = {
        "person": query.person,
        "text": text,
        "message": query.message,
        "kind": "alert" if call.get("show_alert") else "toast",
    }
    door.world.tell("toast", door.world.chats["telegram"][query.chat], toast=query.answer)
    door.answered.ring()
    return True


def _is_old(door: TelegramDoor, date: int) -> bool:
    return door.world.now() - date > QUERY_SECONDS


def set_message_reaction(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    door.needed(chat, call.get("message_id"), "message to react not found")
    reaction = call.get("reaction", [])
    if not isinstance(reaction, list) or not all(map(_is_emoji, reaction)) or len(reaction) > 1:
        raise bad_request("REACTION_INVALID")
    return True


def _is_emoji(reaction: Any) -> bool:
    return (
        isinstance(reaction, dict)
        and reaction.get("type") == "emoji"
        and isinstance(reaction.get("emoji"), str)
    )


def pin_chat_message(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    message = door.needed(chat, call.get("message_id"), "message to pin not found")
    if not chat.private and not chat.all_messages:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    action = {"pinned_message": message_object(door.world, message, nested=True)}
    door.world.post(chat, BOT, service="Парадная закрепила сообщение", action=action)
    return True


def unpin_chat_message(door: TelegramDoor, call: Call) -> bool:
    chat = door.writable(call.get("chat_id"))
    if not chat.private and not chat.all_messages:
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return True


HANDLERS: Final = {
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
    "answerCallbackQuery": answer_callback_query,
    "setMessageReaction": set_message_reaction,
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
}
