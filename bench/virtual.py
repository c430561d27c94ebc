"""A loop whose clock nobody waits for: when nothing is left to do it jumps to the next moment.

Whatever counts seconds by the loop's own clock (``loop.time``, ``call_at``, ``asyncio.sleep``)
runs on it unchanged, as fast as it computes, and every time the same. Nothing real may be
waited for on it: neither sockets nor threads.
"""

import asyncio
from selectors import SelectorKey, SelectSelector


class _Jumping(SelectSelector):
    """Looks at no socket; ``now`` is seconds from 0."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[SelectorKey, int]]:
        if timeout is None:
            raise RuntimeError("nothing is left to happen, and somebody still waits")
        self.now += max(0.0, timeout)
        return []


class VirtualLoop(asyncio.SelectorEventLoop):
    """Give it to ``asyncio.Runner(loop_factory=VirtualLoop)``."""

    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now
