"""Telegram for python-telegram-bot: a request object that answers at once with the API's JSON."""

import json

from telegram.request import BaseRequest, RequestData

from .load import Replies

_ME = {"id": 42, "is_bot": True, "first_name": "Парадная", "username": "paradnaya_bot"}
_OK = b'{"ok": true, "result": true}'


class Stub(BaseRequest):
    def __init__(self, replies: Replies) -> None:
        self._replies = replies

    @property
    def read_timeout(self) -> float:
        return 5.0

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: object = None,
        write_timeout: object = None,
        connect_timeout: object = None,
        pool_timeout: object = None,
    ) -> tuple[int, bytes]:
        called = url.rpartition("/")[2]
        if called == "getMe":
            return 200, json.dumps({"ok": True, "result": _ME}).encode()
        if called not in ("sendMessage", "editMessageText") or request_data is None:
            return 200, _OK
        person = int(request_data.parameters["chat_id"])
        self._replies.handed(person)
        chat = (
            b'{"message_id": 1, "date": 1790000000, "chat": {"id": %d, "type": "private"}}' % person
        )
        return 200, b'{"ok": true, "result": %s}' % chat
