"""A request's parameters, however they came: query, form, multipart or JSON."""

import json
from dataclasses import dataclass
from typing import Any, Final

from aiohttp import BodyPartReader, web

LARGEST_FILE: Final = 50 * 2**20
_READ: Final[web.RequestKey[Any]] = web.RequestKey("sandbox.parameters", object)


@dataclass(frozen=True, slots=True)
class Upload:
    """A file part of a multipart request."""

    name: str
    mime: str
    content: bytes


class MalformedError(Exception):
    """The body cannot be read as what it says it is."""


class TooLargeError(MalformedError):
    """A file is larger than ``LARGEST_FILE``."""


@dataclass(frozen=True, slots=True)
class Parameters:
    values: dict[str, Any]
    files: dict[str, Upload]


async def read_parameters(request: web.Request) -> Parameters:
    """Read a request. Values of JSON bodies keep their types, all others are strings.

    What was read is kept with the request: a body can be read but once, and whoever decides about
    faults reads it before the messenger does. Raises :class:`MalformedError`, each time.
    """
    if _READ not in request:
        try:
            request[_READ] = await _read(request)
        except MalformedError as problem:
            request[_READ] = problem
    read: Parameters | MalformedError = request[_READ]
    if isinstance(read, MalformedError):
        raise read
    return read


async def _read(request: web.Request) -> Parameters:
    values: dict[str, Any] = dict(request.query)
    files: dict[str, Upload] = {}
    if request.method not in {"POST", "PUT", "PATCH"}:
        return Parameters(values, files)
    try:
        if request.content_type == "application/json":
            values.update(await _read_json(request))
        elif request.content_type == "multipart/form-data":
            await _read_parts(request, values, files)
        else:
            values.update({name: str(value) for name, value in (await request.post()).items()})
    except web.HTTPRequestEntityTooLarge as problem:
        raise TooLargeError("too large") from problem
    except (ValueError, LookupError, AssertionError) as problem:
        raise MalformedError(str(problem)) from problem
    return Parameters(values, files)


async def _read_json(request: web.Request) -> dict[str, Any]:
    body = await request.text()
    if not body:
        return {}
    loaded = json.loads(body)
    if not isinstance(loaded, dict):
        raise MalformedError("an object was expected")
    return loaded


async def _read_parts(
    request: web.Request, values: dict[str, Any], files: dict[str, Upload]
) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise MalformedError("a part without a name")
        content = bytes(await part.read(decode=True))
        if len(content) > LARGEST_FILE:
            raise TooLargeError("too large")
        if part.filename is None:
            values[part.name] = content.decode()
        else:
            mime = part.headers.get("Content-Type", "application/octet-stream")
            files[part.name] = Upload(part.filename, mime, content)
