"""What people do in VK, told to the community as events."""

import json
from typing import Any, Final

from bots.sandbox.identity import VK, VK_GROUP_ID
from bots.sandbox.world import BOT, Button, Chat, Json, Message, Person, World

from .door import Press, VkDoor
from .objects import MENTION, client_info, message_object, with_mentions
from .rules import ATTACHMENTS_LIMIT, TEXT_LIMIT

START_PAYLOAD: Final = '{"command":"start"}'


class VkPeople:
    def __init__(self, door: VkDoor) -> None:
        self._door = door

    @property
    def _world(self) -> World:
        return self._door.world

    def say(self, chat: Chat, person: Person, text: str, **content: Any) -> Message:
        """Say a text; one too long is cut by the client. The last part."""
        text = with_mentions(text)
        starts = range(0, max(len(text), 1), TEXT_LIMIT)
        for start in starts:
            message = self.post(chat, person, text=text[start : start + TEXT_LIMIT], **content)
        return message

    def photos(
        self, chat: Chat, person: Person, keys: list[str], caption: str, reply_to: int | None
    ) -> list[Message]:
        """Ten photos in a message, the caption with the first ones."""
        sent: list[Message] = []
        for start in range(0, len(keys), ATTACHMENTS_LIMIT):
            part = keys[start : start + ATTACHMENTS_LIMIT]
            text = "" if sent else with_mentions(caption)
            sent.append(self.post(chat, person, media=part, text=text, reply_to=reply_to))
        return sent

    def post(self, chat: Chat, person: Person, **content: Any) -> Message:
        if chat.private:
            person.started = True
        for key in content.get("media", []):
            self._world.media[key].owner = person.id
        message = self._world.post(chat, person.id, **content)
        if self._hears(chat, message):
            self._door.put(
                "message_new",
                {
                    "message": message_object(self._world, message),
                    "client_info": client_info(person),
                },
            )
        return message

    def _hears(self, chat: Chat, message: Message) -> bool:
        if chat.private:
            return True
        quoted = self._world.find(chat, message.reply_to)
        meant = (
            chat.all_messages
            or message.service is not None
            or MENTION in message.text
            or (quoted is not None and quoted.sender == BOT)
        )
        return chat.bot_present and meant

    def start(self, chat: Chat, person: Person) -> Message:
        return self.post(chat, person, text="Начать", payload=START_PAYLOAD)

    def follow(self, chat: Chat, person: Person, payload: str) -> Message:
        """A community's link opens the chat; what it carries is not acted here."""
        return self.start(chat, person)

    def press_text(self, chat: Chat, person: Person, button: Button) -> Message:
        """In a group chat the client puts a mention of the community before the label."""
        text = button.label if chat.private else f"{MENTION} {button.label}"
        return self.post(chat, person, text=text, payload=button.data)

    def press(self, chat: Chat, person: Person, message: Message, button: Button) -> str:
        number = f"{self._world.count('vk presses'):012x}"
        self._door.presses[number] = Press(
            number, person.id, chat.id, message.id, self._world.now()
        )
        self._door.put(
            "message_event",
            {
                "user_id": person.id,
                "peer_id": chat.id,
                "event_id": number,
                "payload": _payload(button.data),
                "conversation_message_id": message.id,
            },
        )
        return number

    def answer_of(self, number: str) -> Json | None:
        press = self._door.presses.get(number)
        return None if press is None else press.answer

    def edit(self, chat: Chat, message: Message, text: str) -> None:
        message.text, message.edited = with_mentions(text), self._world.now()
        self._world.tell("edit", chat, message=message)
        if self._hears(chat, message):
            self._door.put("message_edit", message_object(self._world, message))

    def delete(self, chat: Chat, person: Person, message: Message) -> None:
        """A community is not told of that by the events it gets here."""
        self._world.delete(chat, message)

    def rename(self, chat: Chat, person: Person, title: str) -> None:
        chat.title = title

    def block(self, person: Person, *, blocked: bool) -> None:
        """Forbidding the community to write, and allowing it again."""
        person.blocked = blocked
        if blocked:
            self._door.put("message_deny", {"user_id": person.id})
        else:
            person.started = True
            self._door.put("message_allow", {"user_id": person.id, "key": ""})

    def invite_bot(self, chat: Chat, person: Person | None) -> None:
        chat.bot_present, chat.bot_kicked = True, False
        if person is not None:
            action = {"type": "chat_invite_user", "member_id": -VK_GROUP_ID}
            self.post(chat, person, service=f"{person.name} приглашает Парадную", action=action)

    def expel_bot(self, chat: Chat, person: Person) -> None:
        action = {"type": "chat_kick_user", "member_id": -VK_GROUP_ID}
        self.post(chat, person, service=f"{person.name} исключает Парадную", action=action)
        chat.bot_present, chat.bot_kicked = False, True

    def join(self, chat: Chat, person: Person, by: Person | None) -> None:
        action = {"type": "chat_invite_user", "member_id": person.id}
        inviter = by or self._world.people[VK].get(chat.members[0], person)
        self.post(chat, inviter, service=f"{person.name} вступает в беседу", action=action)

    def leave(self, chat: Chat, person: Person, by: Person | None) -> None:
        action = {"type": "chat_kick_user", "member_id": person.id}
        words = f"{by.name} исключает: {person.name}" if by else f"{person.name} выходит из беседы"
        self.post(chat, by or person, service=words, action=action)

    def promote_bot(self, chat: Chat, *, promoted: bool) -> None:
        chat.all_messages = promoted


def _payload(data: str | None) -> Any:
    """The payload as the event carries it: parsed, unless it was made up and is no JSON."""
    try:
        return json.loads(data) if data else None
    except ValueError:
        return data
