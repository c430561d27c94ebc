"""A messenger on loopback that answers what it is told to, and remembers what it was asked.

Every request is compared with the messenger's published schema, where that lies beside the
repository.
"""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from .contract import complaints


@dataclass(frozen=True, slots=True)
class Asked:
    method: str
    parameters: dict[str, Any]
    files: dict[str, bytes]


@dataclass(frozen=True, slots=True)
class Answer:
    """``body``: a JSON value, or text or bytes sent as they are; ``cut`` closes instead."""

    body: Any = None
    status: int = 200
    cut: bool = False


@dataclass(slots=True)
class Messenger:
    """Answers by method, the last one for ever; a list is used up in turn."""

    door: str
    answers: dict[str, list[Answer]] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    url: str = ""

    def will_answer(self, method: str, *answers: Answer) -> None:
        self.answers[method] = list(answers)

    def of(self, method: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.method == method]

    async def handle(self, request: web.Request) -> web.StreamResponse:
        method = request.path.rsplit("/", 1)[-1]
        asked = await _asked(request, method)
        self.asked.append(asked)
        if request.path.startswith(("/bot", "/method/")):
            found = complaints(self.door, method, asked.parameters, tuple(asked.files))
            self.complaints.extend([f"{method}: {found}"] if found else [])
        waiting = self.answers.get(method) or [Answer(status=404, body="no such method")]
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if answer.cut:
            assert request.transport is not None
            request.transport.abort()
        if isinstance(answer.body, bytes):
            return web.Response(body=answer.body, status=answer.status)
        text = answer.body if isinstance(answer.body, str) else json.dumps(answer.body)
        return web.Response(text=text, status=answer.status, content_type="application/json")


async def _asked(request: web.Request, method: str) -> Asked:
    parameters: dict[str, Any] = dict(request.query)
    files = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            files[name] = value.file.read()
        else:
            parameters[name] = value
    return Asked(method, parameters, files)


@asynccontextmanager
async def serving(door: str) -> AsyncIterator[Messenger]:
    messenger = Messenger(door)
    application = web.Application(client_max_size=1 << 24)
    application.router.add_route("*", "/{path:.*}", messenger.handle)
    async with TestServer(application) as server:
        messenger.url = str(server.make_url("/")).rstrip("/")
        yield messenger
    assert not messenger.complaints
