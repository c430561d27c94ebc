"""What people do in Telegram, told to the bot as updates.

In a group the bot has its privacy mode on: it hears commands, what replies to it, what mentions it
and service messages, and nothing else, unless the chat has ``all_messages``.
"""

import re
from typing import Any, Final

from bots.sandbox.identity import TELEGRAM, TELEGRAM_USERNAME
from bots.sandbox.world import BOT, Button, Chat, Json, Message, Person, World

from .door import Query, TelegramDoor
from .markup import detect
from .objects import bot, bot_member, chat_object, message_object, user
from .rules import TEXT_LIMIT, utf16

ALBUM_LIMIT: Final = 10
_COMMAND: Final = re.compile(r"/\w{1,64}(?:@(\w+))?(?!\w)")


class TelegramPeople:
    def __init__(self, door: TelegramDoor) -> None:
        self._door = door

    @property
    def _world(self) -> World:
        return self._door.world

    def say(self, chat: Chat, person: Person, text: str, **content: Any) -> Message:
        """Say a text; one too long is cut by the client, as real clients do. The last part."""
        parts = _cut(text, TEXT_LIMIT) or [""]
        for part in parts:
            message = self.post(chat, person, text=part, entities=detect(part), **content)
        return message

    def photos(
        self, chat: Chat, person: Person, keys: list[str], caption: str, reply_to: int | None
    ) -> list[Message]:
        """One message a photo; several in one go are an album, and the caption is the first's."""
        sent: list[Message] = []
        for start in range(0, len(keys), ALBUM_LIMIT):
            part = keys[start : start + ALBUM_LIMIT]
            album = str(13_000_000_000_000_000 + self._world.count("albums"))
            for key in part:
                text = caption if not sent else ""
                sent.append(
                    self.post(
                        chat,
                        person,
                        media=[key],
                        text=text,
                        entities=detect(text),
                        reply_to=reply_to,
                        album=album if len(part) > 1 else None,
                    )
                )
        return sent

    def post(self, chat: Chat, person: Person, **content: Any) -> Message:
        """Say anything, and let the bot hear it if it may."""
        if chat.private:
            person.started = True
        quoted = self._world.find(chat, content.get("reply_to"))
        thread = content.pop("thread", None) or (quoted.thread if quoted else None)
        if thread is not None and content.get("reply_to") is None:
            content["reply_to"] = thread  # as the real one: in a topic all replies to its first
        message = self._world.post(chat, person.id, thread=thread, **content)
        if self._hears(chat, message):
            self._door.queue.put("message", message_object(self._world, message))
        return message

    def _hears(self, chat: Chat, message: Message) -> bool:
        if chat.private or message.service is not None:
            return chat.private or chat.bot_present
        if not chat.bot_present:
            return False
        quoted = self._world.find(chat, message.reply_to)
        return (
            chat.all_messages
            or (quoted is not None and quoted.sender == BOT)
            or (_is_meant(message.text))
        )

    def start(self, chat: Chat, person: Person) -> Message:
        return self.say(chat, person, "/start")

    def follow(self, chat: Chat, person: Person, payload: str) -> Message:
        return self.say(chat, person, f"/start {payload}")

    def press_text(self, chat: Chat, person: Person, button: Button) -> Message:
        return self.say(chat, person, button.label)

    def edit(self, chat: Chat, message: Message, text: str) -> None:
        message.text, message.entities = text, detect(text)
        message.edited = self._world.now()
        self._world.tell("edit", chat, message=message)
        if self._hears(chat, message):
            self._door.queue.put("edited_message", message_object(self._world, message))

    def delete(self, chat: Chat, person: Person, message: Message) -> None:
        """Telegram tells no bot of that."""
        self._world.delete(chat, message)

    def rename(self, chat: Chat, person: Person, title: str) -> None:
        chat.title = title

    def press(self, chat: Chat, person: Person, message: Message, button: Button) -> str:
        """Press a callback button; the query's id."""
        number = str(4_000_000_000_000_000_000 + self._world.count("queries"))
        self._door.queries[number] = Query(
            number, person.id, chat.id, message.id, self._world.now()
        )
        self._door.queue.put(
            "callback_query",
            {
                "id": number,
                "from": user(person),
                "message": message_object(self._world, message),
                "chat_instance": str(-7_000_000_000_000_000_000 + chat.id),
                "data": button.data,
            },
        )
        return number

    def answer_of(self, number: str) -> Json | None:
        query = self._door.queries.get(number)
        return None if query is None else query.answer

    def block(self, person: Person, *, blocked: bool) -> None:
        """Blocking the bot and letting it in again."""
        statuses = ("member", "kicked") if blocked else ("kicked", "member")
        person.blocked = blocked
        self._membership(self._world.chats[TELEGRAM][person.id], person, *statuses)

    def invite_bot(self, chat: Chat, person: Person | None) -> None:
        """The bot is put into a chat by one of its members."""
        chat.bot_present, chat.bot_kicked = True, False
        if person is None:
            return
        status = "administrator" if chat.all_messages else "member"
        self._membership(chat, person, "left", status)
        action = {"new_chat_members": [bot()]}
        self.post(chat, person, service=f"{person.name} добавляет Парадную", action=action)

    def expel_bot(self, chat: Chat, person: Person) -> None:
        action = {"left_chat_member": bot()}
        self.post(chat, person, service=f"{person.name} исключает Парадную", action=action)
        chat.bot_present, chat.bot_kicked = False, True
        self._membership(chat, person, "member", "kicked")

    def join(self, chat: Chat, person: Person, by: Person | None) -> None:
        action = {"new_chat_members": [user(person)]}
        words = f"{by.name} добавляет: {person.name}" if by else f"{person.name} вступает в чат"
        self.post(chat, by or person, service=words, action=action)
        self._member_changed(chat, by or person, person, "left", "member")

    def leave(self, chat: Chat, person: Person, by: Person | None) -> None:
        action = {"left_chat_member": user(person)}
        words = f"{by.name} исключает: {person.name}" if by else f"{person.name} выходит из чата"
        self.post(chat, by or person, service=words, action=action)
        self._member_changed(chat, by or person, person, "member", "kicked" if by else "left")

    def migrate(self, chat: Chat, fresh: Chat, person: Person) -> None:
        """The group has become a supergroup; each of the two is told of the other."""
        words = "Группа стала супергруппой"
        self.post(chat, person, service=words, action={"migrate_to_chat_id": fresh.id})
        chat.migrated = fresh.id
        self.post(fresh, person, service=words, action={"migrate_from_chat_id": chat.id})

    def promote_bot(self, chat: Chat, *, promoted: bool) -> None:
        owner = self._world.person(TELEGRAM, chat.members[0]) if chat.members else None
        if owner is not None and chat.all_messages != promoted:
            statuses = ("member", "administrator") if promoted else ("administrator", "member")
            self._membership(chat, owner, *statuses)
        chat.all_messages = promoted

    def _member_changed(
        self, chat: Chat, actor: Person, person: Person, before: str, after: str
    ) -> None:
        """chat_member, which only an administrator that asked for it is told."""
        if not chat.all_messages or not chat.bot_present:
            return
        members: list[Json] = [
            {"status": status, "user": user(person)} for status in (before, after)
        ]
        for member in members:
            if member["status"] == "kicked":
                member["until_date"] = 0
        self._door.queue.put(
            "chat_member",
            {
                "chat": chat_object(self._world, chat),
                "from": user(actor),
                "date": self._world.now(),
                "old_chat_member": members[0],
                "new_chat_member": members[1],
            },
        )

    def _membership(self, chat: Chat, person: Person, before: str, after: str) -> None:
        self._door.queue.put(
            "my_chat_member",
            {
                "chat": chat_object(self._world, chat),
                "from": user(person),
                "date": self._world.now(),
                "old_chat_member": bot_member(before),
                "new_chat_member": bot_member(after),
            },
        )


def _is_meant(text: str) -> bool:
    """A command (not another bot's), or a mention."""
    command = _COMMAND.match(text)
    if command is not None:
        return command.group(1) in {None, TELEGRAM_USERNAME}
    return f"@{TELEGRAM_USERNAME}" in text


def _cut(text: str, limit: int) -> list[str]:
    parts = []
    while utf16(text) > limit:
        end = limit
        while utf16(text[:end]) > limit:
            end -= 1
        parts.append(text[:end])
        text = text[end:]
    return [*parts, text] if text else parts
