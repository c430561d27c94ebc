"""One message through a door, with its files.

Rules
-----
* A photograph, a voice or a video goes on by the messenger's own name for it where it came from
  there: that costs nothing and needs no waiting. What is kept goes to the other messenger, and to
  its own when that has forgotten it. A document is looked at first, wherever it goes: a program is
  passed on to nobody.
* What the messenger does not take by name is given as content, and then as a document; at last
  the words go alone, and who counts on the files is told.
* Words wait for files a bounded time (:mod:`bots.delivery.collecting`). After it they go, and the
  file follows by itself. A message of nothing but files that are not there is not sent.
* What came as a photograph and is none travels as a document, so one album may become several
  messages here.
"""

import structlog
from msgspec.structs import replace

from bots.doors.door import Door, Rejected, TooLarge, Unreachable, Unsettled, Vanished
from bots.doors.layout import together
from bots.ports import Files
from core.files import Fate, Found, Loss, runs_by_name
from core.messages import File, FileKind, Message, Outgoing

from .contents import passed_on

log = structlog.get_logger()

WITH_FILES_AT_MOST = 10
"""Attempts, which take some ten minutes: a video that is never processed, an upload that
always fails."""
BY_NAME, BY_CONTENT = range(2)
"""The ways a message's files go, the second where the first is refused."""


class Carrier:
    def __init__(self, door: Door, files: Files) -> None:
        self._door = door
        self._files = files

    async def deliver(self, outgoing: Outgoing, token: int, attempts: int = 0) -> str:
        """Send or change a message; a message to change that is gone is sent anew. ``attempts``:
        how often it was put off."""
        try:
            return await self._sent(outgoing, token, attempts)
        except Vanished:
            if not (outgoing.message.text or outgoing.message.files):
                return ""  # only its buttons were to go, and they went with it
            return await self._sent(replace(outgoing, edits=None), token, attempts)

    async def _sent(self, outgoing: Outgoing, token: int, attempts: int) -> str:
        if not outgoing.message.files:
            return await self._door.deliver(outgoing, token)
        try:
            return await self._with_files(outgoing, token)
        except Unsettled as trouble:
            if attempts < WITH_FILES_AT_MOST:
                raise
            # Where the words go, it is the files that cannot: all else of the chat waits for them.
            sent = await self._give(_with_files(outgoing, ()), token)
            log.warning("files_given_up", door=self._door.name, why=str(trouble))
        for file in outgoing.message.files:
            await self._files.lost(file, outgoing, Loss.UNTAKEN)
        return sent

    async def _with_files(self, outgoing: Outgoing, token: int) -> str:
        """Try the ways the files can go, as far as the messenger refuses."""
        for way in (BY_NAME, BY_CONTENT):
            try:
                return await self._give(await self._ready(outgoing, way), token)
            except Vanished:
                raise
            except Rejected as refusal:
                log.warning("files_not_taken", door=self._door.name, way=way, why=str(refusal))
        for file in outgoing.message.files:
            await self._files.lost(file, outgoing, Loss.UNTAKEN)
        return await self._give(_with_files(outgoing, ()), token)

    async def _give(self, outgoing: Outgoing, token: int) -> str:
        """Deliver what is ready: one call, or several where its files cannot go together."""
        message = outgoing.message
        if not (message.text or message.files or outgoing.edits):
            return ""
        parts = self._parts(message)
        if len(parts) == 1:
            return await self._door.deliver(replace(outgoing, message=parts[0]), token)
        if outgoing.edits:  # the others were sent when it was
            return await self._door.deliver(replace(outgoing, message=parts[-1]), token)
        sent = []
        for at, part in enumerate(parts):
            sent.append(await self._door.deliver(replace(outgoing, message=part), token + at))
        return ",".join(sent)

    def _parts(self, message: Message) -> list[Message]:
        """The messages in which it goes: several, where its files cannot go together, or not with
        its buttons. They were fitted as other kinds than some turned out to be."""
        limits = self._door.limits
        groups = together(message.files, limits)
        if limits.apart:
            return [
                replace(message, files=group, caption="" if at else message.caption)
                for at, group in enumerate(groups)
            ] or [message]
        carried = groups.pop() if groups else ()
        if carried and message.rows and carried[0].kind in limits.alone:
            groups.append(carried)
            carried = ()
        before = [Message("", files=group) for group in groups]
        return [*before, replace(message, files=carried)]

    async def _ready(self, outgoing: Outgoing, way: int) -> Outgoing:
        """The message with its files as this door can send them."""
        brought = [await self._bring(file, outgoing, way) for file in outgoing.message.files]
        return _with_files(outgoing, tuple(file for file in brought if file is not None))

    async def _bring(self, file: File, outgoing: Outgoing, way: int) -> File | None:
        """One file as this door can send it; None if the message goes without it."""
        ours = file.door == self._door.name and way == BY_NAME
        if ours and file.kind is not FileKind.DOCUMENT:
            return file
        found = await self._files.find(file, outgoing.ticket or "")
        match found.fate:
            case Fate.KEPT if ours:
                return file
            case Fate.KEPT:
                return await self._adopted(file, found, outgoing, way)
            case Fate.MISSING if ours and not runs_by_name(file.name):
                return file  # too large for us to look at, but its messenger has it
            case Fate.WANTED:
                if await self._files.follows(file, outgoing.ticket or "", outgoing.peer):
                    return None
                return await self._bring(file, outgoing, way)
        await self._files.lost(file, outgoing, Loss.GONE)
        return None

    async def _adopted(self, file: File, found: Found, outgoing: Outgoing, way: int) -> File | None:
        if found.content is None:
            return None
        given = passed_on(file, found.content)
        if way == BY_CONTENT and file.door != self._door.name:
            given = replace(given, kind=FileKind.DOCUMENT)  # as what it is, it was not taken
        path = self._files.path(found.content)
        try:
            return await self._door.adopt(given, path, outgoing.peer.chat)
        except TooLarge:
            await self._files.lost(file, outgoing, Loss.LARGE)
        except (Rejected, Unreachable) as refusal:
            log.warning("file_not_adopted", door=self._door.name, why=str(refusal))
            if way == BY_NAME and given.kind is not FileKind.DOCUMENT:
                return await self._adopted(file, found, outgoing, BY_CONTENT)
            await self._files.lost(file, outgoing, Loss.UNTAKEN)
        return None


def _with_files(outgoing: Outgoing, files: tuple[File, ...]) -> Outgoing:
    message: Message = replace(outgoing.message, files=files)
    if not files and not message.text:
        message = replace(message, caption="")
    return replace(outgoing, message=message)
