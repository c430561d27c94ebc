"""MAX on loopback: it answers what it is told to, and remembers what it was asked.

Every request is compared with MAX's published schema, where that lies beside the repository.
"""

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from . import max_contract
from .server import Answer

NEWER = frozenset({("PATCH", "/me/commands")})
"""Calls that the published schema does not know yet: https://dev.max.ru/docs-api has them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """``body`` is the JSON of a call, or what was uploaded, by the field's name."""

    verb: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    body: Any


@dataclass(slots=True)
class Max:
    """Answers by verb and path, the last one for ever; a list is used up in turn."""

    answers: dict[tuple[str, str], list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    url: str = ""

    def will_answer(self, call: str, *answers: Answer) -> None:
        """``call`` is the verb and the path: «POST /messages»."""
        verb, path = call.split()
        self.answers[verb, path] = list(answers)

    def of(self, call: str) -> list[Asked]:
        verb, path = call.split()
        return [asked for asked in self.asked if (asked.verb, asked.path) == (verb, path)]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        asked = await _asked(request)
        self.asked.append(asked)
        called = (asked.verb, asked.path)
        if not asked.path.startswith("/files/") and called not in NEWER:
            found = max_contract.request(asked.verb, asked.path, dict(asked.query), asked.body)
            self.complaints += [f"{asked.verb} {asked.path}: {one}" for one in found]
        nothing = [Answer({"code": "not.found", "message": "no such call"}, status=404)]
        waiting = self.answers.get(called) or nothing
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if answer.cut:
            assert request.transport is not None
            request.transport.abort()
        if isinstance(answer.body, bytes):
            return web.Response(body=answer.body, status=answer.status)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        return web.Response(text=text, status=answer.status, content_type="application/json")


async def _asked(request: web.Request) -> Asked:
    body: Any = None
    if request.content_type == "application/json" and request.can_read_body:
        body = await request.json()
    elif request.content_type == "multipart/form-data":
        body = {
            name: (value.filename, value.file.read())
            for name, value in (await request.post()).items()
            if isinstance(value, web.FileField)
        }
    return Asked(request.method, request.path, request.query, request.headers, body)


@asynccontextmanager
async def serving() -> AsyncIterator[Max]:
    messenger = Max()
    application = web.Application(client_max_size=1 << 24)
    application.router.add_route("*", "/{path:.*}", messenger.handle)
    async with TestServer(application) as server:
        messenger.url = str(server.make_url("/")).rstrip("/")
        yield messenger
    assert not messenger.complaints
