"""The calls of the Bot API that are made for every message, with what is said in them here.

aiogram's own carry three times as many fields, each of which is a model that checks ours once more,
and its answers are read into models of whole messages. These are made of what is checked already,
and only the number of what was sent is read. https://core.telegram.org/bots/api
"""

from typing import Any

from aiogram.methods import TelegramMethod

Markup = dict[str, Any]
"""InlineKeyboardMarkup, ReplyKeyboardMarkup or ReplyKeyboardRemove."""

NO_PREVIEW = {"is_disabled": True}


class SendMessage(TelegramMethod[Any]):
    __returning__ = Any
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None
    reply_parameters: dict[str, Any] | None = None


class CreateForumTopic(TelegramMethod[Any]):
    """Only an administrator who may manage topics, in a group that has them."""

    __returning__ = Any
    __api_method__ = "createForumTopic"

    chat_id: int
    name: str


class CloseForumTopic(TelegramMethod[Any]):
    __returning__ = Any
    __api_method__ = "closeForumTopic"

    chat_id: int
    message_thread_id: int


class ReopenForumTopic(TelegramMethod[Any]):
    __returning__ = Any
    __api_method__ = "reopenForumTopic"

    chat_id: int
    message_thread_id: int


class EditMessageText(TelegramMethod[Any]):
    __returning__ = Any
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None


class EditMessageReplyMarkup(TelegramMethod[Any]):
    """Without a markup, so that the buttons go."""

    __returning__ = Any
    __api_method__ = "editMessageReplyMarkup"

    chat_id: int
    message_id: int


class AnswerCallbackQuery(TelegramMethod[Any]):
    __returning__ = Any
    __api_method__ = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None
