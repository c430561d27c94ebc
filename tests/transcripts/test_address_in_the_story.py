"""An address named in the first words is offered where the place is asked for: one press."""

import pytest

from .stage import Player, Stage

DOORS = pytest.mark.parametrize(
    ("door", "chat"), [("telegram", -1), ("vk", 2_000_000_001)], ids=["telegram", "vk"]
)


async def asked_where(stage: Stage, door: str, text: str) -> Player:
    anna = stage.resident("Анна", door, 101)
    await anna.says(text)
    await anna.agrees()
    await anna.presses("Ямы", "Пропустить")
    assert "Где это?" in anna.sees
    return anna


@DOORS
async def test_it_is_pressed_and_goes_to_the_agency(stage: Stage, door: str, chat: int) -> None:
    roads = await stage.agency("roads", door, chat)
    anna = await asked_where(stage, door, "На ул. Пушкина 12 яма на дороге, Благовещенск")
    await anna.presses("📍 Благовещенск, ул. Пушкина, 12")
    assert anna.chat.says("📍 Место: Благовещенск, ул. Пушкина, 12")
    await anna.presses("Пропустить", "Пропустить", "Отправить")
    assert roads.says("📍 Благовещенск, ул. Пушкина, 12")


@DOORS
async def test_the_town_is_asked_for_where_the_story_has_none(
    stage: Stage, door: str, chat: int
) -> None:
    anna = await asked_where(stage, door, "На Пушкина 12 яма на дороге")
    await anna.presses("📍 Пушкина, 12", "Тында")
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Тында, Пушкина, 12" in anna.sees


@pytest.mark.parametrize("word", ["да", "Верно", "там", "📍 пушкина, 12"])
async def test_the_only_one_is_agreed_with_in_words(stage: Stage, word: str) -> None:
    anna = await asked_where(stage, "telegram", "На Пушкина 12 яма на дороге")
    await anna.says(word)
    assert anna.chat.says("📍 Место: Пушкина, 12")


async def test_of_two_it_is_not_guessed_which_is_meant(stage: Stage) -> None:
    anna = await asked_where(stage, "vk", "Живу на Пушкина 12, а яма на Мира 7")
    assert "📍 Пушкина, 12" in anna.buttons
    assert "📍 Мира, 7" in anna.buttons
    await anna.says("да")
    assert "Чтобы приехать, нужно место" in anna.sees
    await anna.presses("📍 Мира, 7", "Тында")
    await anna.presses("Пропустить", "Пропустить")
    assert "📍 Тында, Мира, 7" in anna.sees


async def test_another_place_is_typed_all_the_same(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", "Живу на Пушкина 12, во дворе яма")
    await anna.says("Тында, Красная Пресня, 5")
    assert anna.chat.says("📍 Место: Тында, Красная Пресня, 5")


async def test_what_is_added_later_is_offered_too(stage: Stage) -> None:
    anna = stage.resident("Анна", "telegram", 101)
    await anna.says("Яма на дороге")
    await anna.agrees()
    await anna.says("это на Пушкина 12")
    await anna.presses("Ямы", "Пропустить", "📍 Пушкина, 12", "Тында")
    assert "Пришлите фото" in anna.sees


async def test_a_story_without_an_address_is_asked_as_before(stage: Stage) -> None:
    anna = await asked_where(stage, "telegram", "Яма на дороге третий день, 5 машин пробили колёса")
    assert "Напишите адрес: город, улицу и дом" in anna.sees
    assert not [label for label in anna.buttons if label.startswith("📍 ") and "карте" not in label]
