"""What groups are called: MAX does not tell with an update, so it is asked once for each.

A name is a comfort, not a need: where it is not told, there is none.
"""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable

from bots.doors.door import DoorError, Raw

from .keys import TITLE
from .reading import group_of

KEPT = 10_000
"""Groups whose names are kept in memory; who was silent longest is forgotten first."""


class Titles:
    """``ask`` gives the name of a group by its number at MAX. It raises the port's errors."""

    def __init__(self, ask: Callable[[int], Awaitable[str]]) -> None:
        self._ask = ask
        self._known: OrderedDict[int, str] = OrderedDict()

    async def put_into(self, updates: Iterable[Raw]) -> None:
        """Put the names of groups into their updates."""
        for raw in updates:
            raw.pop(TITLE, None)  # only we say that
            if (number := group_of(raw)) is None:
                continue
            match raw.get("update_type"):
                case "chat_title_changed":
                    self._keep(number, raw.get("title"))
                case "bot_added":
                    self._known.pop(number, None)
            # Who was put out of a group is told nothing of it any more.
            if number not in self._known and raw.get("update_type") != "bot_removed":
                self._keep(number, await self._asked(number))
            raw[TITLE] = self._known.get(number, "")

    async def _asked(self, number: int) -> str:
        try:
            return await self._ask(number)
        except DoorError:
            return ""

    def _keep(self, number: int, title: object) -> None:
        self._known[number] = title if isinstance(title, str) else ""
        self._known.move_to_end(number)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)
