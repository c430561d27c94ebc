"""MAX's side of the world: what waits for the bot, the presses, and who may be written.

* A person who never pressed «Начать» has no dialog with the bot; one who stopped the bot has one
  that is suspended. Neither can be written to.
* In a group the bot is told of nothing but its own coming and going, unless it is an administrator
  there (``all_messages``). It may write all the same.
"""

from dataclasses import asdict, dataclass
from typing import Any, Final

from bots.sandbox.bell import Bell
from bots.sandbox.identity import MAX
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Chat, Json, Media, Message, Person, World

from .numbers import chat_number, read_mid
from .objects import event_of
from .queue import UpdateQueue
from .rules import MaxError, denied, not_found
from .slots import Slots
from .subscriptions import Subscriptions

SUSPENDED: Final = "error.dialog.suspended"
NO_DIALOG: Final = "error.dialog.notfound"
"""MAX's words for a dialog that was stopped, and for one that never was."""


@dataclass(slots=True)
class Press:
    """A press of a button. ``answer`` is what the bot said to it."""

    id: str
    person: int
    chat: int
    message: int
    date: int
    answer: Json | None = None


class MaxDoor:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self.world = world
        self.queue = UpdateQueue(world, traffic)
        self.subscriptions = Subscriptions(world, traffic)
        self.slots = Slots(world)
        self.answered = Bell()
        self.clear()

    def clear(self) -> None:
        self.queue.clear()
        self.subscriptions.clear()
        self.slots.clear()
        self.presses: dict[str, Press] = {}
        self.administrators: dict[int, dict[int, list[str]]] = {}

    # Updates

    def put(self, kind: str, content: Json) -> None:
        """Something happened: ``kind`` is its ``update_type``."""
        self.put_raw({"update_type": kind, "timestamp": self.world.now() * 1000, **content})

    def put_raw(self, update: Any) -> None:
        """Queue anything unchanged, whether or not it is an update."""
        (self.subscriptions if self.subscriptions.given else self.queue).put(update)

    def come_or_go(self, chat: Chat, person: Person, kind: str, **more: Any) -> None:
        """Somebody is let in or put out: an administrator is told, its own doings too."""
        if chat.bot_present and chat.all_messages:
            self.put(kind, event_of(self.world, chat, person, is_channel=False, **more))

    # Who may be written

    def dialog(self, person: int) -> Chat:
        """The dialog with a person that the bot may write to. Raises ``MaxError``."""
        chat = self.world.chat(MAX, person)
        if chat is None or not chat.private:
            raise not_found(f"User {person} not found")
        return self.writable(chat)

    def chat(self, shown: int) -> Chat:
        """A chat the bot knows of, by its chat_id. Raises ``MaxError``."""
        chat = self.world.chat(MAX, chat_number(shown))
        if chat is None or chat.gone:
            raise not_found(f"Chat {shown} not found")
        if not chat.private and not chat.bot_present:
            raise denied(f"Bot is not a member of chat {shown}")
        return chat

    def writable(self, chat: Chat) -> Chat:
        """The chat, if the bot may write there. Raises ``MaxError``."""
        if chat.private:
            person = self.world.people[MAX][chat.id]
            if person.deactivated or not person.started:
                raise not_found(NO_DIALOG)
            if person.blocked:
                raise denied(SUSPENDED)
        return chat

    def group(self, shown: int) -> Chat:
        """A group where the bot is. Raises ``MaxError``."""
        chat = self.chat(shown)
        if chat.private:
            raise not_found(f"Chat {shown} is a dialog: it has no members")
        return chat

    def administered(self, shown: int) -> Chat:
        """A group where the bot is an administrator. Raises ``MaxError``."""
        chat = self.group(shown)
        if not chat.all_messages:
            raise denied(f"Bot is not an administrator of chat {shown}")
        return chat

    def message(self, name: str) -> tuple[Chat, Message]:
        """A message and its chat, by its mid. Raises ``MaxError`` 404 and 403."""
        place = read_mid(name)
        chat = self.world.chat(MAX, place[0]) if place is not None else None
        message = (
            self.world.find(chat, place[1]) if chat is not None and place is not None else None
        )
        if chat is None or message is None or message.service is not None or chat.gone:
            raise not_found(f"Message {name} not found")
        if not chat.bot_present:
            raise denied(f"No access to message {name}")
        return chat, message

    def file(self, token: str) -> Media | None:
        """The file that a token means. Raises ``MaxError`` where it has not come yet."""
        slot = self.slots.by_token(token)
        if slot is not None:
            if slot.media is None:
                words = f"Key: errors.process.attachment.{slot.kind}.not.processed"
                raise MaxError(400, "attachment.not.ready", words)
            return self.world.media[slot.media]
        media = self.world.media.get(token.removeprefix("t"))
        return None if media is None or media.lost else media

    # Keeping

    def dump(self) -> Json:
        return {
            "queue": self.queue.dump(),
            "subscriptions": self.subscriptions.dump(),
            "slots": self.slots.dump(),
            "presses": [asdict(press) for press in self.presses.values()],
            "administrators": [
                [chat, person, rights]
                for chat, some in self.administrators.items()
                for person, rights in some.items()
            ],
        }

    def load(self, kept: dict[str, Any]) -> None:
        if not kept:
            return  # a world from before MAX
        self.queue.load(kept["queue"])
        self.subscriptions.load(kept["subscriptions"])
        self.slots.load(kept["slots"])
        self.presses = {press["id"]: Press(**press) for press in kept["presses"]}
        for chat, person, rights in kept["administrators"]:
            self.administrators.setdefault(chat, {})[person] = rights
