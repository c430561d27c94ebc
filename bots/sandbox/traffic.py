"""What was asked of the sandbox and what it said: the last calls and updates, tokens left out.

* A call is noted when it is over, so ``id`` orders the ends; ``at`` is the moment it arrived (of an
  update: the moment it was handed out), unix seconds by the world's clock.
* ``fault`` names the fault that hit the call, ``carried`` says whether the messenger carried it out
  nevertheless: then ``answer`` is what it would have said, though the bot may never have heard it.
"""

import time
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Final

KEPT: Final = 20_000


@dataclass(slots=True)
class Circumstances:
    """Of the request that is being handled. ``noted``: something was written down about it."""

    at: float
    fault: str | None = None
    carried: bool = True
    noted: bool = False


CIRCUMSTANCES: Final[ContextVar[Circumstances | None]] = ContextVar("circumstances", default=None)


class Traffic:
    def __init__(self, clock: Callable[[], float] = time.time) -> None:
        self.last = 0
        self._clock = clock
        self._calls: deque[dict[str, Any]] = deque(maxlen=KEPT)

    def call(
        self,
        door: str,
        method: str,
        parameters: dict[str, Any],
        files: list[str],
        status: int,
        answer: Any,
    ) -> None:
        """A call of a method: the parameters as they came, and the whole answer.

        ``status`` is 0 where the bot got no answer at all.
        """
        circumstances = CIRCUMSTANCES.get()
        if circumstances is not None:
            circumstances.noted = True
        at = circumstances.at if circumstances is not None else self._clock()
        self._note(at, door, "call", method, parameters, files, status, answer)

    def update(self, door: str, update: Any) -> None:
        """An update that was handed to the bot. One handed out again is noted again."""
        self._note(self._clock(), door, "update", "", {}, [], 200, update)

    def _note(
        self,
        at: float,
        door: str,
        kind: str,
        method: str,
        parameters: dict[str, Any],
        files: list[str],
        status: int,
        answer: Any,
    ) -> None:
        circumstances = CIRCUMSTANCES.get()
        self.last += 1
        self._calls.append(
            {
                "id": self.last,
                "at": at,
                "door": door,
                "kind": kind,
                "method": method,
                "parameters": {
                    name: value for name, value in parameters.items() if name != "access_token"
                },
                "files": files,
                "status": status,
                "answer": answer,
                "fault": circumstances.fault if circumstances is not None else None,
                "carried": circumstances.carried if circumstances is not None else True,
            }
        )

    def after(self, number: int) -> list[dict[str, Any]]:
        return [call for call in self._calls if call["id"] > number]

    def clear(self) -> None:
        self._calls.clear()
