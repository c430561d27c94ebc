"""The people, their chats and what was said there. Pure data: no HTTP, no messenger's JSON.

* A chat and a person belong to one door; a private chat's number is its person's.
* ``Message.id`` is the number people see: Telegram's ``message_id``, VK's
  ``conversation_message_id``. VK has a second, community-wide one: ``Message.number``. MAX gives
  a message a name, made of its chat's number and this one.
* Telegram counts the messages of private chats and plain groups in one sequence and those of each
  supergroup in its own; VK and MAX count each chat by itself. Whoever takes a message's number for
  unique without its chat is found out here.
* What changes is told to the journal, and so to the page.
"""

import hashlib
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, Final

from .bell import Bell
from .identity import DOORS, MAX, TELEGRAM, VK, Door
from .journal import Journal

Json = dict[str, Any]

BOT: Final = 0
"""The sender of what the bot says."""

VK_CHATS: Final = 2_000_000_000
"""VK's group chats are numbered from here."""

MAX_CHATS: Final = 70_000_000_000_000
"""MAX's group chats are numbered from here, downwards."""

_YEAR_2025: Final = 1_735_689_600

ALL_BUTTON_ACTIONS: Final = (
    "text",
    "vkpay",
    "open_app",
    "location",
    "open_link",
    "open_photo",
    "callback",
    "intent_subscribe",
    "intent_unsubscribe",
)


def whole_client() -> Json:
    return {
        "keyboard": True,
        "inline_keyboard": True,
        "button_actions": list(ALL_BUTTON_ACTIONS),
    }


@dataclass(slots=True)
class Person:
    """``started``: has written to the bot, so the bot may write back.

    ``deactivated``: the account is deleted; ``refusal`` is VK's code for that.
    """

    door: Door
    id: int
    name: str
    username: str = ""
    blocked: bool = False
    started: bool = False
    deactivated: bool = False
    refusal: int = 18
    client: Json = field(default_factory=whole_client)


@dataclass(slots=True)
class Button:
    """``data`` is what a press brings the bot: callback_data, or VK's payload."""

    label: str
    kind: str
    data: str | None = None
    url: str | None = None
    color: str | None = None


Rows = list[list[Button]]


@dataclass(slots=True)
class Keyboard:
    """The keyboard under the input field."""

    rows: Rows
    one_time: bool = False
    placeholder: str | None = None


@dataclass(slots=True)
class Media:
    """A file. ``owner`` and ``number`` are VK's two halves of its name; sizes in bytes, pixels,
    seconds. ``size`` is what the messenger says of it, which may be a lie.

    ``lost``: it cannot be had any more. ``links``: how often the links to it have run out.
    """

    key: str
    kind: str
    name: str
    mime: str
    size: int
    width: int = 0
    height: int = 0
    owner: int = 0
    number: int = 0
    date: int = 0
    duration: int = 0
    lost: bool = False
    links: int = 0

    @property
    def link(self) -> str:
        """Its name in an address: another one each time the links have run out."""
        return f"{self.key}-{self.links}" if self.links else self.key


@dataclass(slots=True)
class Message:
    """Something said. ``text`` is the caption when there are files.

    ``action`` is a service message's content in the messenger's own words, ``service`` the same
    for the person's eye. ``forwarded`` tells whose words these were: name, sender, date, text.
    ``bound`` marks Telegram's messages sent with a reply keyboard: they can't be edited.
    """

    door: Door
    chat: int
    id: int
    number: int
    sender: int
    date: int
    text: str = ""
    entities: list[Json] = field(default_factory=list)
    media: list[str] = field(default_factory=list)
    place: Json | None = None
    contact: Json | None = None
    strange: str | None = None
    reply_to: int | None = None
    forwarded: Json | None = None
    service: str | None = None
    action: Json | None = None
    album: str | None = None
    thread: int | None = None
    markup: Json | None = None
    rows: Rows = field(default_factory=list)
    payload: str | None = None
    edited: int | None = None
    deleted: bool = False
    bound: bool = False


@dataclass(slots=True)
class Chat:
    """``all_messages``: the bot receives everything said here, not only what is meant for it.

    Telegram: off, as the privacy mode is by default; on makes the bot an administrator.
    VK: on, because a bot that works in chats is given «доступ ко всей переписке» when invited.
    MAX: off, because it is put in as a member, and hears nothing until it is an administrator.

    ``gone``: the bot cannot find it any more, and ``refusal`` is VK's code for that. ``migrated``:
    the supergroup that a group of Telegram has become. ``pinned``: a message of MAX.
    """

    door: Door
    id: int
    kind: str
    title: str
    members: list[int]
    all_messages: bool
    bot_present: bool = True
    bot_kicked: bool = False
    keyboard: Keyboard | None = None
    topics: dict[int, str] = field(default_factory=dict)
    closed_topics: list[int] = field(default_factory=list)
    messages: dict[int, Message] = field(default_factory=dict)
    counter: int = 0
    gone: bool = False
    refusal: int = 917
    migrated: int | None = None
    pinned: int | None = None

    @property
    def private(self) -> bool:
        return self.kind == "private"


class World:
    """Everything there is. ``clock`` gives unix seconds; tests turn it by hand."""

    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.clock = clock
        self.journal = Journal()
        self.changed = Bell()
        self.counters: dict[str, int] = {}
        # Updates are numbered from the time of birth: a sandbox started anew never repeats the
        # numbers of the one before, which a bot with a memory would take for what it has seen.
        self.birth = 100_000_000 + max(0, int((clock() - _YEAR_2025) * 5))
        self.clear()

    def clear(self) -> None:
        """Nobody and nothing. The counters go on: a bot that is polling must not take what comes
        next for something it has already acknowledged."""
        self.people: dict[Door, dict[int, Person]] = {door: {} for door in DOORS}
        self.chats: dict[Door, dict[int, Chat]] = {door: {} for door in DOORS}
        self.media: dict[str, Media] = {}
        self.contents: dict[str, bytes] = {}

    def now(self) -> int:
        return int(self.clock())

    def count(self, name: str, start: int = 0) -> int:
        """The next number of a sequence; the first is ``start + 1``."""
        self.counters[name] = number = self.counters.get(name, start) + 1
        return number

    # People and chats

    def person(self, door: Door, number: int) -> Person | None:
        return self.people[door].get(number)

    def chat(self, door: Door, number: int) -> Chat | None:
        return self.chats[door].get(number)

    def add_person(self, door: Door, name: str, number: int | None = None) -> Person:
        """A new person, and the empty private chat with the bot."""
        if number is None:
            number = self._free_number(door)
        person = Person(door, number, name)
        self.people[door][number] = person
        self.chats[door][number] = Chat(door, number, "private", name, [number], all_messages=True)
        return person

    def _free_number(self, door: Door) -> int:
        start = {TELEGRAM: 500_000_000, VK: 700_000_000, MAX: 900_000_000}[door]
        while (number := self.count(f"{door} people", start)) in self.people[door]:
            pass
        return number

    def add_chat(
        self, door: Door, title: str, kind: str, members: Iterable[int], number: int | None = None
    ) -> Chat:
        if number is None:
            number = self._free_chat_number(door, kind)
        chat = Chat(door, number, kind, title, list(members), all_messages=door == VK)
        self.chats[door][number] = chat
        return chat

    def _free_chat_number(self, door: Door, kind: str) -> int:
        while True:
            if door == VK:
                number = self.count("vk chats", VK_CHATS)
            elif door == MAX:
                number = -MAX_CHATS - self.count("max chats")
            elif kind == "group":
                number = -self.count("telegram groups", 4_000_000_000)
            else:
                number = -1_000_000_000_000 - self.count("telegram supergroups", 2_000_000_000)
            if number not in self.chats[door]:
                return number

    # Files

    def keep_file(
        self, content: bytes, kind: str, name: str, mime: str, *, width: int = 0, height: int = 0
    ) -> Media:
        ordinal = self.count("files")
        key = hashlib.sha256(f"{ordinal} {kind} {name}".encode()).hexdigest()[:24]
        media = Media(
            key, kind, name, mime, len(content), width, height, 0, 457_239_000 + ordinal, self.now()
        )
        self.media[key] = media
        self.contents[key] = content
        return media

    def linked_file(self, link: str) -> Media | None:
        """The file a link leads to; None where it is lost or the link has run out."""
        media = self.media.get(link.partition("-")[0])
        return media if media is not None and media.link == link and not media.lost else None

    # Messages

    def next_message(self, chat: Chat) -> tuple[int, int]:
        """The numbers of a new message: within its chat, and VK's community-wide one."""
        if chat.door == VK:
            chat.counter += 1
            # A community is never told the wide number of a group chat's message: it is 0 there.
            return chat.counter, self.count("vk messages") if chat.private else 0
        if chat.door == TELEGRAM and chat.kind in {"private", "group"}:
            number = self.count("telegram messages")
        else:
            chat.counter += 1
            number = chat.counter
        return number, number

    def post(self, chat: Chat, sender: int, **content: Any) -> Message:
        """Say something in a chat; the fields are those of :class:`Message`."""
        identity, number = self.next_message(chat)
        message = Message(chat.door, chat.id, identity, number, sender, self.now(), **content)
        chat.messages[identity] = message
        self.tell("message", chat, message=message)
        return message

    def find(self, chat: Chat, number: Any) -> Message | None:
        """A message that was not deleted; None as well for what is no number."""
        message = chat.messages.get(number) if isinstance(number, int) else None
        return None if message is None or message.deleted else message

    def delete(self, chat: Chat, message: Message) -> None:
        message.deleted = True
        self.tell("delete", chat, message=message)

    def delete_topic(self, chat: Chat, thread: int) -> None:
        """A topic of a forum goes, with all that was said in it."""
        del chat.topics[thread]
        for message in list(chat.messages.values()):
            if message.thread == thread and not message.deleted:
                self.delete(chat, message)
        self.tell("chat", chat)

    def set_keyboard(self, chat: Chat, keyboard: Keyboard | None) -> None:
        if chat.keyboard == keyboard:
            return
        chat.keyboard = keyboard
        self.tell("keyboard", chat)

    def tell(self, kind: str, chat: Chat | None, **facts: Any) -> None:
        """Let the page and the saver know. ``facts`` are rendered by the journal's view."""
        self.journal.note(kind, chat, facts)
        self.changed.ring()
