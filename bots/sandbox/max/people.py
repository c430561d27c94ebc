"""What people do in MAX, told to the bot as updates.

* A dialog begins with «Начать» (or a link with a payload), which says nothing: it is an update.
* In a group the bot hears everything or nothing: as an administrator, or not.
"""

from typing import Any, Final

from bots.sandbox.world import Button, Chat, Json, Message, Person, World

from .door import MaxDoor, Press
from .numbers import callback_id, mid, shown_chat
from .objects import LOCALE, event_of, message_object, user
from .rules import TEXT_LIMIT, utf16

PHOTOS_AT_ONCE: Final = 10
"""Of a message that a person sends; MAX names no limit for bots."""


class MaxPeople:
    def __init__(self, door: MaxDoor) -> None:
        self._door = door

    @property
    def _world(self) -> World:
        return self._door.world

    def say(self, chat: Chat, person: Person, text: str, **content: Any) -> Message:
        """Say a text; one too long is cut by the client. The last part."""
        for part in _cut(text) or [""]:
            message = self.post(chat, person, text=part, **content)
        return message

    def photos(
        self, chat: Chat, person: Person, keys: list[str], caption: str, reply_to: int | None
    ) -> list[Message]:
        """Ten photos in a message, the caption with the first ones."""
        return [
            self.post(
                chat,
                person,
                media=keys[start : start + PHOTOS_AT_ONCE],
                text="" if start else caption,
                reply_to=reply_to,
            )
            for start in range(0, len(keys), PHOTOS_AT_ONCE)
        ]

    def post(self, chat: Chat, person: Person, **content: Any) -> Message:
        if chat.private and not person.started:
            self.start(chat, person)
        message = self._world.post(chat, person.id, **content)
        if self._hears(chat):
            told = message_object(self._world, message)
            self._door.put("message_created", {"message": told, "user_locale": LOCALE})
        return message

    def _hears(self, chat: Chat) -> bool:
        return chat.private or (chat.bot_present and chat.all_messages)

    def start(self, chat: Chat, person: Person) -> Message:
        return self.follow(chat, person, None)

    def follow(self, chat: Chat, person: Person, payload: str | None) -> Message:
        """The client says nothing by that: the bot is told of it, and the person sees a line."""
        person.started = True
        line = self._world.post(chat, person.id, service="Бот запущен")
        told = event_of(self._world, chat, person, payload=payload, user_locale=LOCALE)
        self._door.put("bot_started", told)
        return line

    def press_text(self, chat: Chat, person: Person, button: Button) -> Message:
        return self.post(chat, person, text=button.label)

    def press(self, chat: Chat, person: Person, message: Message, button: Button) -> str:
        number = callback_id(chat.id, self._world.count("max presses"))
        self._door.presses[number] = Press(
            number, person.id, chat.id, message.id, self._world.now()
        )
        callback: Json = {
            "timestamp": self._world.now() * 1000,
            "callback_id": number,
            "payload": button.data or "",
            "user": user(self._world, person),
        }
        told = message_object(self._world, message)
        if chat.private or chat.bot_present:
            content = {"callback": callback, "message": told, "user_locale": LOCALE}
            self._door.put("message_callback", content)
        return number

    def answer_of(self, number: str) -> Json | None:
        press = self._door.presses.get(number)
        return None if press is None else press.answer

    def edit(self, chat: Chat, message: Message, text: str) -> None:
        message.text, message.edited = text, self._world.now()
        self._world.tell("edit", chat, message=message)
        if self._hears(chat):
            self._door.put("message_edited", {"message": message_object(self._world, message)})

    def delete(self, chat: Chat, person: Person, message: Message) -> None:
        self._world.delete(chat, message)
        if self._hears(chat):
            named = {"message_id": mid(chat.id, message.id), "chat_id": shown_chat(chat.id)}
            self._door.put("message_removed", {**named, "user_id": person.id})

    def block(self, person: Person, *, blocked: bool) -> None:
        """Stopping the bot, and starting it again."""
        chat = self._world.chats["max"][person.id]
        person.blocked = blocked
        if blocked:
            told = event_of(self._world, chat, person, user_locale=LOCALE)
            self._door.put("bot_stopped", told)
        else:
            self.start(chat, person)

    def clear(self, chat: Chat, person: Person) -> None:
        """The person empties the dialog's history; the bot goes on."""
        self._forget(chat)
        self._world.post(chat, person.id, service="История очищена")
        self._door.put("dialog_cleared", event_of(self._world, chat, person, user_locale=LOCALE))

    def remove(self, chat: Chat, person: Person) -> None:
        """The person deletes the dialog: the bot is stopped by that, and told of both."""
        self._forget(chat)
        person.blocked = True
        told = event_of(self._world, chat, person, user_locale=LOCALE)
        self._door.put("bot_stopped", told)
        self._door.put("dialog_removed", told)

    def _forget(self, chat: Chat) -> None:
        for message in list(chat.messages.values()):
            if not message.deleted:
                self._world.delete(chat, message)

    def rename(self, chat: Chat, person: Person, title: str) -> None:
        chat.title = title
        self._world.post(chat, person.id, service=f"{person.name}: чат теперь «{title}»")
        if self._hears(chat):
            told = event_of(self._world, chat, person, title=title)
            self._door.put("chat_title_changed", told)

    def invite_bot(self, chat: Chat, person: Person | None) -> None:
        chat.bot_present, chat.bot_kicked = True, False
        if person is not None:
            self._world.post(chat, person.id, service=f"{person.name} добавляет Парадную")
            self._door.put("bot_added", event_of(self._world, chat, person, is_channel=False))

    def expel_bot(self, chat: Chat, person: Person) -> None:
        self._world.post(chat, person.id, service=f"{person.name} исключает Парадную")
        chat.bot_present, chat.bot_kicked = False, True
        self._door.put("bot_removed", event_of(self._world, chat, person, is_channel=False))

    def join(self, chat: Chat, person: Person, by: Person | None) -> None:
        words = f"{by.name} добавляет: {person.name}" if by else f"{person.name} вступает в чат"
        self._world.post(chat, (by or person).id, service=words)
        self._door.come_or_go(chat, person, "user_added", inviter_id=by.id if by else None)

    def leave(self, chat: Chat, person: Person, by: Person | None) -> None:
        words = f"{by.name} исключает: {person.name}" if by else f"{person.name} выходит из чата"
        self._world.post(chat, (by or person).id, service=words)
        self._door.come_or_go(chat, person, "user_removed", **({"admin_id": by.id} if by else {}))

    def promote_bot(self, chat: Chat, *, promoted: bool) -> None:
        chat.all_messages = promoted


def _cut(text: str) -> list[str]:
    parts = []
    while utf16(text) > TEXT_LIMIT:
        end = TEXT_LIMIT
        while utf16(text[:end]) > TEXT_LIMIT:
            end -= 1
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts
