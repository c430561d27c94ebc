"""Open tickets at one typed address, on both databases."""

import pytest
from msgspec.structs import replace

from core.places import Place
from core.tickets import State
from storage.store import Store

from .told import a_ticket, filed

HERE = Place("ул. Мухина, д. 12")


@pytest.mark.parametrize("agency", ["roads", None])
async def test_only_what_is_open_there_on_the_same_topics_is_found(
    store: Store, agency: str | None
) -> None:
    first = replace(a_ticket("26-000001"), place=HERE, topic="roads.pit")
    others = (
        replace(first, number="26-000002", place=Place("Мухина 12 кв 4"), topic="roads"),
        replace(first, number="26-000003", topic="roadside.grass"),
        replace(first, number="26-000004", place=Place("Мухина 14")),
        replace(first, number="26-000005", municipality="tynda"),
        replace(first, number="26-000006", state=State.CLOSED),
        replace(first, number="26-000007", place=replace(HERE, latitude=50.2, longitude=127.5)),
    )
    async with store.unit() as unit:
        for one in (first, *others):
            unit.record(filed(one))
        await unit.commit()
    async with store.unit() as unit:
        asked = replace(first, number="26-000009", topic="roads.sign")
        found = await unit.finding.near(asked, agency, 5)
        assert [one.number for one in found] == ["26-000001", "26-000002"]
        assert {one.metres for one in found} == {0.0}
        assert await unit.finding.near(asked, "nobody", 5) == []
