"""MAX: maxapi as a client of the API, never as a dispatcher (see :mod:`.client`).

* Updates are fetched raw and read one by one. The cursor is MAX's ``marker``: a call that gives it
  says that all before it was read, and it is made only after that was committed.
* Without a marker MAX gives the last update only. So the first call of all does not wait, and the
  door is open when the marker that it brings is written down: what comes later is behind it. The
  one update that came along is taken too.
* MAX keeps updates for a day, and advises long polling for trying out alone: two calls a second at
  most. A webhook is brought again for eight hours.
* MAX has no idempotency key: after a cut connection a message may arrive twice, but never not at
  all.
"""

import asyncio
import time
from collections.abc import AsyncGenerator, Mapping, Sequence
from pathlib import Path

import structlog
from msgspec.structs import replace

from bots.doors.door import (
    Batch,
    DoorError,
    Raw,
    Reception,
    Rejected,
    TooLarge,
    Unreachable,
    Unsettled,
)
from bots.doors.keepable import keepable
from bots.doors.limits import LIMITS, Limits
from bots.doors.webhook import webhook
from core.messages import File, FileKind, Outgoing
from dialogs.events import Arrival

from .attachments import DOOR
from .calls import UPDATES as UPDATES_PATH
from .calls import Call, Json, NotReady, call_for, is_done, sent_id
from .client import TIMEOUT, Client
from .files import LARGEST, download, upload
from .keys import key_of
from .reading import NOBODY, UPDATES, Me, read_update
from .titles import Titles
from .webhook import SECRET_HEADER, Subscription

AT_ONCE = 100
"""Updates in one answer: the most that MAX gives."""

BETWEEN = 0.5
"""Seconds between two calls for updates: MAX takes two a second."""

DELIVERY_SECONDS = 15.0
"""For one call. Longer, and a chat that hangs waits longer; shorter, and a messenger that is only
slow gets it twice."""

PROCESSED_AFTER = (1.0, 2.0, 4.0, 8.0)
"""Seconds to wait for what was uploaded before each further attempt. After the last the message
goes back to the outbox, which tries for ever."""

TITLE_SECONDS = 5.0
"""For a group's name: what is said there waits for it."""

LOOKED_AFTER = 300.0
"""Seconds between two looks whether the webhook still works."""

Commands = Sequence[tuple[str, str]]
"""(name, description), as the messenger's menu shows them."""

_log = structlog.get_logger()


class MaxDoor:
    """The door to MAX.

    ``base`` is the address of another server (None: MAX's own); ``wait``, in seconds up to 30, is
    how long ``arrivals`` waits for an update; ``hook`` is the address to which MAX brings updates
    ("": they are polled), ``between`` the seconds between two polls.
    """

    name = DOOR
    limits: Limits = LIMITS[DOOR]
    accepted = ""

    def __init__(
        self,
        token: str,
        base: str | None = None,
        *,
        commands: Commands = (),
        wait: int = 25,
        between: float = BETWEEN,
        hook: str = "",
    ) -> None:
        self._client = Client(token, base)
        self._commands = commands
        self._wait = wait
        self._between = between
        self._asked_at = 0.0
        self._before: Sequence[Raw] = ()
        """What had come before the bot was connected for the first time."""
        self._hook = webhook(hook, token, DOOR)
        self._subscription = Subscription(self._client.call, self._hook)
        self._me = NOBODY
        self._titles = Titles(self._title)
        self._untitled: list[Raw] = []
        self._titling = asyncio.Lock()

    async def greet(self) -> None:
        found = await self._client.call(Call("GET", "/me"))
        number = found.get("user_id")
        if not isinstance(number, int):
            raise Unsettled("GET /me: the answer is not MAX's")
        self._me = Me(number, str(found.get("username") or ""))

    async def open(self) -> None:
        await self.greet()
        await self._subscription.choose()
        listed = [{"name": name, "description": text} for name, text in self._commands]
        try:
            await self._client.call(Call("PATCH", "/me/commands", body={"commands": listed}))
        except DoorError as error:  # a menu is a comfort, and this call is not in the schema
            _log.info("max_commands_not_set", reason=str(error))

    async def close(self) -> None:
        await self._client.close()

    async def beginning(self) -> str | None:
        if self._hook is not None:
            return None
        first = await self._poll(None)
        self._before = first.updates
        return first.cursor

    async def arrivals(self, cursor: str | None) -> Batch:
        if self._hook is not None:
            return await self._look_after()
        if self._before:
            updates, self._before = self._before, ()
            return Batch(updates, cursor)
        return await self._poll(cursor)

    async def _poll(self, cursor: str | None) -> Batch:
        await asyncio.sleep(self._asked_at + self._between - time.monotonic())
        self._asked_at = time.monotonic()
        wait = self._wait if cursor else 0
        query: dict[str, str | int] = {
            "limit": AT_ONCE,
            "timeout": wait,
            "types": ",".join(UPDATES),
        }
        if cursor:
            query["marker"] = int(cursor)
        found = await self._client.call(Call("GET", UPDATES_PATH, query), wait + TIMEOUT)
        updates = [raw for raw in found.get("updates") or () if isinstance(raw, dict)]
        await self._titles.put_into(updates)
        marker = found.get("marker")
        return Batch(updates, str(marker) if isinstance(marker, int) else cursor)

    async def _look_after(self) -> Batch:
        """Nothing, as long as the webhook works; else the door has to be opened anew."""
        await asyncio.sleep(LOOKED_AFTER)
        if trouble := (await self.reception()).trouble:
            raise Unsettled(trouble)
        return Batch((), None)

    def stranger(self, headers: Mapping[str, str]) -> bool:
        return self._hook is None or not self._hook.knows(headers.get(SECRET_HEADER))

    def genuine(self, headers: Mapping[str, str], raw: Raw) -> bool:
        return not self.stranger(headers)

    async def welcome(self, raw: Raw) -> Batch | str:
        if not self._me.number:  # a reply to the bot would be read as one to somebody else
            raise Unsettled("the bot does not know who it is yet")
        # Whoever comes first asks for the names of all who wait; the lock keeps their order.
        self._untitled.append(raw)
        async with self._titling:
            updates, self._untitled = self._untitled, []
            await self._titles.put_into(updates)
        return Batch((raw,), None)

    async def reception(self) -> Reception:
        return await self._subscription.reception()

    def key(self, raw: Raw) -> str:
        return key_of(raw)

    def read(self, raw: Raw, key: str) -> Arrival | None:
        return keepable(read_update(raw, key, self._me))

    async def deliver(self, outgoing: Outgoing, token: int) -> str:
        """``token`` is not used: MAX knows no idempotency key."""
        if outgoing.toast is not None and not outgoing.message.text:
            return ""  # an answer says something or changes something: there is none that is empty
        call = call_for(outgoing)
        try:
            answer = await self._made(call)
        except DoorError as error:
            if is_done(call, error):
                return outgoing.edits or ""
            if outgoing.message.reply_to is None or not isinstance(error, Rejected | Unreachable):
                raise
            # Perhaps what it replies to is gone; what it says must still arrive.
            alone = replace(outgoing, message=replace(outgoing.message, reply_to=None))
            return await self.deliver(alone, token)
        return outgoing.edits or sent_id(answer)

    async def _made(self, call: Call) -> Json:
        """Make the call; wait for what it carries, if MAX is still busy with that."""
        for seconds in PROCESSED_AFTER:
            try:
                return await self._client.call(call, DELIVERY_SECONDS)
            except NotReady:
                await asyncio.sleep(seconds)
        return await self._client.call(call, DELIVERY_SECONDS)

    def fetch(self, file: File) -> AsyncGenerator[bytes, None]:
        return download(self._client.call, self._client.files, file)

    async def adopt(self, file: File, path: Path, chat: int) -> File:
        del chat  # a file at MAX belongs to no chat
        size = path.stat().st_size  # noqa: ASYNC240  because it takes no longer than the await would
        kind = file.kind if size <= LARGEST[file.kind] else FileKind.DOCUMENT
        if size > LARGEST[kind]:
            raise TooLarge("the file is larger than 4 GB")
        given = replace(file, kind=kind, door=self.name, url="")
        token = await upload(self._client.call, self._client.files, given, path)
        return replace(given, ref=token)

    async def _title(self, number: int) -> str:
        found = await self._client.call(Call("GET", f"/chats/{number}"), TITLE_SECONDS)
        return str(found.get("title") or "")
