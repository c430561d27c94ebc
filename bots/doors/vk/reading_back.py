"""What VK no longer tells as events is read in the conversations.

* Read is what was written since a moment: of every conversation that changed after it, the
  messages back to it. Not «unanswered» ones, as VK calls them: a notice that the courier sent
  meanwhile would make a person's message an answered one.
* Read messages become events of their own kind, so everything behind goes its usual way. Their
  key is that of the event: what comes twice is taken once, and so a little more is read than
  was lost, in case the clocks differ.
* A few conversations at a time: what happens now is not to wait for what was. But a conversation
  in which something happens now is read first, so that its messages keep their order.
* Presses of buttons, and who allowed or denied messages, cannot be read back.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

import structlog

from bots.doors.door import Raw, Rejected, Unreachable

from .calls import Parameters

PAGE = 200
"""Conversations or messages in one call: VK's most."""

CONVERSATIONS_AT_MOST = 1_000
"""Conversations read back, those that changed last; the log says if there were more."""

MESSAGES_AT_MOST = 1_000
"""Messages read back in one conversation, the last ones."""

AT_ONCE = 10
"""Conversations between two looks at what happens now."""

PAUSE = 0.1
"""Seconds between two calls: half of VK's twenty a second is left to the courier."""

OVERLAP = 600
"""Seconds before the moment that are read as well."""

Call = Callable[[str, Parameters], Awaitable[Any]]

_log = structlog.get_logger()


class ReadingBack:
    """Conversations still to be read. ``call`` makes a call of the API."""

    def __init__(self, call: Call, group: int, version: str) -> None:
        self._call = call
        self._group = group
        self._version = version
        self._since: int | None = None
        self._left: dict[int, None] = {}
        self._handed: list[int] = []

    @property
    def done(self) -> bool:
        return self._since is None

    def again(self) -> None:
        """What was handed over last was perhaps never written down: read it again."""
        self._left = dict.fromkeys(self._handed) | self._left

    async def more(self, since: int, first: Iterable[int]) -> list[Raw]:
        """Events of a few more conversations, those in ``first`` at any rate.

        ``since`` is in unix seconds. ``done`` is true afterwards if nothing is left.
        """
        if self._since != since:
            self._left = dict.fromkeys(await self._changed(since - OVERLAP))
            self._since = since
            _log.info("vk_reading_back", conversations=len(self._left), since=since)
        now = [peer for peer in dict.fromkeys(first) if peer in self._left]
        chosen = list(dict.fromkeys([*now, *self._left]))[: max(AT_ONCE, len(now))]
        events: list[Raw] = []
        for peer in chosen:
            events += await self._events(peer, since - OVERLAP)
        for peer in chosen:
            del self._left[peer]
        self._handed = chosen
        if not self._left:
            self._since = None
        return events

    async def _changed(self, since: int) -> list[int]:
        """Conversations with a message after ``since``, the last changed first."""
        peers: list[int] = []
        for offset in range(0, CONVERSATIONS_AT_MOST, PAGE):
            items = await self._page("messages.getConversations", {"offset": offset})
            new = [item for item in items if _date(item.get("last_message")) >= since]
            peers += [int(item["conversation"]["peer"]["id"]) for item in new]
            if not new or len(items) < PAGE:
                return peers
        _log.warning("vk_reading_back_cut", conversations=len(peers))
        return peers

    async def _events(self, peer: int, since: int) -> list[Raw]:
        try:
            messages = await self._messages(peer, since)
        except (Rejected, Unreachable) as error:  # the community was put out of the chat, say
            _log.warning("vk_conversation_unreadable", peer=peer, reason=str(error))
            return []
        theirs = [one for one in messages if not one.get("out") and int(one["from_id"]) > 0]
        return [self._event(message) for message in reversed(theirs)]

    async def _messages(self, peer: int, since: int) -> list[Raw]:
        """The conversation's messages after ``since``, the newest first."""
        found: list[Raw] = []
        for offset in range(0, MESSAGES_AT_MOST, PAGE):
            items = await self._page("messages.getHistory", {"peer_id": peer, "offset": offset})
            new = [item for item in items if _date(item) >= since]
            found += new
            if len(new) < PAGE:
                return found
        _log.warning("vk_conversation_cut", peer=peer, messages=len(found))
        return found

    async def _page(self, method: str, parameters: Parameters) -> list[Raw]:
        asked = {"count": PAGE, "group_id": self._group, **parameters}
        found = await self._call(method, asked)
        await asyncio.sleep(PAUSE)
        items = found.get("items", []) if isinstance(found, dict) else []
        return [item for item in items if isinstance(item, dict)]

    def _event(self, message: Raw) -> Raw:
        """The event that VK would have sent; what the person's application shows is not known."""
        return {
            "type": "message_new",
            "event_id": f"read.{message.get('peer_id')}.{message.get('conversation_message_id')}",
            "group_id": self._group,
            "v": self._version,
            "object": {"message": message, "client_info": {}},
        }


def _date(message: object) -> int:
    date = message.get("date") if isinstance(message, dict) else None
    return date if isinstance(date, int) else 0
