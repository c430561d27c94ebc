"""An event loop whose clock jumps to the next timer: hours pass at once, and nothing is waited for.

Only for what talks to nobody outside the loop: no threads, no sockets.
"""

import asyncio
import selectors
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")


MOMENT = 1e-6
"""Seconds that a round of the loop takes. Who waits for «a little more» would never get it else."""


class _Jumping(selectors.SelectSelector):
    """Instead of waiting it moves the clock on."""

    def __init__(self) -> None:
        super().__init__()
        self.now = 0.0

    def select(self, timeout: float | None = None) -> Any:
        found = super().select(0)
        if not found and timeout is None:
            raise RuntimeError("everybody waits, and no timer will ever wake them")
        if not found:
            self.now += (timeout or 0) + MOMENT
        return found


class VirtualLoop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._jumping = _Jumping()
        super().__init__(self._jumping)

    def time(self) -> float:
        return self._jumping.now


async def later(seconds: float) -> None:
    """Let the clock of such a loop go on; nobody waits for it."""
    assert isinstance(asyncio.get_running_loop(), VirtualLoop)
    await asyncio.sleep(seconds)


def at_once(work: Coroutine[Any, Any, Result]) -> Result:
    """Run to the end in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(work)
