"""Where VK's events come from: long poll, and what was lost, read back.

The cursor is ``TS@SECONDS``: long poll's number, and the moment by our clock up to which
everything was taken. A ``+`` behind it: what was written since that moment is still to be read
back. Without a number (``@SECONDS``) events come by a webhook. In the first version it was the
number alone: what was lost then has no beginning, and is not read.

* VK keeps events for some hours, and does not promise how many. What it says is lost (failed 1
  and 3), and everything after an hour's silence, is read back in the conversations.
* Who has never been connected has lost nothing: old conversations are left in peace.
* With a webhook VK brings an event again for some time only, so what was written since the bot
  was last seen to be reachable is read back at every start.
"""

import asyncio
import time
from collections.abc import Awaitable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog

from bots.doors.door import Batch, Raw, Reception, Unsettled

from .reading_back import Call, ReadingBack

SILENCE = 3600
"""Seconds without contact after which long poll alone is not trusted."""

MOMENT_KEPT = 60
"""Seconds for which the moment is not written anew while nothing happens."""

LOOKED_AFTER = 300.0
"""Seconds between two looks whether the webhook still works."""

SLACK = 30.0
"""Seconds that long poll may take beyond what it was asked to wait."""

_log = structlog.get_logger()


class Http(Protocol):
    def __call__(self, address: str, *, seconds: float, **sent: Any) -> Awaitable[Raw]: ...


class Look(Protocol):
    def __call__(self) -> Awaitable[Reception]: ...


@dataclass(frozen=True, slots=True)
class Cursor:
    """``moment`` is in unix seconds, 0: never; ``owed``: what came since is to be read back."""

    ts: str
    moment: int = 0
    owed: bool = False

    @classmethod
    def read(cls, text: str) -> "Cursor":
        ts, _, rest = text.partition("@")
        moment = rest.removesuffix("+")
        return cls(ts, int(moment) if moment.isdecimal() else 0, rest.endswith("+"))

    def __str__(self) -> str:
        return f"{self.ts}@{self.moment}{'+' if self.owed else ''}"

    def lost(self, ts: str) -> "Cursor":
        """Go on from ``ts``; what came between is owed, if there is a moment to begin at."""
        if not self.moment:
            _log.warning("vk_events_lost", reason="the cursor has no moment")
            return Cursor(ts, _now())
        return Cursor(ts, self.moment, owed=True)

    def reached(self, ts: str) -> "Cursor":
        if self.owed or (ts == self.ts and _now() - self.moment < MOMENT_KEPT):
            return replace(self, ts=ts)
        return Cursor(ts, _now())


class VkArrivals:
    """``call`` makes a call of the API, ``http`` any other; ``wait`` is long poll's, in seconds."""

    def __init__(self, call: Call, http: Http, group: int, wait: int, back: ReadingBack) -> None:
        self._call = call
        self._http = http
        self._group = group
        self._wait = wait
        self._back = back
        self._server: tuple[str, str] | None = None
        self._opened = False

    def open(self) -> None:
        """The connection is new: what was handed over last was perhaps never written down."""
        self._back.again()
        self._opened = True

    async def poll(self, cursor: str | None) -> Batch:
        """Long poll. Without a cursor it says at once where VK is: an event that comes before
        that is written down could be lost, because after a crash VK would be asked anew."""
        if cursor is None:
            return Batch((), str(Cursor(await self._find_server(), _now())))
        at = Cursor.read(cursor)
        if self._server is None or not at.ts:
            ts = await self._find_server()
            if not at.ts:
                at = at.lost(ts)
        if at.moment and _now() - at.moment > SILENCE:
            at = at.lost(at.ts)
        answer = await self._check(at)
        ts = str(answer.get("ts") or at.ts)
        match answer.get("failed"):
            case None:
                updates = [raw for raw in answer.get("updates", ()) if isinstance(raw, dict)]
                return await self._with_owed(at.reached(ts), updates)
            case 1:  # the history is too short for our ts: go on from where it begins
                return Batch((), str(at.lost(ts)))
            case 2:
                self._server = None
                return Batch((), str(at))
        self._server = None
        return Batch((), str(at.lost(await self._find_server())))

    async def beside_webhook(self, cursor: str | None, look: Look) -> Batch:
        """What the webhook did not bring; then, from time to time, that it still works."""
        at = Cursor.read(cursor or "")
        if not at.moment:
            self._opened = False
            return Batch((), str(Cursor("", _now())))
        if self._opened:
            self._opened = False
            at = at.lost("")
        if at.owed:
            return await self._with_owed(at, ())
        await asyncio.sleep(LOOKED_AFTER)
        if trouble := (await look()).trouble:
            raise Unsettled(trouble)
        return Batch((), str(Cursor("", _now())))

    async def _with_owed(self, at: Cursor, updates: Iterable[Raw]) -> Batch:
        """The updates, and before them some of what is owed."""
        updates = list(updates)
        if not at.owed:
            return Batch(updates, str(at))
        began = _now()
        read = await self._back.more(at.moment, [_peer(raw) for raw in updates])
        return Batch([*read, *updates], str(Cursor(at.ts, began) if self._back.done else at))

    async def _find_server(self) -> str:
        """Learn where to ask; return where VK is."""
        found = await self._call("groups.getLongPollServer", {"group_id": self._group})
        self._server = (str(found["server"]), str(found["key"]))
        return str(found["ts"])

    async def _check(self, at: Cursor) -> Mapping[str, Any]:
        """Ask for events; while something is owed, only for those that are there."""
        if self._server is None:
            raise Unsettled("the long poll server is not known yet")
        server, key = self._server
        wait = 0 if at.owed else self._wait
        asked = {"act": "a_check", "key": key, "ts": at.ts, "wait": str(wait)}
        try:
            return await self._http(server, params=asked, seconds=wait + SLACK)
        except Unsettled:
            self._server = None  # the host may have gone: ask where to go
            raise


def _now() -> int:
    return int(time.time())


def _peer(raw: Raw) -> int:
    """The conversation of an event; 0 where it has none."""
    body = raw.get("object")
    if not isinstance(body, dict):
        return 0
    message = body.get("message")
    found = (message if isinstance(message, dict) else body).get("peer_id")
    return found if isinstance(found, int) else 0
