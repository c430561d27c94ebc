"""What was asked of the sandbox and what it said: the last calls and updates, tokens left out."""

from collections import deque
from typing import Any, Final

KEPT: Final = 20_000


class Traffic:
    def __init__(self) -> None:
        self.last = 0
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
        """A call of a method: the parameters as they came, and the whole answer."""
        self._note(door, "call", method, parameters, files, status, answer)

    def update(self, door: str, update: Any) -> None:
        """An update that was handed to the bot. One handed out again is noted again."""
        self._note(door, "update", "", {}, [], 200, update)

    def _note(
        self,
        door: str,
        kind: str,
        method: str,
        parameters: dict[str, Any],
        files: list[str],
        status: int,
        answer: Any,
    ) -> None:
        self.last += 1
        self._calls.append(
            {
                "id": self.last,
                "door": door,
                "kind": kind,
                "method": method,
                "parameters": {
                    name: value for name, value in parameters.items() if name != "access_token"
                },
                "files": files,
                "status": status,
                "answer": answer,
            }
        )

    def after(self, number: int) -> list[dict[str, Any]]:
        return [call for call in self._calls if call["id"] > number]

    def clear(self) -> None:
        self._calls.clear()
