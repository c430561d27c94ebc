"""How fast a messenger takes messages: overall, and in each chat.

* Overall, a message waits its turn: see :mod:`bots.doors.turnstile`.
* A chat that has had its share rests: its next message is not taken from the outbox before. So
  what waits for one chat stands in nobody's way, and a reply written meanwhile goes first.
* Where several workers share a messenger, what a chat has had is told to the others with what
  became of its message.
"""

import asyncio
from collections import OrderedDict

from bots.doors.leaving import LEAVING, Leaving
from bots.doors.limits import Limits
from bots.doors.pacing import Making, own
from bots.doors.turnstile import Turn, Turnstile
from core.messages import Lane, Outgoing
from core.outbox import Spent

CHATS_KEPT = 10_000
"""Chats whose pace is remembered; who was silent longest is forgotten first."""

BURST = 3
"""Messages a private chat may get at once: a person who presses quickly is answered quickly."""

MINUTE = 60


class Pace:
    """The pace of the messenger called ``name``."""

    def __init__(self, name: str, limits: Limits, making: Making = own) -> None:
        self._private = _share(limits.pace.chat, BURST)
        self._group = _share(limits.pace.group, max(1.0, limits.pace.group * MINUTE))
        self._everyone = Turnstile[Turn](making(name, limits.pace.everyone), _let)
        self._full: OrderedDict[int, float] = OrderedDict()
        """When a chat's share is whole again, by the loop's clock."""

    async def turn(self, lane: Lane) -> None:
        """Wait for the messenger's pace: the next request of this task is what then leaves."""
        if not self.at_once():
            turn = Turn()
            self._everyone.put(lane, turn)
            LEAVING.set(await turn.come)

    def at_once(self) -> bool:
        """As :meth:`turn`, where there is nothing to wait for; is there not?"""
        leaving = self._everyone.at_once()
        if leaving is not None:
            LEAVING.set(leaving)
        return leaving is not None

    def cost(self, outgoing: Outgoing) -> Spent:
        """What a message takes of its chat's share: a private chat's holds a little burst, a
        group's as much as its minute allows."""
        step, room = self._private if outgoing.private else self._group
        return Spent(outgoing.peer.door, outgoing.peer.chat, step, room)

    def took(self, outgoing: Outgoing) -> float:
        """Count a message to its chat; the seconds for which the chat rests now."""
        step, room = self._private if outgoing.private else self._group
        now = asyncio.get_running_loop().time()
        chat = outgoing.peer.chat
        full = max(self._full.pop(chat, now), now) + step
        self._full[chat] = full
        while len(self._full) > CHATS_KEPT:
            self._full.popitem(last=False)
        return max(0.0, full - room - now)


def _share(pace: float, burst: float) -> tuple[float, float]:
    """Seconds that a message costs, and those that may be owed before the chat rests."""
    return 1 / pace, (burst - 1) / pace


def _let(turns: list[Turn], leaving: Leaving) -> None:
    for turn in turns:
        turn.come.set_result(leaving)
