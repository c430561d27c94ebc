"""Telegram's side of the world: what the bot has set, what waits for it, and who may be written.

* A person who never wrote first cannot be written to; one who blocked the bot cannot either.
* A group the bot was put out of cannot be written to, nor one that has become a supergroup.
* Nor a chat that is gone, nor a person whose account is deactivated.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

from bots.sandbox.bell import Bell
from bots.sandbox.identity import BOT_NAME, TELEGRAM
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Chat, Json, Message, World

from .queue import UpdateQueue
from .rules import TelegramError, bad_request, forbidden

QUERY_SECONDS: Final = 60
"""How long a press waits for answerCallbackQuery. Telegram does not publish it; clients give up
at about this age."""


@dataclass(slots=True)
class Query:
    """A press of a button. ``answer`` is what the bot said to it."""

    id: str
    person: int
    chat: int
    message: int
    date: int
    answer: Json | None = None


class TelegramDoor:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self.world = world
        self.queue = UpdateQueue(world, traffic)
        self.answered = Bell()
        self.clear()

    def clear(self) -> None:
        self.queue.clear()
        self.queries: dict[str, Query] = {}
        self.commands: dict[str, list[Json]] = {}
        self.texts: dict[str, str] = {"name": BOT_NAME}

    def readable(self, number: int | str | None) -> Chat:
        """A chat the bot knows of. Raises ``TelegramError``."""
        if number is None:
            raise bad_request("chat_id is empty")
        chat = self.world.chat(TELEGRAM, number) if isinstance(number, int) else None
        if chat is None or chat.gone:
            raise bad_request("chat not found")
        if chat.migrated is not None:
            words = "Bad Request: group chat was upgraded to a supergroup chat"
            raise TelegramError(400, words, migrate_to_chat_id=chat.migrated)
        if not chat.private and not chat.bot_present:
            title = "group" if chat.kind == "group" else "supergroup"
            did = "was kicked from" if chat.bot_kicked else "is not a member of"
            raise forbidden(f"bot {did} the {title} chat")
        return chat

    def writable(self, number: int | str | None) -> Chat:
        """A chat the bot may write to. Raises ``TelegramError``."""
        chat = self.readable(number)
        if chat.private:
            person = self.world.people[TELEGRAM][chat.id]
            if person.deactivated:
                raise forbidden("user is deactivated")
            if person.blocked:
                raise forbidden("bot was blocked by the user")
            if not person.started:
                raise forbidden("bot can't initiate conversation with a user")
        return chat

    def needed(self, chat: Chat, number: int | None, complaint: str) -> Message:
        """A message of the chat, or a refusal with this complaint."""
        message = self.world.find(chat, number)
        if message is None:
            raise bad_request(complaint)
        return message

    def dump(self) -> Json:
        return {
            "queue": self.queue.dump(),
            "queries": [asdict(query) for query in self.queries.values()],
            "commands": self.commands,
            "texts": self.texts,
        }

    def load(self, kept: dict[str, Any]) -> None:
        self.queue.load(kept["queue"])
        self.queries = {query["id"]: Query(**query) for query in kept["queries"]}
        self.commands = kept["commands"]
        self.texts = kept["texts"]
