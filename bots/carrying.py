"""One message through a door, with files that came through another one.

A file is fetched from the messenger it came from, kept, and given to the one it goes to. What
cannot be had any more is left out, and the message says so: words are not held up by a picture.
"""

from collections.abc import Mapping
from dataclasses import replace

import structlog

from core.messages import File, Message, Outgoing

from .doors.door import Door, Rejected, Unreachable, Vanished
from .ports import Files

log = structlog.get_logger()

MISSING = "⚠️ Файл получить не удалось."


class Carrier:
    def __init__(self, door: Door, doors: Mapping[str, Door], files: Files) -> None:
        self._door = door
        self._doors = doors
        self._files = files

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        """Send or change a message; a message to change that is gone is sent anew."""
        ready = replace(outgoing, message=await self._brought(outgoing))
        try:
            return await self._door.deliver(ready, token)
        except Vanished:
            if not (ready.message.text or ready.message.files):
                return ""  # only its buttons were to go, and they went with it
            return await self._door.deliver(replace(ready, edits=None), token)

    async def _brought(self, outgoing: Outgoing) -> Message:
        """Bring the message's files to this door."""
        message = outgoing.message
        if not message.files:
            return message
        brought = [await self._bring(file, outgoing.peer.chat) for file in message.files]
        files = tuple(file for file in brought if file is not None)
        if len(files) == len(message.files):
            return replace(message, files=files)
        text, caption = message.text, message.caption
        if text or not files:
            text = f"{text or caption}\n\n{MISSING}".strip()
        else:
            caption = f"{caption}\n{MISSING}".strip()
        return replace(message, files=files, text=text, caption=caption)

    async def _bring(self, file: File, chat: int) -> File | None:
        if file.door == self._door.name:
            return file
        try:
            content = await self._files.get(file)
            if content is None:
                content = await self._doors[file.door].fetch(file)
                await self._files.keep(file, content)
            return await self._door.adopt(file, content, chat)
        except (Rejected, Unreachable, KeyError) as error:
            log.warning("file_not_brought", door=file.door, why=str(error))
            return None
