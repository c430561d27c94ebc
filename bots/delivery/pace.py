"""How fast a messenger takes messages: overall, and in each chat.

* Overall, a message waits its turn: see :mod:`bots.doors.turnstile`.
* A chat that has had its share rests: its next message is not taken from the outbox before. So
  what waits for one chat stands in nobody's way, and a reply written meanwhile goes first.
"""

import asyncio
from collections import OrderedDict

from bots.doors.layout import Limits
from bots.doors.turnstile import Turn, Turnstile
from core.messages import Lane, Outgoing

CHATS_KEPT = 10_000
"""Chats whose pace is remembered; who was silent longest is forgotten first."""

BURST = 3
"""Messages a private chat may get at once: a person who presses quickly is answered quickly."""

MINUTE = 60


class Pace:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._everyone = Turnstile[Turn](limits.pace.everyone, _let)
        self._full: OrderedDict[int, float] = OrderedDict()
        """When a chat's share is whole again, by the loop's clock."""

    async def turn(self, lane: Lane) -> None:
        """Wait for the messenger's pace."""
        turn = Turn()
        self._everyone.put(lane, turn)
        await turn.come

    def took(self, outgoing: Outgoing) -> float:
        """Count a message to its chat; the seconds for which the chat rests now.

        A chat's share is a bucket that leaks evenly: a private chat's holds a little burst, a
        group's as much as its minute allows.
        """
        pace = self._limits.pace
        step = 1 / (pace.chat if outgoing.private else pace.group)
        burst = BURST if outgoing.private else max(1.0, pace.group * MINUTE)
        now = asyncio.get_running_loop().time()
        chat = outgoing.peer.chat
        full = max(self._full.pop(chat, now), now) + step
        self._full[chat] = full
        while len(self._full) > CHATS_KEPT:
            self._full.popitem(last=False)
        return max(0.0, full - (burst - 1) * step - now)


def _let(turns: list[Turn]) -> None:
    for turn in turns:
        turn.come.set_result(None)
