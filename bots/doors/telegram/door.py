"""Telegram: aiogram as a client of the Bot API, never as a dispatcher.

* Updates are fetched raw and parsed one by one: aiogram parses a whole answer or nothing, and
  one update of a kind it does not know would stop the bot for good (aiogram #1840).
* The cursor is the offset of the next call, so an update is acknowledged when the next batch
  is asked for: after the last one was committed. aiogram's own polling does it before.
* With a webhook Telegram keeps what it could not bring for a day, and brings the messages of one
  chat one after another however many connections it may open: the next comes after the answer to
  the last. So several connections cost no order within a chat.
* A file cannot be uploaded without sending it: an adopted file is its path until it is sent.
* The address of every call holds the token, so errors are told without it.
"""

import asyncio
import contextlib
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path
from typing import Any, TypeVar

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import AiogramError, ClientDecodeError, TelegramBadRequest
from aiogram.methods import (
    DeleteWebhook,
    GetFile,
    GetMe,
    GetWebhookInfo,
    SetMyCommands,
    SetWebhook,
    TelegramMethod,
)
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    FSInputFile,
    InputFile,
)
from aiohttp import ClientError, ClientResponseError
from msgspec.structs import replace

from bots.doors.door import (
    Batch,
    Raw,
    Reception,
    Rejected,
    Threadless,
    TooLarge,
    Unsettled,
)
from bots.doors.keepable import fingerprint, is_keepable, keepable
from bots.doors.leaving import Connector
from bots.doors.limits import LIMITS, Limits
from bots.doors.webhook import webhook
from core.messages import File, FileKind, Outgoing
from core.words.written import read_json
from dialogs.events import Arrival

from .calls import call_for, door_error, is_done, is_threadless
from .reading import DOOR, read_raw

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
"""What :mod:`.reading` reads. my_chat_member comes only if it is named."""

UPLOAD_LIMIT = 50 * 1024 * 1024
PHOTO_LIMIT = 10 * 1024 * 1024
"""Bytes of a file, and of a photograph, that can be sent at most."""

UPLOAD = "upload:"
"""Before the path of a file that is still to be uploaded, where others have a file_id."""

FORGOTTEN_AFTER = 6 * 24 * 3600
"""Seconds of silence after which the cursor is not used: after a week the updates' numbers
start again at random, maybe below it."""

TIMEOUT = 30.0
"""Seconds for a call that waits for nothing."""

DELIVERY_SECONDS = 15.0
"""For a message without files. Longer, and a chat that hangs waits longer; shorter, and a
messenger that is only slow gets it twice."""

CALLS_AT_ONCE = 600
"""Connections: thirty deliveries a second that all hang until their time-out, and some room.
aiogram's own hundred would be full of them, and nothing else would be sent."""

FILE_SECONDS = 300.0
"""Seconds in which a file must have come, or gone."""

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  because it is a header's name

CONNECTIONS = 40
"""Updates that Telegram may bring at once, of different chats."""

LOOKED_AFTER = 300.0
"""Seconds between two looks whether the webhook still works."""

RECENT = 2 * LOOKED_AFTER
"""Seconds during which a failure of the webhook is news: Telegram tells the last one for ever."""

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


class _Session(AiohttpSession):
    """aiogram's session with our connections."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**settings)
        self._connector_type = Connector

    async def close(self) -> None:
        """aiohttp lets go of its connections by itself; aiogram would sleep over it, always."""
        if self._session is not None:
            await self._session.close()


class TelegramDoor:
    """The door to Telegram.

    ``api_base`` is the address of another Bot API server (None: Telegram's own); ``wait``, in
    seconds, is how long ``arrivals`` waits for an update; ``hook`` is the address to which
    Telegram brings updates ("": they are polled). Raises ``TokenValidationError`` if
    the token does not look like one.
    """

    name = DOOR
    limits: Limits = LIMITS[DOOR]
    accepted = ""

    def __init__(
        self,
        token: str,
        api_base: str | None = None,
        *,
        private_commands: Commands = (),
        group_commands: Commands = (),
        wait: int = 25,
        hook: str = "",
    ) -> None:
        server = PRODUCTION if api_base is None else TelegramAPIServer.from_base(api_base)
        self._session = _Session(
            api=server, limit=CALLS_AT_ONCE, timeout=TIMEOUT, json_loads=read_json
        )
        self._bot = Bot(token, session=self._session)
        self._private_commands = private_commands
        self._group_commands = group_commands
        self._wait = wait
        self._hook = webhook(hook, token, DOOR)
        self._username = ""

    async def greet(self) -> None:
        me = await self._call(GetMe())
        self._username = me.username or ""

    async def open(self) -> None:
        await self.greet()
        await self._choose_the_way()
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

    async def _choose_the_way(self) -> None:
        """Webhook or polling; what waits for the bot goes on waiting."""
        if self._hook is None:
            await self._call(DeleteWebhook(drop_pending_updates=False))
            return
        await self._call(
            SetWebhook(
                url=self._hook.address,
                secret_token=self._hook.secret,
                allowed_updates=ALLOWED_UPDATES,
                max_connections=CONNECTIONS,
                drop_pending_updates=False,
            )
        )

    async def close(self) -> None:
        await self._session.close()

    @property
    def username(self) -> str:
        """The bot's name, as in a deep link; "" before ``greet``."""
        return self._username

    def stranger(self, headers: Mapping[str, str]) -> bool:
        return self._hook is None or not self._hook.knows(headers.get(SECRET_HEADER))

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        return not self.stranger(headers)

    async def welcome(self, raw: Raw) -> Batch | str:
        if not self._username:  # a reply to the bot would be read as one to somebody else
            raise Unsettled("the bot does not know its name yet")
        return Batch((raw,), None)

    async def reception(self) -> Reception:
        found = await self._call(GetWebhookInfo())
        failed = found.last_error_date
        trouble = ""
        if found.url != (self._hook.address if self._hook else ""):
            trouble = "the webhook is not the one that was set"
        elif failed and found.pending_update_count and time.time() - failed.timestamp() < RECENT:
            trouble = found.last_error_message or "the webhook fails"
        return Reception(found.url, trouble, found.pending_update_count)

    async def beginning(self) -> str | None:
        return None  # Telegram keeps what came for a day

    async def arrivals(self, cursor: str | None) -> Batch:
        if self._hook is not None:
            return await self._look_after()
        method = _GetUpdates(offset=_offset(cursor, self._bot.id), timeout=self._wait)
        found = await self._call(method, seconds=self._wait + TIMEOUT)
        updates = [raw for raw in found if isinstance(raw, dict)]
        numbers = [raw["update_id"] for raw in updates if isinstance(raw.get("update_id"), int)]
        if not numbers:
            return Batch(updates, cursor or "")
        return Batch(updates, f"{max(numbers) + 1}@{int(time.time())}@{self._bot.id}")

    async def _look_after(self) -> Batch:
        """Nothing, as long as the webhook works; else the door has to be opened anew.

        To set it again also ends Telegram's pause, which grows with every failure.
        """
        await asyncio.sleep(LOOKED_AFTER)
        if trouble := (await self.reception()).trouble:
            raise Unsettled(trouble)
        return Batch((), None)

    def key(self, raw: Raw) -> str:
        """The update's number, and the message's: numbers start again after a week of silence."""
        number = raw.get("update_id")
        body = next((part for part in raw.values() if isinstance(part, dict)), {})
        inner = body.get("message_id") or body.get("id") or body.get("date")
        if isinstance(number, int) and isinstance(inner, int | str):
            name = f"{number}.{inner}"
            if is_keepable(name):
                return name
        return fingerprint(raw)

    def read(self, raw: Raw, key: str) -> Arrival | None:
        return keepable(read_raw(raw, key, self._username))

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        """``token`` is not used: the Bot API knows no idempotency key."""
        del token
        try:
            method = call_for(outgoing, self._content)
            seconds = FILE_SECONDS if outgoing.message.files else DELIVERY_SECONDS
            # As its Bot would, which asks of each call for middlewares, and there are none.
            sent = await self._session.make_request(self._bot, method, timeout=int(seconds))  # type: ignore[arg-type]  # because of ours it needs no more
            return _message_id(sent)
        except TelegramBadRequest as error:
            if is_done(error):
                return outgoing.edits or ""
            if is_threadless(outgoing, error):
                raise Threadless(str(error)) from None
            raise door_error(error) from None
        except ClientDecodeError as error:
            if (sent := _sent(error)) is not None:
                return _message_id(sent)
            raise door_error(error) from None
        except AiogramError as error:
            raise self._told(error) from None

    async def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        found = await self._file(file)
        address = self._session.api.file_url(self._bot.token, found)
        parts = self._session.stream_content(address, timeout=int(FILE_SECONDS))
        try:
            async with contextlib.aclosing(parts):
                async for part in parts:
                    yield part
        except ClientResponseError as error:
            raise _not_given(error.status) from None
        except (ClientError, TimeoutError) as error:
            raise Unsettled(f"the download broke off: {type(error).__name__}") from None

    async def adopt(self, file: File, path: Path, chat: int) -> File:
        """A file is uploaded when it is sent; until then it is known by where it is kept."""
        del chat  # a file on Telegram belongs to no chat
        size = path.stat().st_size  # noqa: ASYNC240  because it takes no longer than the await would
        if size > UPLOAD_LIMIT:
            raise TooLarge("the file is larger than 50 MB")
        heavy = file.kind is FileKind.PHOTO and size > PHOTO_LIMIT
        kind = FileKind.DOCUMENT if heavy else file.kind
        return replace(file, kind=kind, door=self.name, ref=f"{UPLOAD}{path}", url="")

    async def _file(self, file: File) -> str:
        """The path under which the file can be downloaded for the next hour."""
        try:
            found = await self._call(GetFile(file_id=file.ref))
        except Rejected as refusal:
            if "too big" in str(refusal):
                raise TooLarge(str(refusal)) from None
            raise
        if not found.file_path:
            raise Rejected("Telegram gives no path to the file")
        return found.file_path

    def _content(self, file: File) -> str | InputFile:
        if not file.ref.startswith(UPLOAD):
            return file.ref
        path = Path(file.ref.removeprefix(UPLOAD))
        return FSInputFile(path, file.name or _file_name(file.kind))

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


def _offset(cursor: str | None, bot: int) -> int | None:
    """The cursor is ``OFFSET@SECONDS@BOT``: when the last update came, by our clock, and to which
    bot. Updates of another bot have other numbers: with this one's offset those below it would be
    taken for confirmed, and lost."""
    if not cursor:
        return None
    offset, moment, of = (*cursor.split("@"), "", "")[:3]
    if moment and time.time() - int(moment) > FORGOTTEN_AFTER:
        return None
    return int(offset) if of in ("", str(bot)) else None


def _sent(error: ClientDecodeError) -> object:
    """The result of a call that was done, though its answer has what aiogram cannot read.

    Sending again would repeat the message for ever.
    """
    answer = error.data
    return answer.get("result") if isinstance(answer, dict) and answer.get("ok") else None


def _message_id(result: object) -> str:
    """The id of what was sent: of an album, every message's; of a thread that was opened; "" for a
    toast."""
    if isinstance(result, list):
        return ",".join(_message_id(one) for one in result)
    number = None
    if isinstance(result, dict):  # a message in a thread has the numbers of both
        number = result.get("message_id") or result.get("message_thread_id")
    return str(number or getattr(result, "message_id", ""))


def _not_given(status: int) -> Exception:
    if status == 404:
        return Rejected("the file is no longer there")
    return Unsettled(f"the download was answered with {status}")


def _file_name(kind: FileKind) -> str:
    return {FileKind.PHOTO: "photo.jpg", FileKind.VIDEO: "video.mp4"}.get(kind, "file")
