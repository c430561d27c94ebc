"""MAX's Bot API over HTTP: /max/<path>, /max/upload/<kind>/<key>, /max/file/<link>/<name>.

The token is the whole ``Authorization`` header; in the query it is refused, as it is by the real
one now. Every refusal is ``{"code": …, "message": …}`` with HTTP's status.
"""

import inspect
import json
import re
from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from bots.sandbox.identity import MAX, is_max_token
from bots.sandbox.origin import with_origin
from bots.sandbox.parameters import (
    MalformedError,
    TooLargeError,
    Upload,
    read_parameters,
)
from bots.sandbox.traffic import Traffic

from .door import MaxDoor
from .methods import chats, members, messages, settling, uploads, videos
from .rules import MaxError, bad_payload, read_call, resolve

Handler = Callable[[MaxDoor, Any], Any]
HANDLERS: Final[dict[str, Handler]] = {
    **messages.HANDLERS,
    **settling.HANDLERS,
    **chats.HANDLERS,
    **members.HANDLERS,
    **uploads.HANDLERS,
    **videos.HANDLERS,
}


_FILE_NAME: Final = re.compile(r'filename="?([^";]+)')


class MaxApi:
    def __init__(self, door: MaxDoor, traffic: Traffic) -> None:
        self._door = door
        self._traffic = traffic

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/max/file/{link}/{name}", self.file),
            web.post("/max/upload/{kind}/{key}", self.upload),
            web.route("*", "/max/{path:.*}", self.call),
        ]

    async def call(self, request: web.Request) -> web.Response:
        path = f"/{request.match_info['path']}"
        name, values, status = f"{request.method} {path}", dict[str, Any](request.query), 200
        answer: Any
        try:
            _check_token(request)
            name, pieces = resolve(request.method, path)
            body = await _body(request)
            values = values | pieces | (body if isinstance(body, dict) else {})
            answer = await self._answer(name, pieces, dict(request.query), body)
        except MaxError as error:
            status, answer = error.status, {"code": error.code, "message": error.message}
        self._door.world.changed.ring()
        answer = with_origin(request, answer)
        self._traffic.call(MAX, name, values, [], status, answer)
        text = json.dumps(answer, ensure_ascii=False)
        return web.Response(text=text, status=status, content_type="application/json")

    async def _answer(
        self, name: str, pieces: dict[str, str], query: dict[str, str], body: Any
    ) -> Any:
        result = HANDLERS[name](self._door, read_call(name, pieces, query, body))
        return await result if inspect.isawaitable(result) else result

    async def upload(self, request: web.Request) -> web.Response:
        """The upload server: it asks for no token, its address is the permission."""
        kind, key, status = request.match_info["kind"], request.match_info["key"], 200
        answer: Any
        try:
            answer = uploads.receive(self._door, kind, key, await _file(request))
        except MaxError as error:
            status, answer = error.status, {"code": error.code, "message": error.message}
        self._door.world.changed.ring()
        self._traffic.call(MAX, f"upload/{kind}", {"key": key}, ["data"], status, answer)
        if isinstance(answer, str):
            return web.Response(text=answer, content_type="text/xml")
        return web.json_response(answer, status=status)

    async def file(self, request: web.Request) -> web.Response:
        media = self._door.world.linked_file(request.match_info["link"])
        if media is None:
            raise web.HTTPNotFound
        return web.Response(
            body=self._door.world.contents[media.key], headers={"Content-Type": media.mime}
        )


async def _file(request: web.Request) -> Upload | None:
    """What was posted: a part of a form, or the whole body. Raises ``MaxError``."""
    try:
        files = (await read_parameters(request)).files
    except TooLargeError as problem:
        raise MaxError(413, "upload.error", "The file is too large") from problem
    except MalformedError as problem:
        raise bad_payload(str(problem)) from problem
    if request.content_type == "multipart/form-data":
        return next(iter(files.values()), None)
    disposition = request.headers.get("Content-Disposition", "")
    name = _FILE_NAME.search(disposition)
    return Upload(name[1] if name else "file", request.content_type, await request.read())


def _check_token(request: web.Request) -> None:
    token = request.headers.get("Authorization", "")
    if not token:
        raise MaxError(401, "verify.token", "No access_token: Authorization header is expected")
    if not is_max_token(token):
        raise MaxError(401, "verify.token", "Invalid access_token")


async def _body(request: web.Request) -> Any:
    """The JSON of a request; None where it has none. Raises ``MaxError``."""
    text = await request.text()
    if not text:
        return None
    if request.content_type != "application/json":
        raise bad_payload("Content-Type: application/json is expected")
    try:
        return json.loads(text)
    except ValueError as problem:
        raise bad_payload("Can't deserialize body") from problem
