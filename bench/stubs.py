"""Messengers that are not there: the doors down to where a connection would be opened.

A call becomes the library's own request, and is answered at once with what the messenger would
say. Who waits for a reply is told when it was handed over.
"""

import asyncio
import itertools
import json
from collections import deque
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bots.doors.telegram  # noqa: F401  because aiogram is to come by way of it, lightly, as in life

# isort: split
from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType
from msgspec.structs import replace

from bots.doors.door import Door
from bots.doors.leaving import Leaving
from bots.doors.limits import Pace
from bots.doors.pacing import Turns
from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor
from core.files import Content, Found, Loss
from core.messages import File, Outgoing
from core.people import Peer

REMEMBERED = 64
"""Messages: a bot forgets what it sent, and so is the collector to have nothing more to look at."""


class Stub:
    """A door, and what went through it."""

    def __init__(self, door: Door) -> None:
        self.door = door
        self.told: deque[Outgoing] = deque(maxlen=REMEMBERED)
        self._awaited: dict[int, tuple[int, asyncio.Future[None]]] = {}
        endless = Pace(everyone=1e9, chat=1e9, group=1e9)
        door.limits = replace(door.limits, pace=endless)
        self._deliver = door.deliver
        door.deliver = self._handed  # type: ignore[method-assign]  # because it is the real door that is timed

    def expect(self, person: int, replies: int) -> "asyncio.Future[None]":
        """Done when so many messages more were handed over to the person."""
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        if replies:
            self._awaited[person] = (replies, done)
        else:
            done.set_result(None)
        return done

    def expected(self) -> dict[int, int]:
        """Replies that are still waited for, by person."""
        return {person: left for person, (left, _) in self._awaited.items()}

    async def _handed(self, outgoing: Outgoing, token: int) -> str:
        message = await self._deliver(outgoing, token)
        if not outgoing.is_silent and outgoing.toast is None:
            self.told.append(outgoing)
            person = outgoing.peer.chat
            left, done = self._awaited.pop(person, (0, None))
            if left > 1 and done is not None:
                self._awaited[person] = (left - 1, done)
            elif done is not None and not done.done():
                done.set_result(None)
        return message


def stub(door: str) -> Stub:
    return Stub(_vk() if door == "vk" else _telegram())


class _Session(BaseSession):
    """Telegram's answers: every message is a new one."""

    def __init__(self) -> None:
        super().__init__()
        self._numbers = itertools.count(1)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  because aiogram's own has it
    ) -> TelegramType:
        if method.__api_method__.startswith("answer"):
            return True  # type: ignore[return-value]  # because that is what answerCallbackQuery returns
        return {"message_id": next(self._numbers)}  # type: ignore[return-value]  # because nothing else of it is read

    async def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


def _telegram() -> TelegramDoor:
    door = TelegramDoor("42:token", "http://localhost")
    session = _Session()
    door._session = door._bot.session = session  # type: ignore[assignment]  # noqa: SLF001  because only the connection is not real
    return door


class _Client:
    """VK's answers over HTTP."""

    session = object()

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    async def request_text(self, url: str, **kwargs: Any) -> str:
        if url.endswith("messages.send"):
            return json.dumps({"response": self._sent()})
        if url.endswith("execute"):
            calls = kwargs["data"]["code"].count("API.messages.send(")
            return json.dumps({"response": [self._sent() for _ in range(calls)]})
        return '{"response":1}'

    def _sent(self) -> list[dict[str, int]]:
        number = next(self._numbers)
        return [{"peer_id": 1, "message_id": number, "conversation_message_id": number}]

    async def close(self) -> None:
        """Nothing is open."""


def _vk() -> VkDoor:
    door = VkDoor("vk1.token", 77, "http://localhost", making=free)
    door._client = door._api.http_client = _Client()  # type: ignore[assignment]  # noqa: SLF001  because only the connection is not real
    return door


_AT_ONCE = Leaving(lambda: None)
"""When something left is of no account."""


class _Free:
    """A turn at any time."""

    def begin(self, ring: Callable[[], None]) -> None:
        """There is always one."""

    def next(self, count: int, waited: float) -> float:
        return 0.0

    def take(self, waited: float) -> Leaving:
        return _AT_ONCE

    def rest(self) -> None:
        """A pause changes nothing."""


def free(name: str, rate: float) -> Turns:
    """No pace at all: it is the bot that is measured, not what the messenger allows."""
    return _Free()


class NoFiles:
    """The collector, where photographs go on by their names."""

    async def find(self, file: File, ticket: str) -> Found:
        raise AssertionError(file)

    def path(self, content: Content) -> Path:
        raise AssertionError(content)

    async def follows(self, file: File, ticket: str, peer: Peer) -> bool:
        return False

    async def lost(self, file: File, outgoing: Outgoing, why: Loss) -> None:
        raise AssertionError(file)
