"""The calls of the Bot API that are made for every message, with what is said in them here.

aiogram's own carry three times as many fields, each of which is a model that checks ours once more,
and its answers are read into models of whole messages. These are made of what is checked already,
and only the number of what was sent is read. https://core.telegram.org/bots/api
"""

from typing import Any, ClassVar

from msgspec import Struct
from msgspec.structs import asdict

Markup = dict[str, Any]
"""InlineKeyboardMarkup, ReplyKeyboardMarkup or ReplyKeyboardRemove."""

NO_PREVIEW = {"is_disabled": True}


class Method(Struct):
    """A call whose fields were checked where they were made: as much of aiogram's TelegramMethod
    as its session asks for. To make one of its own takes nine times as long."""

    __returning__: ClassVar[Any] = Any
    __api_method__: ClassVar[str] = ""

    def model_dump(self, *, warnings: bool) -> dict[str, Any]:
        """What is said in it."""
        del warnings
        return asdict(self)


class SendMessage(Method):
    __api_method__: ClassVar[str] = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None
    reply_parameters: dict[str, Any] | None = None


class CreateForumTopic(Method):
    """Only an administrator who may manage topics, in a group that has them."""

    __api_method__: ClassVar[str] = "createForumTopic"

    chat_id: int
    name: str


class CloseForumTopic(Method):
    __api_method__: ClassVar[str] = "closeForumTopic"

    chat_id: int
    message_thread_id: int


class ReopenForumTopic(Method):
    __api_method__: ClassVar[str] = "reopenForumTopic"

    chat_id: int
    message_thread_id: int


class EditMessageText(Method):
    __api_method__: ClassVar[str] = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None


class EditMessageReplyMarkup(Method):
    """Without a markup, so that the buttons go."""

    __api_method__: ClassVar[str] = "editMessageReplyMarkup"

    chat_id: int
    message_id: int


class AnswerCallbackQuery(Method):
    __api_method__: ClassVar[str] = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None
