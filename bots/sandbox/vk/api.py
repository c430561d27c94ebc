"""VK's API over HTTP: /vk/method/<name>, /vk/longpoll/<group>, /vk/upload/<kind>, /vk/file/…"""

from collections.abc import Callable
from typing import Any, Final

from aiohttp import web

from bots.sandbox.identity import VK, VK_VERSION, is_vk_token
from bots.sandbox.origin import with_origin
from bots.sandbox.parameters import MalformedError, read_parameters
from bots.sandbox.pictures import sample
from bots.sandbox.traffic import Traffic
from bots.sandbox.world import Json

from . import callback_methods, messages, reading, uploads
from .door import VkDoor
from .execute import read_code
from .rules import METHODS, VkError, bad_parameter, read_call, refusal

HANDLERS: Final[dict[str, Callable[[VkDoor, Any], Any]]] = {
    **messages.HANDLERS,
    **reading.HANDLERS,
    **uploads.HANDLERS,
    **callback_methods.HANDLERS,
}


class VkApi:
    def __init__(
        self,
        door: VkDoor,
        traffic: Traffic,
        refuse_inside: Callable[[str, dict[str, Any]], None],
    ) -> None:
        """``refuse_inside`` sees each call that an execute bundles; it may raise ``VkError``."""
        self._door = door
        self._refuse_inside = refuse_inside
        self._traffic = traffic

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/vk/method/{method}", self.call),
            web.route("*", "/vk/longpoll/{group}", self.long_poll),
            web.post("/vk/upload/{kind}", self.upload),
            web.get("/vk/file/{key}/{name}", self.file),
            web.get("/vk/picture.png", self.picture),
        ]

    async def call(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        values: dict[str, Any] = {}
        try:
            values = (await read_parameters(request)).values
            _check_token(request, values)
            answer = self._answer(method, values)
        except MalformedError as problem:
            answer = refusal(bad_parameter(str(problem)), method, values)
        except VkError as error:
            answer = refusal(error, method, values)
        self._door.world.changed.ring()
        answer = with_origin(request, answer)
        self._traffic.call(VK, method, values, [], 200, answer)
        return web.json_response(answer)

    def _answer(self, method: str, values: dict[str, Any]) -> Json:
        if method == "execute":
            return self._execute(read_call(method, values).get("code"))
        return {"response": self._response(method, values)}

    def _response(self, method: str, values: dict[str, Any]) -> Any:
        if method not in METHODS or method not in HANDLERS:
            raise VkError(3, "Unknown method passed")
        return HANDLERS[method](self._door, read_call(method, values))

    def _execute(self, code: str) -> Json:
        responses: list[Any] = []
        errors: list[Json] = []
        for method, values in read_code(code):
            try:
                self._refuse_inside(method, values)
                responses.append(self._response(method, values))
            except VkError as error:
                responses.append(False)
                refusal = {"error_code": error.code, "error_msg": error.message}
                errors.append({"method": method, **refusal})
        answer: Json = {"response": responses}
        return {**answer, "execute_errors": errors} if errors else answer

    async def long_poll(self, request: web.Request) -> web.Response:
        query = dict(request.query)
        if request.method == "POST":
            query |= {name: str(value) for name, value in (await request.post()).items()}
        if query.get("act") != "a_check":
            return web.Response(status=400, text="act=a_check is wanted")
        wait = query.get("wait", "25")
        seconds = int(wait) if wait.isdecimal() else 25
        answer = await self._door.check(query.get("key", ""), query.get("ts", ""), seconds)
        return web.json_response(with_origin(request, answer))

    async def upload(self, request: web.Request) -> web.Response:
        kind = request.match_info["kind"]
        try:
            files = (await read_parameters(request)).files
        except MalformedError:
            files = {}
        answer = uploads.receive(self._door, kind, files)
        self._traffic.call(VK, f"upload/{kind}", {}, sorted(files), 200, answer)
        return web.json_response(answer)

    async def file(self, request: web.Request) -> web.Response:
        media = self._door.world.linked_file(request.match_info["key"])
        if media is None:
            raise web.HTTPNotFound
        return web.Response(
            body=self._door.world.contents[media.key], headers={"Content-Type": media.mime}
        )

    async def picture(self, request: web.Request) -> web.Response:
        return web.Response(body=sample("yard"), content_type="image/png")


def _check_token(request: web.Request, values: dict[str, Any]) -> None:
    bearer = request.headers.get("Authorization", "").removeprefix("Bearer ").strip()
    token = str(values.get("access_token") or bearer)
    if not token:
        raise VkError(5, "User authorization failed: no access_token passed.")
    if not is_vk_token(token):
        raise VkError(5, "User authorization failed: invalid access_token (4).")
    version = values.get("v")
    if not version:
        raise VkError(8, "Invalid request: v (version) is required")
    if version != VK_VERSION:
        raise VkError(8, f"Invalid request: the sandbox speaks version {VK_VERSION} alone")
