"""How fast a messenger takes messages: overall, and in each chat."""

from collections import OrderedDict

from aiolimiter import AsyncLimiter

from core.messages import Outgoing

from .doors.layout import Limits

CHATS_KEPT = 10_000
"""Chats whose pace is remembered; who was silent longest is forgotten first."""

BURST = 3
"""Messages a private chat may get at once: a person who presses quickly is answered quickly."""

MINUTE = 60


class Pace:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        # One at a time at even steps: no one-second window ever holds more than the rate.
        self._everyone = AsyncLimiter(1, 1 / limits.pace.everyone)
        self._chats: OrderedDict[int, AsyncLimiter] = OrderedDict()

    async def wait(self, outgoing: Outgoing) -> None:
        """Wait until this may be sent. The answer to a press waits for no chat's pace."""
        if outgoing.toast is None:
            await self._of(outgoing).acquire()
        await self._everyone.acquire()

    def _of(self, outgoing: Outgoing) -> AsyncLimiter:
        chat = outgoing.peer.chat
        limiter = self._chats.pop(chat, None) or self._new(private=outgoing.private)
        self._chats[chat] = limiter
        while len(self._chats) > CHATS_KEPT:
            self._chats.popitem(last=False)
        return limiter

    def _new(self, *, private: bool) -> AsyncLimiter:
        """A private chat may burst a little; a group for as much as its minute allows."""
        pace = self._limits.pace
        if private:
            return AsyncLimiter(BURST, BURST / pace.chat)
        return AsyncLimiter(pace.group * MINUTE, MINUTE)
