"""Words are found across years and spans, the latest first, page after page."""

from msgspec.structs import replace

from core.finding import Page
from storage.finding.searching import SPAN_BITS
from storage.store import Store

from .told import a_ticket, filed

SPAN = 1 << SPAN_BITS

FIRST_OF_26 = 26 * 10**9
EDGE = SPAN - FIRST_OF_26 % SPAN
"""The count within the year with which the year's second span begins."""

FILED = (
    "24-000001", "25-000001", "25-999999", "26-000001", f"26-{EDGE - 1:06d}", f"26-{EDGE:06d}",
    f"26-{EDGE + SPAN:06d}", f"26-{EDGE + 9 * SPAN:06d}", "26-1234567",
    "26-912345678",
)  # fmt: skip


async def _file(store: Store) -> None:
    async with store.unit() as unit:
        for place, number in enumerate(FILED):
            agency = "roads" if place % 2 else "snow"
            ticket = replace(a_ticket(number), agency=agency, text="Ямы на дороге")
            unit.record(filed(ticket))
        await unit.commit()


async def _all(store: Store, words: str, agency: str | None, most: int) -> list[str]:
    found: list[str] = []
    after = ""
    while True:
        async with store.unit() as unit:
            page: Page = await unit.finding.words(words, agency, after, most)
        found += [one.number for one in page.tickets]
        after = page.after
        if not after:
            return found


async def test_pages_go_through_all_spans_from_the_latest(store: Store) -> None:
    await _file(store)
    latest_first = [*reversed(FILED)]
    for most in (1, 2, 4, 20):
        assert await _all(store, "яма дорога", None, most) == latest_first
        assert (
            await _all(store, "ямами", "roads", most)
            == [one for place, one in enumerate(FILED) if place % 2][::-1]
        )
    assert await _all(store, "яма фонарь", None, 5) == []
    assert await _all(store, "яма", "water", 5) == []


async def test_a_ticket_that_changed_hands_is_found_where_it_is(store: Store) -> None:
    await _file(store)
    async with store.unit() as unit:
        before = await unit.ticket("25-000001")
        assert before is not None
        moved = replace(before, agency="water")
        unit.record(replace(filed(moved), before=before))
        await unit.commit()
    assert await _all(store, "яма", "water", 5) == ["25-000001"]
    assert "25-000001" not in await _all(store, "яма", "roads", 5)
