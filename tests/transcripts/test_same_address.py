"""Complaints at one typed address know of each other, however it was written."""

import pytest

from core.nearby import cell_of
from core.places import Place

from .stage import Player, Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


async def files_at(player: Player, address: str, town: str = "") -> str:
    await player.says("Яма на дороге, колесо пробил")
    await player.agrees()
    await player.presses("Ямы", "Пропустить")
    await player.says(address)
    if town:
        await player.presses(town)
    await player.presses("Пропустить", "Пропустить", "Отправить")
    return (await player.stage.tickets_of(player))[0]


@DOORS
async def test_the_agency_sees_who_wrote_of_it_before(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    first = await files_at(
        stage.resident("Анна", door, 101), "Благовещенск, ул. Мухина, д. 12 кв 5"
    )
    second = await files_at(stage.resident("Борис", door, 102), "мухина 12", "Благовещенск")
    assert f"👥 Рядом открыто: {first} (там же)" in roads.post(f"{second} ·").text


async def test_of_many_nearby_it_is_said_that_there_are_more(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    neighbours = [stage.resident(f"Житель {n}", "telegram", 100 + n) for n in range(12)]
    numbers = [await files_at(one, "Благовещенск, Мухина 12") for one in neighbours]

    def line(number: str) -> str:
        return roads.post(f"{number} ·").text.partition("👥 Рядом открыто: ")[2].partition("\n")[0]

    here = [f"{number} (там же)" for number in numbers[:3]]
    assert line(numbers[3]) == ", ".join(here)
    assert line(numbers[4]) == ", ".join(here) + " и ещё 1"
    assert line(numbers[11]).endswith(" и ещё 7+"), "so many are looked for"


async def test_another_house_or_town_is_somewhere_else(stage: Stage) -> None:
    roads = await stage.agency("roads", "telegram", -1)
    await files_at(stage.resident("Анна", "telegram", 101), "Мира 12", "Благовещенск")
    await files_at(stage.resident("Борис", "telegram", 102), "Мира 14", "Благовещенск")
    await files_at(stage.resident("Вера", "telegram", 103), "Мира 12", "Тында")
    assert not roads.says("Рядом открыто")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ленина, 5", "ул. Ленина, д.5"),
        ("г. Тында, Красная Пресня 12 корпус 2", "красная пресня 12к2"),
        ("Кирова / Пушкина", "перекрёсток Пушкина и Кирова"),
        ("на Зелёной 7", "зеленая, 7, кв. 3"),
        ("с. Покровка, Школьная 3", "село Покровка ул Школьная 3"),
    ],
)
def test_one_place_is_one_however_it_is_written(one: str, other: str) -> None:
    cell = cell_of(Place(one), "blag")
    assert cell is not None
    assert cell == cell_of(Place(other), "blag") != cell_of(Place(one), "tynda")
    assert cell < 0 <= cell_of(Place(one, 50.0, 127.0), "blag")  # type: ignore[operator]  # because a point has a cell


@pytest.mark.parametrize("address", ["ул. Ленина", "у школы № 4", "", "Ленина 5 или Мира 7"])
def test_what_is_not_one_house_is_no_place_of_its_own(address: str) -> None:
    assert cell_of(Place(address), "blag") is None
