"""When a call came, as far as the process can know that plays the messengers.

It notes a call when its loop comes to it, and on a machine with more processes than cores that is
some time after it came: calls seem closer together than they were sent. How much later at most is
known: a call that was there before a step of the loop has been seen to within a few steps.
"""

import asyncio
import selectors
import time
from bisect import bisect_left
from collections.abc import Sequence

STEPS = 10
"""Steps of the loop within which a call is noted, be its connection new: it is accepted, watched,
read, parsed and handed on, a step or two each."""


class Steps(selectors.DefaultSelector):
    """What tells a loop of events, and remembers when it did: unix seconds."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[float] = []

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        found = super().select(timeout)
        self.moments.append(time.time())
        return found

    def loop(self) -> asyncio.AbstractEventLoop:
        return asyncio.SelectorEventLoop(self)

    def earliest(self, noted: float) -> float:
        """When a call may have come that was noted then."""
        return self.moments[max(0, bisect_left(self.moments, noted) - STEPS)]

    def busiest(self, noted: Sequence[float], seconds: float) -> int:
        """The most calls that certainly came within any stretch of time that is so long."""
        noted, most, first = sorted(noted), 0, 0
        for last, moment in enumerate(noted):
            while moment - self.earliest(noted[first]) >= seconds:
                first += 1
            most = max(most, last - first + 1)
        return most
