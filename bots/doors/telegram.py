"""Telegram: aiogram as a client of the Bot API, never as a dispatcher.

* Updates are fetched raw and parsed one by one: aiogram parses a whole answer or nothing, and
  one update of a kind it does not know would stop the bot for good (aiogram #1840).
* The cursor is the offset of the next call, so an update is acknowledged when the next batch
  is asked for: after the last one was committed. aiogram's own polling does it before.
* A file cannot be uploaded without sending it: an adopted file is kept here until it is sent.
* The address of every call holds the token, so errors are told without it.
"""

import hashlib
import json
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramBadRequest
from aiogram.methods import DeleteWebhook, GetFile, GetMe, SetMyCommands, TelegramMethod
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BufferedInputFile,
    InputFile,
)
from aiohttp import ClientError, ClientResponseError

from core.messages import File, FileKind, Outgoing
from dialogs.events import Arrival

from .door import Batch, Raw, Rejected, Unsettled
from .layout import LIMITS, Limits
from .telegram_calls import call_for, door_error, is_done
from .telegram_reading import DOOR, read_raw

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What :mod:`telegram_reading` reads. my_chat_member comes only if it is named."""

DOWNLOAD_LIMIT = 20 * 1024 * 1024
"""Bytes that getFile gives at most."""

UPLOADS_KEPT = 64 * 1024 * 1024
"""Bytes of adopted files kept at most; the oldest go first."""

FORGOTTEN_AFTER = 6 * 24 * 3600
"""Seconds of silence after which the cursor is not used: after a week the updates' numbers
start again at random, maybe below it."""

TIMEOUT = 30.0
"""Seconds for a call that waits for nothing."""

Commands = Sequence[tuple[str, str]]
"""(name, description), as the messenger's menu shows them."""

Result = TypeVar("Result")


class _GetUpdates(TelegramMethod[list[Any]]):
    """getUpdates, its updates left as they came."""

    __returning__ = list[Any]
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = 100
    timeout: int = 0
    allowed_updates: list[str] = ALLOWED_UPDATES


class TelegramDoor:
    """The door to Telegram.

    ``api_base`` is the address of another Bot API server (None: Telegram's own); ``wait``, in
    seconds, is how long ``arrivals`` waits for an update. Raises ``TokenValidationError`` if
    the token does not look like one.
    """

    name = DOOR
    limits: Limits = LIMITS[DOOR]

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        private_commands: Commands = (),
        group_commands: Commands = (),
        wait: int = 25,
    ) -> None:
        server = PRODUCTION if api_base is None else TelegramAPIServer.from_base(api_base)
        self._session = AiohttpSession(api=server, timeout=TIMEOUT)
        self._bot = Bot(token, session=self._session)
        self._private_commands = private_commands
        self._group_commands = group_commands
        self._wait = wait
        self._username = ""
        self._uploads: OrderedDict[str, bytes] = OrderedDict()

    async def open(self) -> None:
        me = await self._call(GetMe())
        self._username = me.username or ""
        await self._call(DeleteWebhook(drop_pending_updates=False))
        await self._call(
            SetMyCommands(
                commands=_commands(self._private_commands),
                scope=BotCommandScopeAllPrivateChats(),
            )
        )
        await self._call(
            SetMyCommands(
                commands=_commands(self._group_commands),
                scope=BotCommandScopeAllGroupChats(),
            )
        )

    async def close(self) -> None:
        await self._session.close()

    @property
    def username(self) -> str:
        """The bot's name, as in a deep link; "" before ``open``."""
        return self._username

    async def arrivals(self, cursor: str | None) -> Batch:
        method = _GetUpdates(offset=_offset(cursor), timeout=self._wait)
        found = await self._call(method, seconds=self._wait + TIMEOUT)
        updates = [raw for raw in found if isinstance(raw, dict)]
        numbers = [raw["update_id"] for raw in updates if isinstance(raw.get("update_id"), int)]
        if not numbers:
            return Batch(updates, cursor or "")
        return Batch(updates, f"{max(numbers) + 1}@{int(time.time())}")

    def key(self, raw: Raw) -> str:
        """The update's number, and the message's: numbers start again after a week of silence."""
        number = raw.get("update_id")
        body = next((part for part in raw.values() if isinstance(part, dict)), {})
        inner = body.get("message_id") or body.get("id") or body.get("date")
        if number is None or inner is None:
            text = json.dumps(raw, sort_keys=True, default=str)
            return f"{number}.{hashlib.sha256(text.encode(errors='replace')).hexdigest()[:16]}"
        return f"{number}.{inner}"

    def read(self, raw: Raw) -> Arrival | None:
        return read_raw(raw, self.key(raw), self._username)

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        """``token`` is not used: the Bot API knows no idempotency key."""
        del token
        try:
            method = call_for(outgoing, self._content)
            return _message_id(await self._bot(method, request_timeout=int(TIMEOUT)))
        except TelegramBadRequest as error:
            if is_done(error):
                return outgoing.edits or ""
            raise door_error(error) from None
        except ClientDecodeError as error:
            if (sent := _sent(error)) is not None:
                return _message_id(sent)
            raise door_error(error) from None
        except AiogramError as error:
            raise self._told(error) from None

    async def fetch(self, file: File) -> bytes:
        found = await self._call(GetFile(file_id=file.ref))
        if not found.file_path:
            raise Rejected("Telegram gives no path to the file")
        address = self._session.api.file_url(self._bot.token, found.file_path)
        content = bytearray()
        try:
            async for part in self._session.stream_content(address, timeout=int(TIMEOUT) * 2):
                content += part
                if len(content) > DOWNLOAD_LIMIT:
                    raise Rejected("the file is larger than 20 MB")
        except ClientResponseError as error:
            raise _not_given(error.status) from None
        except (ClientError, TimeoutError) as error:
            raise Unsettled(f"the download broke off: {type(error).__name__}") from None
        return bytes(content)

    async def adopt(self, file: File, content: bytes, chat: int) -> File:
        """Keep the content until it is sent. Only this process can send what it returns."""
        del chat  # a file on Telegram belongs to no chat
        ref = f"upload:{hashlib.sha256(content).hexdigest()}"
        self._uploads[ref] = content
        self._uploads.move_to_end(ref)
        while sum(map(len, self._uploads.values())) > UPLOADS_KEPT and len(self._uploads) > 1:
            self._uploads.popitem(last=False)
        return replace(file, door=self.name, ref=ref, url="", size=len(content))

    def _content(self, file: File) -> str | InputFile:
        if not file.ref.startswith("upload:"):
            return file.ref
        content = self._uploads.get(file.ref)
        if content is None:
            raise Unsettled("an adopted file is no longer kept: adopt it again")
        return BufferedInputFile(content, file.name or _file_name(file.kind))

    async def _call(self, method: TelegramMethod[Result], seconds: float = TIMEOUT) -> Result:
        try:
            return await self._bot(method, request_timeout=int(seconds))
        except AiogramError as error:
            raise self._told(error) from None

    def _told(self, error: AiogramError) -> Exception:
        """The port's error, without the token in its text."""
        told = door_error(error)
        told.args = tuple(
            part.replace(self._bot.token, "…") if isinstance(part, str) else part
            for part in told.args
        )
        return told


def _commands(commands: Commands) -> list[BotCommand]:
    return [BotCommand(command=name, description=text) for name, text in commands]


def _offset(cursor: str | None) -> int | None:
    """The cursor is ``OFFSET@SECONDS``: when the last update came, by our clock."""
    if not cursor:
        return None
    offset, _, moment = cursor.partition("@")
    if moment and time.time() - int(moment) > FORGOTTEN_AFTER:
        return None
    return int(offset)


def _sent(error: ClientDecodeError) -> object:
    """The result of a call that was done, though its answer has what aiogram cannot read.

    Sending again would repeat the message for ever.
    """
    answer = error.data
    return answer.get("result") if isinstance(answer, dict) and answer.get("ok") else None


def _message_id(result: object) -> str:
    """The id of what was sent: of an album, every message's; "" for a toast."""
    if isinstance(result, list):
        return ",".join(_message_id(one) for one in result)
    number = result.get("message_id") if isinstance(result, dict) else None
    return str(number or getattr(result, "message_id", ""))


def _not_given(status: int) -> Exception:
    if status == 404:
        return Rejected("the file is no longer there")
    return Unsettled(f"the download was answered with {status}")


def _file_name(kind: FileKind) -> str:
    return {FileKind.PHOTO: "photo.jpg", FileKind.VIDEO: "video.mp4"}.get(kind, "file")
