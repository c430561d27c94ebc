"""Telegram for aiogram: a session that takes every call at once and answers as the API would."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import EditMessageText, SendMessage, TelegramMethod
from aiogram.types import Chat, InlineKeyboardMarkup, Message

from .load import Replies

WHEN = datetime(2026, 11, 1, tzinfo=UTC)


class Stub(BaseSession):
    """Hands replies over. ``shown`` gets each person's last inline buttons, if it is given."""

    def __init__(
        self, replies: Replies, shown: dict[int, InlineKeyboardMarkup] | None = None
    ) -> None:
        super().__init__()
        self._replies = replies
        self._shown = shown

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        if not isinstance(method, SendMessage | EditMessageText):
            return True
        person = method.chat_id
        assert isinstance(person, int)  # noqa: S101  because nobody here is written to by name
        if self._shown is not None and isinstance(method.reply_markup, InlineKeyboardMarkup):
            self._shown[person] = method.reply_markup
        self._replies.handed(person)
        return Message(message_id=1, date=WHEN, chat=Chat(id=person, type="private")).as_(bot)

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        yield b""

    async def close(self) -> None:
        pass
