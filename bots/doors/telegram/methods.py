"""The calls of the Bot API that are made for every message, with what is said in them here.

aiogram's own carry three times as many fields, each of which is a model that checks ours once more,
and its answers are read into models of whole messages. These are made of what is checked already,
and only the number of what was sent is read. https://core.telegram.org/bots/api
"""

from functools import cache
from typing import Any, Self

from aiogram.methods import TelegramMethod

Markup = dict[str, Any]
"""InlineKeyboardMarkup, ReplyKeyboardMarkup or ReplyKeyboardRemove."""

NO_PREVIEW = {"is_disabled": True}


class _Checked(TelegramMethod[Any]):
    """A call whose fields were checked where they were made."""

    __returning__ = Any
    __api_method__ = ""

    @classmethod
    def of(cls, **fields: Any) -> Self:
        """As ``model_construct``, which asks about every field anew each time."""
        made = cls.__new__(cls)
        put = object.__setattr__
        put(made, "__dict__", {**_usual(cls), **fields})
        put(made, "__pydantic_fields_set__", set(fields))
        put(made, "__pydantic_extra__", None)
        put(made, "__pydantic_private__", {"_bot": None})
        return made


@cache
def _usual(kind: type[_Checked]) -> dict[str, Any]:
    return {
        name: field.default for name, field in kind.model_fields.items() if not field.is_required()
    }


class SendMessage(_Checked):
    __api_method__ = "sendMessage"

    chat_id: int
    text: str
    message_thread_id: int | None = None
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None
    reply_parameters: dict[str, Any] | None = None


class CreateForumTopic(_Checked):
    """Only an administrator who may manage topics, in a group that has them."""

    __api_method__ = "createForumTopic"

    chat_id: int
    name: str


class CloseForumTopic(_Checked):
    __api_method__ = "closeForumTopic"

    chat_id: int
    message_thread_id: int


class ReopenForumTopic(_Checked):
    __api_method__ = "reopenForumTopic"

    chat_id: int
    message_thread_id: int


class EditMessageText(_Checked):
    __api_method__ = "editMessageText"

    chat_id: int
    message_id: int
    text: str
    reply_markup: Markup | None = None
    link_preview_options: dict[str, bool] | None = None


class EditMessageReplyMarkup(_Checked):
    """Without a markup, so that the buttons go."""

    __api_method__ = "editMessageReplyMarkup"

    chat_id: int
    message_id: int


class AnswerCallbackQuery(_Checked):
    __api_method__ = "answerCallbackQuery"

    callback_query_id: str
    text: str | None = None
