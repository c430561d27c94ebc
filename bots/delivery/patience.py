"""When a chat, and when the whole messenger, wants to be left alone. In memory, by a steady clock.

* A chat that was told to wait gets nothing before its time, whatever else there is for it.
* Telegram does not say whether it means one chat or the whole bot. If it tells it to ``CHATS``
  different chats and takes nothing from us in between, it means the bot.
* Seconds are counted from now, by a clock that nobody sets: a changed wall clock neither cuts a
  wait short nor makes it hours long. What is forgotten at a restart the messenger says again.
"""

from collections.abc import Callable
from heapq import heappop, heappush

CHATS = 3
"""Chats that are asked to wait in a row before it is taken for everyone's."""


A_LITTLE = 0.01
"""Seconds by which the database's clock may differ over a wait, so that nobody looks in vain."""


class Patience:
    """``steady`` tells seconds of a clock that only goes forward."""

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._resting: dict[int, float] = {}
        self._closed_until = float("-inf")
        self._asked: dict[int, float] = {}
        """Chats asked to wait since a message was taken last."""
        self._alarms: list[float] = []

    def rest(self, chat: int, seconds: float) -> None:
        """Leave a chat alone."""
        until = self._steady() + seconds
        self._resting[chat] = max(until, self._resting.get(chat, until))
        heappush(self._alarms, until)

    def asked(self, chat: int, seconds: float, *, everyone: bool) -> bool:
        """The messenger asks to wait; is it for everyone?"""
        self.rest(chat, seconds)
        until = self._steady() + seconds
        self._asked[chat] = until
        if not everyone and len(self._asked) >= CHATS:
            everyone = True
            until = max(self._asked.values())
        if everyone:
            self._closed_until = max(self._closed_until, until)
            self._asked.clear()
            heappush(self._alarms, until)
        return everyone

    def taken(self) -> None:
        """The messenger took a message: it does not mean everyone."""
        self._asked.clear()

    def remind(self, seconds: float) -> None:
        """There will be something to do."""
        heappush(self._alarms, self._steady() + seconds + A_LITTLE)

    def everyone(self) -> float:
        """Seconds for which the messenger wants to hear from nobody."""
        return max(0.0, self._closed_until - self._steady())

    def resting(self) -> set[int]:
        """Chats that are to be left alone now."""
        now = self._steady()
        self._resting = {chat: until for chat, until in self._resting.items() if until > now}
        return set(self._resting)

    def of(self, chat: int) -> float:
        """Seconds for which a chat is to be left alone."""
        return max(0.0, self._resting.get(chat, 0.0) - self._steady())

    def wake(self) -> None:
        """What may go by now is about to be looked at."""
        now = self._steady()
        while self._alarms and self._alarms[0] <= now:
            heappop(self._alarms)

    def next(self) -> float:
        """Seconds until something that waited may go; infinite where nothing does."""
        return max(0.0, self._alarms[0] - self._steady()) if self._alarms else float("inf")
