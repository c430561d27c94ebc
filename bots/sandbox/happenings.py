"""What befalls people, chats and files without anybody writing: the acts behind the control API.

* An account that was deactivated and a chat that is gone refuse the bot; both may come back.
* A plain group of Telegram becomes a supergroup with another number. The bot is told in both, and
  what it sends to the old number is refused with the new one.
* A file that is lost cannot be had again; a link that ran out is replaced by asking anew.
"""

from typing import Any, Final

from .acts import ActError
from .identity import MAX, TELEGRAM, VK
from .max.people import MaxPeople
from .telegram.people import TelegramPeople
from .world import Chat, Json, Media, Person, World

PERSON_CODES: Final = (18, 900, 901, 902)
"""VK's refusals to write to a person: no such account, blacklist, no permission, privacy."""
CHAT_CODES: Final = (917, 945)
"""VK's refusals to write to a chat: no access, the chat is closed."""


class Happenings:
    def __init__(self, world: World, telegram: TelegramPeople, max_people: MaxPeople) -> None:
        self._world = world
        self._telegram = telegram
        self._max = max_people

    def deactivate(self, person: Person, body: Json) -> None:
        """The account is deleted, or restored."""
        person.deactivated = bool(body.get("deactivated", True))
        person.refusal = _code(body, PERSON_CODES)
        self._world.tell("person", None, person=person)

    def lose_chat(self, chat: Chat, body: Json) -> None:
        """The chat is no longer there for the bot, or is again."""
        chat.gone = bool(body.get("gone", True))
        chat.refusal = _code(body, CHAT_CODES)
        self._world.tell("chat", chat)

    def migrate(self, chat: Chat) -> Chat:
        """The group becomes a supergroup: the new chat."""
        if chat.door != TELEGRAM or chat.kind != "group":
            raise ActError("Супергруппой становится только обычная группа Telegram.")
        if chat.migrated is not None:
            raise ActError(f"Эта группа уже стала супергруппой {chat.migrated}.")
        if not chat.members:
            raise ActError("В группе никого нет: превращать её некому.")
        fresh = self._world.add_chat(TELEGRAM, chat.title, "supergroup", chat.members)
        fresh.all_messages, fresh.bot_present = chat.all_messages, chat.bot_present
        self._world.tell("chat", fresh)
        self._telegram.migrate(chat, fresh, self._world.people[TELEGRAM][chat.members[0]])
        self._world.tell("chat", chat)
        return fresh

    def end_dialog(self, person: Person, how: str) -> None:
        """``how``: cleared, the history alone; or removed, and the bot is stopped with it."""
        if person.door != MAX:
            raise ActError("Диалог очищают и удаляют только в MAX.")
        if how not in {"cleared", "removed"}:
            raise ActError("how — это cleared или removed.")
        chat = self._world.chats[MAX][person.id]
        (self._max.clear if how == "cleared" else self._max.remove)(chat, person)
        self._world.tell("person", None, person=person)
        self._world.tell("chat", chat)

    def lose_topic(self, chat: Chat, thread: int) -> None:
        """A topic of a forum is deleted, with all that was said in it."""
        if thread not in chat.topics:
            raise ActError("Такой темы в этом чате нет.", missing=True)
        self._world.delete_topic(chat, thread)

    def lose_file(self, body: Json) -> Media:
        """``how``: lost (the default), expired (the links alone) or found again."""
        media = self._world.media.get(str(body.get("key", "")))
        if media is None:
            raise ActError(
                "Такого файла нет: key берут из files или photos сообщения.", missing=True
            )
        how = body.get("how", "lost")
        if how not in {"lost", "expired", "found"}:
            raise ActError("how — это lost, expired или found.")
        if how == "expired":
            media.links += 1
        else:
            media.lost = how == "lost"
        self._world.changed.ring()
        return media


def _code(body: Json, known: tuple[int, ...]) -> int:
    code: Any = body.get("code", known[0])
    if code not in known:
        raise ActError(f"code — это один из кодов {VK}: {', '.join(map(str, known))}.")
    return int(code)
