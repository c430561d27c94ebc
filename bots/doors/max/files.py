"""Files to and from MAX, piece by piece: https://dev.max.ru/docs-api/methods/POST/uploads

* A file goes in two steps: ask where to, and post it there. What names it afterwards comes with the
  first answer for a video and an audio, and with the second for an image and a file.
* A file comes by a direct link; a video's is asked for, because what stands in a message may be the
  address of a player.
* What MAX does not take by a kind (an image of a format that it does not know) is refused; who
  sends it gives it as a document then.
"""

import json
import mimetypes
from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path

from aiohttp import ClientError, ClientSession, ClientTimeout, FormData

from bots.doors.door import DoorError, Rejected, TooLarge, Unsettled
from core.messages import File, FileKind

from .calls import Call, Json, upload_kind

Ask = Callable[[Call], Awaitable[Json]]
"""A call of the API → what MAX answers. Raises the port's errors."""

PART = 1 << 16
"""Bytes of a download at a time."""

SILENCE = 30.0
FILE_SECONDS = 300.0
"""Seconds without a byte after which a transfer is given up, and those it may take in all."""

_MEGABYTE = 1024 * 1024

LARGEST = {
    FileKind.PHOTO: 50 * _MEGABYTE,
    FileKind.VIDEO: 250 * _MEGABYTE,
    FileKind.VOICE: 256 * _MEGABYTE,
    FileKind.DOCUMENT: 4096 * _MEGABYTE,
}
"""Bytes that MAX takes of each kind."""

_NAMES = {FileKind.PHOTO: "photo.jpg", FileKind.VIDEO: "video.mp4", FileKind.VOICE: "voice.ogg"}

_QUALITIES = ("mp4_720", "mp4_480", "mp4_1080", "mp4_360", "mp4_240", "mp4_144")
"""Of a video's copies, the first there is: enough to see a broken kerb, and half of what the finest
weighs."""


async def download(ask: Ask, session: ClientSession, file: File) -> AsyncGenerator[bytes, None]:
    address = await _address(ask, file)
    waits = ClientTimeout(total=FILE_SECONDS, sock_read=SILENCE)
    try:
        async with session.get(address, timeout=waits) as response:
            if response.status != 200:
                raise _not_given(response.status)
            async for part in response.content.iter_chunked(PART):
                yield part
    except (ClientError, TimeoutError) as error:
        raise Unsettled(f"the download broke off: {type(error).__name__}") from None


async def upload(ask: Ask, session: ClientSession, file: File, path: Path) -> str:
    """Give a kept file to MAX; return the token by which an attachment names it."""
    kind = upload_kind(file.kind)
    where = await ask(Call("POST", "/uploads", {"type": kind}))
    address, token = where.get("url"), where.get("token")
    if not isinstance(address, str):
        raise Unsettled("MAX does not say where to upload")
    said = await _posted(session, address, file, path)
    if file.kind in {FileKind.VIDEO, FileKind.VOICE} and token:
        return str(token)
    return _token(said)


async def _posted(session: ClientSession, address: str, file: File, path: Path) -> str:
    name = file.name or _NAMES.get(file.kind, "file")
    form = FormData(quote_fields=False)
    waits = ClientTimeout(total=FILE_SECONDS)
    with path.open("rb") as stream:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        form.add_field("data", stream, filename=name, content_type=kind)
        try:
            async with session.post(address, data=form, timeout=waits) as response:
                text = await response.text(errors="replace")
        except (ClientError, TimeoutError) as error:
            raise Unsettled(f"the upload broke off: {type(error).__name__}") from None
    if response.status != 200:
        raise _not_taken(response.status)
    return text


def _token(text: str) -> str:
    """The token of an image or a file, as the server that took it tells."""
    try:
        said = json.loads(text)
    except ValueError:
        said = None
    if not isinstance(said, dict):
        raise Unsettled("the answer to an upload is not MAX's")
    photos = said.get("photos")
    if isinstance(photos, dict) and photos:
        said = next(iter(photos.values()))
    token = said.get("token") if isinstance(said, dict) else None
    if not token:
        raise Rejected("MAX does not take the file")
    return str(token)


async def _address(ask: Ask, file: File) -> str:
    if file.kind is FileKind.VIDEO:
        urls = (await ask(Call("GET", f"/videos/{file.ref}"))).get("urls") or {}
        found = next((urls[one] for one in _QUALITIES if urls.get(one)), "")
        if found:
            return str(found)
        raise Rejected("MAX gives no address of the video")
    if not file.url:
        raise Rejected("MAX gave no address of the file")
    return file.url


def _not_given(status: int) -> DoorError:
    if status in {403, 404, 410}:
        return Rejected("the file is no longer there")
    return Unsettled(f"the download was answered with {status}")


def _not_taken(status: int) -> DoorError:
    if status == 413:
        return TooLarge("the file is larger than MAX takes")
    if 400 <= status < 500:
        return Rejected(f"the upload was answered with {status}")
    return Unsettled(f"the upload was answered with {status}")
