"""The event loop: uvloop's where there is one; else Python's."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

try:
    from uvloop import new_event_loop
except ImportError:  # Windows has none
    from asyncio import new_event_loop  # type: ignore[assignment]  # because uvloop's is of a kind of its own

__all__ = ["new_event_loop", "run"]

Result = TypeVar("Result")


def run(work: Coroutine[Any, Any, Result]) -> Result:
    """As ``asyncio.run``."""
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(work)
