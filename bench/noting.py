"""Messengers that are not there, and note each request: the doors with all their pace, down to
where a connection would be opened."""

import itertools
import json
import re
from collections.abc import Callable
from typing import Any

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.methods import TelegramMethod
from aiogram.methods.base import TelegramType

from bots.doors.telegram.door import TelegramDoor
from bots.doors.vk.door import VkDoor

Note = Callable[[int], None]
"""Told of each request: how many people it is for."""

_CALL = re.compile(r"API\.messages\.send\(")


def telegram_without_connection(note: Note) -> TelegramDoor:
    door = TelegramDoor("42:token", "http://localhost")
    door._session = door._bot.session = _Session(note)  # type: ignore[assignment]  # noqa: SLF001  because only the connection is not real
    return door


def vk_without_connection(note: Note) -> VkDoor:
    door = VkDoor("vk1.token", 77, "http://localhost")
    door._client = door._api.http_client = _Client(note)  # type: ignore[assignment]  # noqa: SLF001  because only the connection is not real
    return door


class _Session(BaseSession):
    def __init__(self, note: Note) -> None:
        super().__init__()
        self._note = note
        self._numbers = itertools.count(1)

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  because aiogram's own has it
    ) -> TelegramType:
        self._note(1)
        return {"message_id": next(self._numbers)}  # type: ignore[return-value]  # because nothing else of it is read

    async def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        yield b""

    async def close(self) -> None:
        """Nothing is open."""


class _Client:
    """VK's answers over HTTP to messages.send and to a bundle of it."""

    session = object()

    def __init__(self, note: Note) -> None:
        self._note = note
        self._numbers = itertools.count(1)

    async def request_text(self, url: str, **kwargs: Any) -> str:
        told = kwargs["data"]
        if url.endswith("/execute"):
            begun = [match.end() for match in _CALL.finditer(told["code"])]
            calls = [json.JSONDecoder().raw_decode(told["code"], at)[0] for at in begun]
        else:
            calls = [told]
        sent = [self._sent(str(call["peer_ids"])) for call in calls]
        self._note(sum(map(len, sent)))
        return json.dumps({"response": sent if url.endswith("/execute") else sent[0]})

    def _sent(self, peers: str) -> list[dict[str, int]]:
        numbers = ((int(peer), next(self._numbers)) for peer in peers.split(","))
        return [
            {"peer_id": peer, "message_id": number, "conversation_message_id": number}
            for peer, number in numbers
        ]

    async def close(self) -> None:
        """Nothing is open."""
