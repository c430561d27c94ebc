"""A place in none of the town's municipalities is filed all the same, and has a name in tables."""

import pytest

from core.nearby import cell_of
from core.places import Place
from tests.shipped import TOWN

from .stage import Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


@DOORS
async def test_it_goes_by_the_routes_of_no_municipality(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = stage.resident("Анна", door, 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.says("Ленина 5")
    await anna.presses("Другое место: Амурская область")
    await anna.says("Магдагачи")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    (number,) = await stage.tickets_of(anna)
    ticket = await stage.ticket(number)
    assert (ticket.municipality, ticket.place) == ("", Place("Магдагачи, Ленина 5"))
    assert ticket.agency == TOWN.route(ticket.topic, "").code == "roads"
    assert "📍 Магдагачи, Ленина 5" in roads.post(f"{number} ·").text
    olga = stage.operator("Ольга", roads, 501)
    await olga.commands("stats")
    await olga.presses("По муниципалитетам")
    assert "Амурская область — 1" in roads.last


async def test_a_point_between_the_towns_is_filed_without_the_question(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге, колесо пробил")
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    await anna.places(52.5, 129.0)
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    (number,) = await stage.tickets_of(anna)
    assert (await stage.ticket(number)).municipality == ""
    assert "📍 точка на карте" in roads.post(f"{number} ·").text


def test_one_address_of_two_villages_is_not_one_place() -> None:
    assert cell_of(Place("Ленина 5"), "") is None
    assert cell_of(Place("с. Ивановка, Ленина 5"), "") is not None
    assert cell_of(Place("с. Ивановка, Ленина 5"), "") != cell_of(
        Place("с. Петровка, Ленина 5"), ""
    )
