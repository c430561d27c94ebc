"""Methods about the topics of a forum: open, close, open again, delete.

The bot manages topics if it is an administrator, as ``all_messages`` makes it. A closed topic
takes its messages all the same; people cannot write there.
"""

from typing import Final

from bots.sandbox.world import BOT, Chat, Json

from .door import TelegramDoor
from .rules import Call, bad_request

NAME_AT_MOST: Final = 128


def create_forum_topic(door: TelegramDoor, call: Call) -> Json:
    chat = _forum(door, call)
    if not chat.all_messages:
        raise bad_request("not enough rights to create a topic")
    name = call.get("name", "")
    if not 1 <= len(name) <= NAME_AT_MOST:
        raise bad_request("TOPIC_TITLE_EMPTY" if not name else "topic name is too long")
    topic = {"name": name, "icon_color": call.get("icon_color", 0x6FB9F0)}
    service = door.world.post(
        chat, BOT, service=f"Новая тема: {name}", action={"forum_topic_created": topic}
    )
    service.thread = service.id
    chat.topics[service.id] = name
    door.world.tell("chat", chat)
    return {"message_thread_id": service.id, **topic}


def close_forum_topic(door: TelegramDoor, call: Call) -> bool:
    chat, thread = _topic(door, call)
    if thread in chat.closed_topics:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.closed_topics.append(thread)
    _tell(door, chat, thread, "Тема закрыта", "forum_topic_closed")
    return True


def reopen_forum_topic(door: TelegramDoor, call: Call) -> bool:
    chat, thread = _topic(door, call)
    if thread not in chat.closed_topics:
        raise bad_request("TOPIC_NOT_MODIFIED")
    chat.closed_topics.remove(thread)
    _tell(door, chat, thread, "Тема снова открыта", "forum_topic_reopened")
    return True


def delete_forum_topic(door: TelegramDoor, call: Call) -> bool:
    """With all that was said in it."""
    chat, thread = _topic(door, call)
    door.world.delete_topic(chat, thread)
    return True


def _tell(door: TelegramDoor, chat: Chat, thread: int, words: str, action: str) -> None:
    door.world.post(chat, BOT, service=words, action={action: {}}, thread=thread)
    door.world.tell("chat", chat)


def _forum(door: TelegramDoor, call: Call) -> Chat:
    chat = door.writable(call.get("chat_id"))
    if chat.kind != "forum":
        raise bad_request("the chat is not a forum")
    return chat


def _topic(door: TelegramDoor, call: Call) -> tuple[Chat, int]:
    chat, thread = _forum(door, call), call.get("message_thread_id")
    if thread not in chat.topics:
        raise bad_request("TOPIC_ID_INVALID" if thread else "message thread not found")
    if not chat.all_messages:
        raise bad_request("not enough rights to manage topics")
    return chat, int(thread)


HANDLERS: Final = {
    "createForumTopic": create_forum_topic,
    "closeForumTopic": close_forum_topic,
    "reopenForumTopic": reopen_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
