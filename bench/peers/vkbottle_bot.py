"""vkbottle with its state dispenser, in memory, on SQLite or on Redis.

    python -m bench.peers.vkbottle_bot memory|sqlite|redis [UNIX SOCKET]

A state is written before its reply is sent, so what a person was told is kept. Updates are
tasks, as in ``run_polling``.
"""

import itertools
import json
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from vkbottle import (
    API,
    ABCHTTPClient,
    ABCStateDispenser,
    BaseStateGroup,
    BuiltinStateDispenser,
    Keyboard,
    Text,
)
from vkbottle.bot import Bot, BotLabeler, Message

from . import records, residents, words
from .load import Replies, serve
from .records import Ledger, Records
from .vkbottle_states import RedisDispenser, SQLiteDispenser


class Complaint(BaseStateGroup):
    WORDS = "words"
    CONSENT = "consent"
    TOPIC = "topic"
    PLACE = "place"
    PHOTOS = "photos"
    CONTACT = "contact"
    SEND = "send"


def buttons(*rows: tuple[str, str]) -> str:
    """One inline button a row, as (label, what is pressed)."""
    keyboard = Keyboard(inline=True)
    for place, (text, pressed) in enumerate(rows):
        if place:
            keyboard.row()
        keyboard.add(Text(text, payload={"button": pressed}))
    return keyboard.get_json()


CONSENT = buttons((words.AGREE, "consent"))
TOPICS = buttons(*((text, f"topic:{place}") for place, text in enumerate(words.TOPICS[:6])))
"""Six: VK allows that many rows of inline buttons."""
DONE = buttons((words.DONE, "done"))
SEND = buttons((words.SEND, "send"))
CONTACT = Keyboard(one_time=True).add(Text(words.NO_CONTACT)).get_json()


class Client(ABCHTTPClient):
    """VK that answers a message at once, with its JSON."""

    def __init__(self, replies: Replies) -> None:
        self._replies = replies
        self._numbers = itertools.count(1)

    async def request_text(
        self, url: str, method: str = "GET", data: dict[str, Any] | None = None, **kwargs: Any
    ) -> str:
        if not url.endswith("messages.send") or data is None:
            return '{"response": 1}'
        person, number = int(data["peer_ids"]), next(self._numbers)
        self._replies.handed(person)
        sent = {"peer_id": person, "message_id": number, "conversation_message_id": number}
        return json.dumps({"response": [sent]})

    async def request_json(self, url: str, method: str = "GET", **kwargs: Any) -> dict[str, Any]:
        return dict(json.loads(await self.request_text(url, method, **kwargs)))

    async def request_raw(self, url: str, method: str = "GET", **kwargs: Any) -> Any:
        raise AssertionError(url)

    async def request_content(self, url: str, method: str = "GET", **kwargs: Any) -> bytes:
        raise AssertionError(url)

    async def close(self) -> None:
        """Nothing is open."""


def complaint(states: ABCStateDispenser, tickets: Records | Ledger) -> BotLabeler:
    """The handlers. VK's own look-up of a state has been made when one is called."""
    on = BotLabeler()

    async def step(message: Message, to: Complaint, **answers: Any) -> dict[str, Any]:
        """Keep the next state with the answers until now and these; return them all."""
        before = message.state_peer.payload if message.state_peer else {}
        kept = {**before, **answers}
        await states.set(message.peer_id, to, **kept)
        return kept

    @on.message(text="Начать")
    async def begin(message: Message) -> None:
        await states.set(message.peer_id, Complaint.WORDS)
        await message.answer(words.GREETING)

    @on.message(state=Complaint.WORDS)
    async def take_words(message: Message) -> None:
        await step(message, Complaint.CONSENT, what=message.text, photos=[])
        await message.answer(words.CONSENT, keyboard=CONSENT)

    @on.message(state=Complaint.CONSENT, payload={"button": "consent"})
    async def take_consent(message: Message) -> None:
        await step(message, Complaint.TOPIC)
        await message.answer(words.TOPIC, keyboard=TOPICS)

    @on.message(state=Complaint.TOPIC)
    async def take_topic(message: Message) -> None:
        pressed = json.loads(message.payload or "{}").get("button", "")
        await step(message, Complaint.PLACE, topic=words.TOPICS[int(pressed.partition(":")[2])])
        await message.answer(words.PLACE)

    @on.message(state=Complaint.PLACE)
    async def take_place(message: Message) -> None:
        await step(message, Complaint.PHOTOS, place=message.text)
        await message.answer(words.PHOTOS, keyboard=DONE)

    @on.message(state=Complaint.PHOTOS, attachment="photo")
    async def take_photo(message: Message) -> None:
        photos = [one.photo for one in message.attachments or () if one.photo]
        taken = [f"{one.owner_id}_{one.id}_{one.access_key}" for one in photos]
        before = message.state_peer.payload["photos"] if message.state_peer else []
        await step(message, Complaint.PHOTOS, photos=[*before, *taken])
        await message.answer(words.PHOTO_TAKEN, keyboard=DONE)

    @on.message(state=Complaint.PHOTOS, payload={"button": "done"})
    async def photos_done(message: Message) -> None:
        await step(message, Complaint.CONTACT)
        await message.answer(words.CONTACT, keyboard=CONTACT)

    @on.message(state=Complaint.CONTACT)
    async def take_contact(message: Message) -> None:
        kept = await step(message, Complaint.SEND, contact="")
        text = words.summary(kept["what"], kept["topic"], kept["place"], len(kept["photos"]))
        await message.answer(text, keyboard=SEND)

    @on.message(state=Complaint.SEND, payload={"button": "send"})
    async def send(message: Message) -> None:
        answers = message.state_peer.payload if message.state_peer else {}
        number = await tickets.file(message.from_id, answers)
        await states.delete(message.peer_id)
        await message.answer(words.filed(number))

    return on


class VkBot:
    learns = False

    def __init__(
        self, replies: Replies, states: ABCStateDispenser, tickets: Records | Ledger
    ) -> None:
        api = API("vk1.token", http_client=Client(replies))
        self._bot = Bot(api=api, labeler=complaint(states, tickets), state_dispenser=states)
        self._kept = tickets

    def act(self, act: int, person: int) -> bytes:
        return residents.vk(act, person)

    async def feed(self, raw: bytes) -> None:
        await self._bot.process_event(json.loads(raw))

    def commits(self) -> int | None:
        return self._kept.commits if isinstance(self._kept, Records) else None

    async def tickets(self) -> int:
        return await self._kept.tickets()


@asynccontextmanager
async def in_memory(folder: Path, replies: Replies) -> AsyncIterator[VkBot]:
    yield VkBot(replies, BuiltinStateDispenser(), Ledger())


@asynccontextmanager
async def on_sqlite(folder: Path, replies: Replies) -> AsyncIterator[VkBot]:
    async with records.opened(folder) as kept:
        yield VkBot(replies, SQLiteDispenser(kept), kept)


@asynccontextmanager
async def on_redis(folder: Path, replies: Replies) -> AsyncIterator[VkBot]:
    """States in Redis, which writes its log as the socket's server was told; tickets in SQLite."""
    from .redis_client import client_at

    client = client_at(sys.argv[2])
    await client.flushdb()
    async with records.opened(folder) as kept, client:
        yield VkBot(replies, RedisDispenser(client), kept)


if __name__ == "__main__":
    logging.getLogger("vkbottle").setLevel(logging.WARNING)
    chosen = {"memory": in_memory, "sqlite": on_sqlite, "redis": on_redis}[sys.argv[1]]
    serve(chosen, ("vkbottle", "vkbottle-types", "pydantic"))
