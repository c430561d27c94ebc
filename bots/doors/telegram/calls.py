"""What is on its way → the one call of the Bot API that does it, and what went wrong. Pure.

Messages are fitted (``bots/doors/layout.py``) before they come here: nothing is cut. Text is sent
without a parse mode, so nothing in it is markup; link previews are off.
"""

import re
from collections.abc import Callable
from typing import Any

from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramMigrateToChat,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import (
    SendDocument,
    SendMediaGroup,
    SendPhoto,
    SendVideo,
    SendVoice,
    TelegramMethod,
)
from aiogram.types import (
    InputFile,
    InputMediaDocument,
    InputMediaPhoto,
    InputMediaVideo,
    MediaUnion,
    ReplyParameters,
)

from bots.doors.door import (
    DoorError,
    Later,
    Misconfigured,
    Rejected,
    Relocated,
    Unreachable,
    Unsettled,
    Vanished,
)
from bots.doors.layout import is_below
from bots.doors.limits import LIMITS
from core.messages import Button, ButtonKind, File, FileKind, Message, Outgoing, Thread

from .methods import (
    NO_PREVIEW,
    AnswerCallbackQuery,
    CloseForumTopic,
    CreateForumTopic,
    EditMessageReplyMarkup,
    EditMessageText,
    Markup,
    Method,
    ReopenForumTopic,
    SendMessage,
)

Call = TelegramMethod[Any] | Method

Content = Callable[[File], str | InputFile]
"""What to send for a file: its file_id, or its bytes."""

_DONE = (
    "message is not modified",
    "query is too old",
    "query id is invalid",
    "topic_not_modified",
)
"""The world is already as we wanted it, or nobody waits for the answer any more."""

_GONE = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
)

_UNREACHABLE = (
    "bot is not a member",
    "bot was kicked",
    "chat not found",
    "chat_restricted",
    "chat_write_forbidden",
    "group chat was deactivated",
    "have no rights to send",
    "need administrator rights",
    "not enough rights",
    "peer_id_invalid",
    "topic_closed",
    "user is deactivated",
    "user not found",
)


_NOT_OF_TEXT = re.compile(r"rights to send (?!text|(?:a )?message)", re.IGNORECASE)
"""«Not enough rights to send photos to the chat»: its members may write there, so words arrive."""

_THREADLESS = (
    "message thread not found",
    "topic_closed",
    "topic_deleted",
    "topic_id_invalid",
)
"""A message was to go where there is no thread, or none that takes it."""

_NO_THREADS = (
    *_THREADLESS,
    "chat_admin_required",
    "need administrator rights",
    "not a forum",
    "not enough rights",
)
"""To what is done to threads: there are none, or not for us."""


def is_threadless(outgoing: Outgoing, error: TelegramBadRequest) -> bool:
    """Does the refusal speak of threads only? The chat itself may be written to then."""
    if outgoing.threading is not None:
        return _says(error.message, _NO_THREADS)
    return outgoing.thread > 0 and _says(error.message, _THREADLESS)


def call_for(outgoing: Outgoing, content: Content) -> Call:
    """The call for one row of the outbox."""
    message, chat = outgoing.message, outgoing.peer.chat
    if outgoing.threading is not None:
        return _threading(outgoing)
    if outgoing.toast is not None:
        return AnswerCallbackQuery(callback_query_id=outgoing.toast, text=message.text or None)
    if outgoing.edits is not None and not message.text:
        return EditMessageReplyMarkup(chat_id=chat, message_id=int(outgoing.edits))
    if outgoing.edits is not None:
        return EditMessageText(
            chat_id=chat,
            message_id=int(outgoing.edits),
            text=message.text,
            reply_markup=_inline(message) if message.rows else None,
            link_preview_options=NO_PREVIEW,
        )
    if message.files:
        return _files(outgoing, content)
    return SendMessage(
        chat_id=chat,
        text=message.text,
        message_thread_id=outgoing.thread or None,
        reply_markup=_markup(message),
        link_preview_options=NO_PREVIEW,
        reply_parameters=_reply_to(message),
    )


def is_done(error: TelegramBadRequest) -> bool:
    """Does the refusal say that there is nothing left to do?"""
    return _says(error.message, _DONE)


def door_error(error: AiogramError) -> DoorError:
    """The port's error for the library's. The text never holds the token: see the caller."""
    said = str(error)
    match error:
        case TelegramRetryAfter():
            return Later(error.retry_after)
        case TelegramMigrateToChat():
            return Relocated(error.migrate_to_chat_id)
        case TelegramForbiddenError():
            return Unreachable(said)
        case TelegramUnauthorizedError() | TelegramConflictError() | TelegramNotFound():
            return Misconfigured(said)  # a wrong token is "Not Found" when its form is wrong too
        case TelegramEntityTooLarge():
            return Rejected(said)
        case TelegramBadRequest():
            return _refused(error)
        case ClientDecodeError():
            return Unsettled("the answer is not the Bot API's")  # a page of HTML: too long to tell
    return Unsettled(said)


def _refused(error: TelegramBadRequest) -> DoorError:
    if _says(error.message, _GONE):
        return Vanished(str(error))
    if _NOT_OF_TEXT.search(error.message):
        return Rejected(str(error))
    if _says(error.message, _UNREACHABLE):
        return Unreachable(str(error))
    return Rejected(str(error))


def _says(text: str, any_of: tuple[str, ...]) -> bool:
    return any(part in text.lower() for part in any_of)


def _threading(outgoing: Outgoing) -> Method:
    chat, thread = outgoing.peer.chat, outgoing.thread
    match outgoing.threading:
        case Thread.CLOSE:
            return CloseForumTopic(chat_id=chat, message_thread_id=thread)
        case Thread.REOPEN:
            return ReopenForumTopic(chat_id=chat, message_thread_id=thread)
    return CreateForumTopic(chat_id=chat, name=outgoing.message.text)


def _files(outgoing: Outgoing, content: Content) -> TelegramMethod[Any]:
    """One file by itself, several as an album; the caption is the first one's."""
    chat, message = outgoing.peer.chat, outgoing.message
    caption = message.caption or None
    where: dict[str, Any] = {
        "chat_id": chat,
        "message_thread_id": outgoing.thread or None,
        "reply_parameters": _reply(message),
    }
    if len(message.files) > 1:
        media: list[MediaUnion] = [
            _medium(file, content(file), None if at else caption)
            for at, file in enumerate(message.files)
        ]
        return SendMediaGroup(media=media, **where)
    (file,) = message.files
    sent = content(file)
    match file.kind:
        case FileKind.PHOTO:
            return SendPhoto(photo=sent, caption=caption, **where)
        case FileKind.VIDEO:
            return SendVideo(video=sent, caption=caption, **where)
        case FileKind.VOICE:
            return SendVoice(voice=sent, caption=caption, **where)
    return SendDocument(document=sent, caption=caption, **where)


def _medium(
    file: File, sent: str | InputFile, caption: str | None
) -> InputMediaPhoto | InputMediaVideo | InputMediaDocument:
    match file.kind:
        case FileKind.PHOTO:
            return InputMediaPhoto(media=sent, caption=caption)
        case FileKind.VIDEO:
            return InputMediaVideo(media=sent, caption=caption)
    return InputMediaDocument(media=sent, caption=caption)


def _reply_to(message: Message) -> dict[str, Any] | None:
    if message.reply_to is None:
        return None
    return {"message_id": int(message.reply_to), "allow_sending_without_reply": True}


def _reply(message: Message) -> ReplyParameters | None:
    to = _reply_to(message)
    return None if to is None else ReplyParameters(**to)


def _markup(message: Message) -> Markup | None:
    if not message.rows:
        return {"remove_keyboard": True} if message.closes else None
    return _below(message) if is_below(message, LIMITS["telegram"]) else _inline(message)


def _inline(message: Message) -> Markup:
    return {"inline_keyboard": [[_inline_button(one) for one in row] for row in message.rows]}


def _inline_button(button: Button) -> dict[str, str]:
    if button.kind is ButtonKind.LINK:
        return {"text": button.label, "url": button.url}
    return {"text": button.label, "callback_data": button.payload or "-"}


def _below(message: Message) -> Markup:
    rows = [[_below_button(button) for button in row] for row in message.rows]
    return {"keyboard": rows, "resize_keyboard": True, "one_time_keyboard": True}


def _below_button(button: Button) -> dict[str, str | bool]:
    match button.kind:
        case ButtonKind.PLACE:
            return {"text": button.label, "request_location": True}
        case ButtonKind.CONTACT:
            return {"text": button.label, "request_contact": True}
    return {"text": button.label}
