"""aiogram_dialog: the complaint as windows.

    python -m bench.peers.aiogram_dialogs memory|sqlite

The library shows a window before it saves its stack and context, and locks a stack only while
its event is handled: a reply is not durable when it leaves, whatever the storage.
"""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiogram import Bot, Dispatcher, Router
from aiogram.enums import ContentType
from aiogram.filters import CommandStart
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.base import BaseStorage
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message, Update
from aiogram_dialog import Dialog, DialogManager, StartMode, Window, setup_dialogs
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Column, Select, SwitchTo
from aiogram_dialog.widgets.text import Const, Format

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
    filed = State()


async def take_words(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data.update(what=message.text, photos=[])
    await manager.switch_to(Complaint.consent)


async def take_topic(_: CallbackQuery, __: Any, manager: DialogManager, item: str) -> None:
    manager.dialog_data["topic"] = words.TOPICS[int(item)]
    await manager.switch_to(Complaint.place)


async def take_place(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data["place"] = message.text
    await manager.switch_to(Complaint.photos)


async def take_photo(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data["photos"].append((message.photo or [])[-1].file_id)


async def take_contact(message: Message, _: MessageInput, manager: DialogManager) -> None:
    manager.dialog_data["contact"] = message.contact.phone_number if message.contact else ""
    await manager.switch_to(Complaint.send)


async def send(query: CallbackQuery, _: Button, manager: DialogManager) -> None:
    tickets: Records | Ledger = manager.middleware_data["tickets"]
    number = await tickets.file(query.from_user.id, dict(manager.dialog_data))
    manager.dialog_data["filed"] = words.filed(number)
    await manager.switch_to(Complaint.filed)


async def answers(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    data = dialog_manager.dialog_data
    return {
        "summary": words.summary(data["what"], data["topic"], data["place"], len(data["photos"]))
    }


async def photographed(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    taken = bool(dialog_manager.dialog_data["photos"])
    return {"asked": words.PHOTO_TAKEN if taken else words.PHOTOS}


async def number(dialog_manager: DialogManager, **_: Any) -> dict[str, Any]:
    return {"filed": dialog_manager.dialog_data["filed"]}


def complaint() -> Dialog:
    topics = [(text, str(place)) for place, text in enumerate(words.TOPICS)]
    return Dialog(
        Window(
            Const(words.GREETING),
            MessageInput(take_words, content_types=[ContentType.TEXT]),
            state=Complaint.words,
        ),
        Window(
            Const(words.CONSENT),
            SwitchTo(Const(words.AGREE), id="consent", state=Complaint.topic),
            state=Complaint.consent,
        ),
        Window(
            Const(words.TOPIC),
            Column(
                Select(
                    Format("{item[0]}"),
                    id="topic",
                    item_id_getter=lambda item: item[1],
                    items=topics,
                    on_click=take_topic,
                )
            ),
            state=Complaint.topic,
        ),
        Window(
            Const(words.PLACE),
            MessageInput(take_place, content_types=[ContentType.TEXT]),
            state=Complaint.place,
        ),
        Window(
            Format("{asked}"),
            MessageInput(take_photo, content_types=[ContentType.PHOTO]),
            SwitchTo(Const(words.DONE), id="done", state=Complaint.contact),
            getter=photographed,
            state=Complaint.photos,
        ),
        Window(
            Const(words.CONTACT),
            MessageInput(take_contact, content_types=[ContentType.TEXT, ContentType.CONTACT]),
            state=Complaint.contact,
        ),
        Window(
            Format("{summary}"),
            Button(Const(words.SEND), id="send", on_click=send),
            getter=answers,
            state=Complaint.send,
        ),
        Window(Format("{filed}"), getter=number, state=Complaint.filed),
    )


async def begin(_: Message, dialog_manager: DialogManager) -> None:
    await dialog_manager.start(Complaint.words, mode=StartMode.RESET_STACK)


class DialogBot:
    learns = True

    def __init__(self, replies: Replies, storage: BaseStorage, tickets: Records | Ledger) -> None:
        self._shown: dict[int, InlineKeyboardMarkup] = {}
        self._bot = Bot("42:token", session=Stub(replies, self._shown))
        self._kept = tickets
        self._dispatcher = Dispatcher(storage=storage, tickets=tickets)
        router = Router()
        router.message.register(begin, CommandStart())
        self._dispatcher.include_routers(router, complaint())
        setup_dialogs(self._dispatcher)

    async def start(self) -> None:
        """As polling does first: the dialogs learn their states."""
        await self._dispatcher.emit_startup(bot=self._bot)

    def act(self, act: int, person: int) -> bytes:
        return residents.telegram(act, person, self._data)

    async def feed(self, raw: bytes) -> None:
        update = Update.model_validate_json(raw, context={"bot": self._bot})
        await self._dispatcher.feed_update(self._bot, update)

    def commits(self) -> int | None:
        return self._kept.commits if isinstance(self._kept, Records) else None

    async def tickets(self) -> int:
        return await self._kept.tickets()

    def _data(self, person: int, name: str) -> str:
        """What the shown button of this name carries: its window's intent and its widget's id."""
        rows = self._shown[person].inline_keyboard
        found = (str(button.callback_data) for row in rows for button in row)
        return next(data for data in found if data.partition("\x1d")[2] == name)


@asynccontextmanager
async def in_memory(folder: Path, replies: Replies) -> AsyncIterator[DialogBot]:
    bot = DialogBot(replies, MemoryStorage(), Ledger())
    await bot.start()
    yield bot


@asynccontextmanager
async def on_sqlite(folder: Path, replies: Replies) -> AsyncIterator[DialogBot]:
    async with records.opened(folder) as kept:
        bot = DialogBot(replies, SQLiteStorage(kept), kept)
        await bot.start()
        yield bot


if __name__ == "__main__":
    serve(
        {"memory": in_memory, "sqlite": on_sqlite}[sys.argv[1]],
        ("aiogram-dialog", "aiogram", "pydantic"),
    )
