"""Files to and from VK, piece by piece.

* A file comes by a direct link; what the messenger forgot is answered with 403, 404 or 410.
* A file goes in three steps: ask for a server, post the file to it, save what it answers.
* A voice goes as VK's own voice message; what VK does not take for one goes as a document.
"""

from collections.abc import AsyncGenerator, Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import ClientError, ClientTimeout, FormData
from vkbottle import AiohttpClient

from bots.doors.door import DoorError, Raw, Rejected, Unsettled
from core.messages import File, FileKind

Call = Callable[[str, dict[str, Any]], Awaitable[Any]]
"""A method of the API and its parameters → what stands in ``response``."""

Post = Callable[[str, FormData, float], Awaitable[Raw]]
"""An address, what is posted to it, and the seconds it may take → the server's answer."""

PART = 1 << 16
"""Bytes of a download at a time."""

SILENCE = 30.0
FILE_SECONDS = 300.0
"""Seconds without a byte after which a download is given up, and those it may take in all."""


async def download(client: AiohttpClient, file: File) -> AsyncGenerator[bytes, None]:
    if not file.url:
        raise Rejected("VK gave no address of the file")
    waits = ClientTimeout(total=FILE_SECONDS, sock_read=SILENCE)
    try:
        async with client.request(file.url, timeout=waits) as response:
            if response.status != 200:
                raise _not_given(response.status)
            async for part in response.content.iter_chunked(PART):
                yield part
    except (ClientError, TimeoutError) as error:
        raise Unsettled(f"the download broke off: {type(error).__name__}") from None


class Uploads:
    """Gives files to VK: for one chat each, as VK wants it."""

    def __init__(self, call: Call, post: Post) -> None:
        self._call = call
        self._post = post

    async def give(self, file: File, path: Path, chat: int) -> str:
        """Upload a kept file; return how an attachment names it."""
        try:
            match file.kind:
                case FileKind.PHOTO:
                    return await self._photo(file.name, path, chat)
                case FileKind.VOICE:
                    return await self._voice(file.name, path, chat)
            return await self._document("doc", file.name, path, chat)
        except (KeyError, TypeError, ValueError):
            raise Unsettled("the answer to an upload is not VK's") from None

    async def _photo(self, name: str, path: Path, chat: int) -> str:
        where = await self._call("photos.getMessagesUploadServer", {"peer_id": chat})
        told = await self._upload(where["upload_url"], "photo", name or "photo.jpg", path)
        if told.get("photo") in (None, "", "[]"):
            raise Rejected("VK does not take the photograph")
        kept = {field: told[field] for field in ("server", "photo", "hash")}
        (photo, *_) = await self._call("photos.saveMessagesPhoto", kept)
        return _ref("photo", photo)

    async def _voice(self, name: str, path: Path, chat: int) -> str:
        try:
            return await self._document("audio_message", name, path, chat)
        except Rejected:
            return await self._document("doc", name, path, chat)

    async def _document(self, kind: str, name: str, path: Path, chat: int) -> str:
        title = name or "file"
        asked = {"type": kind, "peer_id": chat}
        where = await self._call("docs.getMessagesUploadServer", asked)
        told = await self._upload(where["upload_url"], "file", title, path)
        if not told.get("file"):
            raise Rejected("VK does not take the document")
        saved = await self._call("docs.save", {"file": told["file"], "title": title})
        became = saved["type"]
        return _ref(became, saved[became])

    async def _upload(self, address: str, field: str, name: str, path: Path) -> Raw:
        form = FormData(quote_fields=False)
        with path.open("rb") as stream:
            form.add_field(field, stream, filename=name)
            return await self._post(address, form, FILE_SECONDS)


def _ref(kind: str, owned: Raw) -> str:
    key = owned.get("access_key")
    return f"{kind}{owned['owner_id']}_{owned['id']}" + (f"_{key}" if key else "")


def _not_given(status: int) -> DoorError:
    if status in {403, 404, 410}:
        return Rejected("the file is no longer there")
    return Unsettled(f"the download was answered with {status}")
