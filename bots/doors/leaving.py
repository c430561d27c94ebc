"""When a message leaves that had its turn: at once, or when there is a connection for it.

A messenger counts messages as they come to it. Where a connection stands open, one leaves in the
step in which its turn comes; where one has to be made first, it takes tenths of a second longer.
Taken to have left at its turn, it would come closer to those a second later than the pace allows.

Where connections hang, no turn is kept for who waits longer than :data:`KEPT`: those who have a
connection must not stand behind them.
"""

import asyncio
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING

from aiohttp import TCPConnector

if TYPE_CHECKING:
    from aiohttp import ClientTimeout
    from aiohttp.client_reqrep import ClientRequest
    from aiohttp.connector import Connection
    from aiohttp.tracing import Trace


KEPT = 1.0
"""Seconds. A connection is made in a few tenths."""


class Leaving:
    """What goes at one turn, until it has left: ``tell`` is called then, once."""

    __slots__ = ("_given_up", "_tell")

    def __init__(self, tell: Callable[[], None]) -> None:
        self._tell: Callable[[], None] | None = tell
        self._given_up: asyncio.TimerHandle | None = None

    def hold(self) -> None:
        """It has to wait for something first."""
        if self._tell is not None and self._given_up is None:
            self._given_up = asyncio.get_running_loop().call_later(KEPT, self.left)

    def step_over(self) -> None:
        """The step is over in which it was to leave; it has, unless it was held."""
        if self._given_up is None:
            self.left()

    def left(self) -> None:
        if self._given_up is not None:
            self._given_up.cancel()
        tell, self._tell = self._tell, None
        if tell is not None:
            tell()


LEAVING: ContextVar[Leaving | None] = ContextVar("leaving", default=None)
"""What leaves with the next request of this task."""


class Connector(TCPConnector):
    """Connections of which is known when what had its turn leaves."""

    async def connect(
        self,
        req: "ClientRequest",
        traces: "list[Trace]",
        timeout: "ClientTimeout",  # noqa: ASYNC109  because aiohttp calls it so
    ) -> "Connection":
        leaving = LEAVING.get()
        if leaving is None:
            return await super().connect(req, traces, timeout)
        leaving.hold()
        try:
            return await super().connect(req, traces, timeout)
        finally:
            leaving.left()
