"""The watch: what goes wrong with one ticket keeps no other waiting."""

import asyncio
from collections.abc import Sequence
from contextlib import asynccontextmanager
from typing import Any, cast

import pytest

from bots.ports import Store
from bots.workers import watch as module
from bots.workers.watch import keep_watch, look
from core.work import Unavailable
from dialogs.turns import Turns


class Shop:
    """Tickets that are due, and one that cannot be looked at. It is its own store, turns, watch."""

    def __init__(self, due: Sequence[str], poison: str = "") -> None:
        self.waiting = list(due)
        self.poison = poison
        self.looked, self.postponed, self.skipped = list[str](), list[str](), list[str]()
        self.aside = dict[str, list[bool]]()
        """What was set aside, and each time it was tried whether it was to be told."""
        self.messages, self.delivered = [1], list[int]()
        self.greeted = self.committed = self.forgot = 0
        self.thrice = asyncio.Event()
        self.away = self.blind = self.dumb = False

    @asynccontextmanager
    async def unit(self) -> Any:
        if self.away:
            raise Unavailable("locked")
        yield self

    async def commit(self) -> None:
        """Nothing is written here."""

    # the turns

    async def look(self, unit: object) -> tuple[int, Sequence[Any]]:
        if self.poison in self.waiting or self.poison or self.blind:
            raise ValueError(self.poison)
        found, self.waiting = len(self.waiting), []
        return found, ()

    def watch(self, unit: object) -> "Shop":
        return self

    # what is due, one by one

    async def due(self) -> Sequence[str]:
        if self.blind:
            raise ValueError("due")
        return list(self.waiting)

    async def delayed(self) -> Sequence[int]:
        return list(self.messages)

    async def deliver_one(self, row: int) -> int:
        if self.poison == f"message {row}":
            raise ValueError(row)
        self.messages.remove(row)
        self.delivered.append(row)
        return 1

    async def set_message_aside(self, row: int, trace: str, *, tell: bool) -> None:
        self._told(f"message {row}", trace, tell=tell)
        self.messages.remove(row)

    async def look_at(self, number: str) -> Sequence[Any]:
        if number == self.poison:
            raise ValueError(number)
        self.waiting.remove(number)
        self.looked.append(number)
        return ()

    async def postpone(self, number: str, trace: str, *, tell: bool) -> None:
        self._told(number, trace, tell=tell)
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

    async def forget(self) -> int:
        self.forgot += 1
        if self.forgot == 3:
            self.thrice.set()
        raise ValueError("forget")

    def _told(self, what: str, trace: str, *, tell: bool) -> None:
        assert "ValueError" in trace
        self.aside.setdefault(what, []).append(tell)
        if tell and self.dumb:
            raise ValueError("telling")

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
    assert (shop.delivered, shop.greeted, shop.waiting) == ([1], 2, [])
    await shop.watched()
    assert shop.postponed == ["26-000002"], "it is together again"


async def test_a_morning_that_cannot_be_told_keeps_nothing_waiting() -> None:
    shop = Shop(["26-000001"], poison="mornings")
    await shop.watched()
    assert shop.looked == ["26-000001"]
    assert shop.delivered == [1]
    assert (shop.greeted, shop.skipped) == (1, ["roads"])


async def test_a_store_that_is_away_is_nobodys_fault() -> None:
    shop = Shop(["26-000001"])
    shop.away = True
    with pytest.raises(Unavailable):
        await shop.watched()
    assert shop.postponed == []


async def test_a_message_that_cannot_be_sent_is_set_aside_and_the_others_go() -> None:
    shop = Shop(["26-000001"], poison="message 2")
    shop.messages = [1, 2, 3]
    await shop.watched()
    assert (shop.delivered, shop.messages) == ([1, 3], [])
    assert shop.aside == {"message 2": [True]}
    assert shop.looked == ["26-000001"]


async def test_what_breaks_the_telling_too_is_set_aside_without_it() -> None:
    shop = Shop(["26-000001", "26-000002"], poison="26-000001")
    shop.dumb = True
    await shop.watched()
    assert shop.aside == {"26-000001": [True, False]}
    assert (shop.postponed, shop.looked) == (["26-000001"], ["26-000002"])


async def test_where_not_even_what_is_due_is_known_the_rest_is_done() -> None:
    shop = Shop(["26-000001"])
    shop.blind = True
    await shop.watched()
    assert (shop.looked, shop.delivered, shop.greeted) == ([], [1], 2)


async def test_the_watch_outlives_whatever_breaks_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """``forget`` raises each time here, and at first the store is not there at all."""
    monkeypatch.setattr(module, "EVERY", 0.0)
    monkeypatch.setattr(module, "TO_FORGET", 0.0)
    shop = Shop(["26-000001"], poison="26-000001")
    shop.away = True
    watching = asyncio.create_task(
        keep_watch(cast("Store", shop), cast("Turns", shop), lambda: None)
    )
    async with asyncio.timeout(60):
        await asyncio.sleep(0)
        shop.away = False
        await shop.thrice.wait()
    assert not watching.done()
    assert shop.postponed == ["26-000001"]
    watching.cancel()
    await asyncio.gather(watching, return_exceptions=True)
