"""What a person sees, as the control API says it."""

from collections.abc import Callable
from typing import Any

from .identity import BOT_NAME, MAX, TELEGRAM, bot_number
from .world import BOT, Button, Chat, Json, Keyboard, Media, Message, Person, Rows, World

START_LABELS = {"telegram": "START", "vk": "Начать", "max": "Начать"}


def person_view(person: Person) -> Json:
    return {
        "door": person.door,
        "id": person.id,
        "name": person.name,
        "username": person.username,
        "blocked": person.blocked,
        "deactivated": person.deactivated,
        "client": person.client,
    }


def chat_view(chat: Chat) -> Json:
    return {
        "door": chat.door,
        "chat": chat.id,
        "kind": chat.kind,
        "title": chat.title,
        "members": list(chat.members),
        "bot": chat.bot_present,
        "gone": chat.gone,
        "migrated": chat.migrated,
        "all_messages": chat.all_messages,
        "topics": [
            {"thread": thread, "name": name, "closed": thread in chat.closed_topics}
            for thread, name in chat.topics.items()
        ],
        "keyboard": keyboard_view(open_keyboard(chat)),
    }


def open_keyboard(chat: Chat) -> Keyboard | None:
    """The keyboard under the input field. An empty private chat offers to start."""
    if chat.keyboard is None and chat.private and _is_empty(chat):
        return start_keyboard(chat)
    return chat.keyboard


def _is_empty(chat: Chat) -> bool:
    """MAX offers to start again where a dialog was deleted; the others where nothing was said."""
    if chat.door == MAX:
        return all(each.deleted for each in chat.messages.values())
    return not chat.messages


def start_keyboard(chat: Chat) -> Keyboard:
    return Keyboard([[Button(START_LABELS[chat.door], "text", color="primary")]], one_time=True)


def keyboard_view(keyboard: Keyboard | None) -> Json | None:
    if keyboard is None:
        return None
    return {
        "rows": rows_view(keyboard.rows),
        "one_time": keyboard.one_time,
        "placeholder": keyboard.placeholder,
    }


def rows_view(rows: Rows) -> list[list[Json]]:
    index = 0
    drawn: list[list[Json]] = []
    for row in rows:
        drawn.append([])
        for button in row:
            drawn[-1].append(
                {
                    "label": button.label,
                    "kind": button.kind,
                    "index": index,
                    "color": button.color,
                    "url": button.url,
                }
            )
            index += 1
    return drawn


def file_url(media: Media) -> str:
    return f"/control/file/{media.key}"


def message_view(world: World, message: Message) -> Json:
    forwarded = message.forwarded
    # MAX alone brings the files of what is forwarded along.
    brought = (forwarded or {}).get("media", []) if message.door == MAX else []
    media = [world.media[key] for key in (*message.media, *brought)]
    text = message.text
    if forwarded is not None and message.door != TELEGRAM:
        text = "\n".join(part for part in (text, forwarded["text"]) if part)
    return {
        "id": message.id,
        "door": message.door,
        "chat": message.chat,
        "from": _sender_view(world, message),
        "text": text,
        "entities": message.entities,
        "date": message.date,
        "edited": message.edited is not None,
        "deleted": message.deleted,
        "reply_to": None if message.reply_to == message.thread else message.reply_to,
        "forwarded": forwarded is not None,
        "service": message.service,
        "photos": [
            {
                "key": each.key,
                "url": file_url(each),
                "width": each.width,
                "height": each.height,
            }
            for each in media
            if each.kind == "photo"
        ],
        "files": [
            {
                "key": each.key,
                "kind": each.kind,
                "name": each.name,
                "mime": each.mime,
                "url": file_url(each),
                "size": each.size,
            }
            for each in media
            if each.kind != "photo"
        ],
        "place": message.place,
        "contact": message.contact,
        "strange": message.strange,
        "album": message.album,
        "thread": message.thread,
        "buttons": rows_view(message.rows),
    }


def _sender_view(world: World, message: Message) -> Json:
    if message.sender == BOT:
        return {"id": bot_number(message.door), "name": BOT_NAME, "bot": True}
    person = world.person(message.door, message.sender)
    return {"id": message.sender, "name": person.name if person else "", "bot": False}


def event_view(world: World) -> Callable[[str, Chat | None, dict[str, Any]], Json]:
    """How the journal writes an event down, the moment it happens."""

    def view(kind: str, chat: Chat | None, facts: dict[str, Any]) -> Json:
        drawn: Json = {"door": chat.door, "chat": chat.id} if chat is not None else {}
        for name, fact in facts.items():
            if isinstance(fact, Message):
                drawn[name] = message_view(world, fact)
            elif isinstance(fact, Person):
                drawn["door"] = fact.door
                drawn[name] = person_view(fact)
            else:
                drawn[name] = fact
        if chat is not None and kind == "chat":
            drawn["chat"] = chat_view(chat)
        if chat is not None and kind == "keyboard":
            drawn["keyboard"] = keyboard_view(open_keyboard(chat))
        return drawn

    return view
