"""The Bot API over HTTP: /telegram/bot<token>/<method> and /telegram/file/bot<token>/<path>."""

import inspect
from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from bots.sandbox.identity import is_telegram_token
from bots.sandbox.parameters import MalformedError, Parameters, TooLargeError, read_parameters
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json

from . import changing, sending, settling, topics
from .door import TelegramDoor
from .rules import NAMES, TelegramError, bad_request, read_call

Handler = Callable[[TelegramDoor, Any], Any]
HANDLERS: Final[dict[str, Handler]] = {
    **sending.HANDLERS,
    **changing.HANDLERS,
    **settling.HANDLERS,
    **topics.HANDLERS,
}


class TelegramApi:
    def __init__(self, door: TelegramDoor, traffic: Traffic) -> None:
        self._door = door
        self._traffic = traffic

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/telegram/bot{token}/{method}", self.call),
            web.get("/telegram/file/bot{token}/{folder}/{name}", self.download),
        ]

    async def call(self, request: web.Request) -> web.Response:
        method = NAMES.get(request.match_info["method"].lower(), request.match_info["method"])
        parameters = Parameters({}, {})
        try:
            parameters = await read_parameters(request)
            answer: Json = {"ok": True, "result": await self._result(request, method, parameters)}
            status = 200
        except TooLargeError:
            status, answer = _refusal(TelegramError(413, "Request Entity Too Large"))
        except MalformedError as problem:
            status, answer = _refusal(bad_request(f"can't parse the request: {problem}"))
        except TelegramError as error:
            status, answer = _refusal(error)
        self._traffic.call(
            "telegram", method, parameters.values, sorted(parameters.files), status, answer
        )
        return web.json_response(answer, status=status)

    async def _result(self, request: web.Request, method: str, parameters: Parameters) -> Any:
        if not is_telegram_token(request.match_info["token"]):
            raise TelegramError(401, "Unauthorized")
        if method not in HANDLERS:
            raise TelegramError(404, "Not Found")
        call = read_call(method, parameters.values, parameters.files)
        result = HANDLERS[method](self._door, call)
        if inspect.isawaitable(result):
            result = await result
        self._door.world.changed.ring()
        return result

    async def download(self, request: web.Request) -> web.Response:
        media = self._door.world.linked_file(request.match_info["name"].partition(".")[0])
        if not is_telegram_token(request.match_info["token"]) or media is None:
            _, answer = _refusal(TelegramError(404, "Not Found"))
            return web.json_response(answer, status=404)
        return web.Response(
            body=self._door.world.contents[media.key], content_type="application/octet-stream"
        )


def _refusal(error: TelegramError) -> tuple[int, Json]:
    answer: Json = {"ok": False, "error_code": error.code, "description": error.description}
    if error.parameters:
        answer["parameters"] = error.parameters
    return error.code, answer
