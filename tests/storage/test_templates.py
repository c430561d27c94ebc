"""Reply templates, whatever is done to them in whatever order: each agency has its own and reads
the shared ones, and touches nobody else's. The same on both databases."""

from datetime import datetime
from random import Random

from core.templates import SHARED, Template
from storage.agencies.templates import Templates
from storage.database import Database

AGENCIES = ("roads", "gas", SHARED)
TITLES = ("Яма", "яма", "Ёлка", "Спасибо", "'; --", "%_", "Hello", "я" * 36)
STEPS = 60


class Kept:
    """What should be there: by id."""

    def __init__(self) -> None:
        self.all: dict[int, Template] = {}

    def usable(self, agency: str) -> set[int]:
        return {one.id for one in self.all.values() if one.agency in (agency, SHARED)}

    def own(self, agency: str) -> set[int]:
        return {one.id for one in self.all.values() if one.agency == agency}


async def pages(templates: Templates, agency: str, size: int) -> list[Template]:
    """All that an agency may use, page by page; the count is the same on each."""
    found: list[Template] = []
    first, count = await templates.page(agency, 0, size)
    page = 0
    while first:
        found += first
        page += 1
        first, counted = await templates.page(agency, page, size)
        assert counted == count
    assert len(found) == count
    return found


async def test_whatever_is_done_each_agency_has_its_own_and_the_shared_ones(
    database: Database, now: datetime
) -> None:
    chance = Random(5)  # noqa: S311  because chance must repeat itself here
    kept = Kept()
    async with database.write() as connection:
        templates = Templates(connection, now)
        for step in range(STEPS):
            agency, title = chance.choice(AGENCIES), chance.choice(TITLES)
            which = chance.choice([*kept.all, 0, 999_999])
            match chance.choice(("add", "add", "change", "drop")):
                case "add":
                    await templates.add(agency, title, f"текст {step}", "Ольга")
                    (new,) = {*await pages(templates, agency, 100)} - {*kept.all.values()}
                    assert new == Template(new.id, agency, title, f"текст {step}")
                    kept.all[new.id] = new
                case "change":
                    done = await templates.change(which, agency, title, f"иначе {step}", "Пётр")
                    assert done == (which in kept.own(agency)), "one's own, and no other"
                    if done:
                        kept.all[which] = Template(which, agency, title, f"иначе {step}")
                case "drop":
                    done = await templates.drop(which, agency)
                    assert done == (which in kept.own(agency)), "one's own, and no other"
                    if done:
                        del kept.all[which]
            one = await templates.one(agency, which)
            assert one == (kept.all[which] if which in kept.usable(agency) else None)
            assert await templates.count(agency) == len(kept.own(agency))
        await connection.commit()

    async with database.read() as connection:
        templates = Templates(connection, now)
        assert len(kept.all) > STEPS / 5
        for agency in AGENCIES:
            found = await pages(templates, agency, chance.randint(1, 5))
            assert {one.id: one for one in found} == {
                which: kept.all[which] for which in kept.usable(agency)
            }
            assert len({one.id for one in found}) == len(found), "none on two pages"
            own = [one.agency == agency for one in found]
            assert own == sorted(own, reverse=True), "one's own come first"


async def test_what_is_not_committed_is_not_there(database: Database, now: datetime) -> None:
    async with database.write() as connection:
        await Templates(connection, now).add("roads", "Яма", "Заделаем", "Ольга")
    async with database.read() as connection:
        assert await Templates(connection, now).page("roads", 0, 6) == ([], 0)
