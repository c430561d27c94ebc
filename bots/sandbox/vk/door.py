"""VK's side of the world: the events kept for long poll or brought, the settings, the presses.

* An event has a number; a client that comes back with an old ``ts`` gets what it missed, as long
  as it is kept. One that asks for what is no longer (or not yet) there is told so: failed 1.
* Only enabled kinds of events are kept. ``message_new`` is enabled from the start, the others
  (``message_event`` among them) by groups.setLongPollSettings.
* The key lives an hour, and not over a restart: failed 2.
"""

import asyncio
from dataclasses import asdict, dataclass
from typing import Any, Final

from bots.sandbox.bell import Bell
from bots.sandbox.identity import VK, VK_VERSION
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Chat, Json, World

from .callback import Callbacks
from .objects import event
from .rules import EVENT_TYPES, NO_ACCESS_TO_CHAT, NO_CONTACT, NO_PERMISSION, REFUSALS, VkError

KEPT_EVENTS: Final = 10_000
KEY_SECONDS: Final = 3_600
ANSWER_SECONDS: Final = 60
REPEAT_SECONDS: Final = 3_600
"""How long a random_id is remembered."""

LONGEST_WAIT: Final = 90


@dataclass(slots=True)
class Press:
    """A press of a callback button. ``answer`` is what the bot said to it."""

    id: str
    person: int
    chat: int
    message: int
    date: int
    answer: Json | None = None


class VkDoor:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self.world = world
        self.bell = Bell()
        self.answered = Bell()
        self._traffic = traffic
        self._keys: dict[str, float] = {}
        self.callbacks = Callbacks(world, traffic)
        self.clear()

    def clear(self) -> None:
        self.events: list[tuple[int, Any]] = []
        self.settings = dict.fromkeys(EVENT_TYPES, 0) | {"message_new": 1}
        self.enabled = True
        self.version = VK_VERSION
        self.presses: dict[str, Press] = {}
        self.sent: dict[str, tuple[int, int]] = {}
        self.callbacks.clear()

    # Events

    @property
    def last(self) -> int:
        return self.world.counters.get("vk events", self.world.birth)

    def put(self, kind: str, content: Json) -> None:
        polled = self.enabled and self.settings.get(kind)
        servers = self.callbacks.wanting(kind)
        if not polled and not servers:
            return
        number = self.world.count("vk events", self.world.birth)
        happened = event(kind, number, content)
        if polled:
            self._add(number, happened)
        for server in servers:
            self.callbacks.put(server, happened)

    def put_raw(self, content: Any) -> None:
        """Queue anything unchanged, whether or not it is an event."""
        self._add(self.world.count("vk events", self.world.birth), content)
        for server in self.callbacks.servers.values():
            self.callbacks.put(server, content)

    def _add(self, number: int, content: Any) -> None:
        self.events.append((number, content))
        del self.events[:-KEPT_EVENTS]
        self.world.changed.ring()
        self.bell.ring()

    def new_key(self) -> str:
        key = f"{self.world.count('vk keys'):08x}" + "c0ffee" * 5
        self._keys[key] = self.world.clock()
        return key

    async def check(self, key: str, ts: str, seconds: int) -> Json:
        """Long poll's a_check: what came after ``ts``, at once or within ``seconds``."""
        born = self._keys.get(key)
        if born is None or self.world.clock() - born > KEY_SECONDS:
            return {"failed": 2}
        if not ts.isdecimal():
            return {"failed": 3}
        since = int(ts)
        oldest = self.events[0][0] - 1 if self.events else self.last
        if since > self.last:
            return {"failed": 1, "ts": self.last}
        if since < oldest:
            return {"failed": 1, "ts": oldest}
        loop = asyncio.get_running_loop()
        deadline = loop.time() + min(max(seconds, 0), LONGEST_WAIT)
        while self.last == since and not self.bell.closed:
            left = deadline - loop.time()
            if left <= 0:
                break
            await self.bell.wait(left)
        updates = [content for number, content in self.events if number > since]
        for update in updates:
            self._traffic.update(VK, update)
        return {"ts": str(self.last), "updates": updates}

    # Who may be written

    def writable(self, number: int) -> Chat:
        """A chat the community may write to. Raises ``VkError``."""
        chat = self.world.chat(VK, number)
        if chat is None:
            if number > 2_000_000_000:
                raise VkError(*NO_ACCESS_TO_CHAT)
            raise VkError(*(NO_PERMISSION if number > 0 else NO_CONTACT))
        if chat.gone:
            raise VkError(chat.refusal, REFUSALS[chat.refusal])
        if chat.private:
            person = self.world.people[VK][chat.id]
            if person.deactivated:
                raise VkError(person.refusal, REFUSALS[person.refusal])
            if person.blocked or not person.started:
                raise VkError(*NO_PERMISSION)
        elif not chat.bot_present:
            raise VkError(*NO_ACCESS_TO_CHAT)
        return chat

    def readable(self, number: int | None) -> Chat:
        """A chat the community knows of. Raises ``VkError``."""
        chat = self.world.chat(VK, number) if number is not None else None
        if chat is None or not chat.bot_present or chat.gone:
            raise VkError(*NO_ACCESS_TO_CHAT)
        return chat

    # What is sent once

    def sent_before(self, chat: Chat, random_id: int) -> int | None:
        """The message of an earlier call with this random_id, within the hour."""
        date, message = self.sent.get(f"{chat.id} {random_id}", (0, 0))
        fresh = random_id != 0 and self.world.now() - date < REPEAT_SECONDS
        return message if fresh and message else None

    def remember_sent(self, chat: Chat, random_id: int, message: int) -> None:
        if random_id:
            self.sent[f"{chat.id} {random_id}"] = (self.world.now(), message)

    def dump(self) -> Json:
        return {
            "events": self.events,
            "settings": self.settings,
            "enabled": self.enabled,
            "version": self.version,
            "presses": [asdict(press) for press in self.presses.values()],
            "sent": self.sent,
            "callbacks": self.callbacks.dump(),
        }

    def load(self, kept: dict[str, Any]) -> None:
        self.events = [(number, content) for number, content in kept["events"]]
        self.settings |= kept["settings"]
        self.enabled = kept["enabled"]
        self.version = kept["version"]
        self.presses = {press["id"]: Press(**press) for press in kept["presses"]}
        self.sent = {name: (date, message) for name, (date, message) in kept["sent"].items()}
        if "callbacks" in kept:  # the first version had none
            self.callbacks.load(kept["callbacks"])
