"""Where faults befall the bot's requests: before the messenger sees them, or after.

* A fault before: the messenger never hears of the call. A fault after: the call is carried out, and
  the bot does not learn it, or learns it late. Traffic notes both as they were.
* A cut is a connection closed without an answer. ``down`` cuts every request of its door, also
  those that were waiting (long poll) when the messenger fell.
* New rules wake whoever is kept waiting by an old one: silence ends in a cut, slowness in an
  answer.
"""

import asyncio
import json
from typing import Any, Final

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from .bell import Bell
from .calls import POLLS, Asked, asked
from .faults import NOT_READY, Faults, Hit, RuleError, read_rules
from .identity import MAX, TELEGRAM, VK, Door
from .max.rules import MaxError, resolve
from .parameters import MalformedError, Parameters, read_parameters
from .refusals import error_page, half, not_ready, too_many, vk_error
from .telegram.rules import NAMES
from .traffic import CIRCUMSTANCES, Circumstances, Traffic
from .world import Json, World

BAD_GATEWAY: Final = 502


class Misbehaving:
    def __init__(self, world: World, traffic: Traffic) -> None:
        self.faults = Faults()
        self.bell = Bell()
        self._world = world
        self._traffic = traffic
        self._open: dict[asyncio.Task[Any], tuple[Door, web.Request]] = {}
        self._last_updates: dict[Door, list[Any]] = {}

    def clear(self) -> None:
        """No faults, nothing counted."""
        self.faults.heal()
        self._last_updates.clear()
        self.bell.ring()

    # The control API

    def routes(self) -> list[web.RouteDef]:
        return [web.get("/control/faults", self._tell), web.post("/control/faults", self._set)]

    async def _tell(self, request: web.Request) -> web.Response:
        return _json(self.faults.view())

    async def _set(self, request: web.Request) -> web.Response:
        try:
            rules, seed = read_rules(await request.json())
        except RuleError as refused:
            return _json({"error": str(refused)}, 400)
        except ValueError:
            return _json({"error": "Запрос не разобрать: ожидается JSON."}, 400)
        self.faults.set(rules, seed)
        self.bell.ring()
        for task, (door, waiting) in list(self._open.items()):
            if self.faults.down(door):
                _abort(waiting)
                task.cancel()
        return _json(self.faults.view())

    # What befalls a request

    def middleware(self) -> Middleware:
        @web.middleware
        async def misbehaving(request: web.Request, handler: Handler) -> web.StreamResponse:
            door = _door(request)
            if door is None:
                return await handler(request)
            circumstances = Circumstances(self._world.clock())
            before = CIRCUMSTANCES.set(circumstances)
            task = asyncio.current_task()
            assert task is not None  # noqa: S101  because a handler always runs in one; for mypy
            self._open[task] = (door, request)
            try:
                return await self._pass(door, request, handler, circumstances)
            finally:
                self._open.pop(task, None)
                CIRCUMSTANCES.reset(before)

        return misbehaving

    async def _pass(
        self, door: Door, request: web.Request, handler: Handler, circumstances: Circumstances
    ) -> web.StreamResponse:
        method = _method(request)
        try:
            values = await _values(request)
        except ConnectionResetError:
            return web.Response(status=400)  # whoever was sending is gone: nobody reads this
        call = asked(door, method, values)
        hit = self.faults.decide(
            call, circumstances.at, repeatable=bool(self._last_updates.get(door))
        )
        if hit is None:
            return self._remember(call, await handler(request))
        circumstances.fault, circumstances.carried = hit.kind, hit.after
        if not hit.after:
            return await self._instead(request, call, values, hit)
        answer = self._remember(call, await handler(request))
        if not circumstances.noted:
            self._traffic.call(door, method, values, [], answer.status, None)
        return await self._spoil(request, answer, hit)

    def refuse_inside(self, method: str, values: dict[str, Any]) -> None:
        """Refuse one of the calls that an execute bundles, where a rule says so: ``VkError``."""
        circumstances = CIRCUMSTANCES.get()
        at = circumstances.at if circumstances is not None else self._world.clock()
        hit = self.faults.decide(asked(VK, method, values), at, inside=True)
        if hit is None:
            return
        if circumstances is not None:
            circumstances.fault = hit.kind
        raise vk_error(hit.code)

    async def _instead(
        self, request: web.Request, call: Asked, values: dict[str, Any], hit: Hit
    ) -> web.Response:
        """The fault before: what the bot gets, or nothing."""
        answer: Json | None = None
        status = 0
        if hit.kind == "too_many":
            status, answer = too_many(call.door, call.method, values, hit.seconds, hit.code)
        elif hit.kind == NOT_READY:
            status, answer = 400, not_ready(call)
        elif hit.kind == "long_poll":
            status, answer = 200, self._poll_answer(call.door, values, hit.code)
        elif hit.kind == "error":
            status = hit.code or BAD_GATEWAY
        self._traffic.call(call.door, call.method, values, [], status, answer)
        if hit.kind == "error":
            return error_page(status)
        if answer is not None:
            return _json(answer, status)
        if hit.kind == "silence_before":
            await self.bell.wait(hit.seconds)
        return _abort(request)

    async def _spoil(
        self, request: web.Request, answer: web.StreamResponse, hit: Hit
    ) -> web.StreamResponse:
        """The fault after: what becomes of the answer to a call that was carried out."""
        if hit.kind == "slow":
            await self.bell.wait(hit.seconds)
            return answer
        if hit.kind == "garbage":
            return half(answer)
        if hit.kind == "error_after":
            return error_page(hit.code or BAD_GATEWAY)
        if hit.kind == "silence_after":
            await self.bell.wait(hit.seconds)
        return _abort(request)

    # The polls

    def _remember(self, call: Asked, answer: web.StreamResponse) -> web.StreamResponse:
        """Keep the last updates that were handed out, to hand them out again."""
        if call.method in POLLS and isinstance(answer, web.Response) and answer.text:
            told = json.loads(answer.text) if answer.status == 200 else {}
            updates = told.get("result" if call.door == TELEGRAM else "updates")
            if updates:
                self._last_updates[call.door] = updates
        return answer

    def _poll_answer(self, door: Door, values: dict[str, Any], code: int | None) -> Json:
        if code is not None:
            return {"failed": code, "ts": self._last_event()} if code == 1 else {"failed": code}
        updates = self._last_updates[door]
        for update in updates:
            self._traffic.update(door, update)
        if door == TELEGRAM:
            return {"ok": True, "result": updates}
        if door == MAX:
            marker = str(values.get("marker", ""))
            return {"updates": updates, "marker": int(marker) if marker.isdecimal() else None}
        return {"ts": str(values.get("ts", "")), "updates": updates}

    def _last_event(self) -> int:
        return self._world.counters.get("vk events", self._world.birth)


def _door(request: web.Request) -> Door | None:
    if request.path.startswith("/telegram/"):
        return TELEGRAM
    if request.path.startswith("/max/"):
        return MAX
    return VK if request.path.startswith("/vk/") else None


def _method(request: web.Request) -> str:
    """The name under which :mod:`.calls` knows the request."""
    found = request.match_info
    if "path" in found:
        try:
            return resolve(request.method, f"/{found['path']}")[0]
        except MaxError:
            return f"{request.method} /{found['path']}"
    if "method" in found:
        return NAMES.get(found["method"].lower(), found["method"])
    if "group" in found:
        return "a_check"
    return f"upload/{found['kind']}" if "kind" in found else "file"


async def _values(request: web.Request) -> dict[str, Any]:
    try:
        read: Parameters = await read_parameters(request)
    except MalformedError:
        return {}  # the messenger itself refuses it
    return read.values | _pieces(request)


def _pieces(request: web.Request) -> dict[str, Any]:
    """What a path of MAX names: the chat or the message."""
    path = request.match_info.get("path")
    try:
        return {} if path is None else dict(resolve(request.method, f"/{path}")[1])
    except MaxError:
        return {}


def _abort(request: web.Request) -> web.Response:
    """Close the connection at once. What is returned is never written: aiohttp wants something."""
    if request.transport is not None:
        request.transport.abort()
    return web.Response()


def _json(answer: Json, status: int = 200) -> web.Response:
    text = json.dumps(answer, ensure_ascii=False)
    return web.Response(text=text, status=status, content_type="application/json")
