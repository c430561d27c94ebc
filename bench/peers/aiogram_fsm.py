"""aiogram's finite state machine, in memory, on SQLite or on Redis.

    python -m bench.peers.aiogram_fsm memory|sqlite|redis [UNIX SOCKET]

A state is written before its reply is sent, so what a person was told is kept. Updates are
tasks, as in ``start_polling``; event isolation is left off, as shipped and quickest.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, F, Router
from aiogram.filters import CommandStart, StateFilter
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import (
    CallbackQuery,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    Message,
    ReplyKeyboardMarkup,
    Update,
)

from . import records, residents, words
from .aiogram_states import SQLiteStorage
from .aiogram_stub import Stub
from .load import Replies, serve
from .records import Ledger, Records


class Complaint(StatesGroup):
    words = State()
    consent = State()
    topic = State()
    place = State()
    photos = State()
    contact = State()
    send = State()


def buttons(*rows: tuple[str, str]) -> InlineKeyboardMarkup:
    """One button a row, as (label, data)."""
    return InlineKeyboardMarkup(
        inline_keyboard=[
            [InlineKeyboardButton(text=text, callback_data=data)] for text, data in rows
        ]
    )


CONSENT = buttons((words.AGREE, "consent"))
TOPICS = buttons(*((text, f"topic:{place}") for place, text in enumerate(words.TOPICS)))
DONE = buttons((words.DONE, "done"))
SEND = buttons((words.SEND, "send"))
CONTACT = ReplyKeyboardMarkup(
    keyboard=[
        [KeyboardButton(text="Оставить телефон", request_contact=True)],
        [KeyboardButton(text=words.NO_CONTACT)],
    ],
    resize_keyboard=True,
    one_time_keyboard=True,
)


async def step(state: FSMContext, to: State, **answers: Any) -> None:
    """Keep the answers and the next state, with as few writes as the storage can do it in."""
    if isinstance(state.storage, SQLiteStorage):
        await state.storage.step(state.key, to, answers)
        return
    if answers:
        await state.update_data(answers)
    await state.set_state(to)


async def begin(message: Message, state: FSMContext) -> None:
    await step(state, Complaint.words)
    await message.answer(words.GREETING)


async def take_words(message: Message, state: FSMContext) -> None:
    await step(state, Complaint.consent, what=message.text, photos=[])
    await message.answer(words.CONSENT, reply_markup=CONSENT)


async def take_consent(query: CallbackQuery, state: FSMContext) -> None:
    await step(state, Complaint.topic, consent=True)
    await query.answer()
    await _reply(query, words.TOPIC, TOPICS)


async def take_topic(query: CallbackQuery, state: FSMContext) -> None:
    topic = words.TOPICS[int((query.data or "").partition(":")[2])]
    await step(state, Complaint.place, topic=topic)
    await query.answer()
    await _reply(query, words.PLACE)


async def take_place(message: Message, state: FSMContext) -> None:
    await step(state, Complaint.photos, place=message.text)
    await message.answer(words.PHOTOS, reply_markup=DONE)


async def take_photo(message: Message, state: FSMContext) -> None:
    photos = (await state.get_data())["photos"]
    largest = (message.photo or [])[-1]
    await step(state, Complaint.photos, photos=[*photos, largest.file_id])
    await message.answer(words.PHOTO_TAKEN, reply_markup=DONE)


async def photos_done(query: CallbackQuery, state: FSMContext) -> None:
    await step(state, Complaint.contact)
    await query.answer()
    if isinstance(query.message, Message):
        await query.message.answer(words.CONTACT, reply_markup=CONTACT)


async def take_contact(message: Message, state: FSMContext) -> None:
    phone = message.contact.phone_number if message.contact else ""
    answers = await state.get_data()
    await step(state, Complaint.send, contact=phone)
    text = words.summary(
        answers["what"], answers["topic"], answers["place"], len(answers["photos"])
    )
    await message.answer(text, reply_markup=SEND)


async def send(query: CallbackQuery, state: FSMContext, tickets: Records | Ledger) -> None:
    number = await tickets.file(query.from_user.id, await state.get_data())
    if isinstance(state.storage, SQLiteStorage):
        await state.storage.forget(state.key)
    else:
        await state.clear()
    await query.answer()
    await _reply(query, words.filed(number))


async def _reply(
    query: CallbackQuery, text: str, markup: InlineKeyboardMarkup | None = None
) -> None:
    if isinstance(query.message, Message):
        await query.message.edit_text(text, reply_markup=markup)


def complaint() -> Router:
    router = Router()
    router.message.register(begin, CommandStart())
    router.message.register(take_words, Complaint.words, F.text)
    router.callback_query.register(take_consent, Complaint.consent, F.data == "consent")
    router.callback_query.register(take_topic, Complaint.topic, F.data.startswith("topic:"))
    router.message.register(take_place, Complaint.place, F.text)
    router.message.register(take_photo, Complaint.photos, F.photo)
    router.callback_query.register(photos_done, Complaint.photos, F.data == "done")
    router.message.register(
        take_contact, Complaint.contact, F.contact | (F.text == words.NO_CONTACT)
    )
    router.callback_query.register(send, StateFilter(Complaint.send), F.data == "send")
    return router


class AiogramBot:
    learns = False

    def __init__(self, replies: Replies, storage: BaseStorage, tickets: Records | Ledger) -> None:
        self._bot = Bot("42:token", session=Stub(replies))
        self._dispatcher = Dispatcher(storage=storage, tickets=tickets)
        self._dispatcher.include_router(complaint())
        self._kept = tickets

    def act(self, act: int, person: int) -> bytes:
        return residents.telegram(act, person)

    async def feed(self, raw: bytes) -> None:
        update = Update.model_validate_json(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)

    def commits(self) -> int | None:
        return self._kept.commits if isinstance(self._kept, Records) else None

    async def tickets(self) -> int:
        return await self._kept.tickets()


@asynccontextmanager
async def in_memory(folder: Path, replies: Replies) -> AsyncIterator[AiogramBot]:
    yield AiogramBot(replies, MemoryStorage(), Ledger())


@asynccontextmanager
async def on_sqlite(folder: Path, replies: Replies) -> AsyncIterator[AiogramBot]:
    async with records.opened(folder) as kept:
        yield AiogramBot(replies, SQLiteStorage(kept), kept)


@asynccontextmanager
async def on_redis(folder: Path, replies: Replies) -> AsyncIterator[AiogramBot]:
    """States in Redis, which writes its log as the socket's server was told; tickets in SQLite."""
    from aiogram.fsm.storage.redis import RedisStorage

    from .redis_client import client_at

    client = client_at(sys.argv[2])
    await client.flushdb()
    async with records.opened(folder) as kept, client:
        yield AiogramBot(replies, RedisStorage(client), kept)


if __name__ == "__main__":
    chosen = {"memory": in_memory, "sqlite": on_sqlite, "redis": on_redis}[sys.argv[1]]
    extra = ("redis", "hiredis") if sys.argv[1] == "redis" else ()
    serve(chosen, ("aiogram", "pydantic", *extra))
