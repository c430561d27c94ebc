"""python-telegram-bot's ConversationHandler with persistence.

    python -m bench.peers.ptb_conversation shipped|pickle|sqlite

- ``shipped``: PicklePersistence as it comes: written once a minute, all of it.
- ``pickle``: the same, written after each update.
- ``sqlite``: one row a person, fsynced after each update.

The library says of ConversationHandler that updates must be processed one by one, so they are;
its own queue and fetcher are used. Persistence comes after the handler, and so after the reply.
"""

import json
import sys
from collections.abc import AsyncIterator, Awaitable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    Update,
)
from telegram.ext import (
    Application,
    BasePersistence,
    BaseUpdateProcessor,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    ExtBot,
    MessageHandler,
    PersistenceInput,
    PicklePersistence,
    filters,
)

from . import records, residents, words
from .load import Replies, serve
from .ptb_persistence import SQLitePersistence
from .ptb_stub import Stub
from .records import Ledger, Records

WORDS, CONSENT, TOPIC, PLACE, PHOTOS, CONTACT, SEND = range(1, 8)
Context = ContextTypes.DEFAULT_TYPE
KEPT = PersistenceInput(bot_data=False, chat_data=False, callback_data=False)


def buttons(*rows: tuple[str, str]) -> InlineKeyboardMarkup:
    """One button a row, as (label, data)."""
    return InlineKeyboardMarkup(
        [[InlineKeyboardButton(text, callback_data=data)] for text, data in rows]
    )


CONSENT_ASKED = buttons((words.AGREE, "consent"))
TOPICS = buttons(*((text, f"topic:{place}") for place, text in enumerate(words.TOPICS)))
DONE = buttons((words.DONE, "done"))
SUMMARY = buttons((words.SEND, "send"))
CONTACT_ASKED = ReplyKeyboardMarkup(
    [[KeyboardButton("Оставить телефон", request_contact=True)], [words.NO_CONTACT]],
    resize_keyboard=True,
    one_time_keyboard=True,
)


async def begin(update: Update, context: Context) -> int:
    await update.message.reply_text(words.GREETING)
    return WORDS


async def take_words(update: Update, context: Context) -> int:
    context.user_data.update(what=update.message.text, photos=[])
    await update.message.reply_text(words.CONSENT, reply_markup=CONSENT_ASKED)
    return CONSENT


async def take_consent(update: Update, context: Context) -> int:
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(words.TOPIC, reply_markup=TOPICS)
    return TOPIC


async def take_topic(update: Update, context: Context) -> int:
    query = update.callback_query
    context.user_data["topic"] = words.TOPICS[int(query.data.partition(":")[2])]
    await query.answer()
    await query.edit_message_text(words.PLACE)
    return PLACE


async def take_place(update: Update, context: Context) -> int:
    context.user_data["place"] = update.message.text
    await update.message.reply_text(words.PHOTOS, reply_markup=DONE)
    return PHOTOS


async def take_photo(update: Update, context: Context) -> int:
    context.user_data["photos"].append(update.message.photo[-1].file_id)
    await update.message.reply_text(words.PHOTO_TAKEN, reply_markup=DONE)
    return PHOTOS


async def photos_done(update: Update, context: Context) -> int:
    await update.callback_query.answer()
    await update.callback_query.message.reply_text(words.CONTACT, reply_markup=CONTACT_ASKED)
    return CONTACT


async def take_contact(update: Update, context: Context) -> int:
    contact = update.message.contact
    context.user_data["contact"] = contact.phone_number if contact else ""
    answers = context.user_data
    text = words.summary(
        answers["what"], answers["topic"], answers["place"], len(answers["photos"])
    )
    await update.message.reply_text(text, reply_markup=SUMMARY)
    return SEND


async def send(update: Update, context: Context) -> int:
    tickets: Records | Ledger = context.application.bot_data["tickets"]
    number = await tickets.file(update.effective_user.id, context.user_data)
    context.user_data.clear()
    await update.callback_query.answer()
    await update.callback_query.edit_message_text(words.filed(number))
    return ConversationHandler.END


def complaint() -> ConversationHandler[Context]:
    refused = filters.Text([words.NO_CONTACT])
    return ConversationHandler(
        entry_points=[CommandHandler("start", begin)],
        states={
            WORDS: [MessageHandler(filters.TEXT & ~filters.COMMAND, take_words)],
            CONSENT: [CallbackQueryHandler(take_consent, "^consent$")],
            TOPIC: [CallbackQueryHandler(take_topic, "^topic:")],
            PLACE: [MessageHandler(filters.TEXT & ~filters.COMMAND, take_place)],
            PHOTOS: [
                MessageHandler(filters.PHOTO, take_photo),
                CallbackQueryHandler(photos_done, "^done$"),
            ],
            CONTACT: [MessageHandler(filters.CONTACT | refused, take_contact)],
            SEND: [CallbackQueryHandler(send, "^send$")],
        },
        fallbacks=[CommandHandler("start", begin)],
        name="complaint",
        persistent=True,
        per_chat=False,
    )


class Persisting(BaseUpdateProcessor):
    """One update after another; each is persisted before the next is taken."""

    def __init__(self) -> None:
        super().__init__(1)
        self.application: Application[Any, Any, Any, Any, Any, Any] | None = None

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        await coroutine
        assert self.application is not None  # noqa: S101  because it is set before any update comes
        await self.application.update_persistence()
        if isinstance(self.application.persistence, SQLitePersistence):
            await self.application.persistence.flush_changes()

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass


class ConversationBot:
    learns = False

    def __init__(
        self, application: Application[Any, Any, Any, Any, Any, Any], tickets: Records | Ledger
    ) -> None:
        self._application = application
        self._kept = tickets
        application.bot_data["tickets"] = tickets

    def act(self, act: int, person: int) -> bytes:
        return residents.telegram(act, person)

    async def feed(self, raw: bytes) -> None:
        update = Update.de_json(json.loads(raw), self._application.bot)
        await self._application.update_queue.put(update)

    def commits(self) -> int | None:
        return self._kept.commits if isinstance(self._kept, Records) else None

    async def tickets(self) -> int:
        return await self._kept.tickets()


@asynccontextmanager
async def at_work(
    replies: Replies,
    persistence: BasePersistence[Any, Any, Any],
    tickets: Records | Ledger,
    at_once: bool,
) -> AsyncIterator[ConversationBot]:
    builder = Application.builder().bot(bot_with(replies)).persistence(persistence).updater(None)
    processor = Persisting()
    if at_once:
        builder = builder.concurrent_updates(processor)
    application = builder.build()
    processor.application = application
    application.add_handler(complaint())
    bot = ConversationBot(application, tickets)
    async with application:
        await application.start()
        yield bot
        await application.stop()


def bot_with(replies: Replies) -> ExtBot[None]:
    stub = Stub(replies)
    return ExtBot("42:token", request=stub, get_updates_request=stub)


@asynccontextmanager
async def as_shipped(folder: Path, replies: Replies) -> AsyncIterator[ConversationBot]:
    """Written once a minute: a run is over before that, so nothing of it is."""
    persistence = PicklePersistence(folder / "bot.pickle", KEPT, update_interval=60)
    async with at_work(replies, persistence, Ledger(), at_once=False) as bot:
        yield bot


@asynccontextmanager
async def on_pickle(folder: Path, replies: Replies) -> AsyncIterator[ConversationBot]:
    async with records.opened(folder) as kept:
        persistence = PicklePersistence(folder / "bot.pickle", KEPT, single_file=False)
        async with at_work(replies, persistence, kept, at_once=True) as bot:
            yield bot


@asynccontextmanager
async def on_sqlite(folder: Path, replies: Replies) -> AsyncIterator[ConversationBot]:
    async with (
        records.opened(folder) as kept,
        at_work(replies, SQLitePersistence(kept), kept, at_once=True) as bot,
    ):
        yield bot


if __name__ == "__main__":
    chosen = {"shipped": as_shipped, "pickle": on_pickle, "sqlite": on_sqlite}[sys.argv[1]]
    serve(chosen, ("python-telegram-bot",))
