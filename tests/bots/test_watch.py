"""The watch: what goes wrong with one ticket keeps no other waiting."""

from collections.abc import Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from bots.ports import Store
from bots.workers.watch import look
from core.work import Unavailable
from dialogs.turns import Turns


class Shop:
    """Tickets that are due, and one that cannot be looked at. It is its own store, turns, watch."""

    def __init__(self, due: Sequence[str], poison: str = "") -> None:
        self.waiting = list(due)
        self.poison = poison
        self.looked, self.postponed, self.skipped = list[str](), list[str](), list[str]()
        self.delivered = self.greeted = self.committed = 0
        self.away = False

    @asynccontextmanager
    async def unit(self) -> Any:
        if self.away:
            raise Unavailable("locked")
        yield self

    async def commit(self) -> None:
        """Nothing is written here."""

    # the turns

    async def look(self, unit: object) -> tuple[int, Sequence[Any]]:
        if self.poison in self.waiting or self.poison == "mornings":
            raise ValueError(self.poison)
        found, self.waiting = len(self.waiting), []
        return found, ()

    def watch(self, unit: object) -> "Shop":
        return self

    # what is due, one by one

    async def due(self) -> Sequence[str]:
        return list(self.waiting)

    async def deliver(self) -> int:
        self.delivered += 1
        return 1

    async def look_at(self, number: str) -> Sequence[Any]:
        if number == self.poison:
            raise ValueError(number)
        self.waiting.remove(number)
        self.looked.append(number)
        return ()

    async def postpone(self, number: str) -> None:
        self.waiting.remove(number)
        self.postponed.append(number)

    async def mornings(self) -> Sequence[str]:
        return [] if self.skipped else ["roads", "zur"]

    async def greet_one(self, agency: str) -> int:
        if self.poison == "mornings" and agency == "roads":
            raise ValueError("mornings")
        self.greeted += 1
        return 1

    async def end_substitutions(self) -> int:
        return 0

    async def go_on(self) -> tuple[int, Sequence[Any]]:
        return 0, ()

    async def skip_morning(self, agency: str) -> None:
        self.skipped.append(agency)

    async def watched(self) -> None:
        def committed() -> None:
            self.committed += 1

        await look(cast("Store", self), cast("Turns", self), committed)


async def test_all_that_is_due_is_done_together() -> None:
    shop = Shop(["26-000001", "26-000002"])
    await shop.watched()
    assert (shop.waiting, shop.committed, shop.looked) == ([], 1, [])


async def test_a_ticket_that_cannot_be_looked_at_is_let_be_and_the_others_are_not() -> None:
    shop = Shop(["26-000001", "26-000002", "26-000003"], poison="26-000002")
    await shop.watched()
    assert shop.looked == ["26-000001", "26-000003"]
    assert shop.postponed == ["26-000002"]
    assert (shop.delivered, shop.greeted, shop.waiting) == (1, 2, [])
    await shop.watched()
    assert shop.postponed == ["26-000002"], "it is together again"


async def test_a_morning_that_cannot_be_told_keeps_nothing_waiting() -> None:
    shop = Shop(["26-000001"], poison="mornings")
    await shop.watched()
    assert shop.looked == ["26-000001"]
    assert shop.delivered == 1
    assert (shop.greeted, shop.skipped) == (1, ["roads"])


async def test_a_store_that_is_away_is_nobodys_fault() -> None:
    shop = Shop(["26-000001"])
    shop.away = True
    with pytest.raises(Unavailable):
        await shop.watched()
    assert shop.postponed == []
